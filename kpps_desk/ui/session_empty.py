"""What Sesi shows while there is no session: what sessions are made from, and the way to plan them.

What a newcomer gets wrong: showing it for a filter that finds nothing. It is for a workspace without sessions.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain

_BODY = (
    "Sesi pelantikan dan bimbingan teknis disusun dari hari, jam, ruang, dan kapasitas: regu TPS utuh, setiap "
    "kelurahan di ruangnya sendiri. Setelah itu kehadiran dicatat di layar Kehadiran."
)


class NoSessions(QFrame):
    """`act` is the button that leads on."""

    def __init__(self, begin: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.act = QPushButton("&Susun sesi…")
        self.act.setObjectName("primary")
        self.act.clicked.connect(lambda: begin())
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(theme.GRID * 2)
        column.addStretch(1)
        column.addWidget(plain("Belum ada sesi", "heading"))
        column.addWidget(plain(_BODY))
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
