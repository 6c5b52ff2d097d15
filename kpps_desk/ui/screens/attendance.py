"""Kehadiran: who came, marked at the door by keyboard alone, one Enter a person.

What a newcomer gets wrong: showing green on the key. The verdict is put when the writer says that the mark is durable;
the field is free for the next person at once, and nothing typed in a hurry is lost: it waits in `unsettled`.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain.attendance import Attendance, read_mark
from kpps_desk.operations import attendance as marking
from kpps_desk.operations import door
from kpps_desk.operations.attendance import MarkResult
from kpps_desk.operations.door import Answer, Outcome
from kpps_desk.problems import Gone, Problem
from kpps_desk.queries import areas, attendance, session_lists, sessions
from kpps_desk.queries.sessions import RollRow, SessionDetails
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import marks, roll, session_list, theme
from kpps_desk.ui.door import DoorPanel
from kpps_desk.ui.roll import Roll
from kpps_desk.ui.roll_panel import RollPanel
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.session_picker import SessionPicker
from kpps_desk.ui.verdict import OneLine

_RESTED = 150  # milliseconds after a change until the whole roll is asked again
_UNREAD = 1.5  # seconds: whoever types on sooner cannot have read the verdict


class Loaded(NamedTuple):
    """One session, its roll, and the names of the areas."""

    session: SessionDetails
    rows: Sequence[RollRow]
    names: dict[str, str]


class AttendanceScreen(Screen):
    """The door of one session, or the choice of a session."""

    key = "attendance"
    title = "Kehadiran"
    icon = "attendance"
    tables = frozenset({"attendance", "session", "session_crew", "appointment", "member"})
    help_text = (
        "Ketik TPS dan kursi (012 3), empat angka akhir NIK, atau beberapa huruf nama, lalu Enter: orang itu ditandai "
        "hadir. Bila beberapa orang cocok, pilih dengan panah atas dan bawah.\n"
        "F6 izin, F7 sakit, F8 tanpa keterangan, F9 belum dicatat. Ctrl+Z mengurungkan pencatatan terakhir.\n"
        "Untuk beberapa orang sekaligus: Alt+D membuka daftar hadir, pilih barisnya, lalu Enter atau F6 sampai F9.\n"
        "Yang bukan peserta sesi ini ditanyakan sekali lagi sebelum dicatat. Ketikan yang tidak menandai siapa pun "
        "tetap terlihat sampai diperiksa (F4)."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._session: SessionDetails | None = None
        self._roll = Roll()
        self._names: dict[str, str] = {}
        self._asked = False
        self._in_flight = 0
        self._shown: RollRow | None = None  # whom verdict and crew are about
        self._confirming: tuple[int, Attendance] | None = None  # a walk-in that one more key marks
        self._given_back: tuple[str, float] | None = None  # an unsettled text in the field, and since when
        self._again = QTimer(self, singleShot=True, interval=_RESTED)
        self._again.timeout.connect(self.reload)
        self.picker = SessionPicker(desk)
        self.picker.picked.connect(self.open)
        self.picker.cancelled.connect(self._return)
        self.door = DoorPanel()
        self.door.text_changed.connect(self._typed)
        self.door.status_wanted.connect(self.mark)
        self.door.unsettled.wanted.connect(self._look_again)
        self.panel = RollPanel()
        self.panel.status_wanted.connect(self._mark_rows)
        self.panel.typed.connect(self._type)
        self.panel.left.connect(self.to_search)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.picker)
        self.pages.addWidget(self._door_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        for status, key in marks.KEYS.items():
            if key != "Enter":
                self._shortcut(key, partial(self.mark, status))
        self._shortcut("F4", self.door.unsettled.look)

    def _door_page(self) -> QWidget:
        page = QWidget()
        self._title, self._about = OneLine("subheading"), OneLine("muted")
        other = QPushButton("&Ganti sesi…")
        other.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        other.clicked.connect(self.choose)
        strip = QFrame()
        strip.setObjectName("card")
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 8, 8, 8)
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addWidget(self._title)
        named.addWidget(self._about)
        row.addLayout(named, 1)
        row.addWidget(other)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(theme.GRID * 2)
        splitter.addWidget(self.door)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([10_000, self.desk.kept.number("attendance/panel", 424)])
        splitter.splitterMoved.connect(lambda *_: self.desk.kept.keep("attendance/panel", splitter.sizes()[1]))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(strip)
        column.addWidget(splitter, 1)
        return page

    def _shortcut(self, key: str, slot: Callable[[], None]) -> None:
        QShortcut(QKeySequence(key), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def shown(self) -> None:
        if not self._asked:
            self._asked = True
            today = datetime.now().astimezone().date()
            kept = self.desk.kept.number(self._kept_name(), 0)
            if kept:
                self._load(kept)
            else:
                self._ask_coming(today)
        self.to_search()

    def open(self, target: object) -> None:
        """The door of the session with this id."""
        self._asked = True
        self._load(int(str(target)))

    def refresh(self, changes: Changes) -> None:
        if changes.tables & self.tables:
            self._again.start()

    def reload(self) -> None:
        if not self.desk.background.is_open:  # the window closed while the hands rested
            return
        if self.pages.currentIndex() == 0:
            self.picker.model.refresh()
        if self._session is not None:
            self._load(self._session.id)

    def to_search(self) -> None:
        where = self.door.field if self.pages.currentIndex() else self.picker.search
        where.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> list[QAction]:
        action = QAction("Ganti sesi kehadiran", self)
        action.triggered.connect(lambda: self.choose())
        return [action]

    # -- the session --------------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Show the picker."""
        self.pages.setCurrentIndex(0)
        self.picker.begin(can_return=self._session is not None)

    def _return(self) -> None:
        if self._session is not None:
            self.pages.setCurrentIndex(1)
            self.to_search()

    def _ask_coming(self, today: date) -> None:
        self.desk.background.ask(self, lambda db: session_lists.coming(db, today), self._found_session, topic="roll")

    def _found_session(self, session_id: int | None) -> None:
        if session_id is None:
            self.choose()
        else:
            self._load(session_id)

    def _load(self, session_id: int) -> None:
        def question(db: Snapshot) -> Loaded:
            found = sessions.details(db, session_id)
            return Loaded(found, sessions.roll(db, session_id), self._names or areas.names(db))

        self.desk.background.ask(self, question, self._put, topic="roll", failed=self._not_loaded)

    def _not_loaded(self, problem: Problem) -> None:
        self._session = None
        self.choose()
        if not isinstance(problem, Gone):
            self.desk.notices.trouble(problem)

    def _put(self, loaded: Loaded) -> None:
        if self._in_flight and self._session is not None and self._session.id == loaded.session.id:
            self._again.start()  # what is being marked is newer than this answer
            return
        other = self._session is None or self._session.id != loaded.session.id
        self._session, self._names, self._roll = loaded.session, loaded.names, Roll(loaded.rows)
        self.desk.kept.keep(self._kept_name(), loaded.session.id)
        self._title.setText(f"{loaded.session.title} · gelombang {loaded.session.wave}")
        self._about.setText(session_list.about(loaded.session))
        self.panel.put(self._roll)
        if other:
            self._shown = None
            rehearsal = partial(door.rehearse, session_id=loaded.session.id)
            self.desk.background.do(self, "", rehearsal, failed=lambda _: None)  # a mark itself says what is wrong
            self.door.begin(loaded.session.area_code, loaded.names)
            self.pages.setCurrentIndex(1)
            self.to_search()
        else:
            self._check_shown()
            if self.door.text:
                self._typed(self.door.text)

    def _check_shown(self) -> None:
        """The verdict is about somebody who stands otherwise now: undone, or changed elsewhere."""
        if (before := self._shown) is None:
            return
        nobody = before._replace(status=Attendance.NOT_RECORDED, marked_at=None)
        now = self._roll.rows.get(before.member_id, nobody)
        self._put_crew(now)
        if now.status is not before.status:
            said = words.attendance(now.status).upper()
            self.door.verdict.say("", "undo", f"{said} · {now.name}", f"{self._where(now)} · catatannya diurungkan")

    def _kept_name(self) -> str:
        return f"attendance/session/{self.desk.background.path}"

    # -- the field ----------------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._confirming = None
        if self._given_back is not None and text != self._given_back[0]:
            before, since = self._given_back
            self._given_back = None
            if time.monotonic() - since < _UNREAD:
                self.door.unsettled.add(before)
        sought = read_mark(text)
        if self._session is None or sought is None:
            return
        session_id = self._session.id
        self.desk.background.ask(
            self,
            lambda db: attendance.find(db, session_id, sought),
            lambda rows: self.door.put_found(text, rows),
            topic="found",
        )

    def _type(self, letters: str) -> None:
        self.to_search()
        self.door.field.insert(letters)

    def _look_again(self, text: str) -> None:
        self.to_search()
        self.door.field.setText(text)

    # -- marking ------------------------------------------------------------------------------------------------------

    def mark(self, status: Attendance) -> None:
        """Give whoever the field means this status; with an empty field the rows chosen in the roll."""
        if self._session is None or not self.pages.currentIndex():
            return
        text, session_id = self.door.text, self._session.id
        if not text:
            self._mark_rows(status)
            return
        person = self.door.candidate()
        if person is None and self.door.known() > 1:
            self.door.move_choice(1)
            count = self.door.known()
            self.door.verdict.say(
                "warn", "info", f"{count} orang cocok dengan “{text}”", "Pilih dengan ↑ ↓, lalu tekan Enter."
            )
            return
        if person is not None and self._is_outsider(person) and self._confirming != (person.member_id, status):
            self._ask_outsider(Outcome(Answer.OUTSIDER, text, status, person))
            return
        self._given_back = None
        everybody = not self._session.stations
        self.door.take()
        self._in_flight += 1
        self.desk.background.do(
            self,
            marking.entry_title(status, 1),
            lambda tx: (
                door.mark_sought(tx, session_id, text, status, everybody=everybody)
                if person is None
                else door.mark_person(tx, session_id, person, status, text=text)
            ),
            self._marked,
            failed=self._failed,
        )

    def _marked(self, outcome: Outcome) -> None:
        self._in_flight -= 1
        person = outcome.person
        if outcome.answer in (Answer.MARKED, Answer.REPEATED, Answer.REFUSED) and person is not None:
            self.door.verdict.put(outcome, self._where(person))
            self._shown = person
            if outcome.answer is not Answer.REFUSED:
                self.panel.show_change(person, moved=self._roll.put(person))
            self._put_crew(person)
        else:
            self._unsettled(outcome)
        if outcome.answer not in (Answer.MARKED, Answer.REPEATED):
            QApplication.beep()

    def _unsettled(self, outcome: Outcome) -> None:
        """Nobody was marked: back into the field, or into sight beside it when the hands are further already."""
        if self.door.text or self._in_flight:
            self.door.unsettled.add(outcome.text)
        else:
            self.door.give_back(outcome.text, outcome.candidates)
            self._given_back = (self.door.text, time.monotonic())
            if outcome.answer is Answer.OUTSIDER:
                self._ask_outsider(outcome)
                return
        self.door.verdict.put(outcome, self._where(outcome.person) if outcome.person else "")

    def _is_outsider(self, person: RollRow) -> bool:
        invited = self._session is not None and bool(self._session.stations)  # else a make-up session, for everybody
        return invited and person.walk_in and person.status is Attendance.NOT_RECORDED

    def _ask_outsider(self, outcome: Outcome) -> None:
        """Say whose crew it is and where it is expected; the same key once more marks."""
        person, session = outcome.person, self._session
        if person is None or session is None:
            return
        self._confirming = (person.member_id, outcome.status)
        self.door.verdict.put(outcome, self._where(person))

        def say(home: object) -> None:
            if home is not None and self._confirming == (person.member_id, outcome.status):
                where = f"Diundang pada {words.short_date(home.day)} pukul {home.starts}, {home.venue or home.title}."  # type: ignore[attr-defined]
                self.door.verdict.put(outcome, self._where(person), where)

        at, place = session.id, person.place
        self.desk.background.ask(self, lambda db: attendance.expected_at(db, at, place), say, topic="home")

    def _mark_rows(self, status: Attendance) -> None:
        """Give the rows chosen in the roll this status."""
        chosen = list(self.panel.chosen_ids())
        if self._session is None:
            return
        if not chosen:
            self.door.verdict.say("", "info", "Siapa?", "Ketik dahulu orangnya, atau pilih barisnya pada daftar hadir.")
            return
        session_id = self._session.id
        self._in_flight += 1
        self.desk.background.do(
            self,
            marking.entry_title(status, len(chosen)),
            lambda tx: marking.mark(tx, session_id, chosen, status),
            lambda result: self._rows_marked(result, status),
            failed=self._failed,
        )

    def _rows_marked(self, result: MarkResult, status: Attendance) -> None:
        self._in_flight -= 1
        self._shown = None
        self.door.verdict.put_many(result, status)
        self.panel.view.clearSelection()
        self.reload()

    def _failed(self, problem: Problem) -> None:
        self._in_flight -= 1
        self.door.verdict.say("bad", "cross", "BELUM TERCATAT", str(problem))
        QApplication.beep()

    # -- words --------------------------------------------------------------------------------------------------------

    def _put_crew(self, person: RollRow) -> None:
        crew = self._roll.crew(person)
        tps = f"Regu TPS {person.tps}" if person.tps else "Tanpa TPS"
        self.door.put_crew(crew, f"{tps} · {roll.standing(crew)}" if crew else "")

    def _where(self, person: RollRow) -> str:
        home = self._session.area_code if self._session else ""
        return marks.place(person, home, self._names)
