"""Read a table out of a file that a person gave us: XLSX, XLSM, XLS by calamine, CSV and TSV with sniffed dialect.

What a newcomer gets wrong: opening the file first. A spreadsheet is a ZIP that may unpack to anything, so its directory
and the reach of its cells are looked at before a reader that keeps every cell in memory gets it. All that may be wrong
with a file is one sentence (Refused), and a file is never changed.
"""

import codecs
import csv
import itertools
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from kpps_desk.problems import Refused, Unavailable, reason

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = list[Cell]

MAX_BYTES = 200 * 1024 * 1024  # of a CSV, and of an XLSX once unpacked
MAX_RATIO = 100
MAX_ROWS = 500_000
MAX_COLUMNS = 200

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# A cell right of column GZ (the 208th), or a row or cell below 500,000.
_FAR = re.compile(rb'r="(?:([A-Z]{3}|[H-Z][A-Z])[0-9]|[A-Z]*(?:[5-9][0-9]{5}|[0-9]{7}))')
_BLOCK = 1 << 20
_DELIMITERS = ",;\t|"
_HINT = "Simpan ulang sebagai Excel (.xlsx) atau CSV, lalu pilih berkas itu."


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file; rows() can be asked again and again. The first row given is row 1 of the sheet."""

    path: Path
    name: str  # of the sheet; '' for CSV
    others: tuple[str, ...]  # further sheets of the file, which are not read
    _source: "CalamineSheet | _Csv"

    def rows(self) -> Iterator[Row]:
        """The rows from the top, empty ones too; a CSV's have different lengths."""
        return self._source.iter_rows()  # type: ignore[return-value]


