"""After an import: what became of every row, why some were not taken, and the way back.

What a newcomer gets wrong: a count of failures alone. The figures are an equation that adds up (dibaca = baru +
diperbarui + sama + ditolak), each kind of problem has its count, and each rejected row is listed with its reason.
"""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.exchange.columns import text_of
from kpps_desk.exchange.preview import data_rows, find_layout
from kpps_desk.exchange.tables import open_table
from kpps_desk.operations.importing import ImportResult
from kpps_desk.queries import members
from kpps_desk.queries.members import MemberFilter, MemberRow
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.list_model import Column, ListModel, Source
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel

SHOWN = 5_000  # rejected rows; the file has them all


class Rejected(NamedTuple):
    """One row that wasn't taken."""

    row: str  # as the file numbers it
    name: str
    place: str
    reason: str


def read_rejected(path: Path) -> list[Rejected]:
    """The first rows of a sheet of rejects, for the screen."""
    table = open_table(path)
    layout = find_layout(table)
    at = layout.places

    def cell(row: Sequence[Any], name: str) -> str:
        return text_of(row[at[name]]).strip() if name in at and at[name] < len(row) else ""

    return [
        Rejected(
            cell(row, "origin"),
            cell(row, "name"),
            " · ".join(filter(None, (cell(row, "tps"), cell(row, "kelurahan")))),
            cell(row, "reason"),
        )
        for _, row in islice(data_rows(table, layout), SHOWN)
    ]


class _Problem(NamedTuple):
    rows: int
    text: str


PROBLEMS: tuple[Column[_Problem], ...] = (
    Column("count", "Baris", lambda row: words.number(row.rows), 90, right=True),
    Column("text", "Masalah", lambda row: row.text, 400, stretch=True),
)
REJECTED: tuple[Column[Rejected], ...] = (
    Column("row", "Baris", lambda row: row.row, 72, right=True),
    Column("name", "Nama", lambda row: row.name, 220),
    Column("place", "TPS", lambda row: row.place, 210),
    Column("reason", "Alasan ditolak", lambda row: row.reason, 400, stretch=True),
)
INELIGIBLE: tuple[Column[MemberRow], ...] = (
    Column("name", "Nama", lambda row: row.name, 240, stretch=True),
    Column("nik", "NIK", lambda row: row.nik, 150),
    Column("place", "Tempat yang diminta", lambda row: row.place, 200),
    Column("role", "Jabatan", lambda row: row.role, 160),
)
TMS = MemberFilter(eligibility="TMS")
_SOURCE: Source[MemberFilter, MemberRow] = Source(members.first, members.count, members.ids, members.page)
_FIGURES = (
    ("Dibaca", "read"),
    ("Baru", "created"),
    ("Diperbarui", "updated"),
    ("Sama", "unchanged"),
    ("Ditolak", "rejected"),
)


