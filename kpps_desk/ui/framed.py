"""A form on a card under its title.

What a newcomer gets wrong: a form without a scroll area. Where the window is low its last buttons would be lost.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from kpps_desk.ui.form import Form


def framed(form: Form, title: str, about: QLabel | None) -> QWidget:
    """A form under its title; it scrolls where the window is low."""
    card = QFrame()
    card.setObjectName("card")
    head = QLabel(title)
    head.setObjectName("subheading")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.addWidget(head)
    if about is not None:
        column.addWidget(about)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(form)
    column.addWidget(scroll, 1)
    return card
