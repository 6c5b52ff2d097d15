"""The groups of Terbitkan: who may have one now, who has one, and who not for which reason, each with its count.

What a newcomer gets wrong: hiding those who get none. The officers' exclusion stands there with its reason like every
other.
"""

from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain.certificates import Bar, Kind
from kpps_desk.queries import certificates
from kpps_desk.queries.certificates import Candidates
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.list_model import Column, Mark

ENTITLED, ISSUED = 0, 1  # ids of the first two lines; the reasons follow
_OF_MEMBERS = (Bar.NOT_TRAINED, Bar.NOT_SWORN, Bar.NOT_SEATED, Bar.ROLE)
_BARS = {
    Kind.CERTIFICATE: _OF_MEMBERS,
    Kind.PIAGAM: (Bar.TOO_EARLY, *_OF_MEMBERS),
    Kind.TRAINER: (Bar.TOO_EARLY, Bar.NOT_TAUGHT),
}


class GroupRow(NamedTuple):
    """One line: its name in words, and how many people (or certificates) it holds."""

    id: int
    name: str
    people: int


class Overview(NamedTuple):
    """An area's or a session's groups."""

    entitled: int
    issued: int
    rows: tuple[GroupRow, ...]


def overview(db: Snapshot, area: str, session: int | None, kind: Kind) -> Overview:
    """The counts of an area or a session."""
    found = certificates.candidates(db, area, session, kind)
    issued = len(certificates.ids(db, area, session, kind))
    return Overview(found.entitled, issued, _rows(found, issued, kind))


def _rows(found: Candidates, issued: int, kind: Kind) -> tuple[GroupRow, ...]:
    rows = [
        GroupRow(ENTITLED, "Berhak dan belum terbit", found.entitled),
        GroupRow(ISSUED, "Sudah terbit", issued),
    ]
    rows += [GroupRow(2 + at, words.bar(why, kind), found.barred.get(why, 0)) for at, why in enumerate(_BARS[kind])]
    return tuple(rows)


def bar_of(group: int, kind: Kind) -> Bar | None:
    """The reason that a line stands for; None for the first two."""
    bars = _BARS[kind]
    return bars[group - 2] if 2 <= group < 2 + len(bars) else None


def _mark(row: GroupRow) -> Mark:
    if row.id == ENTITLED:
        return Mark("state-three", "accent")
    return Mark("state-full", "good") if row.id == ISSUED else Mark("state-no", "muted")


COLUMNS: tuple[Column[GroupRow], ...] = (
    Column("name", "Siapa yang mendapat sertifikat", lambda row: row.name, 280, stretch=True, mark=_mark),
    Column("people", "Orang", lambda row: words.number(row.people), 90, right=True),
)
