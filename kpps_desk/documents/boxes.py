"""Boxes: what papers of texts and tables are made of; each is as wide as the page and as high as it says.

What a newcomer gets wrong: cutting a text that is too long. A cell is shrunk to a limit, then broken in two, then into
as many lines as it takes, as a paragraph is; what is smaller than is good stands in `tight` and is reported. Texts are
drawn as they are: nothing in a name is ever markup, and what can't be seen (control, direction) is left out.
"""

import base64
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from reportlab.lib.units import mm

from kpps_desk.documents import paper, parts
from kpps_desk.documents.paper import BOLD, REGULAR, SEMIBOLD, Sheet, Size
from kpps_desk.domain import values
from kpps_desk.domain.office import Logo

FACES = (REGULAR, SEMIBOLD, BOLD)
LEFT, MIDDLE, RIGHT = 0.0, 0.5, 1.0
MARGIN = 20 * mm
_PAD = 4.0  # points between a cell's text and its lines
_LEADING = 1.3
_THIN = 0.5
_ASCENT = 0.95  # of the size: from a line's top to its baseline, with air


class Text(NamedTuple):
    """One line: x from the paper's left, y down from the box's top to the baseline; anchor as in Sheet.operators."""

    x: float
    y: float
    text: str
    face: str = REGULAR
    size: float = 10
    anchor: float = LEFT


class Rule(NamedTuple):
    """A straight line, y down from the box's top."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float = _THIN


class Scan(NamedTuple):
    """A QR code, `side` points with its white border; x, y of its upper left corner, y down from the box's top."""

    x: float
    y: float
    side: float
    text: str


class Picture(NamedTuple):
    """A picture, x and y of its upper left corner, y down. A logo is drawn once a document, a photo where it is.

    A photo (`own`) is a JPEG in RGB, small: it lies within its page.
    """

    x: float
    y: float
    width: float
    height: float
    image: Logo
    own: bool = False


class Box(NamedTuple):
    """`joined`: stands on one page with the box after it; `above`: what is repeated over it where it begins a page."""

    height: float
    texts: tuple[Text, ...] = ()
    rules: tuple[Rule, ...] = ()
    joined: bool = False
    above: "Box | None" = None
    tight: tuple[str, ...] = ()  # texts that had to be smaller than is good
    scans: tuple[Scan, ...] = ()
    pictures: tuple[Picture, ...] = ()


class Column(NamedTuple):
    """A column of a table, `width` in points; `wraps`: as many lines as it takes, where others shrink to two."""

    title: str
    width: float
    anchor: float = LEFT
    wraps: bool = False


def room(size: Size) -> float:
    """What lies between the margins of a page."""
    return float(size.width - 2 * MARGIN)


def columns(size: Size, *wanted: tuple[str, float] | tuple[str, float, float] | Column) -> tuple[Column, ...]:
    """Columns whose widths are shares of the room between the margins."""
    made = [one if isinstance(one, Column) else Column(*one) for one in wanted]
    whole = sum(column.width for column in made)
    return tuple(column._replace(width=column.width / whole * room(size)) for column in made)


def gap(height: float, *, joined: bool = False) -> Box:
    return Box(height, joined=joined)


def shown(text: str) -> str:
    """The text without what can't be drawn: control, bidi and the like."""
    return text if text.isprintable() else values.clean(text)[0]


def wrap(text: str, face: str, size: float, width: float) -> list[str]:
    """In lines no wider than `width`, broken at blanks; a word that is wider is broken inside."""
    found: list[str] = []
    line = ""
    for word in shown(text).split():
        longer = f"{line} {word}" if line else word
        if paper.width(longer, face, size) <= width:
            line = longer
            continue
        if line:
            found.append(line)
        *full, line = _pieces(word, face, size, width)
        found += full
    return [*found, line] if line or not found else found


def _pieces(word: str, face: str, size: float, width: float) -> list[str]:
    if paper.width(word, face, size) <= width:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and paper.width(piece + letter, face, size) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def paragraph(
    text: str,
    size: Size,
    *,
    face: str = REGULAR,
    letters: float = 10,
    anchor: float = LEFT,
    indent: float = 0,
    joined: bool = False,
    after: float = 4,
) -> Box:
    """A text over the room between the margins, `letters` points large."""
    left, width = MARGIN + indent, room(size) - indent
    leading = letters * 1.45
    texts = tuple(
        Text(left + width * anchor, leading * at + letters * _ASCENT, line, face, letters, anchor)
        for at, line in enumerate(wrap(text, face, letters, width))
    )
    return Box(leading * len(texts) + after, texts, joined=joined)


