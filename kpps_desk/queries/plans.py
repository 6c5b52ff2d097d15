"""Plans of sessions as they stand: their list, one in full, and what a plan is laid on.

What a newcomer gets wrong: reading a plan's faults from the file. They are told anew against the rooms, trainers and
sessions of this moment: what held yesterday may not hold today.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select, true

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.crews import Crew, Slot
from kpps_desk.domain.places import digits, dotted, parent
from kpps_desk.domain.plan_faults import Fault, faults, shortages
from kpps_desk.domain.plan_texts import from_text, read_days
from kpps_desk.domain.planning import Draft, DraftSession, Ground, Request, Room, Shortage, Span, Trainer
from kpps_desk.problems import Gone
from kpps_desk.queries import areas
from kpps_desk.queries.sessions import area_range
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_plan, _planned, _room, _trainer = schema.plan.c, schema.planned_session.c, schema.room.c, schema.trainer.c
_session, _crew, _station, _area = schema.session.c, schema.session_crew.c, schema.polling_station.c, schema.area.c

_NO_ROOMS = Request(SessionKind.OATH, "", (), (), rooms=())


class PlanLine(NamedTuple):
    """One plan of the list; `unplaced` sessions have no room and time yet."""

    id: int
    version: int
    name: str
    kind: SessionKind
    area_code: str
    area: str
    made_at: int
    made_by: str
    published_at: int | None
    sessions: int
    unplaced: int


class Plan(NamedTuple):
    """One plan in full; `rooms` are those of each kelurahan in the plan, `trainers` everybody who may teach."""

    line: PlanLine
    draft: Draft
    faults: tuple[Fault, ...]
    shortages: tuple[Shortage, ...]
    names: dict[str, str]
    rooms: dict[str, tuple[Room, ...]]
    trainers: tuple[str, ...]


_LINES = (
    select(
        schema.plan,
        _area.code.label("area_code"),
        _area.name.label("area"),
        func.count(_planned.id).label("sessions"),
        func.sum(case((_planned.day.is_(None) & (_planned.crews != ""), 1), else_=0)).label("unplaced"),
    )
    .join(schema.area, _area.id == _plan.area_id)
    .outerjoin(schema.planned_session, _planned.plan_id == _plan.id)
    .group_by(_plan.id)
    .order_by(_plan.made_at.desc(), _plan.id.desc())
)
_ONE = _LINES.where(_plan.id == bindparam("plan"))
_SESSIONS = select(schema.planned_session).where(_planned.plan_id == bindparam("plan")).order_by(_planned.number)
_IN_AREA = (_station.code >= bindparam("low"), _station.code < bindparam("high"))
_STATION_IDS = select(_station.id).where(*_IN_AREA).order_by(_station.code)
_STATION_CODES = select(_station.code).where(*_IN_AREA).order_by(_station.code)
_CALLED = (
    select(_crew.station_id)
    .join(schema.session, _session.id == _crew.session_id)
    .where(
        _session.kind == bindparam("kind"),
        _session.required == true(),
        _session.id.not_in(bindparam("apart", expanding=True)),
    )
)
_TAKEN = (
    select(_session.id, _area.code, _session.venue, _session.day, _session.starts, _session.ends, _session.trainers)
    .join(schema.area, _area.id == _session.area_id)
    .where(_session.day.in_(bindparam("days", expanding=True)))
)
_WAVES = (
    select(_area.code, func.max(_session.wave).label("wave"))
    .join(schema.area, _area.id == _session.area_id)
    .where(_session.kind == bindparam("kind"))
    .group_by(_area.code)
)
_ROOMS = select(schema.room, _area.code).join(schema.area, _area.id == _room.area_id).order_by(_area.code, _room.name)
_TRAINERS = (
    select(schema.trainer, _area.code)
    .outerjoin(schema.area, _area.id == _trainer.area_id)
    .order_by(_trainer.name, _trainer.id)
)


def lines(db: Snapshot, area: str = "") -> list[PlanLine]:
    """Plans of this area, of what lies within and around it; the newest first."""
    found = (_line(row) for row in db.rows(_LINES))
    return [line for line in found if line.area_code.startswith(area) or area.startswith(line.area_code)]


def line(db: Snapshot, plan_id: int) -> PlanLine:
    """One of them; Gone if there is none."""
    row = db.row(_ONE, {"plan": plan_id})
    if row is None:
        raise Gone("Rencana itu sudah tidak ada.", "Pilih rencana lain dari daftar.")
    return _line(row)


def details(db: Snapshot, plan_id: int) -> Plan:
    """One plan in full, with what doesn't hold in it now."""
    head, (found, laid) = line(db, plan_id), draft(db, plan_id)
    kelurahan = dict.fromkeys(session.area for session in found.sessions)
    pool = [trainer for area in kelurahan for trainer in laid.teachers_of(area, found.request)]
    return Plan(
        head,
        found,
        tuple(faults(found, laid)),
        tuple(shortages(found)),
        dict(laid.names),
        {area: tuple(laid.rooms_of(area, found.request)) for area in kelurahan},
        tuple(dict.fromkeys(trainer.name for trainer in pool)),
    )


