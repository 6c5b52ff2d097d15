"""Rooms and trainers of an area, as they are written down.

What a newcomer gets wrong: the rooms of the area alone. A kelurahan also uses those that its kecamatan shares; they are
listed with their own area.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from kpps_desk.domain.plan_texts import read_days
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_room, _trainer, _area = schema.room.c, schema.trainer.c, schema.area.c


class RoomRow(NamedTuple):
    id: int
    version: int
    area_code: str
    area: str
    name: str
    address: str
    capacity: int
    closed: frozenset[date]


class TrainerRow(NamedTuple):
    """`area_code` '': teaches everywhere."""

    id: int
    version: int
    area_code: str
    area: str
    name: str
    institution: str
    phone: str
    absent: frozenset[date]


_ROOMS = (
    select(schema.room, _area.code, _area.name.label("area"))
    .join(schema.area, _area.id == _room.area_id)
    .order_by(_area.code, _room.name)
)
_TRAINERS = (
    select(schema.trainer, _area.code, _area.name.label("area"))
    .outerjoin(schema.area, _area.id == _trainer.area_id)
    .order_by(_trainer.name, _trainer.id)
)


def rooms(db: Snapshot, area: str = "") -> list[RoomRow]:
    """Those of the area, of what lies within it, and those that it shares with its neighbours."""
    return [
        RoomRow(row.id, row.version, row.code, row.area, row.name, row.address, row.capacity, read_days(row.closed))
        for row in db.rows(_ROOMS)
        if row.code.startswith(area) or area.startswith(row.code)
    ]


def trainers(db: Snapshot, area: str = "") -> list[TrainerRow]:
    """Those who teach in the area."""
    return [
        TrainerRow(
            row.id,
            row.version,
            row.code or "",
            row.area or "",
            row.name,
            row.institution,
            row.phone,
            read_days(row.absent),
        )
        for row in db.rows(_TRAINERS)
        if not row.code or row.code.startswith(area) or area.startswith(row.code)
    ]
