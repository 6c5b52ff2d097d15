"""From boxes to pages, and from pages to one PDF: `x dari y` at each foot, flat memory for a province.

A section (a kelurahan's annex, one person's sheet) counts its own pages and begins on a new one. Everything is laid out
twice, a section at a time: first to know how many pages and which letters there are, then to draw.

What a newcomer gets wrong: `sections` as a list or a generator. It is a function that tells them anew each time, so
that no more than one of them is ever held.
"""

import io
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from typing import BinaryIO, NamedTuple

from reportlab.lib.utils import ImageReader

from kpps_desk.documents import boxes, paper, streaming
from kpps_desk.documents.boxes import FACES, MARGIN, Box, Text
from kpps_desk.documents.certificate import Flaw
from kpps_desk.documents.paper import REGULAR, Sheet, Size
from kpps_desk.documents.streaming import Form, Style
from kpps_desk.domain.office import Logo

_FOOT = 28.0  # points over the paper's lower edge
LOWEST = 48.0  # where boxes end
_FOOT_LETTERS = 7.5
_FLAWS = 500  # that are listed: more, and nobody reads them


class Section(NamedTuple):
    """`name` stands at the foot of each of its pages and in complaints about its texts."""

    name: str
    boxes: Iterable[Box]


class Page(NamedTuple):
    """What one page shows: each box under the top that it got, and the foot."""

    boxes: tuple[tuple[float, Box], ...]
    foot: str
    number: int
    total: int
    width: float
    forms: Mapping[str, int] = {}  # where each logo is drawn, by its digest


class Bound(NamedTuple):
    """A document that was written; `flaws` are the texts to look at before it is signed."""

    pages: int
    flaws: list[Flaw]


Told = tuple[str, int, int]  # which step, how many pages of it are done, of how many (0: not known yet)


def lay_out(section: Section, size: Size) -> list[Page]:
    """The pages of one section."""
    stack = _Stack(size)
    group: list[Box] = []
    for box in section.boxes:
        group.append(box)
        if not box.joined:
            stack.add(group)
            group = []
    stack.add(group)
    total = len(stack.pages)
    return [
        Page(tuple(placed), section.name, number, total, size.width) for number, placed in enumerate(stack.pages, 1)
    ]


class _Stack:
    """Pages filling up with groups of boxes."""

    def __init__(self, size: Size) -> None:
        self.pages: list[list[tuple[float, Box]]] = [[]]
        self._top = size.height - MARGIN
        self._at = self._top

    def add(self, group: Sequence[Box]) -> None:
        """All of them on one page; a group that is higher than a page is broken where it must be."""
        whole = sum(box.height for box in group)
        if whole > self._at - LOWEST and self.pages[-1] and whole <= self._top - LOWEST:
            self._turn()
        for box in group:
            if box.height > self._at - LOWEST and self.pages[-1]:
                self._turn()
            if not self.pages[-1] and box.above is not None:
                self._put(box.above)
            self._put(box)

    def _put(self, box: Box) -> None:
        if box.texts or box.rules or self.pages[-1]:  # a gap at a page's top is none
            self.pages[-1].append((self._at, box))
            self._at -= box.height

    def _turn(self) -> None:
        self.pages.append([])
        self._at = self._top


def paint(sheet: Sheet, page: Page) -> bytes:
    """The operators of one page."""
    drawn = [boxes.paint(sheet, box, top, page.forms) for top, box in page.boxes]
    drawn.append(boxes.paint(sheet, Box(0, _foot(page)), 0))
    return b"".join(drawn)


def _foot(page: Page) -> tuple[Text, Text]:
    number = f"Halaman {page.number} dari {page.total}"
    right = page.width - MARGIN
    space = right - MARGIN - paper.width(number, REGULAR, _FOOT_LETTERS) - 12
    name = boxes.wrap(page.foot, REGULAR, _FOOT_LETTERS, space)[0]
    return (
        Text(MARGIN, -_FOOT, name, REGULAR, _FOOT_LETTERS),
        Text(right, -_FOOT, number, REGULAR, _FOOT_LETTERS, boxes.RIGHT),
    )


def write(
    file: BinaryIO,
    size: Size,
    sections: Callable[[], Iterable[Section]],
    *,
    title: str,
) -> Generator[Told, None, Bound]:
    """Write all sections to one PDF, telling how far it is; by this process alone, for drawing is the smaller part.

    The same sections give the same bytes; a generator that is closed stops at once. ValueError without a section.
    """
    look = _Look()
    for section in sections():
        look.at(section.name, lay_out(section, size))
        yield "Menyusun halaman", look.pages, 0
    if not look.pages:
        raise ValueError("no section came")
    style = Style(size, FACES, "".join(sorted(look.characters)), paint)
    # Pages share nothing here but the typeface (form 0, which is empty) and a form a logo, one point wide and high.
    logos = list(look.logos.values())
    grounds: list[Callable[[Sheet], None]] = [_empty, *(partial(_unit, logo) for logo in logos)]
    forms = [Form(number, lambda sheet: b"") for number in range(len(grounds))]
    batches = _batches(sections, size, {logo.digest: number for number, logo in enumerate(logos, 1)})
    drawing = streaming.write(file, style, grounds, forms, batches, pages=look.pages, title=title)
    with closing(drawing):
        for done in drawing:
            yield "Menulis halaman", done, look.pages
    return Bound(look.pages, look.flaws)


def _empty(sheet: Sheet) -> None:
    """A ground on which nothing stands."""


def _unit(logo: Logo, sheet: Sheet) -> None:
    sheet.canvas.drawImage(ImageReader(io.BytesIO(logo.content)), 0, 0, 1, 1, mask="auto")


class _Look:
    """The first look at all pages: how many, which letters, what doesn't fit."""

    def __init__(self) -> None:
        self.pages = 0
        self.characters: set[str] = set()
        self.logos: dict[str, Logo] = {}
        self.flaws: list[Flaw] = []

    def at(self, name: str, pages: Sequence[Page]) -> None:
        self.pages += len(pages)
        self._letters(name, name)
        for page in pages:
            for _, box in page.boxes:
                self.logos.update((each.image.digest, each.image) for each in box.pictures if not each.own)
                for text in box.texts:
                    if not text.text.isascii():
                        self._letters(name, text.text)
                for text_ in box.tight:
                    self._flaw(name, text_, "Terlalu panjang untuk tempatnya sehingga dicetak sangat kecil.")

    def _letters(self, name: str, text: str) -> None:
        self.characters.update(character for character in text if ord(character) > 127)
        if missing := paper.missing_glyphs(text):
            listed = " ".join(f"{character} (U+{ord(character):04X})" for character in missing)
            self._flaw(name, text, f"Huruf ini tidak ada pada fon: {listed}.")

    def _flaw(self, name: str, text: str, what: str) -> None:
        if len(self.flaws) < _FLAWS:
            self.flaws.append(Flaw(name, text, what))


def _batches(
    sections: Callable[[], Iterable[Section]], size: Size, logos: Mapping[str, int]
) -> Iterator[list[streaming.Page]]:
    for section in sections():
        pages = [streaming.Page(0, page._replace(forms=logos)) for page in lay_out(section, size)]
        for start in range(0, len(pages), streaming.BATCH):
            yield pages[start : start + streaming.BATCH]
