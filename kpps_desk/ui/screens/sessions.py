"""Sesi: the list of swearing-ins and trainings, the pages about an area's sessions beside it, the book of one session.

What a newcomer gets wrong: removing a session that people were marked at. It is offered only while nobody is, and the
operation refuses otherwise.
"""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain.places import Area
from kpps_desk.operations import attendance as marking
from kpps_desk.operations import sessions as making
from kpps_desk.operations.attendance import MarkResult
from kpps_desk.problems import Gone, Invalid, Problem
from kpps_desk.queries import sessions
from kpps_desk.queries.session_lists import SessionFilter
from kpps_desk.queries.sessions import SessionDetails, SessionRow
from kpps_desk.ui import session_form
from kpps_desk.ui.area_button import AreaButton
from kpps_desk.ui.area_choice import AreaChoice
from kpps_desk.ui.certificate_scope import areas_with_stations
from kpps_desk.ui.form import Form
from kpps_desk.ui.framed import framed
from kpps_desk.ui.gatherings import AREA_PAGES
from kpps_desk.ui.list_screen import ListScreen
from kpps_desk.ui.page_host import PageHost
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.session_book import SessionBook
from kpps_desk.ui.session_card import SessionCard
from kpps_desk.ui.session_empty import NoSessions
from kpps_desk.ui.session_list import KINDS, NARROW, SOURCE, STANDINGS


