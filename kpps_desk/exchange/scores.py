"""Scores of a training out of a CSV or XLSX: one person a row, named by number, NIK or name.

What a newcomer gets wrong: judging the rows here. This only finds the columns under their usual names; who is meant
and whether a score is one is decided by operations.trainings, which gives each bad line its reason.
"""

from pathlib import Path
from typing import NamedTuple

from kpps_desk.exchange import tables
from kpps_desk.problems import Refused

_COLUMNS = {
    "before": ("nilai awal", "pre test", "pretest", "pre-test", "pre", "tes awal"),
    "after": ("nilai akhir", "post test", "posttest", "post-test", "post", "tes akhir", "nilai"),
    "number": ("no", "nomor", "nomor urut", "no urut"),
    "nik": ("nik",),
    "name": ("nama", "nama lengkap", "nama peserta"),
}
_HEAD_WITHIN = 20  # rows
_SMALL = 1_000_000  # a larger number in a cell is no score; as a NIK it is damaged, so it keeps its form


class ScoreRow(NamedTuple):
    """The texts of one row; `line` counts as the spreadsheet does."""

    line: int
    before: str
    after: str
    number: str
    nik: str
    name: str


def read(path: Path) -> list[ScoreRow]:
    """Every row below the head; Refused if no head is found."""
    rows = enumerate(tables.open_table(path).rows(), 1)
    columns: dict[str, int] = {}
    for number, row in rows:
        columns = _columns(row)
        if columns or number >= _HEAD_WITHIN:
            break
    if not columns:
        raise Refused(
            f"Judul kolom tidak ditemukan di {path.name}.",
            "Perlu kolom nilai awal atau nilai akhir, serta no, nik, atau nama.",
        )
    return [_score(number, row, columns) for number, row in rows if any(_text(cell) for cell in row)]


def _columns(row: tables.Row) -> dict[str, int]:
    """Where the columns lie, if this row is the head of the table."""
    heads = [" ".join(_text(cell).casefold().replace(".", " ").split()) for cell in row]
    found = {}
    for name, aliases in _COLUMNS.items():
        at = next((heads.index(head) for head in aliases if head in heads), None)
        if at is not None:
            found[name] = at
    named, scored = {"number", "nik", "name"} & found.keys(), {"before", "after"} & found.keys()
    return found if named and scored else {}


def _score(number: int, row: tables.Row, columns: dict[str, int]) -> ScoreRow:
    cells = {name: _text(row[at]) for name, at in columns.items() if at < len(row)}
    return ScoreRow(number, *(cells.get(name, "") for name in _COLUMNS))


def _text(cell: tables.Cell) -> str:
    if isinstance(cell, float) and cell.is_integer() and cell < _SMALL:
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
