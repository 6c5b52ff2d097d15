"""A calendar's cells: rows by days, with a cursor that arrows move and Enter opens.

What a newcomer gets wrong: a widget a cell. Cells are painted, only those in sight.
"""

from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.list_model import Mark

_HEAD, _LABEL, _NARROWEST = 46, 156, 112
_ONE = 54  # height of a row with one thing in each cell
_STEP = 40  # for each more
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class Thing(NamedTuple):
    """What stands in a cell: two lines and a mark; `id` of a session, 0 for a count."""

    id: int
    title: str
    note: str
    mark: Mark | None


class Cells(NamedTuple):
    """`heads` are (day, its sum); `rows` labels; `things` by (row, column)."""

    heads: tuple[tuple[str, str], ...]
    rows: tuple[str, ...]
    things: dict[tuple[int, int], tuple[Thing, ...]]


class CalendarGrid(QAbstractScrollArea):
    """`opened` tells row, column and the thing's id."""

    opened = Signal(int, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Kalender sesi: panah berpindah, Enter membuka")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cells = Cells((), (), {})
        self.row = self.column = self.nth = 0
        self._tops: list[int] = [0]

    def put(self, cells: Cells) -> None:
        """Show these; the cursor stays where it can."""
        self.cells = cells
        self._tops = [0]
        for row in range(len(cells.rows)):
            many = max((len(cells.things.get((row, at), ())) for at in range(len(cells.heads))), default=1)
            self._tops.append(self._tops[-1] + _ONE + _STEP * max(0, many - 1))
        self.row = max(0, min(self.row, len(cells.rows) - 1))
        self.column = max(0, min(self.column, len(cells.heads) - 1))
        self.nth = 0
        self._measure()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ARROWS:
            self._step(*_ARROWS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        y = point.y() - _HEAD + self.verticalScrollBar().value()
        x = point.x() - _LABEL + self.horizontalScrollBar().value()
        row = next((at for at in range(len(self.cells.rows)) if self._tops[at] <= y < self._tops[at + 1]), -1)
        if point.y() < _HEAD or point.x() < _LABEL or row < 0 or not 0 <= x // self._wide < len(self.cells.heads):
            return
        self.row, self.column = row, x // self._wide
        self.nth = min((y - self._tops[row]) // _STEP, max(0, len(self._here()) - 1))
        self._tell()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        self._open()

    def _open(self) -> None:
        if self.cells.rows and self.cells.heads:
            here = self._here()
            self.opened.emit(self.row, self.column, here[self.nth].id if here else 0)

    def _step(self, rows: int, columns: int) -> None:
        if rows and 0 <= self.nth + rows < len(self._here()):
            self.nth += rows
        else:
            self.row = max(0, min(self.row + rows, len(self.cells.rows) - 1))
            self.column = max(0, min(self.column + columns, len(self.cells.heads) - 1))
            self.nth = max(0, len(self._here()) - 1) if rows < 0 else 0
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        if self.cells.rows:
            top, bottom = self._tops[self.row], self._tops[self.row + 1]
            down.setValue(min(top, max(down.value(), bottom + _HEAD - self.viewport().height())))
        left = self.column * self._wide
        across.setValue(min(left, max(across.value(), left + self._wide + _LABEL - self.viewport().width())))
        self._tell()

    def _here(self) -> tuple[Thing, ...]:
        return self.cells.things.get((self.row, self.column), ())

    @property
    def _wide(self) -> int:
        return max(_NARROWEST, (self.viewport().width() - _LABEL) // max(1, len(self.cells.heads)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        view = self.viewport()
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(_ONE)
        self.verticalScrollBar().setRange(0, max(0, self._tops[-1] + _HEAD - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, self._wide * len(self.cells.heads) + _LABEL - view.width()))
        view.update()

    def _tell(self) -> None:
        self.viewport().update()
        if self.cells.rows and self.cells.heads:
            said = "; ".join(f"{thing.title}, {thing.note}" for thing in self._here()) or "kosong"
            where = f"{self.cells.rows[self.row]}, {self.cells.heads[self.column][0]}"
            self.setAccessibleDescription(f"{where}: {said}")

    # -- paint --------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        height, width = self.viewport().height(), self.viewport().width()
        for row in range(len(self.cells.rows)):
            top, tall = self._tops[row] + _HEAD - down, self._tops[row + 1] - self._tops[row]
            if top + tall < _HEAD or top > height:
                continue
            for column in range(len(self.cells.heads)):
                room = QRect(_LABEL + column * self._wide - across, top, self._wide, tall)
                if room.right() >= _LABEL and room.left() <= width:
                    self._paint_cell(painter, room, row, column)
            label = QRect(0, top, _LABEL, tall)
            painter.fillRect(label, theme.colour("surface"))
            _write(painter, label.adjusted(8, 0, -8, 0), self.cells.rows[row], "text", 13, QFont.Weight.Medium)
            painter.setPen(theme.colour("line"))
            painter.drawLine(0, top + tall - 1, width, top + tall - 1)
        self._paint_heads(painter, across, width)
        painter.end()

    def _paint_heads(self, painter: QPainter, across: int, width: int) -> None:
        painter.fillRect(0, 0, width, _HEAD, theme.colour("surface"))
        for column, (day, total) in enumerate(self.cells.heads):
            room = QRect(_LABEL + column * self._wide - across + 8, 3, self._wide - 12, _HEAD // 2 - 2)
            _write(painter, room, day, "text", 13, QFont.Weight.DemiBold)
            _write(painter, room.translated(0, _HEAD // 2 - 3), total, "muted", 12)
        painter.fillRect(0, 0, _LABEL, _HEAD, theme.colour("surface"))
        painter.setPen(theme.colour("edge"))
        painter.drawLine(0, _HEAD - 1, width, _HEAD - 1)

    def _paint_cell(self, painter: QPainter, room: QRect, row: int, column: int) -> None:
        things = self.cells.things.get((row, column), ())
        here = (row, column) == (self.row, self.column)
        for at, thing in enumerate(things):
            part = QRect(room.x() + 6, room.y() + 6 + at * _STEP, room.width() - 12, _STEP)
            if here and at == self.nth:
                painter.fillRect(part.adjusted(-3, -2, 3, 1), theme.colour("chosen"))
            left = part.x()
            if thing.mark is not None:
                ratio = self.devicePixelRatioF()
                painter.drawPixmap(left, part.y() + 3, theme.pixmap(thing.mark.icon, thing.mark.token, 14, ratio))
                left += 19
            text = QRect(left, part.y(), part.right() - left, _STEP // 2)
            _write(painter, text, thing.title, "text", 13, QFont.Weight.Medium)
            _write(painter, text.translated(0, _STEP // 2 - 1), thing.note, "muted", 12)
        if here and self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(1, 1, -1, -2))


def _write(
    painter: QPainter, room: QRect, text: str, token: str, pixels: int, weight: QFont.Weight = QFont.Weight.Normal
) -> None:
    painter.setFont(_font(pixels, weight))
    painter.setPen(theme.colour(token))
    fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine), fitted)


@cache
def _font(pixels: int, weight: QFont.Weight) -> QFont:
    """Made once: a board asks hundreds of times a frame."""
    return theme.font(pixels, weight)
