"""A strip of small pages: only those in sight are drawn, of fifty as of a hundred thousand.

What a newcomer gets wrong: a widget or an item a page. The strip knows how many there are and how tall one is; what
stands where follows, and `wanted` names the pages whose pictures are missing.
"""

from collections import OrderedDict

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from kpps_desk import words
from kpps_desk.ui import theme

WIDTH = 104  # logical pixels of the widest picture
_TALL = 112  # and of the tallest
_CELL = _TALL + 28  # with the number below
_KEPT = 240  # pictures
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class PdfThumbs(QAbstractScrollArea):
    """`page` is the one that is marked."""

    wanted = Signal(list)  # pages in sight that have no picture
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Halaman kecil")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(WIDTH + theme.GRID * 5)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page, self.count = 0, 0
        self.names: tuple[str, ...] = ()
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._later = QTimer(self, singleShot=True, interval=40)
        self._later.timeout.connect(self._ask)

    def put_count(self, count: int) -> None:
        """Another paper, or the same with other pages."""
        self.count = count
        self._pictures.clear()
        self.page = min(self.page, max(count - 1, 0))
        self._measure()
        self.viewport().update()

    def put(self, page: int, image: QImage) -> None:
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._pictures[page] = picture
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.viewport().update()

    def has(self, page: int) -> bool:
        return page in self._pictures

    def go(self, page: int) -> None:
        """Mark this page, and have it in sight."""
        self.page = page
        bar, top = self.verticalScrollBar(), page * _CELL
        if top < bar.value() or top + _CELL > bar.value() + self.viewport().height():
            bar.setValue(top - max(0, self.viewport().height() - _CELL) // 2)
        self.setAccessibleDescription(self._name(page))
        self.viewport().update()

    def in_sight(self) -> range:
        top = self.verticalScrollBar().value()
        return range(max(0, top // _CELL), min(self.count, (top + self.viewport().height()) // _CELL + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("ground"))
        top, width = self.verticalScrollBar().value(), self.viewport().width()
        for page in self.in_sight():
            self._paint(painter, page, QRect(0, page * _CELL - top, width, _CELL))
        painter.end()
        if any(page not in self._pictures for page in self.in_sight()):
            self._later.start()

    def _paint(self, painter: QPainter, page: int, cell: QRect) -> None:
        picture = self._pictures.get(page)
        frame = QRect(0, 0, WIDTH, _TALL * 2 // 3)
        if picture is not None:
            frame.setSize(picture.deviceIndependentSize().toSize())
        frame.moveCenter(QRect(cell.x(), cell.y() + 4, cell.width(), _TALL).center())
        if picture is None:
            painter.fillRect(frame, theme.colour("surface"))
        else:
            painter.drawPixmap(frame, picture)
        marked = page == self.page
        painter.setPen(theme.colour("accent" if marked else "edge"))
        painter.drawRect(frame.adjusted(-1, -1, 0, 0))
        if marked:
            painter.drawRect(frame.adjusted(-2, -2, 1, 1))
            painter.drawRect(frame.adjusted(-3, -3, 2, 2))
        painter.setPen(theme.colour("text" if marked else "muted"))
        below = QRect(cell.x(), cell.bottom() - 20, cell.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._name(page))

    def _name(self, page: int) -> str:
        """`12`, or `6 muka` where papers have sides."""
        if self.names:
            sides = len(self.names)
            return f"{words.number(page // sides + 1)} {self.names[page % sides]}"
        return words.number(page + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        many = max(1, self.viewport().height() // _CELL)
        steps = _STEPS | {Qt.Key.Key_PageDown: many, Qt.Key.Key_PageUp: -many}
        steps |= {Qt.Key.Key_Home: -self.count, Qt.Key.Key_End: self.count}
        if key in steps and self.count:
            self.chosen.emit(min(max(self.page + steps[key], 0), self.count - 1))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        page = (self.verticalScrollBar().value() + int(event.position().y())) // _CELL
        if 0 <= page < self.count:
            self.chosen.emit(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        tall = self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, self.count * _CELL - tall))
        self.verticalScrollBar().setPageStep(tall)
        self.verticalScrollBar().setSingleStep(_CELL // 3)

    def _ask(self) -> None:
        if self.isVisible() and (missing := [page for page in self.in_sight() if page not in self._pictures]):
            self.wanted.emit(missing)
