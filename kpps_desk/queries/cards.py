"""Whose cards are printed: the people on the seats of a kelurahan or a TPS, with their codes and photos.

What a newcomer gets wrong: photos of a province at once. They are asked for a kelurahan at a time, and only where they
are to be drawn.
"""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.domain.office_papers import CardFace
from kpps_desk.domain.papers import Place
from kpps_desk.domain.wordings import fill
from kpps_desk.queries import areas, wordings
from kpps_desk.queries.office import Office
from kpps_desk.queries.paperwork import Part
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _seat, _role, _photo = schema.member.c, schema.seat.c, schema.role.c, schema.photo.c
_appointment = schema.appointment.c
_HOLDERS = (
    select(_member.id, _member.uid, _member.title_before, _member.name, _member.title_after,
           _role.name.label("role"), _seat.code, _seat.number)
    .join_from(schema.seat, schema.appointment, _appointment.seat_id == _seat.id)
    .join(schema.member, _member.id == _appointment.member_id)
    .join(schema.role, _role.id == _seat.role_id)
    .where(_appointment.until.is_(None), _seat.code >= bindparam("low"), _seat.code < bindparam("high"))
    .order_by(_seat.code)
)  # fmt: skip
_PHOTOS = (
    select(_photo.member_id, _photo.content)
    .join(schema.appointment, (_appointment.member_id == _photo.member_id) & _appointment.until.is_(None))
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .where(_seat.code >= bindparam("low"), _seat.code < bindparam("high"))
)


class Holder(NamedTuple):
    """Somebody on a seat."""

    member: int
    uid: bytes
    name: str  # with titles
    role: str
    tps: str
    seat: int


def holders(db: Snapshot, part: Part, members: Collection[int] = ()) -> list[Holder]:
    """The people on the seats, KPPS and officers, in the order of TPS and seat; `members` narrows them."""
    return [
        Holder(
            row.id,
            bytes(row.uid),
            words.full_name(row.title_before, row.name, row.title_after),
            row.role,
            row.code[10:13],
            row.number,
        )
        for row in db.rows(_HOLDERS, part.range)
        if not members or row.id in members
    ]


def photos(db: Snapshot, part: Part) -> dict[int, bytes]:
    """Member -> JPEG, of those who have one."""
    return {row.member_id: bytes(row.content) for row in db.rows(_PHOTOS, part.range)}


class Faces:
    """What the cards of each kelurahan share, one snapshot's."""

    def __init__(self, db: Snapshot) -> None:
        self._offices = Office(db)
        self._election = areas.election(db)
        self._texts = wordings.texts(db, "kartu")

    def face(self, part: Part) -> CardFace:
        """The office's wording for this kelurahan."""
        paper, election = self._offices.paper(part.code), self._election
        tokens = {
            "pemilihan": election.name,
            "tahun": str(election.voting_day.year),
            "hari_pemungutan": words.long_date(election.voting_day),
            "kelurahan": part.place.kelurahan,
            "kecamatan": part.place.kecamatan,
            "kota": paper.city,
            "jabatan_penanda_tangan": paper.signatory_title,
            "nama_penanda_tangan": paper.signatory_name,
        }
        said = {code.partition(".")[2]: fill(text, tokens) for code, text in self._texts.items()}
        return CardFace(paper, Place(*part.place), said["judul"], said["acara"], said["berlaku"], said["hilang"])
