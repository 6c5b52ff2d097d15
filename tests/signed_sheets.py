"""Signed sheets as a scanner sees them: printed, signed by several hands, soiled, turned, blurred, noised, pressed.

What a newcomer gets wrong: another picture each run. Everything comes from the seed, so a page that is misjudged can be
made again by its number.
"""

import io
import math
import random
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from kpps_desk.documents import sign_in_sheet
from kpps_desk.domain.sign_in_sheets import BLANKS, Layout, Line, Rect, SheetPage, paginate
from kpps_desk.exchange import straightening
from kpps_desk.exchange.rendering import PDFIUM

Point = tuple[float, float]
Stroke = Sequence[Point]
_BASES = {100: 200, 150: 150, 200: 200, 300: 200}  # dpi of the scan: in which the page is printed and signed


class Signed(NamedTuple):
    """`signed` of each row; `damage` names what was done to the page."""

    picture: Image.Image
    signed: tuple[bool, ...]
    page: SheetPage
    damage: str


# Hands: strokes in millimetres around (0, 0), about `wide` by `high` -------------------------------------------------


def _loops(dice: random.Random, wide: float, high: float) -> list[Stroke]:
    turns, lean = dice.uniform(3, 7), dice.uniform(-0.4, 0.4)
    points = []
    for step in range(90):
        at = step / 89
        size = high / 2 * dice.uniform(0.93, 1.07) * (0.6 + 0.4 * math.sin(math.pi * at))
        y = size * math.sin(turns * math.tau * at)
        x = (at - 0.5) * wide * 0.85 + size * 0.6 * math.cos(turns * math.tau * at) + lean * y
        points.append((x, y))
    return [points]


def _initials(dice: random.Random, wide: float, high: float) -> list[Stroke]:
    letters = dice.randint(2, 3)
    found: list[Stroke] = []
    for number in range(letters):
        left = -wide / 2 + wide * number / letters
        for _ in range(dice.randint(1, 2)):
            corners = [
                (left + dice.uniform(0, wide / letters * 1.2), dice.uniform(-high / 2, high / 2)) for _ in range(4)
            ]
            corners[0] = (corners[0][0], -high / 2)
            corners[3] = (corners[3][0], high / 2)
            found.append(_curve(corners))
    return found


def _waves(dice: random.Random, wide: float, high: float) -> list[Stroke]:
    count = dice.randint(5, 11)
    points = []
    for number in range(count * 8):
        at = number / (count * 8 - 1)
        points.append(((at - 0.5) * wide, -high / 2 * math.sin(at * count * math.pi) * (1 - 0.6 * at)))
    under = _curve([(-wide / 2, high / 2), (0, high / 2.4), (wide / 3, high / 1.9), (wide / 1.9, high / 2.6)])
    return [points, under] if dice.random() < 0.6 else [points]


def _name(dice: random.Random, wide: float, high: float) -> list[Stroke]:
    """A capital and a line of small letters."""
    capital = _curve([(-wide / 2, high / 2), (-wide / 2.2, -high), (-wide / 3, -high / 2), (-wide / 3.4, high / 2)])
    small = [
        ((at / 60 - 0.28) * wide * 0.9, high / 4 * math.sin(at * dice.uniform(0.95, 1.0)) + dice.uniform(-0.2, 0.2))
        for at in range(48)
    ]
    return [capital, small]


def _paraf(dice: random.Random, wide: float, high: float) -> list[Stroke]:
    """A small mark of 7 to 10 millimetres."""
    small, low = dice.uniform(7, 10), min(high, dice.uniform(4, 6))
    corners = [(dice.uniform(-small / 2, small / 2), dice.uniform(-low / 2, low / 2)) for _ in range(7)]
    corners[0], corners[3], corners[6] = (-small / 2, low / 2), (0, -low / 2), (small / 2, low / 3)
    return [_curve(corners[:4]), _curve(corners[3:])]


def _curve(corners: Sequence[Point]) -> Stroke:
    """A cubic curve through its first and last point."""
    found = []
    for step in range(25):
        at = step / 24
        shares = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at * at * (1 - at), at**3)
        found.append(
            tuple(sum(share * point[axis] for share, point in zip(shares, corners, strict=True)) for axis in (0, 1))
        )
    return found  # type: ignore[return-value]


_HANDS: tuple[Callable[[random.Random, float, float], list[Stroke]], ...] = (_loops, _initials, _waves, _name, _paraf)
# width in millimetres, brightness: ballpoint, gel, thin pencil, heavy marker
_PENS = ((0.4, 75), (0.5, 35), (0.32, 120), (0.9, 25), (0.45, 60), (0.35, 100))


