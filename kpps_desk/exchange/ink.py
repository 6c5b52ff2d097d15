"""Strokes in a black and white picture: what hangs together, and how it is spread.

What a newcomer gets wrong: going through the pixels. Runs of ink are found a row at a time by a regular expression over
the bytes, and only runs are joined: a page's column of signatures takes some 30 ms.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from PIL import Image

_RUN = re.compile(rb"\xff+")


class Run(NamedTuple):
    """Ink from `start` up to (not with) `stop` in row `y`."""

    y: int
    start: int
    stop: int


@dataclass(slots=True)
class Spread:
    """How ink lies: pixels, their sums and sums of squares, borders; all in pixels."""

    area: int = 0
    x: float = 0.0
    y: float = 0.0
    xx: float = 0.0
    yy: float = 0.0
    xy: float = 0.0
    left: int = 1 << 30
    right: int = 0
    top: int = 1 << 30
    bottom: int = 0

    def add(self, y: int, start: int, stop: int) -> None:
        count = stop - start
        middle = (start + stop) / 2
        self.area += count
        self.x += count * middle
        self.y += count * (y + 0.5)
        self.xx += count * (middle * middle + count * count / 12)
        self.yy += count * (y + 0.5) ** 2
        self.xy += count * middle * (y + 0.5)
        self.left, self.right = min(self.left, start), max(self.right, stop)
        self.top, self.bottom = min(self.top, y), max(self.bottom, y + 1)

    def join(self, other: "Spread") -> None:
        for name in ("area", "x", "y", "xx", "yy", "xy"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.top, self.bottom = min(self.top, other.top), max(self.bottom, other.bottom)

    @property
    def middle(self) -> tuple[float, float]:
        return self.x / self.area, self.y / self.area

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def thickness(self) -> float:
        """Standard deviation across its longest direction: under a pixel or two for a straight line."""
        x, y = self.middle
        xx, yy, xy = self.xx / self.area - x * x, self.yy / self.area - y * y, self.xy / self.area - x * y
        root: float = ((xx - yy) ** 2 / 4 + xy * xy) ** 0.5
        return float(max(0.0, (xx + yy) / 2 - root) ** 0.5)


@dataclass(slots=True)
class Blob:
    """Ink that hangs together."""

    runs: list[Run] = field(default_factory=list)

    @property
    def spread(self) -> Spread:
        found = Spread()
        for run in self.runs:
            found.add(*run)
        return found


def blobs(picture: Image.Image) -> list[Blob]:
    """The connected parts of the white (255) in a picture of mode L; corners that touch hang together."""
    width, height = picture.size
    content = picture.tobytes()
    runs: list[Run] = []
    parent: list[int] = []
    above = range(0)
    for y in range(height):
        row = content[y * width : (y + 1) * width]
        begin = len(runs)
        for found in _RUN.finditer(row):
            runs.append(Run(y, *found.span()))
            parent.append(len(parent))
        here = range(begin, len(runs))
        _join(runs, parent, above, here)
        above = here
    joined: dict[int, Blob] = {}
    for number, run in enumerate(runs):
        joined.setdefault(_root(parent, number), Blob()).runs.append(run)
    return list(joined.values())


def _join(runs: list[Run], parent: list[int], above: range, here: range) -> None:
    """Join the runs of a row with those of the row above that they touch."""
    upper = iter(above)
    one = next(upper, None)
    for lower in here:
        _, start, stop = runs[lower]
        while one is not None and runs[one].stop < start:
            one = next(upper, None)
        while one is not None and runs[one].start <= stop:
            parent[_root(parent, one)] = _root(parent, lower)
            if runs[one].stop > stop:  # it may touch the next run too
                break
            one = next(upper, None)


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number
