"""Make two records of one person one: what was known and done under the other goes to the one that is kept.

What a newcomer gets wrong: deleting the other. It stays, ended and pointing at the one kept, so that its past holds and
an undo finds everything. A certificate never moves: it was printed for that record, and its number is in the world.
"""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, CompoundSelect, Select, Table, bindparam, select, union_all

from kpps_desk.domain import twins
from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.values import name_key
from kpps_desk.operations import conclusions, invitations, nik_doctor, photos
from kpps_desk.problems import Gone, Refused
from kpps_desk.queries import members
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow
from kpps_desk.store.transaction import Transaction

_member, _appointment, _certificate = schema.member.c, schema.appointment.c, schema.certificate.c
_waiver = schema.waiver.c
_BOTH: tuple[BindParameter[int], ...] = (bindparam("keep"), bindparam("leave"))


def _owned(table: Table, key: str) -> Select[Any]:
    return select(table.c.id, table.c.member_id, table.c[key].label("key")).where(table.c.member_id.in_(_BOTH))


# What moves, unless the kept record has its own of the same key; a public response has no key: all of them move.
_FACTS: tuple[tuple[Table, Select[Any] | CompoundSelect[Any]], ...] = (
    # Before the marks: money stays with the mark that it was paid for.
    (
        schema.receipt,
        union_all(
            _owned(schema.receipt, "session_id").where(schema.receipt.c.member_id == bindparam("leave")),
            _owned(schema.attendance, "session_id").where(schema.attendance.c.member_id == bindparam("keep")),
        ),
    ),
    (schema.attendance, _owned(schema.attendance, "session_id")),
    (schema.oath, _owned(schema.oath, "session_id")),
    (schema.invitation, _owned(schema.invitation, "session_id")),
    (schema.score, _owned(schema.score, "session_id")),
    (schema.document, _owned(schema.document, "code")),
    (schema.requirement, _owned(schema.requirement, "code")),
    (schema.response, _owned(schema.response, "id")),
    # That typed values agree with the KTP was said of the other record's values: it doesn't move.
    (
        schema.waiver,
        _owned(schema.waiver, "objection").where(
            (_waiver.reason != nik_doctor.REASON) | (_waiver.member_id == bindparam("keep"))
        ),
    ),
)
_LOOKED_UP = frozenset({"nik", "born", "sex"})  # what a person compares with the KTP
_SEATS = (
    select(_appointment.id, _appointment.member_id, _appointment.seat_id, _appointment.since, schema.seat.c.role_id)
    .add_columns(_appointment.decree_no, _appointment.decree_date)
    .join(schema.seat, schema.seat.c.id == _appointment.seat_id)
    .where(_appointment.member_id.in_(_BOTH), _appointment.until.is_(None))
)
_CERTIFIED = select(_certificate.member_id).where(_certificate.member_id.in_(_BOTH), _certificate.state == "terbit")
_STATE = select(_member.id, _member.active, _member.merged_into, _member.reserve).where(_member.id.in_(_BOTH))
_ELIGIBILITY = select(_member.eligibility).where(_member.id == bindparam("member"))


class _Pair(NamedTuple):
    keep: int
    leave: int

    @property
    def params(self) -> dict[str, int]:
        return {"keep": self.keep, "leave": self.leave}


