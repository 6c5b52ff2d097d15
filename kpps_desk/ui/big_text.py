"""One line of text as large as the window allows: for a projector, read from the last row of chairs.

What a newcomer gets wrong: a fixed size. A name of sixty letters shrinks to the width before any of it is cut off.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpps_desk.ui import theme

_SMALLEST = 0.45  # of the wanted size; below, the end is cut off
_LINE = 1.3  # of the size: a line's height
_LEAST = 12  # pixels of a line
_WHOLE = 1080  # logical pixels: the height for which sizes are given


class BigText(QWidget):
    """`size` in pixels of a screen of 1080 lines; `colour` is a name of the theme's."""

    def __init__(
        self,
        size: int,
        *,
        colour: str = "text",
        weight: QFont.Weight = QFont.Weight.Normal,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__()
        self._size, self.colour, self._weight, self._align = size, colour, weight, align
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)

    @property
    def text(self) -> str:
        return self._text

    def put(self, text: str, colour: str = "") -> None:
        if text == self._text and colour in ("", self.colour):
            return
        self._text, self.colour = text, colour or self.colour
        self.setAccessibleName(text)
        self.update()

    def _pixels(self) -> int:
        return max(10, self._size * self.window().height() // _WHOLE)

    def sizeHint(self) -> QSize:
        return QSize(40, int(self._pixels() * _LINE))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, _LEAST)  # a small screen is never made larger than it is

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        room = self.contentsRect()
        pixels = min(self._pixels(), max(8, int(room.height() / _LINE)))
        font = theme.font(pixels, self._weight)
        wide = QFontMetrics(font).horizontalAdvance(self._text)
        if wide > room.width():
            font = theme.font(max(int(pixels * _SMALLEST), pixels * room.width() // wide, 8), self._weight)
        metrics = QFontMetrics(font)
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(theme.colour(self.colour))
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
        flags = self._align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(room), int(flags), shown)
        painter.end()
