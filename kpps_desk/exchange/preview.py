"""Find the header of a sheet and which column is which, and show the first rows before anything is imported.

What a newcomer gets wrong: expecting the header on row 1. Offices write titles above it, merge cells over two header
rows, and number the columns below; `KELURAHAN : GAMBIR` in a title stands for a column that isn't there.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kpps_desk.exchange import columns
from kpps_desk.exchange.cells import header_key, text_of
from kpps_desk.exchange.columns import Column
from kpps_desk.exchange.tables import Row, Sheet, open_table
from kpps_desk.problems import Refused

_SEARCHED = 20  # rows that may stand above the data
_SHOWN = 20
_NEEDED = ("name",)  # besides a kelurahan, by column or title
_LABEL = re.compile(r"\b(kelurahan|kecamatan|kabupaten/kota|kota|kel|kec)\b\s*\.?\s*[:=]", re.IGNORECASE)
_TITLE_NAMES = {"kel": "kelurahan", "kec": "kecamatan", "kota": "kabkota", "kabupaten/kota": "kabkota"}
_HINT = "Contoh susunan kolom: perintah kpps-desk sample, atau tombol Buat contoh."


@dataclass(frozen=True, slots=True)
class Match:
    """`column` is read from position `place`; `confidence` is 1.0 for a known header, less for a resembling one."""

    column: Column
    place: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Layout:
    """What the import needs to know of a sheet: where its data begin and which column is which."""

    headers: tuple[str, ...]
    first_row: int  # of the data, counted from 0
    matches: tuple[Match, ...]
    defaults: Mapping[str, str] = field(default_factory=dict)  # from the titles: kelurahan, kecamatan, kabkota

    @property
    def places(self) -> dict[str, int]:
        """Column's name -> position."""
        return {match.column.name: match.place for match in self.matches}

    @property
    def unused(self) -> tuple[str, ...]:
        """Headers of columns that are not read."""
        read = {match.place for match in self.matches}
        return tuple(header for place, header in enumerate(self.headers) if header and place not in read)

    @property
    def fingerprint(self) -> str:
        """The same for every file with these headers: what a remembered mapping is filed under."""
        return hashlib.sha256("\n".join(map(header_key, self.headers)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Preview:
    """What the person sees before an import: the layout, and the first rows as text under their headers."""

    path: Path
    sheet: str
    other_sheets: tuple[str, ...]
    layout: Layout
    rows: tuple[tuple[str, ...], ...]


def preview(path: Path, sheet: str = "") -> Preview:
    """Look at a file; Refused with a sentence if no roster can be seen in it."""
    table = open_table(path, sheet)
    layout = find_layout(table)
    width = len(layout.headers)
    shown = (row for _, row in islice(data_rows(table, layout), _SHOWN))
    rows = tuple(tuple(text_of(cell) for cell in (*row, *[""] * (width - len(row)))) for row in shown)
    return Preview(path, table.name, table.others, layout, rows)


def find_layout(table: Sheet) -> Layout:
    """The row that names the most columns within the first twenty is the header."""
    top = [[text_of(cell).strip() for cell in row] for row in islice(table.rows(), _SEARCHED + 1)]
    best: tuple[int, int, list[str], list[Match]] | None = None
    for number in range(min(len(top), _SEARCHED)):
        for height in (1, 2):
            headers = _joined(top[number : number + height])
            matches = match_headers(headers)
            if best is None or len(matches) > len(best[3]):
                best = (number, height, headers, matches)
    found = {match.column.name for match in best[3]} if best else set()
    if best is None or len(found - columns.IGNORED) < 2 or not found.issuperset(_NEEDED):
        raise Refused(f"Baris judul kolom tidak ditemukan di 20 baris pertama {table.path.name}.", _HINT)
    number, height, headers, matches = best
    defaults = _from_titles(top[:number])
    if "kelurahan" not in found and "kelurahan" not in defaults:
        raise Refused(f"Kolom Kelurahan tidak ditemukan di {table.path.name}.", _HINT)
    first = number + height
    if first < len(top) and _numbers_columns(top[first]):
        first += 1
    return Layout(tuple(headers), first, tuple(matches), defaults)


def match_headers(headers: Sequence[str]) -> list[Match]:
    """Which columns these headers name; exact names first, then what resembles one; none twice."""
    found: dict[str, Match] = {}
    keys = [header_key(header) for header in headers]
    for place, key in enumerate(keys):
        column = columns.BY_ALIAS.get(key)
        if column and column.name not in found:
            found[column.name] = Match(column, place, 1.0)
    taken = {match.place for match in found.values()}
    for place, key in enumerate(keys):
        column = None if place in taken else _resembling(key)
        if column and column.name not in found:
            found[column.name] = Match(column, place, 0.7)
    return sorted(found.values(), key=lambda match: match.place)


def _resembling(key: str) -> Column | None:
    """The longest alias of two words or more, or a telling single word, that the header begins with."""
    words = key.split()
    for length in range(min(len(words) - 1, 4), 0, -1):
        column = columns.BY_ALIAS.get(" ".join(words[:length]))
        if (
            column
            and column.name not in columns.IGNORED
            and (length > 1 or len(words[0]) > 3 or words[0] in ("nik", "tps"))
        ):
            return column
    return None


def _joined(rows: list[list[str]]) -> list[str]:
    """Two header rows as one: the lower cell counts where it names something itself, as RT and RW below Alamat."""
    upper = list(rows[0])
    if len(rows) == 1:
        return upper
    lower = rows[1] + [""] * (len(upper) - len(rows[1]))
    upper += [""] * (len(lower) - len(upper))
    return [
        below if header_key(below) in columns.BY_ALIAS else above for above, below in zip(upper, lower, strict=True)
    ]


def _numbers_columns(row: Sequence[str]) -> bool:
    """Whether this is the row `1 2 3 4 ...` (or `(1) (2)`) below a header."""
    numbers = [cell.strip("() ") for cell in row if cell]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _from_titles(rows: list[list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        line = " ".join(cell for cell in row if cell)
        _, *labelled = _LABEL.split(line)  # label, text, label, text, ...
        for label, value in zip(labelled[::2], labelled[1::2], strict=True):
            if text := value.strip(" .,;-"):
                found.setdefault(_TITLE_NAMES.get(label.lower(), label.lower()), text)
    return found


def data_rows(table: Sheet, layout: Layout) -> Iterator[tuple[int, Row]]:
    """(row number as Excel shows it, cells) of every row that holds more than its running number."""
    number_at, name_at = layout.places.get("no", -1), layout.places["name"]
    for number, row in enumerate(islice(table.rows(), layout.first_row, None), layout.first_row + 1):
        if (len(row) > name_at and row[name_at]) or not _is_blank(row, number_at):
            yield number, row


def _is_blank(row: Row, number_at: int) -> bool:
    return not any(text_of(cell).strip() for place, cell in enumerate(row) if place != number_at)
