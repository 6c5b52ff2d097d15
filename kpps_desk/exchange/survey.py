"""A first walk over a whole list, before any of it is taken: is its column of NIKs sound, does it name seats by number?

What a newcomer gets wrong: asking for more here. Whatever is asked here is waited for; the rows themselves are read
while the ones before them are being written (exchange.roster.parts).
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kpps_desk.domain import nik
from kpps_desk.domain.findings import Finding
from kpps_desk.exchange.columns import BY_NAME
from kpps_desk.exchange.parsing import Batch, Parser
from kpps_desk.exchange.preview import Layout, data_rows
from kpps_desk.exchange.roles import RoleReader
from kpps_desk.exchange.roster import Guide
from kpps_desk.exchange.tables import Cell, Row, Sheet
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent

_BATCH = 10_000  # rows walked over between two reports
_CHANCE = 4  # damaged NIKs in a short list that are still each row's own trouble
_LOOKED_AT = ("nik", "role", "seat_number")


class Survey(NamedTuple):
    """`rows` are those that hold something; `named` are the roles of which any row asks for one seat of its crew."""

    rows: int
    named: frozenset[str]


def look_over(table: Sheet, layout: Layout, guide: Guide, progress: Progress = silent) -> Survey:
    """Refused as a whole where Excel damaged the column of NIKs, or where it is masked."""
    places = {name: place for name, place in layout.places.items() if name in _LOOKED_AT}
    niks, seats, count = _Niks(), _Seats(guide), 0
    for rows in _batches(data_rows(table, layout)):
        batch = Batch(places, rows)
        if "nik" in places:
            niks.look_at(batch.cells("nik"))
        seats.look_at(batch)
        count += len(rows)
        progress(count, 0, "Memeriksa baris")
    if "origin" not in layout.places:  # a sheet of rejects: what Excel did to it is known row by row
        niks.refuse_damaged(table.path.name)
    return Survey(count, frozenset(seats.named))


def _batches(rows: Iterator[tuple[int, Row]]) -> Iterator[list[Row]]:
    while batch := [row for _, row in islice(rows, _BATCH)]:
        yield batch


class _Niks:
    def __init__(self) -> None:
        self._sound: list[str] = []
        self._numbers = self._masked = 0  # that came as numbers; that are masked

    def look_at(self, cells: Sequence[Cell]) -> None:
        if nik.are_whole(cells):
            self._sound += map(str, cells)
            return
        for cell in cells:
            try:
                text, _ = nik.repair(cell)
            except nik.NikError:
                self._numbers += 1
                continue
            if text:
                self._sound.append(text)
                self._masked += text.endswith("*")

    def refuse_damaged(self, name: str) -> None:
        """One damaged NIK is its row's trouble; when most are, the column was saved as numbers."""
        whole = len(self._sound)
        if self._masked > whole // 2:
            raise Refused(
                f"NIK di {name} disamarkan, jadi orangnya tidak dapat dikenali.", "Pakai daftar ber-NIK lengkap."
            )
        if self._numbers > max(whole, _CHANCE) or nik.column_damaged(self._sound, self._numbers):
            raise Refused(
                f"Kolom NIK di {name} rusak oleh Excel: angka terakhir setiap NIK hilang.",
                "Minta berkas asli dengan kolom NIK berformat Teks; NIK yang rusak tidak dapat ditebak.",
            )


class _Seats:
    def __init__(self, guide: Guide) -> None:
        self.named: set[str] = set()
        self._roles = RoleReader(guide.roles)
        self._numbers = Parser(BY_NAME["seat_number"])
        self._seen: set[tuple[str, int | None]] = set()
        self._cells: set[tuple[Cell, Cell]] = set()  # texts of which nothing new is to be learnt

    def look_at(self, batch: Batch) -> None:
        cells = set(zip(batch.cells("role"), batch.cells("seat_number"), strict=True))
        if cells <= self._cells:
            return
        self._cells |= {pair for pair in cells if set(map(type, pair)) == {str}}  # 1, 1.0 and True are one key
        wishes = set(zip(batch.texts("role"), self._numbers.parse(batch), strict=True))
        for asked in wishes - self._seen:
            wish = self._roles.find(*asked)
            if not isinstance(wish, Finding) and wish[1] > 0:
                self.named.add(wish[0])
        self._seen |= wishes
