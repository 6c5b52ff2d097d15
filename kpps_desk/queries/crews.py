"""The crews as the list in Kursi shows them: how full, who is unfit, how many women, which wait for a decree.

The counts are kept beside each station (conclusions), so every filter is one walk over at most 14,835 rows: 3 to 6 ms
for the province. What a newcomer gets wrong: counting officers into the women's share. It is the KPPS's alone.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.sql import Select

from kpps_desk.domain import crew_choice
from kpps_desk.domain.places import digits
from kpps_desk.domain.stages import Stage
from kpps_desk.domain.values import name_key
from kpps_desk.problems import Gone
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_station, _member, _role = schema.polling_station.c, schema.member.c, schema.role.c
_filled = _station.kpps_filled + _station.officer_filled
_seats = _station.kpps_seats + _station.officer_seats
_WANTS: dict[str, ColumnElement[bool]] = {
    "vacant": _filled < _seats,
    "empty": _filled == 0,
    "unfit": _station.kpps_eligible + _station.officer_eligible < _filled,
    "undecreed": _station.undecreed > 0,
    # fewer than the share, rounded up, is the same as fewer than the share itself
    "women": _station.women < _station.kpps_filled * bindparam("share") - 1e-9,
}
LACKS = tuple(_WANTS)


@dataclass(frozen=True, slots=True)
class CrewFilter:
    """`text`: 1-3 digits a TPS number, words a kelurahan's name. `area`: a code, also a TPS's 13 digits."""

    text: str = ""
    area: str = ""
    lack: str = ""  # one of LACKS
    descending: bool = False


class CrewRow(NamedTuple):
    """One TPS. `few_women`: the share of the rule pack isn't reached by those who sit there."""

    id: int
    code: str  # 13 digits
    number: str
    kelurahan: str
    kecamatan: str
    kpps_seats: int
    kpps_filled: int
    officer_seats: int
    officer_filled: int
    unfit: int
    women: int
    undecreed: int
    few_women: bool

    @property
    def seats(self) -> int:
        return self.kpps_seats + self.officer_seats

    @property
    def filled(self) -> int:
        return self.kpps_filled + self.officer_filled


class Balance(NamedTuple):
    """One kelurahan: how many seats are vacant, and how many eligible people have none."""

    code: str  # with dots
    name: str
    stations: int  # with vacant seats
    kpps_vacant: int
    kpps_spare: int
    officers_vacant: int
    officers_spare: int


@cache
def _question(text: str, lack: str, descending: bool, limited: bool, counting: bool) -> Select[Any]:
    statement = select(func.count(_station.id) if counting else _station.id).where(
        _station.code >= bindparam("low"), _station.code < bindparam("high")
    )
    if text == "tps":
        statement = statement.where(_station.number == bindparam("tps"))
    elif text == "name":
        statement = statement.where(_station.area_id.in_(bindparam("kelurahan", expanding=True)))
    if lack:
        statement = statement.where(_WANTS[lack])
    if not counting:
        statement = statement.order_by(_station.code.desc() if descending else _station.code)
    return statement.limit(bindparam("limit")) if limited else statement


def _asked(db: Snapshot, wanted: CrewFilter) -> tuple[str, dict[str, Any]]:
    low = digits(wanted.area)
    values: dict[str, Any] = {"low": low, "high": low + ":"}
    if wanted.lack == "women":
        values["share"] = areas.election(db).rules.women_share
    compact = wanted.text.replace(" ", "").removeprefix("TPS").removeprefix("tps")
    if compact.isascii() and compact.isdigit():
        return "tps", {**values, "tps": compact.zfill(3)}
    sought = name_key(wanted.text).split()
    if not sought:
        return "", values
    found = [
        id_
        for id_, code, name in areas.kelurahan(db)
        if all(f" {word}" in f" {name_key(name)}" for word in sought) and digits(code).startswith(low[:10])
    ]
    return "name", {**values, "kelurahan": found}


def first(db: Snapshot, wanted: CrewFilter, limit: int = 100) -> "array[int]":
    text, values = _asked(db, wanted)
    return db.ids(_question(text, wanted.lack, wanted.descending, True, False), {**values, "limit": limit})


