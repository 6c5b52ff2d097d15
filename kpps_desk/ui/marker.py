"""From what was entered at the door to the verdict: every Enter and every scan is one change, in the order of arrival.

What a newcomer gets wrong: showing green on the key. The verdict is put when the writer says that the mark is durable;
the field is free for the next person at once. The writer takes one after another, so a burst that comes while an answer
is on its way waits its turn, and what marked nobody stays in sight in `door.unsettled`.
"""

import time
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain import scans
from kpps_desk.domain.attendance import Attendance, minutes_early, read_mark
from kpps_desk.operations import attendance as marking
from kpps_desk.operations import door
from kpps_desk.operations.closing import CLOSED
from kpps_desk.operations.door import Answer, Outcome
from kpps_desk.operations.undo import UndoResult
from kpps_desk.problems import Problem
from kpps_desk.queries import attendance
from kpps_desk.queries.attendance import Home
from kpps_desk.queries.sessions import RollRow, SessionDetails
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui import marks
from kpps_desk.ui.crew_shown import STATION, CrewShown
from kpps_desk.ui.door import DoorPanel
from kpps_desk.ui.door_undo import DoorUndo, Marked
from kpps_desk.ui.roll import Roll
from kpps_desk.ui.roll_panel import RollPanel
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.sounds import Sounds

_FRAME = 15  # milliseconds: a verdict is shown at once, the lists follow together once a frame
_UNREAD = 1.5  # seconds: whoever types on sooner cannot have read the verdict
_CUT_OFF = "Kode sertifikat itu tidak terbaca utuh. Pindai sekali lagi."
T = TypeVar("T")


