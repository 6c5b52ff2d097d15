"""Who has a photo, and whose file a name means.

What a newcomer gets wrong: listing photos with their content. A list tells that there is one; the picture is asked for
where it is drawn.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, true

from kpps_desk.domain.photo_names import By, Named
from kpps_desk.domain.places import digits
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_photo, _member, _seat, _appointment = schema.photo.c, schema.member.c, schema.seat.c, schema.appointment.c
_ONE = select(_photo.id, _photo.content, _photo.taken_at, _photo.taken_by).where(
    _photo.member_id == bindparam("member")
)
_HAVING = select(_photo.member_id, _photo.id).where(_photo.member_id.in_(bindparam("members", expanding=True)))
_COUNT = (
    select(func.count())
    .select_from(schema.photo)
    .join(schema.member, _member.id == _photo.member_id)
    .where(_member.place >= bindparam("low"), _member.place < bindparam("high"))
)
_IDS = select(_member.id).where(_member.id.in_(bindparam("values", expanding=True)), _member.active == true())
_NIKS = select(_member.nik, _member.id).where(
    _member.nik.in_(bindparam("values", expanding=True)), _member.active == true()
)
_SEATS = (
    select(_seat.code, _appointment.member_id)
    .join(schema.appointment, (_appointment.seat_id == _seat.id) & _appointment.until.is_(None))
    .where(_seat.code.in_(bindparam("values", expanding=True)))
)


class Photo(NamedTuple):
    """A JPEG, when it was taken in and by whom."""

    id: int
    content: bytes
    taken_at: int
    taken_by: str


def photo(db: Snapshot, member: int) -> Photo | None:
    row = db.row(_ONE, {"member": member})
    return Photo(row.id, bytes(row.content), row.taken_at, row.taken_by) if row else None


def size(jpeg: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the file's own head."""
    at = 2
    while at + 9 < len(jpeg):
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(jpeg[at + 7 : at + 9], "big"), int.from_bytes(jpeg[at + 5 : at + 7], "big")
        at += 2 + length
    raise ValueError("no JPEG")


def having(db: Snapshot, members: Iterable[int]) -> dict[int, int]:
    """Member -> record of their photo, of those who have one."""
    return {row.member_id: row.id for row in db.rows(_HAVING, {"members": list(members)})}


def count(db: Snapshot, area: str = "") -> int:
    """How many people of an area have one."""
    low = digits(area)
    return int(db.value(_COUNT, {"low": low, "high": low + ":"}))


def whose(db: Snapshot, named: Iterable[Named], area: str = "") -> dict[Named, int]:
    """The member whom each of these names means; TPS and seat are those of this kelurahan."""
    wanted = list(named)
    kelurahan = digits(area) if len(digits(area)) == 10 else ""
    seats = {one: one.value if one.by is By.SEAT else kelurahan + one.value for one in wanted
             if one.by is By.SEAT or (one.by is By.CREW and kelurahan)}  # fmt: skip
    held = {row.code: row.member_id for row in db.rows(_SEATS, {"values": list(seats.values())})}
    asked = {"values": [one.value for one in wanted if one.by is By.NIK]}
    niks = {row.nik: row.id for row in db.rows(_NIKS, asked)}
    ids = set(db.column(_IDS, {"values": [int(one.value) for one in wanted if one.by is By.MEMBER]}))
    found: dict[Named, int] = {one: held[code] for one, code in seats.items() if code in held}
    found |= {one: niks[one.value] for one in wanted if one.by is By.NIK and one.value in niks}
    return found | {one: int(one.value) for one in wanted if one.by is By.MEMBER and int(one.value) in ids}
