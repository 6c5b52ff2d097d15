"""Find a sign-in sheet in a picture: its code, its four black squares, and how its millimetres lie in the pixels.

What a newcomer gets wrong: straightening by the code alone. It is 24 mm wide, so a pixel's error there is ten at the
other end of the page. The code tells where to look for the squares; the squares tell how the page lies.
"""

from collections.abc import Sequence
from typing import NamedTuple

import zxingcpp
from PIL import Image

from kpps_desk.domain import scan_codes
from kpps_desk.domain.scan_codes import SheetCode
from kpps_desk.domain.sign_in_sheets import MARK, Layout, Rect
from kpps_desk.exchange import ink

_QR = zxingcpp.barcode_formats_from_str("QRCode")
_LONGEST = 2_600  # pixels of the side in which codes are looked for first
_LEAST = 2.7  # pixels a millimetre: below, a thin stroke is a third of one
_FINE = 4.0  # as many are enough: a larger picture is made smaller, which takes its noise away too
_NEAR, _FAR, _WIDE = 9.0, 15.0, 26.0  # millimetres around where a square should be

Point = tuple[float, float]


class Code(NamedTuple):
    """A sheet's code in a picture; corners in pixels: upper left, upper right, lower right, lower left as printed."""

    code: str
    corners: tuple[Point, ...]

    @property
    def upside_down(self) -> bool:
        return self.corners[0][1] > self.corners[3][1]


class Lying(NamedTuple):
    """How a page lies in `picture`: eight numbers that take millimetres to pixels; how many squares were seen."""

    picture: Image.Image
    numbers: tuple[float, ...]
    marks: int

    def part(self, rect: Rect, fineness: float) -> Image.Image:
        """This part of the page, straightened, at so many pixels a millimetre."""
        a, b, c, d, e, f, g, h = self.numbers
        left, top = rect.left, rect.top
        one = g * left + h * top + 1
        moved = (a / fineness, b / fineness, a * left + b * top + c, d / fineness, e / fineness, d * left + e * top + f,
                 g / fineness, h / fineness)  # fmt: skip
        size = (round(rect.width * fineness), round(rect.height * fineness))
        return self.picture.transform(
            size,
            Image.Transform.PERSPECTIVE,
            [number / one for number in moved],
            Image.Resampling.BICUBIC,
            fillcolor=255,
        )


