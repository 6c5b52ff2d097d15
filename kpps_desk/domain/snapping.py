"""Where an item that is being moved or stretched snaps to: the paper's middle and margins, other items' edges, a grid.

What a newcomer gets wrong: snapping each edge by itself. Moving keeps the size, so of the three lines of an item (left,
middle, right) the one that is nearest to a line of the others decides, and the others follow.
"""

from collections.abc import Iterable
from typing import NamedTuple

from kpps_desk.domain.designs import Design, Item

REACH = 1.5  # mm within which a line draws
MARGIN = 15.0  # mm from the paper's edge
GRID = 1.0  # mm; where nothing else draws


class Snapped(NamedTuple):
    """The place after snapping, in mm; the lines that drew, for the glass to show: upright ones and lying ones."""

    x: float
    y: float
    upright: tuple[float, ...]
    lying: tuple[float, ...]


def lines_of(design: Design, others: Iterable[Item]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """All that an item may snap to: upright lines (x), lying lines (y)."""
    width, height = design.size_mm
    across = {0.0, MARGIN, width / 2, width - MARGIN, width}
    down = {0.0, MARGIN, height / 2, height - MARGIN, height}
    for item in others:
        across |= {item.x, item.x + item.w / 2, item.x + item.w}
        down |= {item.y, item.y + item.h / 2, item.y + item.h}
    return tuple(sorted(across)), tuple(sorted(down))


def moved(
    item: Item, x: float, y: float, lines: tuple[tuple[float, ...], tuple[float, ...]], *, reach: float = REACH
) -> Snapped:
    """Where `item` stands when it is moved to x, y among these lines (`lines_of` the others)."""
    left, upright = _drawn(x, item.w, lines[0], reach)
    top, lying = _drawn(y, item.h, lines[1], reach)
    return Snapped(left, top, upright, lying)


def edge(value: float, lines: Iterable[float], *, reach: float = REACH) -> float:
    """Where one edge stands when it is drawn to `value`: on the nearest line, else on the grid."""
    near = min(lines, key=lambda line: abs(line - value), default=value + reach + 1)
    return near if abs(near - value) <= reach else round(value / GRID) * GRID


def _drawn(start: float, length: float, lines: Iterable[float], reach: float) -> tuple[float, tuple[float, ...]]:
    best, at = reach, None
    for line in lines:
        for part in (0.0, length / 2, length):
            if abs(line - part - start) < best:
                best, at = abs(line - part - start), line - part
    if at is None:
        return round(start / GRID) * GRID, ()
    on = {at, at + length / 2, at + length}
    return at, tuple(line for line in lines if any(abs(line - each) < 0.005 for each in on))
