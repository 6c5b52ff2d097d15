"""Who could take a seat, and which seats somebody could take: what a proposal and a person's own choice are made of.

What a newcomer gets wrong: asking for everybody who is MS. Only the stage "eligible" has nobody on a seat; a holder who
is wanted elsewhere is moved, not chosen.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Text, bindparam, func, literal_column, select
from sqlalchemy.sql import Select

from kpps_desk import words
from kpps_desk.domain import crew_choice
from kpps_desk.domain.crew_choice import Candidate, Seat
from kpps_desk.domain.places import digits
from kpps_desk.domain.stages import Stage
from kpps_desk.domain.values import name_key
from kpps_desk.problems import Gone
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_seat, _role, _member, _appointment = schema.seat.c, schema.role.c, schema.member.c, schema.appointment.c
_station = schema.polling_station.c
_WORDS = 4  # of a name that are looked at


class CandidateRow(NamedTuple):
    """Somebody eligible without a seat; `near` is a tier of domain.crew_choice."""

    id: int
    name: str
    sex: str | None
    born: date | None
    role: str  # the code of the role asked for
    role_name: str
    home: str  # where they asked to be: 'TPS 003 · Gambir'
    reserve: int
    near: int


class VacantSeat(NamedTuple):
    """A seat to move to."""

    code: str
    role_name: str
    home: str  # 'TPS 003 · Gambir'

    @property
    def label(self) -> str:
        return words.seat_label(self.role_name, int(self.code[13:]))


def vacant(db: Snapshot, area: str) -> list[Seat]:
    """The vacant seats of a TPS or an area."""
    return [Seat(row.code, row.role) for row in db.rows(_VACANT, _range(area))]


_VACANT = (
    select(_seat.code, _role.code.label("role"))
    .join(schema.role, _role.id == _seat.role_id)
    .where(
        _seat.code >= bindparam("low"),
        _seat.code < bindparam("high"),
        ~select(_appointment.id).where(_appointment.seat_id == _seat.id, _appointment.until.is_(None)).exists(),
    )
    .order_by(_seat.code)
)
# Who may be put on a seat stands at this very stage, and their `place` is what they asked for: one range of an index.
_ELIGIBLE = (
    _member.stage == int(Stage.ELIGIBLE),
    _member.place >= bindparam("low"),
    _member.place < bindparam("high"),
)
_ABLE = (
    select(_member.id, _role.code.label("role"), _member.wanted, _member.reserve)
    .join(schema.role, _role.id == _member.role_id)
    .where(*_ELIGIBLE)
)
_PAGE = (
    select(
        _member.id, _member.title_before, _member.name, _member.title_after, _member.sex, _member.born,
        _role.code.label("role"), _role.name.label("role_name"), _member.wanted, _member.reserve,
    )
    .join(schema.role, _role.id == _member.role_id)
    .where(_member.id.in_(bindparam("ids", expanding=True)))
)  # fmt: skip


def able(db: Snapshot, area: str) -> list[Candidate]:
    """Everybody of an area who is eligible and holds no seat."""
    return [Candidate(*row) for row in map(tuple, db.rows(_ABLE, _range(area)))]


@cache
def _of_group(count: int, *, far: bool, reserves: bool) -> Select[Any]:
    """Eligible people of some roles, `count` words in their names. `far`: outside the kelurahan, the first by place."""
    statement = select(_member.id, _member.role_id, _member.wanted, _member.reserve).where(
        *_ELIGIBLE,
        _member.role_id.in_(bindparam("roles", expanding=True)),
        *(func.instr(" " + _member.name_key, " " + bindparam(f"word{at}", type_=Text)) > 0 for at in range(count)),
    )
    if far:
        outside = (_member.place < bindparam("kelurahan")) | (_member.place >= bindparam("kelurahan_end"))
        ranked = _member.reserve > literal_column("0") if reserves else _member.reserve == literal_column("0")
        statement = statement.where(outside, ranked).order_by(_member.place, _member.id).limit(bindparam("limit"))
    return statement


def for_role(
    db: Snapshot, station_code: str, role: str, limit: int = 200, *, within: int = 10, text: str = ""
) -> list[CandidateRow]:
    """Who could take a seat of this role, the nearest first: reserves of the TPS by rank, who wished for it, others.

    `within`: so many digits of the TPS's code (10 its kelurahan, 6 its kecamatan, 4 its city). `text`: words of a name.
    KPPS and officers are not offered for each other's seats.
    """
    known = areas.roles(db)
    kpps = {one.code: one.kpps for one in known.values()}
    if role not in kpps:
        raise Gone(f"Jabatan {role} tidak dikenal.")
    sought = {f"word{at}": word for at, word in enumerate(name_key(text).split()[:_WORDS])}
    asked = {"roles": [id_ for id_, one in known.items() if one.kpps == kpps[role]], **sought}
    near = db.rows(_of_group(len(sought), far=False, reserves=False), asked | _range(station_code[:10]))
    found = list(near)
    if within < 10 and len(found) < limit:
        outside = {"kelurahan": station_code[:10], "kelurahan_end": station_code[:10] + ":", "limit": limit}
        for reserves in (True, False):
            rows = db.rows(
                _of_group(len(sought), far=True, reserves=reserves), asked | outside | _range(station_code[:within])
            )
            found += rows
    people = [Candidate(row.id, known[row.role_id].code, row.wanted, row.reserve) for row in found]
    return _first(db, station_code, role, people, limit)


def _first(db: Snapshot, station_code: str, role: str, people: list[Candidate], limit: int) -> list[CandidateRow]:
    """The nearest of them, with names: only so many are looked up."""
    ranked = sorted(
        (crew_choice.tier(station_code, one), one.role != role, not one.reserve, one.reserve, one.wanted, one.id)
        for one in people
    )[:limit]
    rows = {row.id: row for row in db.rows(_PAGE, {"ids": [one[-1] for one in ranked]})}
    names = {digits(code): name for code, name in areas.names(db).items()}
    return [_row(rows[one[-1]], one[0], names) for one in ranked]


def _row(row: Any, near: int, names: Mapping[str, str]) -> CandidateRow:
    name = words.full_name(row.title_before, row.name, row.title_after)
    home = _home(row.wanted, names)
    return CandidateRow(row.id, name, row.sex, row.born, row.role, row.role_name, home, row.reserve, near)


@cache
def _vacant_of_group(*, numbered: bool, named: bool) -> Select[Any]:
    """By the stations that aren't full: their counts are kept, so full ones cost nothing."""
    statement = (
        select(_seat.code, _seat.role_id)
        .select_from(schema.polling_station)
        .join(schema.seat, _seat.station_id == _station.id)
        .where(
            _station.code >= bindparam("low"),
            _station.code < bindparam("high"),
            _station.kpps_filled + _station.officer_filled < _station.kpps_seats + _station.officer_seats,
            _seat.role_id.in_(bindparam("roles", expanding=True)),
            ~select(_appointment.id).where(_appointment.seat_id == _seat.id, _appointment.until.is_(None)).exists(),
        )
        .order_by(_station.code, _seat.number)
        .limit(bindparam("limit"))
    )
    if numbered:
        statement = statement.where(_station.number == bindparam("number"))
    return statement.where(_station.area_id.in_(bindparam("kelurahan", expanding=True))) if named else statement


