"""Each person's page of a design: name, position, number, QR code, and across a reprint SALINAN.

What a newcomer gets wrong: working out here what is the same for all. A Painter is made once a process and side; what
is left in `paint` happens 103,845 times.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kpps_desk.documents import code_places, design_text, parts, seal_codes
from kpps_desk.documents.design_sides import Side
from kpps_desk.documents.design_text import Box, shown
from kpps_desk.documents.paper import BOLD, Sheet, Size
from kpps_desk.domain.certificates import Certificate
from kpps_desk.domain.designs import Layer
from kpps_desk.domain.filling import fill, tokens

COPY = "SALINAN"
_COPY_COLOR = b"0.80 0.76 0.75 RG\n"


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
    """Draws the pages of one side; made once in each process, so that a page costs what differs on it.

    `scale`: how much smaller the page will be on its sheet.
    """

    def __init__(self, side: Side, known: Mapping[str, str], scale: float = 1.0) -> None:
        height = side.size.height
        items = side.of(Layer.PAGE)
        self._size = side.size
        self._front = not side.back
        self.scale = scale
        self._spots = [
            _Spot(design_text.box(item, height), _pieces(item.text, known), "nomor" in tokens(item.text))
            for item in items
            if item.kind == "teks"
        ]
        self._codes = code_places.places(side, scale)
        self._edge = code_places.edge_on_paper(side, scale)

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
        return seal_codes.too_fine(len(one.seal.encode()), self._edge)

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
            code = parts.qr(one.seal, seal_codes.strength(len(one.seal.encode()), self._edge))
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
    """What Style.paint is: picklable; what each painter is made of, by a number."""

    def __init__(self, sides: Sequence[tuple[Side, Mapping[str, str], float]]) -> None:
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
