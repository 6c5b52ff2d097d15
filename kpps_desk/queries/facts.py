"""The facts from which a member's stage and a station's readiness are concluded, for the ids in `schema.chosen`.

Marks and certificates are asked for member by member: joined, they would cost four times as much, and bringing them to
one row a member first takes a temporary table each, which shows where a single mark at the door is concluded from.
"""

import json
from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, bindparam, case, func, literal_column, select, true, type_coerce
from sqlalchemy.sql.expression import ScalarSelect

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.election import Completion, RulePack
from kpps_desk.domain.readiness import Tally
from kpps_desk.domain.training import Attended, trained_on
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_member, _appointment, _seat, _role = schema.member.c, schema.appointment.c, schema.seat.c, schema.role.c
_station = schema.polling_station.c
# The unary plus makes SQLite begin with the chosen few: it else scans every seat or mark and looks each up in `chosen`.
_EACH: ColumnElement[int] = type_coerce(literal_column("+chosen.id"), Integer)
_SESSION_OF_MARK: ColumnElement[int] = type_coerce(literal_column("+attendance.session_id"), Integer)


def _first_day(kind: SessionKind) -> ScalarSelect[date]:
    """The day of the first session of this kind at which the member was present."""
    return (
        select(func.min(schema.session.c.day))
        .select_from(schema.attendance)
        .join(schema.session, schema.session.c.id == _SESSION_OF_MARK)
        .where(
            schema.attendance.c.member_id == _member.id,
            schema.attendance.c.status == Attendance.PRESENT.value,
            schema.session.c.kind == kind.value,
            schema.session.c.required == true(),
        )
        .scalar_subquery()
    )


_has_certificate = (
    select(schema.certificate.c.id)
    .where(
        schema.certificate.c.member_id == _member.id,
        schema.certificate.c.state == "terbit",
        schema.certificate.c.kind == "sertifikat",
    )
    .exists()
)
_MEMBERS = (
    select(
        _member.id,
        _member.active,
        _member.eligibility,
        _member.wanted,
        _member.place,
        _member.stage,
        _member.sworn,
        _member.trained,
        _member.certified,
        _seat.station_id,
        _seat.code.label("seat"),
        _role.needs_oath,
        _role.needs_training,
        _role.needs_certificate,
        _first_day(SessionKind.OATH).label("sworn_on"),
        _first_day(SessionKind.TRAINING).label("trained_on"),
        _has_certificate.label("has_certificate"),
    )
    .select_from(schema.chosen)
    .join(schema.member, _member.id == _EACH)
    .outerjoin(schema.appointment, (_appointment.member_id == _member.id) & _appointment.until.is_(None))
    .outerjoin(schema.seat, _seat.id == _appointment.seat_id)
    .join(schema.role, _role.id == func.coalesce(_seat.role_id, _member.role_id))
)
_mark, _session, _score = schema.attendance.c, schema.session.c, schema.score.c
_TRAININGS = (
    select(_mark.member_id, _session.day, _session.required, _session.topics, _score.after)
    .select_from(schema.chosen)
    .join(schema.attendance, _mark.member_id == _EACH)
    .join(schema.session, _session.id == _SESSION_OF_MARK)
    .outerjoin(schema.score, (_score.session_id == _session.id) & (_score.member_id == _mark.member_id))
    .where(_mark.status == Attendance.PRESENT.value, _session.kind == SessionKind.TRAINING.value)
)
_RULES = select(schema.election.c.rules)
_EVERYBODY = select(_member.id).order_by(_member.id)
_BY_CODE = select(_station.id).where(_station.code.in_(bindparam("codes", expanding=True)))


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


_TALLIES = (
    select(
        _seat.station_id,
        _role.kpps,
        func.count(_seat.id),
        func.count(_member.id),
        _sum(_member.eligibility == "MS"),
        # A step counts only where the role needs it: an officer who sat in at a training makes no KPPS trained.
        _sum(_member.sworn.is_not(None) & (_role.needs_oath == true())),
        _sum(_member.trained.is_not(None) & (_role.needs_training == true())),
        _sum((_member.certified == true()) & (_role.needs_certificate == true())),
        _sum((_member.sex == "P") & (_role.kpps == true())),
        _sum(_appointment.decree_no == ""),
    )
    .select_from(schema.chosen)
    .join(schema.seat, _seat.station_id == _EACH)
    .join(schema.role, _role.id == _seat.role_id)
    .outerjoin(schema.appointment, (_appointment.seat_id == _seat.id) & _appointment.until.is_(None))
    .outerjoin(schema.member, _member.id == _appointment.member_id)
    .group_by(_seat.station_id, _role.kpps)
)
_KEPT = (
    select(
        _station.id,
        *(_station[f"{group}_{count}"] for group in ("kpps", "officer") for count in Tally._fields),
        _station.ready,
        _station.women,
        _station.undecreed,
    )
    .select_from(schema.chosen)
    .join(schema.polling_station, _station.id == _EACH)
)


def all_members(db: Snapshot) -> "array[int]":
    """Everybody who is or was in the roster."""
    return db.ids(_EVERYBODY)


def members_of_chosen(db: Snapshot) -> Sequence[AnyRow]:
    """Facts and kept conclusions of each chosen member."""
    return db.rows(_MEMBERS)


def completion(db: Snapshot) -> Completion:
    """The rule of this workspace for being trained."""
    return _completion(db.value(_RULES) or "{}")


@lru_cache(maxsize=8)
def _completion(rules: str) -> Completion:
    return RulePack.from_json(rules).completion


def trained_of_chosen(db: Snapshot, rule: Completion) -> dict[int, date]:
    """The day on which each chosen member was trained by this rule; who isn't is left out.

    For the rule that every workspace begins with, `members_of_chosen` knows it already, at a fraction of the price.
    """
    attended: dict[int, list[Attended]] = {}
    for member, day, required, topics, score in db.rows(_TRAININGS):
        attended.setdefault(member, []).append(Attended(day, required, lesson_hours(topics), score))
    days = {member: trained_on(trainings, rule) for member, trainings in attended.items()}
    return {member: day for member, day in days.items() if day is not None}


@lru_cache(maxsize=1_000)
def lesson_hours(topics: str) -> int:
    """The JP of a session's topics, as they are kept."""
    return sum(hours for _, hours in json.loads(topics))


def stations_by_code(db: Snapshot, codes: Iterable[str]) -> list[int]:
    """The stations that bear these 13-digit codes; other texts match none."""
    found = [code for code in codes if len(code) == 13]
    return [
        station
        for start in range(0, len(found), 500)
        for station in db.column(_BY_CODE, {"codes": found[start : start + 500]})
    ]


class Group(NamedTuple):
    """The KPPS, or the officers, of one crew."""

    tally: Tally = Tally()
    women: int = 0  # among the KPPS
    undecreed: int = 0  # on a seat without a decree


def groups_of_chosen(db: Snapshot) -> dict[tuple[int, bool], Group]:
    """(station, is KPPS) -> how many have come how far."""
    return {(station, kpps): _group(*counts) for station, kpps, *counts in db.rows(_TALLIES)}


@lru_cache(maxsize=1_000)
def _group(*counts: int) -> Group:
    return Group(Tally(*counts[:-2]), *counts[-2:])


def stations_of_chosen_as_kept(db: Snapshot) -> Sequence[AnyRow]:
    """(id, six counts of the KPPS, six of the officers, ready, women, undecreed) as kept beside each chosen station."""
    return db.rows(_KEPT)
