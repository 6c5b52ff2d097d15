"""Register nomor: every number that was given out, what became of it, and every gap explained; given out as a file.

What a newcomer gets wrong: leaving out what is no longer in force. A replaced or revoked number stays taken, and an
inspector asks for exactly those.
"""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations import registering
from kpps_desk.operations.paperwork import Printed
from kpps_desk.queries import register
from kpps_desk.queries.register import Entry, Gap
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.certificate_step import ListStepPage, OneJob, Scope
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column, ListModel, Mark, Source
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.outside import open_file
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice, SearchBox
from kpps_desk.ui.short_list import ShortModel

_MARKS = {
    "terbit": Mark("state-full", "good"),
    "diganti": Mark("state-ended", "muted"),
    "dicabut": Mark("state-no", "bad"),
}
SOURCE: Source[str, Entry] = Source(
    lambda db, scope: register.ids(db, scope)[:100],
    lambda db, scope: len(register.ids(db, scope)),
    register.ids,
    register.page,
)
_COLUMNS: tuple[Column[Entry], ...] = (
    Column("number", "Nomor", lambda row: row.number, 236),
    Column("name", "Nama", lambda row: row.name, 170, stretch=True),
    Column("state", "Keadaan", lambda row: words.certificate_state(row.state), 100, mark=lambda row: _MARKS[row.state]),
    Column("at", "Terbit", lambda row: words.moment(row.issued_at), 142),
    Column("note", "Keterangan", registering.note, 220),
)
_GAP_COLUMNS: tuple[Column[Gap], ...] = (
    Column(
        "numbers",
        "Celah",
        lambda row: str(row.first) if row.first == row.last else f"{row.first} sampai {row.last}",
        150,
        mark=lambda row: Mark("state-none", "muted") if row.known else Mark("state-no", "bad"),
    ),
    Column("why", "Sebab", lambda row: row.why, 300, stretch=True),
)


_ISSUED, _NARROW = 3, 1_000  # column; logical pixels


class _Book(NamedTuple):
    scopes: list[register.Scope]
    gaps: list[Gap]