def draft(db: Snapshot, plan_id: int) -> tuple[Draft, Ground]:
    """The plan, and what it is laid on."""
    row = db.row(_ONE, {"plan": plan_id})
    if row is None:
        raise Gone("Rencana itu sudah tidak ada.", "Pilih rencana lain dari daftar.")
    request = from_text(row.request)
    rows = db.rows(_SESSIONS, {"plan": plan_id})
    stations = _ids(db, row.area_code)
    size, kelurahan = crew_size(db, request.kind), areas.codes(db)
    sessions = tuple(
        DraftSession(
            one.number,
            kelurahan[one.area_id],
            one.wave,
            tuple(Crew(stations[place], place, size) for place in one.crews.split() if place in stations),
            Slot(one.day, one.starts, one.ends, one.room) if one.day else None,
            tuple(one.trainers.splitlines()),
            one.stands_for or 0,
        )
        for one in rows
    )
    standing = {session.stands_for for session in sessions if session.stands_for}
    days = {session.slot.day for session in sessions if session.slot}
    laid = ground(db, request, without=standing, days=days)
    return Draft(request, sessions), _with_venues(laid, [one for one in sessions if one.stands_for])


def _with_venues(laid: Ground, standing: Sequence[DraftSession]) -> Ground:
    """Where sessions that exist are rearranged, their rooms count as written down."""
    found = dict(laid.rooms)
    for one in standing:
        if one.slot and one.slot.room not in {room.name for room in laid.rooms_of(one.area, _NO_ROOMS)}:
            own = found.get(one.area, ())
            if one.slot.room not in {room.name for room in own}:
                found[one.area] = (*own, Room(one.slot.room, one.area))
    return replace(laid, rooms=found)


def crew_size(db: Snapshot, kind: SessionKind) -> int:
    """How many of a crew such a session expects, with every seat filled."""
    oath = kind is SessionKind.OATH
    return sum(role.seats for role in areas.roles(db).values() if (role.needs_oath if oath else role.needs_training))


def waiting(db: Snapshot, request: Request, laid: Ground) -> dict[str, list[Crew]]:
    """Kelurahan -> its crews that have no session of this kind yet."""
    size = crew_size(db, request.kind)
    found: dict[str, list[Crew]] = {}
    for place, station in _ids(db, request.area).items():
        crews = found.setdefault(dotted(place[:10]), [])
        if station not in laid.called:
            crews.append(Crew(station, place, size))
    return found


def ground(db: Snapshot, request: Request, *, without: Iterable[int] = (), days: Iterable[date] = ()) -> Ground:
    """Rooms, trainers, and what sessions take up, these ones left out."""
    apart = frozenset(without)
    used: dict[tuple[str, str, date], list[Span]] = {}
    teaching: dict[tuple[str, date], list[Span]] = {}
    asked = sorted({*request.days, *days})
    for row in db.rows(_TAKEN, {"days": asked}):
        if row.id in apart:
            continue
        span = (row.starts, row.ends)
        for area in _outwards(row.code):
            used.setdefault((area, row.venue, row.day), []).append(span)
        for name in row.trainers.splitlines():
            teaching.setdefault((name, row.day), []).append(span)
    called = db.ids(_CALLED, {"kind": request.kind.value, "apart": sorted(apart)})
    return Ground(
        areas.names(db),
        rooms(db),
        tuple(trainers(db)),
        {key: tuple(spans) for key, spans in used.items()},
        {key: tuple(spans) for key, spans in teaching.items()},
        {row.code: row.wave for row in db.rows(_WAVES, {"kind": request.kind.value})},
        frozenset(called),
    )


def rooms(db: Snapshot) -> dict[str, tuple[Room, ...]]:
    """Area -> the rooms written down for it."""
    found: dict[str, list[Room]] = {}
    for row in db.rows(_ROOMS):
        found.setdefault(row.code, []).append(Room(row.name, row.code, row.capacity, read_days(row.closed)))
    return {area: tuple(rows) for area, rows in found.items()}


def trainers(db: Snapshot) -> list[Trainer]:
    """Everybody who teaches, by name."""
    return [Trainer(row.name, row.code or "", read_days(row.absent)) for row in db.rows(_TRAINERS)]


def _ids(db: Snapshot, area: str) -> dict[str, int]:
    low = digits(area_range(area)["low"])
    asked = {"low": low, "high": low + ":"}
    return dict(zip(db.column(_STATION_CODES, asked), db.ids(_STATION_IDS, asked), strict=True))


def _outwards(area: str) -> Sequence[str]:
    found = [area]
    while found[-1]:
        found.append(parent(found[-1]))
    return found[:-1]


def _line(row: AnyRow) -> PlanLine:
    return PlanLine(
        row.id,
        row.version,
        row.name,
        SessionKind(row.kind),
        row.area_code,
        row.area,
        row.made_at,
        row.made_by,
        row.published_at,
        row.sessions,
        row.unplaced or 0,
    )
