"""The people of the roster: which ones (ids), how many, and what a row or the details panel shows.

A list asks three questions one after the other: `first` (one page by an index, about 1 ms), `count`, then `ids`. What a
newcomer gets wrong: OFFSET, or reading rows to count them. Statements are built once for each shape of filter.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, UnaryExpression, bindparam, func, select, true
from sqlalchemy.sql import Select

from kpps_desk import words
from kpps_desk.domain.places import digits
from kpps_desk.domain.stages import Stage
from kpps_desk.problems import Gone
from kpps_desk.store import schema, search
from kpps_desk.store.snapshot import Snapshot

_member, _role, _station, _seat = schema.member.c, schema.role.c, schema.polling_station.c, schema.seat.c
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "place": (_member.place, _member.id),
    "name": (_member.name_key, _member.id),
    "stage": (_member.stage, _member.place, _member.id),
}
_FEW = 2_000  # matches; up to here sorting them beats walking the whole sort index with the match as a filter


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """What the list shows. `text`: words are prefixes of names, 1-3 digits a TPS number, more a NIK's beginning."""

    text: str = ""
    area: str = ""  # code, with or without dots; also a TPS's 13 digits
    stage: Stage | None = None
    role: str = ""  # a role's code
    eligibility: str = ""
    sort: str = "place"  # 'place' | 'name' | 'stage'
    descending: bool = False


class MemberRow(NamedTuple):
    """One line of the list, in words; the NIK is masked."""

    id: int
    name: str
    nik: str
    place: str  # 'TPS 003 · Gambir', 'Gambir' without a TPS
    role: str  # with the seat's number when one is held: 'Anggota KPPS (3)'
    stage: int
    stage_text: str
    phone: str


class MemberDetails(NamedTuple):
    """Everything about one person but the history; `nik` in full: whoever shows it masks it."""

    id: int
    version: int
    nik: str | None
    title_before: str
    name: str
    title_after: str
    sex: str | None
    birth_place: str
    born: date | None
    address: str
    rt_rw: str
    phone: str
    email: str
    education: str
    occupation: str
    marital: str
    note: str
    role: str  # its code
    role_name: str
    eligibility: str
    objections: tuple[str, ...]
    active: bool
    place: str
    stage: Stage
    sworn: date | None
    trained: date | None
    certified: bool
    kelurahan: str
    kecamatan: str
    station: str  # 'TPS 003', '' without one
    seat_number: int | None

    @property
    def full_name(self) -> str:
        """With titles, as on paper."""
        return words.full_name(self.title_before, self.name, self.title_after)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which parts a filter has: everything that changes the statement, and nothing that is a mere value."""

    text: str  # '' | 'tps' | 'nik' | 'few' | 'many'
    words: int  # of many
    area: bool
    stage: bool
    role: bool
    eligibility: bool
    sort: str
    descending: bool


def _kind(text: str) -> str:
    compact = text.replace(" ", "").replace(".", "")
    if compact.isascii() and compact.isdigit():
        return "tps" if len(compact) <= 3 else "nik"
    return "words" if search.match(text) else ""


def _question(db: Snapshot, wanted: MemberFilter) -> tuple[_Shape, dict[str, Any]]:
    """The statement's shape and its values. Words need a look at how many people they match."""
    kind = _kind(wanted.text)
    values: dict[str, Any] = {}
    if kind in ("tps", "nik"):
        compact = wanted.text.replace(" ", "").replace(".", "")
        values = {"tps": compact.zfill(3)} if kind == "tps" else {"nik": compact, "nik_end": compact + ":"}
    elif kind == "words":
        values = {"match": search.match(wanted.text)}
        kind = "few" if search.match_count(db, wanted.text, _FEW + 1) <= _FEW else "many"
        if kind == "many":
            values |= search.walk_words(wanted.text)
    if wanted.area:
        values |= {"low": digits(wanted.area), "high": digits(wanted.area) + ":"}
    values |= {"stage": wanted.stage, "role": wanted.role, "eligibility": wanted.eligibility}
    shape = _Shape(
        kind,
        len(search.walk_words(wanted.text)) if kind == "many" else 0,
        bool(wanted.area),
        wanted.stage is not None,
        bool(wanted.role),
        bool(wanted.eligibility),
        wanted.sort,
        wanted.descending,
    )
    return shape, values


def _conditions(shape: _Shape, *, walking: bool) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if shape.text == "nik":
        # The index on (nik, active, place) answers this alone: no member is looked up for 30,000 alike beginnings.
        found += [_member.active == true(), _member.nik >= bindparam("nik"), _member.nik < bindparam("nik_end")]
    elif walking and shape.text == "many":
        found += search.walk(shape.words)
    elif shape.text in ("few", "many"):
        found.append(search.name_matches(walk=shape.text == "many"))
    if shape.area:
        found += [_member.place >= bindparam("low"), _member.place < bindparam("high")]
    if shape.stage:
        found.append(_member.stage == bindparam("stage"))
    if shape.role:
        found.append(_member.role_id == select(_role.id).where(_role.code == bindparam("role")).scalar_subquery())
    if shape.eligibility:
        found.append(_member.eligibility == bindparam("eligibility"))
    return found


