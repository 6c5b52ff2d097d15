"""Susulan: how a person who needs another session and the sessions open to them are told.

What a newcomer gets wrong: reading the outlook from the page while a row is made. A row is made on a reader's thread,
of the outlook that its question was asked with.
"""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kpps_desk import words
from kpps_desk.domain.places import dotted
from kpps_desk.operations.makeups import Outlook
from kpps_desk.queries import areas, makeups
from kpps_desk.queries.sessions import SessionRow
from kpps_desk.ui.list_model import PAGE, Column, Mark, Source

if TYPE_CHECKING:
    from kpps_desk.store.snapshot import Snapshot


class Row(NamedTuple):
    """One person of the proposal."""

    id: int
    name: str
    place: str
    why: str
    attempts: int  # sessions missed so far
    session: str
    placed: bool


COLUMNS: tuple[Column[Row], ...] = (
    Column("name", "Nama", lambda row: row.name, 172),
    Column("place", "TPS", lambda row: row.place, 164),
    Column("why", "Sebab", lambda row: row.why, 118),
    Column("attempts", "Terlewat", lambda row: words.number(row.attempts) if row.attempts else "—", 78, right=True),
    Column(
        "session",
        "Sesi yang diusulkan",
        lambda row: row.session,
        250,
        stretch=True,
        mark=lambda row: Mark("state-full", "good") if row.placed else Mark("state-open", "warn"),
    ),
)


class ChoiceRow(NamedTuple):
    """One session that somebody could go to."""

    row: SessionRow
    room: int | None


CHOICES: tuple[Column[ChoiceRow], ...] = (
    Column("time", "Waktu", lambda one: _time(one.row), 168),
    Column("area", "Wilayah", lambda one: words.short_area(one.row.area), 140),
    Column("venue", "Tempat", lambda one: one.row.venue or one.row.title, 200, stretch=True),
    Column("room", "Sisa", lambda one: "—" if one.room is None else words.number(one.room), 64, right=True),
)


def session_text(row: SessionRow) -> str:
    """`09-11-2024 08.00 · Aula Kelurahan Gambir`."""
    return f"{_time(row)} · {row.venue or words.short_area(row.area)}"


def _time(row: SessionRow) -> str:
    return f"{words.short_date(row.day)} {row.starts}-{row.ends}"


def source() -> "Source[Outlook, Row]":
    """The list's questions: an outlook is its own filter."""
    current: list[Outlook] = [Outlook()]

    def ids(_: "Snapshot", outlook: Outlook) -> "array[int]":
        current[0] = outlook
        return array("q", outlook.proposals)

    def first(db: "Snapshot", outlook: Outlook) -> "array[int]":
        return ids(db, outlook)[:PAGE]

    def count(_: "Snapshot", outlook: Outlook) -> int:
        return len(outlook.proposals)

    def page(db: "Snapshot", wanted: Sequence[int]) -> dict[int, Row]:
        outlook, names = current[0], areas.names(db)
        return {
            id_: row_of(outlook, one, names) for id_, one in makeups.page(db, wanted).items() if id_ in outlook.needs
        }

    return Source(first, count, ids, page)


def row_of(outlook: Outlook, one: makeups.StrandedRow, names: dict[str, str]) -> Row:
    """A person's line."""
    proposal = outlook.proposals[one.id]
    given = outlook.sessions[proposal.session] if proposal.session is not None else None
    nothing = "tidak sekarang" if one.id in outlook.left_out else "belum ada sesi yang longgar"
    return Row(
        one.id,
        one.name,
        place_text(one.place, names),
        proposal.cause.value,
        proposal.attempts,
        session_text(given) if given else nothing,
        given is not None,
    )


def place_text(place: str, names: dict[str, str]) -> str:
    """`TPS 003 · Gambir`."""
    return words.station_label(place[10:13], names.get(dotted(place[:10]), "")) if len(place) >= 13 else ""
