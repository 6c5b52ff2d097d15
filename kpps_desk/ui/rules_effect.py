"""Pengaturan: whom a draft would change, before it is adopted with a reason.

What a newcomer gets wrong: showing a count alone. Each change (MS menjadi TMS, ...) lists its people with TPS and the
objections that come or go, page by page; how many of them hold a seat stands beside it.
"""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.election import RulePack
from kpps_desk.domain.rules import Draft
from kpps_desk.operations.rule_effect import TRAINED, UNTRAINED, Change, Effect
from kpps_desk.problems import Invalid, Problem
from kpps_desk.queries import members
from kpps_desk.queries.members import MemberRow
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import PAGE, Column, ListModel, Source
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.rules_page import say, trouble_label
from kpps_desk.ui.short_list import ShortModel

if TYPE_CHECKING:
    from kpps_desk.store.snapshot import Snapshot


class _Changed(NamedTuple):
    text: str
    people: int
    seated: int


class _Person(NamedTuple):
    row: MemberRow
    objections: str


_CHANGES: tuple[Column[_Changed], ...] = (
    Column("change", "Perubahan", lambda row: row.text, 108, stretch=True),
    Column("people", "Orang", lambda row: words.number(row.people), 76, right=True),
    Column("seated", "Di kursi", lambda row: words.number(row.seated), 80, right=True),
)
_PEOPLE: tuple[Column[_Person], ...] = (
    Column("name", "Nama", lambda one: one.row.name, 184),
    Column("place", "TPS", lambda one: one.row.place, 160),
    Column("objections", "Alasan", lambda one: one.objections, 230, stretch=True),
)


def change_text(change: Change) -> str:
    """`MS → TMS`; the same twice: only the objections differ."""
    return f"{change.before} → {change.after}" if change.before != change.after else f"Tetap {change.after}"


