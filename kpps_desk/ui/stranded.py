"""On top of Kesiapan: who will miss every session before the voting day, and whom to call about it.

What a newcomer gets wrong: counting in the board's question, or importing make-ups up here. Every start waits for the
board; these people are looked up after it, and the line is there only where there is somebody.
"""

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.queries import areas
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.keys import inside
from kpps_desk.ui.list_model import PAGE, Column, ListModel, Source
from kpps_desk.ui.list_view import ListView

if TYPE_CHECKING:
    from kpps_desk.store.snapshot import Snapshot

_DONE = {SessionKind.OATH: "disumpah", SessionKind.TRAINING: "terlatih"}


class Standing(NamedTuple):
    """How many people of an area miss every session of a kind."""

    area: str = ""
    people: Mapping[SessionKind, int] = {}
    voting_day: date = date.max
    today: date = date.min


class Wanted(NamedTuple):
    area: str
    kind: SessionKind


class Person(NamedTuple):
    name: str
    place: str
    phone: str


def standing(db: "Snapshot", area: str) -> Standing:
    """For the line above the board."""
    from kpps_desk.queries import makeups

    return Standing(area, makeups.stranded_counts(db, area), areas.election(db).voting_day, db.today)


def sentence(kind: SessionKind, people: int, standing: Standing) -> str:
    """`12 orang tidak akan terlatih sebelum 27 November`."""
    day = words.long_date(standing.voting_day).rsplit(" ", 1)[0]
    not_yet = "tidak akan" if standing.today < standing.voting_day else "tidak"
    return f"{words.number(people)} orang {not_yet} {_DONE[kind]} sebelum {day}"


class StrandedLine(QWidget):
    """A button for each kind; `wanted` when one is pressed."""

    wanted = Signal(object)  # Wanted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = Standing()
        self.buttons = {kind: self._button(kind) for kind in (SessionKind.TRAINING, SessionKind.OATH)}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        self.hide()

    def _button(self, kind: SessionKind) -> QPushButton:
        button = QPushButton()
        button.setIcon(theme.icon("state-no", "bad"))
        button.setIconSize(QSize(16, 16))
        button.setToolTip("Enter: lihat nama, TPS, dan teleponnya")
        button.setAutoDefault(True)  # Enter presses it, as the space bar does
        button.clicked.connect(lambda: self.wanted.emit(Wanted(self.standing.area, kind)))
        return button

    def put(self, standing: Standing) -> None:
        """Show this; nothing where nobody is left behind."""
        self.standing = standing
        for kind, button in self.buttons.items():
            people = standing.people.get(kind, 0)
            button.setText(sentence(kind, people, standing))
            button.setVisible(people > 0)
        self.setVisible(bool(standing.people))


COLUMNS: tuple[Column[Person], ...] = (
    Column("name", "Nama", lambda one: one.name, 170, stretch=True),
    Column("place", "TPS", lambda one: one.place, 160),
    Column("phone", "Telepon", lambda one: one.phone or "tanpa nomor", 130),
)


class StrandedPeople(QWidget):
    """Their names, TPS and phones; Enter opens the person."""

    member_wanted = Signal(int)
    makeups_wanted = Signal(str)  # the area's code
    left = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = ""
        self.title = QLabel()
        self.title.setObjectName("subheading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.model: ListModel[Wanted, Person] = ListModel(background, _source(), COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Orang yang tidak mendapat sesi")
        self.view.opened.connect(self.member_wanted)
        self.view.say_empty("Semua sudah mendapat sesi.")
        self.model.first_shown.connect(self._reach)
        act, back = QPushButton("Susun s&usulan"), QPushButton("&Kembali")
        act.setObjectName("primary")
        act.clicked.connect(lambda: self.makeups_wanted.emit(self._area))
        back.setToolTip("Esc")
        back.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addStretch(1)
        foot.addWidget(back)
        foot.addWidget(act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.title)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        inside(self, "Escape", self.left.emit)

    def put(self, wanted: Wanted, title: str) -> None:
        """Show whom this is about, with the cursor on the first."""
        self._area = wanted.area
        self.title.setText(title)
        self.model.ask(wanted)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reach(self) -> None:
        if self.view.current_id() < 0:
            self.view.selectRow(0)


def _source() -> Source[Wanted, Person]:
    def ids(db: "Snapshot", wanted: Wanted) -> "array[int]":
        from kpps_desk.queries import makeups

        return makeups.stranded(db, wanted.area, wanted.kind)

    def first(db: "Snapshot", wanted: Wanted) -> "array[int]":
        return ids(db, wanted)[:PAGE]

    def count(db: "Snapshot", wanted: Wanted) -> int:
        from kpps_desk.queries import makeups

        return makeups.stranded_counts(db, wanted.area).get(wanted.kind, 0)

    def page(db: "Snapshot", wanted: Sequence[int]) -> dict[int, Person]:
        from kpps_desk.queries import makeups
        from kpps_desk.ui.makeup_rows import place_text

        names = areas.names(db)
        return {
            id_: Person(one.name, place_text(one.place, names), phone_on_paper(one.phone))
            for id_, one in makeups.page(db, wanted).items()
        }

    return Source(first, count, ids, page)
