"""Two records side by side: what each knows of its person, and what hangs on it.

What a newcomer gets wrong: showing `nik`. It is here in full so that two can be compared; `words.masked_pair` shows of
it only the digits that differ.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, func, literal_column, select, type_coerce
from sqlalchemy.sql.expression import ScalarSelect

from kpps_desk import words
from kpps_desk.domain.twins import FIELDS, Standing
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_member, _appointment, _certificate = schema.member.c, schema.appointment.c, schema.certificate.c


class Record(NamedTuple):
    """One of the two. `values` in the order of domain.twins.FIELDS as stored, `shown` the same in words."""

    id: int
    name: str  # with titles
    nik: str | None
    values: tuple[Any, ...]
    shown: tuple[str, ...]
    place: str  # 'TPS 003 · Gambir', with the seat's number when one is held
    state: str  # 'Aktif', 'Berhenti: mengundurkan diri'
    seated: bool
    marks: int
    papers: int  # documents, verdicts, responses
    certificate: str  # its number; '' for none
    active: bool
    merged: bool

    @property
    def standing(self) -> Standing:
        """What domain.twins.to_keep weighs."""
        filled = sum(value not in (None, "") for value in self.values)
        return Standing(bool(self.certificate), self.active, self.seated, self.marks + self.papers, filled)


def _count(table: Any) -> ScalarSelect[int]:
    return select(func.count()).where(table.c.member_id == _member.id).scalar_subquery()


# The unary plus makes SQLite begin with the chosen few: it else walks through everybody.
_EACH: ColumnElement[int] = type_coerce(literal_column("+chosen.id"), Integer)
_OPEN = (_appointment.member_id == _member.id) & _appointment.until.is_(None)
_RECORDS = (
    select(
        _member.id,
        *(_member[name] for name in FIELDS),
        _member.place,
        _member.active,
        _member.left_reason,
        _member.merged_into,
        _appointment.id.label("seat"),
        _count(schema.attendance).label("marks"),
        _count(schema.document).label("documents"),
        _count(schema.requirement).label("requirements"),
        _count(schema.response).label("responses"),
        _certificate.number.label("certificate"),
    )
    .select_from(schema.chosen)
    .join(schema.member, _member.id == _EACH)
    .outerjoin(schema.appointment, _OPEN)
    .outerjoin(
        schema.certificate,
        (_certificate.member_id == _member.id) & (_certificate.state == "terbit") & (_certificate.kind == "sertifikat"),
    )
)


def records(db: Snapshot, ids: Iterable[int]) -> dict[int, Record]:
    """Those of these members that are there."""
    db.choose(ids)
    rows = db.rows(_RECORDS)
    names = {code.replace(".", ""): name for code, name in areas.names(db).items()} if rows else {}
    return {row.id: _record(row, names) for row in rows}


def _record(row: AnyRow, names: Mapping[str, str]) -> Record:
    values = tuple(row[1 : 1 + len(FIELDS)])
    area = names.get(row.place[:10], "")
    place = words.station_label(row.place[10:13], area) if len(row.place) > 12 else area
    return Record(
        id=row.id,
        name=words.full_name(row.title_before, row.name, row.title_after),
        nik=row.nik,
        values=values,
        shown=tuple(_said(name, value) for name, value in zip(FIELDS, values, strict=True)),
        place=f"{place}, kursi {row.place[13:]}" if row.seat is not None else place,
        state="Aktif" if row.active else f"Berhenti: {words.leaving(row.left_reason)}".removesuffix(": "),
        seated=row.seat is not None,
        marks=row.marks,
        papers=row.documents + row.requirements + row.responses,
        certificate=row.certificate or "",
        active=bool(row.active),
        merged=row.merged_into is not None,
    )


def _said(name: str, value: Any) -> str:
    """A field as people read it; '' for nothing. The NIK is masked whole: what differs, words.masked_pair shows."""
    if value in (None, ""):
        return ""
    if name == "nik":
        return words.masked_nik(value)
    if name == "sex":
        return words.sex(value)
    if name == "phone":
        return phone_on_paper(value)
    return words.long_date(value) if isinstance(value, date) else words.without_niks(str(value))
