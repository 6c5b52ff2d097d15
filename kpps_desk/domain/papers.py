"""What the papers of the roster say: values that queries make and documents draw, one group a kind of paper.

What a newcomer gets wrong: putting a whole record on paper. Each value holds what its paper needs and no more: an
announcement gets names and NIKs that are masked already, so that no drawing mistake can show them.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.office import Logo
from kpps_desk.domain.selection_wordings import SELECTION

# Health and criminal records are "specific" data (UU 27/2022): judged and kept, but never announced in public.
SPECIFIC = frozenset({"sehat", "pidana"})


def _built_in(kind: str) -> Mapping[str, str]:
    return {code.partition(".")[2]: one.text for code, one in SELECTION.items() if code.startswith(f"{kind}.")}


class Place(NamedTuple):
    """The kelurahan that a paper is about, by names."""

    kelurahan: str
    kecamatan: str


class SeatLine(NamedTuple):
    """One person of a crew, on the annex of a decree; `kpps`: a member of the KPPS, which an officer is not."""

    number: int
    name: str
    sex: str | None
    role: str
    kpps: bool


class CrewLines(NamedTuple):
    tps: str
    seats: tuple[SeatLine, ...]


class Annex(NamedTuple):
    """The annex of one decree in one kelurahan; without a number or date there is a dotted line to fill."""

    paper: PaperSettings
    election: str
    place: Place
    decree_no: str
    decree_date: date | None
    crews: tuple[CrewLines, ...]
    of: str = ""  # whose decree, about what, and the list's title: the office's wording
    about: str = ""
    title: str = ""


class Applicant(NamedTuple):
    """One line of an announcement; name and NIK masked. `reserve` is the rank of a named reserve, 0 for none."""

    name: str
    nik: str
    tps: str
    role: str
    result: str  # 'MS' | 'TMS' | 'BMS'
    reserve: int
    reasons: tuple[str, ...]


class Announcement(NamedTuple):
    """The result of the administrative check in one kelurahan."""

    paper: PaperSettings
    election: str
    place: Place
    day: date
    applicants: tuple[Applicant, ...]
    texts: Mapping[str, str] = _built_in("pengumuman")  # the office's wording, by codes without the kind


class Minutes(NamedTuple):
    """The minutes of one replacement; '' and None are blanks to fill by hand. `reason` is a whole phrase."""

    paper: PaperSettings
    election: str
    place: Place
    number: str
    day: date | None
    leaver: str
    newcomer: str
    role: str
    tps: str
    seat: int
    reason: str
    explanation: str
    letter_no: str
    letter_date: date | None
    effective: date
    needs: tuple[str, ...]  # what the newcomer still has to do, as phrases
    texts: Mapping[str, str] = _built_in("penggantian")


class SheetTable(NamedTuple):
    """A part of the data sheet: `heads` are (title, share of the width); `empty` is said where there are no rows."""

    title: str
    heads: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


class DataSheet(NamedTuple):
    """Everything that the file holds about one person, in words."""

    paper: PaperSettings
    name: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[SheetTable, ...]
    purpose: str
    printed_by: str
    printed_at: str
    title: str = ""
    law: str = ""
    photo: Logo | None = None