def codes(picture: Image.Image) -> tuple[list[Code], bool]:
    """The sheets' codes in a gray picture, and whether there are QR codes of another kind."""
    factor = -(-max(picture.size) // _LONGEST)
    small = picture.reduce(factor) if factor > 1 else picture
    found = _read(small, factor)
    if not any(found) and factor > 1:
        found = _read(picture, 1)
    ours = [one for one in found if one is not None]
    return ours, len(found) > len(ours)


def _read(picture: Image.Image, factor: int) -> list[Code | None]:
    found: list[Code | None] = []
    for one in zxingcpp.read_barcodes(picture, formats=_QR, text_mode=zxingcpp.TextMode.Plain):
        read = scan_codes.read_code(one.text)
        at = one.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        placed = tuple(((corner.x + 0.5) * factor, (corner.y + 0.5) * factor) for corner in corners)
        found.append(Code(read.code, placed) if isinstance(read, SheetCode) else None)
    return found


def fineness(code: Code, layout: Layout) -> float:
    """Pixels a millimetre, by the sides of the code."""
    sides = zip(code.corners, (*code.corners[1:], code.corners[0]), strict=True)
    return sum(_distance(*side) for side in sides) / 4 / layout.code.width


def too_coarse(code: Code, layout: Layout) -> bool:
    return fineness(code, layout) < _LEAST


def straighten(picture: Image.Image, code: Code, layout: Layout) -> Lying | None:
    """How the page lies; None where fewer than three of its squares are seen."""
    factor = max(1, int(fineness(code, layout) / _FINE))
    small = picture.reduce(factor) if factor > 1 else picture
    shrunk = code._replace(corners=tuple((x / factor, y / factor) for x, y in code.corners))
    marks = _marks(small, shrunk, layout)
    seen = sum(mark is not None for mark in marks)
    if seen < 3:
        return None
    placed = [mark if mark is not None else _fourth(marks, at) for at, mark in enumerate(marks)]
    return Lying(small, perspective(layout.marks, placed), seen)


def _marks(picture: Image.Image, code: Code, layout: Layout) -> list[Point | None]:
    """Where the four squares are, from the one beside the code on to the far ones."""
    size = fineness(code, layout)
    by_code = _by_code(code, layout)
    upper_left, upper_right, lower_right, lower_left = layout.marks
    second = _square(picture, by_code(upper_right), size, _NEAR)
    shift = _shift(second, by_code(upper_right))
    first = _square(picture, _moved(by_code(upper_left), shift), size, _FAR)
    if first and second:  # the two tell direction and size better than the code does
        across = (first[0] - second[0], first[1] - second[1])
        share = (lower_left[1] - upper_left[1]) / (upper_right[0] - upper_left[0])
        down = (across[1] * share, -across[0] * share)
        guess = [_moved(second, down), _moved(first, down)]
    else:
        guess = [_moved(by_code(lower_right), shift), _moved(by_code(lower_left), shift)]
    third = _square(picture, guess[0], size, _WIDE)
    fourth = _square(picture, _moved(guess[1], _shift(third, guess[0])), size, _WIDE)
    if third is None and fourth is not None:
        third = _square(picture, _moved(guess[0], _shift(fourth, guess[1])), size, _FAR)
    return [first, second, third, fourth]


def _by_code(code: Code, layout: Layout) -> "_Affine":
    """Millimetres to pixels, as the code lies."""
    first, second, third, fourth = code.corners
    width, height = layout.code.width, layout.code.height
    right = ((second[0] - first[0] + third[0] - fourth[0]) / 2 / width,
             (second[1] - first[1] + third[1] - fourth[1]) / 2 / width)  # fmt: skip
    down = ((fourth[0] - first[0] + third[0] - second[0]) / 2 / height,
            (fourth[1] - first[1] + third[1] - second[1]) / 2 / height)  # fmt: skip
    middle = (sum(x for x, _ in code.corners) / 4, sum(y for _, y in code.corners) / 4)
    return _Affine((layout.code.left + width / 2, layout.code.top + height / 2), middle, right, down)


class _Affine(NamedTuple):
    origin: Point  # in millimetres
    at: Point  # the same in pixels
    right: Point  # pixels that one millimetre takes
    down: Point

    def __call__(self, point: Point) -> Point:
        x, y = point[0] - self.origin[0], point[1] - self.origin[1]
        return (
            self.at[0] + x * self.right[0] + y * self.down[0],
            self.at[1] + x * self.right[1] + y * self.down[1],
        )


def _square(picture: Image.Image, near: Point, size: float, around: float) -> Point | None:
    """The middle of the black square next to this point, at most `around` millimetres away."""
    reach = around * size
    box = (int(near[0] - reach), int(near[1] - reach), int(near[0] + reach), int(near[1] + reach))
    box = (max(0, box[0]), max(0, box[1]), min(picture.width, box[2]), min(picture.height, box[3]))
    if box[2] - box[0] < MARK * size or box[3] - box[1] < MARK * size:
        return None
    part = picture.crop(box)
    low, high = _share(part, 0.01), _share(part, 0.8)
    if high - low < 50:
        return None
    middle = (low + high) // 2
    dark = part.point([255 if value < middle else 0 for value in range(256)])
    found = [
        spread
        for blob in ink.blobs(dark)
        if len(blob.runs) > MARK * size / 2 and _is_square(spread := blob.spread, size)
    ]
    middles = [(box[0] + spread.middle[0], box[1] + spread.middle[1]) for spread in found]
    return min(middles, key=lambda point: _distance(point, near), default=None)


def _is_square(spread: ink.Spread, size: float) -> bool:
    side = MARK * size
    sides = all(0.72 * side < each < 1.5 * side for each in (spread.width, spread.height))
    whole = 0.6 * side * side < spread.area < 1.4 * side * side
    return sides and whole and spread.area > 0.62 * spread.width * spread.height


def _share(picture: Image.Image, share: float) -> int:
    """The brightness under which this share of the pixels lies."""
    left = picture.width * picture.height * share
    for value, count in enumerate(picture.histogram()):
        left -= count
        if left < 0:
            return value
    return 255


def _shift(found: Point | None, expected: Point) -> Point:
    return (found[0] - expected[0], found[1] - expected[1]) if found else (0.0, 0.0)


def _moved(point: Point, by: Point) -> Point:
    return point[0] + by[0], point[1] + by[1]


def _distance(first: Point, second: Point) -> float:
    return float(((first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2) ** 0.5)


def _fourth(marks: Sequence[Point | None], at: int) -> Point:
    """The one that isn't seen, as if the page lay flat."""
    one, across, two = (marks[(at + step) % 4] or (0.0, 0.0) for step in (1, 2, 3))
    return one[0] + two[0] - across[0], one[1] + two[1] - across[1]


def perspective(points: Sequence[Point], to: Sequence[Point]) -> tuple[float, ...]:
    """The eight numbers that take four points to four points, as Pillow's transform counts them."""
    rows: list[list[float]] = []
    for (x, y), (to_x, to_y) in zip(points, to, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -to_x * x, -to_x * y, to_x])
        rows.append([0, 0, 0, x, y, 1, -to_y * x, -to_y * y, to_y])
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(8):
            if other != at:
                share = rows[other][at]
                rows[other] = [value - share * mine for value, mine in zip(rows[other], rows[at], strict=True)]
    return tuple(row[8] for row in rows)