class EffectPanel(QWidget):
    """`adopt_wanted` carries the reason."""

    adopt_wanted = Signal(str)
    back_wanted = Signal()
    member_wanted = Signal(int)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.effect = Effect()
        self._rules: tuple[RulePack, RulePack] = (RulePack(), RulePack())
        self._order: list[Change] = []
        self.changes: ShortModel[_Changed] = ShortModel(_CHANGES, self)
        self.changes_view = ListView(self.changes)
        self.changes_view.setAccessibleName("Perubahan hasil penelitian")
        self.changes_view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.changes_view.say_empty("Tidak ada orang yang berubah.")
        self.changes_view.selectionModel().currentRowChanged.connect(lambda *_: self._ask_people())
        source: Source[int, _Person] = Source(self._first, self._count, self._ids, self._page)
        self.people: ListModel[int, _Person] = ListModel(background, source, _PEOPLE, self)
        self.people_view = ListView(self.people)
        self.people_view.setAccessibleName("Orang yang berubah")
        self.people_view.opened.connect(self.member_wanted)
        self.summary, self._trouble = plain("", ""), trouble_label()
        self.summary.setAccessibleName("Ringkasan perubahan")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        head = QLabel("Pengaruh rancangan")
        head.setObjectName("subheading")
        column.addWidget(head)
        column.addWidget(self.summary)
        lists = QHBoxLayout()
        lists.setSpacing(theme.GRID * 2)
        self.changes_view.setFixedWidth(268)
        lists.addWidget(self.changes_view)
        lists.addWidget(self.people_view, 1)
        column.addLayout(lists, 1)
        column.addWidget(self._trouble)
        column.addLayout(self._foot())
        inside(self, "Escape", self.back_wanted.emit)
        inside(self, "Ctrl+S", self._adopt)

    def _foot(self) -> QHBoxLayout:
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Misalnya nomor keputusan yang mendasarinya")
        self.reason.setAccessibleName("Alasan perubahan, wajib diisi")
        self.reason.returnPressed.connect(self._adopt)
        label = QLabel("&Alasan *")
        label.setBuddy(self.reason)
        self._adopt_button = QPushButton("&Tetapkan")
        self._adopt_button.setObjectName("primary")
        self._adopt_button.setToolTip("Ctrl+S")
        self._adopt_button.clicked.connect(self._adopt)
        back = QPushButton("&Kembali ke rancangan")
        back.setToolTip("Esc")
        back.clicked.connect(self.back_wanted)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(label)
        row.addWidget(self.reason, 1)
        row.addWidget(self._adopt_button)
        row.addWidget(back)
        return row

    def put(self, effect: Effect, now: Draft, draft: Draft) -> None:
        """Show what adopting `draft` instead of `now` does."""
        self.effect = effect
        self._rules = (now.rules, draft.rules)
        self._order = sorted(effect.changes, key=lambda change: (change.before == change.after, change))
        self.summary.setText("\n".join(_summary(effect, words.rule_changes(now, draft))))
        self._order += [*effect.trained, *effect.entitled]
        rows = {at: self._changed(change) for at, change in enumerate(self._order)}
        self.changes.put(rows)
        self.people_view.say_empty("Hasil penelitian semua orang tetap sama.")
        self.changes_view.selectRow(0)
        self._ask_people()
        say(self._trouble, str(effect.refusal) if effect.refusal is not None else "")
        self.set_busy(False)

    def _changed(self, change: Change) -> _Changed:
        people = self.effect.people_of(change)
        return _Changed(change_text(change), people, self.effect.seated.get(change, 0))

    def focus_first(self) -> None:
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """While it is being adopted; a draft that is refused can't be."""
        self._adopt_button.setEnabled(not busy and self.effect.refusal is None)

    def show_trouble(self, problem: Problem) -> None:
        say(self._trouble, str(problem))
        self.set_busy(False)
        if isinstance(problem, Invalid):
            self.focus_first()

    @property
    def trouble(self) -> str:
        return "" if self._trouble.isHidden() else self._trouble.text()

    def _adopt(self) -> None:
        if self._adopt_button.isEnabled():
            say(self._trouble, "")
            self.adopt_wanted.emit(self.reason.text())

    # -- the people of the chosen change: asked on a reader's thread ---------------------------------------------------

    def _ask_people(self) -> None:
        self.people.ask(max(0, self.changes_view.currentIndex().row()))

    def _ids(self, _: "Snapshot", at: int) -> "array[int]":
        return self.effect.ids_of(self._order[at]) if at < len(self._order) else array("q")

    def _first(self, db: "Snapshot", at: int) -> "array[int]":
        return self._ids(db, at)[:PAGE]

    def _count(self, _: "Snapshot", at: int) -> int:
        return self.effect.people_of(self._order[at]) if at < len(self._order) else 0

    def _page(self, db: "Snapshot", ids: Sequence[int]) -> dict[int, _Person]:
        rows = members.page(db, ids)
        return {id_: self._person(row) for id_, row in rows.items()}

    def _person(self, row: MemberRow) -> _Person:
        one = self.effect.judgements.get(row.id)
        if one is None:
            return _Person(row, "")
        before, after = self._rules
        said = [f"+ {words.objection(token, after)}" for token in one.new]
        said += [f"− {words.objection(token, before)}" for token in one.lost]
        return _Person(row, "; ".join(said))


def _summary(effect: Effect, changes: list[str]) -> list[str]:
    shown = changes[:3]
    lines = [" · ".join(shown) + (f" · dan {len(changes) - 3} perubahan lain" if len(changes) > 3 else "") + "."]
    people = sum(effect.changes.values())
    said = (
        f"{words.number(people)} dari {words.number(effect.people)} orang berubah"
        if people
        else "Hasil penelitian semua orang tetap"
    )
    seats = (
        (effect.people_of(UNTRAINED), "orang tidak lagi terlatih"),
        (effect.people_of(TRAINED), "orang menjadi terlatih"),
        (effect.trainers_won, "narasumber menjadi berhak"),
        (effect.trainers_lost, "narasumber tidak lagi berhak"),
        (effect.seats_added, "kursi ditambahkan"),
        (effect.seats_removed, "kursi dihapus"),
        (effect.seats_renumbered, "kursi bernomor baru"),
        (effect.ready_lost, "TPS tidak siap lagi"),
        (effect.ready_won, "TPS menjadi siap"),
    )
    parts = [said, *(f"{words.number(count)} {what}" for count, what in seats if count)]
    lines.append(" · ".join(parts) + ".")
    lines += (
        f"{words.number(records)} catatan “{name}” tetap tersimpan, tetapi tidak dihitung lagi."
        for name, records in effect.forgotten
    )
    return lines
