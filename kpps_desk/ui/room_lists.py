"""Rooms and trainers of an area: what is written down, and lines to add to it or change it.

What a newcomer gets wrong: a second way to change a room. A line typed with a known name changes that room; choosing
one in the list writes its line into the box.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.places import digits
from kpps_desk.operations import rooms as changing
from kpps_desk.operations.rooms import TakenIn
from kpps_desk.problems import Problem
from kpps_desk.queries import rooms
from kpps_desk.queries.rooms import RoomRow, TrainerRow
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel

_Row = RoomRow | TrainerRow


def _days(days: frozenset[Any]) -> str:
    return ", ".join(words.short_date(day) for day in sorted(days))


_ROOMS: tuple[Column[Any], ...] = (
    Column("area", "Wilayah", lambda row: row.area, 88),
    Column("name", "Ruang", lambda row: row.name, 140, stretch=True),
    Column("capacity", "Orang", lambda row: words.number(row.capacity) if row.capacity else "–", 64, right=True),
    Column("closed", "Tutup", lambda row: _days(row.closed), 92),
)
_TRAINERS: tuple[Column[Any], ...] = (
    Column("name", "Narasumber", lambda row: row.name, 160, stretch=True),
    Column("institution", "Instansi", lambda row: row.institution, 92),
    Column("area", "Wilayah", lambda row: row.area or "semua", 80),
    Column("absent", "Berhalangan", lambda row: _days(row.absent), 96),
)


class _Half(QWidget):
    """One list with its box of lines."""

    def __init__(self, title: str, hint: str, columns: tuple[Column[Any], ...], line: Callable[[Any], str]) -> None:
        super().__init__()
        self._line = line
        self.rows: dict[int, _Row] = {}
        self.lines: ShortModel[Any] = ShortModel(columns, self)
        self.view = ListView(self.lines)
        self.view.setAccessibleName(f"Daftar {title.lower()}")
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.opened.connect(self._write)
        self.box = QPlainTextEdit()
        self.box.setAccessibleName(f"Baris {title.lower()} untuk ditambahkan atau diubah")
        self.box.setPlaceholderText(hint)
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(84)
        self.save, self.remove = QPushButton(f"Simpan {title.lower()}"), QPushButton("Hapus yang dipilih")
        self.save.setToolTip("Ctrl+Enter")
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(plain(title, "subheading"))
        column.addWidget(self.view, 1)
        column.addWidget(self.box)
        column.addLayout(foot)

    def put(self, rows: list[Any]) -> None:
        self.rows = {row.id: row for row in rows}
        self.lines.put(self.rows)
        self.view.say_empty("Belum ada. Ketik di bawah, satu sebaris.")

    def _write(self, id_: int) -> None:
        if id_ in self.rows:
            self.box.setPlainText(self._line(self.rows[id_]))
            self.box.setFocus()


class RoomLists(QWidget):
    """Rooms left, trainers right."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, can_leave: bool = True) -> None:
        super().__init__(parent)
        self._desk, self._area = desk, ""
        back = QPushButton("Semua rencana")
        back.clicked.connect(self.left)
        back.setVisible(can_leave)
        self.title = plain("", "muted")
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(self.title, 1)
        self.rooms = _Half("Ruang", "Aula Kelurahan; 60; Jl. Tanah Abang I; 9-11-2024", _ROOMS, _room_line)
        self.trainers = _Half("Narasumber", "Dra. Siti Aminah; PPK Gambir; 0812…; 9-11-2024", _TRAINERS, _trainer_line)
        for half, take, remove in (
            (self.rooms, self.take_rooms, self.remove_room),
            (self.trainers, self.take_trainers, self.remove_trainer),
        ):
            half.save.clicked.connect(lambda _=False, take=take: take())
            half.remove.clicked.connect(lambda _=False, remove=remove: remove())
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), half.box, take)
        both = QHBoxLayout()
        both.setSpacing(theme.GRID * 2)
        both.addWidget(self.rooms, 1)
        both.addWidget(self.trainers, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addLayout(both, 1)

    def begin(self, area: str, name: str) -> None:
        """Show those of this area."""
        self._area = area
        self.title.setText(
            f"{name}. Ruang: nama; kapasitas; alamat; hari tidak dapat dipakai. "
            "Untuk kelurahan lain: kode wilayahnya di depan nama."
        )
        self.reload()

    def reload(self) -> None:
        """Ask again."""
        area = self._area
        self._desk.background.ask(
            self, lambda db: (rooms.rooms(db, area), rooms.trainers(db, area)), self._show, topic="rooms"
        )

    def take_rooms(self) -> None:
        """The lines in the box."""
        self._take("Ruang", self.rooms, changing.take_rooms)

    def take_trainers(self) -> None:
        self._take("Narasumber", self.trainers, changing.take_trainers)

    def remove_room(self) -> None:
        self._remove("Hapus ruang", self.rooms, changing.remove_room)

    def remove_trainer(self) -> None:
        self._remove("Hapus narasumber", self.trainers, changing.remove_trainer)

    def _take(self, what: str, half: _Half, act: Callable[[Transaction, str, str], TakenIn]) -> None:
        area, text = self._area, half.box.toPlainText()
        if text.strip():
            self._desk.background.do(
                self,
                f"Catat {what.lower()}",
                lambda tx: act(tx, area, text),
                lambda done: self._taken(half, what, done),
            )

    def _taken(self, half: _Half, what: str, done: TakenIn) -> None:
        half.box.clear()
        self._desk.notices.say(f"{what}: {done.new} baru, {done.changed} diubah, {done.same} sama.")

    def _remove(self, title: str, half: _Half, act: Callable[[Transaction, int], None]) -> None:
        id_ = half.view.current_id()
        if id_ >= 0:
            self._desk.background.do(self, title, lambda tx: act(tx, id_), failed=self._trouble)

    def _trouble(self, problem: Problem) -> None:
        self._desk.notices.trouble(problem)

    def _show(self, found: tuple[list[RoomRow], list[TrainerRow]]) -> None:
        self.rooms.put(found[0])
        self.trainers.put(found[1])


def _room_line(row: RoomRow) -> str:
    parts = (digits(row.area_code), row.name, str(row.capacity or ""), row.address, _days(row.closed))
    return "; ".join(parts)


def _trainer_line(row: TrainerRow) -> str:
    return "; ".join((row.name, row.institution, row.phone, _days(row.absent)))
