"""Sessions and marks: kinds, statuses, and what the one field at the door understands."""

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class SessionKind(StrEnum):
    OATH = "pelantikan"
    TRAINING = "bimtek"


class Attendance(IntEnum):
    """Stored numbers, never renumber. No mark at all is NOT_RECORDED, which is not the same as absent."""

    NOT_RECORDED = 0
    PRESENT = 1
    EXCUSED = 2  # izin
    SICK = 3
    ABSENT = 4  # tanpa keterangan


@dataclass(frozen=True, slots=True)
class BySeat:
    """`012 3`: seat 3 of TPS 012."""

    tps: str
    seat: int


@dataclass(frozen=True, slots=True)
class ByNikEnd:
    """The last four digits of the NIK."""

    digits: str


@dataclass(frozen=True, slots=True)
class ByName:
    """Letters of a name."""

    letters: str


Sought = BySeat | ByNikEnd | ByName

_SEAT = re.compile(r"^(\d{1,3})[\s./-]+(\d)$")


def read_mark(text: str) -> Sought | None:
    """What was typed at the door; None for nothing. `12 3`, `012-3` and `012.3` are TPS 012 seat 3."""
    text = text.strip()
    if not text:
        return None
    if found := _SEAT.match(text):
        return BySeat(found[1].zfill(3), int(found[2]))
    if re.fullmatch(r"\d{4}", text):
        return ByNikEnd(text)
    return ByName(text)
