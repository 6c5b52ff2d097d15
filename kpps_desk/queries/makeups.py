"""Who needs another session and is expected at none that is still to come; and the coming sessions with room.

What a newcomer gets wrong: taking *belum dicatat* for absence. Whoever has no mark at a session that is over is listed
under a cause of their own: most often the list was not typed yet. A seat's holder misses only what was held after they
took the seat.
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, func, literal, or_, select, true
from sqlalchemy.sql import Select

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.makeups import Cause, Need, Opening
from kpps_desk.domain.places import digits
from kpps_desk.queries import areas, sessions
from kpps_desk.queries.expected import CREW, INVITED, expected, invited
from kpps_desk.queries.sessions import SessionRow
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_session, _crew, _invitation = schema.session.c, schema.session_crew.c, schema.invitation.c
_member, _appointment, _seat, _role = schema.member.c, schema.appointment.c, schema.seat.c, schema.role.c
_mark, _area, _station = schema.attendance.c, schema.area.c, schema.polling_station.c

_MANY = 2_000  # people: above it, going through everybody once is quicker than looking each up
_COMING = and_(
    or_(
        _session.day > bindparam("today"),
        and_(_session.day == bindparam("today"), _session.ends > bindparam("hour")),
    ),
    _session.day < bindparam("last"),
    _session.state != "selesai",
)
_NOT_BEGUN = or_(_session.day > bindparam("today"), _session.starts > bindparam("hour"))
_OVER = or_(
    _session.day < bindparam("today"),
    and_(_session.day == bindparam("today"), _session.ends <= bindparam("hour")),
    _session.state == "selesai",
)
_DONE = {SessionKind.OATH: _member.sworn, SessionKind.TRAINING: _member.trained}
_NEEDED = {SessionKind.OATH: _role.needs_oath, SessionKind.TRAINING: _role.needs_training}


def _this(kind: SessionKind) -> ColumnElement[bool]:
    return and_(_session.kind == kind.value, _session.required == true())


def _called(kind: SessionKind, *among: ColumnElement[bool]) -> tuple[Select[int], Select[int]]:
    """Whom a coming session expects and who has no mark there yet: with the crews, and invited besides."""
    session = select(_session.id).where(_this(kind), _COMING)
    return tuple(  # type: ignore[return-value]
        people(member)
        .outerjoin(schema.attendance, (_mark.session_id == held) & (_mark.member_id == member))
        .where(held.in_(session), _mark.id.is_(None), *among)
        .correlate(None)
        for people, member, held in (
            (expected, _appointment.member_id, CREW.session_id),
            (invited, INVITED.member_id, INVITED.session_id),
        )
    )


def _missing(kind: SessionKind, among: ColumnElement[bool], *columns: Any) -> Select[Any]:
    """People on seats who need this, have not done it, and whom no coming session expects.

    Those whom one expects are brought together once: asked seat by seat, the province would take minutes.
    """
    with_crew, alone = _called(kind, among)
    return (
        select(*columns)
        .select_from(schema.seat)
        .join(schema.role, (_role.id == _seat.role_id) & (_NEEDED[kind] == true()))
        .join(schema.appointment, (_appointment.seat_id == _seat.id) & _appointment.until.is_(None))
        .join(schema.member, (_member.id == _appointment.member_id) & _DONE[kind].is_(None))
        .where(among, _appointment.member_id.not_in(with_crew), _appointment.member_id.not_in(alone))
    )


_IN_AREA = and_(_seat.code >= bindparam("low"), _seat.code < bindparam("high"))
_OF_CHOSEN = _appointment.member_id.in_(select(schema.chosen.c.id))
_PEOPLE = (_appointment.member_id, _seat.code, _seat.station_id, _appointment.since)
_MISSING = {kind: _missing(kind, _IN_AREA, *_PEOPLE).order_by(_seat.code) for kind in SessionKind}
_MISSING_OF_CHOSEN = {kind: _missing(kind, _OF_CHOSEN, *_PEOPLE).order_by(_seat.code) for kind in SessionKind}
_IDS = {kind: _missing(kind, _IN_AREA, _appointment.member_id).order_by(_seat.code) for kind in SessionKind}
_COUNT = {kind: _missing(kind, _IN_AREA, func.count()) for kind in SessionKind}
_STEP = {SessionKind.OATH: "sworn", SessionKind.TRAINING: "trained"}
_coming = {kind: select(_session.id).where(_this(kind), _COMING) for kind in SessionKind}
_uncovered = {
    kind: _station.id.not_in(select(_crew.station_id).where(_crew.session_id.in_(_coming[kind])))
    for kind in SessionKind
}
# By the stations' tallies everybody who lacks a step on a station that no coming session expects is missing. These may
# be otherwise: who is invited besides a crew, and who was marked already at a session that isn't over.
_EXCEPTED = {
    kind: select(_invitation.member_id)
    .where(_invitation.session_id.in_(_coming[kind]))
    .union(select(_mark.member_id).where(_mark.session_id.in_(_coming[kind])))
    for kind in SessionKind
}
_COUNT_OF_CHOSEN = {kind: _missing(kind, and_(_IN_AREA, _OF_CHOSEN), func.count()) for kind in SessionKind}
_TALLIED_OF_CHOSEN = {
    kind: select(func.count())
    .select_from(schema.chosen)
    .join(schema.appointment, (_appointment.member_id == schema.chosen.c.id) & _appointment.until.is_(None))
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .join(schema.polling_station, (_station.id == _seat.station_id) & _uncovered[kind])
    .join(schema.role, (_role.id == _seat.role_id) & (_NEEDED[kind] == true()))
    .join(schema.member, (_member.id == _appointment.member_id) & _DONE[kind].is_(None))
    .where(_IN_AREA)
    for kind in SessionKind
}
_ANY = {kind: select(_session.id).where(_this(kind)).limit(1) for kind in SessionKind}

_HELD = {  # sessions that are over, of each crew
    kind: select(_crew.station_id, _session.id, _session.day, _session.starts)
    .join(schema.session, _session.id == _crew.session_id)
    .where(_this(kind), _OVER)
    for kind in SessionKind
}
_INVITED = {
    kind: select(_invitation.member_id, _session.id, _session.day, _session.starts)
    .join(schema.session, _session.id == _invitation.session_id)
    .where(_this(kind), _OVER)
    for kind in SessionKind
}
_MARKS = {
    kind: select(_mark.member_id, _session.id, _session.day, _session.starts, _mark.status)
    .select_from(schema.chosen)
    .join(schema.attendance, _mark.member_id == schema.chosen.c.id)
    .join(schema.session, _session.id == _mark.session_id)
    .where(_this(kind))
    for kind in SessionKind
}
_OPEN = {
    kind: select(_session.id)
    .join(schema.area, _area.id == _session.area_id)
    .where(
        _this(kind),
        _COMING,
        _NOT_BEGUN,
        (_area.code == bindparam("top")) | _area.code.between(bindparam("low"), bindparam("high")),
    )
    .order_by(_session.day, _session.starts, _session.id)
    for kind in SessionKind
}


def _asked(db: Snapshot, area: str = "") -> dict[str, Any]:
    low = digits(area)
    local = db.now.astimezone()
    return {
        "low": low,
        "high": low + ":",
        "today": local.date(),
        "hour": f"{local:%H.%M}",
        "last": areas.election(db).voting_day,
    }


def needs(db: Snapshot, kind: SessionKind, area: str = "") -> list[Need]:
    """Everybody of an area ('' all) who needs another session, in the order of the seats."""
    return _needs(db, kind, db.rows(_MISSING[kind], _asked(db, area)))


def needs_of(db: Snapshot, kind: SessionKind, members: Iterable[int]) -> list[Need]:
    """Those of these people who do."""
    wanted = set(members)
    if len(wanted) > _MANY:
        everybody = db.rows(_MISSING[kind], _asked(db))
        return _needs(db, kind, [row for row in everybody if row[0] in wanted])
    db.choose(wanted)
    return _needs(db, kind, db.rows(_MISSING_OF_CHOSEN[kind], _asked(db)))


class _Missed(NamedTuple):
    time: tuple[date, str]
    session: int
    recorded: bool


def _needs(db: Snapshot, kind: SessionKind, people: Sequence[Any]) -> list[Need]:
    if not people:
        return []
    asked = _asked(db)
    held: dict[int, list[Any]] = {}
    for station, *session in db.rows(_HELD[kind], asked):
        held.setdefault(station, []).append(session)
    alone: dict[int, list[Any]] = {}
    for member, *session in db.rows(_INVITED[kind], asked):
        alone.setdefault(member, []).append(session)
    marked: dict[int, list[Any]] = {}
    db.choose(row[0] for row in people)
    for member, *mark in db.rows(_MARKS[kind]):
        marked.setdefault(member, []).append(mark)
    found = []
    for member, place, station, since in people:
        marks = marked.get(member, ())
        known = {session for session, *_ in marks}
        missed = [
            _Missed((day, starts), session, True)
            for session, day, starts, status in marks
            if status != Attendance.PRESENT
        ]
        over = [one for one in held.get(station, ()) if since is None or since <= one[1]] + alone.get(member, [])
        missed += {_Missed((day, starts), session, False) for session, day, starts in over if session not in known}
        found.append(_need(member, place, missed))
    return found


def _need(member: int, place: str, missed: Sequence[_Missed]) -> Need:
    if not missed:
        return Need(member, place, Cause.UNCALLED)
    last = max(missed)
    cause = Cause.ABSENT if last.recorded else Cause.UNRECORDED
    return Need(member, place, cause, last.session, len(missed), last.time)


def coming(db: Snapshot, kind: SessionKind, area: str = "") -> dict[int, SessionRow]:
    """The coming sessions of this kind that people of an area may be sent to: those of its kabupaten/kota."""
    top = digits(area)[:2] if area else ""
    return sessions.rows_of(db, db.ids(_OPEN[kind], {**_asked(db), **_around(area), "top": top}))


def _around(area: str) -> dict[str, str]:
    """The codes, with dots, of the kabupaten/kota around an area; all codes where there is none."""
    low = area[:5]
    return {"low": low, "high": (low if len(low) == 5 else "") + ":"}


def opening(row: SessionRow) -> Opening:
    """What a session has room for: a capacity of 0 sets no limit."""
    room = max(row.capacity - row.counts.expected, 0) if row.capacity else None
    return Opening(row.id, digits(row.area_code), row.day, row.starts, room)


def stranded_counts(db: Snapshot, area: str = "") -> dict[SessionKind, int]:
    """How many people of an area miss every session before the voting day, as things stand.

    A kind of which no session was ever made is left out: nothing is planned yet, so nobody is forgotten.
    """
    asked = _asked(db, area)
    found = {kind: _count(db, kind, asked) for kind in SessionKind if db.value(_ANY[kind]) is not None}
    return {kind: people for kind, people in found.items() if people}


def _count(db: Snapshot, kind: SessionKind, asked: dict[str, Any]) -> int:
    """By the stations' tallies and a look at the exceptions: going through everybody takes ten times as long."""
    groups = _groups(db, kind)
    if groups is None:
        return int(db.value(_COUNT[kind], asked))
    people = int(db.value(_tallied(kind, groups), asked) or 0)
    if exceptions := db.ids(_EXCEPTED[kind], asked):
        db.choose(exceptions)
        people += int(db.value(_COUNT_OF_CHOSEN[kind], asked)) - int(db.value(_TALLIED_OF_CHOSEN[kind], asked))
    return people


