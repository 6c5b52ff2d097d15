"""The rules in force with the roles of a crew, their versions, and what a change of them would meet.

What a newcomer gets wrong: looking for version 1 in every file. A workspace made before versions were kept gets it with
the first adoption; until then `versions` tells it from the election and from the journal's first entry.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select, true

from kpps_desk.domain.rules import Draft
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

FIRST_REASON = "Aturan saat berkas kerja dibuat"
_pack, _journal = schema.rule_pack.c, schema.journal.c
_seat, _appointment, _member, _role = schema.seat.c, schema.appointment.c, schema.member.c, schema.role.c
_station = schema.polling_station.c

_NEWEST = select(func.max(_pack.number))
_VERSIONS = select(_pack.number, _pack.content, _pack.reason, _pack.adopted_by, _pack.adopted_at).order_by(
    _pack.number.desc()
)
_FIRST_ENTRY = select(_journal.by, _journal.at).order_by(_journal.clock, _journal.seq).limit(1)
_ROSTER = select(_member.id).where(_member.active == true()).order_by(_member.place, _member.id)
_STATION_IDS = select(_station.id).order_by(_station.id)
_STATIONS = select(_station.id, _station.code, _station.ready).order_by(_station.id)
_SEATS = select(_seat.id, _seat.number, _seat.code).where(_seat.number.in_(bindparam("numbers", expanding=True)))
_EVER_HELD = (
    select(func.count(func.distinct(_appointment.seat_id)))
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .where(_seat.number.in_(bindparam("numbers", expanding=True)))
)
_ON_ROLES = (
    select(_member.role_id, func.count())
    .where(_member.role_id.in_(bindparam("roles", expanding=True)))
    .group_by(_member.role_id)
)
_CREWS = (
    select(
        _seat.station_id,
        _seat.role_id,
        func.count(_member.id),
        func.count(_member.id).filter(_member.eligibility == "MS"),
        func.count(_member.sworn),
        func.count(_member.trained),
        func.count(_member.id).filter(_member.certified == true()),
    )
    .outerjoin(schema.appointment, (_appointment.seat_id == _seat.id) & _appointment.until.is_(None))
    .outerjoin(schema.member, _member.id == _appointment.member_id)
    .group_by(_seat.station_id, _seat.role_id)
)
_HOLDERS = (
    select(_appointment.member_id, _seat.station_id, _seat.role_id)
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .where(_appointment.until.is_(None))
)
_RECORDS = {
    table.name: select(table.c.code, func.count())
    .where(table.c.code.in_(bindparam("codes", expanding=True)))
    .group_by(table.c.code)
    for table in (schema.document, schema.requirement)
}


class Version(NamedTuple):
    """One version of the rules; `draft` begins from it as it was."""

    number: int
    draft: Draft
    reason: str
    by: str
    at: int  # UTC milliseconds


class Steps(NamedTuple):
    """How many people of one role at one station hold a seat, and how far they have come."""

    filled: int
    eligible: int
    sworn: int
    trained: int
    certified: int


def newest(db: Snapshot) -> int:
    """The number of the version in force."""
    return int(db.value(_NEWEST) or 1)


def current(db: Snapshot) -> Draft:
    """The rules in force, to begin a draft from."""
    election = areas.election(db)
    return Draft(election.rules, election.roles, newest(db))


def voting_day(db: Snapshot) -> date:
    return areas.election(db).voting_day


def versions(db: Snapshot) -> list[Version]:
    """All of them, newest first."""
    kept = [
        Version(row.number, Draft.from_json(row.content, row.number), row.reason, row.adopted_by, row.adopted_at)
        for row in db.rows(_VERSIONS)
    ]
    return kept or [_first(db)]


def _first(db: Snapshot) -> Version:
    begun = db.row(_FIRST_ENTRY)
    by, at = (begun.by, begun.at) if begun is not None else ("", 0)
    return Version(1, current(db), FIRST_REASON, by, at)


def roster(db: Snapshot) -> "array[int]":
    """All active members in the order of their places."""
    return db.ids(_ROSTER)


def station_ids(db: Snapshot) -> "array[int]":
    return db.ids(_STATION_IDS)


def stations(db: Snapshot) -> Sequence[AnyRow]:
    """(id, code, ready) of every station."""
    return db.rows(_STATIONS)


def seats_numbered(db: Snapshot, numbers: Iterable[int]) -> Sequence[AnyRow]:
    """(id, number, code) of the seats that bear these numbers in their crews."""
    return db.rows(_SEATS, {"numbers": list(numbers)})


def seats_ever_held(db: Snapshot, numbers: Iterable[int]) -> int:
    """How many seats of these numbers somebody holds or once held."""
    return int(db.value(_EVER_HELD, {"numbers": list(numbers)}) or 0)


def people_on_roles(db: Snapshot, roles: Iterable[int]) -> dict[int, int]:
    """Role -> how many members asked for it or hold it, those who left too."""
    return dict(db.rows(_ON_ROLES, {"roles": list(roles)}))


def crews(db: Snapshot) -> dict[tuple[int, int], Steps]:
    """(station, role) -> how far its people have come, as it is kept now."""
    return {(row[0], row[1]): Steps(*row[2:]) for row in db.rows(_CREWS)}


def holders(db: Snapshot) -> dict[int, tuple[int, int]]:
    """Member -> (station, role) of the seat held now."""
    return {row[0]: (row[1], row[2]) for row in db.rows(_HOLDERS)}


def records_of(db: Snapshot, table: str, codes: Iterable[str]) -> Mapping[str, int]:
    """How many records of `document` or `requirement` name these codes."""
    found: dict[str, Any] = dict(db.rows(_RECORDS[table], {"codes": list(codes)}))
    return found