def _from(shape: _Shape, *columns: Any, walking: bool = False) -> Select[Any]:
    """A TPS number is looked up among the stations first: their ranges of `place` are then short walks."""
    if shape.text != "tps":
        return select(*columns).where(*_conditions(shape, walking=walking))
    return (
        select(*columns)
        .select_from(schema.polling_station)
        .join(schema.member, (_member.place >= _station.code) & (_member.place < _station.code + ":"))
        .where(_station.number == bindparam("tps"), *_conditions(shape, walking=walking))
    )


@cache
def _ids(shape: _Shape, *, limited: bool) -> Select[Any]:
    order: list[ColumnElement[Any] | UnaryExpression[Any]] = list(_SORTS[shape.sort])
    if shape.descending:
        order = [column.desc() for column in order]
    statement = _from(shape, _member.id, walking=limited).order_by(*order)
    return statement.limit(bindparam("limit")) if limited else statement


@cache
def _count(shape: _Shape) -> Select[Any]:
    return _from(shape, func.count(_member.id))


def first(db: Snapshot, wanted: MemberFilter, limit: int = 100) -> "array[int]":
    """The first ids in the filter's order: what a list shows before it knows how many there are."""
    shape, values = _question(db, wanted)
    return db.ids(_ids(shape, limited=True), {**values, "limit": limit})


def count(db: Snapshot, wanted: MemberFilter) -> int:
    """How many people the filter finds."""
    shape, values = _question(db, wanted)
    if shape.text in ("few", "many") and not (shape.area or shape.stage or shape.role or shape.eligibility):
        return search.match_count(db, wanted.text)  # a word alone: no need to look each member up (18 ms against 2)
    return int(db.value(_count(shape), values))


def ids(db: Snapshot, wanted: MemberFilter) -> "array[int]":
    """All of them, in the filter's order."""
    shape, values = _question(db, wanted)
    return db.ids(_ids(shape, limited=False), values)


_kelurahan = schema.area.alias("kelurahan")
_kecamatan = schema.area.alias("kecamatan")


def _dotted(column: Any, *, kelurahan: bool) -> Any:
    parts = func.substr(column, 1, 2) + "." + func.substr(column, 3, 2) + "." + func.substr(column, 5, 2)
    return parts + "." + func.substr(column, 7, 4) if kelurahan else parts


_PAGE = (
    select(
        _member.id,
        _member.title_before,
        _member.name,
        _member.title_after,
        _member.nik,
        _member.place,
        _member.stage,
        _member.phone,
        _role.name.label("role"),
        _kelurahan.c.name.label("kelurahan"),
    )
    .join(schema.role, _role.id == _member.role_id)
    .outerjoin(_kelurahan, _kelurahan.c.code == _dotted(_member.place, kelurahan=True))
    .where(_member.id.in_(bindparam("ids", expanding=True)))
)


def page(db: Snapshot, ids: Sequence[int]) -> dict[int, MemberRow]:
    """The rows of some ids (a page of 100, not all of them); an id that is gone has no row."""
    return {row.id: _row(row) for row in db.rows(_PAGE, {"ids": list(ids)})}


def _row(row: Any) -> MemberRow:
    kelurahan = row.kelurahan or ""
    return MemberRow(
        row.id,
        words.full_name(row.title_before, row.name, row.title_after),
        words.masked_nik(row.nik),
        words.station_label(row.place[10:13], kelurahan) if len(row.place) > 10 else kelurahan,
        words.seat_label(row.role, int(row.place[13:])) if row.stage >= Stage.APPOINTED else row.role,
        row.stage,
        words.stage(Stage(row.stage)),
        row.phone,
    )


_DETAILS = (
    select(
        schema.member,
        _role.code.label("role"),
        _role.name.label("role_name"),
        _kelurahan.c.name.label("kelurahan"),
        _kecamatan.c.name.label("kecamatan"),
    )
    .join(schema.role, _role.id == _member.role_id)
    .outerjoin(_kelurahan, _kelurahan.c.code == _dotted(_member.place, kelurahan=True))
    .outerjoin(_kecamatan, _kecamatan.c.code == _dotted(_member.place, kelurahan=False))
    .where(_member.id == bindparam("id"))
)


def details(db: Snapshot, member: int) -> MemberDetails:
    """Everything about one person; Gone if there is no such member."""
    row = db.row(_DETAILS, {"id": member})
    if row is None:
        raise Gone("Anggota ini sudah tidak ada di berkas kerja.", "Muat ulang daftarnya.")
    kept: dict[str, Any] = dict(row._mapping)
    derived: dict[str, Any] = {
        "objections": tuple(row.objections.split()),
        "stage": Stage(row.stage),
        "kelurahan": row.kelurahan or "",
        "kecamatan": row.kecamatan or "",
        "station": f"TPS {row.place[10:13]}" if len(row.place) > 10 else "",
        "seat_number": int(row.place[13:]) if row.stage >= Stage.APPOINTED else None,
    }
    kept |= derived
    return MemberDetails(**{name: kept[name] for name in MemberDetails._fields})
