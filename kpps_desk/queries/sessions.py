"""Sessions of both kinds: their list with counts, one in full, and its roll.

What a newcomer gets wrong: reading a missing mark as absence. No mark is *belum dicatat*; a mark of anybody who isn't
expected (queries.expected) is a walk-in.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, bindparam, case, func, select
from sqlalchemy.sql import Select

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.places import digits, dotted
from kpps_desk.problems import Gone
from kpps_desk.queries.expected import CREW, EXPECTED, INVITED, OTHERS, expected, invited
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_session, _area, _station = schema.session.c, schema.area.c, schema.polling_station.c
_appointment, _mark = schema.appointment.c, schema.attendance.c


class Counts(NamedTuple):
    """How a session stands. The four statuses include walk-ins; `unrecorded` are expected people without a mark."""

    expected: int = 0
    present: int = 0
    excused: int = 0
    sick: int = 0
    absent: int = 0
    unrecorded: int = 0
    walk_ins: int = 0


class SessionRow(NamedTuple):
    """One line of the list."""

    id: int
    kind: SessionKind
    title: str
    area_code: str
    area: str  # the name
    wave: int
    venue: str
    day: date
    starts: str
    ends: str
    capacity: int
    required: bool
    state: str
    crews: int
    counts: Counts


class SessionDetails(NamedTuple):
    """One session in full; `stations` are the codes of its crews, in the order of the street."""

    id: int
    version: int
    kind: SessionKind
    area_id: int
    area_code: str
    area: str
    wave: int
    title: str
    venue: str
    day: date
    starts: str
    ends: str
    capacity: int
    topics: tuple[tuple[str, int], ...]
    trainers: tuple[str, ...]
    required: bool
    state: str
    stations: tuple[str, ...]
    counts: Counts
    breaks: tuple[str, ...] = ()  # '12.00-13.00'


class RollRow(NamedTuple):
    """One person of a session's roll; `place` is the seat's code (for a walk-in without a seat: where they belong)."""

    member_id: int
    place: str
    tps: str
    seat: int | None
    name: str  # with titles
    role: str
    nik: str  # masked
    status: Attendance
    marked_at: int | None
    marked_by: str
    walk_in: bool
    nik_end: str = ""  # its last four digits: only at the door, only where names alone don't tell two people apart


_ONE: BindParameter[int] = bindparam("session")


def roll_row(row: AnyRow) -> RollRow:
    """A row of EXPECTED, OTHERS or the like, in words."""
    place: str = row.place
    return RollRow(
        row.id,
        place,
        place[10:13],
        int(place[13]) if len(place) > 13 else None,
        words.full_name(row.title_before, row.name, row.title_after),
        row.role,
        words.masked_nik(row.nik),
        Attendance(row.status or 0),
        row.marked_at,
        row.marked_by or "",
        bool(row.walk_in),
        row.nik_end,
    )


def roll(db: Snapshot, session_id: int) -> list[RollRow]:
    """Everybody expected in the order of the seats, then who came besides; row numbers count from 1 in this order."""
    return [roll_row(row) for question in (EXPECTED, OTHERS) for row in db.rows(question, {"session": session_id})]


_IN_AREA = (
    select(_session.id)
    .join(schema.area, _area.id == _session.area_id)
    .where(
        _area.code >= bindparam("low"),
        _area.code < bindparam("high"),
        (bindparam("kind") == "") | (_session.kind == bindparam("kind")),
    )
)


# Each count is brought to one row a session of its own: a join of both costs four times as much.
def _expected_counts(among: Callable[[ColumnElement[int]], ColumnElement[bool]]) -> tuple[Select[Any], ...]:
    """(session, people expected, of whom have a mark): with the crews, and invited besides."""
    return tuple(
        people(session, func.count(), func.count(_mark.id))
        .outerjoin(schema.attendance, (_mark.session_id == session) & (_mark.member_id == member))
        .where(among(session))
        .group_by(session)
        for people, session, member in (
            (expected, CREW.session_id, _appointment.member_id),
            (invited, INVITED.session_id, INVITED.member_id),
        )
    )


def _mark_counts(where: ColumnElement[bool]) -> Select[Any]:
    """(session, marks, and one number for each status)."""
    statuses = [status for status in Attendance if status is not Attendance.NOT_RECORDED]
    numbers = [func.sum(case((_mark.status == status.value, 1), else_=0)) for status in statuses]
    return select(_mark.session_id, func.count(), *numbers).where(where).group_by(_mark.session_id)


_EXPECTED_OF_ONE = _expected_counts(lambda session: session == _ONE)
_EXPECTED_IN_AREA = _expected_counts(lambda session: session.in_(_IN_AREA))
_MARKS_OF_ONE = _mark_counts(_mark.session_id == _ONE)
_MARKS_IN_AREA = _mark_counts(_mark.session_id.in_(_IN_AREA))
_CREWS_IN_AREA = select(CREW.session_id, func.count()).where(CREW.session_id.in_(_IN_AREA)).group_by(CREW.session_id)
_SEATS_IN_AREA = (
    select(CREW.session_id, func.sum(_station.kpps_seats + _station.officer_seats))
    .join(schema.polling_station, _station.id == CREW.station_id)
    .where(CREW.session_id.in_(_IN_AREA))
    .group_by(CREW.session_id)
    .order_by(func.min(_station.code), CREW.session_id)
)
_GUESTS_IN_AREA = (
    select(INVITED.session_id, func.count())
    .where(INVITED.session_id.in_(_IN_AREA))
    .group_by(INVITED.session_id)
    .order_by(INVITED.session_id)
)
_LISTING = (
    select(schema.session, _area.code.label("area_code"), _area.name.label("area"))
    .join(schema.area, _area.id == _session.area_id)
    .where(_session.id.in_(_IN_AREA))
    .order_by(_session.day, _session.starts, _area.code, _session.wave, _session.id)
)
_DETAILS = (
    select(schema.session, _area.code.label("area_code"), _area.name.label("area"))
    .join(schema.area, _area.id == _session.area_id)
    .where(_session.id == _ONE)
)
_STATIONS = (
    select(_station.code)
    .join(schema.session_crew, CREW.station_id == _station.id)
    .where(CREW.session_id == _ONE)
    .order_by(_station.code)
)
_CHOSEN = select(schema.chosen.c.id)
_ROWS_OF_CHOSEN = (
    select(schema.session, _area.code.label("area_code"), _area.name.label("area"))
    .join(schema.area, _area.id == _session.area_id)
    .where(_session.id.in_(_CHOSEN))
)
_EXPECTED_OF_CHOSEN = _expected_counts(lambda session: session.in_(_CHOSEN))
_MARKS_OF_CHOSEN = _mark_counts(_mark.session_id.in_(_CHOSEN))
_CREWS_OF_CHOSEN = select(CREW.session_id, func.count()).where(CREW.session_id.in_(_CHOSEN)).group_by(CREW.session_id)
_KNOWN = select(_session.kind).where(_session.id == _ONE)


def counts(db: Snapshot, session_id: int) -> Counts:
    """How one session stands."""
    asked = {"session": session_id}
    return _counts(_people(db, _EXPECTED_OF_ONE, asked).get(session_id, (0, 0)), db.row(_MARKS_OF_ONE, asked))


def _people(db: Snapshot, questions: Iterable[Select[Any]], asked: Mapping[str, Any]) -> dict[int, tuple[int, int]]:
    """Session -> people expected, of whom have a mark."""
    found: dict[int, tuple[int, int]] = {}
    for question in questions:
        for session_id, people, marked in db.rows(question, asked):
            before = found.get(session_id, (0, 0))
            found[session_id] = (before[0] + people, before[1] + marked)
    return found


def _counts(called: tuple[int, int], marks: AnyRow | None) -> Counts:
    people, marked = called
    total, present, excused, sick, absent = marks[1:] if marks else (0, 0, 0, 0, 0)
    return Counts(people, present, excused, sick, absent, people - marked, total - marked)


def listing(db: Snapshot, area: str = "", kind: SessionKind | None = None) -> list[SessionRow]:
    """The sessions of an area (code with dots or without, '' all) and everything within it, in order of time."""
    asked = {**area_range(area), "kind": kind.value if kind else ""}
    return _session_rows(db, asked, (_LISTING, _EXPECTED_IN_AREA, _MARKS_IN_AREA, _CREWS_IN_AREA))


def rows_of(db: Snapshot, ids: Iterable[int]) -> dict[int, SessionRow]:
    """The list's lines of these sessions, by id."""
    db.choose(ids)
    found = _session_rows(db, {}, (_ROWS_OF_CHOSEN, _EXPECTED_OF_CHOSEN, _MARKS_OF_CHOSEN, _CREWS_OF_CHOSEN))
    return {row.id: row for row in found}


