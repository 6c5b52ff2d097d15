"""Boxes on a page in millimetres, from the paper's upper left corner; snapping and arranging reckon with them.

What a newcomer gets wrong: fractions of a hair. Whatever comes out of a hand is laid on tenths of a millimetre, so that
two items that stand in a line stay in a line.
"""

from collections.abc import Sequence
from typing import NamedTuple

LEAST = 2.0  # millimetres: an item smaller than this can't be grasped


class Box(NamedTuple):
    """Left, top, width and height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def middle(self) -> float:
        """From the left."""
        return self.x + self.w / 2

    @property
    def centre(self) -> float:
        """From the top."""
        return self.y + self.h / 2

    def moved(self, dx: float, dy: float) -> "Box":
        return self._replace(x=self.x + dx, y=self.y + dy)

    def grown(self, margin: float) -> "Box":
        return Box(self.x - margin, self.y - margin, self.w + 2 * margin, self.h + 2 * margin)

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def touches(self, other: "Box") -> bool:
        """Whether the two share some of the page."""
        return (
            self.x <= other.right and other.x <= self.right and self.y <= other.bottom and other.y <= self.bottom
        )  # fmt: skip

    def encloses(self, other: "Box") -> bool:
        """Whether all of the other lies in this one."""
        return self.holds(other.x, other.y) and self.holds(other.right, other.bottom)

    def rounded(self) -> "Box":
        """On tenths of a millimetre."""
        return Box(*(round(value, 1) + 0.0 for value in self))


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds them all; there is at least one."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def spanned(x: float, y: float, other_x: float, other_y: float) -> Box:
    """Between two corners, in whichever order they come."""
    return Box(min(x, other_x), min(y, other_y), abs(other_x - x), abs(other_y - y))


def kept_near(box: Box, width: float, height: float) -> Box:
    """So far on the paper that it can be grasped again."""
    grip = 4.0
    x = min(max(box.x, grip - box.w), width - grip)
    return box._replace(x=x, y=min(max(box.y, grip - box.h), height - grip))


def resized(box: Box, edges: str, dx: float, dy: float, *, square: bool = False) -> Box:
    """The box after its edges (letters of `lrtb`) went by this much; a `square` one keeps its sides alike."""
    left, right = box.x + dx * ("l" in edges), box.right + dx * ("r" in edges)
    top, bottom = box.y + dy * ("t" in edges), box.bottom + dy * ("b" in edges)
    w, h = max(right - left, LEAST), max(bottom - top, LEAST if box.h else 0.0)
    if square:
        w = h = max(w, h) if edges in ("lt", "lb", "rt", "rb") else (w if edges in ("l", "r") else h)
    return Box(
        right - w if "l" in edges else left,
        bottom - h if "t" in edges else top,
        w,
        h,
    )
