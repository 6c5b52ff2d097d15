"""A crew of which some missed its session, and a later session with room: what make-ups are tried on."""

from datetime import date

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.operations import attendance
from kpps_desk.operations.checking import check
from kpps_desk.store.database import Database
from tests.gatherings import gather
from tests.people import crew

FIRST, LATER = date(2024, 11, 8), date(2024, 11, 12)


def missed(database: Database, *, absent: int = 2, room: int = 20) -> tuple[list[int], int, int]:
    """(members by seat, session missed, later session of TPS 002 with room); the clock must be between the two."""
    members = crew(database)
    first = gather(database, SessionKind.TRAINING, 1, day=FIRST, capacity=20)
    later = gather(database, SessionKind.TRAINING, 2, day=LATER, capacity=room)
    with database.write("Tandai", by="penguji") as tx:
        attendance.mark(tx, first, members[:absent], Attendance.ABSENT)
        attendance.mark_all_present(tx, first)
    assert check(database) == []
    return members, first, later
