"""Who could take a seat, and which seats somebody could take: what a proposal and a person's own choice are made of.

What a newcomer gets wrong: asking for everybody who is MS. Only the stage "eligible" has nobody on a seat; a holder who
is wanted elsewhere is moved, not chosen.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, select

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
_ABLE = (
    select(
        _member.id, _member.title_before, _member.name.label("plain_name"), _member.title_after, _member.sex,
        _member.born, _role.code.label("role"), _role.name.label("role_name"),
        _role.kpps, _member.wanted, _member.reserve, _member.name_key,
    )
    .join(schema.role, _role.id == _member.role_id)
    .where(
        _member.stage == int(Stage.ELIGIBLE),
        _member.place >= bindparam("low"),
        _member.place < bindparam("high"),
    )
)  # fmt: skip


def able(db: Snapshot, area: str) -> list[Candidate]:
    """Everybody of an area who is eligible and holds no seat."""
    return [Candidate(row.id, row.role, row.wanted, row.reserve) for row in db.rows(_ABLE, _range(area))]


def for_role(
    db: Snapshot, station_code: str, role: str, limit: int = 200, *, within: int = 10, text: str = ""
) -> list[CandidateRow]:
    """Who could take a seat of this role, the nearest first: reserves of the TPS by rank, who wished for it, others.

    `within`: so many digits of the TPS's code (10 its kelurahan, 6 its kecamatan, 4 its city). `text`: words of a name.
    KPPS and officers are not offered for each other's seats.
    """
    wanted = next((one for one in areas.roles(db).values() if one.code == role), None)
    if wanted is None:
        raise Gone(f"Jabatan {role} tidak dikenal.")
    sought = name_key(text).split()
    names = {digits(code): name for code, name in areas.names(db).items()}
    rows = [
        row
        for row in db.rows(_ABLE, _range(station_code[:within]))
        if bool(row.kpps) == wanted.kpps and all(f" {word}" in f" {row.name_key}" for word in sought)
    ]
    found = [
        CandidateRow(
            row.id, words.full_name(row.title_before, row.plain_name, row.title_after), row.sex,
            row.born, row.role, row.role_name, _home(row.wanted, names), row.reserve,
            crew_choice.tier(station_code, Candidate(row.id, row.role, row.wanted, row.reserve)),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.near, one.role != role, one.reserve, one.home, one.name, one.id))[:limit]


def vacant_near(
    db: Snapshot, station_code: str, role: str, limit: int = 300, *, within: int = 10, text: str = ""
) -> list[VacantSeat]:
    """The vacant seats of KPPS (or of officers, as `role` is) that somebody could move to, this TPS's first.

    `text`: words of a kelurahan's name, or a TPS number.
    """
    roles = {one.code: one for one in areas.roles(db).values()}
    names = {digits(code): name for code, name in areas.names(db).items()}
    keys = {place: name_key(name) for place, name in names.items()} if text else {}
    sought = name_key(text).split()
    found = [
        VacantSeat(seat.code, roles[seat.role].name, _home(seat.code, names))
        for seat in vacant(db, station_code[:within])
        if roles[seat.role].kpps == roles[role].kpps and all(_fits(seat.code, word, keys) for word in sought)
    ]
    found.sort(key=lambda one: (one.code[:13] != station_code, one.code[:10] != station_code[:10], one.code))
    return found[:limit]


def _fits(code: str, word: str, keys: Mapping[str, str]) -> bool:
    """Whether a word is the TPS number of a seat, or begins a word of its kelurahan's name."""
    return code[10:13] == word.zfill(3) if word.isdecimal() else f" {word}" in f" {keys[code[:10]]}"


def _home(place: str, names: Mapping[str, str]) -> str:
    kelurahan = names.get(place[:10], "")
    return words.station_label(place[10:13], kelurahan) if len(place) > 10 else kelurahan


def _range(area: str) -> dict[str, str]:
    return {"low": digits(area), "high": digits(area) + ":"}
