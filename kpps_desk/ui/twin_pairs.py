"""What the page of suspects knows: the pairs of the last search, by kind, and what was decided about them since.

What a newcomer gets wrong: keeping a pair of whom one was merged. Every pair that names the record goes with it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker

from kpps_desk import words
from kpps_desk.domain.twins import Kind
from kpps_desk.operations.twins import Found
from kpps_desk.queries.twin_records import Record
from kpps_desk.ui.list_screen import Choice
from kpps_desk.ui.twin_rows import PairRow

EVERY, ALIKE, APART = "", "alike", "apart"  # beside the kinds


class Pairs:
    """Lines by number; a number stays with its pair until the next search."""

    def __init__(self) -> None:
        self.searched = False
        self.aged = False  # somebody changed something since
        self.at = 0
        self._rows: dict[int, PairRow] = {}
        self._alike: dict[int, tuple[int, int]] = {}  # line -> (keep, leave)

    @property
    def waiting(self) -> int:
        """Pairs that nobody has decided about."""
        return sum(row.kind is not None for row in self._rows.values())

    def put(self, found: Found, apart: Sequence[tuple[Record, Record]]) -> None:
        """What a search found, and whom somebody declared to be two."""
        self.searched, self.aged, self.at = True, False, found.at
        rows = [
            _row(found.records[one.first], found.records[one.second], one.kind, one.score)
            for one in found.suspects
            if one.first in found.records and one.second in found.records
        ]
        self._rows = dict(enumerate([*rows, *(_row(first, second, None, 0) for first, second in apart)]))
        alike = {frozenset(pair): pair for pair in found.alike()}
        self._alike = {
            at: alike[both]
            for at, row in self._rows.items()
            if row.kind and (both := frozenset((row.first, row.second))) in alike
        }

    def row(self, line: int) -> PairRow | None:
        return self._rows.get(line)

    def rows(self, kind: str) -> dict[int, PairRow]:
        """The lines of a kind, of ALIKE or APART; EVERY: all that wait."""
        if kind == ALIKE:
            return {at: self._rows[at] for at in self._alike}
        if kind == APART:
            return {at: row for at, row in self._rows.items() if row.kind is None}
        return {at: row for at, row in self._rows.items() if row.kind is not None and kind in (EVERY, row.kind.value)}

    def alike(self) -> list[tuple[int, int]]:
        """(keep, leave) of the pairs that nothing tells apart."""
        return list(self._alike.values())

    def drop(self, members: Iterable[int]) -> None:
        """These records were merged into others."""
        gone = set(members)
        self._rows = {at: row for at, row in self._rows.items() if gone.isdisjoint((row.first, row.second))}
        self._alike = {at: pair for at, pair in self._alike.items() if at in self._rows}

    def declare(self, row: PairRow, *, two: bool) -> None:
        """Somebody said that these are two people, or took it back: then the next search shows them again."""
        line = next((at for at, one in self._rows.items() if one == row), None)
        if line is not None:
            self._alike.pop(line, None)
            if two:
                self._rows[line] = row._replace(kind=None)
            else:
                del self._rows[line]

    def offer(self, choice: Choice) -> None:
        """The kinds there are with their counts; what was chosen stays chosen."""
        kinds = Counter(row.kind for row in self._rows.values() if row.kind)
        options = [(f"Semua dugaan: {words.number(self.waiting)}" if self.searched else "Semua dugaan", EVERY)]
        options += [
            (f"{words.twin_kind(kind)}: {words.number(kinds[kind])}", kind.value) for kind in Kind if kinds[kind]
        ]
        options += [(f"Sama persis: {words.number(len(self._alike))}", ALIKE)] if self._alike else []
        apart = len(self.rows(APART))
        options += [(f"Bukan orang yang sama: {words.number(apart)}", APART)] if apart else []
        blocker, chosen = QSignalBlocker(choice), choice.value
        choice.clear()
        for text, value in options:
            choice.addItem(text, value)
        choice.put(chosen)
        blocker.unblock()


def _row(first: Record, second: Record, kind: Kind | None, score: int) -> PairRow:
    return PairRow(first.id, second.id, kind, score, (first.name, second.name), (first.place, second.place))
