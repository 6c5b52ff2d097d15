"""The forms of Kursi: their fields, and what was typed read into what the operations take.

What a newcomer gets wrong: checking by the rules here. Only a day that can't be read is refused here; the rest is said
by the operation, under its field.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kpps_desk import words
from kpps_desk.domain.leaving import REPLACED, Reason
from kpps_desk.domain.values import parse_date
from kpps_desk.operations.swearing_in import LateOath
from kpps_desk.problems import Invalid
from kpps_desk.queries.candidates import CandidateRow
from kpps_desk.queries.decrees import Decree
from kpps_desk.queries.seats import ReplacementDetails
from kpps_desk.ui.form import Field

_DAY = "20-11-2024"
VACATE = (
    Field("until", "Berlaku &mulai", _DAY, required=True),
    Field("explanation", "&Keterangan", "Misalnya: bertukar dengan TPS 004"),
)
PAPERS = (
    Field("explanation", "&Keterangan", lines=2),
    Field("letter_no", "Nomor &surat"),
    Field("letter_date", "Tan&ggal surat", _DAY),
    Field("minutes_no", "Nomor berita &acara"),
    Field("minutes_date", "Tanggal be&rita acara", _DAY),
)
DECREE = (
    Field("decree_no", "Nomor S&K", "12/PP.04.2-Kpt/3171011001/2024", required=True),
    Field("decree_date", "Tan&ggal SK", "07-11-2024", required=True),
)
OATH = (
    Field("day", "Tan&ggal sumpah", _DAY, required=True),
    Field("starts", "&Mulai", "08.00"),
    Field("ends", "S&elesai", "09.00"),
    Field("venue", "&Tempat"),
    Field("officiant", "Pejabat &pelantik"),
)


def replacing(offered: Sequence[CandidateRow]) -> tuple[Field, ...]:
    """The form of a replacement; reserves are offered first, as they come."""
    people = [(f"{one.name} · {words.nearness(one.near, one.reserve, one.home)}", str(one.id)) for one in offered]
    return (
        Field("reason", "&Alasan", options=[(words.leaving(one).capitalize(), one.value) for one in REPLACED]),
        Field("effective", "Berlaku &mulai", _DAY, required=True),
        Field("successor", "&Pengganti", options=[("Belum ada, kursi menunggu", ""), *people]),
        *PAPERS,
    )


def correcting(known: Sequence[Decree]) -> tuple[Field, ...]:
    """The form that corrects a decree that is in force."""
    options = [
        (f"{one.number} ({words.short_date(one.day) if one.day else 'tanpa tanggal'}), {one.people} orang", one.number)
        for one in known
    ]
    return (
        Field("wrong", "SK yang &salah", options=options),
        *DECREE,
        Field("reason", "&Alasan perbaikan", "Misalnya: salah ketik nomor", required=True),
    )


def today() -> date:
    """What a day's field holds at first."""
    return datetime.now().astimezone().date()


def day(key: str, text: str, what: str) -> date | None:
    """A day out of a field, None for nothing; Invalid where it can't be read."""
    try:
        return parse_date(text)
    except ValueError:
        raise Invalid(key, f"{what} tidak terbaca.", f"Contoh: {_DAY}.") from None


def needed_day(key: str, text: str, what: str) -> date:
    """The same, of a field that must not be empty."""
    found = day(key, text, what)
    if found is None:
        raise Invalid(key, f"{what} wajib diisi.", f"Contoh: {_DAY}.")
    return found


def papers(given: Mapping[str, str]) -> dict[str, Any]:
    """Letter and minutes of a replacement."""
    return {
        "explanation": given["explanation"],
        "letter_no": given["letter_no"],
        "letter_date": day("letter_date", given["letter_date"], "Tanggal surat"),
        "minutes_no": given["minutes_no"],
        "minutes_date": day("minutes_date", given["minutes_date"], "Tanggal berita acara"),
    }


def replacement(given: Mapping[str, str]) -> dict[str, Any]:
    """What operations.replacing.replace takes beside the leaver."""
    return {
        "reason": Reason(given["reason"]),
        "effective": needed_day("effective", given["effective"], "Tanggal berlaku"),
        "successor": int(given["successor"]) if given["successor"] else None,
        **papers(given),
    }


def paper_texts(found: ReplacementDetails) -> dict[str, str]:
    """A replacement's papers as the form shows them."""
    return {
        "explanation": found.explanation,
        "letter_no": found.letter_no,
        "letter_date": words.short_date(found.letter_date) if found.letter_date else "",
        "minutes_no": found.minutes_no,
        "minutes_date": words.short_date(found.minutes_date) if found.minutes_date else "",
    }


def oath(given: Mapping[str, str], area: str) -> LateOath:
    """A swearing-in of its own, in this kelurahan."""
    return LateOath(
        area,
        needed_day("day", given["day"], "Tanggal sumpah"),
        given["starts"].strip() or "08.00",
        given["ends"].strip() or "09.00",
        given["venue"].strip(),
        given["officiant"].strip(),
    )
