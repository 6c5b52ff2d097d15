"""How large a rectangle the cells of a sheet span: asked only of a sheet that looks as if one stood far out.

What a newcomer gets wrong: believing a cell's neighbours. A cell without a reference stands right of the one before, a
row without a number below the one before; calamine counts the same way, then makes room for the whole rectangle.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import IO
from xml.parsers import expat

from kpps_desk.exchange import limits

_BLOCK = 1 << 20
_REFERENCE = re.compile(r"([A-Za-z]+)([0-9]+)")


def look_at(path: Path, sheet: IO[bytes], size: int, waiting: Callable[[], None]) -> None:
    """Refused as soon as the rectangle is more than `size` bytes of sheet can mean, or where it isn't XML."""
    try:
        _Span(path, size).read(sheet, waiting)
    except expat.ExpatError as error:
        raise limits.damaged(path) from error


class _Span:
    def __init__(self, path: Path, size: int) -> None:
        self._path = path
        self._size = size
        self._row = self._column = 0  # where we are
        self._low = self._right = 0  # as far as it went
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start

    def read(self, sheet: IO[bytes], waiting: Callable[[], None]) -> None:
        while block := sheet.read(_BLOCK):
            waiting()
            self._parser.Parse(block, False)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isascii() and number.isdecimal() else self._row + 1
            self._column = 0
        elif name == "c":
            self._column += 1
            if found := _REFERENCE.fullmatch(attributes.get("r", "")):
                self._row, self._column = int(found[2]), _place(found[1])
            if self._row > self._low or self._column > self._right:
                self._low, self._right = max(self._low, self._row), max(self._right, self._column)
                limits.check_reach(self._path, self._low, self._right, self._size)


def _place(letters: str) -> int:
    """`A` is 1, `AA` 27."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place
