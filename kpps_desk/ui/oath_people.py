"""Who is on a swearing-in and in which form: letters choose a form for the chosen rows, a menu for all that have none.

What a newcomer gets wrong: a letter as a search. In this list I, P, K, H, B, G and J are forms; Delete takes them back.
"""

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.oaths import KEYS, Form
from kpps_desk.queries import oaths
from kpps_desk.queries.oaths import OathLine
from kpps_desk.ui import marks, theme
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel

_UNSET = Mark("state-open", "warn")


def _form(line: OathLine) -> str:
    if line.form is None and not oaths.swears(line):
        return "–"
    return words.oath_form(line.form)


def _told(line: OathLine) -> str:
    if line.row.status is Attendance.PRESENT:
        return ""
    return f"Disumpah {words.short_date(line.sworn)}" if line.sworn else ""


_COLUMNS: Sequence[Column[Any]] = (
    Column("seat", "TPS · kursi", lambda line: marks.seat(line.row), 92),
    Column("name", "Nama", lambda line: line.row.name, 180, stretch=True),
    Column("role", "Jabatan", lambda line: line.row.role, 150),
    Column(
        "status", "Kehadiran", lambda line: marks.status(line.row), 168, mark=lambda line: marks.MARKS[line.row.status]
    ),
    Column(
        "form", "Tata cara", _form, 140,
        mark=lambda line: _UNSET if line.form is None and oaths.swears(line) else None,
    ),
    Column("late", "Di tempat lain", _told, 140),
)  # fmt: skip
_NARROW = 860  # logical pixels; below, role and other oaths are left out
HINT = "I Islam · P Protestan · K Katolik · H Hindu · B Buddha · G Konghucu · J janji · Del kosongkan"


class OathPeople(QWidget):
    """`put` the roll; what is wanted of whom comes back as signals."""

    form_wanted = Signal(object, object)  # a Form or None, array of members
    rest_wanted = Signal(object)  # a Form
    late_wanted = Signal(object)  # array of members who were not present

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: dict[int, OathLine] = {}
        self._closed = False
        self.rows: ShortModel[OathLine] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.rows)
        self.view.setAccessibleName("Daftar yang dilantik dan tata cara sumpahnya")
        self.view.say_empty("Belum ada yang diundang: pilih regu TPS sesi ini di daftar sesi.")
        self.view.installEventFilter(self)
        self.view.chosen_changed.connect(self._say)
        self.view.resized.connect(self._fit)
        self.only_open = QCheckBox("Hanya tan&pa tata cara")
        self.only_open.toggled.connect(lambda _: self._show())
        self.chosen = OneLine("muted")
        self.form_button = self._menu_button("Tata &cara", self._for_chosen, with_none=True)
        self.rest_button = self._menu_button("&Sisanya", self.rest_wanted.emit, with_none=False)
        self.rest_button.setToolTip("Satu tata cara bagi semua yang belum dipilih tata caranya")
        self.late_button = QPushButton("Sumpah s&usulan…")
        self.late_button.setToolTip("Bagi yang dipilih dan tidak hadir di sini")
        self.late_button.clicked.connect(lambda: self.late_wanted.emit(self._absent()))
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for widget in (self.form_button, self.rest_button, self.late_button, self.only_open):
            row.addWidget(widget)
        row.addWidget(self.chosen, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self._say()

    def put(self, lines: Sequence[OathLine], *, closed: bool) -> None:
        """The roll as it is now."""
        self.lines = {line.row.member_id: line for line in lines}
        self._closed = closed
        self._show()

    def _show(self) -> None:
        open_ones = self.only_open.isChecked()
        shown = {
            member: line
            for member, line in self.lines.items()
            if not open_ones or (line.form is None and oaths.swears(line))
        }
        self.rows.put(shown)
        if shown and self.view.current_id() < 0:
            self.view.setCurrentIndex(self.rows.index(0, 0))
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if plain and (form := KEYS.get(event.text().upper())) is not None:
                self._for_chosen(form)
                return True
            if plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self._for_chosen(None)
                return True
        return super().eventFilter(watched, event)

    def _menu_button(self, text: str, act: Any, *, with_none: bool) -> QPushButton:
        button, menu = QPushButton(text), QMenu(self)
        for key, form in KEYS.items():
            menu.addAction(f"{words.oath_form(form)}\t{key}" if with_none else words.oath_form(form)).triggered.connect(
                lambda _=False, form=form: act(form)
            )
        if with_none:
            menu.addAction("Kosongkan\tDel").triggered.connect(lambda: act(None))
        button.setMenu(menu)
        return button

    def _for_chosen(self, form: Form | None) -> None:
        chosen = self.view.chosen()
        if chosen and not self._closed:
            self.form_wanted.emit(form, chosen)

    def _absent(self) -> "array[int]":
        away = (Attendance.EXCUSED, Attendance.SICK, Attendance.ABSENT)
        return array("q", (one for one in self.view.chosen() if self.lines[one].row.status in away))

    @property
    def formless(self) -> int:
        """Who swears here, or still may, in a form that nobody has told."""
        return sum(line.form is None and oaths.swears(line) for line in self.lines.values())

    def _say(self) -> None:
        count, formless = self.view.chosen_count(), self.formless
        self.form_button.setEnabled(count > 0 and not self._closed)
        self.rest_button.setEnabled(formless > 0 and not self._closed)
        self.late_button.setEnabled(bool(self._absent()))
        self.chosen.setText(f"{words.number(count)} dipilih · {HINT}" if count > 1 else HINT)
        self.chosen.setToolTip(HINT)

    def _fit(self) -> None:
        narrow = self.view.viewport().width() < _NARROW
        for position, column in enumerate(_COLUMNS):
            if column.key in ("role", "late"):
                self.view.setColumnHidden(position, narrow)
