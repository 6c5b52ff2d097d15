"""Which TPS are not ready, and whom to call.

The counts are kept beside each station (conclusions), so a board of the whole province is one pass over 14,835 rows.
What a newcomer gets wrong: adding KPPS and officers together. 103,845 KPPS and 29,670 officers are shown apart.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, bindparam, func, literal, or_, select, type_coerce

from kpps_desk import words
from kpps_desk.domain import readiness
from kpps_desk.domain.places import digits, dotted
from kpps_desk.domain.readiness import Lack, Tally
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

WIDTHS = {"kabkota": 5, "kecamatan": 8, "kelurahan": 13}  # characters of a code with dots
LEVELS = (*WIDTHS, "tps")

_station, _area = schema.polling_station.c, schema.area.c
_member, _seat, _appointment = schema.member.c, schema.seat.c, schema.appointment.c
_COUNTS = [_station[f"{group}_{count}"] for group in ("kpps", "officer") for count in Tally._fields]


class AreaRow(NamedTuple):
    """One area or TPS with its counts."""

    code: str  # with dots; a TPS: its 13 digits
    name: str
    stations: int
    ready: int
    kpps: Tally
    officers: Tally


class Caller(NamedTuple):
    """Whom to call about a crew: its chair, else whoever sits first."""

    name: str
    phone: str
    seat: int


class StationRow(NamedTuple):
    """A TPS that isn't ready."""

    station_id: int
    code: str
    number: str
    kelurahan: str
    kecamatan: str
    lacks: tuple[Lack, ...]
    call: Caller | None


@dataclass(frozen=True, slots=True)
class NotReady:
    """Which TPS the list shows: those of `area` that aren't ready, or only those that miss `lack` (of Lack.what)."""

    area: str = ""
    lack: str = ""


# By kelurahan through the index on area_id: 8 ms for the province; grouped by a prefix of the code it takes 22.
_KELURAHAN = (
    select(
        _station.area_id,
        func.count(),
        func.sum(type_coerce(_station.ready, Integer)),  # as Boolean every sum would come back as 1
        *(func.sum(column) for column in _COUNTS),
    )
    .where(_station.area_id.in_(select(_area.id).where(_area.code >= bindparam("low"), _area.code < bindparam("high"))))
    .group_by(_station.area_id)
)
_STATIONS = (
    select(_station.code, literal(1), _station.ready, *_COUNTS)
    .where(_station.code >= bindparam("low"), _station.code < bindparam("high"))
    .order_by(_station.code)
)
_STEPS = {  # what is missing -> the count beside a station, and the field of Needs that it must reach
    "kursi": ("filled", "seats"),
    "sumpah": ("sworn", "sworn"),
    "bimtek": ("trained", "trained"),
    "sertifikat": ("certified", "certified"),
}


def _missing(lack: str) -> ColumnElement[bool]:
    """Whether a station misses this; what the roles need comes as the parameters kpps_need and officer_need."""
    if lack == "syarat":
        return or_(*(_station[f"{group}_eligible"] < _station[f"{group}_filled"] for group in ("kpps", "officer")))
    return or_(*(_station[f"{group}_{_STEPS[lack][0]}"] < bindparam(f"{group}_need") for group in ("kpps", "officer")))


_IDS = (
    select(_station.id)
    .where(_station.ready.is_(False), _station.code >= bindparam("low"), _station.code < bindparam("high"))
    .order_by(_station.code)
)
_IDS_BY_LACK = {"": _IDS, **{lack: _IDS.where(_missing(lack)) for lack in readiness.ORDER}}
_FIRST_BY_LACK = {lack: statement.limit(bindparam("limit")) for lack, statement in _IDS_BY_LACK.items()}
_PAGE = (
    select(_station.id, _station.code, _station.number, *_COUNTS)
    .where(_station.id.in_(bindparam("ids", expanding=True)))
    .order_by(_station.code)
)
_CALLERS = (
    select(_seat.station_id, _seat.number, _member.title_before, _member.name, _member.title_after, _member.phone)
    .join(schema.appointment, (_appointment.seat_id == _seat.id) & _appointment.until.is_(None))
    .join(schema.member, _member.id == _appointment.member_id)
    .where(_seat.station_id.in_(bindparam("stations", expanding=True)))
    .order_by(_seat.station_id, _seat.number.desc())
)


def _range(area: str) -> dict[str, str]:
    prefix = digits(area)
    return {"low": prefix, "high": prefix + ":"}


def _tallies(row: Sequence[Any], first: int) -> tuple[Tally, Tally]:
    half = first + len(Tally._fields)
    return Tally(*row[first:half]), Tally(*row[half : half + len(Tally._fields)])


