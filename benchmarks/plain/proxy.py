"""The plain lists of Qt: a model with all rows behind a QSortFilterProxyModel, and a QTableWidget."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QTableView, QTableWidget, QTableWidgetItem
from sqlalchemy import select

from benchmarks.gauges import memory, stopwatch
from benchmarks.glass import application
from kpps_desk.store import schema
from kpps_desk.store.database import Database

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_member = schema.member.c
_ROWS = select(_member.name, _member.nik, _member.place, _member.phone, _member.education).order_by(_member.place)


def everybody(path: Path) -> list[tuple[str, ...]]:
    """Five texts of each member."""
    with Database.open(path, read_only=True) as database, database.read() as db:
        return [tuple(text or "" for text in row) for row in db.rows(_ROWS)]


class _Rows(QAbstractTableModel):
    def __init__(self, rows: list[tuple[str, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: _Index = _NONE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NONE) -> int:  # noqa: N802
        return 5

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


class Filtering:
    """The proxy over every row, filtering by the first column, in a shown QTableView."""

    def __init__(self, path: Path) -> None:
        self._app = application()
        self._rows = _Rows(everybody(path))
        self._proxy = QSortFilterProxyModel()
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setSourceModel(self._rows)
        self._view = QTableView()
        self._view.setModel(self._proxy)
        self._view.resize(1100, 600)
        self._view.show()
        self._app.processEvents()

    def filtered(self, text: str) -> float:
        """Milliseconds until the proxy has the rows."""
        self._proxy.setFilterFixedString("")
        with stopwatch() as watch:
            self._proxy.setFilterFixedString(text)
            self._proxy.rowCount()
        return watch.ms

    def painted(self, text: str) -> float:
        """The same until the view has drawn them."""
        self._proxy.setFilterFixedString("")
        self._app.processEvents()
        with stopwatch() as watch:
            self._proxy.setFilterFixedString(text)
            self._view.viewport().repaint()
        return watch.ms


def widget_memory(path: Path) -> float:
    """MB that a QTableWidget of everybody takes."""
    rows = everybody(path)
    before = memory()
    table = QTableWidget(len(rows), 5)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.setItem(row, column, QTableWidgetItem(text))
    return memory() - before
