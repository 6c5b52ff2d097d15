"""The seats of a crew: who holds them, who could, who held them before, and the replacements between.

What a newcomer gets wrong: looking for a vacant seat by what is missing. Every seat is a record; it is vacant when it
has no open appointment. A replacement waits as long as it has no successor.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select, union_all
from sqlalchemy.sql import Select

from kpps_desk import words
from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.places import digits
from kpps_desk.problems import Gone
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_seat, _role, _member = schema.seat.c, schema.role.c, schema.member.c
_appointment, _replacement = schema.appointment.c, schema.replacement.c
_NAME = (_member.title_before, _member.name.label("plain_name"), _member.title_after)
_STEPS = (_member.eligibility, _member.stage, _member.sworn, _member.trained, _member.certified)


class SeatLine(NamedTuple):
    """One seat of a crew and who holds it; `member` None: vacant, and `waiting` the replacement that looks for one."""

    code: str
    number: int
    role: str  # its code
    role_name: str
    kpps: bool
    member: int | None
    name: str  # with titles
    sex: str | None
    born: date | None
    address: str
    phone: str
    eligibility: str
    stage: int
    sworn: date | None
    trained: date | None
    certified: bool
    since: date | None
    decree_no: str
    decree_date: date | None
    waiting: int | None


class Holder(NamedTuple):
    """One in the line of holders of a seat, the first holder first. `until` None: holds it now."""

    member: int
    name: str
    since: date | None
    until: date | None
    decree_no: str
    decree_date: date | None
    reason: str  # in words, '' while it is held
    replacement: int | None
    explanation: str
    letter_no: str
    letter_date: date | None
    minutes_no: str
    minutes_date: date | None
    sworn: date | None
    trained: date | None
    certified: bool


class Person(NamedTuple):
    """Who left or who came, as the minutes name them."""

    id: int
    name: str
    sex: str | None
    birth_place: str
    born: date | None
    address: str
    rt_rw: str
    phone: str


class ReplacementDetails(NamedTuple):
    """Everything that the minutes of a replacement need."""

    id: int
    version: int
    station: str  # 13 digits
    seat: str  # 14 digits
    seat_number: int
    role: str
    role_name: str
    kpps: bool
    leaver: Person
    since: date | None
    decree_no: str
    decree_date: date | None
    reason: Reason
    explanation: str
    letter_no: str
    letter_date: date | None
    minutes_no: str
    minutes_date: date | None
    effective: date
    successor: Person | None
    successor_since: date | None
    successor_decree_no: str
    successor_decree_date: date | None


_CREW = (
    select(
        _seat.code,
        _seat.number,
        _role.code.label("role"),
        _role.name.label("role_name"),
        _role.kpps,
        _member.id.label("member"),
        *_NAME,
        _member.sex,
        _member.born,
        _member.address,
        _member.phone,
        *_STEPS,
        _appointment.since,
        _appointment.decree_no,
        _appointment.decree_date,
    )
    .join(schema.role, _role.id == _seat.role_id)
    .outerjoin(schema.appointment, (_appointment.seat_id == _seat.id) & _appointment.until.is_(None))
    .outerjoin(schema.member, _member.id == _appointment.member_id)
    .where(_seat.code >= bindparam("low"), _seat.code < bindparam("high"))
    .order_by(_seat.code)
)
_WAITING = (
    select(_seat.code, func.max(_replacement.id))
    .join(schema.appointment, (_appointment.seat_id == _seat.id) & _appointment.until.is_not(None))
    .join(schema.replacement, _replacement.appointment_id == _appointment.id)
    .where(_seat.code >= bindparam("low"), _seat.code < bindparam("high"), _replacement.successor_id.is_(None))
    .group_by(_seat.code)
)


def crew(db: Snapshot, station_code: str) -> list[SeatLine]:
    """The seats of a TPS (13 digits) in the order of their numbers; of an area, TPS after TPS."""
    within = _range(station_code)
    rows = db.rows(_CREW, within)
    vacant = any(row.member is None for row in rows)
    waiting: dict[str, int] = dict(map(tuple, db.rows(_WAITING, within))) if vacant else {}
    return [_line(row, waiting) for row in rows]


def _line(row: Any, waiting: dict[str, int]) -> SeatLine:
    known = dict(row._mapping)
    known |= {
        "name": _named(row) if row.member is not None else "",
        "kpps": bool(row.kpps),
        "address": row.address or "",
        "phone": row.phone or "",
        "eligibility": row.eligibility or "",
        "stage": row.stage or 0,
        "certified": bool(row.certified),
        "decree_no": row.decree_no or "",
        "waiting": waiting.get(row.code) if row.member is None else None,
    }
    return SeatLine(**{name: known[name] for name in SeatLine._fields})


def _held(*, now: bool) -> Select[Any]:
    """Two halves, each by its own index: the open appointments, and the ended ones, which are few."""
    return (
        select(
            _appointment.id, _appointment.member_id, *_NAME, _appointment.since, _appointment.until,
            _appointment.decree_no, _appointment.decree_date, _appointment.end_reason,
            _member.sworn, _member.trained, _member.certified,
            _replacement.id.label("replacement"), _replacement.explanation, _replacement.letter_no,
            _replacement.letter_date, _replacement.minutes_no, _replacement.minutes_date,
        )
        .select_from(schema.seat)
        .join(
            schema.appointment,
            (_appointment.seat_id == _seat.id)
            & (_appointment.until.is_(None) if now else _appointment.until.is_not(None)),
        )
        .join(schema.member, _member.id == _appointment.member_id)
        .outerjoin(schema.replacement, _replacement.appointment_id == _appointment.id)
        .where(_seat.code == bindparam("code"))
    )  # fmt: skip


_HOLDERS = union_all(_held(now=False), _held(now=True))


def holders(db: Snapshot, seat_code: str) -> list[Holder]:
    """Everybody who held a seat, the first one first."""
    rows = sorted(db.rows(_HOLDERS, {"code": seat_code}), key=lambda row: (row.until is None, row.until, row.id))
    return [_holder(row) for row in rows]


def _holder(row: Any) -> Holder:
    return Holder(
        row.member_id, _named(row), row.since, row.until, row.decree_no, row.decree_date,
        words.leaving(row.end_reason), row.replacement, row.explanation or "", row.letter_no or "", row.letter_date,
        row.minutes_no or "", row.minutes_date, row.sworn, row.trained, bool(row.certified),
    )  # fmt: skip


_next = schema.appointment.alias("following")
_DETAILS = (
    select(
        schema.replacement,
        _seat.code.label("seat"),
        _seat.number.label("seat_number"),
        _role.code.label("role"),
        _role.name.label("role_name"),
        _role.kpps,
        _appointment.since,
        _appointment.decree_no,
        _appointment.decree_date,
        _next.c.member_id.label("successor_member"),
        _next.c.since.label("successor_since"),
        _next.c.decree_no.label("successor_decree_no"),
        _next.c.decree_date.label("successor_decree_date"),
    )
    .join(schema.appointment, _appointment.id == _replacement.appointment_id)
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .join(schema.role, _role.id == _seat.role_id)
    .outerjoin(_next, _next.c.id == _replacement.successor_id)
    .where(_replacement.id == bindparam("id"))
)
_PERSONS = select(
    _member.id, *_NAME, _member.sex, _member.birth_place, _member.born, _member.address, _member.rt_rw, _member.phone
).where(_member.id.in_(bindparam("ids", expanding=True)))


def replacement(db: Snapshot, replacement_id: int) -> ReplacementDetails:
    """One replacement with leaver, seat, papers and successor; Gone if there is none of this id."""
    row = db.row(_DETAILS, {"id": replacement_id})
    if row is None:
        raise Gone("Penggantian ini sudah tidak ada.", "Muat ulang layarnya.")
    people = _people(db, [one for one in (row.member_id, row.successor_member) if one is not None])
    known = dict(row._mapping)
    known |= {
        "station": row.seat[:13],
        "kpps": bool(row.kpps),
        "reason": Reason(row.reason),
        "leaver": people[row.member_id],
        "successor": people.get(row.successor_member),
        "successor_decree_no": row.successor_decree_no or "",
    }
    return ReplacementDetails(**{name: known[name] for name in ReplacementDetails._fields})


def _people(db: Snapshot, ids: Sequence[int]) -> dict[int, Person]:
    return {
        row.id: Person(
            row.id, _named(row), row.sex, row.birth_place, row.born, row.address, row.rt_rw, row.phone
        )
        for row in db.rows(_PERSONS, {"ids": list(ids)})
    }  # fmt: skip


def names(db: Snapshot, members: Iterable[int]) -> dict[int, Person]:
    """These people by id, as a proposal shows them."""
    asked = list(members)
    return {
        id_: one for start in range(0, len(asked), 500) for id_, one in _people(db, asked[start : start + 500]).items()
    }


def _named(row: Any) -> str:
    return words.full_name(row.title_before, row.plain_name, row.title_after)


def _range(area: str) -> dict[str, str]:
    return {"low": digits(area), "high": digits(area) + ":"}
