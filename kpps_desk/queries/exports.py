"""The rows of lists that leave the workspace, an area's whole at once: people, marks, certificates.

What a newcomer gets wrong: masking here. These are the facts; operations.exporting masks what nobody gave a reason for.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, bindparam, select

from kpps_desk.domain.places import digits
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _role, _seat = schema.member.c, schema.role.c, schema.seat.c
_appointment, _attendance, _session = schema.appointment.c, schema.attendance.c, schema.session.c
_certificate = schema.certificate.c
_PAGE = 5_000  # rows held at a time

_MEMBERS = (
    select(schema.member, _role.name.label("role"), _seat.number.label("seat_number"))
    .join(schema.role, _role.id == _member.role_id)
    .outerjoin(schema.appointment, (_appointment.member_id == _member.id) & _appointment.until.is_(None))
    .outerjoin(schema.seat, _seat.id == _appointment.seat_id)
)
_ATTENDANCE = (
    select(
        _session.kind,
        _session.title,
        _session.day,
        _session.starts,
        _member.place,
        _member.nik,
        _member.title_before,
        _member.name,
        _member.title_after,
        _attendance.status,
        _attendance.walk_in,
        _attendance.marked_at,
        _attendance.marked_by,
        _attendance.id,
    )
    .join_from(schema.attendance, schema.session)
    .join(schema.member, _member.id == _attendance.member_id)
)
_CERTIFICATES = select(
    _certificate.number,
    _certificate.kind,
    _certificate.name,
    _certificate.position,
    _certificate.place,
    _certificate.state,
    _certificate.issued_at,
    _certificate.issued_by,
    _certificate.reason,
    _certificate.id,
)


def _paged(statement: Any, place: Any, record: Any) -> Any:
    """In the order of places, going on after the last row of the page before."""
    after = (place > bindparam("place")) | ((place == bindparam("place")) & (record > bindparam("id")))
    within = (place >= bindparam("low")) & (place < bindparam("high"))
    return statement.where(within, place >= bindparam("place"), after).order_by(place, record).limit(_PAGE)


_PAGES = {
    "members": _paged(_MEMBERS, _member.place, _member.id),
    "attendance": _paged(_ATTENDANCE, _member.place, _attendance.id),
    "certificates": _paged(_CERTIFICATES, _certificate.place, _certificate.id),
}


def rows(db: Snapshot, what: str, area: str = "") -> Iterator[Row[Any]]:
    """'members', 'attendance' or 'certificates' of an area ('' for all), in the order of their places."""
    low = digits(area)
    after: dict[str, Any] = {"place": low, "id": 0}
    while page := db.rows(_PAGES[what], {"low": low, "high": low + ":", **after}):
        yield from page
        after = {"place": page[-1].place, "id": page[-1].id}