def _groups(db: Snapshot, kind: SessionKind) -> tuple[str, ...] | None:
    """The groups of a crew that need this; None where only some roles of a group do, and so no tally tells."""
    needs: dict[str, set[bool]] = {}
    for role in areas.roles(db).values():
        needed = role.needs_oath if kind is SessionKind.OATH else role.needs_training
        needs.setdefault("kpps" if role.kpps else "officer", set()).add(needed)
    if any(len(both) > 1 for both in needs.values()):
        return None
    return tuple(sorted(group for group, (needed,) in needs.items() if needed))


@cache
def _tallied(kind: SessionKind, groups: tuple[str, ...]) -> Select[Any]:
    lacking = [_station[f"{group}_filled"] - _station[f"{group}_{_STEP[kind]}"] for group in groups]
    return select(func.sum(sum(lacking, start=literal(0)))).where(
        _station.code >= bindparam("low"), _station.code < bindparam("high"), _uncovered[kind]
    )


def stranded(db: Snapshot, area: str, kind: SessionKind) -> "array[int]":
    """Their ids, in the order of the seats."""
    return db.ids(_IDS[kind], _asked(db, area))


class StrandedRow(NamedTuple):
    """Whom to call."""

    id: int
    name: str  # with titles
    place: str
    phone: str


_PAGE = select(_member.id, _member.title_before, _member.name, _member.title_after, _member.place, _member.phone).where(
    _member.id.in_(bindparam("ids", expanding=True))
)


def page(db: Snapshot, ids: Sequence[int]) -> dict[int, StrandedRow]:
    """The names, places and phones of some people (a page of 100, not all of them)."""
    return {
        row.id: StrandedRow(
            row.id, words.full_name(row.title_before, row.name, row.title_after), row.place, row.phone or ""
        )
        for row in db.rows(_PAGE, {"ids": list(ids)})
    }
