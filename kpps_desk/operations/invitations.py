"""Invitations of single people stand only where no crew of theirs is called.

What a newcomer gets wrong: leaving one behind. When a crew joins a session, or somebody moves to a crew that is there,
the person is expected with the crew, and the invitation besides has nothing more to say.
"""

from collections.abc import Iterable

from sqlalchemy import BindParameter, bindparam, select

from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_invitation, _crew = schema.invitation.c, schema.session_crew.c
_ONE: BindParameter[int] = bindparam("session")
_NEEDLESS = (
    select(_invitation.id)
    .join(
        schema.appointment,
        (schema.appointment.c.member_id == _invitation.member_id) & schema.appointment.c.until.is_(None),
    )
    .join(schema.seat, schema.seat.c.id == schema.appointment.c.seat_id)
    .join(
        schema.session_crew,
        (_crew.session_id == _invitation.session_id) & (_crew.station_id == schema.seat.c.station_id),
    )
)
_AT_SESSION = _NEEDLESS.where(_invitation.session_id == _ONE)
_OF_CHOSEN = _NEEDLESS.where(_invitation.member_id.in_(select(schema.chosen.c.id)))
_ALL_AT = select(_invitation.id).where(_invitation.session_id == _ONE)
_MADE_UP_FOR = select(_invitation.id).where(_invitation.missed_id == _ONE)

_SCORES = select(schema.score.c.id).where(schema.score.c.session_id == _ONE)


def crews_changed(tx: Transaction, session_id: int) -> None:
    """This session has other crews now."""
    tx.delete_many(schema.invitation, tx.ids(_AT_SESSION, {"session": session_id}))


def seated(tx: Transaction, members: Iterable[int]) -> None:
    """These people sit on other seats now."""
    tx.choose(members)
    if needless := tx.ids(_OF_CHOSEN):
        tx.delete_many(schema.invitation, needless)


def session_goes(tx: Transaction, session_id: int) -> None:
    """Before a session is taken away: whoever was invited to it is no more, and nobody makes up for it."""
    tx.delete_many(schema.invitation, tx.ids(_ALL_AT, {"session": session_id}))
    tx.delete_many(schema.score, tx.ids(_SCORES, {"session": session_id}))
    waiting = tx.ids(_MADE_UP_FOR, {"session": session_id})
    tx.update_many(schema.invitation, [{"id": record, "missed_id": None} for record in waiting])
