"""Read a CSV or TSV whatever wrote it: its encoding and its delimiter are found out, never asked.

What a newcomer gets wrong: decoding all of it at once. The file is streamed, at each question anew; and an apostrophe
that sheets.write put before `=` or `+` (so that Excel runs nothing) is taken off again.
"""

import codecs
import csv
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from kpps_desk.exchange.limits import MAX_COLUMNS, MAX_ROWS, no_table, too_long, too_wide
from kpps_desk.problems import Refused

_BLOCK = 1 << 20
_DELIMITERS = ",;\t|"
_TOLD = re.compile(r"sep=([,;\t|])\s*", re.IGNORECASE)  # Excel's own first line
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


class Csv:
    """A CSV file with its dialect."""

    def __init__(self, path: Path, encoding: str, delimiter: str) -> None:
        self.path = path
        self.encoding = encoding
        self.delimiter = delimiter

    def iter_rows(self) -> Iterator[list[str]]:
        """Refused with the line where a quote never ends, and where the table is too long or too wide."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter)
            try:
                for number, row in enumerate(reader, 1):
                    if number > MAX_ROWS:
                        raise too_long(self.path)
                    if len(row) > MAX_COLUMNS:
                        if any(row[MAX_COLUMNS:]):
                            raise too_wide(self.path)
                        row = row[:MAX_COLUMNS]  # a spreadsheet's empty columns, up to a million delimiters a line
                    if any(cell[:1] == "'" for cell in row):
                        row = [cell[1:] if _GUARDED.match(cell) else cell for cell in row]
                    yield row
            except csv.Error as error:
                raise Refused(
                    f"Berkas {self.path.name} tidak dapat dibaca pada baris {reader.line_num}.",
                    "Periksa tanda kutip pada baris itu.",
                ) from error


def sniff(path: Path) -> Csv:
    """The file with the encoding that reads all of it and the delimiter that most of its first lines agree on."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        lines = [line for line in itertools.islice(file, 40) if line.strip()]
    if not lines:
        raise Refused(f"Berkas {path.name} kosong.")
    if told := _TOLD.fullmatch(lines[0]):
        return Csv(path, encoding, told[1])
    return Csv(path, encoding, max(_DELIMITERS, key=lambda mark: _evidence(lines, mark)))


def _evidence(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines agree on a number of columns above one, weighed by that number."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:  # a cell without an end; iter_rows() says so
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
                raise no_table(path)
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
                        raise no_table(path)
        except UnicodeError:
            continue
        return encoding
    raise no_table(path)
