"""What must hold of swearings-in, as questions that count the breaches; queries.invariants asks them with the others.

What a newcomer gets wrong: calling a newcomer on an old crew a fault. Expected at the closing was who had the seat in
the file by then: the uid of an appointment tells the millisecond in which it was made.
"""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.sql import Select

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.queries.expected import CREW, INVITED, expected, invited
from kpps_desk.store import schema

_session, _oath, _mark = schema.session.c, schema.oath.c, schema.attendance.c
_appointment = schema.appointment.c
_CLOSED = (_session.kind == SessionKind.OATH.value) & (_session.state == "selesai") & _session.closed_at.is_not(None)


def _made_before_closing(uid: ColumnElement[bytes]) -> ColumnElement[bool]:
    """A UUIDv7 begins with its milliseconds, 48 bits."""
    return func.hex(func.substr(uid, 1, 6)) < func.printf("%012X", _session.closed_at)


def _unmarked(people: Select[int], session: ColumnElement[int], member: ColumnElement[int]) -> Select[int]:
    return (
        people.outerjoin(schema.attendance, (_mark.session_id == session) & (_mark.member_id == member))
        .where(_CLOSED, _mark.id.is_(None), _made_before_closing(_appointment.uid))
    )  # fmt: skip


OATH_INVARIANTS: tuple[tuple[str, Select[int]], ...] = (
    (
        "orang dari regu belum dicatat pada pelantikan yang sudah ditutup",
        _unmarked(expected(func.count()), CREW.session_id, _appointment.member_id),
    ),
    (
        "undangan perorangan belum dicatat pada pelantikan yang sudah ditutup",
        _unmarked(invited(func.count()), INVITED.session_id, INVITED.member_id).where(
            INVITED.invited_at < _session.closed_at
        ),
    ),
    (
        "tata cara sumpah pada pelantikan yang ditutup milik orang yang tidak diundang dan tidak hadir",
        select(func.count())
        .select_from(schema.oath)
        .join(schema.session, _session.id == _oath.session_id)
        .outerjoin(schema.attendance, (_mark.session_id == _oath.session_id) & (_mark.member_id == _oath.member_id))
        .where(_CLOSED, _mark.id.is_(None)),
    ),
    (
        "tata cara sumpah dicatat pada sesi yang bukan pelantikan",
        select(func.count())
        .select_from(schema.oath)
        .join(schema.session, _session.id == _oath.session_id)
        .where(_session.kind != SessionKind.OATH.value),
    ),
)
