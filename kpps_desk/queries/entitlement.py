"""Who may have a certificate and who may not, as lists of ids: one group a reason (rows are members.page's).

What a newcomer gets wrong: writing the reasons a second time in SQL. The rule is domain.certificates.bar; here it is
asked for every combination of facts, and the list takes the people whose facts gave that answer.
"""

from array import array
from dataclasses import dataclass
from itertools import product
from typing import Any

from sqlalchemy import bindparam, select, tuple_

from kpps_desk.domain.certificates import Bar, bar
from kpps_desk.queries import areas, certificates
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member = schema.member.c


@dataclass(frozen=True, slots=True)
class Group:
    """The people of an area or a session whom `bar` keeps from a certificate; None: those who may have one now."""

    area: str = ""
    session: int | None = None
    bar: Bar | None = None


_PEOPLE = (
    select(_member.id)
    .outerjoin(schema.appointment, certificates.OPEN)
    .outerjoin(schema.seat, schema.seat.c.id == schema.appointment.c.seat_id)
    .where(tuple_(*certificates.FACTS).in_(bindparam("facts", expanding=True)))
    .order_by(_member.place, _member.id)
)
_IDS = {"area": _PEOPLE.where(*certificates.IN_AREA), "session": _PEOPLE.where(certificates.OF_SESSION)}
_FIRST = {kind: statement.limit(bindparam("limit")) for kind, statement in _IDS.items()}


def ids(db: Snapshot, group: Group) -> "array[int]":
    """Everybody in the group, in the order of their places."""
    kind, params = _asked(db, group)
    return db.ids(_IDS[kind], params)


def first(db: Snapshot, group: Group, limit: int = 100) -> "array[int]":
    kind, params = _asked(db, group)
    return db.ids(_FIRST[kind], {**params, "limit": limit})


def count(db: Snapshot, group: Group) -> int:
    found = certificates.candidates(db, group.area, group.session)
    return found.entitled if group.bar is None else found.barred.get(group.bar, 0)


def _asked(db: Snapshot, group: Group) -> tuple[str, dict[str, Any]]:
    kind, params = certificates.scope_of(group.area, group.session)
    facts = [
        (role_id, *steps)
        for role_id, role in areas.roles(db).items()
        for steps in product((False, True), repeat=4)
        if bar(role, *steps) is group.bar
    ]
    return kind, {**params, "facts": facts}
