"""Labels for what people typed: always plain text, selectable, wrapping.

What a newcomer gets wrong: QLabel("name from a file"). QLabel guesses rich text; these never do.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


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


class OneLine(QLabel):
    """Plain text on one line, cut with an ellipsis where the room ends; first it shrinks to `least` of its size."""

    def __init__(self, name: str, parent: QWidget | None = None, *, least: float = 1.0) -> None:
        super().__init__(parent)
        self._least = least
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font, room = self.font(), self.contentsRect()
        wide = self.fontMetrics().horizontalAdvance(self.text()) if self._least < 1 else 0
        if wide > room.width():
            pixels = font.pixelSize()
            font.setPixelSize(max(int(pixels * self._least), pixels * room.width() // wide, 1))
        painter.setFont(font)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.end()
