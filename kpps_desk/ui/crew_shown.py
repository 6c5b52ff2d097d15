"""Whose nine are shown at the door: the crew of whom was marked last, put at once from the roll, then with its seats.

What a newcomer gets wrong: waiting for the seats. The roll already knows who is expected and how they stand; telephone
numbers and vacant seats follow from a question that is asked once a crew.
"""

from PySide6.QtCore import QObject

from kpps_desk.domain.attendance import Attendance
from kpps_desk.queries import seats
from kpps_desk.queries.seats import SeatLine
from kpps_desk.ui import crew_lines, roll
from kpps_desk.ui.background import Background
from kpps_desk.ui.door import DoorPanel
from kpps_desk.ui.roll import Roll

STATION = 13  # digits of its code


class CrewShown(QObject):
    """`station` is a TPS's code, or '' (also for who has no TPS)."""

    def __init__(self, background: Background, door: DoorPanel) -> None:
        super().__init__(door)
        self._background = background
        self._door = door
        self._roll = Roll()
        self._seats: dict[str, list[SeatLine]] = {}
        self.station = ""

    def put(self, rows: Roll) -> None:
        """Another roll, or the same one asked again: seats may have changed too."""
        self._roll = rows
        self._seats.clear()
        self.show(self.station)

    def show(self, station: str) -> None:
        """The crew of this TPS as the roll has it now."""
        self.station = station if len(station) == STATION else ""
        if self.station and self.station not in self._seats:
            asked = self.station
            self._background.ask(
                self, lambda db: seats.crew(db, asked), lambda found: self._known(asked, found), topic="crew"
            )
        self._paint()

    def missing(self) -> int:
        """How many of them are expected and have no mark."""
        return self.missing_of(self.station)

    def missing_of(self, station: str) -> int:
        crew = self._roll.station(station) if station else []
        return sum(not row.walk_in and row.status is Attendance.NOT_RECORDED for row in crew)

    def _known(self, station: str, found: list[SeatLine]) -> None:
        self._seats[station] = found
        if station == self.station:
            self._paint()

    def _paint(self) -> None:
        crew = self._roll.station(self.station) if self.station else []
        lines = crew_lines.lines(self._seats.get(self.station, ()), self._roll.rows, crew)
        standing = f"Regu TPS {self.station[10:]} · {roll.standing(crew)}" if crew else ""
        self._door.put_crew(lines, standing, self.missing())
