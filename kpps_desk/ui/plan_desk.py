"""A plan on its board: days above, the session under the cursor beside it, and what may be done with the whole.

What a newcomer gets wrong: changing the plan on the glass. Each move is an act of its own, told with what it breaks,
and Ctrl+Z takes it back; the board shows what the file says.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSplitter, QTabBar, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.crews import Slot
from kpps_desk.domain.placing import Lost, Repacked
from kpps_desk.domain.plan_faults import BARS
from kpps_desk.domain.rearranging import Rearranged
from kpps_desk.domain.schedules import parse_days
from kpps_desk.operations import collector, planning
from kpps_desk.problems import Gone, Problem
from kpps_desk.queries import plans
from kpps_desk.queries.plans import Plan
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui import plan_grid, theme
from kpps_desk.ui.labels import OneLine, plain
from kpps_desk.ui.plan_board import PlanBoard
from kpps_desk.ui.plan_card import PlanCard
from kpps_desk.ui.plan_grid import Block, Grid
from kpps_desk.ui.screen import Desk

_LOW = 460  # logical pixels; below, the keys are told by F1 alone


class _Asked(NamedTuple):
    """A plan, and the board of one day, made ready off the window's thread: of the province that takes 30 ms."""

    plan: Plan
    days: list[tuple[date, int, int]]
    area: str
    grid: Grid | None


