"""Beside the door: how many came, the marks made last, and the whole roll to choose several people from.

What a newcomer gets wrong: adding *belum dicatat* to the absent. It is a figure of its own.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.queries.sessions import RollRow
from kpps_desk.ui import marks, theme
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.roll import Roll
from kpps_desk.ui.short_list import ShortModel

FIGURES = (
    (Attendance.PRESENT, "Hadir"),
    (Attendance.EXCUSED, "Izin"),
    (Attendance.SICK, "Sakit"),
    (Attendance.ABSENT, "Tanpa ket."),
    (Attendance.NOT_RECORDED, "Belum"),
)
_SHOWN = 36  # letters of what is taken back
_ROLL: Sequence[Column[Any]] = (
    Column("seat", "TPS · kursi", marks.seat, 92),
    Column("name", "Nama", lambda row: row.name, 140, stretch=True),
    Column("status", "Kehadiran", marks.status, 150, mark=lambda row: marks.MARKS[row.status]),
)
_LAST: Sequence[Column[Any]] = (
    Column("time", "Pukul", lambda row: words.clock(row.marked_at), 72),
    Column("name", "Nama", lambda row: row.name, 140, stretch=True),
    Column("seat", "TPS · kursi", marks.seat, 92),
    Column(
        "status", "Kehadiran", lambda row: words.attendance(row.status), 112, mark=lambda row: marks.MARKS[row.status]
    ),
)


class Counts(QFrame):
    """Five figures, each with its drawing and its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        self._figures: dict[Attendance, QLabel] = {}
        for place, (status, name) in enumerate(FIGURES):
            mark = marks.MARKS[status]
            icon, caption, figure = QLabel(), QLabel(name), QLabel("–")
            icon.setPixmap(theme.pixmap(mark.icon, mark.token, 16, self.devicePixelRatioF()))
            caption.setObjectName("caption")
            figure.setObjectName("heading")
            figure.setAccessibleName(words.attendance(status))
            grid.addWidget(icon, 0, place * 2)
            grid.addWidget(caption, 0, place * 2 + 1)
            grid.addWidget(figure, 1, place * 2, 1, 2)
            grid.setColumnStretch(place * 2 + 1, 1)
            self._figures[status] = figure

    def put(self, roll: Roll) -> None:
        counted = roll.counts()
        for status, figure in self._figures.items():
            figure.setText(words.number(counted[status]))

    @property
    def text(self) -> str:
        """`5 1 0 0 43`, in the order of the figures."""
        return " ".join(figure.text() for figure in self._figures.values())


class RollPanel(QWidget):
    """Counts above; below the last marks or the roll."""

    status_wanted = Signal(object)  # Enter in the roll: Attendance.PRESENT for the chosen rows
    typed = Signal(str)  # letters typed into the roll belong to the field
    left = Signal()  # Escape in the roll
    undo_wanted = Signal()  # the button below the last marks

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roll = Roll()
        self.counts = Counts()
        self.last: ShortModel[RollRow] = ShortModel(_LAST, self)
        last = ListView(self.last)
        last.setAccessibleName("Sepuluh pencatatan terakhir")
        last.setSelectionMode(ListView.SelectionMode.NoSelection)
        last.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        last.say_empty("Belum ada yang dicatat.")
        self.rows: ShortModel[RollRow] = ShortModel(_ROLL, self)
        self.view = ListView(self.rows)
        self.view.setAccessibleName("Daftar hadir")
        self.view.say_empty("Tidak ada yang belum dicatat.")
        self.view.installEventFilter(self)
        self.view.doubleClicked.connect(lambda _: self.status_wanted.emit(Attendance.PRESENT))
        self.view.chosen_changed.connect(self._say_chosen)
        self.only_open = QCheckBox("Hanya yang &belum dicatat")
        self.only_open.toggled.connect(lambda _: self._put_rows())
        self.chosen = QLabel()
        self.chosen.setObjectName("caption")
        self.chosen.setWordWrap(True)
        roll = QWidget()
        inside = QVBoxLayout(roll)
        inside.setContentsMargins(0, theme.GRID, 0, 0)
        for widget in (self.only_open, self.view, self.chosen):
            inside.addWidget(widget)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self._last_page(last), "&Terakhir dicatat")
        self.tabs.addTab(roll, "&Daftar hadir")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.counts)
        column.addWidget(self.tabs, 1)
        self._say_chosen()

    def _last_page(self, last: ListView) -> QWidget:
        self._undo = QPushButton()
        self._undo.setObjectName("quiet")
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._undo.setIcon(theme.icon("undo", "muted"))
        self._undo.clicked.connect(self.undo_wanted)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, theme.GRID, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(last)
        inside.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignLeft)
        self.say_undo("")
        return page

    def say_undo(self, said: str) -> None:
        """What Ctrl+Z takes back next, by name; '' for nothing."""
        self._undo.setVisible(bool(said))
        shown = said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
        self._undo.setText(f"Urungkan: {shown}  Ctrl+Z".replace("&", "&&"))
        self._undo.setAccessibleName(f"Urungkan: {said}")

    def put(self, roll: Roll) -> None:
        """Another roll, or the same one asked again."""
        self._roll = roll
        self._put_rows()
        self._put_marks()

    def show_changes(self, members: Iterable[int], *, moved: bool) -> None:
        """These people of the roll stand otherwise now; `moved`: the roll has lines more or less."""
        if moved or self.only_open.isChecked():
            self._put_rows()
        else:
            for member in members:
                if (row := self._roll.rows.get(member)) is not None:
                    self.rows.change(member, row)
        self._put_marks()

    def chosen_ids(self) -> "array[int]":
        """The rows chosen in the roll, while it is shown."""
        return self.view.chosen() if self.tabs.currentIndex() == 1 else array("q")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.view.chosen_count():
                self.status_wanted.emit(Attendance.PRESENT)
                return True
            if event.key() == Qt.Key.Key_Escape and self.view.chosen_count() <= 1:
                self.view.clearSelection()
                self.left.emit()
                return True
            if plain and event.text().isalnum():
                self.view.clearSelection()
                self.typed.emit(event.text())
                return True
        return super().eventFilter(watched, event)

    def _put_rows(self) -> None:
        rows = self._roll.rows.values()
        if self.only_open.isChecked():
            rows = [row for row in rows if row.status is Attendance.NOT_RECORDED]  # type: ignore[assignment]
        self.rows.put({row.member_id: row for row in rows})
        self._say_chosen()

    def _put_marks(self) -> None:
        self.counts.put(self._roll)
        self.last.put({row.member_id: row for row in self._roll.last()})

    def _say_chosen(self) -> None:
        count = self.view.chosen_count()
        self.chosen.setText(
            f"{words.number(count)} orang dipilih: Enter atau F6–F9 mencatatnya."
            if count
            else f"{words.number(self.rows.total)} orang. Pilih baris dengan Shift atau Ctrl, lalu Enter atau F6–F9."
        )
