"""An office with one session, and laptops that were given its kit."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.operations import attendance, kit_laptop, kits
from kpps_desk.operations.kits import Made
from kpps_desk.queries import sessions
from kpps_desk.store.database import Database
from tests.gatherings import gather
from tests.people import crew

LAPTOP = "Pelatih Satu"


class Office(NamedTuple):
    """`members` are the crew of TPS 001 in the order of their seats."""

    database: Database
    session: int
    members: list[int]


def office(database: Database, kind: SessionKind = SessionKind.OATH) -> Office:
    """A whole crew invited to one session."""
    members = crew(database)
    return Office(database, gather(database, kind), members)


def give_out(at: Office, folder: Path, name: str = "paket") -> Made:
    return kits.make(at.database, at.session, folder / f"{name}.kppssesi", by="Kantor")


def laptop(made: Made, folder: Path, clock: Callable[[], datetime]) -> Database:
    """The kit opened in this folder; close it."""
    opened = kit_laptop.open_kit(made.path, made.code, folder, by=LAPTOP, clock=clock)
    return Database.open(opened.path, clock=clock)


def mark(database: Database, status: Attendance, *places: int, by: str = LAPTOP) -> None:
    """Give whoever stands at these places of the roll (from 0) this status; the kit's session is the only one."""
    with database.write("Tandai", by=by) as tx:
        roll = sessions.roll(tx, 1)
        attendance.mark(tx, 1, [roll[place].member_id for place in places], status)


def give_back(database: Database, out: Path) -> Path:
    return kit_laptop.result(database, out, by=LAPTOP).path
