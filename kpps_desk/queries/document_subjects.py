"""What a paper may be about, found by what was typed: sessions, members, trainers, replacements; a hundred at most.

What a newcomer gets wrong: a list of the province. Whoever looks for somebody types a name or narrows the area.
"""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.document_kinds import Scope
from kpps_desk.domain.places import Level, digits, level_of
from kpps_desk.domain.values import name_key
from kpps_desk.queries import assignments, members, session_lists
from kpps_desk.queries.members import MemberFilter
from kpps_desk.queries.session_lists import SessionFilter
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_MOST = 100
_replacement, _appointment = schema.replacement.c, schema.appointment.c
_seat, _member = schema.seat.c, schema.member.c
_REPLACEMENTS = (
    select(_replacement.id, _replacement.effective, _replacement.reason, _seat.code, _seat.number,
           _member.title_before, _member.name, _member.title_after, _member.name_key)
    .join_from(schema.replacement, schema.appointment, _appointment.id == _replacement.appointment_id)
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .join(schema.member, _member.id == _appointment.member_id)
    .where(_seat.code >= bindparam("low"), _seat.code < bindparam("high"))
    .order_by(_replacement.effective.desc(), _replacement.id.desc())
)  # fmt: skip
_STATIONS = (
    select(schema.polling_station.c.code)
    .where(schema.polling_station.c.code >= bindparam("low"), schema.polling_station.c.code < bindparam("high"))
    .order_by(schema.polling_station.c.code)
)
_ALL_TRAINERS = "Semua narasumber di wilayah ini"


class Subject(NamedTuple):
    """`record` is its id (a trainer's place in the list), `value` what a paper is asked for by name."""

    record: int
    name: str
    detail: str
    value: str = ""


def subjects(db: Snapshot, scope: Scope, text: str = "", area: str = "") -> list[Subject]:
    """What papers of this scope may be about."""
    match scope:
        case Scope.SESSION:
            return _sessions(db, SessionFilter(text, "", area))
        case Scope.OATH:
            return _sessions(db, SessionFilter(text, SessionKind.OATH.value, area))
        case Scope.MEMBER:
            return _members(db, text, area)
        case Scope.TRAINER:
            return _trainers(db, text, area)
        case Scope.REPLACEMENT:
            return _replacements(db, text, area)
        case Scope.AREA:
            return []


def stations(db: Snapshot, area: str) -> list[str]:
    """KPU's 13 digits of each TPS of a kelurahan; none of anything larger."""
    low = digits(area)
    if not area or level_of(area) is not Level.KELURAHAN:
        return []
    return [str(code) for code in db.column(_STATIONS, {"low": low, "high": low + "~"})]


def _sessions(db: Snapshot, wanted: SessionFilter) -> list[Subject]:
    rows = session_lists.page(db, session_lists.first(db, wanted)[:_MOST])
    return [
        Subject(
            row.id,
            f"{words.session_kind(row.kind)} {words.short_area(row.area)}",
            f"{words.short_date(row.day)} {row.starts}, gel. {row.wave}",
        )
        for row in rows.values()
    ]


def _members(db: Snapshot, text: str, area: str) -> list[Subject]:
    rows = members.page(db, members.first(db, MemberFilter(text, area), _MOST))
    return [Subject(row.id, row.name, row.place) for row in rows.values()]


def _trainers(db: Snapshot, text: str, area: str) -> list[Subject]:
    sought = name_key(text).split()
    found = [
        Subject(at, one.name, f"{words.number(len(one.duties))} sesi", one.name)
        for at, one in enumerate(assignments.assigned(db, area), 1)
        if all(word in name_key(one.name) for word in sought)
    ]
    everybody = [Subject(0, _ALL_TRAINERS, f"{words.number(len(found))} orang")] if found and not sought else []
    return [*everybody, *found]


def _replacements(db: Snapshot, text: str, area: str) -> list[Subject]:
    sought, low = name_key(text).split(), digits(area)
    return [
        Subject(
            row.id,
            words.full_name(row.title_before, row.name, row.title_after),
            f"TPS {row.code[10:13]} kursi {row.number}, {words.short_date(row.effective)}",
        )
        for row in db.rows(_REPLACEMENTS, {"low": low, "high": low + ":"})
        if all(word in row.name_key for word in sought)
    ][:_MOST]
