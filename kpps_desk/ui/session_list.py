"""Sessions as lines: the same columns where they are planned and where the door chooses one.

What a newcomer gets wrong: a day without its weekday, or `complete` as a colour. Both are written out.
"""

from collections.abc import Sequence
from typing import Any

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.queries import session_lists
from kpps_desk.queries.session_lists import COMPLETE, OPEN, UNTOUCHED, SessionFilter
from kpps_desk.queries.sessions import SessionDetails, SessionRow
from kpps_desk.ui.list_model import Column, Mark, Source

SOURCE: Source[SessionFilter, SessionRow] = Source(
    session_lists.first, session_lists.count, session_lists.ids, session_lists.page
)
STANDINGS = (("Semua keadaan", ""), ("Belum dimulai", UNTOUCHED), ("Belum lengkap", OPEN), ("Lengkap", COMPLETE))
KINDS = (
    ("Semua jenis", ""),
    *((words.session_kind(kind), kind.value) for kind in SessionKind),
)
_MARKS = {
    UNTOUCHED: Mark("state-none", "muted"),
    OPEN: Mark("state-half", "warn"),
    COMPLETE: Mark("state-full", "good"),
}


def when(row: SessionRow) -> str:
    """`Jum 08-11-2024 · 08.00–12.00`."""
    return f"{words.weekday_date(row.day)[:3]} {words.short_date(row.day)} · {row.starts}–{row.ends}"


def about(session: SessionDetails) -> str:
    """One line about a session: kind, day and hours, venue, crews."""
    when = f"{words.weekday_date(session.day)}, pukul {session.starts}–{session.ends}"
    crews = f"{words.number(len(session.stations))} TPS"
    return " · ".join(part for part in (words.session_kind(session.kind), when, session.venue, crews) if part)


def standing(row: SessionRow) -> str:
    """`Lengkap`, `12 belum dicatat`, `Belum dimulai`."""
    found = session_lists.standing(row.counts)
    if found == UNTOUCHED:
        return "Belum dimulai"
    return "Lengkap" if found == COMPLETE else f"{words.number(row.counts.unrecorded)} belum dicatat"


def _present(row: SessionRow) -> str:
    return f"{words.number(row.counts.present)} / {words.number(row.counts.expected)}"


_WHEN: Column[Any] = Column("when", "Hari dan jam", when, 236, sort="time")
_KIND: Column[Any] = Column("kind", "Jenis", lambda row: "Pelantikan" if row.kind is SessionKind.OATH else "Bimtek", 88)
_VENUE: Column[Any] = Column("venue", "Tempat", lambda row: row.venue or "–", 180, stretch=True)
_FIGURES: Sequence[Column[Any]] = (
    Column("crews", "TPS", lambda row: words.number(row.crews), 52, right=True),
    Column("present", "Hadir", _present, 84, right=True),
    Column("standing", "Pencatatan", standing, 128, mark=lambda row: _MARKS[session_lists.standing(row.counts)]),
)


def _area(*, stretch: bool) -> Column[Any]:
    return Column("area", "Kelurahan", lambda row: f"{row.area} · gel. {row.wave}", 186, sort="area", stretch=stretch)


WIDE: Sequence[Column[Any]] = (_WHEN, _KIND, _area(stretch=False), _VENUE, *_FIGURES)
NARROW: Sequence[Column[Any]] = (_WHEN, _KIND, _area(stretch=True), *_FIGURES)  # beside a panel that says the venue
