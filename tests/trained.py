"""Crews that were sworn in and trained by the program's own operations, ready for a certificate."""

from datetime import date

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import attendance, sessions
from kpps_desk.operations.sessions import SessionDraft
from kpps_desk.store.database import Database
from tests.people import STATION, crew

TRAINING_DAY = date(2024, 11, 9)


def hold(database: Database, kind: SessionKind, station: str = STATION, *, absent: tuple[int, ...] = ()) -> int:
    """A session for one crew at which everybody but `absent` was present; its id."""
    day = TRAINING_DAY if kind is SessionKind.TRAINING else date(2024, 11, 7)
    draft = SessionDraft(
        kind=kind,
        area="31.71.01.1001",
        title="Bimtek" if kind is SessionKind.TRAINING else "Pelantikan",
        day=day,
        starts="08.00",
        ends="12.00",
        venue="Aula Kelurahan Gambir",
        capacity=60,
        topics=(("Pemungutan suara", 6), ("Sirekap", 2)),
        stations=(station,),
    )
    with database.write("Sesi", by="penguji") as tx:
        session = sessions.create(tx, draft)
        attendance.mark_all_present(tx, session, absent=absent)
    return session


def trained_crew(database: Database, station: str = STATION, first: int = 1) -> list[int]:
    """A whole crew, seated, sworn in and (the KPPS) trained; members in the order of their seats."""
    members = crew(database, station, first)
    hold(database, SessionKind.OATH, station)
    hold(database, SessionKind.TRAINING, station)
    return members
