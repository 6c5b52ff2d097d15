"""Write tables for people: XLSX with text cells (no Excel damages a NIK in them), or CSV with a byte order mark.

What a newcomer gets wrong: a number cell for a NIK, a phone or a TPS. Excel rounds it or eats its zeros; only what came
as a number out of somebody's file goes back as one.
"""

import contextlib
import csv
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from kpps_desk.exchange.cells import text_of
from kpps_desk.exchange.tables import Cell
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.problems import Cancelled, Refused
from kpps_desk.progress import Progress, silent

_STEP = 1_000  # rows between two reports
_FORMULA = re.compile(r"'*[=+\-@\t\r]")  # a CSV cell that starts so is run by Excel, or looks guarded already


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's header and width in characters."""

    text: str
    width: int = 16


def write(
    path: Path,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Cell]],
    *,
    titles: Sequence[str] = (),
    name: str = "Data",
    expected: int = 0,
    progress: Progress = silent,
) -> int:
    """Write the rows under their headings, titles above; .xlsx or .csv by the path's ending. How many rows it wrote."""
    check_target(path)
    counted = _Counted(rows, expected, progress)
    with whole_file(path) as file:
        if path.suffix.lower() == ".csv":
            _write_csv(file, headings, counted, titles)
        else:
            _write_xlsx(_Sink(file, counted.tell), path, headings, counted, titles, name)
    return counted.count


def check_target(path: Path) -> None:
    """Refuses where no table can be written; long work asks before it begins."""
    if not path.parent.is_dir():
        raise Refused(f"Folder {path.parent} tidak ditemukan.")
    check_ending(path, ".xlsx", ".csv")


class _Counted:
    """The rows, counted and reported as they pass."""

    def __init__(self, rows: Iterable[Sequence[Cell]], expected: int, progress: Progress) -> None:
        self.count = 0
        self._rows, self._expected, self._progress = rows, expected, progress

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self._rows:
            if self.count % _STEP == 0:
                self._progress(self.count, self._expected, "Menulis berkas")
            self.count += 1
            yield row
        self.tell()

    def tell(self) -> None:
        """All rows have passed."""
        self._progress(self.count, self._expected or self.count, "Menulis berkas")


def _write_csv(
    file: BinaryIO, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]], titles: Sequence[str]
) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerows([title] for title in titles)
    writer.writerow(heading.text for heading in headings)
    for row in rows:
        writer.writerow(_harmless(text_of(cell)) for cell in row)
    text.flush()
    text.detach()


def _harmless(text: str) -> str:
    """csv_tables takes the apostrophe off again."""
    return "'" + text if _FORMULA.match(text) else text


def _write_xlsx(
    sink: "_Sink",
    path: Path,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Cell]],
    titles: Sequence[str],
    name: str,
) -> None:
    # constant_memory: a row is on the disk once the next begins, so the province needs no more than a page; beside the
    # file, because rows are personal data and the system's temporary folder is anybody's.
    with tempfile.TemporaryDirectory(prefix=f".{path.name[:40]}.", dir=path.parent) as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        book = Workbook(sink, options)
        try:
            _Page(book, name, headings, titles).fill(rows)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the OSError that XlsxWriter has wrapped
        finally:
            _give_up(book)
            sink.shut()
    if sink.refusal is not None:
        raise sink.refusal


def _give_up(book: Workbook) -> None:
    """A workbook that isn't closed would write all of itself once more when it is thrown away."""
    book.fileclosed = True
    for sheet in book.worksheets():
        if sheet.row_data_fh is not None:
            with contextlib.suppress(OSError):
                sheet.row_data_fh.close()


class _Sink:
    """The file, to ZipFile: after the first refusal (a full disk) it takes everything and keeps nothing.

    An error in the middle would leave ZipFile to finish its archive whenever it is thrown away, and to complain then.
    `tell` looks at Cancel: packing a province takes seconds after its last row.
    """

    def __init__(self, file: BinaryIO, tell: Callable[[], None]) -> None:
        self._file = file
        self._tell = tell
        self._place = 0  # counted here: an archive that is given up goes on counting from it, and finds no fault
        self._over = False
        self.refusal: OSError | Cancelled | None = None

    def shut(self) -> None:
        """Nothing that comes later belongs to the file."""
        self._over = True

    def write(self, data: bytes) -> int:
        self._place += len(data)
        if not self._over:
            try:
                self._tell()
                self._file.write(data)
            except Cancelled as why:
                self.refusal, self._over = why, True
                raise  # or ZipFile would pack the rest for nobody; what it still writes is taken as above
            except OSError as error:
                self.refusal, self._over = error, True
        return len(data)

    def tell(self) -> int:
        return self._place

    def seek(self, place: int) -> int:
        """From the beginning; ZipFile asks for nothing else when it writes."""
        self._place = place if self._over else self._file.seek(place)
        return place

    def flush(self) -> None:
        """whole_file flushes, and says what is wrong."""


class _Page:
    """One sheet: titles, a header that stays in sight, columns of text."""

    def __init__(self, book: Workbook, name: str, headings: Sequence[Heading], titles: Sequence[str]) -> None:
        self._sheet = book.add_worksheet(name)
        self._day = book.add_format({"num_format": "dd-mm-yyyy"})
        # Text, so that a NIK typed over a wrong one stays as typed.
        self._text = text = book.add_format({"num_format": "@"})
        for place, heading in enumerate(headings):
            self._sheet.set_column(place, place, heading.width, text)
        title, head = (
            book.add_format({"bold": True, "font_size": 13}),
            book.add_format({"bold": True, "bg_color": "#F1E4E4", "border": 1, "text_wrap": True, "valign": "vcenter"}),
        )
        for line, words in enumerate(titles):
            if words:
                self._sheet.write_string(line, 0, words, title)
        self._next = len(titles)
        for place, heading in enumerate(headings):
            self._sheet.write_string(self._next, place, heading.text, head)
        self._next += 1
        self._sheet.freeze_panes(self._next, 0)

    def fill(self, rows: Iterable[Sequence[Cell]]) -> None:
        write_string, text = self._sheet.write_string, self._text
        for line, row in enumerate(rows, self._next):
            for place, cell in enumerate(row):
                if cell.__class__ is str:
                    if cell:
                        write_string(line, place, cell, text)
                elif cell is not None:
                    self._write(line, place, cell)

    def _write(self, line: int, place: int, cell: Cell) -> None:
        """A number stays one: a NIK that Excel damaged must not come back looking sound."""
        if isinstance(cell, (date, datetime)):
            self._sheet.write_datetime(line, place, cell, self._day)
        elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
            self._sheet.write_number(line, place, cell)
        else:
            self._sheet.write_string(line, place, text_of(cell), self._text)
