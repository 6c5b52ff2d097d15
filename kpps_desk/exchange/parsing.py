"""Parse a sheet's cells a column at a time: a value that repeats is parsed once, a clean column costs one glance.

What a newcomer gets wrong: losing what can't be read. The text of an unreadable optional field is a warning and goes to
the person's note; only what a person can't do without rejects the row.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import repeat
from typing import Any, TypeGuard

from kpps_desk.domain import values
from kpps_desk.domain.findings import Code, Finding, Severity
from kpps_desk.exchange.cells import text_of
from kpps_desk.exchange.columns import BY_NAME, Column
from kpps_desk.exchange.tables import Cell

_FATAL = frozenset({"name", "tps"})


class Batch:
    """Some thousands of rows, turned into columns; collects the findings and left-over texts of each row."""

    def __init__(self, places: dict[str, int], rows: Sequence[Sequence[Cell]]) -> None:
        self.size = len(rows)
        self.findings: dict[int, list[Finding]] = defaultdict(list)
        self.left_over: dict[int, list[str]] = defaultdict(list)
        self._places = places
        width = max(places.values(), default=-1) + 1
        if rows and min(map(len, rows)) < width:  # a CSV leaves out empty cells at the end
            rows = [[*row, *repeat("", width - len(row))] for row in rows]
        self._columns = list(zip(*rows, strict=False))  # as many as every row has

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def cells(self, name: str, default: str = "") -> Sequence[Cell]:
        """The raw cells of a column; `default` where the sheet has no such column."""
        place = self._places.get(name)
        if place is None:
            return [default] * self.size
        return self._columns[place] if self.size else []

    def texts(self, name: str, default: str = "") -> list[str]:
        """The column as clean text; `default` where the sheet has no such column."""
        if name not in self._places:
            return [default] * self.size
        cells = self.cells(name)
        texts: list[str] = cells if set(map(type, cells)) <= {str} else list(map(text_of, cells))  # type: ignore[assignment]
        if not _is_clean(texts):
            texts = self._cleaned(name, texts)
        column = BY_NAME[name]
        if max(map(len, texts), default=0) > column.longest:
            texts = self._shortened(column, texts)
        return list(texts)

    def reject(self, at: int, code: Code, name: str, detail: str = "") -> None:
        self.findings[at].append(Finding(code, Severity.REJECT, name, detail))

    def warn(self, at: int, code: Code, name: str, detail: str = "") -> None:
        self.findings[at].append(Finding(code, Severity.WARNING, name, detail))

    def note(self, at: int, code: Code, name: str) -> None:
        self.findings[at].append(Finding(code, Severity.INFO, name))

    def keep_in_note(self, at: int, column: Column, text: str) -> None:
        self.left_over[at].append(f"{column.header}: {text}")

    def _cleaned(self, name: str, texts: Sequence[str]) -> list[str]:
        cleaned = []
        for at, (text, hidden) in enumerate(map(values.clean, texts)):
            if hidden:
                self.note(at, Code.TEXT_CLEANED, name)
            cleaned.append(text)
        return cleaned

    def _shortened(self, column: Column, texts: Sequence[str]) -> list[str]:
        kept = list(texts)
        for at, text in enumerate(texts):
            if len(text) > column.longest:
                self.reject(at, Code.TEXT_TOO_LONG, column.name)
                kept[at] = ""
        return kept


def is_sound(cell: Cell, column: Column) -> TypeGuard[str]:
    """Whether the cell is a text that is read as it stands: nothing to clean, nothing to tell of it."""
    return type(cell) is str and len(cell) <= column.longest and values.clean(cell) == (cell, False)


class Parser:
    """Parses one column batch after batch and remembers what it has parsed."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._known: dict[str, Any] = {"": column.blank}
        self._bad: set[str] = set()
        self._sound: dict[Cell, Any] = {}  # by cells of which there is nothing to tell

    def parse(self, batch: Batch) -> list[Any]:
        """The values of the column; `blank` where a text can't be read, with a finding on its row."""
        column = self._column
        if column.name not in batch:
            return [column.blank] * batch.size
        if column.repeats:
            cells = batch.cells(column.name)
            if all(map(self._learn, set(cells).difference(self._sound))):
                return list(map(self._sound.__getitem__, cells))
        return self.parse_texts(batch, batch.texts(column.name))

    def sound(self, cell: Cell) -> Any:
        """The value of one cell; the column's `blank` where a closer look is due."""
        return self._sound[cell] if cell in self._sound or self._learn(cell) else self._column.blank

    def _learn(self, cell: Cell) -> bool:
        """Take up the value of a cell that repeats; False where a closer look is due.

        Only texts: 1, 1.0 and True are one key, and three values.
        """
        column = self._column
        if not is_sound(cell, column):
            return False
        try:
            self._sound[cell] = column.parse(cell) if cell else column.blank
        except ValueError:
            return False
        return True

    def parse_texts(self, batch: Batch, texts: Sequence[str]) -> list[Any]:
        """As parse(), of texts that were put together from more than one column."""
        column = self._column
        if column.parse is str:
            return list(texts)
        if not column.repeats:
            try:
                return list(map(column.parse, texts))
            except ValueError:
                self._known = {"": column.blank}
        known = self._known
        different = set(texts)
        for text in different.difference(known):
            try:
                known[text] = column.parse(text)
            except ValueError:
                known[text] = column.blank
                self._bad.add(text)
        if bad := self._bad & different:
            self._tell(batch, texts, bad)
        return [known[text] for text in texts]

    def _tell(self, batch: Batch, texts: Sequence[str], bad: set[str]) -> None:
        column = self._column
        for at, text in enumerate(texts):
            if text in bad:
                if column.name in _FATAL:
                    batch.reject(at, column.trouble, column.name, text)
                else:
                    batch.warn(at, column.trouble, column.name, text)
                    batch.keep_in_note(at, column, text)


def _is_clean(texts: Sequence[str]) -> bool:
    """Plain ASCII with single blanks between words and none around; the marks show where a cell begins and ends."""
    joined = "|".join(texts)
    if not (joined.isascii() and joined.isprintable()) or "  " in joined:
        return False
    return "| " not in joined and " |" not in joined and not joined.startswith(" ") and not joined.endswith(" ")
