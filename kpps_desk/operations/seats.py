"""Put one person on a seat, and free a seat: the single acts. An import seats thousands by the same rules.

What a newcomer gets wrong: overwriting a person on a seat. The leaver's appointment is ended with its reason and keeps
oath, attendance and certificate; the newcomer gets an appointment of their own.
"""

from datetime import date

from sqlalchemy import bindparam, select

from kpps_desk.operations import conclusions
from kpps_desk.problems import Gone, Refused
from kpps_desk.queries import members
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_appointment, _seat = schema.appointment.c, schema.seat.c
_SEAT = select(_seat.id, _seat.role_id).where(_seat.code == bindparam("code"))
_HELD = select(_appointment.id).where(_appointment.member_id == bindparam("member"), _appointment.until.is_(None))
_TAKEN = select(_appointment.member_id).where(_appointment.seat_id == bindparam("seat"), _appointment.until.is_(None))


def appoint(
    tx: Transaction, member: int, seat_code: str, *, decree_no: str = "", decree_date: date | None = None
) -> int:
    """Put an eligible person on an empty seat (14 digits); the appointment's id. Refused with the rule that says no."""
    person = members.details(tx, member)
    seat = tx.row(_SEAT, {"code": seat_code})
    if seat is None:
        raise Gone(f"Kursi {seat_code} tidak ditemukan.")
    if person.eligibility != "MS" or not person.active:
        raise Refused(f"{person.full_name} belum memenuhi syarat.", "Hanya yang MS dapat ditempatkan.")
    if tx.value(_HELD, {"member": member}) is not None:
        raise Refused(f"{person.full_name} sudah memegang kursi.", "Kosongkan kursi lamanya dahulu.")
    holder = tx.value(_TAKEN, {"seat": seat.id})
    if holder is not None:
        raise Refused(
            f"Kursi ini sudah dipegang {members.details(tx, holder).full_name}.",
            "Pilih kursi lain atau kosongkan dahulu.",
        )
    made = tx.insert(
        schema.appointment,
        {
            "member_id": member,
            "seat_id": seat.id,
            "decree_no": decree_no,
            "decree_date": decree_date,
            "since": decree_date or tx.now.astimezone().date(),
        },
    )
    tx.update(schema.member, member, {"role_id": seat.role_id})
    conclusions.settle(tx, [member])
    return made


def vacate(tx: Transaction, member: int, *, reason: str, until: date) -> None:
    """End a person's appointment; the seat is vacant again and the person keeps all that happened."""
    if not reason.strip():
        raise Refused("Alasan pengosongan kursi wajib diisi.", "Contoh: mengundurkan diri.")
    held = tx.value(_HELD, {"member": member})
    if held is None:
        raise Gone("Anggota ini tidak memegang kursi.")
    tx.update(schema.appointment, held, {"until": until, "end_reason": reason.strip()})
    conclusions.settle(tx, [member])
