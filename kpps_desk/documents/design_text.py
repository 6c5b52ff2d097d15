"""A text of a design in its box: cleaned of what paper can't show, fitted, and where its lines stand.

What a newcomer gets wrong: drawing a name as it came. Control and bidi characters would turn the words around it, and a
letter that the typeface lacks would be drawn by no glyph at all, which PDF/A forbids: it stands as an empty square and
is reported.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.units import mm

from kpps_desk.documents import paper
from kpps_desk.documents.parts import Fitted, step
from kpps_desk.domain import values
from kpps_desk.domain.designs import Item

SQUARE = "□"  # stands for a letter that the typeface lacks
LEADING = 1.2  # of the size, from line to line
_RISE = LEADING / 2 + 0.35  # of the size, from a line's upper edge to its foot: capitals stand in its middle
_ANCHORS = {"kiri": 0.0, "tengah": 0.5, "kanan": 1.0}
_ABOVE = {"atas": 0.0, "tengah": 0.5, "bawah": 1.0}


def shown(text: str) -> str:
    """What is drawn for `text`, line by line."""
    if text.isascii() and text.isprintable():
        return text
    return _shown(text)


@lru_cache(maxsize=4096)
def _shown(text: str) -> str:
    cleaned = "\n".join(values.clean(line)[0] for line in text.split("\n"))
    for missing in lacking(cleaned):
        cleaned = cleaned.replace(missing, SQUARE)
    return cleaned


def lacking(text: str) -> str:
    """The visible letters that the typeface can't show, each once."""
    if text.isascii():
        return ""
    cleaned = "".join(values.clean(line)[0] for line in text.split("\n"))
    return paper.missing_glyphs(cleaned)


class Box(NamedTuple):
    """A text's place on the page in points, from the paper's lower left; `top` is its upper edge."""

    left: float
    top: float
    width: float
    height: float
    face: str
    size: float
    smallest: float
    lines: int
    anchor: float  # share of a line that stands left of x
    x: float  # around it the lines are drawn
    above: float  # share of the spare height that stands above the text
    tallest: float  # size of one line that fills the height
    spacing: float
    color: bytes  # the operator

    def fitted(self, text: str) -> Fitted:
        return fit(text, self.face, self.width, self.height, self.size, self.smallest, self.lines, self.spacing)

    def feet(self, fitted: Fitted) -> list[float]:
        """The height at which each line stands."""
        leading = fitted.size * LEADING
        spare = self.height - len(fitted.lines) * leading
        first = self.top - spare * self.above - fitted.size * _RISE
        return [first - line * leading for line in range(len(fitted.lines))]


def box(item: Item, height: float) -> Box:
    """The item's on a page that is so many points high."""
    width, anchor = max(item.w * mm, 1), _ANCHORS[item.align]
    return Box(
        left=item.x * mm,
        top=height - item.y * mm,
        width=width,
        height=max(item.h * mm, 1),
        face=f"PlusJakartaSans-{item.weight}",
        size=item.size,
        smallest=min(item.smallest, item.size),
        lines=item.lines,
        anchor=anchor,
        x=item.x * mm + width * anchor,
        above=_ABOVE[item.upright],
        tallest=step(max(item.h * mm, 1) / LEADING),
        spacing=item.spacing,
        color=color_operator(item.color),
    )


@lru_cache(maxsize=64)
def color_operator(color: str) -> bytes:
    return b"%.3f %.3f %.3f rg\n" % tuple(int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))


@lru_cache(maxsize=256)  # a crew's position is the same seven times
def fit(
    text: str, face: str, width: float, height: float, size: float, smallest: float, lines: int, spacing: float = 0
) -> Fitted:
    """As few lines as can be at `smallest` or more; where none will do the largest that fits, and `overflow`.

    Letters are never dropped: what is too long becomes smaller than is good.
    """
    if "\n" not in text:  # the usual one: a line that fits
        one = min(size, _room(text, face, width, spacing), step(height / LEADING))
        if one >= smallest:
            return Fitted((text,), one, False)
    hard = tuple(text.split("\n"))
    best = Fitted(hard, 0, True)
    for count in range(len(hard), max(lines, len(hard)) + 1):
        broken = _broken(hard, count, face)
        fits = min(size, step(height / (len(broken) * LEADING)))
        for line in broken:
            fits = min(fits, _room(line, face, width, spacing))
        if fits >= smallest:
            return Fitted(broken, fits, False)
        if fits > best.size:
            best = Fitted(broken, fits, True)
    return best


