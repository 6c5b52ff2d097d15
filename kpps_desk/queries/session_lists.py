"""The list of sessions, searched and filtered: ids first, lines a page at a time.

What a newcomer gets wrong: counting people for every session of the province at each key. Counts are made for the page
that is painted; only the filter by how complete a session is must count them all.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.values import name_key
from kpps_desk.queries import sessions
from kpps_desk.queries.sessions import Counts, SessionRow
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

OPEN, COMPLETE, UNTOUCHED = "terbuka", "lengkap", "kosong"
_FEW = 100
_session, _area = schema.session.c, schema.area.c
_LINES = (
    select(
        _session.id,
        _session.kind,
        _session.title,
        _session.venue,
        _session.wave,
        _session.day,
        _session.starts,
        _area.code,
        _area.name,
    )
    .join(schema.area, _area.id == _session.area_id)
    .where(
        _area.code >= bindparam("low"),
        _area.code < bindparam("high"),
        (bindparam("kind") == "") | (_session.kind == bindparam("kind")),
    )
)
_TIME = (_session.day, _session.starts, _area.code, _session.wave, _session.id)
_PLACE = (_area.code, _session.day, _session.starts, _session.wave, _session.id)
_QUESTIONS = {
    (sort, descending): _LINES.order_by(*(column.desc() if descending else column for column in order))
    for sort, order in (("time", _TIME), ("area", _PLACE))
    for descending in (False, True)
}
_COMING = (
    select(_session.id)
    .where(_session.day >= bindparam("day"))
    .order_by(_session.day, _session.starts, _session.id)
    .limit(50)
)


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """`kind` '' both; `area` a code, '' all; `standing` OPEN, COMPLETE, UNTOUCHED or ''; `sort` 'time' or 'area'."""

    text: str = ""
    kind: str = ""
    area: str = ""
    standing: str = ""
    sort: str = "time"
    descending: bool = False


def ids(db: Snapshot, wanted: SessionFilter) -> "array[int]":
    """All that match, in order."""
    asked = {**sessions.area_range(wanted.area), "kind": wanted.kind}
    lines = db.rows(_QUESTIONS[wanted.sort, wanted.descending], asked)
    sought = name_key(wanted.text).split()
    if sought:
        lines = [line for line in lines if all(word in _text(line) for word in sought)]
    found = array("q", [line.id for line in lines])
    if not wanted.standing:
        return found
    rows = sessions.rows_of(db, found)
    return array("q", [id_ for id_ in found if standing(rows[id_].counts) == wanted.standing])


def first(db: Snapshot, wanted: SessionFilter) -> "array[int]":
    """The first page of them."""
    return ids(db, wanted)[:_FEW]


def count(db: Snapshot, wanted: SessionFilter) -> int:
    return len(ids(db, wanted))


def page(db: Snapshot, wanted: Sequence[int]) -> dict[int, SessionRow]:
    """Their lines with counts."""
    return sessions.rows_of(db, wanted)


def standing(counts: Counts) -> str:
    """Nobody marked yet, people left without a mark, or complete (also a session without crews that has walk-ins)."""
    marked = counts.present + counts.excused + counts.sick + counts.absent
    if not marked:
        return UNTOUCHED
    return OPEN if counts.unrecorded else COMPLETE


def coming(db: Snapshot, today: date) -> int | None:
    """The session of today or the next days at which people are not recorded yet."""
    for session_id in db.column(_COMING, {"day": today}):
        if sessions.counts(db, session_id).unrecorded:
            return int(session_id)
    return None


def _text(line: AnyRow) -> str:
    return _key(line.kind, line.title, line.venue, line.wave, line.day, line.name)


@lru_cache(maxsize=20_000)
def _key(kind: str, title: str, venue: str, wave: int, day: date, area: str) -> str:
    parts = (kind, words.session_kind(SessionKind(kind)), title, venue, area, f"gelombang {wave}")
    return name_key(" ".join((*parts, words.weekday_date(day), words.short_date(day))))
