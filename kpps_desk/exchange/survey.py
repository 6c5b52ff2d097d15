"""A first walk over a whole list, before any of it is taken: is its column of NIKs sound, does it name seats by number?

What a newcomer gets wrong: asking for more here. Whatever is asked here is waited for; the rows themselves are read
while the ones before them are being written (exchange.roster.parts).
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kpps_desk.domain import nik
from kpps_desk.exchange.parsing import Batch
from kpps_desk.exchange.preview import Layout, data_rows
from kpps_desk.exchange.roster import Guide, RowReader
from kpps_desk.exchange.tables import Cell, Row, Sheet
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent

_BATCH = 500  # rows walked over at once: four times as many fall out of the processor's cache, and take a third longer
_CHANCE = 4  # damaged NIKs in a short list that are still each row's own trouble


class Survey(NamedTuple):
    """`rows` are those that hold something; `named` are (station, role) where any row asks for one seat of the crew."""

    rows: int
    named: frozenset[tuple[str, str]]


def look_over(table: Sheet, layout: Layout, guide: Guide, progress: Progress = silent) -> Survey:
    """Refused as a whole where Excel damaged the column of NIKs, or where it is masked."""
    niks, seats, count = _Niks(), set[tuple[str, str]](), 0
    reader = RowReader(layout, guide)
    for rows in _batches(data_rows(table, layout)):
        batch = Batch(layout.places, rows)
        if "nik" in batch:
            niks.look_at(batch.cells("nik"))
        seats |= reader.named_seats(batch, rows)
        count += len(rows)
        progress(count, 0, "Memeriksa baris")
    if "origin" not in layout.places:  # a sheet of rejects: what Excel did to it is known row by row
        niks.refuse_damaged(table.path.name)
    return Survey(count, frozenset(seats))


def _batches(rows: Iterator[tuple[int, Row]]) -> Iterator[list[Row]]:
    while batch := [row for _, row in islice(rows, _BATCH)]:
        yield batch


class _Niks:
    def __init__(self) -> None:
        self._sound: list[str] = []
        self._numbers = self._masked = 0  # that came as numbers; that are masked

    def look_at(self, cells: Sequence[Cell]) -> None:
        if nik.are_whole(cells):
            self._sound += cells
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
