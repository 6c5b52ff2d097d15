"""Data berubah: certificates in force that say another name or position than today's record.

What a newcomer gets wrong: calling a leaver's certificate changed. Who gave up the seat keeps it as it is; only their
name is compared. The texts are made in SQL as words.full_name and domain.certificates.position_line make them, so that
a province is one question; tests hold the two together.
"""

from array import array
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, bindparam, case, select

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.places import digits
from kpps_desk.queries import teaching
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_certificate, _member = schema.certificate.c, schema.member.c
_appointment, _seat, _role = schema.appointment.c, schema.seat.c, schema.role.c
_station, _kelurahan = schema.polling_station.c, schema.area.alias("kelurahan")
_kecamatan = schema.area.alias("kecamatan")

NAME: ColumnElement[str] = (
    case((_member.title_before != "", _member.title_before + " "), else_="")
    + _member.name
    + case((_member.title_after != "", ", " + _member.title_after), else_="")
)
POSITION: ColumnElement[str] = (
    case((_role.kpps, "KPPS"), else_="Petugas Ketertiban")
    + " TPS "
    + _station.number
    + " Kel. "
    + _kelurahan.c.name
    + ", Kec. "
    + _kecamatan.c.name
)
_DIFFERING: Select[tuple[int]] = (
    select(_certificate.id)
    .join(schema.member, _member.id == _certificate.member_id)
    .outerjoin(schema.appointment, (_appointment.member_id == _member.id) & _appointment.until.is_(None))
    .outerjoin(schema.seat, _seat.id == _appointment.seat_id)
    .outerjoin(schema.role, _role.id == _seat.role_id)
    .outerjoin(schema.polling_station, _station.id == _seat.station_id)
    .outerjoin(_kelurahan, _kelurahan.c.id == _station.area_id)
    .outerjoin(_kecamatan, _kecamatan.c.id == _kelurahan.c.parent_id)
    .where(
        _certificate.state == "terbit",
        (_certificate.name != NAME) | (_seat.id.is_not(None) & (_certificate.position != POSITION)),
    )
    .order_by(_certificate.place, _certificate.id)
)
_IN_AREA = _DIFFERING.where(_certificate.place >= bindparam("low"), _certificate.place < bindparam("high"))
# IN, not a join: else SQLite looks up the holders of all certificates for the few asked about.
_OF_CHOSEN = _certificate.id.in_(select(schema.chosen.c.id))
_AMONG = _DIFFERING.where(_OF_CHOSEN)
_TRAINERS = (
    select(_certificate.id, _certificate.trainer_id, _certificate.name, _certificate.position, _certificate.place)
    .where(_certificate.state == "terbit", _certificate.trainer_id.is_not(None))
    .order_by(_certificate.place, _certificate.id)
)
_TRAINERS_AMONG = _TRAINERS.where(_OF_CHOSEN)
_KINDS = select(_certificate.id, _certificate.kind).join(schema.chosen, schema.chosen.c.id == _certificate.id)


def changed(db: Snapshot, area: str = "", kind: Kind | None = None) -> "array[int]":
    """The differing certificates of an area; of all kinds where none is named."""
    low = digits(area)
    found = array("q") if kind is Kind.TRAINER else db.ids(_IN_AREA, {"low": low, "high": low + ":"})
    if kind is None or kind is Kind.TRAINER:
        found.extend(one for one, place in _of_trainers(db) if place.startswith(low))
    if kind is None or not found:
        return found
    db.choose(found)
    kinds = {row.id: row.kind for row in db.rows(_KINDS)}
    return array("q", (one for one in found if kinds[one] == kind))


def among(db: Snapshot, certificates: Iterable[int]) -> "array[int]":
    """The differing ones of these, by place. Fills `chosen`."""
    db.choose(certificates)
    found = db.ids(_AMONG)
    found.extend(one for one, _ in _of_trainers(db, _TRAINERS_AMONG))
    return found


def _of_trainers(
    db: Snapshot, among: Select[tuple[int, int | None, str, str, str]] = _TRAINERS
) -> list[tuple[int, str]]:
    """(certificate, place) of the trainers who are called otherwise today, or taught elsewhere too."""
    rows = db.rows(among)
    if not rows:
        return []
    now = {one.trainer_id: one for one in teaching.of(db, [row.trainer_id for row in rows])}
    lines = teaching.lines(db, now.values())
    return [
        (row.id, row.place)
        for row in rows
        if (one := now.get(row.trainer_id)) is not None
        and (row.name != one.name or (one.taught and row.position != lines[row.trainer_id]))
    ]
