"""What became of every row: the sums, the kinds of problems, and the rows behind the kind that is pointed at.

What a newcomer gets wrong: making one for the check and another for the result. Both show the same thing; only what can
be done about it differs, and that stands on their pages.
"""

from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.operations.import_verdicts import RowVerdict
from kpps_desk.operations.importing import ImportResult
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.importing_sums import Sums
from kpps_desk.ui.importing_verdicts import FATES, KINDS, ROWS, Kind, VerdictFilter, Verdicts, advice_of, problem_of
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import PAGE, ListModel, Source
from kpps_desk.ui.list_screen import Choice, SearchBox
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel

_ALL = -1  # the line 'every kind'
_WIDE_SIZES, _NARROW_SIZES = [340, 770], [220, 580]  # kinds, rows
_NARROW = 900  # logical pixels; below, the advice leaves its column to the sentence under the list


class Outcome(NamedTuple):
    """An import's result, with its rows made ready for the list off the window's thread."""

    result: ImportResult
    verdicts: Verdicts

    @property
    def changes(self) -> Changes:
        """What the background announces."""
        return self.result.changes


class OutcomePanel(QWidget):
    """Shows an Outcome; `export_wanted` asks for a file of the rows in the list."""

    export_wanted = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdicts = Verdicts()
        self.sums = Sums()
        self.kinds: ShortModel[Kind] = ShortModel(KINDS, self)
        source: Source[VerdictFilter, RowVerdict] = Source(
            lambda _, wanted: self.verdicts.find(wanted)[:PAGE],
            lambda _, wanted: len(self.verdicts.find(wanted)),
            lambda _, wanted: self.verdicts.find(wanted),
            lambda _, ids: self.verdicts.page(ids),
        )
        self.rows: ListModel[VerdictFilter, RowVerdict] = ListModel(background, source, ROWS, self)
        self.kinds_view, self.rows_view = ListView(self.kinds), ListView(self.rows)
        self._said = plain("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.sums)
        column.addLayout(self._bar())
        column.addWidget(self._lists(), 1)
        column.addWidget(self._said)
        self._connect()

    def put(self, outcome: Outcome | None) -> None:
        """Show this; None while it is being counted."""
        self.verdicts = outcome.verdicts if outcome is not None else Verdicts()
        self.sums.put(outcome.result if outcome is not None else None)
        kinds = self.verdicts.kinds
        self.kinds.put({})  # or the cursor would stay on a line that means another kind now
        self.kinds.put(dict(enumerate(kinds)))
        waiting = outcome is None
        self.kinds_view.say_empty("" if waiting else "Tidak ada masalah.")
        self._nothing = "Sedang diperiksa…" if waiting else "Tidak ada baris yang bermasalah."
        blockers = QSignalBlocker(self.fate), QSignalBlocker(self.search)
        self.fate.put("")
        self.search.clear()
        for blocker in blockers:
            blocker.unblock()
        self._ask()

    def say(self, text: str) -> None:
        """In place of rows, when there is no outcome: why."""
        self._nothing = text
        self.rows_view.say_empty(text)

    @property
    def told(self) -> str:
        """The sentence below the lists."""
        return self._said.text()

    def wanted(self) -> VerdictFilter:
        """Which rows the list shows."""
        kind = self._kind()
        return VerdictFilter(self.fate.value or "", kind.code if kind is not None else "", self.search.text())

    # -- parts --------------------------------------------------------------------------------------------------------

    def _bar(self) -> QHBoxLayout:
        self.search = SearchBox("Cari nama atau nomor baris", self.rows_view)
        self.search.setAcceptDrops(False)  # a file dropped here is the next list, not a text
        self.fate = Choice("Saring menurut nasib baris", [("Semua nasib", ""), *((f.capitalize(), f) for f in FATES)])
        self.every = QPushButton("&Semua jenis")
        self.export = QPushButton("Si&mpan daftar ini…")
        self.export.setToolTip("Menyimpan baris yang sedang tampil sebagai Excel atau CSV")
        bar = QHBoxLayout()
        bar.setSpacing(theme.GRID)
        bar.addWidget(self.search, 2)
        bar.addWidget(self.fate)
        bar.addWidget(self.every)
        bar.addWidget(self.export)
        return bar

    def _lists(self) -> QSplitter:
        self._nothing = ""
        self.kinds_view.setAccessibleName("Jenis masalah; memilih satu menyaring daftar baris")
        self.rows_view.setAccessibleName("Baris yang bermasalah")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(theme.GRID * 2)
        splitter.addWidget(self.kinds_view)
        splitter.addWidget(self.rows_view)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes(_WIDE_SIZES)
        self._splitter = splitter
        return splitter

    def _connect(self) -> None:
        self.kinds_view.selectionModel().currentRowChanged.connect(lambda *_: self._ask())
        self.search.textChanged.connect(lambda _: self._ask())
        self.fate.currentIndexChanged.connect(lambda _: self._ask())
        self.every.clicked.connect(self._every_kind)
        self.export.clicked.connect(self.export_wanted)
        self.rows.first_shown.connect(self._first_shown)
        self.rows.counted.connect(self._counted)
        self.rows_view.selectionModel().currentRowChanged.connect(lambda *_: self._tell())

    # -- what happens -------------------------------------------------------------------------------------------------

    def _kind(self) -> Kind | None:
        line = self.kinds.line(self.kinds_view.currentIndex().row())
        return line.row if line is not None else None

    def _every_kind(self) -> None:
        self.kinds_view.clearSelection()
        self.kinds_view.setCurrentIndex(self.kinds.index(_ALL, 0))
        self._ask()

    def _ask(self) -> None:
        self.every.setEnabled(self._kind() is not None)
        self.rows.ask(self.wanted())

    def _first_shown(self) -> None:
        self.rows_view.verticalScrollBar().setValue(0)
        self.rows_view.say_empty(
            "Tidak ada baris yang cocok. Kurangi kata pencarian atau pilih Semua jenis."
            if self.verdicts.rows
            else self._nothing
        )
        self._tell()

    def _counted(self, total: int) -> None:
        self.export.setEnabled(total > 0)
        self.export.setText(f"Si&mpan {words.number(total)} baris ini…" if total else "Si&mpan daftar ini…")

    def _tell(self) -> None:
        """The whole of the row at the cursor: a list cuts long sentences."""
        line = self.rows.line(self.rows_view.currentIndex().row())
        if line is None:
            kind = self._kind()
            hint = "Pilih satu baris untuk membaca seluruh keterangannya." if self.verdicts.rows else ""
            self._said.setText(f"{words.problem(kind.code)}: {words.number(kind.rows)} baris." if kind else hint)
            return
        row = line.row
        name = words.without_niks(row.name) or "tanpa nama"
        told = f"Baris {words.number(row.row)}, {name}, {row.fate}: {problem_of(row)}."
        if advice := advice_of(row):
            told += f" {advice}."
        self._said.setText(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        if narrow != self.rows_view.isColumnHidden(len(ROWS) - 1):
            self.rows_view.setColumnHidden(len(ROWS) - 1, narrow)
            self._splitter.setSizes(_NARROW_SIZES if narrow else _WIDE_SIZES)
