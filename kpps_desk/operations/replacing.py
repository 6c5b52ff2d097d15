"""Replacement (PAW): somebody leaves a seat for good, and somebody else follows, at once or later.

What a newcomer gets wrong: taking anything from the leaver. Oath, attendance and certificate stay theirs and stay
valid; they leave the roster with the reason, the seat is vacant from the effective day. The newcomer starts with
nothing: a late oath and a make-up training show as lacks of the crew until they are held.
"""

from datetime import date

from sqlalchemy import bindparam, select

from kpps_desk.domain import replacing, values
from kpps_desk.domain.leaving import Reason
from kpps_desk.operations import conclusions, seats
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_appointment, _seat, _replacement = schema.appointment.c, schema.seat.c, schema.replacement.c
_HELD = (
    select(_appointment.id, _appointment.since, _appointment.decree_date, _seat.code)
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .where(_appointment.member_id == bindparam("member"), _appointment.until.is_(None))
)
_ONE = (
    select(_replacement.id, _replacement.successor_id, _replacement.effective, _seat.code)
    .join(schema.appointment, _appointment.id == _replacement.appointment_id)
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .where(_replacement.id == bindparam("id"))
)


def replace(
    tx: Transaction,
    leaver: int,
    *,
    reason: Reason,
    effective: date,
    explanation: str = "",
    letter_no: str = "",
    letter_date: date | None = None,
    minutes_no: str = "",
    minutes_date: date | None = None,
    successor: int | None = None,
) -> int:
    """End a holder's service from `effective` on; the replacement's id. Without a successor the seat waits."""
    held = tx.row(_HELD, {"member": leaver})
    if held is None:
        raise Gone("Anggota ini tidak memegang kursi.", "Penggantian antarwaktu hanya untuk pemegang kursi.")
    if successor == leaver:
        raise Invalid("successor", "Pengganti tidak boleh orang yang sama.", "Pilih orang lain.")
    replacing.check(
        reason,
        effective=effective,
        appointed=held.since if held.decree_date is not None else None,
        voting_day=areas.election(tx).voting_day,
        letter_date=letter_date,
        minutes_date=minutes_date,
    )
    tx.update(schema.appointment, held.id, {"until": effective, "end_reason": reason.value})
    tx.update(schema.member, leaver, {"active": False, "left_reason": reason.value, "reserve": 0})
    made = tx.insert(
        schema.replacement,
        {
            "member_id": leaver,
            "appointment_id": held.id,
            "reason": reason.value,
            "explanation": values.clean(explanation)[0],
            "letter_no": values.clean(letter_no)[0],
            "letter_date": letter_date,
            "minutes_no": values.clean(minutes_no)[0],
            "minutes_date": minutes_date,
            "effective": effective,
        },
    )
    conclusions.settle(tx, [leaver])
    if successor is not None:
        follow(tx, made, successor, since=effective)
    return made


def follow(
    tx: Transaction,
    replacement: int,
    successor: int,
    *,
    since: date | None = None,
    decree_no: str = "",
    decree_date: date | None = None,
) -> int:
    """Put the newcomer on the seat that waits; the appointment's id. `since`: the decree's day, else today."""
    row = tx.row(_ONE, {"id": replacement})
    if row is None:
        raise Gone("Penggantian ini sudah tidak ada.", "Muat ulang layarnya.")
    if row.successor_id is not None:
        raise Refused("Penggantian ini sudah ada penggantinya.", "Kosongkan kursinya dahulu.")
    first = max(since or decree_date or tx.now.astimezone().date(), row.effective)
    # The appointment closes the replacement that waits for its seat, whichever way somebody comes to sit there.
    return seats.appoint(tx, successor, row.code, decree_no=decree_no, decree_date=decree_date, since=first)


def amend(
    tx: Transaction,
    replacement: int,
    *,
    version: int,
    explanation: str,
    letter_no: str,
    letter_date: date | None,
    minutes_no: str,
    minutes_date: date | None,
) -> bool:
    """Complete or correct the papers of a replacement: numbers often come days later. False where nothing differs."""
    changes = {
        "explanation": values.clean(explanation)[0],
        "letter_no": values.clean(letter_no)[0],
        "letter_date": letter_date,
        "minutes_no": values.clean(minutes_no)[0],
        "minutes_date": minutes_date,
    }
    voting_day = areas.election(tx).voting_day
    replacing.check_papers(voting_day=voting_day, appointed=None, letter_date=letter_date, minutes_date=minutes_date)
    return tx.update(schema.replacement, replacement, changes, version=version)