def _session_rows(
    db: Snapshot,
    asked: Mapping[str, str],
    questions: tuple[Select[Any], tuple[Select[Any], ...], Select[Any], Select[Any]],
) -> list[SessionRow]:
    listed, called, marked, held = questions
    people = _people(db, called, asked)
    marks = {row[0]: row for row in db.rows(marked, asked)}
    crews = {row[0]: row[1] for row in db.rows(held, asked)}
    return [
        SessionRow(
            id=row.id,
            kind=SessionKind(row.kind),
            title=row.title,
            area_code=row.area_code,
            area=row.area,
            wave=row.wave,
            venue=row.venue,
            day=row.day,
            starts=row.starts,
            ends=row.ends,
            capacity=row.capacity,
            required=row.required,
            state=row.state,
            crews=crews.get(row.id, 0),
            counts=_counts(people.get(row.id, (0, 0)), marks.get(row.id)),
        )
        for row in db.rows(listed, asked)
    ]


def area_range(area: str) -> dict[str, str]:
    """The parameters `low` and `high` of an area's code with dots; Gone for a text that is no such code."""
    if not area:
        return {"low": "", "high": ":"}
    try:
        code = dotted(digits(area))
    except ValueError:
        raise Gone(f"Wilayah dengan kode {area} tidak ditemukan.", "Contoh kode kecamatan: 31.71.01.") from None
    return {"low": code, "high": code + "/"}  # a dot sorts just before the slash


