"""Whom a session's invitations go to, one session at a time or a kelurahan's people with all their sessions.

What a newcomer gets wrong: another list of the invited. They are the expected (queries.expected): the people of the
crews, and whoever was invited besides. What is added here is what a letter needs: where they sit, and their phone.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, union_all

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.queries.expected import CREW, EXPECTED_IDS, INVITED, expected, invited
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_session, _area, _member = schema.session.c, schema.area.c, schema.member.c
_appointment, _seat, _role = schema.appointment.c, schema.seat.c, schema.role.c


class Called(NamedTuple):
    """One person called to one session; `place` is the seat's code, `phone` as it is stored, '' for none."""

    session_id: int
    member_id: int
    uid: bytes
    name: str  # with titles
    role: str
    place: str
    phone: str

    @property
    def station(self) -> str:
        return self.place[:13]

    @property
    def tps(self) -> str:
        return self.place[10:13]

    @property
    def seat(self) -> str:
        return self.place[13:]


class Occasion(NamedTuple):
    """What a session's letters say about it."""

    id: int
    kind: SessionKind
    title: str
    area_code: str
    area: str
    wave: int
    venue: str
    day: date
    starts: str
    ends: str


_PERSON = (
    _member.id.label("member_id"),
    _member.uid,
    _member.title_before,
    _member.name,
    _member.title_after,
    _member.phone,
    _role.name.label("role"),
    _seat.code.label("place"),
)
_OF_SESSION = (
    select(bindparam("session").label("session_id"), *_PERSON)
    .select_from(schema.appointment)
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .join(schema.role, _role.id == _seat.role_id)
    .join(schema.member, _member.id == _appointment.member_id)
    .where(_appointment.until.is_(None), _appointment.member_id.in_(EXPECTED_IDS))
    .order_by(_seat.code)
)
_PLANNED = (_session.state == "rencana", (bindparam("kind") == "") | (_session.kind == bindparam("kind")))
_WITHIN = (_seat.code >= bindparam("low"), _seat.code < bindparam("high"))
_ALL_WITHIN = union_all(
    expected(CREW.session_id.label("session_id"), *_PERSON, _session.day, _session.starts)
    .join(schema.member, _member.id == _appointment.member_id)
    .where(*_WITHIN, *_PLANNED),
    invited(INVITED.session_id.label("session_id"), *_PERSON, _session.day, _session.starts)
    .join(schema.member, _member.id == INVITED.member_id)
    .where(*_WITHIN, *_PLANNED),
).subquery("called")
_OF_PLACES = select(_ALL_WITHIN).order_by(
    _ALL_WITHIN.c.place, _ALL_WITHIN.c.day, _ALL_WITHIN.c.starts, _ALL_WITHIN.c.session_id
)
_OCCASIONS = (
    select(
        *(_session[name] for name in ("id", "kind", "title", "wave", "venue", "day", "starts", "ends")),
        _area.code.label("area_code"),
        _area.name.label("area"),
    )
    .join(schema.area, _area.id == _session.area_id)
    .where(_session.id.in_(bindparam("sessions", expanding=True)))
)


def of_session(db: Snapshot, session_id: int) -> list[Called]:
    """Everybody called to this session, in the order of TPS and seat."""
    return list(map(_called, db.rows(_OF_SESSION, {"session": session_id})))


def of_places(db: Snapshot, low: str, kind: SessionKind | None = None) -> list[Called]:
    """The people whose seat's code begins with `low`, once for each session still to be held, in the same order."""
    asked = {"low": low, "high": low + ":", "kind": kind.value if kind else ""}
    return list(map(_called, db.rows(_OF_PLACES, asked)))


def occasions(db: Snapshot, sessions: Iterable[int]) -> dict[int, Occasion]:
    """What there is to say about these sessions (a kelurahan's, not a province's), by id."""
    rows = db.rows(_OCCASIONS, {"sessions": list(dict.fromkeys(sessions))})
    return {row.id: Occasion(**{**row._mapping, "kind": SessionKind(row.kind)}) for row in rows}


def _called(row: AnyRow | Any) -> Called:
    return Called(
        row.session_id,
        row.member_id,
        bytes(row.uid),
        words.full_name(row.title_before, row.name, row.title_after),
        row.role,
        row.place,
        row.phone,
    )
