"""What a preflight found, as a list of any length: by kind of finding and by a typed name.

What a newcomer gets wrong: a line a finding made at once. A province may have a hundred thousand; the lines in sight
are made when they are painted, as in every other list.
"""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain.preflight import Code, Finding, Weight
from kpps_desk.domain.values import name_key
from kpps_desk.operations.preflight import Preflight
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.list_model import Column, Mark, Source

_MARKS = {
    Weight.BAR: Mark("state-no", "bad"),
    Weight.WARNING: Mark("state-open", "warn"),
    Weight.INFORMATION: Mark("state-none", "muted"),
}


class Sought(NamedTuple):
    """`code` None: all; `run` tells one preflight from the next."""

    run: int
    code: Code | None
    text: str


class Findings:
    """Those of the newest run; its questions are asked on readers' threads."""

    def __init__(self) -> None:
        self.run = 0
        self._found: Sequence[Finding] = ()
        self.source: Source[Sought, Finding] = Source(self._first, self._count, self._ids, self._page)

    def put(self, found: Preflight | None) -> None:
        self.run += 1
        self._found = () if found is None else found.findings

    def at(self, id_: int) -> Finding | None:
        return self._found[id_] if 0 <= id_ < len(self._found) else None

    def _ids(self, _: Snapshot, wanted: Sought) -> "array[int]":
        text = name_key(wanted.text)
        return array(
            "q",
            (
                at
                for at, one in enumerate(self._found)
                if (wanted.code is None or one.code is wanted.code) and (not text or text in name_key(one.name))
            ),
        )

    def _first(self, db: Snapshot, wanted: Sought) -> "array[int]":
        return self._ids(db, wanted)[:100]

    def _count(self, db: Snapshot, wanted: Sought) -> int:
        return len(self._ids(db, wanted))

    def _page(self, _: Snapshot, ids: Sequence[int]) -> dict[int, Finding]:
        return {id_: one for id_ in ids if (one := self.at(id_)) is not None}


class CodeRow(NamedTuple):
    """One kind of finding; code None: all of them."""

    code: Code | None
    weight: Weight
    many: int


def code_rows(found: Preflight) -> dict[int, CodeRow]:
    """All, then each kind, the gravest first."""
    weights = {finding.code: finding.weight for finding in found.findings}
    kinds = [CodeRow(code, weights[code], count) for code, count in found.counts.items()]
    kinds.sort(key=lambda row: (-row.weight, -row.many))
    gravest = max((row.weight for row in kinds), default=Weight.INFORMATION)
    return dict(enumerate([CodeRow(None, gravest, len(found.findings)), *kinds])) if kinds else {}


CODE_COLUMNS: tuple[Column[CodeRow], ...] = (
    Column(
        "what",
        "Yang ditemukan",
        lambda row: "Semua temuan" if row.code is None else words.preflight_code(row.code),
        180,
        stretch=True,
        mark=lambda row: _MARKS[row.weight],
    ),
    Column("count", "Jumlah", lambda row: words.number(row.many), 76, right=True),
)
FINDING_COLUMNS: tuple[Column[Finding], ...] = (
    Column("name", "Nama", lambda row: row.name or "Kantor", 190, mark=lambda row: _MARKS[row.weight]),
    Column("sentence", "Temuan", lambda row: row.sentence, 200, stretch=True),
    Column("mend", "Perbaiki", lambda row: words.mend(row.mend), 170),
)