class SessionsScreen(ListScreen[SessionFilter, SessionRow]):
    """Tabs (list, plans, calendar, ...) over the sessions of the chosen area; the book of one takes their place."""

    key = "sessions"
    title = "Sesi"
    icon = "sessions"
    noun = "sesi"
    placeholder = "Cari kelurahan, tempat, atau tanggal"
    first_sort = "time"
    columns = NARROW
    tables = frozenset({"session", "session_crew", "attendance", "appointment"})
    help_text = (
        "Sesi pelantikan dan bimbingan teknis. Enter membuka kehadiran sesi yang dipilih.\n"
        "Susun sesi membagi regu TPS utuh ke dalam ruang dan jam setiap kelurahan. Pratinjau memperlihatkan berapa "
        "sesi yang dibuat dan berapa ruang atau jam yang kurang; menyusun dua kali tidak menggandakan sesi.\n"
        "Sesi susulan adalah untuk yang tidak hadir atau yang baru ditetapkan: siapa pun di wilayahnya dapat dicatat.\n"
        "Tandai semua hadir hanya mengisi yang belum dicatat. Sesi dapat dihapus selama belum ada yang dicatat."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, SOURCE, parent)
        self._areas: list[Area] = []
        self._whole = ""
        self._target: int | None = None
        self.area = AreaChoice()
        self.area.changed.connect(self._area_changed)
        self.filters_bar.addWidget(self.area, 3)
        self.add_filter("kind", "Jenis sesi", KINDS)
        self.add_filter("standing", "Pencatatan", STANDINGS)
        self.card = SessionCard()
        self.card.door_wanted.connect(lambda session_id: desk.go("attendance", session_id))
        self.card.book_wanted.connect(lambda: self.open_book())
        self.card.edit_wanted.connect(self.edit)
        self.card.all_present_wanted.connect(self.mark_all_present)
        self.card.remove_wanted.connect(self.remove)
        self.card.copy_wanted.connect(self.begin_copy)
        self.form = Form(session_form.EDITED)
        self.form.saved.connect(self._save)
        self.extra = Form(session_form.EXTRA, save="&Buat sesi")
        self.extra.saved.connect(self._save_extra)
        self.copied = Form(session_form.COPIED, save="Sali&n sesi")
        self.copied.saved.connect(self._save_copy)
        self._extra_area = QLabel()
        self._extra_area.setObjectName("muted")
        self._extra_area.setWordWrap(True)
        self.panel = QStackedWidget()
        self.panel.addWidget(self.card)
        for form, title in ((self.form, "Ubah sesi"), (self.extra, "Sesi susulan"), (self.copied, "Salin sesi")):
            form.cancelled.connect(self._close_form)
            self.panel.addWidget(framed(form, title, self._extra_area if form is self.extra else None))
        self.set_details(self.panel, 320)
        for text, act in (("Sesi susu&lan…", self.begin_extra), ("Sus&un sesi…", self.begin_plan)):
            button = QPushButton(text)
            button.clicked.connect(act)
            self.actions_bar.addWidget(button)
        self._lay_out()
        self.view.opened.connect(self._open_line)
        self.model.counted.connect(self._counted)
        self.model.completed.connect(self._reach)

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self._nothing = NoSessions(self.begin_plan)
        for page in (self.splitter, self._nothing):
            self.pages.addWidget(page)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.pages)
        self.where = AreaButton()
        self.where.setMinimumWidth(200)
        self.where.changed.connect(self.area.choose)
        self.around = PageHost(self.desk, AREA_PAGES, ("Daftar", listing), self.where)
        self.around.tabs.setAccessibleName("Halaman Sesi")
        self.around.left.connect(self.to_search)
        self.book = SessionBook(self.desk)
        self.book.left.connect(self._close_book)
        self.places = QStackedWidget()
        self.places.addWidget(self.around)
        self.places.addWidget(self.book)
        whole = self.layout()
        if whole is not None:
            whole.addWidget(self.places)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            opener = QShortcut(QKeySequence(keys), self.view)
            opener.setContext(Qt.ShortcutContext.WidgetShortcut)
            opener.activated.connect(lambda: self.open_book())

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def wanted(self) -> SessionFilter:
        return SessionFilter(
            self.search.text(), self.value("kind"), self.area.code, self.value("standing"), self.sort, self.descending
        )

    def shown(self) -> None:
        if not self._areas:
            self.desk.background.ask(self, areas_with_stations, self._put_areas, topic="areas")
            for host in (self.around, self.book):
                host.warm()
        elif not self._asked:
            self.ask()

    def refresh(self, changes: Changes) -> None:
        super().refresh(changes)
        self.around.refresh(changes)
        self.book.refresh(changes)

    def reload(self) -> None:
        super().reload()
        self.current_changed(self.view.current_id())
        for host in (self.around, self.book):
            if host.page is not None:
                host.page.reload()

    def open(self, target: object) -> None:
        """Show the session with this id whatever is filtered, `book:<id>:<page>` its book, `area:<page>:<code>` a page
        about an area's sessions."""
        what, _, rest = str(target).partition(":")
        first, _, second = rest.partition(":")
        if what == "book":
            self.open_book(int(first), second)
            return
        if what == "area":
            self.area.put(self._areas, second)
            self.desk.kept.keep("sessions/area", second)
            self._put_around(second)
            self.places.setCurrentWidget(self.around)
            self.around.show_page(first)
            return
        self._target = int(str(target))
        self.places.setCurrentWidget(self.around)
        self.around.tabs.setCurrentIndex(0)
        self._show_list()
        self.clear_filters()
        self.area.put(self._areas, "")
        if self._areas:
            self.ask()

    def commands(self) -> list[QAction]:
        action = QAction("Susun sesi", self)
        action.triggered.connect(lambda: self.begin_plan())
        return [action]

    # -- the list -----------------------------------------------------------------------------------------------------

    def current_changed(self, id_: int) -> None:
        if id_ < 0:
            self._show_details(None)
            return
        self.desk.background.ask(
            self, lambda db: sessions.details(db, id_), self._show_details, topic="details", failed=self._no_details
        )

    def _show_details(self, session: SessionDetails | None) -> None:
        self.card.put(session)

    def _no_details(self, problem: Problem) -> None:
        self._show_details(None)
        if not isinstance(problem, Gone):
            self.desk.notices.trouble(problem)

    def _put_areas(self, areas: list[Area]) -> None:
        self._areas = areas
        self.where.offer(areas)
        self.area.put(areas)
        self._whole = self.area.code  # where there is but one area it is chosen already, and narrows nothing
        self.area.put(areas, "" if self._target is not None else self.desk.kept.text("sessions/area"))
        self._put_around()
        self.ask()

    def _area_changed(self, code: str) -> None:
        self.desk.kept.keep("sessions/area", code)
        self._put_around()
        self.ask()

    def _put_around(self, area: str | None = None) -> None:
        code = self.area.code if area is None else area
        self.where.put(code)
        self.around.put(code, "")

    def _counted(self, total: int) -> None:
        nothing = not total and self.model.filter is not None and not self._narrowed(self.model.filter)
        self.pages.setCurrentIndex(1 if nothing else 0)
        if nothing and self.isVisible():
            self._nothing.act.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrowed(self, wanted: SessionFilter) -> bool:
        return bool(wanted.text or wanted.kind or wanted.standing) or wanted.area != self._whole

    def _open_line(self, session_id: int) -> None:
        if self._narrow:
            self.show_details()
        else:
            self.desk.go("attendance", session_id)

    def _reach(self) -> None:
        """Put the cursor on what was asked for, or on the first line."""
        if self._target is not None and self.view.show_id(self._target):
            self._target = None
        elif self.view.current_id() < 0 and self.model.total:
            self.view.setCurrentIndex(self.model.index(0, 0))

    # -- one session --------------------------------------------------------------------------------------------------

    def open_book(self, session_id: int = 0, page: str = "") -> None:
        """Everything around one session: the one with this id, or the chosen one."""
        wanted = session_id or (self.card.session.id if self.card.session else 0)
        if wanted:
            self.places.setCurrentWidget(self.book)
            self.book.open_session(wanted, page)

    def _close_book(self) -> None:
        if self.places.currentWidget() is self.book:
            self.places.setCurrentWidget(self.around)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self) -> None:
        """Show the form of the chosen session."""
        if self.card.session is not None:
            self.form.put(session_form.texts(self.card.session))
            self.form.set_busy(False)
            self._edited = self.card.session
            self.panel.setCurrentIndex(1)
            self.show_details()
            self.form.focus_first()

    def _save(self, _: dict[str, str]) -> None:
        session, given = self._edited, self.form.changed()
        if not given:
            self._close_form()
            return
        try:
            changes: dict[str, Any] = session_form.changes(given)
        except Invalid as problem:
            self.form.show_trouble(problem)
            return
        self.form.set_busy(True)
        self.desk.background.do(
            self,
            f"Ubah sesi: {session.title}",
            lambda tx: making.edit(tx, session.id, changes, version=session.version),
            lambda _: self._saved(),
            failed=self.form.show_trouble,
        )

    def _saved(self) -> None:
        self._close_form()
        self.desk.notices.say("Sesi disimpan.")

    def _close_form(self) -> None:
        self.panel.setCurrentIndex(0)
        self.show_list()

    def mark_all_present(self) -> None:
        """Everybody without a mark came."""
        session = self.card.session
        if session is None or not session.counts.unrecorded:
            return
        people = words.number(session.counts.unrecorded)
        self.desk.background.do(
            self,
            f"Tandai semua hadir, {people} orang: {session.title}",
            lambda tx: marking.mark_all_present(tx, session.id),
            self._all_marked,
        )

    def _all_marked(self, result: MarkResult) -> None:
        self.desk.notices.say(f"{words.number(len(result.done))} orang ditandai hadir. Ctrl+Z mengurungkannya.")

    def remove(self) -> None:
        """Take the chosen session away; Ctrl+Z brings it back."""
        session = self.card.session
        if session is not None:
            self.desk.background.do(
                self,
                f"Hapus sesi: {session.title} gelombang {session.wave}",
                lambda tx: making.remove(tx, session.id),
                lambda _: self.desk.notices.say("Sesi dihapus. Ctrl+Z mengurungkannya."),
            )

    # -- a make-up session --------------------------------------------------------------------------------------------

    def begin_extra(self) -> None:
        """Show the form of a session without crews, for who missed theirs or took a seat late."""
        self.extra.put(session_form.FIRST_EXTRA)
        self.extra.set_busy(False)
        self._extra_area.setText(f"Untuk siapa pun di {self.area.name}. Wilayah lain: pilih pada saringan daftar.")
        self.panel.setCurrentIndex(2)
        self.show_details()
        self.extra.focus_first()

    def _save_extra(self, values: dict[str, str]) -> None:
        area = self.area.code or next((area.code[:2] for area in self._areas), "")  # else the province
        try:
            draft = session_form.make_up(values, area)
        except Invalid as problem:
            self.extra.show_trouble(problem)
            return
        self.extra.set_busy(True)
        title = f"Buat sesi: {draft.title}"
        self.desk.background.do(
            self, title, lambda tx: making.create(tx, draft), self._extra_made, failed=self.extra.show_trouble
        )

    def _extra_made(self, session_id: int) -> None:
        self._close_form()
        self._target = session_id
        self.ask()
        go = self.desk.go
        self.desk.notices.say("Sesi susulan dibuat.", act="Buka kehadiran", action=lambda: go("attendance", session_id))

    def begin_copy(self) -> None:
        """Show the form that copies the chosen session to another day."""
        if self.card.session is not None:
            self._edited = self.card.session
            self.copied.put(session_form.copy_texts(self._edited))
            self.copied.set_busy(False)
            self.panel.setCurrentIndex(3)
            self.show_details()
            self.copied.focus_first()

    def _save_copy(self, values: dict[str, str]) -> None:
        session = self._edited
        try:
            day = session_form.day_of(values)
        except Invalid as problem:
            self.copied.show_trouble(problem)
            return
        crews = values["crews"] == session_form.WITH_CREWS
        self.copied.set_busy(True)
        self.desk.background.do(
            self,
            f"Salin sesi: {session.title}",
            lambda tx: making.copy(tx, session.id, day, with_crews=crews),
            self._copied,
            failed=self.copied.show_trouble,
        )

    def _copied(self, session_id: int) -> None:
        self._close_form()
        self._target = session_id
        self.ask()
        self.desk.notices.say("Sesi disalin. Ctrl+Z mengurungkannya.")

    def begin_plan(self) -> None:
        """Turn to the page that plans."""
        self.places.setCurrentWidget(self.around)
        self.around.show_page("planning")

    def _show_list(self) -> None:
        self.pages.setCurrentIndex(0)
        self._counted(self.model.total)
        self.to_search()
