"""Oaths: in which form somebody swears, and what the papers of a swearing-in say.

What a newcomer gets wrong: guessing a form, or writing an opening into the code. Nobody's form follows from anything
else that is known; it is chosen, and until then it is unset. The words of each form are texts of the office
(domain/oath_wordings.py has them as built in).
"""

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.papers import Place


class Form(StrEnum):
    """Stored as they are, never rename. In the order in which offices list them."""

    ISLAM = "islam"
    PROTESTANT = "kristen"
    CATHOLIC = "katolik"
    HINDU = "hindu"
    BUDDHIST = "buddha"
    CONFUCIAN = "konghucu"
    PROMISE = "janji"  # who may not swear promises


KEYS = {  # one key each; K is the Catholics', so Konghucu has its G
    "I": Form.ISLAM,
    "P": Form.PROTESTANT,
    "K": Form.CATHOLIC,
    "H": Form.HINDU,
    "B": Form.BUDDHIST,
    "G": Form.CONFUCIAN,
    "J": Form.PROMISE,
}


class Witness(NamedTuple):
    """`office` is as what they witness, '' if it isn't told."""

    name: str
    office: str


def parse_witnesses(text: str) -> tuple[Witness, ...]:
    """From `name; as what`, one a line; ValueError with the line that has an office and no name."""
    found = []
    for line in text.splitlines():
        name, _, office = (part.strip() for part in line.partition(";"))
        if not name and office:
            raise ValueError(line.strip())
        if name:
            found.append(Witness(name, office))
    return tuple(found)


class CrewCount(NamedTuple):
    """One TPS at a swearing-in; the statuses add up to `expected` and whoever came besides."""

    tps: str
    expected: int
    present: int
    excused: int
    sick: int
    absent: int
    unrecorded: int

    @property
    def counts(self) -> tuple[int, ...]:
        """All but the TPS, in their order."""
        return (self.expected, self.present, self.excused, self.sick, self.absent, self.unrecorded)

    @classmethod
    def of(cls, tps: str, statuses: "list[tuple[Attendance, bool]]") -> "CrewCount":
        """From (status, walk-in) of each person."""
        marks = Counter(status for status, _ in statuses)
        return cls(
            tps,
            expected=sum(not walk_in for _, walk_in in statuses),
            present=marks[Attendance.PRESENT],
            excused=marks[Attendance.EXCUSED],
            sick=marks[Attendance.SICK],
            absent=marks[Attendance.ABSENT],
            unrecorded=marks[Attendance.NOT_RECORDED],
        )


class Missing(NamedTuple):
    """Somebody expected who wasn't sworn here; `late` is the day of a late oath."""

    tps: str
    name: str
    role: str
    status: Attendance
    late: date | None


class OathMinutes(NamedTuple):
    """The minutes of one swearing-in, texts filled; '' and None are blanks for a pen.

    `draft`: the session isn't closed yet. `forms` are (name, people). `attachments` are numbered lines.
    """

    paper: PaperSettings
    place: Place
    title: str
    number: str
    opening: str
    basis: str
    closing: str
    day: date
    officiant: str
    office: str
    witnesses: tuple[Witness, ...]
    crews: tuple[CrewCount, ...]
    sworn_kpps: int
    sworn_officers: int
    walk_ins: int
    forms: tuple[tuple[str, int], ...]
    missing: tuple[Missing, ...]
    attachments: tuple[str, ...]
    draft: bool


class Spoken(NamedTuple):
    """How those of one form begin and end; `people` who swear so here, 0 where nobody's form is known."""

    name: str
    opening: str
    ending: str
    people: int


class OathText(NamedTuple):
    """The text to read aloud in one form; each line of `body` is spoken and repeated."""

    place: Place
    heading: str
    occasion: str
    question: str
    body: str
    form: Spoken


class Signer(NamedTuple):
    """Who signs an integrity pact."""

    name: str
    position: str
    tps: str


class Pact(NamedTuple):
    """An integrity pact: of one signer a page to sign, or `listed` the same for all with a line each."""

    paper: PaperSettings
    place: Place
    title: str
    opening: str
    points: tuple[str, ...]
    closing: str
    signed_at: str  # 'Jakarta, 7 November 2024'
    signers: tuple[Signer, ...]
    listed: bool
