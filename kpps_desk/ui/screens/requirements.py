"""Penelitian: who meets the requirements, who doesn't and why; papers and judgements by keyboard, one after the other.

What a newcomer gets wrong: losing one's place. A person who no longer fits the filter leaves the list at the next
answer; the panel keeps them, and Enter goes on from where they stood.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from kpps_desk import words
from kpps_desk.domain.leaving import Reason, ends
from kpps_desk.domain.places import Area
from kpps_desk.operations import paperwork
from kpps_desk.operations.paperwork import Printed
from kpps_desk.operations.waiving import entitled
from kpps_desk.problems import Problem
from kpps_desk.queries import areas, check_rows, members, readiness
from kpps_desk.queries.check_rows import Checked, CheckRow, Offered
from kpps_desk.queries.members import MemberFilter
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.area_button import AreaButton
from kpps_desk.ui.check_acts import CheckActs
from kpps_desk.ui.check_card import MARKS, CheckCard
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.list_model import Column, Source
from kpps_desk.ui.list_screen import ListScreen
from kpps_desk.ui.outside import open_file
from kpps_desk.ui.screen import Desk

SOURCE: Source[MemberFilter, CheckRow] = Source(members.first, members.count, members.ids, check_rows.page, members.few)
RESERVE, LEFT = "cadangan", "keluar"
_RESULTS = (
    ("Semua hasil", ""),
    *((words.eligibility(code), code) for code in ("MS", "TMS", "BMS")),
    ("Cadangan", RESERVE),
    ("Keluar dari daftar", LEFT),
)
_REST = 800  # milliseconds after the last change before the filters are counted again
_REASONS = tuple(reason for reason in Reason if ends(reason) and reason is not Reason.MERGED)


def _known(db: Snapshot) -> list[Area]:
    codes = {row.code[:end] for row in readiness.by_level(db, "kelurahan") for end in (2, 5, 8, 13)}
    return [area for area in areas.all_areas(db) if area.code in codes]


class RequirementsScreen(ListScreen[MemberFilter, CheckRow]):
    """The administrative check."""

    key = "requirements"
    title = "Penelitian"
    icon = "requirements"
    noun = "orang"
    placeholder = "Cari nama, NIK, atau nomor TPS"
    first_sort = "place"
    tables = frozenset(
        {"member", "appointment", "document", "requirement", "waiver", "response", "election", "rule_pack"}
    )
    empty_text = "Belum ada pendaftar di berkas ini. Buka Impor dan pilih daftar dari kantor Anda."
    help_text = (
        "Di kiri: pendaftar dengan hasil penelitian dan semua keberatannya. Saring menurut wilayah, hasil, dan jenis "
        "keberatan.\n"
        "Enter membuka daftar periksa orang itu. Panah memilih baris; Spasi: ada dan sah, diterima hari ini; T: tidak "
        "sah atau tidak terpenuhi; N: tidak ada; Del: belum diketahui. Ctrl+Enter: semua yang belum diketahui lengkap. "
        "Enter: orang berikutnya. Esc: kembali ke daftar.\n"
        "Ctrl+A memilih semua dalam saringan; tombol di bawah daftar berlaku bagi semua yang dipilih dan dapat "
        "diurungkan sekaligus.\n"
        "Keberatan dikesampingkan hanya oleh yang berwenang, dengan alasan, dan tetap tercantum."
    )
    columns: ClassVar[Sequence[Column[Any]]] = (
        Column("name", "Nama", lambda row: row.name, 150, sort="name", stretch=True),
        Column("place", "TPS", lambda row: row.place, 156, sort="place"),
        Column("result", "Hasil", lambda row: _result(row), 92, mark=lambda row: MARKS[row.eligibility]),
        Column("papers", "Berkas", lambda row: f"{row.papers} dari {row.asked}", 80),
        Column("objections", "Keberatan", lambda row: row.objections, 148),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, SOURCE, parent)
        self.acts = CheckActs(desk, self)
        self._member = -1  # who is shown, or is on the way
        self._row = 0  # where the person shown stands or stood
        self._offered = False
        self._wanted = -1
        self._build_filters()
        self._build_card()
        self._build_actions()
        self._counting = QTimer(self, singleShot=True, interval=_REST)
        self._counting.timeout.connect(self._count)
        self.view.opened.connect(lambda _: self.check())
        self.view.chosen_changed.connect(self._say_actions)
        self.model.completed.connect(self._show_wanted)

    # -- parts --------------------------------------------------------------------------------------------------------

    def _build_filters(self) -> None:
        self.area = AreaButton()
        self.area.put(self.desk.kept.text("requirements/area"))
        self.area.changed.connect(self._area_changed)
        self.add_filter_widget(self.area)
        self.result = self.add_filter("result", "Hasil penelitian", _RESULTS)
        self.objection = self.add_filter("objection", "Jenis keberatan", [("Semua keberatan", "")])

    def _build_card(self) -> None:
        self.card = CheckCard()
        self.card.papers.answered.connect(lambda line, answer: self.acts.answer(self.card.shown_id, line, answer))
        self.card.papers.back_wanted.connect(self.show_list)
        self.card.accept_wanted.connect(self.accept_one)
        self.card.next_wanted.connect(self.next_person)
        objections, responses = self.card.objections, self.card.responses
        objections.waive_wanted.connect(self._waive)
        objections.withdraw_wanted.connect(lambda token: self.acts.withdraw_waiver(self.card.shown_id, token))
        responses.added.connect(self._add_response)
        responses.decided.connect(self._decide)
        self.set_details(self.card, 440)

    def _build_actions(self) -> None:
        self.accept_button = QPushButton()
        self.accept_button.clicked.connect(lambda: self.acts.accept(self.chosen()))
        self.more = QPushButton("&Lainnya")
        self.more.setMenu(self._more_menu())
        self.announce_button = QPushButton("Pen&gumuman…")
        self.announce_button.setToolTip("Simpan pengumuman hasil penelitian wilayah ini sebagai PDF atau XLSX")
        self.announce_button.clicked.connect(self.pick_file)
        for button in (self.accept_button, self.more, self.announce_button):
            self.actions_bar.addWidget(button)
        self._say_actions()

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Jadikan &cadangan, menurut urutan daftar", lambda: self.acts.rank(self.chosen()))
        menu.addAction("Ca&but cadangan", lambda: self.acts.unrank(self.chosen()))
        menu.addSeparator()
        leave = menu.addMenu("&Keluarkan dari daftar")
        for reason in _REASONS:
            text = words.leaving(reason).capitalize()
            leave.addAction(text, partial(self._withdraw, reason))
        menu.addAction("Ke&mbalikan ke daftar", lambda: self.acts.readmit(self.chosen()))
        return menu

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def wanted(self) -> MemberFilter:
        result = self.value("result")
        return MemberFilter(
            text=self.search.text(),
            area=self.area.code,
            eligibility=result if result in MARKS else "",
            objection=self.value("objection") or "",
            active=result != LEFT,
            reserve=result == RESERVE,
            sort=self.sort,
            descending=self.descending,
        )

    def shown(self) -> None:
        if not self._offered:
            self._offered = True
            self.desk.background.ask(self, _known, self.area.offer, topic="areas")
            self._count()
        super().shown()

    def reload(self) -> None:
        super().reload()
        if self._member >= 0:
            self._ask_person(self._member)
        if self._offered:
            self._counting.start()

    def open(self, target: object) -> None:
        """A member's id shows that person; an area's code filters."""
        self.clear_filters()
        if isinstance(target, int):
            self._wanted = target
            self._area_put("")
            self._ask_person(target)
        else:
            self._area_put(str(target))
            self._count()
        self.ask()

    def commands(self) -> list[QAction]:
        check = QAction("Periksa berkas orang yang dipilih", self)
        check.triggered.connect(self.check)
        announce = QAction("Simpan pengumuman hasil penelitian…", self)
        announce.triggered.connect(self.pick_file)
        return [check, announce]

    # -- one person after the other -----------------------------------------------------------------------------------

    def current_changed(self, id_: int) -> None:
        if id_ >= 0:
            self._row = self.view.currentIndex().row()
            if id_ != self._member:
                self._ask_person(id_)
        elif not self.model.total and self._wanted < 0:
            self._member = -1
            self.card.clear()

    def _ask_person(self, member: int) -> None:
        if member != self.card.shown_id:
            self.card.papers.wait()
        self._member = member
        self.desk.background.ask(
            self, lambda db: check_rows.checked(db, member), self._put, topic="person", failed=self._gone
        )

    def _put(self, checked: Checked) -> None:
        if checked.person.id == self._member:
            self.card.put(checked, may=entitled(checked.rules, self.desk.background.by))
            self.card.papers.stop_waiting()

    def _gone(self, problem: Problem) -> None:
        self.card.papers.stop_waiting(forget=True)
        self.desk.notices.trouble(problem)

    def check(self) -> None:
        """The hands go to the checklist of the person under the cursor."""
        self.show_details()
        self.card.to_papers()

    def next_person(self) -> None:
        """The one below; of who left the filter meanwhile, the one who stands in their place."""
        at = self.model.position(self._member)
        row = at + 1 if at >= 0 else self._row
        if not 0 <= row < self.model.total:
            self.desk.notices.say("Orang terakhir dalam daftar ini sudah diperiksa.")
            return
        self.view.setCurrentIndex(self.model.index(row, 0))
        self.card.to_papers()

    def accept_one(self) -> None:
        """Everything of the person shown is in order."""
        if self._member >= 0 and self._member == self.card.shown_id:
            self.acts.accept([self._member])
            self.card.to_papers()

    def chosen(self) -> list[int]:
        """Whom the buttons under the list mean: all that are chosen, else the person shown."""
        ids = list(self.view.chosen())
        return ids or ([self.card.shown_id] if self.card.shown_id >= 0 else [])

    def _withdraw(self, reason: Reason) -> None:
        self.acts.withdraw(self.chosen(), reason)

    def _show_wanted(self) -> None:
        if self._wanted >= 0:
            self.view.show_id(self._wanted)
            self._wanted = -1

    def _say_actions(self) -> None:
        count = self.view.chosen_count()
        many = f" ({words.number(count)})" if count > 1 else ""
        self.accept_button.setText(f"&Semua berkas lengkap{many}")
        self.accept_button.setToolTip("Semua yang belum diketahui ada dan sah, diterima hari ini; satu kali Urungkan")

    # -- objections and responses -------------------------------------------------------------------------------------

    def _waive(self, token: str, reason: str) -> None:
        part = self.card.objections
        self.acts.waive(self.card.shown_id, token, reason, part.close_form, part.show_trouble)

    def _add_response(self, typed: dict[str, str]) -> None:
        part = self.card.responses
        self.acts.add_response(self.card.shown_id, typed, part.close_form, part.show_trouble)

    def _decide(self, response: int, typed: dict[str, str], version: int) -> None:
        part = self.card.responses
        self.acts.decide(self.card.shown_id, response, typed, version, part.close_form, part.show_trouble)

    # -- filters ------------------------------------------------------------------------------------------------------

    def _count(self) -> None:
        area = self.area.code
        self.desk.background.ask(self, lambda db: check_rows.offered(db, area), self._offer, topic="counts")

    def _offer(self, found: Offered) -> None:
        for at, (label, value) in enumerate(_RESULTS):
            if value in found.tally:
                self.result.setItemText(at, f"{label} ({words.number(found.tally[value])})")
        kept = self.desk.kept.text("requirements/filter/objection")
        before, blocker = str(self.objection.value or ""), QSignalBlocker(self.objection)
        self.objection.clear()
        self.objection.addItem("Semua keberatan", "")
        for token, sentence, people in found.objections:
            self.objection.addItem(f"{sentence} ({words.number(people)})", token)
        if kept and self.objection.findData(kept) < 0:
            self.objection.addItem("Keberatan yang disaring (0)", kept)
        self.objection.put(kept)
        blocker.unblock()
        if kept != before:
            self.ask()

    def _area_changed(self, code: str) -> None:
        self.desk.kept.keep("requirements/area", code)
        self._count()
        self.ask()

    def _area_put(self, code: str) -> None:
        self.area.put(code)
        self.desk.kept.keep("requirements/area", code if "." in code else "")

    # -- announcement -------------------------------------------------------------------------------------------------

    def pick_file(self) -> None:
        """Ask where the announcement of this area goes."""
        start = Path(self.desk.kept.text("requirements/folder", str(Path.home()))) / "pengumuman-penelitian.pdf"
        name, kind = QFileDialog.getSaveFileName(
            self, "Simpan pengumuman hasil penelitian", str(start), "PDF (*.pdf);;Excel (*.xlsx)"
        )
        if name:
            path = Path(name)
            self.announce(path if path.suffix else path.with_suffix(".xlsx" if "xlsx" in kind else ".pdf"))

    def announce(self, path: Path) -> None:
        """Write the result of the area that the list shows, masked."""
        self.desk.kept.keep("requirements/folder", str(path.parent))
        area, by = self.area.code, self.desk.background.by

        def work(database: Database, job: Job) -> Printed:
            return paperwork.announce(database, area, path, by=by, progress=job)

        self.desk.background.run(self, "Menyimpan pengumuman hasil penelitian", work, self._announced)

    def _announced(self, printed: Printed) -> None:
        text = f"Pengumuman {words.number(printed.people)} orang tersimpan di {printed.path.name}."
        if printed.flaws:
            self.desk.notices.warn(f"{text} Periksa dahulu: {printed.flaws[0].what}")
            return
        self.desk.notices.say(text, act="&Buka", action=partial(open_file, printed.path))


def _result(row: CheckRow) -> str:
    return f"{row.eligibility} · C{row.reserve}" if row.reserve else row.eligibility