class Marker(QObject):
    """What is being marked at one session, through the door's panel and the roll's."""

    counted = Signal()  # the roll stands otherwise
    rows_wanted = Signal(object)  # Attendance, with an empty field: whoever is chosen in the roll
    stale = Signal()  # more changed than the answer told: the roll is to be asked again

    def __init__(self, desk: Desk, door_panel: DoorPanel, panel: RollPanel, sounds: Sounds) -> None:
        super().__init__(door_panel)
        self._background = desk.background
        self.door, self.panel, self.sounds = door_panel, panel, sounds
        self.session: SessionDetails | None = None
        self.roll = Roll()
        self.names: dict[str, str] = {}
        self.in_flight = 0
        self.sent = 0  # how many changes were begun
        self.answers = 0  # how many entries have had their verdict
        self.undo = DoorUndo(self._background, self)
        self._undo_wanted = 0  # Ctrl+Z pressed while a mark was on its way
        self._entries: tuple[str, ...] = ()  # of the change that was announced last
        self.shown: RollRow | None = None  # whom the verdict is about
        self.crew = CrewShown(self._background, door_panel)
        self._changed: set[int] = set()  # members whose lines are to be painted
        self._moved = False  # the roll has lines more or less
        self._lists = QTimer(self, singleShot=True, interval=_FRAME)
        self._lists.timeout.connect(self._show_lists)
        self._confirming: tuple[int, Attendance] | None = None  # a walk-in that one more key marks
        self._given_back: tuple[str, float] | None = None  # an unsettled text in the field, and since when
        self._connect()

    def _connect(self) -> None:
        self._background.changed.connect(self._heard)
        self.undo.undone.connect(self._undone)
        self.undo.failed.connect(self._undo_failed)
        self.door.text_changed.connect(self._typed)
        self.door.status_wanted.connect(self.mark)
        self.door.field.undo_wanted.connect(self.take_back)
        self.door.field.scanned.connect(self._scanned)
        self.door.field.cut_off.connect(self._cut_off)

    # -- the session --------------------------------------------------------------------------------------------------

    def begin(self, session: SessionDetails, rows: Roll, names: dict[str, str]) -> None:
        """At the door of another session."""
        self.shown, self.crew.station = None, ""
        self._confirming = self._given_back = None
        self.undo.clear()
        self._say_undo()
        self.put(session, rows, names)
        self.door.begin(session.area_code, names)
        # The statements of a mark are made before the first person waits; a mark itself says what is wrong.
        self._background.do(self, "", lambda tx: door.rehearse(tx, session.id), failed=lambda _: None)

    def put(self, session: SessionDetails, rows: Roll, names: dict[str, str]) -> None:
        """The same session, asked again."""
        self.session, self.roll, self.names = session, rows, names
        if session.state == CLOSED:
            self.undo.clear()  # of a closed session the marks stand
            self._say_undo()
        self.panel.put(rows)
        self.crew.put(rows)
        self._check_shown()
        self.counted.emit()

    def _check_shown(self) -> None:
        """The verdict is about somebody who stands otherwise now: undone, or changed elsewhere."""
        if (before := self.shown) is None:
            return
        nobody = before._replace(status=Attendance.NOT_RECORDED, marked_at=None)
        now = self.shown = self.roll.rows.get(before.member_id, nobody)
        if now.status is not before.status:
            said = words.attendance(now.status).upper()
            self.door.verdict.say("", "undo", f"{said} · {now.name}", f"{self.where(now)} · catatannya diurungkan")

    # -- the field ----------------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._confirming = None
        if self._given_back is not None and text != self._given_back[0]:
            before, since = self._given_back
            self._given_back = None
            if time.monotonic() - since < _UNREAD:
                self.door.unsettled.add(before)
        self.look_up(text)

    def look_up(self, text: str) -> None:
        """Ask whom this text may mean."""
        sought = None if scans.looks_coded(text) else read_mark(text)  # a scanner needs no candidates
        if self.session is None or sought is None:
            return
        session_id = self.session.id
        self._background.ask(
            self,
            lambda db: attendance.find(db, session_id, sought),
            lambda rows: self.door.put_found(text, rows),
            topic="found",
        )

    def _scanned(self, text: str) -> None:
        self._send(text, Attendance.PRESENT)

    def _cut_off(self, text: str) -> None:
        self._settle(Outcome(Answer.NOBODY, scans.shown(text), Attendance.PRESENT, reason=_CUT_OFF))

    # -- one person ---------------------------------------------------------------------------------------------------

    def mark(self, status: Attendance) -> None:
        """Give whoever the field means this status; with an empty field the rows chosen in the roll."""
        text = self.door.text
        if self.session is None:
            return
        if not text:
            self.rows_wanted.emit(status)
            return
        person = self.door.candidate()
        if person is None and self.door.known() > 1:
            self.door.move_choice(1)
            head = f"{self.door.known()} orang cocok dengan “{text}”"
            self.door.verdict.say("warn", "info", head, "Pilih dengan ↑ ↓, lalu tekan Enter.")
            return
        if person is not None and self._is_outsider(person) and self._confirming != (person.member_id, status):
            self._ask_outsider(Outcome(Answer.OUTSIDER, text, status, person))
            return
        self._given_back = None
        self.door.take()
        self._send(text, status, person)

    def _send(self, text: str, status: Attendance, person: RollRow | None = None) -> None:
        if self.session is None:
            return
        session_id, everybody = self.session.id, not self.session.stations

        def change(tx: Transaction) -> Outcome:
            if person is not None:
                return door.mark_person(tx, session_id, person, status, text=text)
            return door.mark_sought(tx, session_id, text, status, everybody=everybody)

        def failed(problem: Problem) -> None:
            self.failed(problem)
            self.door.unsettled.add(scans.shown(text))

        self.do(marking.entry_title(status, 1), change, self._marked, failed)

    def do(
        self,
        title: str,
        change: Callable[[Transaction], T],
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
    ) -> None:
        """One change; `done` and `failed` say the verdict, then call `landed`."""
        self.in_flight += 1
        self.sent += 1
        self._background.do(self, title, change, done, failed=failed)

    def _heard(self, changes: Changes) -> None:
        self._entries = changes.entries

    def _marked(self, outcome: Outcome) -> None:
        self.in_flight -= 1
        person = outcome.person
        if outcome.answer is Answer.MARKED and person is not None:
            self.remember(f"{words.attendance(outcome.status)} · {person.name}", person, outcome.before)
        self._settle(outcome)

    def remember(self, said: str, person: RollRow | None = None, before: Attendance = Attendance.NOT_RECORDED) -> None:
        """The change that was announced last can be taken back under this name."""
        if self._entries:
            self.undo.remember(Marked(self._entries[-1], said, person, before))

    def _settle(self, outcome: Outcome) -> None:
        """Say what became of it."""
        self.answers += 1
        person = outcome.person
        if outcome.answer in (Answer.MARKED, Answer.REPEATED, Answer.REFUSED) and person is not None:
            self.door.verdict.put(outcome, self.where(person) + _early(outcome, self.session))
            self.shown = person
            if outcome.answer is not Answer.REFUSED:
                self._stands(person)
            self.crew.station = person.place[:STATION]
        else:
            self._unsettled(outcome)
        self.sounds.play(self.door.verdict.tone)
        self.landed()

    def _stands(self, person: RollRow) -> None:
        """How this one stands now."""
        self._moved |= self.roll.put(person)
        self._changed.add(person.member_id)

    def _show_lists(self) -> None:
        self.panel.show_changes(self._changed, moved=self._moved)
        self._changed.clear()
        self._moved = False
        self.crew.show(self.crew.station)
        self._say_undo()
        self.counted.emit()

    def landed(self) -> None:
        self.door.field.undoable = bool(self.undo) or self.in_flight > 0
        if not self._lists.isActive():
            self._lists.start()
        if not self.in_flight:
            wanted, self._undo_wanted = self._undo_wanted, 0
            for _ in range(wanted):
                self.undo.take_back()

    def _unsettled(self, outcome: Outcome) -> None:
        """Nobody was marked: back into the field, or into sight beside it when the hands are further already."""
        if self.door.text or self.door.field.gathering or self.in_flight:
            self.door.unsettled.add(outcome.text)
        else:
            self.door.give_back(outcome.text, outcome.candidates)
            self._given_back = (self.door.text, time.monotonic())
            if outcome.answer is Answer.OUTSIDER:
                self._ask_outsider(outcome)
                return
        self.door.verdict.put(outcome, self.where(outcome.person) if outcome.person else "")

    def failed(self, problem: Problem) -> None:
        self.in_flight -= 1
        self.answers += 1
        self.door.verdict.say("bad", "cross", "BELUM TERCATAT", str(problem))
        self.sounds.play("bad")
        self.landed()

    # -- somebody of another session ----------------------------------------------------------------------------------

    def _is_outsider(self, person: RollRow) -> bool:
        invited = self.session is not None and bool(self.session.stations)  # else a make-up session, for everybody
        return invited and person.walk_in and person.status is Attendance.NOT_RECORDED

    def _ask_outsider(self, outcome: Outcome) -> None:
        """Say whose crew it is and where it is expected; the same key once more marks."""
        person, session = outcome.person, self.session
        if person is None or session is None:
            return
        self._confirming = (person.member_id, outcome.status)
        self.door.verdict.put(outcome, self.where(person))

        def say(home: Home | None) -> None:
            if home is not None and self._confirming == (person.member_id, outcome.status):
                invited = f"Diundang pada {words.short_date(home.day)} pukul {home.starts}, {home.venue or home.title}."
                self.door.verdict.put(outcome, self.where(person), invited)

        at, place = session.id, person.place
        self._background.ask(self, lambda db: attendance.expected_at(db, at, place), say, topic="home")

    # -- Ctrl+Z -------------------------------------------------------------------------------------------------------

    def take_back(self) -> None:
        """The last mark made here; while one is on its way, that one is meant."""
        if self.in_flight:
            self._undo_wanted += 1
        else:
            self.undo.take_back()
            self._say_undo()

    def _say_undo(self) -> None:
        self.door.field.undoable = bool(self.undo) or self.in_flight > 0
        self.panel.say_undo(self.undo.next_said)

    def _undone(self, marked: Marked, result: UndoResult) -> None:
        self.sent += 1
        person = marked.person
        if result.kept:
            self.door.verdict.say("warn", "warning", f"DIURUNGKAN SEBAGIAN · {marked.said}", result.kept[0])
        elif person is None:
            self.door.verdict.say("", "undo", f"DIURUNGKAN · {marked.said}", "Semuanya kembali seperti sebelumnya.")
        else:
            now = person._replace(status=marked.before, marked_at=None)
            self._stands(now)
            self.shown = now
            back = f"{self.where(now)} · kembali: {words.attendance(marked.before).lower()}"
            self.door.verdict.say("", "undo", f"DIURUNGKAN · {person.name}", back)
            self.crew.station = now.place[:STATION]
        self.landed()
        self.stale.emit()

    def _undo_failed(self, marked: Marked, problem: Problem) -> None:
        self.door.verdict.say("bad", "cross", f"TIDAK DIURUNGKAN · {marked.said}", str(problem))
        self.sounds.play("bad")

    def where(self, person: RollRow) -> str:
        """`TPS 012 kursi 3`, with the kelurahan if it is another than the session's."""
        home = self.session.area_code if self.session else ""
        return marks.place(person, home, self.names)


def _early(outcome: Outcome, session: SessionDetails | None) -> str:
    """` · datang 25 menit sebelum mulai`: it counts all the same."""
    person = outcome.person
    if session is None or person is None or not person.marked_at:
        return ""
    if outcome.answer is not Answer.MARKED or outcome.status is not Attendance.PRESENT:
        return ""
    came = datetime.fromtimestamp(person.marked_at / 1000).astimezone()
    early = minutes_early(came, session.day, session.starts)
    return f" · datang {words.span(early)} sebelum mulai" if early else ""
