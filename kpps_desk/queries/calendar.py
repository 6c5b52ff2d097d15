"""The sessions of an area by day and hour, counted: what a calendar shows of a province as of a kelurahan.

What a newcomer gets wrong: a row a session for the whole province. Sessions are counted by kelurahan, day and hour; one
by one they are listed only where few are left.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select

from kpps_desk.queries import areas
from kpps_desk.queries.sessions import area_range
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_session, _area, _crew = schema.session.c, schema.area.c, schema.session_crew.c


class Tally(NamedTuple):
    """What is held in one cell; `done` are closed sessions."""

    sessions: int = 0
    crews: int = 0
    done: int = 0


class Entry(NamedTuple):
    """One session, where few are left."""

    id: int
    title: str
    wave: int
    venue: str
    day: date
    starts: str
    ends: str
    state: str


class Calendar(NamedTuple):
    """`rows` are (code, name): areas within the asked one, or (time, time); `entries` only of a single kelurahan."""

    days: tuple[date, ...]
    rows: tuple[tuple[str, str], ...]
    cells: dict[tuple[str, date], Tally]
    totals: dict[date, Tally]
    entries: tuple[Entry, ...]
    name: str


_WHERE = (
    _area.code >= bindparam("low"),
    _area.code < bindparam("high"),
    (bindparam("kind") == "") | (_session.kind == bindparam("kind")),
)
_CREWS = select(_crew.session_id, func.count().label("crews")).group_by(_crew.session_id).subquery()
_COUNTS = (
    select(
        _area.code,
        _session.day,
        _session.starts,
        _session.ends,
        func.count(_session.id).label("sessions"),
        func.coalesce(func.sum(_CREWS.c.crews), 0).label("crews"),
        func.sum(case((_session.state == "selesai", 1), else_=0)).label("done"),
    )
    .join(schema.area, _area.id == _session.area_id)
    .outerjoin(_CREWS, _CREWS.c.session_id == _session.id)
    .where(*_WHERE)
    .group_by(_area.code, _session.day, _session.starts, _session.ends)
)
_ENTRIES = (
    select(
        _session.id,
        _session.title,
        _session.wave,
        _session.venue,
        _session.day,
        _session.starts,
        _session.ends,
        _session.state,
    )
    .join(schema.area, _area.id == _session.area_id)
    .where(*_WHERE)
    .order_by(_session.day, _session.starts, _session.venue, _session.id)
)
_DEEPEST = 13  # letters of a kelurahan's code


def calendar(db: Snapshot, area: str, kind: str, *, by_hour: bool) -> Calendar:
    """Areas x days, or times x days; `area` '' is the province."""
    asked = {**area_range(area), "kind": kind}
    rows = db.rows(_COUNTS, asked)
    names = areas.names(db)
    whole = area or "31"
    alone = len(whole) == _DEEPEST
    cells: dict[tuple[str, date], Tally] = {}
    totals: dict[date, Tally] = {}
    for row in rows:
        key = f"{row.starts}–{row.ends}" if by_hour or alone else _child(row.code, whole)
        one = Tally(row.sessions, row.crews, row.done)
        cells[key, row.day] = _sum((cells.get((key, row.day), Tally()), one))
        totals[row.day] = _sum((totals.get(row.day, Tally()), one))
    keys = sorted({key for key, _ in cells})
    return Calendar(
        tuple(sorted(totals)),
        tuple((key, names.get(key, key)) for key in keys),
        cells,
        totals,
        tuple(Entry(*row) for row in db.rows(_ENTRIES, asked)) if alone else (),
        names.get(whole, whole),
    )


def _child(code: str, area: str) -> str:
    """The area next below that holds this one; itself where it is the asked one."""
    rest = code[len(area) + 1 :]
    return f"{area}.{rest.split('.')[0]}" if rest else code


def _sum(tallies: Iterable[Tally]) -> Tally:
    return Tally(*(sum(column) for column in zip(*tallies, strict=True)))