# A page --------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=12)
def printed(size: str, people: int, number: int, dpi: int = 200) -> tuple[SheetPage, Image.Image]:
    """A page of a list as the printer gives it."""
    lines = [Line(f"Nama Contoh {at}, S.Pd.", f"{1 + at // 9:03}", "Anggota KPPS") for at in range(people)]
    codes = [f"UJI{size}{people:03}{page:04}" for page in range(len(paginate(size, people + BLANKS)))]
    pages = list(sign_in_sheet.pages_of(sign_in_sheet.SAMPLE[0].heading, size, lines, codes))
    file = io.BytesIO()
    for _ in sign_in_sheet.write(file, size, pages, title="Uji"):
        pass
    with PDFIUM:
        document = pypdfium2.PdfDocument(file.getvalue())
        picture = document[number].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        document.close()
    return pages[number], picture


def page(seed: int, *, size: str = "A4", dpi: int | None = None, damage: str | None = None) -> Signed:
    """A page signed and scanned, all by this seed; `damage` names one of DAMAGES."""
    dice = random.Random(seed)
    damage = damage if damage is not None else dice.choices(DAMAGES, _OFTEN)[0]
    dpi = dpi or dice.choice((100, 150, 150, 200, 300))
    sheet, blank = printed(size, 40, dice.choice((0, 0, 1)), _BASES[dpi])
    scale = _BASES[dpi] / 25.4
    signed = tuple(dice.random() < 0.75 for _ in sheet.lines)
    ink = Image.new("L", blank.size, 255)
    pen = ImageDraw.Draw(ink)
    for cell, wanted in zip(sheet.layout.cells, signed, strict=True):
        if wanted:
            _sign(pen, scale, dice, cell)
    _soil(ink, scale, dice, [cell for cell, one in zip(sheet.layout.cells, signed, strict=True) if one], damage)
    paper = ImageChops.multiply(blank, ink)
    return Signed(_scanned(paper, dice, dpi, damage), signed, sheet, damage)


def sign(pdf: Path, layouts: Sequence[Layout], signed: Sequence[Sequence[bool]], *, seed: int = 1) -> list[Image.Image]:
    """The pages of a printed list, the rows that are `signed` signed by hand, as a clean scanner sees them."""
    dice = random.Random(seed)
    found = []
    for number, (layout, rows) in enumerate(zip(layouts, signed, strict=True)):
        with PDFIUM:
            document = pypdfium2.PdfDocument(pdf)
            blank = document[number].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
            document.close()
        pen = ImageDraw.Draw(blank)
        for cell, wanted in zip(layout.cells, rows, strict=True):
            if wanted:
                middle = (cell.left + cell.width / 2, cell.top + cell.height / 2)
                _draw(pen, 200 / 25.4, dice.choice(_HANDS[:4])(dice, 20, 7), middle, _PENS[dice.randrange(2)])
        found.append(_scanned(blank, dice, 200, "clean"))
    return found


DAMAGES = ("clean", "stamp", "coffee", "speckled", "tall", "dim", "perspective", "faint", "folded", "bent")
_OFTEN = (8, 1, 2, 2, 2, 3, 3, 3, 2, 2)


def _sign(pen: ImageDraw.ImageDraw, scale: float, dice: random.Random, cell: Rect) -> None:
    hand = dice.choice(_HANDS)
    wide, high = dice.uniform(12, 28), dice.uniform(5, 9)
    if dice.random() < 0.12:  # goes over its borders
        wide, high = dice.uniform(26, 40), dice.uniform(9, 15)
    x = cell.left + cell.width / 2 + dice.uniform(-3, 3)
    y = cell.top + cell.height / 2 + dice.uniform(-1.2, 1.2)
    _draw(pen, scale, hand(dice, wide, high), (x, y), dice.choice(_PENS), dice.uniform(-0.15, 0.15))


def _draw(
    pen: ImageDraw.ImageDraw,
    scale: float,
    strokes: Sequence[Stroke],
    at: Point,
    tool: tuple[float, int],
    turned: float = 0,
) -> None:
    width, gray = tool
    cos, sin = math.cos(turned), math.sin(turned)
    for stroke in strokes:
        points = [((at[0] + x * cos - y * sin) * scale, (at[1] + x * sin + y * cos) * scale) for x, y in stroke]
        pen.line(points, fill=gray, width=max(1, round(width * scale)), joint="curve")


