"""Who sits on a seat, still needs the oath or a training, and is called to no session that is still to be held.

What a newcomer gets wrong: counting a session that is over. Whoever missed it, or came to the crew afterwards, has no
session any more and stands here again; whoever was sworn in or trained doesn't.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, func, literal, or_, select, true
from sqlalchemy.sql import Select

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.places import digits
from kpps_desk.domain.stages import Stage
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.queries.member_rows import dotted
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_member, _role, _session, _area = schema.member.c, schema.role.c, schema.session.c, schema.area.c
_crew, _invited, _station = schema.session_crew.c, schema.invitation.c, schema.polling_station.c


@dataclass(frozen=True, slots=True)
class UncalledFilter:
    """`kind` None: the oath, a training, or both; `phone`: 'ada', 'tidak' or '' for either; `sort`: place or name."""

    area: str = ""
    kind: SessionKind | None = None
    phone: str = ""
    sort: str = "place"
    descending: bool = False


class UncalledRow(NamedTuple):
    """One person to call; no NIK. `oath`, `training`: what there is no session for."""

    id: int
    name: str
    kelurahan: str
    kecamatan: str
    place: str  # the seat's code
    role: str
    phone: str  # as on paper, '' for none
    oath: bool
    training: bool

    @property
    def tps(self) -> str:
        return self.place[10:13]

    @property
    def seat(self) -> str:
        return self.place[13:]

    @property
    def lacks(self) -> str:
        """`Pelantikan, bimtek`."""
        said = [name for name, lacking in (("pelantikan", self.oath), ("bimtek", self.training)) if lacking]
        return ", ".join(said).capitalize()


def _lacks(kind: SessionKind, *, few: bool) -> ColumnElement[bool]:
    """Whether the joined member still needs this and is called to nothing; `few`: asked of a page, not of everybody."""
    oath = kind is SessionKind.OATH
    # No index on the kind: SQLite would go through all sessions of a kind for each person, which took minutes.
    planned = (
        (_session.kind.concat("") == kind.value)
        & (_session.state == "rencana")
        & (literal(oath) | (_session.required == true()))
    )
    crews = (
        select(_station.code)
        .join(schema.session_crew, _crew.station_id == _station.id)
        .join(schema.session, _session.id == _crew.session_id)
        .where(planned)
    )
    invited = select(_invited.member_id).join(schema.session, _session.id == _invited.session_id).where(planned)
    station = func.substr(_member.place, 1, 13)
    called: tuple[ColumnElement[bool], ColumnElement[bool]]
    if few:  # looked up one by one: the whole sets cost a tenth of a second
        called = (
            crews.where(_station.code == station).correlate(schema.member).exists(),
            invited.where(_invited.member_id == _member.id).correlate(schema.member).exists(),
        )
    else:
        called = (station.in_(crews), _member.id.in_(invited))
    return and_(
        (_role.needs_oath if oath else _role.needs_training) == true(),
        (_member.sworn if oath else _member.trained).is_(None),
        *(~one for one in called),
    )


_LACKS: dict[SessionKind | None, ColumnElement[bool]] = {kind: _lacks(kind, few=False) for kind in SessionKind}
_WHO = {**_LACKS, None: or_(*_LACKS.values())}
_ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "place": (_member.place, _member.id),
    "name": (_member.name_key, _member.id),
}


def _asked(kind: SessionKind | None, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(schema.member)
        .join(schema.role, _role.id == _member.role_id)
        .where(
            _member.active == true(),
            _member.stage >= int(Stage.APPOINTED),
            _member.place >= bindparam("low"),
            _member.place < bindparam("high"),
            (bindparam("phone") == "") | ((_member.phone == "") == (bindparam("phone") == "tidak")),
            _WHO[kind],
        )
    )


def _ordered(kind: SessionKind | None, sort: str, *, descending: bool) -> Select[Any]:
    order = [column.desc() if descending else column for column in _ORDERS[sort]]
    return _asked(kind, _member.id).order_by(*order)


_IDS = {
    (kind, sort, descending): _ordered(kind, sort, descending=descending)
    for kind in _WHO
    for sort in _ORDERS
    for descending in (False, True)
}
_FIRST = {key: statement.limit(bindparam("limit")) for key, statement in _IDS.items()}
_COUNT = {kind: _asked(kind, func.count()) for kind in _WHO}
_kelurahan, _kecamatan = schema.area.alias("kelurahan"), schema.area.alias("kecamatan")
_PAGE = (
    select(
        _member.id,
        _member.title_before,
        _member.name,
        _member.title_after,
        _member.place,
        _member.phone,
        _role.name.label("role"),
        _kelurahan.c.name.label("kelurahan"),
        _kecamatan.c.name.label("kecamatan"),
        _lacks(SessionKind.OATH, few=True).label("oath"),
        _lacks(SessionKind.TRAINING, few=True).label("training"),
    )
    .join(schema.role, _role.id == _member.role_id)
    .outerjoin(_kelurahan, _kelurahan.c.code == dotted(_member.place, kelurahan=True))
    .outerjoin(_kecamatan, _kecamatan.c.code == dotted(_member.place, kelurahan=False))
    .where(_member.id.in_(bindparam("ids", expanding=True)))
)


def first(db: Snapshot, wanted: UncalledFilter, limit: int = 100) -> "array[int]":
    return db.ids(_FIRST[_key(wanted)], {**_params(wanted), "limit": limit})


def ids(db: Snapshot, wanted: UncalledFilter) -> "array[int]":
    """Everybody, in the order of TPS and seat, or of names."""
    return db.ids(_IDS[_key(wanted)], _params(wanted))


def count(db: Snapshot, wanted: UncalledFilter) -> int:
    return int(db.value(_COUNT[wanted.kind], _params(wanted)))


def page(db: Snapshot, ids: Sequence[int]) -> dict[int, UncalledRow]:
    """The rows of some ids (a few hundred, not all of them)."""
    return {row.id: _row(row) for row in db.rows(_PAGE, {"ids": list(ids)})}


def _row(row: AnyRow) -> UncalledRow:
    return UncalledRow(
        row.id,
        words.full_name(row.title_before, row.name, row.title_after),
        row.kelurahan or "",
        row.kecamatan or "",
        row.place,
        row.role,
        phone_on_paper(row.phone),
        bool(row.oath),
        bool(row.training),
    )


def _key(wanted: UncalledFilter) -> tuple[SessionKind | None, str, bool]:
    return wanted.kind, wanted.sort if wanted.sort in _ORDERS else "place", wanted.descending


def _params(wanted: UncalledFilter) -> dict[str, Any]:
    low = digits(wanted.area)
    return {"low": low, "high": low + ":", "phone": wanted.phone}
