"""Judge the signature cells of a straightened sheet: signed, empty, or unsure, by ink that the blank form hasn't.

What a newcomer gets wrong: counting dark pixels. A neighbour's long stroke, a stamp's edge, coffee and a dash are ink
too; so ink is followed as strokes, and what mostly lies elsewhere, or is thin and straight, leaves a cell unsure.
Inside its lines a cell of the blank form is plain paper but for the number in its corner, which is left out; paper is
whatever is bright around, so that shadow and gray paper say nothing.

Measured on the generated pages of tests/signed_sheets.py (all damages, 100 to 300 dpi; A4 seeds 3000-3174, F4 seeds
4000-4149): of 6,632 cells 6,585 right, 47 unsure (0.7 %), none wrong; 4 of 325 pages sent back to be scanned again, as
bent or without a legible code. Most of the unsure lie under a stamp. A page takes some 0.3 s of one processor.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter

from kpps_desk.domain.sign_in_sheets import NUMBER, Layout, Rect
from kpps_desk.exchange import ink
from kpps_desk.exchange.straightening import Lying

FINE = 6  # pixels a millimetre in which cells are judged
_AROUND = 4.0  # millimetres around the cells that are looked at too: where do strokes come from
_INSET = 0.7  # of a cell beside its lines
_LINE = 0.45  # half of what a printed line may take
_SHIFT = 1.3  # a line is looked for so far from where it should be: paper bends
_FIRST = 3.0  # the first one even farther
_VISIBLE = 0.6  # of the lines have to be seen, else the page isn't what it seems
_LEVEL = 64  # what paper that is neither darker nor brighter than around counts as
_PAPER = 3  # pixels in which the paper's brightness is taken together


class Verdict(StrEnum):
    SIGNED = "signed"
    EMPTY = "empty"
    UNSURE = "unsure"


class Cell(NamedTuple):
    """`own`: ink (square millimetres) of strokes that are this cell's; `other`: of those that mostly lie elsewhere."""

    verdict: Verdict
    own: float
    other: float
    trace: float  # square millimetres of all that may be ink
    width: float  # millimetres over which the own ink spreads
    thickness: float  # millimetres; small for a straight dash
    place: Rect  # where the cell really is


def judge(page: Lying, layout: Layout) -> list[Cell] | None:
    """A verdict for each cell; None where the table's lines aren't where they should be."""
    zone = _zone(layout)
    picture = page.part(zone, FINE)
    places, seen = _snapped(picture, zone, layout.cells)
    if seen < _VISIBLE:
        return None
    dark = _darkness(picture)
    owned = _Owned(zone, places)

    def shares(least: int) -> list[_Share]:
        drawn = dark.point(_above(least))
        return _shares(ink.blobs(_without_lines(drawn, zone, places)), owned)

    trace, *sure = _levels(dark, _contrast(page.picture))
    traces = _shares(ink.blobs(_without_lines(_thin(dark.point(_above(trace))), zone, places)), owned)
    levels = [shares(least) for least in sure]
    return [_cell(trace, strokes, place) for trace, *strokes, place in zip(traces, *levels, places, strict=True)]


def _zone(layout: Layout) -> Rect:
    left = min(cell.left for cell in layout.cells) - _AROUND
    right = max(cell.right for cell in layout.cells) + _AROUND
    top = layout.cells[0].top - _AROUND
    return Rect(left, top, right - left, layout.cells[-1].bottom + _AROUND - top)


# Where the lines really are ------------------------------------------------------------------------------------------


def _snapped(picture: Image.Image, zone: Rect, cells: Sequence[Rect]) -> tuple[list[Rect], float]:
    """The cells moved to the lines around them, and the share of lines that were seen.

    A line is looked for where the last one was, so that a bend in the paper is followed down the page.
    """
    found: list[Rect] = []
    seen = 0
    moved = [0.0, 0.0, 0.0, 0.0]
    for cell in cells:
        middle, high = (
            Rect(cell.left + 2, cell.top, cell.width - 4, 0),
            Rect(cell.left, cell.top + 1.5, 0, cell.height - 3),
        )
        sides = (
            high,
            middle,
            high._replace(left=cell.right),
            middle._replace(top=cell.bottom),
        )
        reach = _SHIFT if found else _FIRST
        for side, line in enumerate(sides):
            near = moved[3] if side == 1 else moved[side]  # the last cell's lower line is this one's upper
            shift = _line(picture, zone, _at(line, near, level=side % 2 == 1), reach if side == 1 else _SHIFT)
            seen += side % 2 if shift is not None else 0
            moved[side] = near + (shift or 0)
        x, y = cell.left + moved[0], cell.top + moved[1]
        found.append(Rect(x, y, cell.right + moved[2] - x, cell.bottom + moved[3] - y))
    return found, seen / 2 / len(cells)


