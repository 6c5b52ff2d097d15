"""The list of Bukti nama: seated people under the name that will be printed, confirmed or not, a page at a time.

What a newcomer gets wrong: making 103,845 names to show forty. Whether a name is confirmed is compared in SQL, by the
same expression that finds changed certificates.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, true

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.values import name_key
from kpps_desk.queries import areas
from kpps_desk.queries.certificate_changes import NAME
from kpps_desk.queries.certificates import OF_SESSION, scope_of
from kpps_desk.queries.name_checks import NameRow
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _check = schema.member.c, schema.name_check.c
_appointment, _seat, _role = schema.appointment.c, schema.seat.c, schema.role.c


class Standing(StrEnum):
    ALL = "semua"
    OPEN = "belum"
    CONFIRMED = "sudah"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows; `text` is part of a name."""

    area: str = ""
    session: int | None = None
    standing: Standing = Standing.ALL
    text: str = ""


_SURE: ColumnElement[bool] = _check.name == NAME
_HELD: dict[Standing, ColumnElement[bool]] = {
    Standing.CONFIRMED: _SURE,
    Standing.OPEN: or_(_check.name.is_(None), _check.name != NAME),
}


def _shape(what: Any, scope: str, standing: Standing, *, sought: bool) -> Select[Any]:
    found = (
        select(what)
        .select_from(schema.member)
        .join(schema.appointment, (_appointment.member_id == _member.id) & _appointment.until.is_(None))
        .join(schema.seat, _seat.id == _appointment.seat_id)
        .join(schema.role, _role.id == _seat.role_id)
        .outerjoin(schema.name_check, _check.member_id == _member.id)
        .where(_member.active == true(), _role.code.in_(bindparam("roles", expanding=True)))
    )
    if scope == "area":
        found = found.where(_member.place >= bindparam("low"), _member.place < bindparam("high"))
    else:
        found = found.where(OF_SESSION)
    if standing in _HELD:
        found = found.where(_HELD[standing])
    return found.where(func.instr(_member.name_key, bindparam("text")) > 0) if sought else found


_SHAPES = [
    (scope, standing, sought) for scope in ("area", "session") for standing in Standing for sought in (False, True)
]
_IDS = {key: _shape(_member.id, key[0], key[1], sought=key[2]).order_by(_member.place, _member.id) for key in _SHAPES}
_FIRST = {key: statement.limit(bindparam("limit")) for key, statement in _IDS.items()}
_COUNT = {key: _shape(func.count(), key[0], key[1], sought=key[2]) for key in _SHAPES}
_PAGE = (
    select(_member.id, NAME, _member.place, _SURE)
    .select_from(schema.member)
    .outerjoin(schema.name_check, _check.member_id == _member.id)
    .where(_member.id.in_(bindparam("ids", expanding=True)))
)


def ids(db: Snapshot, wanted: Wanted) -> "array[int]":
    """In the order of the seats."""
    key, params = _asked(db, wanted)
    return db.ids(_IDS[key], params)


def first(db: Snapshot, wanted: Wanted) -> "array[int]":
    key, params = _asked(db, wanted)
    return db.ids(_FIRST[key], {**params, "limit": 100})


def count(db: Snapshot, wanted: Wanted) -> int:
    key, params = _asked(db, wanted)
    return int(db.value(_COUNT[key], params) or 0)


def page(db: Snapshot, members: Sequence[int]) -> dict[int, NameRow]:
    """The rows of a list, by id."""
    found = {}
    for start in range(0, len(members), 500):
        for member, name, place, sure in db.rows(_PAGE, {"ids": list(members[start : start + 500])}):
            found[member] = NameRow(member, name, place, bool(sure))
    return found


def _asked(db: Snapshot, wanted: Wanted) -> tuple[tuple[str, Standing, bool], dict[str, Any]]:
    scope, params = scope_of(wanted.area, wanted.session)
    election = areas.election(db)
    rule = election.rules.certificate(Kind.CERTIFICATE)
    asked: dict[str, Any] = {**params, "roles": [role.code for role in election.roles if rule.admits(role)]}
    if text := name_key(wanted.text):
        asked["text"] = text
    return (scope, wanted.standing, bool(text)), asked
