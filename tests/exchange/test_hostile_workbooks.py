"""Workbooks that would burst the memory or stop the process of their reader: each is one sentence, before it opens.

What a newcomer gets wrong: waiting for an exception. The reader is Rust: it aborts where there is no room, and that is
the end of the window with all that is in it.
"""

import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kpps_desk.exchange import tables
from kpps_desk.problems import Refused
from tests import rosters

OLD = Path(__file__).parents[1] / "data" / "daftar.xls"


def _refusal(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        list(tables.open_table(path).rows())
    assert "\n" not in caught.value.message
    return caught.value.message


def _put(kind: str, at: int, *values: int) -> Callable[[bytes], bytes]:
    def spoil(content: bytes) -> bytes:
        spoilt = bytearray(content)
        struct.pack_into(kind, spoilt, at, *values)
        return bytes(spoilt)

    return spoil


def _first_record(kind: int, at: int, form: str, value: int) -> Callable[[bytes], bytes]:
    """A value inside the first record of this kind; the workbook's stream begins in the sector behind the header."""

    def spoil(content: bytes) -> bytes:
        place = 512
        while struct.unpack_from("<H", content, place)[0] != kind:
            place += 4 + struct.unpack_from("<H", content, place + 2)[0]
        return _put(form, place + 4 + at, value)(content)

    return spoil


def _table_of(content: bytes) -> int:
    """Where the table of sectors stands."""
    return 512 + 512 * int(struct.unpack_from("<I", content, 76)[0])


def _bites_its_tail(content: bytes) -> bytes:
    return _put("<I", _table_of(content) + 4 * 2, 1)(content)


def _leaves_the_file(content: bytes) -> bytes:
    return _put("<I", _table_of(content) + 4 * 2, 5_000_000)(content)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_bites_its_tail, "rusak"),
        (_leaves_the_file, "rusak"),
        (_put("<I", 48, 4_000_000), "rusak"),  # the directory elsewhere
        (_put("<I", 44, 0xFFFFFFF0), "rusak"),  # sectors of the table
        (_put("<I", 68, 1), "rusak"),  # a chain of more of it
        (_put("<H", 30, 40), "rusak"),  # a sector's size
        (lambda content: content[:1_000], "rusak"),
        (_first_record(0xFC, 4, "<I", 0xFFFFFFF0), "rusak"),  # four thousand million texts
        (_first_record(0x200, 4, "<I", 0xFFFFFFF0), "rusak"),  # as many rows
        (_first_record(0x200, 0, "<I", 60_000), "rusak"),  # the first of them behind the last
        (_first_record(0xFD, 2, "<H", 60_000), "kolom"),  # a cell far to the right
    ],
)
def test_an_old_workbook_that_contradicts_itself_is_refused(
    tmp_path: Path, spoil: Callable[[bytes], bytes], said: str
) -> None:
    path = tmp_path / "daftar.xls"
    path.write_bytes(spoil(OLD.read_bytes()))
    assert said in _refusal(path)


def _with_rows(path: Path, rows: str) -> Path:
    """A small list with these rows behind its own."""
    sound = rosters.write(path.with_name("utuh.xlsx"), [rosters.row(1)])
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name).decode()
            if name.startswith("xl/worksheets/"):
                content = re.sub("</sheetData>", f"{rows}</sheetData>", content)
            target.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('<row r="499999"><c r="GZ499999"><v>1</v></c></row>', "hampir kosong"),
        ('<row r="499999"><c r="A499999"><v>1</v></c></row>', "hampir kosong"),
        ("<row>" + "<c><v>1</v></c>" * 205 + '</row><row r="400000"><c><v>1</v></c></row>', "hampir kosong"),
        ("<row>" + "<c><v>1</v></c>" * 9_999 + "</row>", "kolom"),
        ('<row r="9"><c r="ZZZZ9"><v>1</v></c></row>', "kolom"),
        ('<row r="9"><c r="xfd9"><v>1</v></c></row>', "kolom"),
        ('<row r="499999"><c r="gz499999"><v>1</v></c></row>', "hampir kosong"),
    ],
)
def test_a_nearly_empty_sheet_that_spans_a_hundred_million_cells_is_refused(
    tmp_path: Path, rows: str, said: str
) -> None:
    assert said in _refusal(_with_rows(tmp_path / "a.xlsx", rows))


@pytest.mark.parametrize("cell", ["A65536", "CB12", "T99999"])
def test_a_cell_that_stands_apart_is_no_harm(tmp_path: Path, cell: str) -> None:
    row = cell.lstrip("ABCT")
    path = _with_rows(tmp_path / "a.xlsx", f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>')
    assert len(list(tables.open_table(path).rows())) == int(row)
