"""The rule of snapping (domain/snapping.py) for what a hand holds: one box or several, moved or drawn larger.

What a newcomer gets wrong: a reach in millimetres alone. On an enlarged page a hand is surer, so that the lines draw
from fewer millimetres.
"""

from collections.abc import Sequence
from typing import NamedTuple

from kpps_desk.domain import snapping
from kpps_desk.domain.designs import Design, Item
from kpps_desk.ui.designer.boxes import Box, resized

_NEAR = 0.05  # millimetres: stands on the line


class Lines(NamedTuple):
    """Guides in millimetres: upright ones by x, lying ones by y."""

    upright: tuple[float, ...]
    lying: tuple[float, ...]


NONE = Lines((), ())


class Snapped(NamedTuple):
    box: Box
    lines: Lines


def lines_of(design: Design, others: Sequence[Item]) -> Lines:
    """All lines that may draw."""
    return Lines(*snapping.lines_of(design, others))


def moved(box: Box, lines: Lines, reach: float) -> Snapped:
    """Where a box (of one item or around several) comes to rest."""
    found = snapping.moved(_as_item(box), box.x, box.y, lines, reach=min(reach, snapping.REACH * 2))
    return Snapped(box._replace(x=found.x, y=found.y), Lines(found.upright, found.lying))


def sized(box: Box, edges: str, lines: Lines, reach: float, *, square: bool) -> Snapped:
    """Where the grasped edges (letters of `lrtb`) of a box come to rest."""
    dx = _shift({"l": box.x, "r": box.right}, edges, lines.upright, reach)
    dy = _shift({"t": box.y, "b": box.bottom}, edges, lines.lying, reach)
    resting = resized(box, edges, dx, dy, square=square)
    return Snapped(resting, on(resting, lines))


def on(box: Box, lines: Lines) -> Lines:
    """The lines on which this box stands."""
    upright, lying = (box.x, box.middle, box.right), (box.y, box.centre, box.bottom)
    return Lines(
        tuple(line for line in lines.upright if any(abs(line - at) < _NEAR for at in upright)),
        tuple(line for line in lines.lying if any(abs(line - at) < _NEAR for at in lying)),
    )


def _shift(ends: dict[str, float], edges: str, lines: Sequence[float], reach: float) -> float:
    for edge, value in ends.items():
        if edge in edges:
            return snapping.edge(value, lines, reach=min(reach, snapping.REACH * 2)) - value
    return 0.0


def _as_item(box: Box) -> Item:
    return Item("teks", *box)