def row(
    wanted: tuple[Column, ...], cells: Iterable[str], *, letters: float = 9, face: str = REGULAR, joined: bool = False,
    above: Box | None = None, least: float = 0,
) -> Box:  # fmt: skip
    """A line of a table with its rules, `least` points high or more."""
    placed: list[tuple[Column, float, tuple[str, ...], float]] = []
    at = MARGIN
    for column, cell in zip(wanted, cells, strict=True):
        lines, size = _cell(column, cell, face, letters)
        placed.append((column, at, lines, size))
        at += column.width
    height = max(least, max(len(lines) * size * _LEADING for _, _, lines, size in placed) + _PAD)
    texts = tuple(text for one in placed for text in _lines(*one, face=face, height=height))
    return Box(height, texts, _grid(wanted, height), joined, above)


def heading(wanted: tuple[Column, ...], *, letters: float = 9) -> Box:
    """A table's head, never alone at the foot of a page."""
    made = row(wanted, (column.title for column in wanted), letters=letters, face=SEMIBOLD, joined=True)
    return made._replace(rules=(*made.rules, Rule(MARGIN, 0, _end(wanted), 0)))


@lru_cache(maxsize=4_096)  # roles, results and numbers come again and again
def _cell(column: Column, cell: str, face: str, letters: float) -> tuple[tuple[str, ...], float]:
    inside = column.width - 2 * _PAD
    text = shown(cell)
    if paper.width(text, face, letters) <= inside:
        return (text,), letters
    if column.wraps:
        return tuple(wrap(text, face, letters, inside)), letters
    lines, size, overflow = parts.fit(text, face, inside, largest=letters, smallest=letters - 2, two_line=letters - 1)
    return (tuple(wrap(text, face, letters - 2, inside)), letters - 2) if overflow else (lines, size)


def _lines(
    column: Column, left: float, lines: tuple[str, ...], size: float, *, face: str, height: float
) -> Iterable[Text]:
    x = left + _PAD + (column.width - 2 * _PAD) * column.anchor
    top = (height - len(lines) * size * _LEADING) / 2
    for at, line in enumerate(lines):
        if line:
            yield Text(x, top + size * (_LEADING * at + 1.02), line, face, size, column.anchor)


def _end(wanted: tuple[Column, ...]) -> float:
    return float(MARGIN + sum(column.width for column in wanted))


@lru_cache(maxsize=256)
def _grid(wanted: tuple[Column, ...], height: float) -> tuple[Rule, ...]:
    x, rules = MARGIN, [Rule(MARGIN, 0, MARGIN, height), Rule(MARGIN, height, _end(wanted), height)]
    for column in wanted:
        x += column.width
        rules.append(Rule(x, 0, x, height))
    return tuple(rules)


_NO_FORMS: Mapping[str, int] = {}


def paint(sheet: Sheet, box: Box, top: float, forms: Mapping[str, int] = _NO_FORMS) -> bytes:
    """The operators of a box whose top stands `top` points over the paper's lower edge.

    `forms`: in which form of the document each logo is drawn, by its digest.
    """
    drawn = [
        sheet.operators(text.x, top - text.y, text.text, text.face, text.size, anchor=text.anchor) for text in box.texts
    ]
    drawn += [
        b"%.2f w %.2f %.2f m %.2f %.2f l S\n" % (rule.width, rule.x, top - rule.y, rule.to_x, top - rule.to_y)
        for rule in box.rules
    ]
    drawn += [
        parts.qr_operators(parts.qr(scan.text), scan.x, top - scan.y - scan.side, scan.side) for scan in box.scans
    ]
    drawn += [_picture(each, top, forms) for each in box.pictures]
    return b"".join(drawn)


def _picture(one: Picture, top: float, forms: Mapping[str, int]) -> bytes:
    place = b"q %.2f 0 0 %.2f %.2f %.2f cm" % (one.width, one.height, one.x, top - one.y - one.height)
    if not one.own:
        return b"%b /E%d Do Q\n" % (place, forms[one.image.digest]) if one.image.digest in forms else b""
    # As letters, not bytes: some readers look for the picture's end (EI) in what it is made of.
    content = base64.a85encode(one.image.content, wrapcol=120) + b"~>"
    size = b"/W %d/H %d/BPC 8/CS/RGB/F[/A85/DCT]" % (one.image.width, one.image.height)
    return b"%b BI%b ID\n%b\nEI Q\n" % (place, size, content)