def count(db: Snapshot, wanted: CrewFilter) -> int:
    text, values = _asked(db, wanted)
    return int(db.value(_question(text, wanted.lack, False, False, True), values) or 0)


def ids(db: Snapshot, wanted: CrewFilter) -> "array[int]":
    """All of them, in the order of their codes."""
    text, values = _asked(db, wanted)
    return db.ids(_question(text, wanted.lack, wanted.descending, False, False), values)


_ROWS = select(
    _station.id, _station.code, _station.number,
    _station.kpps_seats, _station.kpps_filled, _station.kpps_eligible,
    _station.officer_seats, _station.officer_filled, _station.officer_eligible,
    _station.women, _station.undecreed,
)  # fmt: skip
_PAGE = _ROWS.where(_station.id.in_(bindparam("ids", expanding=True)))
_ONE = _ROWS.where(_station.code == bindparam("code"))


def page(db: Snapshot, ids: Sequence[int]) -> dict[int, CrewRow]:
    """The rows of some TPS (a page of 100, not all of them)."""
    return _rows(db, db.rows(_PAGE, {"ids": list(ids)}))


def one(db: Snapshot, station_code: str) -> CrewRow:
    """The row of one TPS by its 13 digits; Gone if there is none."""
    found = _rows(db, db.rows(_ONE, {"code": station_code}))
    if not found:
        raise Gone(f"TPS {station_code} tidak ditemukan.")
    return next(iter(found.values()))


_OF_AREA = _ROWS.where(_station.code >= bindparam("low"), _station.code < bindparam("high"))


def rows(db: Snapshot, area: str) -> list[CrewRow]:
    """The rows of all TPS of an area, for a file or a sum."""
    within = {"low": digits(area), "high": digits(area) + ":"}
    return sorted(_rows(db, db.rows(_OF_AREA, within)).values(), key=lambda row: row.code)


def _rows(db: Snapshot, rows: Sequence[Any]) -> dict[int, CrewRow]:
    names = {digits(code): name for code, name in areas.names(db).items()}
    share = areas.election(db).rules.women_share
    return {
        row.id: CrewRow(
            row.id, row.code, row.number, names[row.code[:10]], names[row.code[:6]],
            row.kpps_seats, row.kpps_filled, row.officer_seats, row.officer_filled,
            row.kpps_filled - row.kpps_eligible + row.officer_filled - row.officer_eligible,
            row.women, row.undecreed, crew_choice.few_women(row.women, row.kpps_filled, share),
        )
        for row in rows
    }  # fmt: skip


_VACANT = (
    select(
        _station.area_id,
        func.count(),
        func.sum(_station.kpps_seats - _station.kpps_filled),
        func.sum(_station.officer_seats - _station.officer_filled),
    )
    .where(_station.code >= bindparam("low"), _station.code < bindparam("high"), _WANTS["vacant"])
    .group_by(_station.area_id)
)
_SPARE = (
    select(func.substr(_member.place, 1, 10), _role.kpps, func.count())
    .join(schema.role, _role.id == _member.role_id)
    .where(
        _member.stage == int(Stage.ELIGIBLE), _member.place >= bindparam("low"), _member.place < bindparam("high")
    )
    .group_by(func.substr(_member.place, 1, 10), _role.kpps)
)  # fmt: skip


def balance(db: Snapshot, area: str) -> list[Balance]:
    """Where seats are vacant and where eligible people have none: the kelurahan of an area that have either."""
    within = {"low": digits(area), "high": digits(area) + ":"}
    codes, names = areas.codes(db), areas.names(db)
    vacant = {digits(codes[row[0]]): tuple(row)[1:] for row in db.rows(_VACANT, within)}
    spare = {(row[0], bool(row[1])): row[2] for row in db.rows(_SPARE, within)}
    dotted = {digits(code): code for code in names}
    return [
        Balance(
            dotted[place], names[dotted[place]], stations, kpps, spare.get((place, True), 0),
            officers, spare.get((place, False), 0),
        )
        for place in sorted(vacant.keys() | {place for place, _ in spare})
        if place in dotted
        for stations, kpps, officers in (vacant.get(place, (0, 0, 0)),)
    ]  # fmt: skip