def vacant_near(
    db: Snapshot, station_code: str, role: str, limit: int = 300, *, within: int = 10, text: str = ""
) -> list[VacantSeat]:
    """The vacant seats of KPPS (or of officers, as `role` is) that somebody could move to, this TPS's first.

    `text`: words of a kelurahan's name, or a TPS number.
    """
    known = areas.roles(db)
    kpps = {one.code: one.kpps for one in known.values()}
    sought = name_key(text).split()
    numbers, named = [word for word in sought if word.isdecimal()], [word for word in sought if not word.isdecimal()]
    asked: dict[str, Any] = {
        "roles": [id_ for id_, one in known.items() if one.kpps == kpps[role]],
        "limit": limit,
        "number": numbers[0].zfill(3) if numbers else "",
        "kelurahan": [
            id_
            for id_, _, name in (areas.kelurahan(db) if named else ())
            if all(f" {word}" in f" {name_key(name)}" for word in named)
        ],
    }
    statement = _vacant_of_group(numbered=bool(numbers), named=bool(named))
    codes: dict[str, int] = {}
    for width in dict.fromkeys((13, 10, within)):  # this TPS, its kelurahan, the rest
        if len(codes) < limit:
            rows = db.rows(statement, asked | _range(station_code[:width]))
            codes = dict(list({**codes, **{row.code: row.role_id for row in rows}}.items())[:limit])
    names = {digits(code): name for code, name in areas.names(db).items()}
    return [VacantSeat(code, known[role_id].name, _home(code, names)) for code, role_id in codes.items()]


def _home(place: str, names: Mapping[str, str]) -> str:
    kelurahan = names.get(place[:10], "")
    return words.station_label(place[10:13], kelurahan) if len(place) > 10 else kelurahan


def _range(area: str) -> dict[str, str]:
    return {"low": digits(area), "high": digits(area) + ":"}
