"""Sessions and marks: kinds, statuses, and what the one field at the door understands."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum

from kpps_desk.domain import scans
from kpps_desk.domain.scan_codes import CrewCode, PersonCode, SheetCode, read_code


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


_STATUS_WORDS = {
    **dict.fromkeys(("hadir", "h", "ya", "1"), Attendance.PRESENT),
    **dict.fromkeys(("izin", "ijin", "i"), Attendance.EXCUSED),
    **dict.fromkeys(("sakit", "s"), Attendance.SICK),
    **dict.fromkeys(
        ("tanpa keterangan", "tk", "alpa", "alpha", "a", "absen", "tidak hadir", "mangkir", "0"), Attendance.ABSENT
    ),
}


def parse_status(text: str) -> Attendance:
    """A status as lists write it; ValueError for anything else, and for nothing: no mark is no status."""
    status = _STATUS_WORDS.get(" ".join(text.casefold().replace(".", "").split()))
    if status is None:
        raise ValueError(text)
    return status


_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?:\s*wib)?", re.ASCII | re.IGNORECASE)


def parse_time(text: str) -> str:
    """A local time of day as papers write it, `08.00`, from `8`, `8:00`, `08.00 WIB`; ValueError for what is none."""
    found = _TIME.fullmatch(text.strip())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise ValueError(text)
    return f"{int(found[1]):02d}.{found[2] or '00'}"


_BETWEEN = re.compile(r"\s*-\s*")
_NUMBERS = re.compile(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?", re.ASCII)


def parse_numbers(text: str) -> list[int]:
    """Row numbers of a roll, `3,7,12-15` or `3 7 12 - 15`, in order and once each; ValueError for what is none."""
    found: set[int] = set()
    spread = _BETWEEN.sub("-", text.strip())
    for part in re.split(r"\s*,\s*|\s+", spread):
        numbers = _NUMBERS.fullmatch(part.strip())
        if not numbers:
            raise ValueError(part.strip())
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        if not 0 < first <= last or last - first > 10_000:
            raise ValueError(part.strip())
        found.update(range(first, last + 1))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class BySeat:
    """`012 3`: seat 3 of TPS 012."""

    tps: str
    seat: int


@dataclass(frozen=True, slots=True)
class ByCrew:
    """`012`: everybody of TPS 012, to choose from."""

    tps: str


@dataclass(frozen=True, slots=True)
class ByNikEnd:
    """The last digits of the NIK, four or more, up to the whole."""

    digits: str


@dataclass(frozen=True, slots=True)
class ByName:
    """Letters of a name."""

    letters: str


@dataclass(frozen=True, slots=True)
class ByPerson:
    """The code of an invitation or a card: one person, wherever they belong."""

    uid: bytes


@dataclass(frozen=True, slots=True)
class ByStation:
    """A crew's code: everybody of this TPS, to choose from."""

    station: str  # 13 digits


@dataclass(frozen=True, slots=True)
class ByCertificate:
    """The seal of a certificate, or its number typed: whoever holds it. `name` as the seal has it, '' if unknown."""

    number: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class BySheet:
    """A printed page of a list: nobody in particular."""

    code: str


Sought = BySeat | ByCrew | ByNikEnd | ByName | ByPerson | ByStation | ByCertificate | BySheet

_PLACE = re.compile(r"(?:tps\s*)?(\d{1,3})(?:[\s./-]+(\d))?", re.ASCII | re.IGNORECASE)
_NIK_END = re.compile(r"\d{4,16}", re.ASCII)


def read_mark(text: str) -> Sought | None:
    """What was typed at the door; None for nothing. `12 3`, `012-3`, `TPS 12/3` are a seat; `0123` ends a NIK."""
    text = text.strip()
    if not text:
        return None
    if (code := _read_code(text)) is not None:
        return code
    if found := _PLACE.fullmatch(text):
        tps = found[1].zfill(3)
        return BySeat(tps, int(found[2])) if found[2] else ByCrew(tps)
    if _NIK_END.fullmatch(text):
        return ByNikEnd(text)
    return ByName(text)


def _read_code(text: str) -> Sought | None:
    match read_code(text):
        case PersonCode(uid):
            return ByPerson(uid)
        case CrewCode(station):
            return ByStation(station)
        case SheetCode(code):
            return BySheet(code)
    number = scans.certificate_number(text)
    return ByCertificate(number, scans.certificate_name(text)) if number else None


_DAY_EARLY = 18 * 60  # minutes; who comes sooner came for another session


def minutes_early(now: datetime, day: date, starts: str) -> int:
    """How long before the session's beginning (`08.00`, local) somebody came; 0 at another day, or in time."""
    begins = datetime.combine(day, time.fromisoformat(starts.replace(".", ":")))
    early = (begins - now.replace(tzinfo=None)) // timedelta(minutes=1)
    return early if 0 < early < _DAY_EARLY and now.date() == day else 0
