"""The board of Kesiapan: one line an area or TPS, its share of ready TPS as figure and bar.

What a newcomer gets wrong: summing KPPS and officers. The columns of the KPPS and the officers' one stand apart, and no
column adds them up.
"""

from typing import Any, NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from kpps_desk import words
from kpps_desk.queries.readiness import AreaRow
from kpps_desk.ui import meters, theme
from kpps_desk.ui.list_model import Column, Line, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel

_PAD = 12
_BAR = 4  # height
_RAISED = 3  # a figure above its bar


class BoardRow(NamedTuple):
    """A line: an area, a TPS, or the whole of what is shown (always the first line)."""

    name: str
    row: AreaRow
    kind: str  # 'whole' | 'area' | 'station'


def _ready(line: BoardRow) -> str:
    if line.kind == "station":
        return "Siap" if line.row.ready else "Belum siap"
    return f"{words.number(line.row.ready)} / {words.number(line.row.stations)}"


def _ready_mark(line: BoardRow) -> Mark | None:
    if line.kind != "station":
        return None
    return Mark("state-full", "good") if line.row.ready else Mark("state-open", "warn")


def _step(line: BoardRow, group: str, step: str) -> str:
    tally = getattr(line.row, group)
    done, whole = getattr(tally, step), tally.seats
    if line.kind == "station":
        return f"{done} / {whole}"
    return words.percent(done / whole) if whole else "–"


def _share(key: str, title: str, group: str, step: str, width: int) -> Column[BoardRow]:
    return Column(key, title, lambda line: _step(line, group, step), width, right=True)


COLUMNS: tuple[Column[BoardRow], ...] = (
    Column("name", "Wilayah", lambda line: line.name, 150, stretch=True),
    Column("ready", "TPS siap", _ready, 118, mark=_ready_mark),
    _share("filled", "Terisi", "kpps", "filled", 66),
    _share("sworn", "Sumpah", "kpps", "sworn", 74),
    _share("trained", "Bimtek", "kpps", "trained", 68),
    _share("certified", "Sertifikat", "kpps", "certified", 78),
    _share("officers", "Petugas", "officers", "sworn", 72),  # of the officers, who only swear in
)


class BoardView(ListView):
    """Paints the bars; Backspace goes up."""

    up_wanted = Signal()

    def __init__(self, model: ShortModel[BoardRow], parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setSelectionMode(ListView.SelectionMode.SingleSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.up_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _paint_column(
        self,
        painter: QPainter,
        position: int,
        column: Column[Any],
        lines: list[Line[Any] | None],
        y: int,
        baseline: int,
    ) -> None:
        if column.key != "ready":
            super()._paint_column(painter, position, column, lines, y, baseline)
            return
        left = self.columnViewportPosition(position) + _PAD
        width = self.columnWidth(position) - 2 * _PAD
        for at, line in enumerate(lines):
            top = y + at * theme.ROW
            barred = line is not None and line.row.kind != "station"
            super()._paint_column(painter, position, column, [line], top, baseline - (_RAISED if barred else 0))
            if line is not None and barred:
                row: AreaRow = line.row.row
                bar = QRectF(left, top + theme.ROW - _BAR - 4, width, _BAR)
                meters.paint_bar(painter, bar, row.ready / row.stations if row.stations else 0.0)
