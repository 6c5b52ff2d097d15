"""Which decrees (SK) are in force in an area, and who waits for one.

What a newcomer gets wrong: counting people who left. Only open appointments are counted; a former holder's decree stays
in the seat's line of holders.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from kpps_desk.domain.places import digits
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_seat, _appointment = schema.seat.c, schema.appointment.c


class Decree(NamedTuple):
    """A decree that is in force somewhere in an area."""

    number: str
    day: date | None
    people: int


class DecreePreview(NamedTuple):
    """What a decree for an area would cover."""

    people: int  # on a seat without a decree
    vacant: int
    decreed: int
    known: tuple[Decree, ...]


_DECREES = (
    select(_appointment.decree_no, _appointment.decree_date, func.count(_seat.id), func.count(_appointment.id))
    .select_from(schema.seat)
    .outerjoin(schema.appointment, (_appointment.seat_id == _seat.id) & _appointment.until.is_(None))
    .where(_seat.code >= bindparam("low"), _seat.code < bindparam("high"))
    .group_by(_appointment.decree_no, _appointment.decree_date)
    .order_by(_appointment.decree_date, _appointment.decree_no)
)


def preview(db: Snapshot, area: str) -> DecreePreview:
    """How many people of an area wait for a decree, how many have which, and how many seats are vacant."""
    rows = [tuple(row) for row in db.rows(_DECREES, {"low": digits(area), "high": digits(area) + ":"})]
    known = tuple(Decree(number, day, people) for number, day, _, people in rows if number)
    return DecreePreview(
        people=sum(people for number, _, _, people in rows if number == ""),
        vacant=sum(seats for number, _, seats, _ in rows if number is None),
        decreed=sum(one.people for one in known),
        known=known,
    )
