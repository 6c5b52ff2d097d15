"""Read a table out of a file that a person gave us: XLSX, XLSM, XLS and ODS by calamine, CSV and TSV.

What a newcomer gets wrong: opening the file first. A spreadsheet is a ZIP that may unpack to anything, so
exchange.limits looks at it before a reader gets it. All that may be wrong with a file is one sentence (Refused), and a
file is never changed.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kpps_desk.exchange import limits, ole
from kpps_desk.exchange.csv_tables import Csv, sniff
from kpps_desk.exchange.limits import MAX_BYTES, MAX_ROWS
from kpps_desk.problems import Refused, Unavailable, reason

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = list[Cell]
Merged = tuple[tuple[int, int], tuple[int, int]]  # its first and its last (row, column), counted from 0

_CHEAP = 20 * 1024 * 1024  # bytes of a workbook whose sheets are all counted: half a second
_OLE_CHEAP = 2 * 1024 * 1024


class SheetInfo(NamedTuple):
    """One sheet of the file, as a person chooses it."""

    name: str
    hidden: bool
    rows: int | None  # None: not counted, it would take too long


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file; rows() can be asked again and again. The first row given is row 1 of the sheet."""

    path: Path
    name: str  # of the sheet; '' for CSV
    sheets: tuple[SheetInfo, ...]  # all of the file, this one too; none for CSV
    merged: tuple[Merged, ...] | None  # None: the file doesn't say
    _source: "CalamineSheet | Csv"

    def rows(self) -> Iterator[Row]:
        """The rows from the top, empty ones too; a CSV's have different lengths."""
        return self._source.iter_rows()  # type: ignore[return-value]


class Looked(NamedTuple):
    """What a look at a file told: what it is, by its own word, and whether all its sheets are counted."""

    kind: Literal["xlsx", "ods", "xls", "csv"]
    counts_all: bool = False


def _first(_: Sheet) -> bool:
    return True


def look_into(path: Path, waiting: Callable[[], None] = lambda: None) -> Looked:
    """Before a reader gets the file: Refused if there is no reader for it, or if it would burst the memory.

    `waiting` is called now and then; what it raises ends the look.
    """
    looked = glance_at(path)
    look_closely(path, looked, waiting)
    return looked


def glance_at(path: Path) -> Looked:
    """The beginning of that, at once: what the file is by its own word, and how large."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(limits.OLE))
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
    if start.startswith(limits.ZIP):
        contents = limits.contents_of(path)
        return Looked("xlsx" if contents.excel else "ods", contents.unpacked <= _CHEAP)
    return Looked("xls", size <= _OLE_CHEAP) if start == limits.OLE else Looked("csv")


def look_closely(path: Path, looked: Looked, waiting: Callable[[], None]) -> None:
    """The rest of it, which takes its time."""
    if looked.kind == "xls":
        ole.look_into(path)
    elif looked.kind != "csv":
        limits.look_into_zip(path, waiting, excel=looked.kind == "xlsx")


def open_table(
    path: Path, sheet: str = "", is_right: Callable[[Sheet], bool] = _first, looked: Looked | None = None
) -> Sheet:
    """The named sheet; else the first that `is_right`, those in sight before hidden ones; else the first with rows.

    `looked`: what look_into() told of this file a moment ago.
    """
    looked = looked or look_into(path)
    if looked.kind != "csv":
        return _open_workbook(path, sheet, is_right, counts_all=looked.counts_all)
    return Sheet(path, "", (), None, sniff(path))


def _open_workbook(path: Path, wanted: str, is_right: Callable[[Sheet], bool], *, counts_all: bool) -> Sheet:
    with _told(path):
        book = _Book(path)
        name = wanted or book.find(is_right)
        if name not in book.hidden:
            raise Refused(f"Lembar {name} tidak ada di {path.name}.", f"Lembar yang ada: {', '.join(book.hidden)}.")
        found = book.sheet(name)
        if not found.height:
            raise Refused(f"Lembar {name} di {path.name} kosong.", "Pilih lembar lain.")
        return Sheet(path, name, book.infos(counts_all=counts_all), _merged(found), found)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What calamine throws, as a sentence."""
    try:
        yield
    except PasswordError as error:
        raise limits.locked(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise limits.damaged(path) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Rust, where it met what it thought impossible; not importable
            raise
        raise limits.damaged(path) from error


class _Book:
    """A workbook; each of its sheets is read once at most."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._workbook = CalamineWorkbook.from_path(path)
        self.hidden = {
            sheet.name: sheet.visible != SheetVisibleEnum.Visible
            for sheet in self._workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        }
        self._read: dict[str, CalamineSheet] = {}

    def sheet(self, name: str) -> CalamineSheet:
        if name not in self._read:
            with _told(self._path):
                found = self._workbook.get_sheet_by_name(name)
            if found.height > MAX_ROWS or found.total_height > MAX_ROWS:
                raise limits.too_long(self._path)
            if found.width > limits.MOST_COLUMNS:  # should the look before it have missed a cell far out
                raise limits.too_wide(self._path)
            self._read[name] = found
        return self._read[name]

    def find(self, is_right: Callable[[Sheet], bool]) -> str:
        """The name of the sheet that is right, else of the first with rows."""
        in_order = sorted(self.hidden, key=lambda name: self.hidden[name])  # those in sight first
        filled = []
        for name in in_order:
            found = self.sheet(name)
            if found.height:
                if is_right(Sheet(self._path, name, (), None, found)):
                    return name
                filled.append(name)
        if not filled:
            raise Refused(f"Lembar di {self._path.name} kosong.", "Periksa apakah berkas yang dipilih sudah benar.")
        return filled[0]

    def infos(self, *, counts_all: bool) -> tuple[SheetInfo, ...]:
        return tuple(SheetInfo(name, hidden, self._rows(name, counts_all)) for name, hidden in self.hidden.items())

    def _rows(self, name: str, asked: bool) -> int | None:
        if not asked and name not in self._read:
            return None
        try:
            return self.sheet(name).height
        except Refused:  # not the sheet that was asked for
            return None


def _merged(sheet: CalamineSheet) -> tuple[Merged, ...] | None:
    found = sheet.merged_cell_ranges
    return None if found is None else tuple(found)