def kind_of(db: Snapshot, session_id: int) -> SessionKind:
    """Which kind a session is; Gone if there is none."""
    kind = db.value(_KNOWN, {"session": session_id})
    if kind is None:
        raise Gone(f"Sesi {session_id} tidak ditemukan.", "Lihat nomor sesi pada daftar sesi.")
    return SessionKind(kind)


def details(db: Snapshot, session_id: int) -> SessionDetails:
    """One session in full; Gone if there is none."""
    asked = {"session": session_id}
    kind = kind_of(db, session_id)
    row = db.rows(_DETAILS, asked)[0]
    return SessionDetails(
        id=row.id,
        version=row.version,
        kind=kind,
        area_id=row.area_id,
        area_code=row.area_code,
        area=row.area,
        wave=row.wave,
        title=row.title,
        venue=row.venue,
        day=row.day,
        starts=row.starts,
        ends=row.ends,
        capacity=row.capacity,
        topics=tuple((topic, jp) for topic, jp in json.loads(row.topics)),
        trainers=tuple(row.trainers.splitlines()),
        required=row.required,
        state=row.state,
        stations=tuple(db.column(_STATIONS, asked)),
        counts=counts(db, session_id),
        breaks=tuple(row.breaks.splitlines()),
    )


def sizes(db: Snapshot, area: str, kind: SessionKind) -> list[tuple[int, int]]:
    """(session, people called at most) of an area, in the order of the areas: for work that goes through all of them.

    Those to which only single people are invited come last.
    """
    asked = {**area_range(area), "kind": kind.value}
    found = {row[0]: row[1] for row in db.rows(_SEATS_IN_AREA, asked)}
    for session_id, guests in db.rows(_GUESTS_IN_AREA, asked):
        found[session_id] = found.get(session_id, 0) + guests
    return list(found.items())


def with_numbers(rows: Sequence[RollRow], numbers: Iterable[int]) -> list[int]:
    """The members on these lines of a roll (counted from 1); Gone names the lines that aren't there."""
    wanted = list(numbers)
    missing = [number for number in wanted if not 0 < number <= len(rows)]
    if missing:
        named = ", ".join(str(number) for number in missing)
        raise Gone(f"Nomor urut {named} tidak ada; daftar hadir ini berisi {len(rows)} orang.")
    return [rows[number - 1].member_id for number in wanted]
