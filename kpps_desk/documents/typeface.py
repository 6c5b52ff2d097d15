"""A typeface as PDF/A wants it: every letter shown is embedded, and every code says which letter it was.

What a newcomer gets wrong: letting a letter that the typeface lacks become its empty glyph. PDF/A forbids to show that
one, and the text would be lost. A box stands in for it, under a code of its own, so that search and copy still find the
letter that somebody typed. And one typeface serves every thread, but reportlab reads its file at one shared place: two
documents that embed it at once read each other's letters.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

_BOX = 0x25A1
_NULL = 0xFFFD  # in the place of U+0000, which no text can hold
_AT_ONCE = 100  # lines of a character map in one block


class Typeface(TTFont):  # type: ignore[misc]
    """reportlab's TrueType font; `known` are the characters that it really has."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path))
        self.known = frozenset(self.face.charToGlyph)
        self._standing_in: set[int] = set()
        self._embedding = Lock()

    def admit(self, text: str) -> None:
        """Let a box stand for each character that is missing."""
        for code in {ord(character) for character in text} - self.known - self._standing_in:
            self.face.charToGlyph[code] = self.face.charToGlyph[_BOX]
            self.face.charWidths[code] = self.face.charWidths[_BOX]
            self._standing_in.add(code)

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """(subset, codes): as reportlab's, with boxes."""
        text = text.replace("\0", chr(_NULL))
        self.admit(text)
        found: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
        return found

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """The fonts of one document, as reportlab's, with a character map that knows all of Unicode."""
        state = self.state[doc]
        state.frozen = 1
        fonts = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(state.subsets):
            name = self.getSubsetInternalName(number, doc)[1:]
            based = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("pdfdoc")
            font = pdfdoc.PDFTrueTypeFont()
            font.Name, font.BaseFont = name, based
            font.FirstChar, font.LastChar = 0, len(subset) - 1
            font.Widths = pdfdoc.PDFArray([self.face.getCharWidth(code) for code in subset])
            letters = pdfdoc.PDFStream(content=character_map(based, subset), filters=[pdfdoc.PDFZCompress])
            font.ToUnicode = doc.Reference(letters, f"toUnicodeCMap:{based}")
            with self._embedding:
                font.FontDescriptor = self.face.addSubsetObjects(doc, based, subset)
            doc.Reference(font, name)
            fonts[name] = font
        del self.state[doc]


def character_map(name: str, subset: Iterable[int]) -> str:
    """The ToUnicode map of codes 0, 1, 2 ... to these characters, in UTF-16; 0 stands for a code that isn't used."""
    used = iter([(code, chr(letter)) for code, letter in enumerate(subset) if letter])
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *_blocks(used),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _blocks(used: Iterator[tuple[int, str]]) -> Iterator[str]:
    while block := list(islice(used, _AT_ONCE)):
        yield f"{len(block)} beginbfchar"
        for code, letter in block:
            yield f"<{code:02X}> <{letter.encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        yield "endbfchar"