def open_table(path: Path, sheet: str = "") -> Sheet:
    """The table in the file: the named sheet, else the first visible one that isn't empty."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(_OLE))
    except FileNotFoundError:
        raise Refused(f"Berkas {path.name} tidak ditemukan.") from None
    except OSError as error:
        raise Unavailable(f"Berkas {path.name} tidak dapat dibaca: {reason(error)}.") from error
    if not size:
        raise Refused(f"Berkas {path.name} kosong.")
    if size > MAX_BYTES:
        raise Refused(
            f"Berkas {path.name} lebih besar dari 200 MB.", "Bagi menjadi beberapa berkas, lalu impor satu per satu."
        )
    if start.startswith(_ZIP):
        _look_into_zip(path)
        return _open_workbook(path, sheet)
    if start == _OLE:
        _look_into_ole(path)
        return _open_workbook(path, sheet)
    return Sheet(path, "", (), _sniff(path))


def _look_into_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            packed = sum(entry.compress_size for entry in entries)
            if unpacked > MAX_BYTES or unpacked > MAX_RATIO * max(packed, 1):
                raise _bomb(path)
            sheets = [entry for entry in entries if entry.filename.startswith("xl/worksheets/")]
            if not any(entry.filename.startswith("xl/workbook") for entry in entries):
                raise Refused(f"Berkas {path.name} bukan berkas Excel.", _HINT)
            for entry in sheets:
                _look_into_sheet(archive, entry, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise _damaged(path) from error


def _look_into_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    """The reader keeps a full rectangle: one cell far out is as dear as all between."""
    seen, tail = 0, b""
    with archive.open(entry) as file:
        while block := file.read(_BLOCK):
            seen += len(block)
            if seen > entry.file_size:
                raise _bomb(path)
            if found := _FAR.search(tail + block):
                raise _too_wide(path) if found[1] else _too_long(path)
            tail = block[-16:]


def _look_into_ole(path: Path) -> None:
    with path.open("rb") as file:
        if _ENCRYPTED in file.read():
            raise _locked(path)


def _open_workbook(path: Path, wanted: str) -> Sheet:
    try:
        workbook = CalamineWorkbook.from_path(path)
        names = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        names = names or workbook.sheet_names
        if wanted and wanted not in workbook.sheet_names:
            raise Refused(f"Lembar {wanted} tidak ada di {path.name}.", f"Lembar yang ada: {', '.join(names)}.")
        for name in [wanted] if wanted else names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.height > MAX_ROWS or sheet.total_height > MAX_ROWS:
                raise _too_long(path)
            if sheet.height:
                others = tuple(other for other in names if other != name)
                return Sheet(path, name, others, sheet)
    except PasswordError as error:
        raise _locked(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(path) from error
    raise Refused(f"Lembar di {path.name} kosong.", "Periksa apakah berkas yang dipilih sudah benar.")


class _Csv:
    """A CSV file with its dialect, read anew at each question."""

    def __init__(self, path: Path, encoding: str, delimiter: str) -> None:
        self.path = path
        self.encoding = encoding
        self.delimiter = delimiter

    def iter_rows(self) -> Iterator[Row]:
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter)
            try:
                for number, row in enumerate(reader, 1):
                    if number > MAX_ROWS:
                        raise _too_long(self.path)
                    if len(row) > MAX_COLUMNS and any(row[MAX_COLUMNS:]):
                        raise _too_wide(self.path)
                    yield row  # type: ignore[misc]
            except csv.Error as error:
                raise Refused(
                    f"Berkas {self.path.name} tidak dapat dibaca pada baris {reader.line_num}.",
                    "Periksa tanda kutip pada baris itu.",
                ) from error


def _sniff(path: Path) -> _Csv:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        lines = [line for line in itertools.islice(file, 40) if line.strip()]
    if not lines:
        raise Refused(f"Berkas {path.name} kosong.")
    return _Csv(path, encoding, max(_DELIMITERS, key=lambda mark: _evidence(lines, mark)))


def _evidence(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines agree on a number of columns above one, weighed by that number."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:  # a cell without an end; rows() says so
        return (0, 0)
    wide = [width for width in widths if width > 1]
    if not wide:
        return (0, 0)
    usual = max(set(wide), key=wide.count)
    return (wide.count(usual) * min(usual, 30), usual)


def _encoding(path: Path) -> str:
    """UTF-8 (with or without mark), UTF-16 with its mark or by its zero bytes, else Windows-1252."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _proved(path, "utf-16")
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if zeros and zeros.count(0) > 0.8 * len(zeros):
            return _proved(path, encoding)
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8 = True
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if b"\0" in block:
                raise Refused(f"Berkas {path.name} bukan tabel: isinya bukan teks.", _HINT)
            if utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    utf8 = False
    return "utf-8-sig" if utf8 else _proved(path, "cp1252", "latin-1")


def _proved(path: Path, *encodings: str) -> str:
    """The first encoding that reads the whole file."""
    for encoding in encodings:
        try:
            with path.open(encoding=encoding, newline="") as file:
                while block := file.read(_BLOCK):
                    if "\0" in block:
                        raise Refused(f"Berkas {path.name} bukan tabel: isinya bukan teks.", _HINT)
        except UnicodeError:
            continue
        return encoding
    raise Refused(f"Berkas {path.name} bukan tabel: isinya bukan teks.", _HINT)


def _bomb(path: Path) -> Refused:
    return Refused(f"Isi {path.name} terlalu besar setelah dibuka (batas 200 MB).", "Bagi menjadi beberapa berkas.")


def _too_wide(path: Path) -> Refused:
    return Refused(f"Tabel di {path.name} memakai lebih dari {MAX_COLUMNS} kolom.", "Hapus kolom yang tidak perlu.")


def _too_long(path: Path) -> Refused:
    return Refused(f"Tabel di {path.name} lebih dari 500.000 baris.", "Bagi menjadi beberapa berkas.")


def _locked(path: Path) -> Refused:
    return Refused(f"Berkas {path.name} dikunci dengan kata sandi.", "Buka di Excel, hapus kata sandinya, lalu simpan.")


def _damaged(path: Path) -> Refused:
    return Refused(f"Berkas {path.name} rusak atau bukan berkas Excel.", _HINT)