class RegisterPage(ListStepPage):
    """All numbers of a sequence; the gaps below."""

    tables = frozenset({"certificate"})
    spare = (_ISSUED, _NARROW)
    help_text = (
        "Register nomor: setiap nomor yang pernah diberikan, berurutan, dengan nama dan keadaannya, dan setiap celah "
        "beserta sebabnya. Ketik nomor urut untuk melompat ke sana, Enter membuka sertifikatnya pada Kelola. "
        "Simpan register menulisnya sebagai XLSX, CSV, atau PDF."
    )

    def __init__(self, desk: Desk, jobs: OneJob, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._wanted_id = 0
        self._scopes: list[register.Scope] = []
        self._gaps: list[Gap] = []
        self.book = Choice("Urutan nomor", [("Semua", "")])
        self.book.currentIndexChanged.connect(lambda _: self._ask())
        self.model: ListModel[str, Entry] = ListModel(desk.background, SOURCE, _COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Register nomor")
        self.view.say_empty("Belum ada nomor yang diberikan. Terbitkan sertifikat dahulu.")
        self.view.opened.connect(lambda certificate: self.turn_wanted.emit("manage", certificate))
        self.model.completed.connect(self._reach)
        self.search = SearchBox("Lompat ke nomor urut, misalnya 137", self.view)
        self.search.textChanged.connect(self._jump)
        self.told = plain("", "muted")
        self.gaps: ShortModel[Gap] = ShortModel(_GAP_COLUMNS, self)
        self.gaps_view = ListView(self.gaps)
        self.gaps_view.setAccessibleName("Celah nomor")
        self.gaps_view.setMaximumHeight(theme.ROW * 4)
        self.save_button = QPushButton("Si&mpan register…")
        self.save_button.clicked.connect(self.pick_file)
        bar = QHBoxLayout()
        bar.setSpacing(theme.GRID)
        bar.addWidget(self.book, 1)
        bar.addWidget(self.search, 2)
        bar.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.told)
        column.addWidget(self.gaps_view)

    # -- the step's contract ------------------------------------------------------------------------------------------

    def put(self, scope: Scope) -> None:
        self.scope = scope
        self.reload()

    def reload(self) -> None:
        self.desk.background.ask(
            self, lambda db: _Book(register.scopes(db), register.gaps(db)), self._put_book, topic="book"
        )

    # -- the list -----------------------------------------------------------------------------------------------------

    def _put_book(self, found: _Book) -> None:
        kept = self.book.value
        self._scopes = found.scopes
        self._gaps = found.gaps
        self.book.blockSignals(True)
        self.book.clear()
        for one in found.scopes:
            self.book.addItem(f"{words.certificate_kind(one.kind)} {one.name}", one.name)
        self.book.blockSignals(False)
        of_kind = next((one.name for one in found.scopes if one.kind == self.scope.kind.value), None)
        self.book.put(kept if kept in [one.name for one in found.scopes] else of_kind)
        self.save_button.setEnabled(bool(found.scopes))
        self._ask()

    def _ask(self) -> None:
        scope = str(self.book.value or "")
        self.model.ask(scope)
        shown = [gap for gap in self._gaps if gap.scope == scope]
        self.gaps.put(dict(enumerate(shown)))
        self.gaps_view.setVisible(bool(shown))
        one = next((each for each in self._scopes if each.name == scope), None)
        self.told.setText("" if one is None else _sums(one, shown))

    def _jump(self, text: str) -> None:
        scope = str(self.book.value or "")
        if not text.strip().isdecimal():
            return
        number = int(text.strip())

        def reached(certificate: int) -> None:
            self._wanted_id = certificate
            self._reach()

        self.desk.background.ask(self, lambda db: _at(db, scope, number), reached, topic="jump")

    def _reach(self) -> None:
        if self._wanted_id and self.view.show_id(self._wanted_id):
            self._wanted_id = 0
        elif self.view.current_id() < 0 and self.model.total:
            self.view.setCurrentIndex(self.model.index(0, 0))
            self.view.clearSelection()

    # -- out of the program -------------------------------------------------------------------------------------------

    def pick_file(self) -> None:
        """Ask where the book goes."""
        start = Path(self.desk.kept.text("certificates/folder", str(Path.home()))) / "register-nomor.xlsx"
        name, _ = QFileDialog.getSaveFileName(
            self, "Simpan register nomor", str(start), "XLSX (*.xlsx);;CSV (*.csv);;PDF (*.pdf)"
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """The chosen sequence to a table or to paper, by the path's ending."""
        scope = str(self.book.value or "")
        self.desk.kept.keep("certificates/folder", str(path.parent))
        self.jobs.run(
            "Menyimpan register nomor",
            lambda database, job: registering.write(database, path, scope=scope, progress=job),
            self._saved,
        )

    def _saved(self, made: Printed) -> None:
        text = f"{words.number(made.people)} baris tersimpan di {made.path.name}."
        self.desk.notices.say(text, act="&Buka", action=lambda: open_file(made.path))


def _sums(scope: register.Scope, gaps: list[Gap]) -> str:
    missing = sum(gap.last - gap.first + 1 for gap in gaps)
    unknown = sum(not gap.known for gap in gaps)
    told = (
        f"{words.number(scope.given)} nomor: {words.number(scope.given - scope.replaced - scope.revoked)} terbit, "
        f"{words.number(scope.replaced)} diganti, {words.number(scope.revoked)} dicabut."
    )
    if not missing:
        return f"{told} Tidak ada celah."
    doubt = f", {words.number(unknown)} celah tanpa penjelasan" if unknown else ""
    return f"{told} {words.number(missing)} nomor tidak ada{doubt}:"


def _at(db: Snapshot, scope: str, number: int) -> int:
    """The certificate with this number, or the next one."""
    found = register.ids(db, scope)
    low, high = 0, len(found) - 1
    while low < high:
        middle = (low + high) // 2
        if register.page(db, [found[middle]])[found[middle]].sequence < number:
            low = middle + 1
        else:
            high = middle
    return found[low] if found else 0