def by_level(db: Snapshot, level: str, area: str = "") -> list[AreaRow]:
    """The counts of every area of this level ('kabkota' ... 'tps') within `area`, in the order of their codes."""
    if level == "tps":
        return [
            AreaRow(row.code, f"TPS {row.code[10:]}", 1, int(row.ready), *_tallies(row, 3))
            for row in db.rows(_STATIONS, _range(area))
        ]
    codes, names = areas.codes(db), areas.names(db)
    within = dotted(digits(area)) if area else ""
    gathered: dict[str, list[int]] = {}
    for row in db.rows(_KELURAHAN, {"low": within, "high": within + ":"}):
        code = codes[row.area_id][: WIDTHS[level]]
        counts = gathered.setdefault(code, [0] * (len(row) - 1))
        gathered[code] = [before + int(more) for before, more in zip(counts, row[1:], strict=True)]
    return [
        AreaRow(code, names[code], counts[0], counts[1], *_tallies(counts, 2))
        for code, counts in sorted(gathered.items())
    ]


def total(rows: list[AreaRow]) -> AreaRow:
    """The sum of these rows."""
    return AreaRow(
        "",
        "Jumlah",
        sum(row.stations for row in rows),
        sum(row.ready for row in rows),
        Tally(*(sum(counts) for counts in zip(*(row.kpps for row in rows), strict=True))) if rows else Tally(),
        Tally(*(sum(counts) for counts in zip(*(row.officers for row in rows), strict=True))) if rows else Tally(),
    )


def not_ready_ids(db: Snapshot, wanted: NotReady) -> "array[int]":
    """The TPS that are not ready, in the order of their codes."""
    return db.ids(_IDS_BY_LACK[wanted.lack], _asked(db, wanted))


def first_not_ready(db: Snapshot, wanted: NotReady, limit: int = 100) -> "array[int]":
    """The first of them."""
    return db.ids(_FIRST_BY_LACK[wanted.lack], {**_asked(db, wanted), "limit": limit})


def count_not_ready(db: Snapshot, wanted: NotReady) -> int:
    return len(not_ready_ids(db, wanted))  # 3 ms for the province


def _asked(db: Snapshot, wanted: NotReady) -> dict[str, Any]:
    needed: dict[str, Any] = {}
    if wanted.lack in _STEPS:
        roles = areas.roles(db).values()
        for group, kpps in (("kpps", True), ("officer", False)):
            needed[f"{group}_need"] = getattr(readiness.needs(roles, kpps=kpps), _STEPS[wanted.lack][1])
    return {**_range(wanted.area), **needed}


def stations(db: Snapshot, ids: Sequence[int]) -> dict[int, StationRow]:
    """The rows of these TPS, in the order of their codes: what each lacks and whom to call."""
    rows = [row for chunk in _chunks(ids) for row in db.rows(_PAGE, {"ids": chunk})]
    names = {digits(code): name for code, name in areas.names(db).items()}
    roles = areas.roles(db).values()
    kpps_needs, officer_needs = (readiness.needs(roles, kpps=kpps) for kpps in (True, False))
    callers = _callers(db, [row.id for row in rows])
    found = {}
    for row in rows:
        kpps, officers = _tallies(row, 3)
        lacks = _together(readiness.lacks(kpps, kpps_needs), readiness.lacks(officers, officer_needs))
        place = names[row.code[:10]], names[row.code[:6]]
        found[row.id] = StationRow(row.id, row.code, row.number, *place, lacks, callers.get(row.id))
    return found


def not_ready(db: Snapshot, area: str = "", limit: int = 200) -> list[StationRow]:
    """The first TPS of `area` that are not ready, with what each lacks and whom to call."""
    return list(stations(db, first_not_ready(db, NotReady(area), limit)).values())


def _chunks(ids: Sequence[int]) -> Iterable[list[int]]:
    return (list(ids[start : start + 500]) for start in range(0, len(ids), 500))


def _together(kpps: tuple[Lack, ...], officers: tuple[Lack, ...]) -> tuple[Lack, ...]:
    people = {lack.what: lack.people for lack in kpps}
    for lack in officers:
        people[lack.what] = people.get(lack.what, 0) + lack.people
    return tuple(Lack(what, people[what]) for what in readiness.ORDER if what in people)


def _callers(db: Snapshot, crews: list[int]) -> dict[int, Caller]:
    """Rows come with the last seat first, so the lowest seat with a holder stays; a phone is worth more than a rank."""
    found: dict[int, Caller] = {}
    for chunk in _chunks(crews):
        for row in db.rows(_CALLERS, {"stations": chunk}):
            before = found.get(row.station_id)
            if row.phone or before is None or not before.phone:
                full = words.full_name(row.title_before, row.name, row.title_after)
                found[row.station_id] = Caller(full, row.phone, row.number)
    return found
