"""Rencana: the plans of an area, the form that draws one up, its board, two side by side, rooms and trainers.

What a newcomer gets wrong: making every part at once. A part is made when somebody first turns to it, and only the one
in sight asks.
"""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.places import level_of
from kpps_desk.operations import plan_changes, planning
from kpps_desk.queries import areas, plans
from kpps_desk.queries.plans import PlanLine
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.gathering_page import GatheringPage
from kpps_desk.ui.plan_compare import PlanCompare
from kpps_desk.ui.plan_desk import PlanDesk
from kpps_desk.ui.plan_form import PlanForm
from kpps_desk.ui.plan_list import PlanList
from kpps_desk.ui.room_lists import RoomLists
from kpps_desk.ui.screen import Desk


class Page(GatheringPage):
    """An area's page."""

    help_text = (
        "Susun rencana membagi regu TPS utuh ke dalam ruang, hari, dan jam. Rencana adalah rancangan: diatur dengan "
        "tetikus atau papan ketik, dibandingkan, lalu diterbitkan menjadi sesi dalam satu tindakan.\n"
        "Pada papan: panah berpindah, Enter mengangkat sesi dan Enter lagi meletakkannya (di atas sesi lain: bertukar),"
        " Ctrl+PgUp/PgDn hari lain, Alt+panah memindahkan regu tepi, Delete melepaskan dari ruang.\n"
        "Atur ulang memindahkan hanya yang harus pindah. Sesi yang sudah terbit diatur ulang lewat rencana perubahan."
    )
    tables = frozenset({"plan", "planned_session", "room", "trainer", "session", "session_crew"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._area, self._name = "", ""
        self._known: list[PlanLine] = []
        self.list = PlanList()
        self.parts = QStackedWidget()
        self.parts.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        self._connect()

    def _connect(self) -> None:
        self.list.new_wanted.connect(self.begin)
        self.list.rooms_wanted.connect(self.show_rooms)
        self.list.change_wanted.connect(self.rearrange)
        self.list.open_wanted.connect(self.open_plan)
        self.list.copy_wanted.connect(self.copy)
        self.list.compare_wanted.connect(self.show_differences)
        self.list.remove_wanted.connect(self.remove)

    @cached_property
    def form(self) -> PlanForm:
        made = PlanForm(self.desk)
        made.kept.connect(self._kept)
        made.cancelled.connect(self.show_list)
        self.parts.addWidget(made)
        return made

    @cached_property
    def board(self) -> PlanDesk:
        made = PlanDesk(self.desk)
        made.left.connect(self.show_list)
        made.compare_wanted.connect(self.show_differences)
        self.parts.addWidget(made)
        return made

    @cached_property
    def compare(self) -> PlanCompare:
        made = PlanCompare(self.desk)
        made.left.connect(self.show_list)
        self.parts.addWidget(made)
        return made

    @cached_property
    def rooms(self) -> RoomLists:
        made = RoomLists(self.desk)
        made.left.connect(self.show_list)
        self.parts.addWidget(made)
        return made

    def put(self, target: SessionDetails | str) -> None:
        if isinstance(target, str):
            changed = target != self._area
            self._area = target
            part = self.parts.currentWidget()
            if isinstance(part, PlanDesk):
                part.area = target
            elif changed:
                self.parts.setCurrentWidget(self.list)
            self.reload()

    def reload(self) -> None:
        area = self._area
        self.desk.background.ask(self, lambda db: _asked(db, area), self._show, topic="plans")
        part = self.parts.currentWidget()
        if isinstance(part, PlanDesk | RoomLists):
            part.reload()
        elif isinstance(part, PlanForm | PlanCompare):
            part.look()

    def refresh(self, changes: Changes) -> None:
        if changes.tables & self.tables:
            self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves a part for the list of plans before it leaves the page."""
        if event.key() == Qt.Key.Key_Escape and self.parts.currentWidget() is not self.list:
            self.show_list()
        else:
            super().keyPressEvent(event)

    def begin(self) -> None:
        """Show the form."""
        self.parts.setCurrentWidget(self.form)
        self.form.begin(self._area, self._name)

    def show_list(self) -> None:
        self.parts.setCurrentWidget(self.list)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rooms(self) -> None:
        self.parts.setCurrentWidget(self.rooms)
        self.rooms.begin(self._area, self._name)

    def open_plan(self, plan_id: int) -> None:
        """Show a plan's board."""
        self.parts.setCurrentWidget(self.board)
        self.board.area = self._area
        self.board.open_plan(plan_id)
        self.board.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_differences(self, plan_id: int) -> None:
        self.parts.setCurrentWidget(self.compare)
        self.compare.begin(plan_id, self._known)

    def copy(self, plan_id: int) -> None:
        """The same plan once more, under the next free name."""
        names = {line.name for line in self._known}
        old = next((line.name for line in self._known if line.id == plan_id), "Rencana")
        name = next(new for number in range(2, 1_000) if (new := f"{old} ({number})") not in names)
        self.desk.background.do(self, f"Salin rencana: {old}", lambda tx: planning.copy(tx, plan_id, name), self._kept)

    def remove(self, plan_id: int) -> None:
        old = next((line.name for line in self._known if line.id == plan_id), "")
        self.desk.background.do(
            self,
            f"Hapus rencana: {old}",
            lambda tx: planning.remove(tx, plan_id),
            lambda _: self.desk.notices.say("Rencana dihapus. Ctrl+Z mengurungkannya."),
        )

    def rearrange(self, kind: str) -> None:
        """The area's sessions become a plan that changes them."""
        area, name = self._area, f"Perubahan {words.session_kind(SessionKind(kind)).lower()} {self._name}"
        self.desk.background.do(
            self,
            f"Buat rencana: {name}",
            lambda tx: plan_changes.rearrange_sessions(tx, name, area, SessionKind(kind)),
            self._kept,
        )

    def _kept(self, plan_id: int) -> None:
        self.desk.notices.say("Rencana disimpan sebagai rancangan.")
        self.open_plan(plan_id)

    def _show(self, found: tuple[list[PlanLine], str]) -> None:
        self._known, self._name = found
        self.list.put(self._known)


def _asked(db: Snapshot, area: str) -> tuple[list[PlanLine], str]:
    name = words.short_area(areas.names(db).get(area or "31", "DKI Jakarta"))
    return plans.lines(db, area), words.area_name(name, level_of(area)) if area else name
