"""The plans of an area: open, copy, compare, remove; and the ways to begin one.

What a newcomer gets wrong: a plan as a promise. Only "Terbit" has become sessions; the others are drafts.
"""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.queries.plans import PlanLine
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel

_EMPTY = (
    "Belum ada rencana di wilayah ini. “Susun rencana” membagi regu TPS utuh ke dalam ruang dan jam; hasilnya "
    "rancangan yang dapat diatur, dibandingkan, lalu diterbitkan menjadi sesi."
)


def _state(row: PlanLine) -> str:
    if row.published_at is not None:
        return f"Terbit {words.moment(row.published_at)}"
    return f"{words.number(row.unplaced)} sesi tanpa ruang" if row.unplaced else "Rancangan"


def _mark(row: PlanLine) -> Mark:
    if row.published_at is not None:
        return Mark("state-full", "good")
    return Mark("state-no", "bad") if row.unplaced else Mark("state-half", "muted")


_COLUMNS: tuple[Column[Any], ...] = (
    Column("name", "Rencana", lambda row: row.name, 200, stretch=True),
    Column("kind", "Jenis", lambda row: words.session_kind(row.kind), 132),
    Column("area", "Wilayah", lambda row: row.area, 112),
    Column("sessions", "Sesi", lambda row: words.number(row.sessions), 60, right=True),
    Column("state", "Keadaan", _state, 180, mark=_mark),
    Column("made", "Dibuat", lambda row: f"{words.moment(row.made_at)} · {row.made_by}", 124),
)


class PlanList(QWidget):
    """`put` shows plans; what is wanted of one is told with its id."""

    new_wanted = Signal()
    rooms_wanted = Signal()
    change_wanted = Signal(str)  # kind
    open_wanted = Signal(int)
    copy_wanted = Signal(int)
    compare_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: ShortModel[PlanLine] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.lines)
        self.view.setAccessibleName("Daftar rencana")
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.opened.connect(self.open_wanted)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self.new = QPushButton("&Susun rencana…")
        self.new.setObjectName("primary")
        self.new.clicked.connect(self.new_wanted)
        self.change = QPushButton("Atur ulang sesi yang a&da")
        self.change.setToolTip("Sesi yang sudah terbit dan belum berisi catatan menjadi rencana perubahan")
        self.change.setMenu(self._kinds())
        rooms = QPushButton("&Ruang dan narasumber…")
        rooms.clicked.connect(self.rooms_wanted)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(plain("Rencana adalah rancangan: belum ada sesi sebelum diterbitkan.", "muted"), 1)
        for button in (rooms, self.change, self.new):
            head.addWidget(button)
        self._acts: list[QPushButton] = []
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addStretch(1)
        for text, signal in (
            ("&Buka", self.open_wanted),
            ("Sali&n", self.copy_wanted),
            ("Ban&dingkan…", self.compare_wanted),
            ("&Hapus", self.remove_wanted),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, signal=signal: self._emit(signal))
            self._acts.append(button)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self._offer()

    def _kinds(self) -> QMenu:
        menu = QMenu(self)
        for kind in SessionKind:
            action = menu.addAction(words.session_kind(kind))
            action.triggered.connect(lambda _=False, kind=kind: self.change_wanted.emit(kind.value))
        return menu

    def put(self, plans: list[PlanLine]) -> None:
        """Show these; the cursor stays on its plan, or goes to the first."""
        kept = self.view.current_id()
        self.lines.put({line.id: line for line in plans})
        self.view.say_empty(_EMPTY)
        if not self.view.show_id(kept) and plans:
            self.view.setCurrentIndex(self.lines.index(0, 0))
        self._offer()

    def _offer(self) -> None:
        for button in self._acts:
            button.setEnabled(self.view.current_id() >= 0)

    def _emit(self, signal: Any) -> None:
        if self.view.current_id() >= 0:
            signal.emit(self.view.current_id())
