"""A scan that is kept with the session, on the glass: fitted to the panel.

What a newcomer gets wrong: writing it to a file to show it. It bears names and signatures and stays in the workspace.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.queries.sheets import KeptScan
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain


class KeptPanel(QFrame):
    """`put` a picture; it says when it was `left`."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._whole = QPixmap()
        self.title = plain("", "subheading")
        self.close_button = QPushButton("Tutup gam&bar")
        self.close_button.clicked.connect(self.left)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(160, 160)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.picture, 1)

    def put(self, scan: KeptScan, content: bytes) -> None:
        """Show this scan."""
        self.title.setText(f"Lembar {scan.page} dari {scan.pages}, {words.moment(scan.taken_at)}")
        self.picture.setAccessibleName(self.title.text())
        self._whole.loadFromData(content)
        self._draw()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self) -> None:
        if not self._whole.isNull():
            ratio = self.devicePixelRatioF()
            fitted = self._whole.scaled(
                self.picture.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            fitted.setDevicePixelRatio(ratio)
            self.picture.setPixmap(fitted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()
