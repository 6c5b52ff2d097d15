"""The decree (SK) of a kelurahan: given to every appointment that has none, and corrected where it was typed wrong.

What a newcomer gets wrong: a decree for the people on one's screen. It is given to the open appointments of an area
that rest on none; who has one keeps it, so a second decree for a replacement touches nobody else.
"""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.sql import Select

from kpps_desk.domain import replacing, values
from kpps_desk.domain.places import digits
from kpps_desk.operations import conclusions
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_appointment, _seat = schema.appointment.c, schema.seat.c
_LONGEST = 120  # characters of a number


def _of_area() -> Select[Any]:
    return (
        select(_appointment.id, _appointment.member_id, _appointment.since, _appointment.decree_date)
        .select_from(schema.seat)
        .join(schema.appointment, _appointment.seat_id == _seat.id)
        .where(_seat.code >= bindparam("low"), _seat.code < bindparam("high"))
    )


_UNDECREED = _of_area().where(_appointment.until.is_(None), _appointment.decree_no == "")
_RESTING = _of_area().where(_appointment.decree_no == bindparam("decree_no"))


def parsed(decree_no: str, decree_date: date | None) -> tuple[str, date]:
    """Number and day as they are kept; Invalid names the half that is missing."""
    number, _ = values.clean(decree_no)
    if not number:
        raise Invalid("decree_no", "Nomor SK wajib diisi.", "Contoh: 12/PP.04.2-Kpt/3171011001/2024.")
    if len(number) > _LONGEST:
        raise Invalid("decree_no", f"Nomor SK lebih dari {_LONGEST} huruf.", "Tulis nomornya saja.")
    if decree_date is None:
        raise Invalid("decree_date", "Tanggal SK wajib diisi.", "Contoh: 07-11-2024.")
    return number, decree_date


def adopt(tx: Transaction, area: str, *, decree_no: str, decree_date: date | None) -> int:
    """Every open appointment of the area (a TPS's 13 digits too) without a decree rests on this one; how many."""
    number, day = _checked(tx, decree_no, decree_date)
    found = tx.rows(_UNDECREED, _range(area))
    if not found:
        raise Refused("Tidak ada penetapan tanpa SK di wilayah ini.", "Isi kursinya dahulu, atau perbaiki SK yang ada.")
    # From when they serve is known only now: until here it was the day on which a list came in.
    changes = [{"id": row.id, "decree_no": number, "decree_date": day, "since": day} for row in found]
    tx.update_many(schema.appointment, changes)
    conclusions.settle(tx, [row.member_id for row in found])
    return len(found)


def correct(tx: Transaction, area: str, wrong: str, *, decree_no: str, decree_date: date | None, reason: str) -> int:
    """Write a decree anew wherever it stands in the area, former holders included; how many appointments."""
    if not reason.strip():
        raise Invalid("reason", "Alasan perbaikan SK wajib diisi.", "Contoh: salah ketik nomor.")
    number, day = _checked(tx, decree_no, decree_date)
    found = tx.rows(_RESTING, {**_range(area), "decree_no": wrong})
    if not found:
        raise Gone(f"Tidak ada penetapan dengan SK {wrong} di wilayah ini.")
    for row in found:
        # Who took the seat on another day than the decree's keeps that day.
        since = day if row.since == row.decree_date else row.since
        tx.update(schema.appointment, row.id, {"decree_no": number, "decree_date": day, "since": since})
    return len(found)


def _checked(tx: Transaction, decree_no: str, decree_date: date | None) -> tuple[str, date]:
    number, day = parsed(decree_no, decree_date)
    voting_day = areas.election(tx).voting_day
    if not voting_day.year - 1 <= day.year or day > replacing.term_ends(voting_day):
        raise Invalid("decree_date", "Tanggal SK di luar masa kerja KPPS.", "Periksa tahunnya.")
    return number, day


def _range(area: str) -> dict[str, str]:
    return {"low": digits(area), "high": digits(area) + ":"}