class ResultPanel(QWidget):
    """Shows an ImportResult."""

    undo_wanted = Signal(str)  # the journal's group
    file_wanted = Signal(object)  # the sheet of rejects
    again_wanted = Signal()  # another file
    import_wanted = Signal()  # after a dry run: now in earnest
    member_wanted = Signal(int)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: ImportResult | None = None
        self._title, self._more = QLabel(), QLabel()
        for label, name in ((self._title, "subheading"), (self._more, "muted")):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.problems: ShortModel[_Problem] = ShortModel(PROBLEMS, self)
        self.rejected: ShortModel[Rejected] = ShortModel(REJECTED, self)
        self.ineligible: ListModel[MemberFilter, MemberRow] = ListModel(background, _SOURCE, INELIGIBLE, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._equation())
        column.addWidget(self._more)
        column.addWidget(self._tabs(), 1)
        column.addLayout(self._buttons())

    def put(self, result: ImportResult, *, dry_run: bool) -> None:
        """Show what an import, or its rehearsal, came to; the rejected rows follow by put_rejected."""
        self._result = result
        self._title.setText(
            "Hasil pemeriksaan: belum ada yang disimpan" if dry_run else "Impor selesai dan sudah tersimpan"
        )
        for name, label in self._figures.items():
            label.setText(words.number(getattr(result, name)))
        more = [f"{words.number(result.seated)} orang mendapat kursi", f"{words.number(result.warned)} perlu dicek"]
        self._more.setText("\n".join([" · ".join(more) + ".", *result.notes]))
        counted = sorted(result.problems.items(), key=lambda item: (-item[1], item[0]))
        self.problems.put({at: _Problem(count, words.problem(code)) for at, (code, count) in enumerate(counted)})
        self.rejected.put({})
        self.ineligible.ask(TMS)
        self._set_tabs(result)
        self._open.setVisible(result.rejects is not None)
        self._undo.setVisible(not dry_run and result.group is not None)
        self._now.setVisible(dry_run)
        self._again.setText("Pilih berkas &lain…" if dry_run else "Impor berkas &lain…")

    def focus_first(self) -> None:
        self._views[self.tabs.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)

    def put_rejected(self, rows: Sequence[Rejected]) -> None:
        self.rejected.put(dict(enumerate(rows)))

    def set_busy(self, busy: bool) -> None:
        for button in (self._undo, self._now):
            button.setEnabled(not busy)

    @property
    def text(self) -> str:
        """The figures as one reads them."""
        return " ".join(label.text() for label in self._figures.values())

    def _equation(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(theme.GRID * 3)
        self._figures: dict[str, QLabel] = {}
        for number, (title, name) in enumerate(_FIGURES):
            if number:
                sign = QLabel("=" if number == 1 else "+")
                sign.setObjectName("heading")
                row.addWidget(sign)
            figure, caption = QLabel("0"), QLabel(title)
            figure.setObjectName("figure")
            caption.setObjectName("muted")
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(figure)
            cell.addWidget(caption)
            row.addLayout(cell)
            self._figures[name] = figure
        row.addStretch(1)
        return card

    def _tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self._views = []
        for model, name, empty in (
            (self.problems, "Masalah menurut jenis", "Tidak ada masalah."),
            (self.rejected, "Baris yang ditolak", "Tidak ada baris yang ditolak."),
            (self.ineligible, "Tidak memenuhi syarat", "Tidak ada orang yang tidak memenuhi syarat."),
        ):
            view = ListView(model)
            view.setAccessibleName(name)
            view.say_empty(empty)
            self._views.append(view)
            self.tabs.addTab(view, name)
        self._views[2].opened.connect(self.member_wanted)
        self.ineligible.counted.connect(lambda total: self._name_tab(2, "TMS di berkas kerja", total))
        return self.tabs

    def _set_tabs(self, result: ImportResult) -> None:
        self._name_tab(0, "Jenis masalah", len(result.problems))
        self._name_tab(1, "Baris ditolak", result.rejected)
        self.tabs.setCurrentIndex(1 if result.rejected else 0)

    def _name_tab(self, at: int, name: str, count: int) -> None:
        self.tabs.setTabText(at, f"{name} ({words.number(count)})")

    def _buttons(self) -> QHBoxLayout:
        self._open = QPushButton("&Buka berkas yang ditolak")
        self._undo = QPushButton("&Urungkan impor ini")
        self._again = QPushButton("Impor berkas &lain…")
        self._now = QPushButton("&Impor sekarang")
        self._now.setObjectName("primary")
        self._open.clicked.connect(self._want_file)
        self._undo.clicked.connect(self._want_undo)
        self._again.clicked.connect(self.again_wanted)
        self._now.clicked.connect(self.import_wanted)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self._open)
        row.addWidget(self._undo)
        row.addStretch(1)
        row.addWidget(self._again)
        row.addWidget(self._now)
        return row

    def _want_file(self) -> None:
        if self._result is not None:
            self.file_wanted.emit(self._result.rejects)

    def _want_undo(self) -> None:
        if self._result is not None and self._result.group is not None:
            self.undo_wanted.emit(self._result.group)
