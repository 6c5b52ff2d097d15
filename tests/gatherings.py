"""Sessions for tests: small ones in Gambir, and plans with rooms enough."""

from datetime import date
from typing import Any

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.planning import Request
from kpps_desk.operations import sessions
from kpps_desk.operations.sessions import SessionDraft
from kpps_desk.store.database import Database

GAMBIR = "31.71.01.1001"
OATH_DAY, TRAINING_DAY = date(2024, 11, 7), date(2024, 11, 9)


def tps(number: int) -> str:
    """The code of a TPS of Gambir."""
    return f"3171011001{number:03d}"


def draft(kind: SessionKind = SessionKind.OATH, *numbers: int, **other: Any) -> SessionDraft:
    """A session in Gambir with the crews of these TPS (001 by default)."""
    day = OATH_DAY if kind is SessionKind.OATH else TRAINING_DAY
    stations = tuple(tps(number) for number in numbers or (1,))
    given = {"title": "Sesi uji", "day": day, "starts": "08.00", "ends": "12.00", "stations": stations}
    return SessionDraft(kind=kind, area=GAMBIR, **{**given, **other})


def gather(database: Database, kind: SessionKind = SessionKind.OATH, *numbers: int, **other: Any) -> int:
    """The same, written down; its id."""
    with database.write("Buat sesi", by="penguji") as tx:
        return sessions.create(tx, draft(kind, *numbers, **other))


def request(kind: SessionKind = SessionKind.TRAINING, **other: Any) -> Request:
    """A plan for Gambir: two days, two times, one room, 50 people."""
    given: dict[str, Any] = {
        "area": GAMBIR,
        "days": (date(2024, 11, 8), date(2024, 11, 9)),
        "times": (("08.00", "12.00"), ("13.00", "17.00")),
        "capacity": 50 if kind is SessionKind.TRAINING else 0,
    }
    return Request(kind=kind, **{**given, **other})
