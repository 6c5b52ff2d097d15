"""The same list for rows that one already has: a board, the counts of an import.

What a newcomer gets wrong: a ListModel with questions for twenty rows. `put` takes the rows; the view is the same
ListView, and cursor and choice stay with the ids.
"""

from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

from PySide6.QtCore import QObject

from kpps_desk.ui.background import Background
from kpps_desk.ui.list_model import PAGE, Column, ListModel, Source

Row = TypeVar("Row")


class ShortModel(ListModel[None, Row]):
    """Rows by id, in the order in which they are given; all of them are here, so nothing is ever asked."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(cast(Background, None), cast("Source[None, Row]", None), columns, parent)
        self.complete = True

    def put(self, rows: Mapping[int, Row]) -> None:
        """Show these instead."""
        lines = [self._line(id_, row) for id_, row in rows.items()]
        self.beginResetModel()
        self.ids = array("q", rows)
        self.total = len(lines)
        self._pages = OrderedDict((at // PAGE, list(lines[at : at + PAGE])) for at in range(0, len(lines), PAGE))
        self.endResetModel()
        self.counted.emit(self.total)

    def change(self, id_: int, row: Row) -> None:
        """Another row for an id that is here, in its place: cursor and choice don't move."""
        at = self.position(id_)
        if at >= 0:
            self._pages[at // PAGE][at % PAGE] = self._line(id_, row)
            self._changed(at, at)
