"""The people of a name-confirmation sheet as a list of any length, and the sheet's pages for the preview.

What a newcomer gets wrong: a sheet of the whole province on the glass. The list may hold it; the sheet that is shown
is that of the kelurahan under the cursor.
"""

import io
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from kpps_desk.documents import name_proof, paper
from kpps_desk.domain.places import dotted
from kpps_desk.domain.values import name_key
from kpps_desk.operations import collector, name_checks, paperwork
from kpps_desk.progress import silent
from kpps_desk.queries import name_checks as questions
from kpps_desk.queries.name_checks import NameRow
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.list_model import Column, Mark, Source

OPEN, SURE, EVERYBODY = "belum", "sudah", "semua"


class Sought(NamedTuple):
    """`run` tells one reading from the next."""

    run: int
    standing: str
    text: str


class People(NamedTuple):
    """Everybody of a scope, counted; made on a reader's thread."""

    rows: dict[int, NameRow]
    confirmed: int


class Names:
    """Everybody of a scope; read once, narrowed in memory; its questions are asked on readers' threads."""

    def __init__(self) -> None:
        self.run = 0
        self._rows: dict[int, NameRow] = {}
        self.confirmed = 0
        self.source: Source[Sought, NameRow] = Source(self._first, self._count, self._ids, self._page)

    def put(self, found: People) -> None:
        self.run += 1
        self._rows, self.confirmed = found

    def row(self, member: int) -> NameRow | None:
        return self._rows.get(member)

    @property
    def people(self) -> int:
        return len(self._rows)

    def kelurahan(self, member: int) -> str:
        """The code with dots of where this person sits; '' for nobody."""
        row = self._rows.get(member)
        return dotted(row.place[:10]) if row is not None else ""

    def _ids(self, _: Snapshot, wanted: Sought) -> "array[int]":
        text = name_key(wanted.text)
        return array(
            "q",
            (
                row.member
                for row in self._rows.values()
                if (wanted.standing == EVERYBODY or row.confirmed == (wanted.standing == SURE))
                and (not text or text in name_key(row.name))
            ),
        )

    def _first(self, db: Snapshot, wanted: Sought) -> "array[int]":
        return self._ids(db, wanted)[:100]

    def _count(self, db: Snapshot, wanted: Sought) -> int:
        return len(self._ids(db, wanted))

    def _page(self, _: Snapshot, ids: Sequence[int]) -> dict[int, NameRow]:
        return {id_: row for id_ in ids if (row := self._rows.get(id_)) is not None}


def sheet(db: Snapshot, area: str, session: int | None) -> bytes:
    """The sheets of one kelurahan or session as PDF."""
    found = list(name_checks.proofs(db, area, session))
    file = io.BytesIO()
    with collector.paused():
        sections = [name_proof.section(proof, paper.SIZES["A4"]) for proof in found]
        paperwork.bind(file, lambda: sections, "Lembar konfirmasi nama", "A4", silent)
    return file.getvalue()


def read(db: Snapshot, area: str, session: int | None) -> People:
    found = questions.people(db, area, session)
    return People({row.member: row for row in found}, sum(row.confirmed for row in found))


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
