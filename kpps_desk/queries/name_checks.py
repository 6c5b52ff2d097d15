"""Whose names are to be confirmed, and whose are: the people of a name-confirmation sheet in its order.

What a newcomer gets wrong: taking an old confirmation for good. It holds for the name that was confirmed; a name that
changed since is unconfirmed again.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, case, func, select, true

from kpps_desk import words
from kpps_desk.domain.certificates import Kind
from kpps_desk.queries import areas
from kpps_desk.queries.certificate_changes import NAME
from kpps_desk.queries.certificates import OF_SESSION, scope_of
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _check, _role = schema.member.c, schema.name_check.c, schema.role.c
_appointment, _seat = schema.appointment.c, schema.seat.c
_seated = (
    select(_member.id, _member.title_before, _member.name, _member.title_after, _member.place, _check.name)
    .join(schema.appointment, (_appointment.member_id == _member.id) & _appointment.until.is_(None))
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .join(schema.role, _role.id == _seat.role_id)
    .outerjoin(schema.name_check, _check.member_id == _member.id)
    .where(_member.active == true(), _role.code.in_(bindparam("roles", expanding=True)))
    .order_by(_member.place, _member.id)
)
_in_area: tuple[ColumnElement[bool], ...] = (_member.place >= bindparam("low"), _member.place < bindparam("high"))
_SEATED = {"area": _seated.where(*_in_area), "session": _seated.where(OF_SESSION)}
_COUNTS = (
    select(func.count(), func.sum(case((_check.name == NAME, 1), else_=0)))
    .select_from(schema.member)
    .join(schema.appointment, (_appointment.member_id == _member.id) & _appointment.until.is_(None))
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .join(schema.role, _role.id == _seat.role_id)
    .outerjoin(schema.name_check, _check.member_id == _member.id)
    .where(_member.active == true(), _role.code.in_(bindparam("roles", expanding=True)), *_in_area)
)
_KNOWN = select(_check.id, _check.member_id, _check.name).join(schema.chosen, schema.chosen.c.id == _check.member_id)


class NameRow(NamedTuple):
    """A seated person under the name that will be printed."""

    member: int
    name: str
    place: str
    confirmed: bool


class Confirmed(NamedTuple):
    people: int
    confirmed: int


def people(db: Snapshot, area: str = "", session: int | None = None) -> list[NameRow]:
    """Who gets a certificate once entitled, in the order of the seats of an area or a session."""
    scope, params = scope_of(area, session)
    found = []
    for member, before, name, after, place, confirmed in db.rows(_SEATED[scope], {**params, "roles": _roles(db)}):
        full = words.full_name(before, name, after)
        found.append(NameRow(member, full, place, confirmed == full))
    return found


def counts(db: Snapshot, area: str = "") -> Confirmed:
    """How many names of an area there are to confirm, and how many are."""
    people_, confirmed = db.rows(_COUNTS, {**scope_of(area, None)[1], "roles": _roles(db)})[0]
    return Confirmed(people_, confirmed or 0)


def known(db: Snapshot, members: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Member -> (record, name) of what was confirmed. Fills `chosen`."""
    db.choose(members)
    return {row.member_id: (row.id, row.name) for row in db.rows(_KNOWN)}


def _roles(db: Snapshot) -> list[Any]:
    election = areas.election(db)
    rule = election.rules.certificate(Kind.CERTIFICATE)
    return [role.code for role in election.roles if rule.admits(role)]
