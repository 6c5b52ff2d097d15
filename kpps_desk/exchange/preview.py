"""Find the header of a sheet and which column is which, and show the first rows before anything is imported.

What a newcomer gets wrong: expecting the header on row 1. Offices write titles above it, merge cells over two header
rows, and number the columns below; `KELURAHAN : GAMBIR` in a title stands for a column that isn't there. What rows mean
needs a workspace (areas, stations, roles): operations.import_preview.look gives a Preview with its lines.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kpps_desk.exchange import columns
from kpps_desk.exchange.blocks import Blocks, filled_rows, find_blocks
from kpps_desk.exchange.cells import header_key, text_of
from kpps_desk.exchange.columns import Column
from kpps_desk.exchange.tables import Looked, Row, Sheet, SheetInfo, open_table
from kpps_desk.problems import Invalid, Refused

_SEARCHED = 20  # rows that may stand above the data
SHOWN = 20
_KEPT = 500  # rows of the sheet's top, by which blocks are found and a corrected mapping is shown anew
_LABEL = re.compile(r"\b(kelurahan|kecamatan|kabupaten/kota|kota|kel|kec)\b\s*\.?\s*[:=]", re.IGNORECASE)
_TITLE_NAMES = {"kel": "kelurahan", "kec": "kecamatan", "kota": "kabkota", "kabupaten/kota": "kabkota"}
_HINT = "Contoh susunan kolom: perintah kpps-desk sample, atau tombol Buat contoh."


@dataclass(frozen=True, slots=True)
class Match:
    """`column` is read from position `place`.

    `confidence` is 1.0 for a known header, less for a resembling one; 1.0 too where a person said so.
    """

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
    blocks: Blocks = field(default_factory=Blocks)

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
    def filled(self) -> tuple[str, ...]:
        """Names of the area columns whose blanks take the value above them; none in a sheet of rejects."""
        if "origin" in self.places:
            return ()
        return tuple(name for name, place in self.places.items() if self.blocks.fill(name, place))

    @property
    def fingerprint(self) -> str:
        """The same for every file with these headers: what a remembered mapping is filed under."""
        return hashlib.sha256("\n".join(map(header_key, self.headers)).encode()).hexdigest()[:16]

    @property
    def trouble(self) -> str:
        """Why nothing can be imported by it, in one sentence; '' if it can."""
        places = self.places
        if "name" not in places:
            return "Kolom Nama belum ditentukan."
        if "kelurahan" not in places and "kelurahan" not in self.defaults:
            return "Kolom Kelurahan belum ditentukan, dan judul di atas tabel tidak menyebutnya."
        if not (places.keys() - columns.IGNORED - {"name"}):
            return "Selain Nama, belum ada kolom yang dikenali."
        return ""


class Line(NamedTuple):
    """One row as it will be read: `read` is [(column's name, value in words)], `problems` are sentences."""

    row: int  # as Excel numbers it
    cells: tuple[str, ...]  # as they came, under the file's headers; NIKs masked
    filled: frozenset[int]  # positions of the cells whose value stands in a row above
    read: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    rejected: bool
    faults: tuple[tuple[str, str], ...] = ()  # (the field that a problem is about, its sentence), without mere notes


@dataclass(frozen=True, slots=True)
class Preview:
    """What the person sees before an import: sheets, the layout, the first rows as text under their headers.

    `lines` are the same rows as they will be read; `remembered` and `trouble` are sentences, '' where there is nothing
    to say; `top` is the sheet's beginning as it came, for with_layout().
    """

    path: Path
    sheet: str
    sheets: tuple[SheetInfo, ...]
    layout: Layout
    rows: tuple[tuple[str, ...], ...]
    top: tuple[Row, ...] = field(repr=False)
    lines: tuple[Line, ...] = ()
    remembered: str = ""

    @property
    def other_sheets(self) -> tuple[str, ...]:
        """Sheets in sight that are not read."""
        return tuple(one.name for one in self.sheets if one.name != self.sheet and not one.hidden)

    @property
    def trouble(self) -> str:
        """Why it can't be imported as it is."""
        return self.layout.trouble

    def with_layout(self, layout: Layout) -> "Preview":
        """The same file under a corrected layout."""
        return replace(self, layout=layout, rows=_texts(self.top, layout), lines=(), remembered="")


def preview_of(table: Sheet) -> Preview:
    """The beginning of a sheet under the layout that is guessed; Refused if no header can be seen in it."""
    layout = guess_layout(table)
    top = tuple(islice(table.rows(), _KEPT))
    return Preview(table.path, table.name, table.sheets, layout, _texts(top, layout), top)


def _texts(top: Sequence[Row], layout: Layout) -> tuple[tuple[str, ...], ...]:
    width = len(layout.headers)
    shown = (row for _, row in islice(rows_of(iter(top), layout), SHOWN))
    return tuple(tuple(text_of(cell) for cell in (*row, *[""] * (width - len(row)))) for row in shown)


def open_roster(path: Path, sheet: str = "", looked: Looked | None = None) -> Sheet:
    """The named sheet of a file, else the first one with a roster's header."""
    return open_table(path, sheet, is_right=_is_roster, looked=looked)


def _is_roster(table: Sheet) -> bool:
    try:
        return not guess_layout(table).trouble
    except Refused:
        return False


def find_layout(table: Sheet) -> Layout:
    """The layout by which the sheet can be imported; Refused with a sentence if there is none."""
    return usable(guess_layout(table), table.path)


def usable(layout: Layout, path: Path) -> Layout:
    """The layout, if a list can be imported by it."""
    if layout.trouble:
        raise Refused(f"{path.name} belum dapat diimpor. {layout.trouble}", _HINT)
    return layout


def guess_layout(table: Sheet) -> Layout:
    """The row that names the most columns within the first twenty is the header, else the first with three texts."""
    head = list(islice(table.rows(), _KEPT))
    top = [[text_of(cell).strip() for cell in row] for row in head[: _SEARCHED + 1]]
    best: tuple[int, int, list[str], list[Match]] | None = None
    for number in range(min(len(top), _SEARCHED)):
        for height in (1, 2):
            headers = _joined(top[number : number + height])
            matches = match_headers(headers)
            if best is None or len(matches) > len(best[3]):
                best = (number, height, headers, matches)
    if best is None or not best[3]:
        best = _unknown_header(top)
    if best is None:
        raise Refused(f"Baris judul kolom tidak ditemukan di 20 baris pertama {table.path.name}.", _HINT)
    number, height, headers, matches = best
    first = number + height
    if first < len(top) and _numbers_columns(top[first]):
        first += 1
    blocks = find_blocks(head, table.merged, first)
    return Layout(tuple(headers), first, tuple(matches), _from_titles(top[:number]), blocks)


def _unknown_header(top: Sequence[list[str]]) -> tuple[int, int, list[str], list[Match]] | None:
    """A person may still say what its columns mean."""
    for number, row in enumerate(top[:-1]):
        if sum(map(bool, row)) > 2:
            return number, 1, list(row), []
    return None


def layout_with(layout: Layout, changes: Mapping[str, int | None]) -> Layout:
    """The layout with some columns (by name) read from other positions, or not at all (None).

    Invalid names the column that can't be read so. Whether it is enough for an import is `trouble`.
    """
    return layout_at(layout, {name: place for name, place in {**layout.places, **changes}.items() if place is not None})


def layout_at(layout: Layout, places: Mapping[str, int]) -> Layout:
    """The layout with exactly these columns (name -> position)."""
    guessed = {(match.column.name, match.place): match for match in layout.matches}
    taken: dict[int, Column] = {}
    for name, place in places.items():
        column = columns.BY_NAME.get(name)
        if column is None:
            raise Invalid(name, f"Kolom {name} tidak dikenal.")
        if not 0 <= place < len(layout.headers):
            raise Invalid(name, f"Kolom ke-{place + 1} untuk {column.header} tidak ada di berkas ini.")
        if place in taken:
            raise Invalid(
                name,
                f"Kolom {layout.headers[place] or place + 1} tidak dapat dibaca sebagai {taken[place].header} "
                f"dan {column.header} sekaligus.",
                "Pilih satu saja.",
            )
        taken[place] = column
    matches = (guessed.get((taken[place].name, place)) or Match(taken[place], place, 1.0) for place in sorted(taken))
    return replace(layout, matches=tuple(matches))


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
    """(row number as Excel shows it, cells) of every row that holds more than its running number; blocks filled."""
    return rows_of(table.rows(), layout)


def rows_of(rows: Iterator[Row], layout: Layout) -> Iterator[tuple[int, Row]]:
    """The same of rows that begin at the sheet's top."""
    filled = _filled(rows, layout)
    return filled_rows(filled, layout.places, layout.blocks) if layout.filled and "name" in layout.places else filled


def _filled(rows: Iterator[Row], layout: Layout) -> Iterator[tuple[int, Row]]:
    number_at, name_at = layout.places.get("no", -1), layout.places.get("name", len(layout.headers))
    for number, row in enumerate(islice(rows, layout.first_row, None), layout.first_row + 1):
        if (len(row) > name_at and row[name_at]) or not _is_blank(row, number_at):
            yield number, row


def _is_blank(row: Row, number_at: int) -> bool:
    return not any(text_of(cell).strip() for place, cell in enumerate(row) if place != number_at)