class PlanDesk(QWidget):
    """`open_plan` shows one; `left` is emitted when the person, or the plan, is gone."""

    left = Signal()
    compare_wanted = Signal(int)
    published = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.plan_id = 0
        self.area = ""  # of which kelurahan are shown
        self.plan: Plan | None = None
        self._day: date | None = None
        self._key = 0
        self.name, self.state = OneLine("subheading"), plain("", "muted")
        self.days = QTabBar()
        self.days.setAccessibleName("Hari rencana")
        self.days.setExpanding(False)
        self.days.setDrawBase(False)
        self.days.currentChanged.connect(self._turn)
        self.more = QLineEdit()
        self.more.setPlaceholderText("Tambah hari")
        self.more.setAccessibleName("Tambah hari pada rencana, misalnya 13-11-2024; Enter menambahkan")
        self.more.setFixedWidth(112)
        self.more.returnPressed.connect(self.add_days)
        self.board, self.card = PlanBoard(), PlanCard()
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        board, card = self.board, self.card
        board.current_changed.connect(self._current)
        board.picked_changed.connect(self._picked)
        board.dropped.connect(self.move_session)
        board.swapped.connect(self.swap)
        board.edge_wanted.connect(self.move_edge)
        board.crew_dropped.connect(self.move_crew)
        board.day_wanted.connect(self._other_day)
        board.refused.connect(self.desk.notices.warn)
        card.edge_wanted.connect(self.move_edge)
        card.trainers_wanted.connect(self.set_trainers)

    def _lay_out(self) -> None:
        back = QPushButton("Semua rencana")
        back.setToolTip("Kembali ke daftar rencana (Esc)")
        back.clicked.connect(self.left)
        self.compare = QPushButton("&Bandingkan…")
        self.compare.clicked.connect(lambda: self.compare_wanted.emit(self.plan_id))
        self.mend = QPushButton("Atur u&lang")
        self.mend.setToolTip("Ruang atau hari hilang, atau sesi diundur: hanya yang harus pindah yang dipindahkan")
        self.mend.setMenu(self._menu())
        self.publish = QPushButton("&Terbitkan")
        self.publish.setObjectName("primary")
        self.publish.clicked.connect(self.make_public)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(back)
        head.addWidget(self.name, 1)
        for button in (self.mend, self.compare, self.publish):
            head.addWidget(button)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(theme.GRID)
        self.split.addWidget(self.board)
        self.split.addWidget(self.card)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([10_000, 260])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        column.addWidget(self.state)
        bar = QHBoxLayout()
        bar.addWidget(self.days, 1)
        bar.addWidget(self.more)
        column.addLayout(bar)
        column.addWidget(self.split, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.keys.setVisible(self.height() > _LOW)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for text, act in (
            ("&Sesi ini diundur", self.slip),
            ("&Ruang ini tidak dapat dipakai hari ini", self.lose_room),
            ("Seluruh &hari ini tidak dapat dipakai", self.lose_day),
            ("&Tempatkan sesi yang tanpa ruang", self.place_waiting),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, act=act: act())
        return menu

    def open_plan(self, plan_id: int) -> None:
        """Show this plan from its first day."""
        if plan_id != self.plan_id:
            self.plan, self._day, self._key = None, None, 0
            self.board.pick(None)
        self.plan_id = plan_id
        self.reload()

    def reload(self) -> None:
        """Ask again."""
        if self.plan_id:
            wanted, day, area = self.plan_id, self._day, self.area
            self.desk.background.ask(
                self, lambda db: _asked(db, wanted, day, area), self._show, topic="plan", failed=self._failed
            )

    # -- acts ---------------------------------------------------------------------------------------------------------

    def move_session(self, key: int, slot: Slot | None) -> None:
        """To another room and time, or to those that wait."""
        what = "Pindahkan sesi rencana" if slot else "Lepaskan sesi rencana dari ruangnya"
        self._rearrange(what, key, lambda tx, plan: planning.move_session(tx, plan, key, slot))

    def swap(self, one: int, other: int) -> None:
        self._rearrange("Tukar dua sesi rencana", one, lambda tx, plan: planning.swap(tx, plan, one, other))

    def move_edge(self, key: int, step: int) -> None:
        """The crew at an edge to its neighbours."""
        self._rearrange("Pindahkan regu", key, lambda tx, plan: planning.move_edge(tx, plan, key, step))

    def move_crew(self, place: str, key: int) -> None:
        self._rearrange(
            f"Pindahkan regu TPS {place[10:]}", key, lambda tx, plan: planning.move_crew(tx, plan, place, key)
        )

    def set_trainers(self, key: int, names: Sequence[str]) -> None:
        self._rearrange("Ganti narasumber sesi", key, lambda tx, plan: planning.set_trainers(tx, plan, key, names))

    def _rearrange(self, title: str, key: int, act: Callable[[Transaction, int], Rearranged]) -> None:
        plan, self._key = self.plan_id, key
        self.desk.background.do(self, title, lambda tx: act(tx, plan), self._rearranged)

    def _rearranged(self, done: Rearranged) -> None:
        sessions = {one.key: one for one in done.draft.sessions}
        told = [
            f"gelombang {sessions[fault.key].wave} {words.plan_fault(fault)}"
            for fault in done.broken
            if fault.key in sessions
        ]
        if told:
            more = f" (dan {len(told) - 3} lagi)" if len(told) > 3 else ""
            self.desk.notices.warn(f"Dipindahkan, tetapi {'; '.join(told[:3])}{more}. Ctrl+Z mengurungkannya.")
        else:
            mended = " Satu masalah selesai." if done.mended else ""
            self.desk.notices.say(f"Dipindahkan.{mended} Ctrl+Z mengurungkannya.")

    def slip(self) -> None:
        """The session under the cursor can't be held then."""
        if self.board.current is not None:
            self._mend("Undurkan sesi rencana", Lost(keys=frozenset({self.board.current.session.key})))

    def lose_room(self) -> None:
        """The room under the cursor is lost on the day in sight."""
        grid = self.board.grid
        if grid is not None and grid.lanes and self._day is not None:
            lane = grid.lanes[self.board.row]
            if lane.room:
                lost = Lost(room=lane.room, days=frozenset({self._day}), area=lane.area)
                self._mend(f"Atur ulang tanpa ruang {lane.room}, {words.short_day(self._day)}", lost)

    def lose_day(self) -> None:
        if self._day is not None:
            self._mend(f"Atur ulang tanpa {words.short_day(self._day)}", Lost(days=frozenset({self._day})))

    def place_waiting(self) -> None:
        """What has no room yet, now that a day or a room was added."""
        plan = self.plan_id
        self.desk.background.do(
            self, "Tempatkan sesi tanpa ruang", lambda tx: planning.place_waiting(tx, plan), self._mended
        )

    def add_days(self) -> None:
        """The days that were typed may be used besides."""
        text, plan = self.more.text().strip(), self.plan_id
        if not text:
            return
        try:
            days = parse_days(text)
        except ValueError as error:
            self.desk.notices.warn(f"“{str(error) or text}” tidak terbaca. Contoh: 13-11-2024.")
            return
        self.more.clear()
        self.desk.background.do(
            self,
            f"Tambah hari rencana: {text}",
            lambda tx: planning.allow_days(tx, plan, days),
            lambda _: self.board.setFocus(Qt.FocusReason.OtherFocusReason),
        )

    def _mend(self, title: str, lost: Lost) -> None:
        plan = self.plan_id
        self.desk.background.do(self, title, lambda tx: planning.repack(tx, plan, lost), self._mended)

    def _mended(self, done: Repacked) -> None:
        parts = [f"{words.number(len(done.moved))} sesi pindah"]
        if done.filled:
            parts.append(f"regunya masuk ke {words.number(len(done.filled))} sesi tetangga")
        if done.left:
            parts.append(f"{words.number(len(done.left))} belum mendapat ruang")
        say = self.desk.notices.warn if done.left else self.desk.notices.say
        say(f"{', '.join(parts)}; yang lain tetap. Ctrl+Z mengurungkannya.")

    def make_public(self) -> None:
        """All of it becomes sessions."""
        plan, name = self.plan_id, self.plan.line.name if self.plan else ""
        self.publish.setEnabled(False)
        self.desk.background.do(
            self,
            f"Terbitkan rencana: {name}",
            lambda tx: planning.publish(tx, plan),
            self._made_public,
            failed=self._not_public,
        )

    def _made_public(self, made: list[int]) -> None:
        self.desk.notices.say(f"{words.number(len(made))} sesi diterbitkan. Ctrl+Z mengurungkan semuanya.")
        self.published.emit(self.plan_id)

    def _not_public(self, problem: Problem) -> None:
        self.publish.setEnabled(True)
        self.desk.notices.trouble(problem)

    # -- glass --------------------------------------------------------------------------------------------------------

    def _show(self, found: _Asked) -> None:
        self.plan = plan = found.plan
        open_ = plan.line.published_at is None
        self.name.setText(f"{plan.line.name} · {words.session_kind(plan.line.kind)}, {plan.line.area}")
        self.state.setText(_state(plan))
        self.card.allow(open_)
        for widget in (self.mend, self.publish, self.more):
            widget.setEnabled(open_)
        known = [day for day, _, _ in found.days]
        self._day = self._day if self._day in known else (known[0] if known else None)
        blocker = QSignalBlocker(self.days)
        while self.days.count():
            self.days.removeTab(0)
        for day, sessions, flawed in found.days:
            sign = f" · ⚠ {flawed}" if flawed else ""
            self.days.setTabData(self.days.addTab(f"{words.short_weekday(day)} · {sessions} sesi{sign}"), day)
        self.days.setCurrentIndex(known.index(self._day) if self._day in known else 0)
        blocker.unblock()
        self._put_day(found.grid if found.area == self.area else None)

    def _put_day(self, made: Grid | None = None) -> None:
        """The day in sight; `made` is its grid, if that was the day when the plan was asked for."""
        if self.plan is not None and self._day is not None:
            if made is None or made.day != self._day:
                made = plan_grid.grid(self.plan, self._day, self.area)
            self.board.put(made, self._key)
            self._key = 0

    def _turn(self, at: int) -> None:
        found: Any = self.days.tabData(at)
        if found is not None:
            self._day = found if isinstance(found, date) else found.toPython()
            self._put_day()

    def _other_day(self, step: int) -> None:
        at = self.days.currentIndex() + step
        if 0 <= at < self.days.count():
            self.days.setCurrentIndex(at)

    def _current(self, block: Block | None) -> None:
        self.card.put(block)
        grid = self.board.grid
        if grid is not None and grid.lanes:
            lane = grid.lanes[self.board.row]
            where = f"{lane.label}, {'–'.join(grid.times[self.board.column])}"
            said = f"{block.title}, {block.body}. {'; '.join(block.flaws)}" if block else "kosong"
            self.board.setAccessibleDescription(f"{where}: {said}")

    def _picked(self, block: Block | None) -> None:
        text = f"{block.title} diangkat: pilih tempatnya, Enter meletakkan, Esc membatalkan." if block else ""
        self.state.setText(text or (_state(self.plan) if self.plan else ""))

    def _failed(self, problem: Problem) -> None:
        self.plan_id, self.plan = 0, None
        self.left.emit()
        if not isinstance(problem, Gone):
            self.desk.notices.trouble(problem)


@collector.paused()
def _asked(db: Snapshot, plan_id: int, day: date | None, area: str) -> _Asked:
    plan = plans.details(db, plan_id)
    days = plan_grid.days_of(plan)
    known = [one for one, _, _ in days]
    shown = day if day in known else (known[0] if known else None)
    return _Asked(plan, days, area, plan_grid.grid(plan, shown, area) if shown is not None else None)


def _state(plan: Plan) -> str:
    """What lacks, in one line."""
    if plan.line.published_at is not None:
        return f"Terbit {words.moment(plan.line.published_at)}; sesinya ada pada daftar."
    parts = [f"{words.number(len(plan.draft.sessions))} sesi", *words.shortages(plan.shortages)[:3]]
    flawed = len({fault.key for fault in plan.faults})
    if flawed:
        barring = len({fault.key for fault in plan.faults if fault.flaw in BARS})
        parts.append(f"⚠ {words.number(flawed)} sesi bermasalah, {words.number(barring)} menghalangi penerbitan")
    else:
        parts.append("tidak ada masalah, siap diterbitkan")
    return " · ".join(parts)