def merge(tx: Transaction, keep: int, leave: int, fields: Collection[str] = ()) -> None:
    """`keep` gets the values of these fields, and the facts that it lacks, from `leave`, which then ends.

    Refused, with what to do instead: the other record holds a certificate, the kept one has ended, or who would sit on
    a seat no longer meets the requirements.
    """
    if unknown := set(fields) - set(twins.FIELDS):
        raise ValueError(f"no fields of a person: {unknown}")
    pair = _Pair(keep, leave)
    reserve = _admit(tx, pair)
    chosen = {name: value for name, value in tx.stored(schema.member, [leave])[0].items() if name in fields}
    # The other goes first: of two active people only one may bear a NIK. An undo takes the last change back first.
    ended = {"active": False, "left_reason": Reason.MERGED.value, "merged_into": keep, "reserve": 0}
    tx.update(schema.member, leave, ended)
    if "name" in chosen:
        chosen["name_key"] = name_key(chosen["name"])
    seats = {row.member_id: row for row in tx.rows(_SEATS, pair.params)}
    moved = seats[leave] if leave in seats and keep not in seats else None
    if moved:
        chosen["role_id"] = moved.role_id
    if reserve:
        chosen["reserve"] = reserve
    if chosen:
        tx.update(schema.member, keep, chosen)
    for table, statement in _FACTS:
        _move(tx, table, tx.rows(statement, pair.params), pair)
    photos.copy(tx, keep, leave)
    conclusions.judge(tx, [keep, leave])
    if _LOOKED_UP & set(fields):
        nik_doctor.ask_again(tx, [keep])
    if leave in seats:
        _take_seat(tx, seats[leave], keep if moved else None)
    conclusions.settle(tx, [keep, leave])
    invitations.seated(tx, [keep])


def _admit(tx: Transaction, pair: _Pair) -> int:
    """Refused unless the two may be merged so; the reserve's rank that goes over, 0 for none."""
    if pair.keep == pair.leave:
        raise Refused("Satu catatan tidak dapat digabung dengan dirinya sendiri.")
    found = {row.id: row for row in tx.rows(_STATE, pair.params)}
    if len(found) < 2:
        raise Gone("Salah satu catatan sudah tidak ada.", "Cari lagi.")
    keep, leave = found[pair.keep], found[pair.leave]
    if keep.merged_into is not None or leave.merged_into is not None:
        raise Refused("Salah satu catatan sudah digabung.", "Cari lagi.")
    if not keep.active:
        raise Refused(
            f"{_name(tx, pair.keep)} yang akan dipertahankan sudah berhenti.", "Pertahankan catatan yang masih aktif."
        )
    certified = set(tx.column(_CERTIFIED, pair.params))
    if len(certified) == 2:
        raise Refused(
            "Kedua catatan memiliki sertifikat yang berlaku, dan sertifikat tidak dapat dipindahkan.",
            "Cabut salah satunya dahulu.",
        )
    if pair.leave in certified:
        raise Refused(
            "Sertifikat tidak dapat dipindahkan ke catatan lain.", "Pertahankan catatan yang memiliki sertifikat."
        )
    return leave.reserve if not keep.reserve else 0


def _move(tx: Transaction, table: Table, rows: Iterable[AnyRow], pair: _Pair) -> None:
    rows = list(rows)
    there = {row.key for row in rows if row.member_id == pair.keep}
    moving = [row.id for row in rows if row.member_id == pair.leave and row.key not in there]
    if moving:
        tx.update_many(table, [{"id": record, "member_id": pair.keep} for record in moving])


def _take_seat(tx: Transaction, held: AnyRow, successor: int | None) -> None:
    """End the other's appointment; the kept record sits on that seat from now on if it had none."""
    today = tx.now.astimezone().date()
    tx.update(schema.appointment, held.id, {"until": today, "end_reason": Reason.MERGED.value})
    if successor is None:
        return
    if tx.value(_ELIGIBILITY, {"member": successor}) != "MS":
        raise Refused(
            f"{_name(tx, successor)} memegang kursi, padahal setelah digabung tidak memenuhi syarat.",
            "Periksa tanggal lahir dan persyaratannya, atau kosongkan kursinya dahulu.",
        )
    tx.insert(
        schema.appointment,
        {
            "member_id": successor,
            "seat_id": held.seat_id,
            "decree_no": held.decree_no,
            "decree_date": held.decree_date,
            "since": held.since,
        },
    )


def _name(tx: Transaction, member: int) -> str:
    return members.details(tx, member).full_name
