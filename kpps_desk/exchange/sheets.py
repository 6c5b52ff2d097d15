"""Write tables for people: XLSX with text cells (no Excel damages a NIK in them), or CSV with a byte order mark.

What a newcomer gets wrong: writing under the final name. Every file is written beside it as .part, synced and renamed,
so a full disk or a cancel leaves the old file, or none.
"""

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from kpps_desk.exchange.columns import text_of
from kpps_desk.exchange.tables import Cell
from kpps_desk.problems import Refused, Unavailable
from kpps_desk.progress import Progress, silent

_STEP = 1_000  # rows between two reports
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a CSV cell that starts so is run by Excel


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's header and width in characters."""

    text: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class Extra:
    """A further sheet of an XLSX; left out of a CSV."""

    name: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Cell]]


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Write to the given .part; it gets the final name once it is safely on the disk, and is removed on any trouble."""
    part = path.with_name(path.name + ".part")
    try:
        part.touch()  # a folder that can't be written is told here, before the writer opens files of its own
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except (OSError, XlsxWriterException) as error:
        reason = getattr(error, "strerror", None) or "folder tidak dapat ditulisi"
        raise Unavailable(
            f"Berkas {path.name} tidak dapat ditulis: {reason}.",
            "Periksa folder, ruang disk, dan apakah berkas sedang dibuka.",
        ) from error
    finally:
        part.unlink(missing_ok=True)


def write(
    path: Path,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Cell]],
    *,
    titles: Sequence[str] = (),
    name: str = "Data",
    extra: Sequence[Extra] = (),
    expected: int = 0,
    progress: Progress = silent,
) -> int:
    """Write the rows under their headings, titles above; .xlsx or .csv by the path's ending. How many rows it wrote."""
    if not path.parent.is_dir():
        raise Refused(f"Folder {path.parent} tidak ditemukan.")
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise Refused(f"Jenis berkas {path.name} tidak dikenal.", "Gunakan akhiran .xlsx atau .csv.")
    counted = _Counted(rows, expected, progress)
    with whole_file(path) as part:
        if kind == ".csv":
            _write_csv(part, headings, counted, titles)
        else:
            _write_xlsx(part, headings, counted, titles, name, extra)
    return counted.count


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
        self._progress(self.count, self._expected or self.count, "Menulis berkas")


def _write_csv(part: Path, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]], titles: Sequence[str]) -> None:
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([title] for title in titles)
        writer.writerow(heading.text for heading in headings)
        for row in rows:
            writer.writerow(_harmless(text_of(cell)) for cell in row)


def _harmless(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) else text


def _write_xlsx(
    part: Path,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Cell]],
    titles: Sequence[str],
    name: str,
    extra: Sequence[Extra],
) -> None:
    # constant_memory: a row is on the disk once the next begins, so the province needs no more than a page.
    with Workbook(str(part), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        _Page(book, name, headings, titles).fill(rows)
        for further in extra:
            _Page(book, further.name, further.headings, ()).fill(further.rows)


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
