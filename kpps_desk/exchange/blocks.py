"""Areas and TPS that a sheet names once for several rows, in a merged cell or in the first row of a block.

What a newcomer gets wrong: filling every blank from above. A person may stand in a list without a TPS, so a column is
filled only where the file shows that it is written in blocks: by its merged cells, else by being blank in most rows;
and a TPS never reaches below its kelurahan, nor further than a crew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kpps_desk.exchange.cells import text_of
from kpps_desk.exchange.tables import Merged, Row

AREAS = ("kabkota", "kecamatan", "kelurahan", "tps")  # from the widest to the narrowest
_LOOKED_AT = 400  # rows
_MOSTLY = 0.6  # share of blanks in a column that is written in blocks
_CREW = 12  # rows below which no TPS is meant, if no merged cell says so; a crew has nine


@dataclass(frozen=True, slots=True)
class Blocks:
    """`longest`: position of a column written in blocks -> rows of its longest one within the first hundreds.

    `merged`: position -> the rows (as Excel numbers them) that lie in its merged cells; none where a file has none.
    """

    longest: Mapping[int, int] = field(default_factory=dict)
    merged: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def fill(self, name: str, place: int) -> bool:
        """Whether blanks of this column take the value above them."""
        if name not in AREAS:
            return False
        return place in self.merged or (place in self.longest and (name != "tps" or self.longest[place] <= _CREW))

    def reaches(self, name: str, place: int, number: int, start: int) -> bool:
        """Whether the value of row `start` stands for row `number` too."""
        if place in self.merged:
            return number in self.merged[place]
        return name != "tps" or number - start < _CREW


def find_blocks(rows: Sequence[Row], merged: Sequence[Merged] | None, first_row: int) -> Blocks:
    """`rows` are the sheet's first hundreds from its top, `first_row` where the data begin (from 0)."""
    within: dict[int, set[int]] = {}
    for (top, left), (bottom, _) in merged or ():
        if top >= first_row and bottom > top:
            within.setdefault(left, set()).update(range(top + 1, bottom + 2))
    data = [row for row in rows[first_row : first_row + _LOOKED_AT] if any(map(_text, row))]
    longest = {}
    for place in range(max(map(len, data), default=0)):
        filled = [place < len(row) and bool(_text(row[place])) for row in data]
        if len(filled) > 2 and filled[0] and filled.count(False) > _MOSTLY * len(filled):
            longest[place] = 1 + max(len(list(run)) for blank, run in groupby(filled) if not blank)
    return Blocks(longest, {place: frozenset(numbers) for place, numbers in within.items()})


def filled_rows(
    rows: Iterator[tuple[int, Row]], places: Mapping[str, int], blocks: Blocks
) -> Iterator[tuple[int, Row]]:
    """The rows with the blanks of their area columns filled; a row without a name stays as it is."""
    columns = [(name, places[name], blocks.fill(name, places[name])) for name in AREAS if name in places]
    if not any(fills for _, _, fills in columns):
        return rows
    return _fill(rows, columns, places["name"], blocks)


def _fill(
    rows: Iterator[tuple[int, Row]], columns: Sequence[tuple[str, int, bool]], name_at: int, blocks: Blocks
) -> Iterator[tuple[int, Row]]:
    carried: dict[str, tuple[int, Row]] = {}  # column -> the row whose cell counts, and its number
    for number, row in rows:
        given = row
        for depth, (name, place, fills) in enumerate(columns):
            if place < len(given) and _text(given[place]):
                above = carried.get(name)
                if above is None or _text(above[1][place]) != _text(given[place]):
                    for narrower, _, _ in columns[depth + 1 :]:
                        carried.pop(narrower, None)
                carried[name] = (number, given)
            elif fills and name in carried and name_at < len(given) and _text(given[name_at]):
                start, above_row = carried[name]
                if blocks.reaches(name, place, number, start):
                    if row is given:
                        row = [*given, *[""] * (place + 1 - len(given))]
                    row[place] = above_row[place]
        yield number, row


def _text(cell: object) -> str:
    return text_of(cell).strip()  # type: ignore[arg-type]
