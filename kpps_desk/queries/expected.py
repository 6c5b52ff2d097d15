"""Who is expected at a session: its crews' people, and single people invited to it besides.

What a newcomer gets wrong: looking for stored participants. Expected are the open appointments on the session's crews
whose role needs that kind of session, and whoever of the invited still holds such a seat on another crew; nobody is
copied anywhere, so a seat that is filled tomorrow is expected tomorrow.
"""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, literal, or_, select, true, union_all
from sqlalchemy.sql import Select

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.store import schema

_session, CREW, INVITED = schema.session.c, schema.session_crew.c, schema.invitation.c
_seat, _role = schema.seat.c, schema.role.c
_member, _appointment, _mark = schema.member.c, schema.appointment.c, schema.attendance.c


def needed() -> ColumnElement[bool]:
    """Whether the joined role needs the joined session."""
    return or_(
        and_(_session.kind == SessionKind.OATH.value, _role.needs_oath == true()),
        and_(_session.kind == SessionKind.TRAINING.value, _role.needs_training == true()),
    )


def expected(*columns: Any) -> Select[Any]:
    """From sessions to the people of their crews; joins session, seat, role, appointment."""
    return (
        select(*columns)
        .select_from(schema.session_crew)
        .join(schema.session, _session.id == CREW.session_id)
        .join(schema.seat, _seat.station_id == CREW.station_id)
        .join(schema.role, (_role.id == _seat.role_id) & needed())
        .join(schema.appointment, (_appointment.seat_id == _seat.id) & _appointment.until.is_(None))
    )


def invited(*columns: Any) -> Select[Any]:
    """From sessions to the people invited besides the crews; joins session, appointment, seat, role."""
    called = select(CREW.id).where(CREW.session_id == INVITED.session_id, CREW.station_id == _seat.station_id)
    return (
        select(*columns)
        .select_from(schema.invitation)
        .join(schema.session, _session.id == INVITED.session_id)
        .join(schema.appointment, (_appointment.member_id == INVITED.member_id) & _appointment.until.is_(None))
        .join(schema.seat, _seat.id == _appointment.seat_id)
        .join(schema.role, (_role.id == _seat.role_id) & needed())
        .where(~called.correlate(schema.invitation, schema.seat).exists())
    )


_ONE: BindParameter[int] = bindparam("session")
NIK_END = func.coalesce(  # a kit's workspace has the digits alone
    func.substr(_member.nik, -4),
    select(schema.nik_end.c.digits).where(schema.nik_end.c.member_id == _member.id).scalar_subquery(),
    "",
).label("nik_end")
PEOPLE = (
    _member.id,
    _member.title_before,
    _member.name,
    _member.title_after,
    _member.nik,
    NIK_END,
    _mark.status,
    _mark.marked_at,
    _mark.marked_by,
)
_WHERE = (_seat.code.label("place"), _role.name.label("role"))
_CALLED = union_all(
    expected(_appointment.member_id, *_WHERE).where(CREW.session_id == _ONE),
    invited(INVITED.member_id, *_WHERE).where(INVITED.session_id == _ONE),
).subquery("called")
EXPECTED = (  # with the parameter `session`; queries.attendance narrows it down
    select(*PEOPLE, _CALLED.c.place, _CALLED.c.role, literal(0).label("walk_in"))
    .select_from(_CALLED)
    .join(schema.member, _member.id == _CALLED.c.member_id)
    .outerjoin(schema.attendance, (_mark.session_id == _ONE) & (_mark.member_id == _member.id))
    .order_by(_CALLED.c.place)
)
EXPECTED_IDS = union_all(
    expected(_appointment.member_id).where(CREW.session_id == _ONE),
    invited(INVITED.member_id).where(INVITED.session_id == _ONE),
)
OTHERS = (  # marked without being expected (any more)
    select(*PEOPLE, _member.place, _role.name.label("role"), literal(1).label("walk_in"))
    .select_from(schema.attendance)
    .join(schema.member, _member.id == _mark.member_id)
    .join(schema.role, _role.id == _member.role_id)
    .where(_mark.session_id == _ONE, _member.id.not_in(EXPECTED_IDS))
    .order_by(_mark.marked_at, _mark.id)
)
