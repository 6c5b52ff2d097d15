"""Pelantikan: who swears in which form, before whom, its papers and their wording; closing, and opening again.

What a newcomer gets wrong: closing for the person. What is lacking is said with its count; who never came is marked so
by an act of its own, and only then the swearing-in is closed.
"""

from array import array
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.oaths import Form as OathForm
from kpps_desk.operations import attendance, swearing_in
from kpps_desk.operations.attendance import MarkResult
from kpps_desk.operations.swearing_in import FormResult, LateOath, closing_title, form_title
from kpps_desk.problems import Gone, Problem
from kpps_desk.queries import oaths
from kpps_desk.queries.oaths import OathLine, Register
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.gathering_page import GatheringPage
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.later_pane import LaterPane
from kpps_desk.ui.oath_facts import LateForm, OathFacts, parse_day
from kpps_desk.ui.oath_paper_pane import OathPaperPane
from kpps_desk.ui.oath_people import OathPeople
from kpps_desk.ui.oath_wording_pane import OathWordingPane
from kpps_desk.ui.screen import Desk

_Found = tuple[Register, list[OathLine]]


class Page(GatheringPage):
    """Tabs over people, facts, papers and texts; above them how it stands and what to do next."""

    tables = frozenset({"session", "session_crew", "invitation", "attendance", "appointment", "member", "oath",
                        "swearing_in", "wording", "election"})  # fmt: skip
    help_text = (
        "Pelantikan: pilih baris, lalu tekan huruf tata caranya (I Islam, P Protestan, K Katolik, H Hindu, B Buddha, "
        "G Konghucu, J janji; Delete mengosongkan). Sisanya memberi satu tata cara kepada semua yang belum dipilih.\n"
        "Tutup pelantikan: dilantik tepat yang dicatat hadir. Semua yang diundang harus sudah dicatat; yang tidak "
        "datang ditandai tanpa keterangan dengan satu tombol. Sesudah ditutup catatannya tetap; untuk memperbaiki, "
        "buka kembali dengan alasan.\n"
        "Surat: berita acara, naskah sumpah/janji, pakta integritas, lembar tanda tangan. Naskah: kata-kata surat itu."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._session: int | None = None
        self.register: Register | None = None
        self._late: array[int] = array("q")
        self.told = OneLine("muted")
        self.rest, self.close_button = QPushButton("Tandai sisanya tan&pa keterangan"), QPushButton("Tutup pe&lantikan")
        self.reopen_button = QPushButton("Bu&ka kembali…")
        self.close_button.setObjectName("primary")
        self.rest.clicked.connect(self.mark_rest)
        self.close_button.clicked.connect(self.close_session)
        self.reopen_button.clicked.connect(self.begin_reopening)
        self.reason = Form(
            [Field("reason", "&Alasan membuka kembali pelantikan ini", required=True)], save="&Buka kembali"
        )
        self.reason.saved.connect(self._reopen)
        self.reason.cancelled.connect(self._leave_reason)
        self.people = OathPeople()
        self.people.form_wanted.connect(self.set_form)
        self.people.rest_wanted.connect(self.set_rest)
        self.people.late_wanted.connect(self.begin_late)
        self._late_form = LaterPane(LateForm, self._made_late)
        self._facts = LaterPane(OathFacts, self._made_facts)
        self._papers = LaterPane(lambda: OathPaperPane(desk), self._put)
        self._texts = LaterPane(lambda: OathWordingPane(desk), self._put)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self.told, 1)
        for button in (self.rest, self.reopen_button, self.close_button):
            head.addWidget(button)
            button.hide()
        self.first = QStackedWidget()
        self.first.addWidget(self.people)
        self.first.addWidget(self._late_form)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Bagian pelantikan")
        for widget, title in (
            (self.first, "&Orang"),
            (self._facts, "&Data pelantikan"),
            (self._papers, "Su&rat"),
            (self._texts, "&Naskah"),
        ):
            self.tabs.addTab(widget, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.reason)
        column.addWidget(self.tabs, 1)
        self.reason.hide()
        self.setFocusProxy(self.people.view)

    # -- parts that are made when somebody turns to them --------------------------------------------------------------

    @property
    def facts(self) -> OathFacts:
        return self._facts.pane

    @property
    def papers(self) -> OathPaperPane:
        return self._papers.pane

    @property
    def texts(self) -> OathWordingPane:
        return self._texts.pane

    @property
    def late(self) -> LateForm:
        return self._late_form.pane

    def _made_late(self, form: LateForm) -> None:
        form.saved.connect(self._swear_late)
        form.left.connect(self._leave_late)

    def _made_facts(self, facts: OathFacts) -> None:
        facts.saved.connect(self._record)
        self._put(facts)

    def _put(self, pane: OathFacts | OathPaperPane | OathWordingPane) -> None:
        if self.register is not None:
            pane.put(self.register)

    # -- the page's contract ------------------------------------------------------------------------------------------

    def put(self, target: SessionDetails | str) -> None:
        if isinstance(target, SessionDetails):
            if target.id != self._session:
                self._leave_reason()
                self._leave_late()
            self._session = target.id
            self.reload()

    def reload(self) -> None:
        session = self._session
        if session is None:
            return

        def question(db: Snapshot) -> _Found:
            return oaths.register(db, session), oaths.roll(db, session)

        self.desk.background.ask(self, question, self._show, topic="oath", failed=self._failed)

    def _failed(self, problem: Problem) -> None:
        if not isinstance(problem, Gone):  # the book closes by itself
            self.desk.notices.trouble(problem)

    def _show(self, found: _Found) -> None:
        self.register, lines = found
        closed = self.register.session.state == "selesai"
        self.people.put(lines, closed=closed)
        for part in (self._facts, self._papers, self._texts):
            if part.built is not None:
                self._put(part.built)
        counts = self.register.session.counts
        self.told.setText(_standing(self.register, lines))
        self.told.setToolTip(self.told.text())
        self.rest.setVisible(not closed and counts.unrecorded > 0)
        self.close_button.setVisible(not closed)
        self.close_button.setEnabled(not counts.unrecorded and counts.present > 0)
        self.close_button.setToolTip(_lacking(self.register))
        self.reopen_button.setVisible(closed)
        if not closed:
            self._leave_reason()

    # -- people -------------------------------------------------------------------------------------------------------

    def set_form(self, form: OathForm | None, members: "array[int]") -> None:
        """In which form these people swear."""
        session = self._session
        if session is not None:
            title = form_title(form, len(members))
            self.desk.background.do(
                self, title, lambda tx: swearing_in.set_forms(tx, session, members, form), self._formed
            )

    def set_rest(self, form: OathForm) -> None:
        """One form for everybody without any."""
        session, left = self._session, self.people.formless
        if session is not None:
            self.desk.background.do(
                self, form_title(form, left), lambda tx: swearing_in.set_rest(tx, session, form), self._formed
            )

    def _formed(self, result: FormResult) -> None:
        if result.refused:
            self.desk.notices.warn(f"{words.number(len(result.refused))} orang tidak ada pada pelantikan ini.")

    def mark_rest(self) -> None:
        """Whoever has no mark was absent without a word."""
        session, register = self._session, self.register
        if session is not None and register is not None:
            title = attendance.entry_title(Attendance.ABSENT, register.session.counts.unrecorded)
            self.desk.background.do(self, title, lambda tx: swearing_in.mark_rest_absent(tx, session), self._marked)

    def _marked(self, result: MarkResult) -> None:
        self.desk.notices.say(f"{words.number(len(result.done))} orang ditandai tanpa keterangan.")

    # -- closing ------------------------------------------------------------------------------------------------------

    def close_session(self) -> None:
        """Sworn are exactly those present; what is lacking is said."""
        session, register = self._session, self.register
        if session is not None and register is not None:
            present = register.session.counts.present
            self.desk.background.do(
                self,
                closing_title(register.session.area),
                lambda tx: swearing_in.close(tx, session),
                lambda _: self.desk.notices.say(
                    f"Pelantikan ditutup: {words.number(present)} orang dilantik.",
                    act="Berita acara",
                    action=self.show_minutes,
                ),
            )

    def show_minutes(self) -> None:
        """The minutes on the glass."""
        self.papers.choose("minutes")
        self.tabs.setCurrentWidget(self._papers)

    def begin_reopening(self) -> None:
        """Ask for the reason."""
        self.reason.put({})
        self.reason.show()
        self.reason.focus_first()

    def _reopen(self, typed: dict[str, str]) -> None:
        session, register, why = self._session, self.register, typed["reason"].strip()
        if session is not None and register is not None:
            self.desk.background.do(
                self,
                f"Buka kembali pelantikan, Kelurahan {register.session.area}",
                lambda tx: swearing_in.reopen(tx, session, why),
                lambda _: self._reopened(),
                reason=why or None,
                failed=self.reason.show_trouble,
            )

    def _reopened(self) -> None:
        self._leave_reason()
        self.desk.notices.say("Pelantikan dibuka kembali. Tutup lagi setelah diperbaiki.")

    def _leave_reason(self) -> None:
        self.reason.hide()
        self.people.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- facts and late oaths -----------------------------------------------------------------------------------------

    def _record(self, changed: dict[str, Any], version: int) -> None:
        session = self._session
        if session is not None:
            self.desk.background.do(
                self,
                f"Data pelantikan sesi no. {session}",
                lambda tx: swearing_in.record(tx, session, changed, version=version),
                lambda _: self._recorded(),
                failed=self.facts.form.show_trouble,
            )

    def _recorded(self) -> None:
        self.facts.done()
        self.desk.notices.say("Data pelantikan disimpan.")
        self.reload()

    def begin_late(self, members: "array[int]") -> None:
        """A form for the day and place of the late oath of these people."""
        if self.register is not None and members:
            self._late = members
            self.late.begin(len(members), self.register)
            self.first.setCurrentWidget(self._late_form)
            self.late.form.focus_first()

    def _leave_late(self) -> None:
        self.first.setCurrentWidget(self.people)
        self.people.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _swear_late(self, typed: dict[str, str]) -> None:
        register, members = self.register, self._late
        if register is None:
            return
        try:
            day = parse_day(typed.pop("day"), "day", required=True)
        except Problem as problem:
            self.late.form.show_trouble(problem)
            return
        forms = {one: line.form for one in members if (line := self.people.lines.get(one)) and line.form}
        late = LateOath(register.session.area_code, day, forms=forms, **typed)
        self.desk.background.do(
            self,
            f"Pelantikan susulan, {words.number(len(members))} orang",
            lambda tx: swearing_in.swear_in_late(tx, members, late),
            lambda made: self._sworn_late(*made),
            failed=self.late.form.show_trouble,
        )

    def _sworn_late(self, session: int, result: MarkResult) -> None:
        self._leave_late()
        left = f" {words.number(len(result.refused))} orang dilewati." if result.refused else ""
        self.desk.notices.say(
            f"{words.number(len(result.done))} orang disumpah susulan.{left}",
            act="Lihat",
            action=lambda: self.desk.go("sessions", f"book:{session}:oath"),
        )


def _standing(register: Register, lines: list[OathLine]) -> str:
    """One line of how it stands."""
    counts = register.session.counts
    away = counts.excused + counts.sick + counts.absent
    formless = sum(line.form is None and oaths.swears(line) for line in lines)
    parts = [f"Hadir {words.number(counts.present)} dari {words.number(counts.expected)}"]
    if away:
        parts.append(f"tidak hadir {words.number(away)}")
    if counts.unrecorded:
        parts.append(f"belum dicatat {words.number(counts.unrecorded)}")
    if formless:
        parts.append(f"tanpa tata cara {words.number(formless)}")
    if register.closed_at:
        parts.insert(0, f"Ditutup {words.moment(register.closed_at)} oleh {register.closed_by}")
    return " · ".join(parts)


def _lacking(register: Register) -> str:
    """Why it can't be closed, or what closing does."""
    counts = register.session.counts
    if counts.unrecorded:
        return f"{words.number(counts.unrecorded)} orang belum dicatat kehadirannya."
    if not counts.present:
        return "Belum ada yang dicatat hadir."
    return f"{words.number(counts.present)} orang yang hadir dilantik."
