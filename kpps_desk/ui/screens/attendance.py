"""Kehadiran: who came, marked at the door by keyboard or scanner alone, one Enter a person.

What a newcomer gets wrong: asking the roll after each mark. The answer to a mark says how the person stands now
(`ui/marker.py`); the roll is asked again when the hands rest.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain.attendance import Attendance
from kpps_desk.problems import Gone, Problem
from kpps_desk.queries import areas, session_lists, sessions
from kpps_desk.queries import door as door_questions
from kpps_desk.queries.sessions import RollRow, SessionDetails
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import keys, marks, sounds, theme
from kpps_desk.ui.crowd_marker import CrowdMarker
from kpps_desk.ui.door import DoorPanel
from kpps_desk.ui.marker import Marker
from kpps_desk.ui.projector import Projector
from kpps_desk.ui.roll import Roll
from kpps_desk.ui.roll_panel import RollPanel
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.session_picker import SessionPicker
from kpps_desk.ui.session_strip import SessionStrip

_RESTED = 150  # milliseconds after a change made elsewhere until the whole roll is asked again
_SURE = 3_000  # after a mark made here: its answer has told all, so the roll of hundreds can wait for the hands
_AHEAD = 10 * 60_000  # milliseconds that the file's last change may lie ahead of this computer's clock


class Loaded(NamedTuple):
    """One session, its roll, the names of the areas, and when the file was changed last (UTC ms)."""

    session: SessionDetails
    rows: Sequence[RollRow]
    names: dict[str, str]
    newest: int


class AttendanceScreen(Screen):
    """The door of one session, or the choice of a session."""

    key = "attendance"
    title = "Kehadiran"
    icon = "attendance"
    tables = frozenset({"attendance", "session", "session_crew", "invitation", "appointment", "member"})
    help_text = (
        "Pindai kode pada undangan, kartu, atau sertifikat. Atau ketik TPS dan kursi (012 3), empat angka akhir NIK, "
        "atau beberapa huruf nama, lalu Enter: orang itu ditandai hadir. Bila beberapa orang cocok, pilih dengan panah "
        "atas dan bawah.\n"
        "F6 izin, F7 sakit, F8 tanpa keterangan, F9 belum dicatat. Bersama Shift, tombol itu (dan Shift+Enter: hadir) "
        "mencatat semua yang belum dicatat dari regu yang tampil, diketik (012), atau dipindai.\n"
        "Ctrl+Z mengurungkan pencatatan terakhir menurut namanya; tekan lagi untuk yang sebelumnya.\n"
        "Untuk beberapa orang sekaligus: Alt+D membuka daftar hadir, pilih barisnya, lalu Enter atau F6 sampai F9.\n"
        "Yang bukan peserta sesi ini ditanyakan sekali lagi sebelum dicatat. Ketikan yang tidak menandai siapa pun "
        "tetap terlihat sampai diperiksa (F4).\n"
        "F11 menampilkan layar penuh untuk proyektor atau layar kedua, Esc menutupnya. Alt+B menyalakan atau mematikan "
        "bunyi."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.today: Callable[[], datetime] = lambda: datetime.now().astimezone()
        self._session: SessionDetails | None = None
        self._names: dict[str, str] = {}
        self._asked = self._clock_said = False
        self._again = QTimer(self, singleShot=True, interval=_RESTED)
        self._again.timeout.connect(self.reload)
        self.picker = SessionPicker(desk)
        self.picker.picked.connect(self.open)
        self.picker.cancelled.connect(self._return)
        self.door, self.panel = DoorPanel(), RollPanel()
        on = bool(desk.kept.number("attendance/sound", 1))
        self.marker = Marker(desk, self.door, self.panel, sounds.Sounds(sounds.player(), on=on))
        self.crowd = CrowdMarker(self.marker)
        self.marker.stale.connect(self.reload)
        self.marker.counted.connect(self._counted)
        self.door.unsettled.wanted.connect(self._look_again)
        self.panel.typed.connect(self._type)
        self.panel.left.connect(self.to_search)
        self.panel.undo_wanted.connect(self.marker.take_back)
        self.strip = SessionStrip()
        self.strip.put_sound(on)
        self.strip.other.setVisible(not desk.background.is_kit)  # which has but one session
        self.strip.other_wanted.connect(self.choose)
        self.strip.sound_wanted.connect(self._set_sound)
        self.strip.screen_wanted.connect(self.project)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.picker)
        self.pages.addWidget(self._door_page())
        self.projector: Projector | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self._keys(self)

    def _door_page(self) -> QWidget:
        page = QWidget()
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
        column.addWidget(self.strip)
        column.addWidget(splitter, 1)
        return page

    def _keys(self, widget: QWidget) -> None:
        """The keys of the door, wherever in this window the cursor is; the projector has the same."""
        for status, key in marks.KEYS.items():
            if key != "Enter":
                keys.inside(widget, key, partial(self._mark, status))
                if status is not Attendance.NOT_RECORDED:
                    keys.inside(widget, f"Shift+{key}", partial(self.crowd.mark_missing, status))
        keys.inside(widget, "F4", self.door.unsettled.look)
        keys.inside(widget, "F11", self.toggle_projector)

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def shown(self) -> None:
        if not self._asked:
            self._asked = True
            kept = self.desk.kept.number(self._kept_name(), 0)
            if kept:
                self._load(kept)
            else:
                self._ask_coming(self.today().date())
        self.to_search()

    def open(self, target: object) -> None:
        """The door of the session with this id."""
        self._asked = True
        self._load(int(str(target)))

    def refresh(self, changes: Changes) -> None:
        if changes.tables & self.tables:
            own = self.marker.in_flight > 0
            if not (own and self._again.isActive()):
                self._again.start(_SURE if own else _RESTED)

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
        made = []
        for text, act in (
            ("Ganti sesi kehadiran", self.choose),
            ("Layar penuh kehadiran", self.toggle_projector),
            ("Bunyi kehadiran: nyalakan atau matikan", self.strip.sound.toggle),
        ):
            action = QAction(text, self)
            action.triggered.connect(lambda _=False, act=act: act())
            made.append(action)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed or scanned while a button has the cursor belongs to the field."""
        if self.pages.currentIndex() and event.text().isprintable() and event.text():
            self._type(event.text())
        else:
            super().keyPressEvent(event)

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
        names, sent = self._names, self.marker.sent

        def question(db: Snapshot) -> Loaded:
            found = sessions.details(db, session_id)
            rows = sessions.roll(db, session_id)
            return Loaded(found, rows, names or areas.names(db), door_questions.newest_entry(db))

        self.desk.background.ask(
            self, question, lambda loaded: self._put(loaded, sent), topic="roll", failed=self._not_loaded
        )

    def _not_loaded(self, problem: Problem) -> None:
        self._session = None
        self.choose()
        if not isinstance(problem, Gone):
            self.desk.notices.trouble(problem)

    def _put(self, loaded: Loaded, sent: int) -> None:
        other = self._session is None or self._session.id != loaded.session.id
        if not other and (self.marker.in_flight or self.marker.sent != sent):
            self._again.start(_RESTED)  # what was marked meanwhile is newer than this answer
            return
        self._session, self._names = loaded.session, loaded.names
        self.desk.kept.keep(self._kept_name(), loaded.session.id)
        self.strip.put(loaded.session, self.today().date())
        (self.marker.begin if other else self.marker.put)(loaded.session, Roll(loaded.rows), loaded.names)
        if other:
            self.pages.setCurrentIndex(1)
            self.to_search()
            self._look_at_clock(loaded.newest)
        elif self.door.text:
            self.marker.look_up(self.door.text)

    def _look_at_clock(self, newest: int) -> None:
        """Said once: a clock behind the file's own changes. Nothing is refused for it."""
        if self._clock_said or newest <= self.today().timestamp() * 1000 + _AHEAD:
            return
        self._clock_said = True
        self.desk.notices.warn(
            f"Jam komputer ini menunjukkan {words.moment(int(self.today().timestamp() * 1000))}, padahal perubahan "
            f"terakhir berkas ini dicatat {words.moment(newest)}. Periksa jam komputer; pencatatan tetap diterima."
        )

    def _kept_name(self) -> str:
        return f"attendance/session/{self.desk.background.path}"

    # -- field and keys -----------------------------------------------------------------------------------------------

    def _mark(self, status: Attendance) -> None:
        if self.pages.currentIndex():
            self.marker.mark(status)

    def _type(self, letters: str) -> None:
        self.to_search()
        self.door.field.insert(letters)

    def _look_again(self, text: str) -> None:
        self.to_search()
        self.door.field.setText(text)

    def _set_sound(self, on: bool) -> None:
        self.marker.sounds.on = on
        self.desk.kept.keep("attendance/sound", int(on))

    # -- the second screen --------------------------------------------------------------------------------------------

    def toggle_projector(self) -> None:
        """F11: where it was last, else on a monitor that isn't this window's."""
        if self.projector is not None and self.projector.isVisible():
            self.projector.close()
        else:
            self.project(-1)

    def project(self, place: int) -> None:
        """Show the door full screen on Qt's screen number `place`; -1: the one chosen last, else another than ours."""
        if self._session is None or not self.pages.currentIndex():
            return
        screens = QGuiApplication.screens()
        if place >= 0:
            self.desk.kept.keep("attendance/screen", screens[place].name())
        if self.projector is None:
            self.projector = Projector(self.door, self._keys, self)
            self.window().installEventFilter(self)
        kept = self.desk.kept.text("attendance/screen")
        others = [screen for screen in screens if screen is not self.screen()]
        chosen = [screen for screen in screens if screen.name() == kept]
        self._counted()
        self.projector.show_on((chosen or others or screens)[0])

    def _counted(self) -> None:
        if self.projector is not None and self._session is not None:
            self.projector.put(self._session, self.marker.roll)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The projector goes with the window that it belongs to."""
        if event.type() == QEvent.Type.Close and self.projector is not None:
            self.projector.close()
        return super().eventFilter(watched, event)
