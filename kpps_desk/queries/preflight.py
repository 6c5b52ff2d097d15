"""What the preflight looks at: people as a certificate would show them, and issued ones as they were frozen.

What a newcomer gets wrong: asking person by person. A province is 133,515 people; they come a few thousand at a time.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select, true

from kpps_desk.domain.certificates import Kind
from kpps_desk.queries.certificates import FACTS, OPEN, ROLE_ID
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _appointment, _seat = schema.member.c, schema.appointment.c, schema.seat.c
_certificate, _check = schema.certificate.c, schema.name_check.c
_PEOPLE = {
    kind: select(
        _member.id,
        _member.title_before,
        _member.name,
        _member.title_after,
        _member.name_key,
        ROLE_ID,
        _member.place,
        *facts[1:],
        _check.name.label("confirmed"),
    )
    .select_from(schema.chosen)
    .join(schema.member, _member.id == schema.chosen.c.id)
    .outerjoin(schema.appointment, OPEN)
    .outerjoin(schema.seat, _seat.id == _appointment.seat_id)
    .outerjoin(schema.name_check, _check.member_id == _member.id)
    .where(_member.active == true())
    .order_by(_member.place, _member.id)
    for kind, facts in FACTS.items()
}
_ISSUED = (
    select(
        _certificate.id,
        _certificate.member_id,
        _certificate.trainer_id,
        _certificate.edition_id,
        _certificate.number,
        _certificate.name,
        _certificate.position,
        _certificate.place,
        _certificate.state,
        _certificate.kind,
        _check.name.label("confirmed"),
    )
    .join(schema.chosen, schema.chosen.c.id == _certificate.id)
    .outerjoin(schema.name_check, _check.member_id == _certificate.member_id)
    .order_by(_certificate.place, _certificate.id)
)
_ANY_CHECK = select(_check.id).limit(1)


class PersonRow(NamedTuple):
    """`confirmed`: the name that its bearer confirmed; None: none."""

    id: int
    title_before: str
    name: str
    title_after: str
    name_key: str
    role_id: int
    place: str
    seated: bool
    sworn: bool
    trained: bool
    held: bool
    confirmed: str | None


class IssuedRow(NamedTuple):
    id: int
    member_id: int | None
    trainer_id: int | None
    edition_id: int
    number: str
    name: str
    position: str
    place: str
    state: str
    kind: str
    confirmed: str | None


def people(db: Snapshot, members: Iterable[int], kind: Kind) -> list[PersonRow]:
    """These members by place; who has left the roster is left out. Fills `chosen`."""
    db.choose(members)
    return [PersonRow(*row) for row in db.rows(_PEOPLE[kind])]


def issued(db: Snapshot, certificates: Iterable[int]) -> list[IssuedRow]:
    """These certificates by place. Fills `chosen`."""
    db.choose(certificates)
    return [IssuedRow(*row) for row in db.rows(_ISSUED)]


def names_are_confirmed(db: Snapshot) -> bool:
    """Whether this office has names confirmed at all."""
    return db.value(_ANY_CHECK) is not None
