"""Who may have a certificate and who may not, as lists of ids: one group a reason (rows are members.page's).

What a newcomer gets wrong: writing the reasons a second time in SQL. The rule is domain.certificates.bar; here it is
asked for every combination of facts, and the list takes the people whose facts gave that answer.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sqlalchemy import Select, bindparam, select, tuple_

from kpps_desk.domain.certificates import Bar, Kind, bar
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
    kind: Kind = Kind.CERTIFICATE  # of members: the trainers' are few, see queries/teaching.py


def _people(kind: Kind) -> Select[tuple[int]]:
    return (
        select(_member.id)
        .outerjoin(schema.appointment, certificates.OPEN)
        .outerjoin(schema.seat, schema.seat.c.id == schema.appointment.c.seat_id)
        .where(tuple_(*certificates.FACTS[kind]).in_(bindparam("facts", expanding=True)))
        .order_by(_member.place, _member.id)
    )


_IDS = {
    (kind, scope): _people(kind).where(*within)
    for kind in certificates.FACTS
    for scope, within in (("area", certificates.IN_AREA), ("session", (certificates.OF_SESSION,)))
}
_FIRST = {asked: statement.limit(bindparam("limit")) for asked, statement in _IDS.items()}


def ids(db: Snapshot, group: Group) -> "array[int]":
    """Everybody in the group, in the order of their places."""
    scope, params = _asked(db, group)
    return db.ids(_IDS[group.kind, scope], params) if params["facts"] else array("q")


def first(db: Snapshot, group: Group, limit: int = 100) -> "array[int]":
    scope, params = _asked(db, group)
    return db.ids(_FIRST[group.kind, scope], {**params, "limit": limit}) if params["facts"] else array("q")


def count(db: Snapshot, group: Group) -> int:
    found = certificates.candidates(db, group.area, group.session, group.kind)
    return found.entitled if group.bar is None else found.barred.get(group.bar, 0)


def of_facts(db: Snapshot, kind: Kind, facts: Sequence[tuple[int, bool, bool, bool, bool]]) -> "array[int]":
    """Everybody with one of these combinations of role record, seated, sworn, trained, held."""
    asked = {**certificates.scope_of("", None)[1], "facts": list(facts)}
    return db.ids(_IDS[kind, "area"], asked) if facts else array("q")


def _asked(db: Snapshot, group: Group) -> tuple[str, dict[str, Any]]:
    scope, params = certificates.scope_of(group.area, group.session)
    election = areas.election(db)
    rule = election.rules.certificate(group.kind)
    opened = certificates.opened(db, rule, election.voting_day)
    facts = [
        (role_id, seated, sworn, trained, held)
        for role_id, role in areas.roles(db).items()
        for seated, sworn, trained, held in product((False, True), repeat=4)
        if bar(rule, role, seated, sworn, trained, held, opened) is group.bar
    ]
    return scope, {**params, "facts": facts}