def _room(line: str, face: str, width: float, spacing: float) -> float:
    one = paper.width(line, face, 1)
    if spacing:
        width = max(width - spacing * max(len(line) - 1, 0), width / 4)
    return step(width / one) if one else 1000.0


def _broken(hard: tuple[str, ...], count: int, face: str) -> tuple[str, ...]:
    """In `count` lines where the words allow: those paragraphs are broken that are the longest for their lines."""
    shares = [1] * len(hard)
    words = [line.split(" ") for line in hard]
    widths = [paper.width(line, face, 1) for line in hard]
    for _ in range(count - len(hard)):
        open_ = [at for at in range(len(hard)) if len(words[at]) > shares[at]]
        if not open_:
            break
        shares[max(open_, key=lambda at: widths[at] / shares[at])] += 1
    out: list[str] = []
    for pieces, share in zip(words, shares, strict=True):
        out += _balanced(tuple(pieces), share, face)
    return tuple(out)


@lru_cache(maxsize=256)
def _balanced(words: tuple[str, ...], count: int, face: str) -> tuple[str, ...]:
    """In at most `count` lines so that the longest is short; in two, a comma before titles is the better place."""
    if count == 1:
        return (" ".join(words),)
    widths = [paper.width(word + " ", face, 1) for word in words]
    if count == 2:
        return _halved(words, widths)
    low, high = max(widths), sum(widths)
    while high - low > 0.02:  # of the size: less than shows
        middle = (low + high) / 2
        if len(_filled(words, widths, middle)) <= count:
            high = middle
        else:
            low = middle
    return _filled(words, widths, high)


def _halved(words: tuple[str, ...], widths: list[float]) -> tuple[str, ...]:
    total, first = sum(widths), 0.0
    best, at = float("inf"), 1
    for cut in range(1, len(words)):
        first += widths[cut - 1]
        cost = max(first, total - first) * (0.9 if words[cut - 1].endswith(",") else 1)
        if cost < best:
            best, at = cost, cut
    return " ".join(words[:at]), " ".join(words[at:])


def _filled(words: tuple[str, ...], widths: list[float], room: float) -> tuple[str, ...]:
    """As many words on each line as there is room for."""
    lines: list[list[str]] = [[]]
    left = room
    for word, width in zip(words, widths, strict=True):
        if width > left and lines[-1]:
            lines.append([])
            left = room
        lines[-1].append(word)
        left -= width
    return tuple(" ".join(line) for line in lines)


def write(sheet: Any, place: Box, text: str) -> bytes:
    """The operators of a text in its box, without its colour."""
    if not place.spacing and "\n" not in text:  # the usual one, 300,000 times a province: a line that fits
        one = paper.width(text, place.face, 1)
        size = min(place.size, place.tallest, step(place.width / one) if one else place.size)
        if size >= place.smallest:
            foot = place.top - (place.height - size * LEADING) * place.above - size * _RISE
            line: bytes = sheet.operators(place.x - one * size * place.anchor, foot, text, place.face, size, anchor=0)
            return line
    fitted = place.fitted(text)
    rest = (place.face, fitted.size, place.anchor, place.spacing)
    pairs = zip(fitted.lines, place.feet(fitted), strict=True)
    return b"".join([line_operators(sheet, place.x, foot, line, *rest) for line, foot in pairs if line])


def line_operators(
    sheet: Any, x: float, y: float, text: str, face: str, size: float, anchor: float, spacing: float = 0
) -> bytes:
    """One line; `spacing` in points between letters, which the operators set and take back."""
    if not spacing:
        drawn: bytes = sheet.operators(x, y, text, face, size, anchor=anchor)
        return drawn
    shift = spacing * (len(text) - 1) * anchor
    drawn = sheet.operators(x - shift, y, text, face, size, anchor=anchor)
    return b"%.2f Tc %b0 Tc\n" % (spacing, drawn)