def _at(line: Rect, shift: float, *, level: bool) -> Rect:
    return line._replace(top=line.top + shift) if level else line._replace(left=line.left + shift)


def _line(picture: Image.Image, zone: Rect, line: Rect, far: float) -> float | None:
    """How far (mm) a printed line lies from where it should; None where there is none."""
    level = line.height == 0
    x, y = (line.left - zone.left) * FINE, (line.top - zone.top) * FINE
    reach = round(far * FINE)
    if level:
        middle = round(y)
        box, flat = (round(x), middle - reach, round(x + line.width * FINE), middle + reach), (1, 2 * reach)
    else:
        middle = round(x)
        box, flat = (middle - reach, round(y), middle + reach, round(y + line.height * FINE)), (2 * reach, 1)
    if min(box) < 0 or box[2] > picture.width or box[3] > picture.height:
        return None
    profile = picture.resize(flat, Image.Resampling.BOX, box=box).tobytes()
    darkest = min(range(1, len(profile) - 1), key=lambda at: sum(profile[at - 1 : at + 2]))
    usual = sorted(profile)[len(profile) * 2 // 3]
    if usual - profile[darkest] < 24:
        return None
    return (middle - reach + darkest + 0.5 - (y if level else x)) / FINE


def _without_lines(drawn: Image.Image, zone: Rect, places: Sequence[Rect]) -> Image.Image:
    """Take the printed lines out; a stroke that crosses one stays whole."""
    for place in places:
        for y in (place.top, place.bottom):
            _bridge(drawn, _pixels(zone, Rect(zone.left, y - _LINE, zone.width, 2 * _LINE)), level=True)
        for x in (place.left - place.width, place.left, place.right, place.right + place.width):
            if zone.left < x - 1 and x + 1 < zone.right:
                _bridge(drawn, _pixels(zone, Rect(x - _LINE, place.top, 2 * _LINE, place.height)), level=False)
    return drawn


def _pixels(zone: Rect, rect: Rect) -> tuple[int, int, int, int]:
    left, top = round((rect.left - zone.left) * FINE), round((rect.top - zone.top) * FINE)
    return left, top, left + max(1, round(rect.width * FINE)), top + max(1, round(rect.height * FINE))


def _bridge(drawn: Image.Image, box: tuple[int, int, int, int], *, level: bool) -> None:
    """Ink in this band only where there is ink on both of its sides."""
    left, top, right, bottom = box
    if level:
        one, two = drawn.crop((left, top - 1, right, top)), drawn.crop((left, bottom, right, bottom + 1))
    else:
        one, two = drawn.crop((left - 1, top, left, bottom)), drawn.crop((right, top, right + 1, bottom))
    both = ImageChops.darker(_wider(one), _wider(two))
    drawn.paste(both.resize((right - left, bottom - top)), box)


_WIDER = ImageFilter.MaxFilter(9)


def _wider(line: Image.Image) -> Image.Image:
    """A line of pixels, each ink spread to its neighbours: strokes cross lines askew."""
    return line.filter(_WIDER)


# Ink -----------------------------------------------------------------------------------------------------------------


def _darkness(picture: Image.Image) -> Image.Image:
    """How much darker than the paper around it each pixel is, on top of _LEVEL."""
    soft = picture.filter(ImageFilter.GaussianBlur(0.8))
    small = soft.resize((max(1, soft.width // _PAPER), max(1, soft.height // _PAPER)), Image.Resampling.BOX)
    bright = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(5))
    paper = bright.filter(ImageFilter.GaussianBlur(2)).resize(soft.size, Image.Resampling.BILINEAR)
    return ImageChops.subtract(paper, soft, 1, _LEVEL)


_STEPS = (1.7, 2.8, 4.8)  # what a stamp or coffee joins at one level stands apart at another


_FULL = 190  # between paper and print on a good scan


def _contrast(picture: Image.Image) -> float:
    """How much of a good scan's contrast between paper and print this one has, half of it at least."""
    histogram = picture.histogram()
    pixels = picture.width * picture.height
    return min(1.0, max(0.5, (_reached(histogram, pixels * 0.6) - _reached(histogram, pixels * 0.005)) / _FULL))


def _levels(dark: Image.Image, contrast: float) -> list[int]:
    """From which darkness on it may be a trace of ink, and from which on it is ink for sure, level by level.

    The paper's own noise is measured on the bright side of the middle, where there is no ink.
    """
    histogram = dark.histogram()
    pixels = dark.width * dark.height
    middle = _reached(histogram, pixels * 0.5)
    noise = max(1.0, middle - _reached(histogram, pixels * 0.16))
    ink_for_sure = max(22 * contrast, 5.5 * noise)
    return [
        round(middle + max(20 * contrast, 4.5 * noise)),
        *(min(254, round(middle + ink_for_sure * step)) for step in _STEPS),
    ]


def _reached(histogram: Sequence[int], wanted: float) -> int:
    left = wanted
    for value, count in enumerate(histogram):
        left -= count
        if left <= 0:
            return value
    return 255


def _thin(drawn: Image.Image) -> Image.Image:
    """Without what is broader than a pen makes it: stains."""
    small = drawn.reduce(2).point(_above(127))
    broad = small.filter(ImageFilter.MinFilter(5)).filter(ImageFilter.MaxFilter(9))
    return ImageChops.subtract(drawn, broad.resize(drawn.size))


def _above(threshold: int) -> list[int]:
    return [255 if value > threshold else 0 for value in range(256)]


# Whose ink -----------------------------------------------------------------------------------------------------------


class _Owned:
    """Which cell a pixel belongs to: the cells inside their lines, without the numbers' corners."""

    def __init__(self, zone: Rect, places: Sequence[Rect]) -> None:
        self.rows: dict[int, tuple[int, int, int]] = {}  # y: cell, first and last pixel
        for number, place in enumerate(places):
            inner = Rect(place.left + _INSET, place.top + _INSET, place.width - 2 * _INSET, place.height - 2 * _INSET)
            left, top, right, bottom = _pixels(zone, inner)
            corner = round((place.top + NUMBER[1] - zone.top) * FINE)
            beside = round((place.left + NUMBER[0] - zone.left) * FINE)
            for y in range(top, bottom):
                self.rows[y] = (number, beside if y < corner else left, right)
        self.count = len(places)


class _Share:
    """What strokes leave in one cell."""

    def __init__(self) -> None:
        self.own = ink.Spread()
        self.other = ink.Spread()
        self.dots = ink.Spread()


_MINE = 0.5  # of a stroke's ink within a cell makes it that cell's
_MOSTLY, _TALL = 0.25, 24.0  # as much does if no cell has more and the stroke is no higher (mm): a large signature
_SPECK = 1.3  # millimetres: what is no longer is dust or a dot


def _shares(blobs: Sequence[ink.Blob], owned: _Owned) -> list[_Share]:
    shares = [_Share() for _ in range(owned.count)]
    for blob in blobs:
        inside: dict[int, ink.Spread] = {}
        for run in blob.runs:
            cell, left, right = owned.rows.get(run.y, (-1, 0, 0))
            start, stop = max(run.start, left), min(run.stop, right)
            if start < stop:
                inside.setdefault(cell, ink.Spread()).add(run.y, start, stop)
        if inside:
            _give(shares, inside, blob.spread)
    return shares


def _give(shares: Sequence[_Share], inside: dict[int, ink.Spread], whole: ink.Spread) -> None:
    """A stroke's ink to the cells it runs through: to the one that it belongs to as its own."""
    small = max(whole.width, whole.height) <= _SPECK * FINE
    most = max(spread.area for spread in inside.values())
    for cell, spread in inside.items():
        share = spread.area / whole.area
        mine = share > _MINE or (spread.area == most and share > _MOSTLY and whole.height <= _TALL * FINE)
        part = shares[cell].dots if small else shares[cell].own if mine else shares[cell].other
        part.join(spread)


_SIGNED = 4.0  # square millimetres of own ink and more
_WIDE = 4.5  # millimetres
_FLAT = 0.5  # millimetres: thinner is a dash
_STANDS_OUT = 0.65  # of a cell's ink: the rest may be a stamp that was pressed over the signature
_CLEAN, _DUSTY = 0.5, 2.5  # square millimetres of strokes, of dots


def _cell(trace: _Share, levels: Sequence[_Share], place: Rect) -> Cell:
    inked = levels[0].own.area + levels[0].other.area
    best = next((share.own for share in levels if _signs(share.own) and share.own.area >= _STANDS_OUT * inked), None)
    shown = best or levels[0].own
    all_ink = (trace.own.area + trace.other.area) / FINE / FINE
    if best is not None:
        verdict = Verdict.SIGNED
    else:
        clean = all_ink <= _CLEAN and trace.dots.area <= _DUSTY * FINE * FINE
        verdict = Verdict.EMPTY if clean else Verdict.UNSURE
    own, other = shown.area / FINE / FINE, levels[0].other.area / FINE / FINE
    width, thickness = (shown.width / FINE, shown.thickness / FINE) if shown.area else (0.0, 0.0)
    return Cell(verdict, own, other, all_ink, width, thickness, place)


def _signs(own: ink.Spread) -> bool:
    wide = own.width >= _WIDE * FINE and own.area >= _SIGNED * FINE * FINE
    return wide and own.thickness > _FLAT * FINE
