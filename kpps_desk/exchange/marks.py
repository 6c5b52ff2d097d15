"""Marks of attendance out of a CSV or XLSX: one person a row, named by NIK or by TPS and seat, with a status.

What a newcomer gets wrong: judging the rows here. This only finds the columns under their usual names; who is meant
and what the status says is decided by operations.attendance_lists, which gives each bad line its reason.
"""

from pathlib import Path
from typing import NamedTuple

from kpps_desk.exchange import tables
from kpps_desk.problems import Refused

_COLUMNS = {
    "status": ("status", "kehadiran", "keterangan", "hadir"),
    "nik": ("nik",),
    "tps": ("tps", "no tps", "nomor tps"),
    "seat": ("kursi", "no kursi", "nomor kursi", "kpps", "nomor kpps"),
}
_HEAD_WITHIN = 20  # rows
_SMALL = 1_000_000  # a larger number in a cell isn't a TPS or a seat; as a NIK it is damaged, so it keeps its form


class MarkRow(NamedTuple):
    """The texts of one row; `line` counts as the spreadsheet does."""

    line: int
    status: str
    nik: str
    tps: str
    seat: str


def read(path: Path) -> list[MarkRow]:
    """Every row below the head; Refused if no head is found."""
    rows = enumerate(tables.open_table(path).rows(), 1)
    columns: dict[str, int] = {}
    for number, row in rows:
        columns = _columns(row)
        if columns or number >= _HEAD_WITHIN:
            break
    if not columns:
        raise Refused(
            f"Judul kolom tidak ditemukan di {path.name}.", "Perlu kolom status, serta tps dan kursi, atau nik."
        )
    return [_mark(number, row, columns) for number, row in rows if any(_text(cell) for cell in row)]


def _columns(row: tables.Row) -> dict[str, int]:
    """Where the columns lie, if this row is the head of the table."""
    heads = [" ".join(_text(cell).casefold().replace(".", " ").split()) for cell in row]
    found = {name: heads.index(head) for name, aliases in _COLUMNS.items() for head in aliases if head in heads}
    return found if "status" in found and ("nik" in found or {"tps", "seat"} <= found.keys()) else {}


def _mark(number: int, row: tables.Row, columns: dict[str, int]) -> MarkRow:
    cells = {name: _text(row[at]) for name, at in columns.items() if at < len(row)}
    return MarkRow(number, *(cells.get(name, "") for name in _COLUMNS))


def _text(cell: tables.Cell) -> str:
    if isinstance(cell, float) and cell.is_integer() and cell < _SMALL:
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
