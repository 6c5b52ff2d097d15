"""What must hold for a replacement (PAW) before anybody writes it down.

What a newcomer gets wrong: comparing with the day on which the seat was filled in the program. Only an appointment that
rests on a decree has a day that means something; a list that came in says nothing of it.
"""

from datetime import date, timedelta

from kpps_desk.domain.leaving import REPLACED, Reason
from kpps_desk.problems import Invalid

TERM_AFTER_VOTING = timedelta(days=11)  # the KPPS of 27 November 2024 worked until 8 December


def term_ends(voting_day: date) -> date:
    """The last day of a KPPS's work."""
    return voting_day + TERM_AFTER_VOTING


def check(
    reason: Reason,
    *,
    effective: date,
    appointed: date | None,
    voting_day: date,
    letter_date: date | None,
    minutes_date: date | None,
) -> None:
    """Invalid names the field that can't be; `appointed` is the day of the decree's appointment, None without one."""
    if reason not in REPLACED:
        raise Invalid("reason", "Alasan ini bukan alasan penggantian antarwaktu.", "Pakai Pindahkan atau Kosongkan.")
    if appointed is not None and effective < appointed:
        raise Invalid(
            "effective", "Tanggal berlaku mendahului penetapannya.", f"Penetapannya berlaku {appointed:%d-%m-%Y}."
        )
    if effective > term_ends(voting_day):
        raise Invalid(
            "effective",
            "Tanggal berlaku melewati masa kerja KPPS.",
            f"Masa kerja berakhir {term_ends(voting_day):%d-%m-%Y}.",
        )
    check_papers(voting_day=voting_day, appointed=appointed, letter_date=letter_date, minutes_date=minutes_date)


def check_papers(
    *, voting_day: date, appointed: date | None, letter_date: date | None, minutes_date: date | None
) -> None:
    """The days of the letter and of the minutes; Invalid names the one that can't be."""
    for field, day, what in (("letter_date", letter_date, "surat"), ("minutes_date", minutes_date, "berita acara")):
        if day is not None and day > term_ends(voting_day):
            raise Invalid(field, f"Tanggal {what} melewati masa kerja KPPS.", "Periksa tahunnya.")
        if day is not None and appointed is not None and day < appointed:
            raise Invalid(field, f"Tanggal {what} mendahului penetapannya.", "Periksa tanggalnya.")
