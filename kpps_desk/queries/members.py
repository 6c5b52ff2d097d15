"""The people of the roster: which ones (ids), how many, and what a row or the details panel shows.

A list asks three questions one after the other: `first` (one page by an index, about 1 ms), `count`, then `ids`. What a
newcomer gets wrong: OFFSET, or reading rows to count them. Statements are built once for each shape of filter.
"""

from array import array
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, UnaryExpression, bindparam, func, select
from sqlalchemy.sql import Select

from kpps_desk import words
from kpps_desk.domain.stages import Stage
from kpps_desk.problems import Gone
from kpps_desk.queries.member_filter import MemberFilter, Shape, question, statement
from kpps_desk.queries.member_rows import MemberRow, dotted, page
from kpps_desk.store import schema, search
from kpps_desk.store.snapshot import Snapshot

__all__ = ["MemberDetails", "MemberFilter", "MemberRow", "count", "details", "first", "ids", "page"]

_member, _role = schema.member.c, schema.role.c
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "place": (_member.place, _member.id),
    "name": (_member.name_key, _member.id),
    "stage": (_member.stage, _member.place, _member.id),
}


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
    left_reason: str
    reserve: int
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


@cache
def _ids(shape: Shape, *, limited: bool) -> Select[Any]:
    order: list[ColumnElement[Any] | UnaryExpression[Any]] = list(_SORTS[shape.sort])
    if shape.descending:
        order = [column.desc() for column in order]
    found = statement(shape, _member.id, walking=limited).order_by(*order)
    return found.limit(bindparam("limit")) if limited else found


@cache
def _count(shape: Shape) -> Select[Any]:
    return statement(shape, func.count(_member.id))


def first(db: Snapshot, wanted: MemberFilter, limit: int = 100) -> "array[int]":
    """The first ids in the filter's order: what a list shows before it knows how many there are."""
    shape, values = question(db, wanted)
    return db.ids(_ids(shape, limited=True), {**values, "limit": limit})


def count(db: Snapshot, wanted: MemberFilter) -> int:
    """How many people the filter finds."""
    shape, values = question(db, wanted)
    if shape.text in ("few", "many") and not shape.parts:
        return search.match_count(db, wanted.text)  # a word alone: no need to look each member up (18 ms against 2)
    if not shape.text and shape.parts and shape.parts <= {"address few", "address many"}:
        return search.address_count(db, values["address"])
    return int(db.value(_count(shape), values))


def ids(db: Snapshot, wanted: MemberFilter) -> "array[int]":
    """All of them, in the filter's order."""
    shape, values = question(db, wanted)
    return db.ids(_ids(shape, limited=False), values)


def few(db: Snapshot, wanted: MemberFilter) -> "array[int] | None":
    """All of them where they are few: those are found and sorted at once. None where a page is found sooner."""
    shape, values = question(db, wanted)
    return db.ids(_ids(shape, limited=False), values) if shape.text == "few" else None


_kelurahan, _kecamatan = schema.area.alias("kelurahan"), schema.area.alias("kecamatan")
_DETAILS = (
    select(
        schema.member,
        _role.code.label("role"),
        _role.name.label("role_name"),
        _kelurahan.c.name.label("kelurahan"),
        _kecamatan.c.name.label("kecamatan"),
    )
    .join(schema.role, _role.id == _member.role_id)
    .outerjoin(_kelurahan, _kelurahan.c.code == dotted(_member.place, kelurahan=True))
    .outerjoin(_kecamatan, _kecamatan.c.code == dotted(_member.place, kelurahan=False))
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
