"""Periksa: everything to look at before certificates are issued or printed, each with one key to mend it.

What a newcomer gets wrong: showing what was found yesterday. A small area is looked at anew whenever something was
changed; of a large one the page says that the findings are old.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain.places import digits
from kpps_desk.domain.preflight import Code, Finding, Mend
from kpps_desk.operations import preflight
from kpps_desk.operations.preflight import Preflight
from kpps_desk.store.database import Database
from kpps_desk.ui import theme
from kpps_desk.ui.certificate_findings import (
    CODE_COLUMNS,
    FINDING_COLUMNS,
    CodeRow,
    Findings,
    Sought,
    code_rows,
)
from kpps_desk.ui.certificate_step import ListStepPage, OneJob, Scope
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import ListModel
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice, SearchBox
from kpps_desk.ui.short_list import ShortModel

ISSUING, PRINTING = "terbit", "cetak"
_KELURAHAN = 10  # digits of its code: so small that it is looked at without being asked
_MEND, _NARROW = 2, 1_000  # column; logical pixels
_PAPER = "Kop surat dan penanda tangan"  # pages of Pengaturan
_PLACES = {Code.TOO_EARLY: "Aturan sertifikat"}


class _Seen(NamedTuple):
    """What was found, and its kinds counted."""

    found: Preflight
    rows: dict[int, CodeRow]


class CheckPage(ListStepPage):
    """Kinds on the left, findings on the right, below what the one under the cursor says."""

    tables = frozenset({
        "member", "appointment", "attendance", "certificate", "session", "trainer", "name_check", "election",
        "official", "letterhead", "template", "wording",
    })  # fmt: skip
    help_text = (
        "Periksa. Semua yang perlu dilihat sebelum sertifikat diterbitkan atau dicetak: belum berhak, nama terlalu "
        "panjang, huruf yang tidak ada pada fon, huruf besar yang tidak lazim, nama ganda, penanda tangan kosong, nama "
        "belum dikonfirmasi, data yang berubah.\n"
        "Enter pada temuan membuka tempat memperbaikinya: anggota, Pengaturan, perancang, atau langkah lain. Setelah "
        "diperbaiki, temuan hilang. F5 memeriksa lagi."
    )

    def __init__(self, desk: Desk, jobs: OneJob, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._findings = Findings()
        self._job: Job | None = None
        self._again = False
        self.found: Preflight | None = None
        self.when = Choice("Yang diperiksa", [("Sebelum terbit", ISSUING), ("Sebelum cetak", PRINTING)])
        self.when.currentIndexChanged.connect(lambda _: self._begin())
        self.codes: ShortModel[CodeRow] = ShortModel(CODE_COLUMNS, self)
        self.codes_view = ListView(self.codes)
        self.codes_view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.codes_view.setAccessibleName("Jenis temuan")
        self.codes_view.selectionModel().currentRowChanged.connect(lambda *_: self._ask_list())
        self.model: ListModel[Sought, Finding] = ListModel(
            desk.background, self._findings.source, FINDING_COLUMNS, self
        )
        self.view = ListView(self.model)
        self.view.setAccessibleName("Temuan")
        self.view.opened.connect(lambda _: self.mend())
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._say_current())
        self.model.first_shown.connect(self._arrived)
        self.search = SearchBox("Cari nama dalam temuan", self.view)
        self.search.textChanged.connect(lambda _: self._ask_list())
        self.told = plain("", "muted")
        self.sentence = plain("")
        self.run_button = QPushButton("&Periksa lagi")
        self.run_button.clicked.connect(self.run)
        self.mend_button = QPushButton("Perbaiki")
        self.mend_button.setObjectName("primary")
        self.mend_button.clicked.connect(self.mend)
        self._lay_out()
        self._say_current()

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        kinds, findings = QVBoxLayout(left), QVBoxLayout(right)
        for column in (kinds, findings):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.GRID)
        kinds.addWidget(self.when)
        kinds.addWidget(self.codes_view, 1)
        kinds.addWidget(self.told)
        kinds.addWidget(self.run_button)
        findings.addWidget(self.search)
        findings.addWidget(self.view, 1)
        below = QHBoxLayout()
        below.addWidget(self.sentence, 1)
        below.addWidget(self.mend_button)
        findings.addLayout(below)
        left.setMinimumWidth(216)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(theme.GRID * 2)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([self.desk.kept.number("certificates/codes", 300), 700])
        splitter.splitterMoved.connect(lambda *_: self.desk.kept.keep("certificates/codes", splitter.sizes()[0]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    # -- the step's contract ------------------------------------------------------------------------------------------

    def put(self, scope: Scope) -> None:
        self.scope = scope
        self._begin()

    def reload(self) -> None:
        self.run()

    def refresh(self, changes: Changes) -> None:
        if not changes.tables & self.tables:
            return
        if self._small or self._job is not None:
            self.run()
        elif self.found is not None:
            self.told.setText("Ada perubahan sejak pemeriksaan ini. Periksa lagi (F5).")

    # -- looking ------------------------------------------------------------------------------------------------------

    @property
    def _small(self) -> bool:
        return self.scope.session is not None or len(digits(self.scope.area)) >= _KELURAHAN

    def _begin(self) -> None:
        """Another area, kind or moment."""
        self._show(None)
        if self._small:
            self.run()
        else:
            self.view.say_empty(f"Tekan Periksa untuk memeriksa semua orang di {self.scope.name}.")
            self.run_button.setText("&Periksa")

    def run(self) -> None:
        """Look at everybody; what is under way for something else ends."""
        if self._job is not None:
            self._again = True
            self._job.cancel()
            return
        scope, issuing = self.scope, self.when.value == ISSUING

        def work(database: Database, progress: Job) -> _Seen:
            look = preflight.before if issuing else preflight.before_printing
            found = look(database, kind=scope.kind, area=scope.area, session=scope.session, progress=progress)
            return _Seen(found, code_rows(found))

        self.view.say_empty("Memeriksa…")
        self._job = self.desk.background.run(
            self, f"Memeriksa sertifikat {scope.name}", work, self._show, failed=self._failed, ended=self._ended
        )
        self.run_button.setEnabled(False)

    def _failed(self, problem: Exception) -> None:
        self.view.say_empty(str(problem))

    def _ended(self) -> None:
        self._job = None
        self.run_button.setEnabled(True)
        if self._again:
            self._again = False
            self.run()

    def _show(self, seen: _Seen | None) -> None:
        if self._again:
            return
        self.found = found = seen.found if seen is not None else None
        self._findings.put(found)
        self.codes.put(seen.rows if seen is not None else {})
        if found is not None:
            self.run_button.setText("&Periksa lagi")
            what = "akan terbit" if self.when.value == ISSUING else "akan dicetak"
            barred = sum(found.barred.values())
            rest = f", {words.number(barred)} belum berhak" if barred else ""
            self.told.setText(f"{words.number(found.entitled)} {what}{rest}.")
            if self.codes.total and self.codes_view.current_id() < 0:
                self.codes_view.setCurrentIndex(self.codes.index(0, 0))
        else:
            self.told.clear()
        self._ask_list()

    def _ask_list(self) -> None:
        row = self.codes_view.current_id()
        line = self.codes.line(self.codes.position(row)) if row >= 0 else None
        self.model.ask(Sought(self._findings.run, line.row.code if line is not None else None, self.search.text()))

    def _arrived(self) -> None:
        if self.found is not None and not self.model.total:
            ready = "diterbitkan" if self.when.value == ISSUING else "dicetak"
            self.view.say_empty(
                "Tidak ada temuan dengan nama itu." if self.search.text() else f"Tidak ada temuan: siap {ready}."
            )
        if self.view.current_id() < 0 and self.model.total:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._say_current()

    def _say_current(self) -> None:
        finding = self.current
        self.sentence.setText("" if finding is None else f"{finding.name}: {finding.sentence}".removeprefix(": "))
        self.mend_button.setVisible(finding is not None)
        if finding is not None:
            self.mend_button.setText(f"{words.mend(finding.mend)} (Enter)")

    # -- mending ------------------------------------------------------------------------------------------------------

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        return self._findings.at(self.view.current_id()) if self.model.total else None

    def mend(self) -> None:
        """Open the place where the finding under the cursor is mended."""
        if (finding := self.current) is not None:
            self._ways()[finding.mend](finding)

    def _ways(self) -> dict[Mend, Callable[[Finding], None]]:
        go, turn = self.desk.go, self.turn_wanted
        return {
            Mend.MEMBER: lambda finding: go("members", finding.member),
            Mend.SEATS: lambda finding: go("members", finding.member),
            Mend.SETTINGS: lambda finding: go("settings", _PLACES.get(finding.code, _PAPER)),
            Mend.SESSION: lambda _: go("sessions", f"area:training:{self.scope.area}"),
            Mend.CONFIRM: lambda finding: turn.emit("names", finding.member),
            Mend.REISSUE: lambda finding: turn.emit("manage", finding.certificate),
            Mend.DESIGN: lambda _: go("designer"),
        }
