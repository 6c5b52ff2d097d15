"""The NIK's page of Pemeriksaan: who is to be looked up, one beside the other's panel, N or K and the next.

What a newcomer gets wrong: moving the cursor after a decision. The line leaves the list and the next one takes its
place, so the cursor stays where it is.
"""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.places import Area
from kpps_desk.operations import nik_doctor
from kpps_desk.operations.nik_doctor import Settled
from kpps_desk.problems import Gone, Problem
from kpps_desk.queries import nik_cases
from kpps_desk.queries.nik_cases import Case, CaseFilter, CaseRow
from kpps_desk.ui import keys, theme
from kpps_desk.ui.area_choice import AreaChoice
from kpps_desk.ui.certificate_scope import areas_with_stations
from kpps_desk.ui.list_model import Column, ListModel, Mark, Source
from kpps_desk.ui.list_screen import Choice
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.nik_panel import NikPanel
from kpps_desk.ui.screen import Desk

_NARROW = 900  # logical pixels
SOURCE: Source[CaseFilter, CaseRow] = Source(nik_cases.first, nik_cases.count, nik_cases.ids, nik_cases.page)
NAMES = {
    Case.OPEN: "Perlu dicocokkan dengan KTP",
    Case.BORN: "Tanggal lahir berbeda",
    Case.SEX: "Jenis kelamin berbeda",
    Case.AGE: "Umur menurut NIK di luar batas",
    Case.MISSING: "NIK belum ada",
    Case.ELSEWHERE: "Terdaftar di luar DKI (keterangan)",
}
_ASK, _TELL = Mark("warning", "warn"), Mark("info", "muted")
_COLUMNS: tuple[Column[CaseRow], ...] = (
    Column("name", "Nama", lambda row: row.name, 180),
    Column("place", "TPS", lambda row: row.place, 150),
    Column("says", "Temuan", lambda row: row.says, 240, stretch=True, mark=lambda row: _ASK if row.asking else _TELL),
)


class NikPage(QWidget):
    """Asks for itself; `reload` asks again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = self._narrow = False
        self._row = 0
        self.case = Choice("Temuan", [(NAMES[case], case) for case in Case])
        self.case.currentIndexChanged.connect(lambda _: self.ask())
        self.area = AreaChoice()
        self.area.changed.connect(lambda _: self.reload())
        self.model: ListModel[CaseFilter, CaseRow] = ListModel(desk.background, SOURCE, _COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Orang dengan temuan pada NIK")
        self.view.opened.connect(lambda member: desk.go("members", member))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._ask_details())
        self.model.first_shown.connect(self._arrived)
        self.model.completed.connect(self._stand)
        self.panel = NikPanel()
        self.panel.nik_wanted.connect(self.accept_nik)
        self.panel.typed_wanted.connect(self.accept_typed)
        self.panel.member_wanted.connect(lambda member: desk.go("members", member))
        self.count = QLabel()
        self.count.setObjectName("muted")
        self._lay_out()
        for key, act in (("N", self.accept_nik), ("K", self.accept_typed)):  # not where a letter seeks an area
            keys.inside(self.splitter, key, act)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(theme.GRID)
        bar.addWidget(self.case, 2)
        bar.addWidget(self.area, 3)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.GRID * 2)
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(bar)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.view.setColumnHidden(1, narrow)  # the panel says the TPS
            self.view.setColumnWidth(0, 130 if narrow else 180)
            self.panel.card.setVisible(not narrow)  # Enter goes there as well
            self.splitter.setSizes([400, 390] if narrow else [600, 400])

    # -- questions ----------------------------------------------------------------------------------------------------

    def shown(self) -> None:
        """The person came here."""
        if not self._asked:
            self._desk.background.ask(self, areas_with_stations, self._put_areas, topic="areas")

    def _put_areas(self, areas: list[Area]) -> None:
        self.area.put(areas)
        self._asked = True
        self.reload()

    def reload(self) -> None:
        """Counts and list."""
        if self._asked:
            area = self.area.code
            self._desk.background.ask(self, lambda db: nik_cases.counts(db, area), self._put_counts, topic="counts")
            self.ask()

    def ask(self) -> None:
        """The list of the chosen case."""
        if self._asked:
            self._row = max(0, self.view.currentIndex().row())
            self.model.ask(CaseFilter(Case(self.case.value), self.area.code))

    def _put_counts(self, counts: dict[Case, int]) -> None:
        blocker = QSignalBlocker(self.case)
        for at, case in enumerate(Case):
            self.case.setItemText(at, f"{NAMES[case]}: {words.number(counts[case])}")
        blocker.unblock()

    def _arrived(self) -> None:
        everything_settled = self.case.value in (Case.OPEN, Case.BORN, Case.SEX, Case.AGE)
        self.view.say_empty(
            "Tidak ada yang perlu dicocokkan: NIK dan isian setiap orang sesuai, atau sudah dicocokkan dengan KTP."
            if everything_settled
            else "Tidak ada orang dengan temuan ini."
        )
        self.count.setText(f"{words.number(self.model.total)} orang · N pakai isi NIK · K isian cocok dengan KTP")
        self._stand()

    def _stand(self) -> None:
        """The cursor where it was, on what stands there now."""
        if self.view.currentIndex().row() < 0 and self.model.total:
            self.view.selectRow(min(self._row, len(self.model.ids) - 1))
        self._ask_details()

    def _ask_details(self) -> None:
        member = self.view.current_id()
        if member < 0:
            self.panel.put(None)
            return
        self._desk.background.ask(
            self, lambda db: nik_cases.details(db, member), self.panel.put, topic="details", failed=self._no_details
        )

    def _no_details(self, problem: Problem) -> None:
        self.panel.put(None)
        if not isinstance(problem, Gone):
            self._desk.notices.trouble(problem)

    # -- acts ---------------------------------------------------------------------------------------------------------

    def _chosen(self) -> list[int]:
        chosen = list(self.view.chosen())
        current = self.view.current_id()
        return chosen or ([current] if current >= 0 else [])

    def accept_nik(self) -> None:
        """Birth date and sex of the chosen become what their NIK says."""
        self._act("Pakai isi NIK", nik_doctor.accept_nik, "mengikuti NIK")

    def accept_typed(self) -> None:
        """What was typed of the chosen agrees with the KTP."""
        self._act("Isian cocok dengan KTP", nik_doctor.accept_typed, "dinyatakan cocok dengan KTP")

    def _act(self, title: str, act: "nik_doctor.Act", done: str) -> None:
        members = self._chosen()
        if not members:
            return
        whom = f"anggota no. {members[0]}" if len(members) == 1 else f"{words.number(len(members))} orang"
        self._desk.background.do(
            self, f"{title}: {whom}", lambda tx: act(tx, members), lambda result: self._acted(result, done)
        )

    def _acted(self, result: Settled, done: str) -> None:
        told = f"{words.number(len(result.done))} orang {done}. Ctrl+Z mengurungkannya."
        if result.refused:
            why = next(iter(result.refused.values()))
            self._desk.notices.warn(f"{told if result.done else ''} {words.number(len(result.refused))} tidak: {why}")
        elif result.done:
            self._desk.notices.say(told)
        else:
            self._desk.notices.warn("Tidak ada yang perlu diubah pada orang yang dipilih.")
