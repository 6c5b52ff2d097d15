"""Rooms and trainers: written down, changed, taken in from typed lines.

What a newcomer gets wrong: moving sessions when a room closes. A room that closes says so in every plan; what must move
is moved by a plan (operations/planning.repack), not behind anybody's back.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, select

from kpps_desk.domain.places import digits, dotted
from kpps_desk.domain.plan_texts import days_text
from kpps_desk.domain.room_lines import LineError, RoomLine, TrainerLine, parse_rooms, parse_trainers
from kpps_desk.problems import Invalid, Refused
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_LARGEST = 30_000  # people in a room
_ROOM = select(schema.room.c.id).where(
    schema.room.c.area_id == bindparam("area"), schema.room.c.name == bindparam("name")
)
_CERTIFIED = select(schema.certificate.c.id).where(schema.certificate.c.trainer_id == bindparam("trainer")).limit(1)
_TRAINER = select(schema.trainer.c.id).where(schema.trainer.c.name == bindparam("name"))


class TakenIn(NamedTuple):
    """How many lines were new, changed something, or said what was known."""

    new: int
    changed: int
    same: int


def put_room(tx: Transaction, area: str, line: RoomLine) -> bool | None:
    """Write a room of this area down, or change it; True if it is new, None if nothing differed."""
    _check_name(line.name)
    if not 0 <= line.capacity <= _LARGEST:
        raise Invalid("capacity", f"Kapasitas {line.capacity} orang tidak masuk akal.")
    area_id = areas.area_id(tx, dotted(digits(line.area)) if line.area else area or "31")
    values = {"address": line.address, "capacity": line.capacity, "closed": days_text(line.closed)}
    key = {"area_id": area_id, "name": line.name}
    return _put(tx, schema.room, tx.value(_ROOM, {"area": area_id, "name": line.name}), key, values)


def put_trainer(tx: Transaction, area: str, line: TrainerLine) -> bool | None:
    """Write somebody who teaches down, or change them; '' for who teaches everywhere."""
    _check_name(line.name)
    values = {
        "institution": line.institution,
        "phone": line.phone,
        "absent": days_text(line.absent),
        "area_id": areas.area_id(tx, area) if area else None,
    }
    return _put(tx, schema.trainer, tx.value(_TRAINER, {"name": line.name}), {"name": line.name}, values)


def edit_room(tx: Transaction, room_id: int, line: RoomLine, *, version: int | None = None) -> bool:
    """Change a room; False where nothing differed."""
    _check_name(line.name)
    values = {
        "name": line.name,
        "address": line.address,
        "capacity": line.capacity,
        "closed": days_text(line.closed),
    }
    return tx.update(schema.room, room_id, values, version=version)


def edit_trainer(tx: Transaction, trainer_id: int, line: TrainerLine, *, version: int | None = None) -> bool:
    """Change somebody who teaches; sessions that name them keep the name as it was."""
    _check_name(line.name)
    values = {
        "name": line.name,
        "institution": line.institution,
        "phone": line.phone,
        "absent": days_text(line.absent),
    }
    return tx.update(schema.trainer, trainer_id, values, version=version)


def remove_room(tx: Transaction, room_id: int) -> None:
    """Plans and sessions that use it keep its name."""
    tx.delete_many(schema.room, [room_id])


def remove_trainer(tx: Transaction, trainer_id: int) -> None:
    """Sessions keep the name; who has a certificate stays, for it says whose it is."""
    if tx.value(_CERTIFIED, {"trainer": trainer_id}):
        raise Refused("Narasumber ini sudah menerima sertifikat, jadi tetap ada dalam daftar.")
    tx.delete_many(schema.trainer, [trainer_id])


def take_rooms(tx: Transaction, area: str, text: str) -> TakenIn:
    """Typed lines; Invalid names the first that isn't read, and nothing is kept."""
    try:
        lines = parse_rooms(text)
    except LineError as error:
        raise _unread(error, "Contoh: Aula Kelurahan; 60; Jl. Tanah Abang I; 9-11-2024.") from None
    return _count([put_room(tx, area, line) for line in lines])


def take_trainers(tx: Transaction, area: str, text: str) -> TakenIn:
    """Typed lines of trainers of this area."""
    try:
        lines = parse_trainers(text)
    except LineError as error:
        raise _unread(error, "Contoh: Dra. Siti Aminah; PPK Gambir; 081234567890; 9-11-2024.") from None
    return _count([put_trainer(tx, area, line) for line in lines])


def _put(
    tx: Transaction, table: Table, known: int | None, key: Mapping[str, Any], values: Mapping[str, Any]
) -> bool | None:
    if known is None:
        tx.insert(table, {**key, **values})
        return True
    return False if tx.update(table, known, values) else None


def _count(done: list[bool | None]) -> TakenIn:
    return TakenIn(done.count(True), done.count(False), done.count(None))


def _check_name(name: str) -> None:
    if not name.strip():
        raise Invalid("name", "Nama wajib diisi.")


def _unread(error: LineError, hint: str) -> Invalid:
    return Invalid("lines", f"Baris {error.line}: “{error.part}” tidak terbaca.", hint)
