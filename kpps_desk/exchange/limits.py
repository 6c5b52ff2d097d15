"""Look at a file before a reader gets it: what it is, what it unpacks to, how far its cells reach.

What a newcomer gets wrong: trusting the reader. Calamine keeps a full rectangle of cells in memory, so one cell far out
is as dear as all between, and an ODS row that says `repeated 1,000,000 times` is a million rows.
"""

import contextlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple
from xml.parsers import expat

from kpps_desk.exchange import far_cells
from kpps_desk.problems import Refused

MAX_BYTES = 200 * 1024 * 1024  # of a CSV, and of a workbook once unpacked
MAX_RATIO = 100
MAX_ROWS = 500_000
MAX_COLUMNS = 200
MOST_COLUMNS = MAX_COLUMNS + 8  # that are let through: a reference can be told from one beyond GZ at a glance
_SPARE = 2_000_000  # cells of the rectangle that a nearly empty sheet may span: 64 MB
_CELL = 8  # bytes of a file that stand for a cell, at least

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HINT = "Simpan ulang sebagai Excel (.xlsx) atau CSV, lalu pilih berkas itu."
_BLOCK = 1 << 20
_ODS = "content.xml"


class Contents(NamedTuple):
    """What a ZIP says that it holds: bytes once unpacked, and whether they are Excel's or an ODS."""

    unpacked: int
    excel: bool


def contents_of(path: Path) -> Contents:
    """By its table of contents alone; Refused with a sentence if that is no workbook's, or of far too much."""
    with _told(path), zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if unpacked > MAX_BYTES or unpacked > MAX_RATIO * max(packed, 1):
            raise bomb(path)
        if "xl/workbook.bin" in names:
            raise Refused(f"Jenis berkas {path.name} (Excel biner) tidak dibaca.", HINT)
        if any(name.startswith("xl/workbook") for name in names):
            return Contents(unpacked, True)
        if _ODS in names and b"spreadsheet" in _beginning(archive, "mimetype"):
            return Contents(unpacked, False)
    raise Refused(f"Berkas {path.name} bukan berkas Excel.", HINT)


def look_into_zip(path: Path, waiting: Callable[[], None], *, excel: bool) -> None:
    """Refused with a sentence if reading its sheets would burst the memory.

    `waiting` is called with every block that is unpacked: a Cancel is heard there.
    """
    with _told(path), zipfile.ZipFile(path) as archive:
        if not excel:
            _look_into_ods(archive, path, waiting)
            return
        for entry in archive.infolist():
            if entry.filename.startswith("xl/worksheets/"):
                far_cells.look_into(archive, entry, path, waiting)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What a damaged archive throws, as a sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise damaged(path) from error


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as file:
            return file.read(200)
    except KeyError:
        return b""


def _look_into_ods(archive: zipfile.ZipFile, path: Path, waiting: Callable[[], None]) -> None:
    if "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as file:
            if b"encryption-data" in file.read(_BLOCK):
                raise locked(path)
    entry = archive.getinfo(_ODS)
    with archive.open(entry) as content:
        _Reach(path).read(content, entry.file_size, waiting)


class _Reach:
    """How far the filled cells of an ODS reach; the empty ones that stand behind them, repeated, don't count."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._row = self._column = 0  # where we are in the table
        self._last = 0  # filled column of this row
        self._right = self._size = 0  # filled column of the table; bytes of the document
        self._repeats = 1  # of this row
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read(self, content: IO[bytes], size: int, waiting: Callable[[], None]) -> None:
        seen, self._size = 0, size
        try:
            while block := content.read(_BLOCK):
                waiting()
                seen += len(block)
                if seen > size:
                    raise bomb(self._path)
                self._parser.Parse(block, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise damaged(self._path) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._column += _repeated(attributes, "columns")
            if "office:value-type" in attributes or "table:formula" in attributes:
                self._fill()
        elif name == "text:p":
            self._fill()
        elif name == "table:table-row":
            self._column = self._last = 0
            self._repeats = _repeated(attributes, "rows")
        elif name == "table:table":
            self._row = self._right = 0

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._repeats
            if self._last:
                self._right = max(self._right, self._last)
                check_reach(self._path, self._row, self._right, self._size)

    def _fill(self) -> None:
        self._last = self._column
        if self._last > MOST_COLUMNS:
            raise too_wide(self._path)

    def _refuse(self, *_: object) -> None:
        raise damaged(self._path)


def _repeated(attributes: dict[str, str], what: str) -> int:
    text = attributes.get(f"table:number-{what}-repeated", "1")
    return int(text) if text.isascii() and text.isdecimal() else 1


def check_reach(path: Path, row: int, column: int, size: int) -> None:
    """Refused if cells out there (counted from 1) make a rectangle that `size` bytes of file can't have meant."""
    if row > MAX_ROWS:
        raise too_long(path)
    if column > MOST_COLUMNS:
        raise too_wide(path)
    if row * column > most_cells(size):
        raise Refused(
            f"Tabel di {path.name} hampir kosong, tetapi ada sel yang terisi jauh di luarnya (baris {row}).",
            "Hapus isi sel itu, lalu simpan lagi.",
        )


def most_cells(size: int) -> int:
    """That so many bytes of a sheet may span."""
    return max(_SPARE, size // _CELL)


def bomb(path: Path) -> Refused:
    return Refused(f"Isi {path.name} terlalu besar setelah dibuka (batas 200 MB).", "Bagi menjadi beberapa berkas.")


def too_wide(path: Path) -> Refused:
    return Refused(f"Tabel di {path.name} memakai lebih dari {MAX_COLUMNS} kolom.", "Hapus kolom yang tidak perlu.")


def too_long(path: Path) -> Refused:
    return Refused(f"Tabel di {path.name} lebih dari 500.000 baris.", "Bagi menjadi beberapa berkas.")


def locked(path: Path) -> Refused:
    return Refused(f"Berkas {path.name} dikunci dengan kata sandi.", "Buka di Excel, hapus kata sandinya, lalu simpan.")


def damaged(path: Path) -> Refused:
    return Refused(f"Berkas {path.name} rusak atau bukan berkas Excel.", HINT)


def no_table(path: Path) -> Refused:
    return Refused(f"Berkas {path.name} bukan tabel: isinya bukan teks.", HINT)
