"""Names typed at a laptop's door that are in no list, each until somebody says who it was.

What a newcomer gets wrong: hiding them once the result is taken. An open name is somebody who stood at the door.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance, ByName, read_mark
from kpps_desk.operations import kit_guests
from kpps_desk.queries import attendance
from kpps_desk.queries.kits import ResultRow
from kpps_desk.queries.sessions import RollRow
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import marks, theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel

_PAUSE = 200  # ms after the last key


class OpenGuest(NamedTuple):
    """A name and where it stands: which result, at which place of it."""

    result: int
    place: int
    name: str
    at: int
    by: str


def open_guests(results: list[ResultRow]) -> list[OpenGuest]:
    """Those of a session's results that nobody has settled."""
    return [
        OpenGuest(result.id, place, guest["name"], guest["at"], guest["by"])
        for result in results
        for place, guest in enumerate(result.guests)
        if guest["member"] is None
    ]


_GUESTS: Sequence[Column[Any]] = (
    Column("name", "Tamu di pintu", lambda row: row.name, 160, stretch=True),
    Column("at", "Dicatat", lambda row: words.moment(row.at), 150),
    Column("by", "Oleh", lambda row: row.by, 120),
)
_PEOPLE: Sequence[Column[Any]] = (
    Column("name", "Orang di daftar", lambda row: row.name, 160, stretch=True),
    Column("seat", "TPS · kursi", marks.seat, 92),
    Column("status", "Kehadiran", marks.status, 160, mark=lambda row: marks.MARKS[row.status]),
)


class KitGuests(QFrame):
    """Left the open names, right who one of them may be; `settled` after each."""

    settled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._session = desk, 0
        self._guests: dict[int, OpenGuest] = {}
        self.model: ShortModel[OpenGuest] = ShortModel(_GUESTS, self)
        self.view = ListView(self.model)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.setAccessibleName("Tamu yang belum dipastikan")
        self.view.chosen_changed.connect(self._guest_chosen)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Cari nama, TPS dan kursi, atau 4 angka akhir NIK")
        self.search.setAccessibleName("Cari siapa tamu ini sebenarnya")
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self.search.textChanged.connect(lambda _: self._later.start())
        self._later.timeout.connect(self._ask)
        self.found: ShortModel[RollRow] = ShortModel(_PEOPLE, self)
        self.people = ListView(self.found)
        self.people.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.people.setAccessibleName("Orang yang cocok")
        self.people.say_empty("Tidak ada yang cocok di kelurahan dan kecamatan ini.")
        self.people.chosen_changed.connect(self._dress)
        self.people.opened.connect(lambda _: self.settle())
        self.same, self.drop = QPushButton("&Ini orangnya"), QPushButton("Bukan p&eserta")
        self.same.clicked.connect(self.settle)
        self.drop.clicked.connect(lambda: self._settle(kit_guests.NOBODY))
        self.drop.setToolTip("Nama ini tidak dicatat sebagai siapa pun")
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        self.title = plain("", "subheading", select=False)
        left.addWidget(self.title)
        left.addWidget(self.view, 1)
        right.addWidget(self.search)
        right.addWidget(self.people, 1)
        row = QHBoxLayout()
        row.addWidget(self.same)
        row.addWidget(self.drop)
        row.addStretch(1)
        right.addLayout(row)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(theme.GRID * 2)
        both.addLayout(left, 1)
        both.addLayout(right, 1)

    def put(self, session: int, results: list[ResultRow]) -> None:
        """The open names of a session; nothing is to be seen where there is none."""
        self._session = session
        self._guests = dict(enumerate(open_guests(results), 1))
        self.model.put(self._guests)
        self.title.setText(f"{words.number(len(self._guests))} tamu belum dipastikan")
        self.setVisible(bool(self._guests))
        if self._guests and not self.view.chosen_count():
            self.view.selectRow(0)
        self._dress()

    def settle(self) -> None:
        """The chosen guest was the chosen person."""
        people = self.people.chosen()
        if len(people) == 1:
            self._settle(people[0])

    def _current(self) -> OpenGuest | None:
        chosen = self.view.chosen()
        return self._guests.get(chosen[0]) if len(chosen) == 1 else None

    def _guest_chosen(self) -> None:
        guest = self._current()
        self.search.setText(guest.name.split(",")[0] if guest else "")
        self._dress()

    def _ask(self) -> None:
        session, sought = self._session, read_mark(self.search.text())
        if sought is None:
            self.found.put({})
            return

        def question(db: Snapshot) -> list[RollRow]:
            found = attendance.find(db, session, sought)
            if found or not isinstance(sought, ByName):
                return found
            return attendance.find(db, session, ByName(sought.letters.split()[0]))  # names are often spelled otherwise

        self._desk.background.ask(self, question, self._found, topic="found")

    def _found(self, rows: list[RollRow]) -> None:
        self.found.put({row.member_id: row for row in rows})
        self._dress()

    def _dress(self) -> None:
        guest = self._current()
        self.same.setEnabled(guest is not None and len(self.people.chosen()) == 1)
        self.drop.setEnabled(guest is not None)

    def _settle(self, member: int) -> None:
        guest = self._current()
        if guest is None:
            return
        title = "Pastikan tamu paket sesi, 1 orang" if member else "Tamu paket sesi: bukan peserta"

        def said(_: None) -> None:
            done = words.attendance(Attendance.PRESENT).lower() if member else "tidak dicatat"
            self._desk.notices.say(f"{guest.name}: {done}.")
            self.settled.emit()

        self._desk.background.do(self, title, lambda tx: kit_guests.settle(tx, guest.result, guest.place, member), said)
