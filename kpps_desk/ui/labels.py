"""Labels for what people typed: always plain text, selectable, wrapping.

What a newcomer gets wrong: QLabel("name from a file"). QLabel guesses rich text; these never do.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain(text: str = "", name: str = "", *, wrap: bool = True, select: bool = True) -> QLabel:
    """`name` is an object name styled in desk.qss: heading, subheading, muted, caption."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if name:
        label.setObjectName(name)
    if select:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
