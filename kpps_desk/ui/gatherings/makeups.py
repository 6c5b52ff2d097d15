"""Susulan: who needs another session, which is proposed to each, and inviting them all in one act.

What a newcomer gets wrong: inviting while looking. Nothing is written before Undang; what a person changes in the
proposal is kept on the page, and the rest is proposed anew around it.
"""

from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.makeups import Cause
from kpps_desk.domain.places import digits, dotted, level_of
from kpps_desk.operations import makeups
from kpps_desk.operations.makeups import Invited, MakeupDraft, Outlook
from kpps_desk.queries import areas
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.gathering_page import GatheringPage
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.list_model import ListModel
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.makeup_forms import SessionChoice, SessionMaker
from kpps_desk.ui.makeup_rows import COLUMNS, ChoiceRow, Row, source
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice

_KINDS = [(words.session_kind(kind), kind.value) for kind in (SessionKind.TRAINING, SessionKind.OATH)]
_CAUSES = [("Semua sebab", ""), *((cause.value.capitalize(), cause.value) for cause in Cause)]


class _Found(NamedTuple):
    outlook: Outlook
    names: dict[str, str]


class Page(GatheringPage):
    """The list, the sessions to choose from, and the form of a new one take each other's place."""

    tables = frozenset({"session", "session_crew", "invitation", "attendance", "appointment", "member", "election"})
    help_text = (
        "Susulan: yang tidak hadir, yang belum dicatat, dan pendatang baru yang belum dipanggil, tanpa sesi mendatang "
        "yang mengundangnya. Setiap orang diusulkan ke sesi terdekat yang masih longgar: kelurahannya, kecamatannya, "
        "lalu kabupaten/kotanya.\n"
        "Enter atau F2 memilih sesi lain, Delete melewati orang itu untuk sekarang, Backspace kembali ke usulan. "
        "Insert membuat sesi susulan bila tidak ada yang longgar. Ctrl+Enter mengundang semua yang mendapat sesi "
        "sekaligus; Ctrl+Z mengurungkannya."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._area: str | None = None
        self._settled: dict[int, int | None] = {}
        self._changing: list[int] = []
        self.outlook = Outlook()
        self._names: dict[str, str] = {}
        self.kind = Choice("Jenis sesi", _KINDS)
        self.kind.put_text(desk.kept.text("makeups/kind", SessionKind.TRAINING.value))
        self.cause = Choice("Sebab", _CAUSES)
        self.kind.currentIndexChanged.connect(lambda _: self._turn())
        self.cause.currentIndexChanged.connect(lambda _: self._turn())
        self.told = OneLine("muted")
        self.model: ListModel[Outlook, Row] = ListModel(desk.background, source(), COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Orang yang memerlukan susulan")
        self.view.opened.connect(lambda _: self.begin_choosing())
        self.view.chosen_changed.connect(self._say)
        self.model.first_shown.connect(self._reach)
        self.model.completed.connect(self._reach)
        self._stood_on = -1
        self.choice, self.maker = SessionChoice(), SessionMaker()
        self.choice.chosen.connect(self._choose)
        self.maker.wanted.connect(self._make)
        for part in (self.choice, self.maker):
            part.left.connect(self.show_list)
        self._lay_out()
        for key, act in (
            ("F2", self.begin_choosing), ("Delete", self.leave_out), ("Backspace", self.give_back),
            ("Insert", self.begin_making),
        ):  # fmt: skip
            inside(self.view, key, act)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            inside(self.listing, key, self.invite)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self.kind)
        head.addWidget(self.cause)
        head.addWidget(self.told, 1)
        self.change, self.skip = QPushButton("&Ganti sesi…"), QPushButton("&Lewati")
        self.new, self.act = QPushButton("&Buat sesi susulan…"), QPushButton("&Undang")
        self.act.setObjectName("primary")
        for button, act, tip in (
            (self.change, self.begin_choosing, "F2"), (self.skip, self.leave_out, "Delete"),
            (self.new, self.begin_making, "Insert"), (self.act, self.invite, "Ctrl+Enter"),
        ):  # fmt: skip
            button.clicked.connect(lambda _=False, act=act: act())
            button.setToolTip(tip)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addStretch(1)
        for button in (self.change, self.skip, self.new, self.act):
            foot.addWidget(button)
        self.listing = QWidget()
        column = QVBoxLayout(self.listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.stack = QStackedWidget()
        for page in (self.listing, self.choice, self.maker):
            self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.GRID, 0, 0)
        whole.addWidget(self.stack)
        self.setFocusProxy(self.view)

    # -- the page's contract ------------------------------------------------------------------------------------------

    def put(self, target: SessionDetails | str) -> None:
        if isinstance(target, str):
            if target != self._area:
                self._settled.clear()
                self.stack.setCurrentWidget(self.listing)
            self._area = target
            self.reload()

    def reload(self) -> None:
        if self._area is None:
            return
        area, kind, settled = self._area, SessionKind(self.kind.value), dict(self._settled)
        cause = Cause(self.cause.value) if self.cause.value else None

        def question(db: Snapshot) -> _Found:
            return _Found(makeups.outlook(db, area, kind, cause=cause, chosen=settled), areas.names(db))

        if not self.outlook.needs:
            self.told.setText("Mencari siapa yang memerlukan susulan…")
        self.desk.background.ask(self, question, self._show, topic="outlook")

    def _show(self, found: _Found) -> None:
        self.outlook, self._names = found
        self.view.say_empty(
            "Tidak ada yang memerlukan susulan. Yang masih perlu sudah diundang ke sesi mendatang."
            if not self.cause.value
            else "Tidak ada yang memerlukan susulan karena sebab ini."
        )
        if self.view.current_id() >= 0:
            self._stood_on = self.view.current_id()
        self.model.ask(self.outlook)
        self._say()

    def _reach(self) -> None:
        """The cursor stays with its person, and stands on somebody from the beginning."""
        if self.view.current_id() >= 0 or not self.model.total or self.view.show_id(self._stood_on):
            return
        if self._stood_on < 0 or self.model.complete:
            self.view.selectRow(0)

    def _say(self) -> None:
        needed, placed = len(self.outlook.needs), self.outlook.placed
        left = needed - placed - len(self.outlook.left_out & self.outlook.needs.keys())
        parts = [f"{words.number(needed)} orang perlu susulan"]
        parts += [f"{words.number(left)} belum mendapat sesi"] if left else []
        self.told.setText(" · ".join(parts))
        self.told.setToolTip(self.told.text())
        self.act.setText(f"&Undang {words.number(placed)} orang")
        self.act.setEnabled(placed > 0)
        for button in (self.change, self.skip):
            button.setEnabled(needed > 0)

    def _turn(self) -> None:
        self.desk.kept.keep("makeups/kind", str(self.kind.value))
        self._settled.clear()
        self.outlook = Outlook()
        self.reload()

    # -- the proposal -------------------------------------------------------------------------------------------------

    def _people(self) -> list[int]:
        """The chosen lines, else the current one."""
        chosen = list(self.view.chosen()) or [self.view.current_id()]
        return [member for member in chosen if member in self.outlook.needs]

    def begin_choosing(self) -> None:
        """Other sessions for whom the cursor or the choice stands on."""
        self._changing = self._people()
        if not self._changing:
            return
        member = self.view.current_id() if self.view.current_id() in self._changing else self._changing[0]
        line = self.model.line(self.model.position(member))
        more = len(self._changing)
        people = f"{words.number(more)} orang" if more > 1 or line is None else f"{line.row.name}, {line.row.place}"
        rows = [ChoiceRow(row, self.outlook.room(row.id)) for row in self.outlook.choices(member)]
        self.stack.setCurrentWidget(self.choice)
        self.choice.begin(people, rows, self.outlook.proposals[member].session)

    def _choose(self, session: int) -> None:
        self._settle(dict.fromkeys(self._changing, session))
        self.show_list()

    def leave_out(self) -> None:
        """Not now: whoever is chosen gets no session in this proposal."""
        self._settle(dict.fromkeys(self._people()))

    def give_back(self) -> None:
        """Forget what was settled for whoever is chosen."""
        for member in self._people():
            self._settled.pop(member, None)
        self._settle({})

    def _settle(self, settled: dict[int, Any]) -> None:
        self._settled |= settled
        self.reload()

    def show_list(self) -> None:
        self.stack.setCurrentWidget(self.listing)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- acts ---------------------------------------------------------------------------------------------------------

    def begin_making(self) -> None:
        """A session in this area; where the page shows more than a kelurahan, in that of whom the cursor stands on."""
        need = self.outlook.needs.get(self.view.current_id())
        area = self._area or ""
        if need is not None and len(digits(area)) < 10:
            area = dotted(need.place[:10])
        if not area:
            self.desk.notices.warn("Pilih wilayah dahulu: sesi susulan memerlukan wilayah.")
            return
        self.stack.setCurrentWidget(self.maker)
        self.maker.begin(SessionKind(self.kind.value), area, words.area_name(self._names.get(area, ""), level_of(area)))

    def _make(self, draft: MakeupDraft) -> None:
        self.maker.form.set_busy(True)
        self.desk.background.do(
            self,
            f"Buat sesi susulan {words.session_kind(draft.kind).lower()}",
            lambda tx: makeups.make_session(tx, draft),
            self._made,
            failed=self.maker.form.show_trouble,
        )

    def _made(self, _: int) -> None:
        self.maker.form.set_busy(False)
        self.show_list()
        self.desk.notices.say("Sesi susulan dibuat. Usulan disusun lagi dengan sesi itu.")

    def invite(self) -> None:
        """Everybody who has a session in the proposal, in one act."""
        wanted = [one for one in self.outlook.proposals.values() if one.session is not None]
        if not wanted or not self.act.isEnabled():
            return
        self.act.setEnabled(False)
        kind = words.session_kind(SessionKind(self.kind.value)).lower()
        title, by = f"Undang susulan {kind}, {words.number(len(wanted))} orang", self.desk.background.by
        if len(wanted) <= makeups.AT_ONCE:
            self.desk.background.do(self, title, lambda tx: makeups.invite(tx, wanted), self._invited)
            return
        self.desk.background.run(
            self,
            title,
            lambda database, progress: makeups.invite_many(database, title, wanted, by=by, progress=progress),
            self._invited,
            ended=self._say,
        )

    def _invited(self, done: Invited) -> None:
        self._settled.clear()
        self.desk.notices.say(f"{words.number(len(done.done))} orang diundang ke sesi susulan.")
        if done.refused:
            reason = next(iter(done.refused.values()))
            self.desk.notices.warn(f"{words.number(len(done.refused))} orang tidak diundang. {reason}")
        self._say()
