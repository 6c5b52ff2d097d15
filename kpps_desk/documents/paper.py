"""Paper: page sizes, the embedded typeface, and a canvas with it.

What a newcomer gets wrong: letting reportlab hand out glyph codes as texts come. Every process that draws a part of
one document gets the document's whole set of characters first, so that the same letter has the same code everywhere.
Only strings are drawn, never reportlab's Paragraph: it would read a name as markup.
"""

import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from kpps_desk.documents.typeface import Typeface
from kpps_desk.settings import resources

REGULAR, MEDIUM, SEMIBOLD, BOLD, ITALIC = (
    f"PlusJakartaSans-{weight}" for weight in ("Regular", "Medium", "SemiBold", "Bold", "Italic")
)
FACES = (REGULAR, MEDIUM, SEMIBOLD, BOLD, ITALIC)


class Size(NamedTuple):
    """Width and height in points."""

    width: float
    height: float


A4_LANDSCAPE = Size(297 * mm, 210 * mm)
A4 = Size(210 * mm, 297 * mm)
F4 = Size(215 * mm, 330 * mm)  # folio, as common on office printers as A4
SIZES = {"A4": A4, "F4": F4}


_registering = Lock()


def _register() -> None:
    with _registering:  # a second set of faces, made by a second thread, would leave the first one's documents without
        _register_once()


@cache
def _register_once() -> None:
    rl_config.useA85 = 0  # pictures and fonts as bytes, not as letters: a fifth smaller
    for face in FACES:
        pdfmetrics.registerFont(Typeface(face, Path(resources()) / "fonts" / f"{face}.ttf"))


class _Widths(dict[str, float]):
    """Width of each character at size 1; one that the face lacks counts as the box that stands in for it."""

    def __init__(self, face: str) -> None:
        _register()
        self._font: Typeface = pdfmetrics.getFont(face)

    def __missing__(self, character: str) -> float:
        self._font.admit(character)
        found: float = self._font.face.getCharWidth(ord(character)) / 1000
        self[character] = found
        return found


_widths = cache(_Widths)


def width(text: str, face: str, size: float) -> float:
    """Points that this text takes (2 us; reportlab's own stringWidth takes 20)."""
    return sum(map(_widths(face).__getitem__, text)) * size


def missing_glyphs(text: str) -> str:
    """The characters of `text` that the typeface can't show, each once."""
    if text.isascii() and text.isprintable():
        return ""
    _register()
    known: frozenset[int] = pdfmetrics.getFont(BOLD).known
    return "".join(dict.fromkeys(character for character in text if ord(character) not in known))


_CONTROLS = "".join(map(chr, (*range(1, 32), 127)))  # that a name should not hold: a box each, in every document
_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


class Sheet:
    """A reportlab canvas with the typeface seeded, for forms; `operators()` are for the pages over them."""

    def __init__(self, size: Size, faces: Iterable[str], characters: Iterable[str] = ()) -> None:
        _register()
        first, *_ = faces = tuple(faces)
        self.size = size
        self.canvas: Any = Canvas(
            io.BytesIO(), pagesize=size, invariant=1, pageCompression=1, initialFontName=first, lang="id-ID"
        )
        text = _CONTROLS + "".join(sorted(set(characters)))
        self._subsets = {}
        for face in faces:  # in one order: it numbers the fonts and their codes
            font = pdfmetrics.getFont(face)
            self._subsets[face] = font.getSubsetInternalName(0, self.document)
            font.splitString(text, self.document)

    @property
    def document(self) -> Any:
        """reportlab's book of objects; streaming.py writes them out."""
        return self.canvas._doc

    def operators(self, x: float, y: float, text: str, face: str, size: float, *, anchor: float = 0.5) -> bytes:
        """One line around x, as reportlab's drawCentredString writes it, in a fifth of the time.

        `anchor`: the share of its width that stands left of x; 0 begins there, 1 ends there.
        """
        left = x - width(text, face, size) * anchor if anchor else x
        if text.isascii() and text.isprintable():  # whose codes are themselves
            shown = f"{self._subsets[face]} {size:g} Tf ({text.translate(_ESCAPED)}) Tj"
        else:
            font = pdfmetrics.getFont(face)
            shown = " ".join(
                f"{font.getSubsetInternalName(subset, self.document)} {size:g} Tf ({self.canvas._escape(codes)}) Tj"
                for subset, codes in font.splitString(text, self.document)
            )
        return f"BT 1 0 0 1 {left:.2f} {y:.2f} Tm {shown} ET\n".encode("latin-1")
