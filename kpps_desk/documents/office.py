"""What the office's papers share: letterhead, title, numbered blanks, signatures.

What a newcomer gets wrong: leaving out what isn't known. A number or a name that the workspace lacks is a dotted line,
to be filled with a pen.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kpps_desk import words
from kpps_desk.documents import boxes, parts
from kpps_desk.documents.boxes import LEFT, MARGIN, MIDDLE, Box, Picture, Rule, Text
from kpps_desk.documents.paper import BOLD, REGULAR, SEMIBOLD, Size
from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.office import Logo

DOTS = "." * 48
_SHORT = "." * 28
_AIR = 10.0  # points between logo and lines
_SIGNED = 62.0  # points for a wet signature and a stamp


def or_dots(text: str) -> str:
    return text or DOTS


def or_short_dots(text: str) -> str:
    return text or _SHORT


def day_or_dots(day: date | None) -> str:
    return words.long_date(day) if day else _SHORT


def letterhead(paper: PaperSettings, size: Size, *, letters: float = 13.0) -> Box:
    """The office's name over a double rule; the first two lines are the weightier ones, `letters` points large.

    The logo stands on the left; the lines stay in the paper's middle and keep clear of it.
    """
    logo = _logo(paper.logo, letters) if paper.logo else None
    room = boxes.room(size) - (2 * (logo.width + _AIR) if logo else 0)
    texts: list[Text] = []
    tight: list[str] = []
    y = 0.0
    for number, line in enumerate(map(boxes.shown, paper.letterhead)):
        face, largest = (BOLD, letters) if number < 2 else (REGULAR, letters - 3.5)
        fitted = parts.fit(line, face, room, largest=largest, smallest=8, two_line=9)
        tight += [line] if fitted.overflow else []
        for each in fitted.lines:
            y += fitted.size * 1.35
            texts.append(Text(size.width / 2, y, each, face, fitted.size, MIDDLE))
    pictures: tuple[Picture, ...] = ()
    if logo:
        down = max(0.0, (logo.height - y) / 2)
        texts = [text._replace(y=text.y + down) for text in texts]
        pictures = (logo._replace(y=max(2.0, (y - logo.height) / 2)),)
        y = max(y, logo.height)
    y += 8
    right = size.width - MARGIN
    rules = (Rule(MARGIN, y, right, y, 1.6), Rule(MARGIN, y + 2.4, right, y + 2.4, 0.5))
    return Box(y + 18, tuple(texts), rules, joined=True, tight=tuple(tight), pictures=pictures)


def _logo(logo: Logo, letters: float) -> Picture:
    """As high as four lines of the letterhead, and no wider than half as much again."""
    high = letters * 4.6
    scale = min(high / logo.height, high * 1.5 / logo.width)
    return Picture(MARGIN, 0, logo.width * scale, logo.height * scale, logo)


def title(size: Size, *lines: str, letters: float = 12) -> list[Box]:
    """Capitals in the middle, the first line heavier."""
    found = [
        boxes.paragraph(line, size, face=SEMIBOLD if at else BOLD, letters=letters - (1 if at else 0), anchor=MIDDLE,
                        joined=True, after=1)
        for at, line in enumerate(lines)
    ]  # fmt: skip
    return [*found, boxes.gap(10, joined=True)]


def pairs(
    size: Size, told: Sequence[tuple[str, str]], *, letters: float = 10, name: float = 120, indent: float = 0,
    joined: bool = False,
) -> list[Box]:  # fmt: skip
    """`Nama  : Siti` a line each, the second text broken under itself."""
    left = MARGIN + indent
    value = left + name + 10
    leading = letters * 1.4
    found = []
    for label, text in told:
        lines = boxes.wrap(text, REGULAR, letters, size.width - MARGIN - value)
        names = boxes.wrap(label, REGULAR, letters, name - 4)
        texts = [Text(left, leading * (at + 0.85), line, REGULAR, letters) for at, line in enumerate(names)]
        texts.append(Text(left + name, leading * 0.85, ":", REGULAR, letters))
        texts += [Text(value, leading * (at + 0.85), line, REGULAR, letters) for at, line in enumerate(lines)]
        found.append(Box(leading * max(len(lines), len(names)) + 1.5, tuple(texts), joined=joined))
    return found


def closing(body: Iterable[Box], *end: Box) -> Iterator[Box]:
    """The end of a paper on one page with the last of its body: nobody signs a page that says nothing else."""
    held: list[Box] = []
    for box in body:
        held.append(box)
        if len(held) > 2:
            yield held.pop(0)
    yield from (box._replace(joined=True) for box in (*held, *end[:-1]))
    yield end[-1]


def signature(paper: PaperSettings, size: Size, *above: str, left: Sequence[str] = ()) -> Box:
    """On the right: the lines `above`, the signatory's title, room for pen and stamp, the name; `left` beside it."""
    width = boxes.room(size) / 2 - 8
    x = MARGIN + boxes.room(size) / 2 + 8
    texts: list[Text] = []
    y = 12.0
    for text, face in (*((line, REGULAR) for line in above), (paper.signatory_title, REGULAR)):
        for line in boxes.wrap(text, face, 10, width):
            texts.append(Text(x + width / 2, y, line, face, 10, MIDDLE))
            y += 14
    y += _SIGNED - 14
    for line in boxes.wrap(paper.signatory_name, BOLD, 10, width):
        texts.append(Text(x + width / 2, y, line, BOLD, 10, MIDDLE))
        y += 13
    for line in boxes.wrap(paper.signatory_number, REGULAR, 9, width) if paper.signatory_number else ():
        texts.append(Text(x + width / 2, y, line, REGULAR, 9, MIDDLE))
        y += 12
    texts += [Text(MARGIN, 12 + 13 * at, boxes.shown(line), REGULAR, 9, LEFT) for at, line in enumerate(left)]
    return Box(max(y, 12 + 13.0 * len(left)) + 4, tuple(texts))
