"""Who and what is there before a list comes in: stations, seats, who holds them, who is known by NIK or by name.

What a newcomer gets wrong: asking a row at a time. An import asks these few questions once, and again only if somebody
else has written meanwhile (`last_entry`).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, false, select, true

from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _seat, _station = schema.member.c, schema.seat.c, schema.polling_station.c
_appointment, _journal, _chosen = schema.appointment.c, schema.journal.c, schema.chosen.c
_KNOWN = _member.active == true()

_LAST = select(_journal.id).order_by(_journal.clock.desc(), _journal.seq.desc()).limit(1)
_STATIONS = select(_station.code, _station.id)
_SEATS = select(_seat.code, _seat.id)
_HOLDERS = select(_appointment.seat_id, _appointment.member_id).where(_appointment.until.is_(None))
_NIKS = select(_member.nik, _member.id).where(_KNOWN, _member.nik.is_not(None))
_WITHOUT_NIK = select(_member.name_key, _member.born, _member.wanted, _member.id).where(_KNOWN, _member.nik.is_(None))
_BY_NAME = (
    select(_member.name_key, _member.born, _member.wanted, _member.place, _member.id)
    .where(_KNOWN, _member.name_key.in_(bindparam("names", expanding=True)))
    .order_by(_member.id)
)
# What tells whether a row means this person: a third of the price of the whole record.
_LOOKS = (
    select(_member.id, _member.name, _member.name_key, _member.born, _member.place, _member.stage)
    .select_from(schema.chosen)
    .join(schema.member, _member.id == _chosen.id)
)
# Asked for all at once: only open appointments are indexed by member.
_LEAVERS = select(_appointment.member_id).where(_appointment.until.is_not(None)).distinct()
_LEFT = select(_member.nik, _member.name_key, _member.born, _member.wanted, _member.left_reason).where(
    _member.active == false()
)
_NAME = select(_member.name).where(_member.id == bindparam("id"))


def last_entry(db: Snapshot) -> bytes | None:
    """The newest entry of the journal: while it is the same, nobody has changed anything."""
    found: bytes | None = db.value(_LAST)
    return found


def station_ids(db: Snapshot) -> dict[str, int]:
    """13-digit code -> record."""
    return dict(db.rows(_STATIONS))


def seat_ids(db: Snapshot) -> dict[str, int]:
    """14-digit code -> record."""
    return dict(db.rows(_SEATS))


def holders(db: Snapshot) -> dict[int, int]:
    """Seat -> member who holds it now."""
    return dict(db.rows(_HOLDERS))


def by_nik(db: Snapshot) -> dict[str, int]:
    """NIK -> active member."""
    return dict(db.rows(_NIKS))


def without_nik(db: Snapshot) -> Sequence[Row[Any]]:
    """(name_key, born, wanted, id) of the active members whose NIK isn't known."""
    return db.rows(_WITHOUT_NIK)


def by_names(db: Snapshot, names: Iterable[str]) -> list[Row[Any]]:
    """(name_key, born, wanted, place, id) of the active members who bear these names."""
    asked = sorted(set(names))
    return [
        row for start in range(0, len(asked), 500) for row in db.rows(_BY_NAME, {"names": asked[start : start + 500]})
    ]


def people(db: Snapshot, ids: Iterable[int], fields: tuple[str, ...] = ()) -> dict[int, Row[Any]]:
    """Members by id: these fields first, and what else an import asks; without them only name, place and stage."""
    db.choose(ids)
    return {row.id: row for row in db.rows(_people(fields) if fields else _LOOKS)}


@cache
def _people(fields: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """Half the price of the whole record."""
    others = (_member.id, _member.place, _member.stage, _member.eligibility, _member.reserve)
    asked = (_member.role_id, _member.wanted)
    source = schema.chosen.join(schema.member, _member.id == _chosen.id)
    return select(*(schema.member.columns[name] for name in fields), *others, *asked).select_from(source)


def leavers(db: Snapshot) -> frozenset[int]:
    """The members who once gave up a seat."""
    return frozenset(db.column(_LEAVERS))


def left(db: Snapshot) -> Sequence[Row[Any]]:
    """(nik, name_key, born, wanted, left_reason) of everybody who left the roster."""
    return db.rows(_LEFT)


def name(db: Snapshot, member: int) -> str:
    return str(db.value(_NAME, {"id": member}) or "")
