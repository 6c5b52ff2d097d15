"""Marks of attendance out of a file: one person a row, named by seat or NIK, with a status.

What a newcomer gets wrong: skipping the row that can't be read. A file of marks is taken whole or not at all, so that
nobody believes that a list was recorded of which a part is missing.
"""

from pathlib import Path
from typing import NamedTuple

from kpps_desk.domain import attendance, nik, places
from kpps_desk.domain.attendance import Attendance, ByNikEnd, BySeat
from kpps_desk.exchange import tables
from kpps_desk.problems import Refused

_COLUMNS = {
    "tps": ("tps", "no tps", "nomor tps"),
    "seat": ("kursi", "no kursi", "nomor kursi", "kpps", "nomor kpps"),
    "nik": ("nik",),
    "status": ("status", "kehadiran", "keterangan", "hadir"),
}
_HEAD_WITHIN = 20  # rows


class Mark(NamedTuple):
    """One row of the file; `row` counts as the spreadsheet does."""

    row: int
    who: BySeat | ByNikEnd
    status: Attendance


def read(path: Path) -> list[Mark]:
    """Every mark of a CSV or XLSX; Refused names the first row that can't be understood."""
    columns: dict[str, int] = {}
    found = []
    for number, row in enumerate(tables.open_table(path).rows(), 1):
        cells = [_text(cell) for cell in row]
        if not columns:
            columns = _columns(cells)
            if not columns and number >= _HEAD_WITHIN:
                break
        elif any(cells):
            found.append(_mark(number, {name: cells[at] for name, at in columns.items() if at < len(cells)}))
    if not columns:
        raise Refused(
            f"Judul kolom tidak ditemukan di {path.name}.", "Perlu kolom status, serta tps dan kursi, atau nik."
        )
    return found


def _text(cell: tables.Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _columns(cells: list[str]) -> dict[str, int]:
    """Where the columns lie, if this row is the head of the table."""
    heads = [" ".join(cell.casefold().replace(".", " ").split()) for cell in cells]
    found = {name: heads.index(head) for name, aliases in _COLUMNS.items() for head in aliases if head in heads}
    return found if "status" in found and ("nik" in found or {"tps", "seat"} <= found.keys()) else {}


def _mark(row: int, cells: dict[str, str]) -> Mark:
    try:
        status = attendance.parse_status(cells.get("status", ""))
    except ValueError:
        hint = "Pakai hadir, izin, sakit, atau tanpa keterangan."
        raise Refused(f"Baris {row}: status '{cells.get('status', '')}' tidak dikenal.", hint) from None
    if cells.get("nik"):
        return Mark(row, ByNikEnd(nik.repair(cells["nik"])[0]), status)
    try:
        return Mark(row, BySeat(places.parse_tps(cells.get("tps", "")), int(cells.get("seat", ""))), status)
    except ValueError:
        raise Refused(f"Baris {row}: TPS dan kursi tidak terbaca.", "Contoh: TPS 012, kursi 3.") from None
