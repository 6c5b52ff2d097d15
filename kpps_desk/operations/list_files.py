"""Write the people of a list, as the list shows them, to XLSX or CSV.

What a newcomer gets wrong: reading members. A row of the list has the NIK masked already, so no file made of rows can
hold one; the full ones go out by operations.exporting, with a reason.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kpps_desk import words
from kpps_desk.exchange import sheets
from kpps_desk.exchange.sheets import Heading
from kpps_desk.exchange.tables import Cell
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import members
from kpps_desk.queries.members import MemberRow
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

_AT_ONCE = 1_000  # rows
Columns = Sequence[tuple[Heading, Callable[[MemberRow], str]]]


def write(
    database: Database,
    people: Sequence[int],
    columns: Columns,
    out: Path,
    *,
    by: str,
    described: str = "",
    progress: Progress = silent,
) -> int:
    """These people in this order; how many rows. Who took the list out is left in the journal, `described` with it."""
    if not people:
        raise Refused("Belum ada orang yang dipilih.", "Pilih di daftar, atau tekan Ctrl+A untuk semua.")
    sheets.check_target(out)
    title = f"Ekspor daftar anggota, {words.number(len(people))} orang, NIK disamarkan"
    with database.write(title, by=by, reason=words.without_niks(described) or None) as tx:
        tx.leave_entry()
    with database.read() as db:
        headings = [heading for heading, _ in columns]
        return sheets.write(
            out,
            headings,
            _rows(db, people, columns),
            name="Anggota",
            expected=len(people),
            progress=progress,
        )


def _rows(db: Snapshot, people: Sequence[int], columns: Columns) -> Iterator[list[Cell]]:
    for start in range(0, len(people), _AT_ONCE):
        part = people[start : start + _AT_ONCE]
        found = members.page(db, part)
        for member in part:
            if member in found:
                yield [cell(found[member]) for _, cell in columns]
