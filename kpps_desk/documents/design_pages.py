"""Each person's page of a design: name, position, number, QR code, and across a reprint SALINAN.

What a newcomer gets wrong: working out here what is the same for all. A Painter is made once a process and side; what
is left in `paint` happens 103,845 times.
"""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from reportlab.lib.units import mm

from kpps_desk.documents import design_text, parts
from kpps_desk.documents.design_sides import Side
from kpps_desk.documents.design_text import Box, shown
from kpps_desk.documents.paper import BOLD, Sheet, Size
from kpps_desk.domain.certificates import Certificate
from kpps_desk.domain.designs import Layer
from kpps_desk.domain.filling import fill, tokens

COPY = "SALINAN"
_COPY_COLOR = b"0.80 0.76 0.75 RG\n"


# Bytes that a QR code of strength M holds, by its version from 1 on; one of version v has 17 + 4 v modules a side.
_HOLDS = (
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911,
    997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
)  # fmt: skip
_FINEST = 0.29 * mm  # of a module: finer ones are read by luck on paper of 150 dots an inch


class _Spot(NamedTuple):
    """A text of the page: its box, and the pieces of its template, each second one a token."""

    place: Box
    pieces: tuple[str, ...]
    numbered: bool


def _pieces(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The template cut at the tokens of the person; the others are filled here. WordingError as of `fill`."""
    values = {**known, **{token: f"\0{token}\0" for token in ("nama", "jabatan", "nomor")}}
    return tuple(fill(text, values).split("\0"))


class Painter:
    """Draws the pages of one side; made once in each process, so that a page costs what differs on it."""

    def __init__(self, side: Side, known: Mapping[str, str]) -> None:
        height = side.size.height
        items = side.of(Layer.PAGE)
        self._size = side.size
        self._front = not side.back
        self._spots = [
            _Spot(design_text.box(item, height), _pieces(item.text, known), "nomor" in tokens(item.text))
            for item in items
            if item.kind == "teks"
        ]
        self._codes = [
            (item.x * mm, height - item.y * mm - min(item.w, item.h) * mm, min(item.w, item.h) * mm)
            for item in items
            if item.kind == "kode_qr"
        ]

    def texts(self, one: Certificate) -> list[tuple[Box, str]]:
        """Each text of this person's page as it is drawn."""
        values = {"nama": one.name, "jabatan": one.position, "nomor": one.number}
        found = []
        for place, pieces, numbered in self._spots:
            if len(pieces) == 3:
                text = pieces[0] + values[pieces[1]] + pieces[2]
            else:
                text = "".join([values[piece] if at % 2 else piece for at, piece in enumerate(pieces)])
            found.append((place, shown(f"{text} ({COPY})" if numbered and one.copy else text)))
        return found

    def too_fine(self, one: Certificate) -> bool:
        """Whether the seal makes a code whose modules are hard to read on paper."""
        version = 1 + bisect_left(_HOLDS, len(one.seal.encode()) + 2)
        return any(edge / (17 + 4 * version + 2 * parts.QUIET) < _FINEST for _, _, edge in self._codes)

    def paint(self, sheet: Sheet, one: Certificate) -> bytes:
        """The operators of one person's page, to be drawn over the edition."""
        drawn = [_mark(sheet, self._size)] if one.copy and self._front else []
        color = b""
        for place, text in self.texts(one):
            if place.color != color:
                color = place.color
                drawn.append(color)
            drawn.append(design_text.write(sheet, place, text))
        if self._codes:
            code = parts.qr(one.seal)
            drawn += [parts.qr_operators(code, *at) for at in self._codes]
        return b"".join(drawn)


def _mark(sheet: Sheet, size: Size) -> bytes:
    """SALINAN across the page in light outlines, which hide nothing of what stands below them."""
    letters = sheet.operators(0, 0, COPY, BOLD, _mark_size(size), anchor=0.5)
    angle = math.atan2(size.height, size.width) * 0.8
    cos, sin = math.cos(angle), math.sin(angle)
    turn = b"%.4f %.4f %.4f %.4f %.2f %.2f cm\n" % (cos, sin, -sin, cos, size.width / 2, size.height * 0.46)
    return b"q " + _COPY_COLOR + b"0.7 w 1 j 1 Tr " + turn + letters + b"0 Tr Q\n"


def _mark_size(size: Size) -> float:
    return math.hypot(size.width, size.height) * 0.145


class Paints:
    """What Style.paint is: picklable; `sides` with what their page texts need of editions, by a number each."""

    def __init__(self, sides: Sequence[tuple[Side, Mapping[str, str]]]) -> None:
        self._sides = tuple(sides)
        self._painters: dict[int, Painter] = {}

    def __call__(self, sheet: Sheet, content: tuple[int, Certificate] | None) -> bytes:
        if content is None:  # a back that is the same for all
            return b""
        number, one = content
        return self.painter(number).paint(sheet, one)

    def painter(self, number: int) -> Painter:
        """Of the side with this number."""
        painter = self._painters.get(number)
        if painter is None:
            painter = self._painters[number] = Painter(*self._sides[number])
        return painter

    def __reduce__(self) -> tuple[type["Paints"], tuple[Any, ...]]:
        return Paints, (self._sides,)
