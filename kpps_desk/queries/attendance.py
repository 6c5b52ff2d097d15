"""Marks: whom the one field at the door means, and the marks made last.

What a newcomer gets wrong: searching the whole workspace. The person is almost always on the session's own roll;
only who isn't there is looked for in the area around, as a candidate for a walk-in.
"""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, false, func, literal, null, or_, select, true
from sqlalchemy.sql import Select

from kpps_desk.domain.attendance import (
    ByCertificate,
    ByCrew,
    ByName,
    ByNikEnd,
    ByPerson,
    BySeat,
    BySheet,
    ByStation,
    Sought,
)
from kpps_desk.domain.places import digits
from kpps_desk.domain.values import name_key
from kpps_desk.queries import door
from kpps_desk.queries.expected import EXPECTED, NIK_END, OTHERS
from kpps_desk.queries.sessions import RollRow, kind_of, roll_row
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_session, _area, _role = schema.session.c, schema.area.c, schema.role.c
_member, _mark = schema.member.c, schema.attendance.c
_ONE: BindParameter[int] = bindparam("session")
_CANDIDATES = 50
_WORDS = 8  # of a name; more are not looked at
_AREA = select(_area.code).join(schema.session, _session.area_id == _area.id).where(_session.id == _ONE).limit(1)
_LAST = (
    select(
        _member.id,
        _member.title_before,
        _member.name,
        _member.title_after,
        _member.nik,
        NIK_END,
        _mark.status,
        _mark.marked_at,
        _mark.marked_by,
        _member.place,
        _role.name.label("role"),
        _mark.walk_in,
    )
    .select_from(schema.attendance)
    .join(schema.member, _member.id == _mark.member_id)
    .join(schema.role, _role.id == _member.role_id)
    .where(_mark.session_id == _ONE)
    .order_by(_mark.marked_at.desc(), _mark.id.desc())
    .limit(bindparam("limit"))
)
_KIND = select(_session.kind).where(_session.id == _ONE).scalar_subquery()
_HOME = (
    select(_session.title, _session.day, _session.starts, _session.venue, _session.wave)
    .join(schema.session_crew, schema.session_crew.c.session_id == _session.id)
    .join(schema.polling_station, schema.polling_station.c.id == schema.session_crew.c.station_id)
    .where(schema.polling_station.c.code == bindparam("station"), _session.kind == _KIND, _session.id != _ONE)
    .order_by(_session.required.desc(), _session.day, _session.starts)
    .limit(1)
)
_OUTSIDE = (
    select(
        _member.id,
        _member.title_before,
        _member.name,
        _member.title_after,
        _member.nik,
        NIK_END,
        null().label("status"),
        null().label("marked_at"),
        null().label("marked_by"),
        _member.place,
        _role.name.label("role"),
        literal(1).label("walk_in"),
    )
    .join(schema.role, _role.id == _member.role_id)
    .where(_member.active == true(), _member.place >= bindparam("low"), _member.place < bindparam("high"))
    .order_by(_member.place, _member.id)
    .limit(_CANDIDATES)
)


class Home(NamedTuple):
    """Where somebody who came here is invited."""

    title: str
    day: date
    starts: str
    venue: str
    wave: int


def find(db: Snapshot, session_id: int, sought: Sought) -> list[RollRow]:
    """Who is meant: from the session's roll; else candidates for a walk-in from its area, then the kecamatan.

    A code means the same wherever it is scanned: its people are looked for everywhere.
    """
    if isinstance(sought, BySheet):
        return []
    if isinstance(sought, ByPerson | ByCertificate):
        whose = door.holder(db, sought)
        return member(db, session_id, whose.member) if whose is not None else []
    shape, values = _shape(sought)
    found = [
        roll_row(row)
        for source in ("expected", "others")
        for row in db.rows(_narrowed(source, shape), {"session": session_id, **values})
    ]
    if found:
        return found
    kind_of(db, session_id)  # Gone, if there is no such session
    return _outside(db, session_id, sought)


def member(db: Snapshot, session_id: int, member_id: int) -> list[RollRow]:
    """This one, as they stand at the session; [] for nobody active."""
    asked = {"session": session_id, "member": member_id}
    anywhere = {"low": "", "high": ":"}
    for source, values in (("expected", asked), ("others", asked), ("outside", {**asked, **anywhere})):
        if rows := db.rows(_narrowed(source, "member"), values):
            return [roll_row(row) for row in rows]
    return []


def last(db: Snapshot, session_id: int, limit: int = 10) -> list[RollRow]:
    """The marks made last, newest first."""
    return [roll_row(row) for row in db.rows(_LAST, {"session": session_id, "limit": limit})]


def expected_at(db: Snapshot, session_id: int, place: str) -> Home | None:
    """Another session of the same kind to which the crew of a seat's code is invited."""
    found = db.row(_HOME, {"session": session_id, "station": place[:13]})
    return Home(*found) if found is not None else None


def _outside(db: Snapshot, session_id: int, sought: Sought) -> list[RollRow]:
    area = digits(db.value(_AREA, {"session": session_id}))
    shape, values = _shape(sought)
    if isinstance(sought, ByStation):
        area = sought.station
    for around in dict.fromkeys((area, area[:6])):
        rows = db.rows(_narrowed("outside", shape), {"low": around, "high": around + ":", **values})
        if rows:
            return [roll_row(row) for row in rows]
    return []


def _shape(sought: Sought) -> tuple[str | int, dict[str, Any]]:
    """What the statement looks like (the number of words, for a name) and its parameters."""
    match sought:
        case BySeat(tps, seat):
            return "seat", {"tps": tps, "seat": str(seat)}
        case ByCrew(tps):
            return "crew", {"tps": tps}
        case ByStation(station):
            return "station", {"station": station}
        case ByNikEnd(end):
            return "nik", {"end": end}
        case ByName(letters):
            words = name_key(letters).split()[:_WORDS]
            return len(words), {f"word{place}": word for place, word in enumerate(words)}
        case _:
            raise ValueError(sought)  # a single person's code: `find` has looked it up


@cache
def _narrowed(source: str, shape: str | int) -> Select[Any]:
    """One of the three questions with the condition of one shape; made once."""
    question = {"expected": EXPECTED, "others": OTHERS, "outside": _OUTSIDE}[source]
    return question.where(_condition(shape))


def _condition(shape: str | int) -> ColumnElement[bool]:
    if shape == "member":
        return _member.id == bindparam("member")
    if shape == "station":
        return func.substr(_member.place, 1, 13) == bindparam("station")
    of_crew = func.substr(_member.place, 11, 3) == bindparam("tps")
    if shape == "crew":
        return of_crew
    if shape == "seat":
        return and_(of_crew, func.substr(_member.place, 14, 1) == bindparam("seat"))
    if shape == "nik":
        whole = func.substr(_member.nik, 17 - func.length(bindparam("end"))) == bindparam("end")
        return or_(whole, and_(_member.nik.is_(None), NIK_END.element == func.substr(bindparam("end"), -4)))
    begins = (
        (literal(" ") + _member.name_key).like(literal("% ") + bindparam(f"word{place}") + literal("%"))
        for place in range(int(shape))
    )
    return and_(true(), *begins) if shape else false()
