"""Paper: page sizes, the embedded typeface, and a canvas whose operators we may take page by page.

What a newcomer gets wrong: letting reportlab hand out glyph codes as texts come. Every process that draws a part of
one document gets the document's whole set of characters first, so that the same letter has the same code everywhere.
Only strings are drawn, never reportlab's Paragraph: it would read a name as markup.
"""

import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

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


@cache
def _register() -> None:
    for face in FACES:
        pdfmetrics.registerFont(TTFont(face, str(Path(resources()) / "fonts" / f"{face}.ttf")))


def width(text: str, face: str, size: float) -> float:
    """Points that this text takes."""
    _register()
    return float(pdfmetrics.stringWidth(text, face, size))


def missing_glyphs(text: str) -> str:
    """The characters of `text` that the typeface can't show, each once."""
    _register()
    known = pdfmetrics.getFont(BOLD).face.charToGlyph
    return "".join(dict.fromkeys(character for character in text if ord(character) not in known))


class Sheet:
    """A reportlab canvas with the typeface seeded; `take()` gives the operators drawn since the last time."""

    def __init__(self, size: Size, faces: Iterable[str], characters: Iterable[str] = ()) -> None:
        _register()
        first, *_ = faces = tuple(faces)
        self.size = size
        self.canvas: Any = Canvas(
            io.BytesIO(), pagesize=size, invariant=1, pageCompression=1, initialFontName=first, lang="id-ID"
        )
        text = "".join(sorted(set(characters)))
        for face in faces:  # in one order: it numbers the fonts and their codes
            font = pdfmetrics.getFont(face)
            font.getSubsetInternalName(0, self.document)
            font.splitString(text, self.document)

    @property
    def document(self) -> Any:
        """reportlab's book of objects; streaming.py writes them out."""
        return self.canvas._doc

    def take(self) -> bytes:
        """PDF operators of what was drawn, and a clean slate."""
        code = self.canvas._code
        operators = "\n".join(code).encode("latin-1")
        code.clear()
        return operators
