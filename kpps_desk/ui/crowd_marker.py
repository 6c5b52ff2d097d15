"""Several people at once at the door: the rows chosen in the roll, or whoever is missing of a crew.

What a newcomer gets wrong: guessing a crew. It is the one that is typed, scanned or shown; who of it has a mark already
keeps it.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance, ByCrew, ByStation, read_mark
from kpps_desk.operations import attendance as marking
from kpps_desk.operations import door
from kpps_desk.operations.attendance import MarkResult
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui.crew_shown import STATION
from kpps_desk.ui.marker import Marker


class CrowdMarker(QObject):
    """Beside a Marker, through the same panels; one act each, taken back as one."""

    def __init__(self, marker: Marker) -> None:
        super().__init__(marker)
        self._marker = marker
        marker.rows_wanted.connect(self.mark_rows)
        marker.panel.status_wanted.connect(self.mark_rows)
        marker.door.rest_wanted.connect(self.mark_missing)

    def mark_rows(self, status: Attendance) -> None:
        """Give the rows chosen in the roll this status."""
        chosen = list(self._marker.panel.chosen_ids())
        if self._marker.session is None:
            return
        if not chosen:
            self._marker.door.verdict.say(
                "", "info", "Siapa?", "Ketik dahulu orangnya, atau pilih barisnya pada daftar hadir."
            )
            return
        session_id = self._marker.session.id
        self._mark_many(status, len(chosen), lambda tx: marking.mark(tx, session_id, chosen, status))

    def mark_missing(self, status: Attendance) -> None:
        """Give this status to whoever is missing of the crew that is typed, scanned or shown."""
        station = self._meant_station()
        if self._marker.session is None:
            return
        missing = self._marker.crew.missing_of(station)
        if not missing:
            head = f"Regu TPS {station[10:]} sudah dicatat semua" if station else "Regu mana?"
            self._marker.door.verdict.say("", "info", head, "Ketik nomor TPS, atau pindai kode regunya.")
            return
        session_id = self._marker.session.id
        self._marker.door.take()
        self._marker.crew.show(station)
        self._mark_many(status, missing, lambda tx: door.mark_missing(tx, session_id, station, status))

    def _meant_station(self) -> str:
        if not self._marker.door.text:
            return self._marker.crew.station
        sought = read_mark(self._marker.door.text)
        if isinstance(sought, ByStation):
            return sought.station
        stations = {row.place[:STATION] for row in self._marker.door.known_rows()}
        return stations.pop() if isinstance(sought, ByCrew) and len(stations) == 1 else ""

    def _mark_many(self, status: Attendance, people: int, change: Callable[[Transaction], MarkResult]) -> None:
        marker = self._marker

        def done(result: MarkResult) -> None:
            marker.in_flight -= 1
            marker.answers += 1
            if result.done:
                marker.remember(f"{words.attendance(status)} · {words.number(len(result.done))} orang")
            marker.shown = None
            marker.door.verdict.put_many(result, status)
            marker.sounds.play(marker.door.verdict.tone)
            marker.panel.view.clearSelection()
            marker.landed()
            marker.stale.emit()

        marker.do(marking.entry_title(status, people), change, done, marker.failed)
