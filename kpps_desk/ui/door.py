"""The door: its one field, the answer, and below it whom the text may mean, or the nine of whom was marked last.

What a newcomer gets wrong: giving a list or a button the cursor. It stays in the field; arrows walk the candidates from
there, Enter marks, and a click on anything here leaves it where it is.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.queries.sessions import RollRow
from kpps_desk.ui import crew_lines, marks, theme
from kpps_desk.ui.crew_lines import CrewLine
from kpps_desk.ui.door_field import DoorField
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel
from kpps_desk.ui.unsettled import Unsettled
from kpps_desk.ui.verdict import Verdict

_CANDIDATES: Sequence[Column[Any]] = (
    Column("seat", "TPS · kursi", marks.seat, 92),
    Column("name", "Nama", lambda row: row.name, 180, stretch=True),
    Column("role", "Jabatan", lambda row: row.role, 160),
    Column("status", "Kehadiran", marks.status, 180, mark=lambda row: marks.MARKS[row.status]),
)
_ROLE = next(at for at, column in enumerate(_CANDIDATES) if column.key == "role")
_ROOMY = 540  # logical pixels of height; from there on the answer is large
_NARROW = 600  # logical pixels; below, the role and the long names of the keys have no room
_SHORT = {Attendance.ABSENT: "T. ket.", Attendance.NOT_RECORDED: "Belum"}
_HINT = "Pindai undangan, atau ketik TPS dan kursi, misalnya 012 3, lalu Enter."


class DoorPanel(QWidget):
    """Field, verdict, and below them the candidates of what is typed, or the crew of whom was marked last."""

    text_changed = Signal(str)
    status_wanted = Signal(object)  # Attendance
    choice_changed = Signal()  # other candidates, or another of them is chosen
    rest_wanted = Signal(object)  # Attendance for whoever is missing of the crew

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = DoorField()
        self.field.textChanged.connect(self._typed)
        self.field.entered.connect(lambda: self.status_wanted.emit(Attendance.PRESENT))
        self.field.rest_wanted.connect(lambda: self.rest_wanted.emit(Attendance.PRESENT))
        self.field.moved.connect(self.move_choice)
        self.verdict = Verdict()
        self.unsettled = Unsettled()
        self.field.escaped.connect(self.unsettled.drop)
        self.found: ShortModel[RollRow] = ShortModel(_CANDIDATES, self)
        self.crew: ShortModel[CrewLine] = ShortModel(crew_lines.COLUMNS, self)
        self._found_for = ""
        self._rows: dict[int, RollRow] = {}
        self._standing, self._missing = "", 0
        self._acts: dict[Attendance, QPushButton] = {}
        self.candidates = _quiet_list(self.found)
        self.crew_view = crew = _quiet_list(self.crew)
        self.candidates.setAccessibleName("Orang yang cocok")
        self.candidates.opened.connect(lambda _: self.status_wanted.emit(Attendance.PRESENT))
        crew.setAccessibleName("Regu TPS dari orang yang dicatat terakhir")
        crew.setSelectionMode(ListView.SelectionMode.NoSelection)
        crew.say_empty("Regu dari orang yang dicatat terakhir tampil di sini.")
        self.below = QStackedWidget()
        self.below.addWidget(crew)
        self.below.addWidget(self.candidates)
        self.standing = OneLine("caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for widget in (self.field, self.verdict, self.unsettled):
            column.addWidget(widget)
        column.addLayout(self._heading())
        column.addWidget(self.below, 1)
        column.addLayout(self._buttons())
        self.begin()

    def _heading(self) -> QHBoxLayout:
        """What the list below shows, and one act for all of the crew who are missing."""
        self.missing = QPushButton()
        self.missing.setObjectName("quiet")
        self.missing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.missing.hide()
        menu = QMenu(self.missing)
        for status in (Attendance.PRESENT, Attendance.EXCUSED, Attendance.SICK, Attendance.ABSENT):
            said = words.attendance(status)
            menu.addAction(f"{said}\tShift+{marks.KEYS[status]}", partial(self.rest_wanted.emit, status))
        self.missing.setMenu(menu)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.standing, 1)
        row.addWidget(self.missing)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for status, key in marks.KEYS.items():
            button = QPushButton()
            button.setObjectName("primary" if status is Attendance.PRESENT else "")
            button.setAccessibleName(f"Tandai {words.attendance(status).lower()} ({key})")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the field
            button.clicked.connect(lambda _=False, status=status: self.status_wanted.emit(status))
            row.addWidget(button, 1)
            self._acts[status] = button
        self._name_buttons(narrow=False)
        return row

    def _name_buttons(self, *, narrow: bool) -> None:
        for status, button in self._acts.items():
            key = marks.KEYS[status]
            long, short = f"{words.attendance(status)} ({key})", f"{_SHORT.get(status, words.attendance(status))} {key}"
            button.setText(long if not narrow else short.removesuffix(" Enter"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._name_buttons(narrow=narrow)
        self.verdict.set_large(self.height() >= _ROOMY)
        self.candidates.setColumnHidden(_ROLE, narrow)
        for column in crew_lines.WIDE_ONLY:
            self.crew_view.setColumnHidden(column, narrow)
        for column in crew_lines.NARROW_ONLY:
            self.crew_view.setColumnHidden(column, not narrow)

    # -- what is typed ------------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        return self.field.text().strip()

    def begin(self, home: str = "", names: dict[str, str] | None = None) -> None:
        """Nobody was marked yet at this session of the kelurahan `home`; `names` of all areas."""
        self._home, self._names = home, names or {}
        self.field.clear()
        self.unsettled.clear()
        self.put_crew([], "", 0)
        self.verdict.say("", "attendance", "Siap mencatat", _HINT)

    def put_found(self, text: str, rows: Sequence[RollRow]) -> None:
        """The candidates of this text; one alone is chosen already."""
        if text != self.text:
            return
        self._found_for = text
        same = {row.name for row in rows if sum(other.name == row.name for other in rows) > 1}
        self.found.put({row.member_id: self._told_apart(row, twin=row.name in same) for row in rows})
        self._rows = {row.member_id: row for row in rows}
        self.candidates.clearSelection()
        self.candidates.setCurrentIndex(QModelIndex())
        if len(rows) == 1:
            self.candidates.selectRow(0)
        self.standing.setText(_found_line(rows))
        self.missing.hide()
        self.below.setCurrentIndex(1)
        self.choice_changed.emit()

    def _told_apart(self, row: RollRow, *, twin: bool) -> RollRow:
        """With the end of the NIK where another candidate has the same name, and the kelurahan where it is another."""
        away = marks.elsewhere(row, self._home, self._names)
        return row._replace(
            name=f"{row.name} · NIK …{row.nik_end}" if twin and row.nik_end else row.name,
            role=f"{row.role} · {away}" if away else row.role,
        )

    def known(self) -> int:
        """How many candidates the text in the field has; -1 while that isn't known."""
        return len(self._rows) if self._found_for == self.text else -1

    def known_rows(self) -> list[RollRow]:
        """These candidates; [] while they aren't known."""
        return list(self._rows.values()) if self._found_for == self.text else []

    def chosen_row(self) -> int:
        """The place of the chosen candidate; -1 for none."""
        return self.candidates.currentIndex().row() if self.candidates.current_id() >= 0 else -1

    def candidate(self) -> RollRow | None:
        """The chosen candidate of the text that is in the field now."""
        if self._found_for != self.text or self.below.currentIndex() != 1:
            return None
        return self._rows.get(self.candidates.current_id())

    def move_choice(self, step: int) -> None:
        """Up or down among the candidates."""
        total = self.found.total
        if self.below.currentIndex() == 1 and total:
            row = self.candidates.currentIndex().row()
            self.candidates.selectRow(max(0, min(total - 1, row + step)) if row >= 0 else 0)
            self.choice_changed.emit()

    def take(self) -> None:
        """Empty the field for the next one, without the crew flickering in between."""
        blocker = QSignalBlocker(self.field)
        self.field.clear()
        blocker.unblock()
        self._found_for = ""
        self.text_changed.emit("")

    def give_back(self, text: str, rows: Sequence[RollRow]) -> None:
        """What was entered comes back, with its candidates; the next key replaces it."""
        blocker = QSignalBlocker(self.field)
        self.field.setText(text)
        self.field.selectAll()
        blocker.unblock()
        if rows:
            self.put_found(self.text, rows)
            self.candidates.selectRow(0)
            self.choice_changed.emit()

    def put_crew(self, crew: Sequence[CrewLine], standing: str, missing: int) -> None:
        """The crew of whom was marked last, `missing` of them without a mark; shown while nothing is typed."""
        self.crew.put(dict(enumerate(crew)))
        self._standing = standing
        self.missing.setText(f"Yang belum: {words.number(missing)} orang")
        self.missing.setAccessibleName(f"{words.number(missing)} orang regu ini belum dicatat: catat semuanya")
        self._missing = missing
        if not self.text:
            self._show_crew()

    def _show_crew(self) -> None:
        self.standing.setText(self._standing)
        self.missing.setVisible(self._missing > 0)
        self.below.setCurrentIndex(0)

    def _typed(self, text: str) -> None:
        if self.field.gathering:
            return
        self.text_changed.emit(self.text)
        if not text.strip():
            self._show_crew()


def _quiet_list(model: ShortModel[Any]) -> ListView:
    """A list that never takes the cursor out of the field."""
    view = ListView(model)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setSelectionMode(ListView.SelectionMode.SingleSelection)
    view.say_empty("Tidak ditemukan. Periksa nomor TPS dan kursi, atau cari dengan nama.")
    return view


def _found_line(rows: Sequence[RollRow]) -> str:
    if not rows:
        return "Tidak ada yang cocok"
    if all(row.walk_in and row.status is Attendance.NOT_RECORDED for row in rows):
        return "Di luar daftar sesi ini:"
    return "1 orang cocok: Enter menandai hadir" if len(rows) == 1 else f"{len(rows)} orang cocok: pilih dengan ↑ ↓"
