"""The columns of Bukti nama, how many names are confirmed, and the sheet's pages for the preview.

What a newcomer gets wrong: a sheet of the whole province on the glass. The list may hold it; the sheet that is shown
is that of the kelurahan under the cursor.
"""

import io
from typing import NamedTuple

from kpps_desk.documents import name_proof, paper
from kpps_desk.operations import collector, name_checks, paperwork
from kpps_desk.progress import silent
from kpps_desk.queries import name_lists
from kpps_desk.queries.name_checks import NameRow
from kpps_desk.queries.name_lists import Standing, Wanted
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.list_model import Column, Mark, Source

SOURCE: Source[Wanted, NameRow] = Source(name_lists.first, name_lists.count, name_lists.ids, name_lists.page)


class Sums(NamedTuple):
    people: int
    confirmed: int


def sums(db: Snapshot, area: str, session: int | None) -> Sums:
    """Of an area or a session."""
    everybody = name_lists.count(db, Wanted(area, session))
    return Sums(everybody, name_lists.count(db, Wanted(area, session, Standing.CONFIRMED)))


def sheet(db: Snapshot, area: str, session: int | None) -> bytes:
    """The sheets of one kelurahan or session as PDF."""
    found = list(name_checks.proofs(db, area, session))
    file = io.BytesIO()
    with collector.paused():
        sections = [name_proof.section(proof, paper.SIZES["A4"]) for proof in found]
        paperwork.bind(file, lambda: sections, "Lembar konfirmasi nama", "A4", silent)
    return file.getvalue()


COLUMNS: tuple[Column[NameRow], ...] = (
    Column("place", "TPS", lambda row: row.place[10:13], 60),
    Column("name", "Nama seperti yang akan dicetak", lambda row: row.name, 190, stretch=True),
    Column(
        "sure",
        "Konfirmasi",
        lambda row: "Sudah" if row.confirmed else "Belum",
        110,
        mark=lambda row: Mark("state-full", "good") if row.confirmed else Mark("state-open", "warn"),
    ),
)