def _soil(ink: Image.Image, scale: float, dice: random.Random, cells: Sequence[Rect], damage: str) -> None:
    pen = ImageDraw.Draw(ink)
    if damage == "stamp":  # of the office, over the last cells or beside the signatory
        cell = dice.choice(cells)
        x, y, r = cell.left + dice.uniform(0, 34), cell.bottom + dice.uniform(-8, 25), dice.uniform(15, 20)
        for radius, width in ((r, 0.7), (r - 2.2, 0.4), (r - 7, 0.4)):
            box = [(x - radius) * scale, (y - radius) * scale, (x + radius) * scale, (y + radius) * scale]
            pen.ellipse(box, outline=dice.randint(110, 150), width=max(1, round(width * scale)))
    elif damage == "coffee":
        stain = Image.new("L", ink.size, 255)
        drop = ImageDraw.Draw(stain)
        for _ in range(2):
            x, y, r = dice.uniform(90, 190), dice.uniform(60, 250), dice.uniform(18, 40)
            box = [(x - r) * scale, (y - r) * scale, (x + r) * scale, (y + r) * scale]
            drop.ellipse(box, fill=dice.randint(222, 238), outline=dice.randint(195, 215), width=round(1.6 * scale))
        ink.paste(ImageChops.multiply(ink, stain.filter(ImageFilter.GaussianBlur(0.45 * scale))))
    elif damage == "speckled":
        for _ in range(dice.randint(40, 120)):
            x, y, r = dice.uniform(0, ink.width), dice.uniform(0, ink.height), dice.uniform(0.5, 1.6)
            pen.ellipse([x - r, y - r, x + r, y + r], fill=dice.randint(40, 160))
    elif damage == "tall":  # somebody signs over three lines
        cell = dice.choice(cells)
        middle = (cell.left + cell.width / 2, cell.top + 5)
        if dice.random() < 0.5:
            _draw(pen, scale, _loops(dice, 30, 22), middle, dice.choice(_PENS))
        else:
            _draw(pen, scale, [_curve([(-12, 2), (-4, -9), (2, 16), (14, 12)])], middle, dice.choice(_PENS))
    elif damage == "folded":
        y = dice.uniform(100, 240) * scale
        pen.line([(0, y), (ink.width, y + dice.uniform(-20, 20))], fill=225, width=round(0.6 * scale))


def _scanned(paper: Image.Image, dice: random.Random, dpi: int, damage: str) -> Image.Image:
    paper = paper.reduce(2) if dpi == 100 else paper
    size = tuple(round(side * dpi / _BASES[dpi]) for side in paper.size) if dpi > 200 else paper.size
    turned = math.radians(dice.uniform(-5, 5))
    corners = [
        _turned(point, turned, paper.size) for point in ((0, 0), (0, paper.height), paper.size, (paper.width, 0))
    ]
    if damage in ("perspective", "bent"):
        jolt = min(paper.size) * (0.03 if damage == "perspective" else 0.015)
        corners = [(x + dice.uniform(-jolt, jolt), y + dice.uniform(-jolt, jolt)) for x, y in corners]
    border = dice.choice((255, 255, 250, 40))
    how, flat = _bent(corners) if damage == "bent" else _flat(corners, (size[0], size[1]))
    made = paper.transform((size[0], size[1]), how, flat, Image.Resampling.BICUBIC, fillcolor=border)
    made = made.filter(ImageFilter.GaussianBlur(dice.uniform(0.2, 0.9) * dpi / 150))
    low, high = dice.randint(0, 35), dice.randint(225, 255)
    if damage == "dim":
        high = dice.randint(170, 215)
        shade = Image.linear_gradient("L").resize(made.size).point([150 + value * 105 // 255 for value in range(256)])
        made = ImageChops.multiply(made, shade)
    elif damage == "faint":
        low = dice.randint(50, 80)
    made = made.point([round(low + (high - low) * value / 255) for value in range(256)])
    return _pressed(_noised(made, dice, dice.uniform(2, 9)), dice)


def _bent(corners: Sequence[Point]) -> tuple[Image.Transform, Sequence[float]]:
    """As Pillow counts a four-sided figure: its sides stay straight, what lies between them doesn't."""
    return Image.Transform.QUAD, [number for corner in corners for number in corner]


def _flat(corners: Sequence[Point], size: tuple[int, int]) -> tuple[Image.Transform, Sequence[float]]:
    """As a camera sees a flat page."""
    whole = [(0, 0), (0, size[1]), size, (size[0], 0)]
    return Image.Transform.PERSPECTIVE, straightening.perspective(whole, corners)


def _turned(point: tuple[float, float], angle: float, size: tuple[int, int]) -> Point:
    x, y = point[0] - size[0] / 2, point[1] - size[1] / 2
    return x * math.cos(angle) - y * math.sin(angle) + size[0] / 2, x * math.sin(angle) + y * math.cos(angle) + size[
        1
    ] / 2


def _noised(picture: Image.Image, dice: random.Random, sigma: float) -> Image.Image:
    """Noise of a tile, laid over all of it: Pillow's own can't be seeded."""
    tile = Image.frombytes("L", (256, 256), dice.randbytes(65_536))
    other = ImageChops.offset(tile, 91, 137).transpose(Image.Transpose.ROTATE_90)
    tile = ImageChops.add(tile, other, scale=2)  # triangular, a deviation of 52
    noise = Image.new("L", picture.size)
    for left in range(0, picture.width, 256):
        for top in range(0, picture.height, 256):
            noise.paste(ImageChops.offset(tile, dice.randrange(256), dice.randrange(256)), (left, top))
    share = sigma / 52
    noise = noise.point([round(128 + (value - 128) * share) for value in range(256)])
    return ImageChops.add(picture, noise, scale=1, offset=-128)


def _pressed(picture: Image.Image, dice: random.Random) -> Image.Image:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=dice.randint(45, 90))
    with Image.open(file) as back:
        return back.convert("L")
