"""Make-ups: who missed gets the nearest later session with room.

What a newcomer gets wrong: going through the people once. All get what their own kelurahan has room for before anybody
goes to a neighbour's: else those who come first in the street would sit on their neighbours' chairs.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

_TIERS = (10, 6, 4, 2)  # digits of an area's code that a person's place shares with it: kelurahan .. province
_NO_LIMIT = 1_000_000


class Cause(StrEnum):
    """Why somebody needs another session."""

    ABSENT = "tidak hadir"  # marked as izin, sakit or tanpa keterangan
    UNRECORDED = "belum dicatat"  # the session is over and nobody said whether they came
    UNCALLED = "belum dipanggil"  # on the seat since, or in need of one session more


class Need(NamedTuple):
    """Somebody whom no coming session expects. `after`: when the session that they missed last began."""

    member: int
    place: str  # 14 digits
    cause: Cause
    missed: int | None = None
    attempts: int = 0  # sessions missed so far
    after: tuple[date, str] = (date.min, "")


class Opening(NamedTuple):
    """A coming session. `area` is its code in digits; `room` for so many more, None: for any number."""

    session: int
    area: str
    day: date
    starts: str
    room: int | None

    @property
    def time(self) -> tuple[date, str]:
        return self.day, self.starts


def nearest(place: str, openings: Iterable[Opening], after: tuple[date, str] = (date.min, "")) -> list[Opening]:
    """The openings that somebody of this place could go to, the nearest first; of equals the earliest."""
    ranked = [(tier, one.time, one.session, one) for one in openings if (tier := _tier(place, one.area)) is not None]
    return [one for _, time, _, one in sorted(ranked) if time > after]


def assign(
    needs: Sequence[Need], openings: Sequence[Opening], chosen: Mapping[int, int | None] | None = None
) -> dict[int, int]:
    """Member -> session: `chosen` first (None: not now), then the nearest; who is missing found no room."""
    chosen = chosen or {}
    room = {one.session: _NO_LIMIT if one.room is None else one.room for one in openings}
    times = {one.session: one.time for one in openings}
    given: dict[int, int] = {}
    for need in needs:
        session = chosen.get(need.member)
        if session is not None and room.get(session, 0) > 0 and times[session] > need.after:
            given[need.member] = session
            room[session] -= 1
    waiting = [need for need in needs if need.member not in given and chosen.get(need.member, 0) is not None]
    for digits in _TIERS:
        waiting = _fill(digits, waiting, openings, room, given)
    return given


def _tier(place: str, area: str) -> int | None:
    for rank, digits in enumerate(_TIERS):
        if _reaches(digits, area) and area[:digits] == place[:digits]:
            return rank
    return None


def _reaches(digits: int, area: str) -> bool:
    """Beyond the kabupaten/kota only a session of the whole province is near enough."""
    return len(area) == digits if digits == _TIERS[-1] else len(area) >= digits


def _fill(
    digits: int, waiting: Sequence[Need], openings: Sequence[Opening], room: dict[int, int], given: dict[int, int]
) -> list[Need]:
    """Give out what is within reach; who is left."""
    rows: dict[str, list[Opening]] = {}
    for one in sorted(openings, key=lambda one: (one.time, one.session)):
        if _reaches(digits, one.area) and room[one.session] > 0:
            rows.setdefault(one.area[:digits], []).append(one)
    full = dict.fromkeys(rows, 0)  # so many at the beginning of the row have no room left
    left: list[Need] = []
    for need in waiting:
        near = need.place[:digits]
        row = rows.get(near, [])
        while row and full[near] < len(row) and not room[row[full[near]].session]:
            full[near] += 1
        found = (
            next((one for one in row[full.get(near, 0) :] if room[one.session] and one.time > need.after), None)
            if row
            else None
        )
        if found is None:
            left.append(need)
        else:
            given[need.member] = found.session
            room[found.session] -= 1
    return left
