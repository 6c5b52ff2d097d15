"""Small plans for tests: kelurahan with crews of seven, rooms and trainers of their own."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.crews import Crew
from kpps_desk.domain.planning import Ground, Request, Room, Trainer

FIRST, SECOND = date(2024, 11, 8), date(2024, 11, 9)
MORNING, AFTERNOON = ("08.00", "12.00"), ("13.00", "17.00")
HOME, NEXT = "31.71.01.1001", "31.71.01.1002"
KECAMATAN = "31.71.01"


def crews(count: int, area: str = HOME, size: int = 7) -> list[Crew]:
    """TPS 001 and on."""
    code = area.replace(".", "")
    return [Crew(int(code[-4:]) * 1000 + number, f"{code}{number:03d}", size) for number in range(1, count + 1)]


def request(**other: Any) -> Request:
    """Two days, two times, one room a kelurahan, 50 people."""
    given: dict[str, Any] = {
        "area": KECAMATAN,
        "days": (FIRST, SECOND),
        "times": (MORNING, AFTERNOON),
        "rooms": ("Aula {kelurahan}",),
        "capacity": 50,
    }
    return Request(SessionKind.TRAINING, **{**given, **other})


def ground(rooms: Iterable[Room] = (), trainers: Sequence[Trainer] = (), **other: Any) -> Ground:
    """Two kelurahan with names; nothing else is taken."""
    by_area: dict[str, tuple[Room, ...]] = {}
    for room in rooms:
        by_area[room.area] = (*by_area.get(room.area, ()), room)
    return Ground({HOME: "Gambir", NEXT: "Cideng"}, by_area, tuple(trainers), **other)
