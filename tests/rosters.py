"""Small rosters for tests, written as real files; every NIK in them is made up."""

from collections.abc import Sequence
from pathlib import Path

from kpps_desk.exchange import sheets
from kpps_desk.exchange.columns import OFFICE
from kpps_desk.exchange.preview import Preview, open_roster, preview_of
from kpps_desk.exchange.tables import Cell

HEADERS = [column.header for column in OFFICE]
USUAL: dict[str, Cell] = {
    "Kecamatan": "Gambir",
    "Kelurahan": "Gambir",
    "TPS": "001",
    "Jabatan": "Anggota KPPS",
    "Jenis Kelamin": "L",
    "Tanggal Lahir": "01-01-1990",
}


def row(number: int, **fields: Cell) -> list[Cell]:
    """One man born on 1 January 1990; `fields` by header with blanks as underscores, e.g. Tanggal_Lahir=..."""
    given = {name.replace("_", " "): value for name, value in fields.items()}
    values = {"Nama Lengkap": f"Orang Ke {number}", "NIK": f"317101010190{number:04}", **USUAL, **given}
    return [values.get(header, "") for header in HEADERS]


def write(path: Path, rows: Sequence[Sequence[Cell]], titles: Sequence[str] = ("DAFTAR KPPS", "")) -> Path:
    """An XLSX or CSV of these rows."""
    sheets.write(path, [sheets.Heading(header) for header in HEADERS], rows, titles=titles)
    return path


def preview(path: Path) -> Preview:
    """Its beginning, as the wizard's second step shows it to somebody whose office has imported nothing before."""
    return preview_of(open_roster(path))
