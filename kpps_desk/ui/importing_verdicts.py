"""What became of a list's rows, as a list of any length: kinds of problems, and the rows behind each.

What a newcomer gets wrong: putting 20,000 rows into a ShortModel, which words every cell on the window's thread. Here
the rows lie in memory as the import left them; the same ListModel asks for a page of them off the window's thread.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain.findings import Code, Severity
from kpps_desk.operations.import_verdicts import CREATED, REJECTED, UNCHANGED, UPDATED, RowVerdict
from kpps_desk.ui.list_model import Column, Mark

_APART = 1_000_000  # more than a file has rows
_outcomes = count(1)
FATES = (REJECTED, CREATED, UPDATED, UNCHANGED)
_FATE_MARKS = {
    REJECTED: Mark("cross", "bad"),
    CREATED: Mark("plus", "good"),
    UPDATED: Mark("refresh", "accent"),
    UNCHANGED: Mark("minus", "muted"),
}
_SEVERITY_MARKS = {
    Severity.REJECT: Mark("cross", "bad"),
    Severity.UNFIT: Mark("warning", "bad"),
    Severity.WARNING: Mark("warning", "warn"),
    Severity.INFO: Mark("info", "muted"),
}


class Kind(NamedTuple):
    """One kind of problem: how many rows have it, and how grave it is at its worst."""

    code: str
    rows: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class VerdictFilter:
    """What the list shows: '' means all. `text` is the beginning of a row's number, or parts of a name."""

    fate: str = ""
    code: str = ""
    text: str = ""


class Verdicts:
    """The rows that have something to say. An id is a position plus `first`: no two outcomes share one."""

    def __init__(self, rows: Sequence[RowVerdict] = ()) -> None:
        self.rows = rows
        self.kinds = _kinds(rows)
        self.first = next(_outcomes) * _APART
        self._found = lru_cache(maxsize=4)(self._find)

    def find(self, wanted: VerdictFilter) -> "array[int]":
        """Ids of the rows that fit, in the file's order."""
        return self._found(wanted)

    def page(self, ids: Iterable[int]) -> dict[int, RowVerdict]:
        """The rows of these ids; those of another outcome aren't here."""
        own = ((id_, id_ - self.first) for id_ in ids)
        return {id_: self.rows[at] for id_, at in own if 0 <= at < len(self.rows)}

    def _find(self, wanted: VerdictFilter) -> "array[int]":
        rows: Iterable[tuple[int, RowVerdict]] = enumerate(self.rows, self.first)
        if wanted.fate:
            rows = (one for one in rows if one[1].fate == wanted.fate)
        if wanted.code:
            rows = (one for one in rows if any(found.code == wanted.code for found in one[1].findings))
        text = wanted.text.strip().casefold()
        if text.isdecimal():
            rows = (one for one in rows if str(one[1].row).startswith(text))
        elif text:
            parts = text.split()
            rows = (one for one in rows if all(part in one[1].name.casefold() for part in parts))
        return array("q", (id_ for id_, _ in rows))


def _kinds(rows: Iterable[RowVerdict]) -> tuple[Kind, ...]:
    counts: Counter[Code] = Counter()
    worst: dict[Code, Severity] = {}
    for row in rows:
        counts.update({finding.code for finding in row.findings})
        for finding in row.findings:
            worst[finding.code] = max(worst.get(finding.code, Severity.INFO), finding.severity)
    found = [Kind(code.value, number, worst[code]) for code, number in counts.items()]
    return tuple(sorted(found, key=lambda kind: (-kind.severity, -kind.rows, kind.code)))


def problem_of(row: RowVerdict) -> str:
    """All that is wrong with a row, the worst first, as sentences."""
    worst_first = sorted(row.findings, key=lambda finding: -finding.severity)
    return ". ".join(dict.fromkeys(words.without_niks(words.finding_alone(finding)) for finding in worst_first))


def advice_of(row: RowVerdict) -> str:
    """What to do about it, as far as something has to be done."""
    worst_first = sorted(row.findings, key=lambda finding: -finding.severity)
    told = dict.fromkeys(words.advice(finding.code) for finding in worst_first if finding.severity > Severity.INFO)
    return ". ".join(filter(None, told))


ROWS: tuple[Column[RowVerdict], ...] = (
    Column("row", "Baris", lambda row: words.number(row.row), 76, right=True),
    Column("name", "Nama", lambda row: words.without_niks(row.name) or "(tanpa nama)", 160),
    Column("fate", "Menjadi", lambda row: row.fate, 108, mark=lambda row: _FATE_MARKS[row.fate]),
    Column("problem", "Masalah", problem_of, 320, stretch=True),
    Column("advice", "Yang perlu dilakukan", advice_of, 200),
)
KINDS: tuple[Column[Kind], ...] = (
    Column("rows", "Baris", lambda kind: words.number(kind.rows), 72, right=True),
    Column(
        "text", "Jenis masalah", lambda kind: words.problem(kind.code), 240, stretch=True,
        mark=lambda kind: _SEVERITY_MARKS[kind.severity],
    ),
)  # fmt: skip
