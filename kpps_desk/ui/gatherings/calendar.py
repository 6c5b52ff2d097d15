"""Kalender: days across, areas or hours down; Enter goes into an area, and in a kelurahan to the session itself.

What a newcomer gets wrong: showing 2,000 sessions at once. The province is counted by kabupaten/kota and day; sessions
stand one by one only in a kelurahan.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.places import parent
from kpps_desk.queries import calendar
from kpps_desk.queries.calendar import Calendar, Entry, Tally
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.ui import theme
from kpps_desk.ui.calendar_grid import CalendarGrid, Cells, Thing
from kpps_desk.ui.gathering_page import GatheringPage
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Mark
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice
from kpps_desk.ui.session_list import KINDS

_KELURAHAN = 13  # letters of its code


class Page(GatheringPage):
    """An area's page."""

    help_text = (
        "Sesi wilayah ini menurut hari. Panah berpindah, Enter masuk ke wilayah itu; Backspace kembali ke wilayah di "
        "atasnya. Di kelurahan, Enter membuka sesinya pada daftar. Lambang memperlihatkan sesi yang sudah ditutup."
    )
    tables = frozenset({"session", "session_crew"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._top = self._area = ""
        self._shown: Calendar | None = None
        self.up = QPushButton("Wilayah di &atasnya")
        self.up.setToolTip("Backspace")
        self.up.setIcon(theme.icon("up", "muted"))
        self.up.clicked.connect(self.go_up)
        self.title, self.summary = plain("", "subheading"), plain("", "muted")
        self.kind = Choice("Jenis sesi", KINDS)
        self.rows = Choice("Baris kalender", (("Menurut wilayah", ""), ("Menurut jam", "jam")))
        for choice in (self.kind, self.rows):
            choice.currentIndexChanged.connect(lambda _: self.reload())
        self.grid = CalendarGrid()
        self.grid.opened.connect(self._open)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self.up)
        head.addWidget(self.title, 1)
        head.addWidget(self.rows)
        head.addWidget(self.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.summary)
        column.addWidget(self.grid, 1)

    def put(self, target: SessionDetails | str) -> None:
        if isinstance(target, str):
            self._top = self._area = target
            self.reload()

    def reload(self) -> None:
        area, kind, by_hour = self._area, str(self.kind.value), bool(self.rows.value)
        self.desk.background.ask(
            self, lambda db: calendar.calendar(db, area, kind, by_hour=by_hour), self._show, topic="calendar"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.go_up()
        else:
            super().keyPressEvent(event)

    def go_up(self) -> None:
        """The area around this one, as far as the province."""
        if self._area:
            above = parent(self._area)
            self._area = "" if "." not in above else above
            self.reload()

    def _open(self, row: int, _: int, session_id: int) -> None:
        if session_id:
            self.desk.go("sessions", session_id)
        elif self._shown is not None and not self.rows.value and len(self._area) < _KELURAHAN:
            self._area = self._shown.rows[row][0]
            self.reload()

    def _show(self, found: Calendar) -> None:
        self._shown = found
        level = self._area.count(".") + 1 if self._area else 1
        names = ("", "", "", "Kecamatan ", "Kelurahan ")
        self.title.setText(f"{names[level]}{words.short_area(found.name)}")
        self.up.setEnabled(bool(self._area))
        self.rows.setEnabled(len(self._area) < _KELURAHAN)
        sessions = sum(tally.sessions for tally in found.totals.values())
        self.summary.setText(
            f"{words.number(sessions)} sesi dalam {len(found.days)} hari"
            if sessions
            else "Belum ada sesi di wilayah ini. Susun pada tab Rencana, atau pilih jenis sesi lain."
        )
        self.grid.put(_cells(found))


def _cells(found: Calendar) -> Cells:
    heads = tuple((words.short_weekday(day), f"{words.number(found.totals[day].sessions)} sesi") for day in found.days)
    entries: dict[tuple[str, object], list[Thing]] = {}
    for entry in found.entries:
        entries.setdefault((f"{entry.starts}–{entry.ends}", entry.day), []).append(_session(entry))
    things: dict[tuple[int, int], tuple[Thing, ...]] = {}
    for row, (key, _) in enumerate(found.rows):
        for column, day in enumerate(found.days):
            if (own := entries.get((key, day))) is not None:
                things[row, column] = tuple(own)
            elif (tally := found.cells.get((key, day))) is not None:
                things[row, column] = (_count(tally),)
    return Cells(heads, tuple(words.short_area(name) for _, name in found.rows), things)


def _count(tally: Tally) -> Thing:
    note = f"{words.number(tally.crews)} TPS"
    return Thing(0, f"{words.number(tally.sessions)} sesi", note, _mark(tally.done, tally.sessions))


def _session(entry: Entry) -> Thing:
    closed = entry.state == "selesai"
    return Thing(entry.id, f"Gel. {entry.wave} · {entry.title}", entry.venue, _mark(int(closed), 1))


def _mark(done: int, sessions: int) -> Mark:
    if not done:
        return Mark("state-none", "muted")
    return Mark("state-full", "good") if done == sessions else Mark("state-half", "warn")
