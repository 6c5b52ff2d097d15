"""Where a page lies on the sheet that is printed: as it is, on other paper, moved, or two on one sheet.

What a newcomer gets wrong: turning backs around. Both beds of a sheet lie along its long edge, and the sheet is turned
over that edge, so a back belongs into the very bed of its front, upright.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlab.lib.units import mm

from kpps_desk.documents.hands import Matrix, Page
from kpps_desk.documents.paper import Size
from kpps_desk.domain.designs import PAPERS
from kpps_desk.domain.press import PressSettings


class Sheets(NamedTuple):
    """How settings lay pages of one size: the sheet, and the matrix of each bed (None: the page as it is)."""

    size: Size
    beds: tuple[Matrix | None, ...]


def sheets(settings: PressSettings, page: Size) -> Sheets:
    """The sheet for pages of this size. A page is made smaller where it must be, never larger."""
    upright = page.height >= page.width
    size = _paper(settings, page, upright if settings.up == 1 else not upright)
    beds = tuple(_placed(page, bed, settings) for bed in _beds(size, settings.up))
    return Sheets(size, beds)


def scale(settings: PressSettings, page: Size) -> float:
    """How much smaller these settings print pages of this size."""
    bed = sheets(settings, page).beds[0]
    return 1.0 if bed is None else bed[0]


def groups(keys: Sequence[object], up: int) -> Iterator[int]:
    """How many lie on each sheet, where only neighbours with equal keys (sizes) share one."""
    at = 0
    while at < len(keys):
        count = 1
        while count < up and at + count < len(keys) and keys[at + count] == keys[at]:
            count += 1
        yield count
        at += count


def impose(laid: Sheets, pages: Sequence[Page | None]) -> Page:
    """One side of a sheet; None leaves its bed empty."""
    placed = [page._replace(at=bed) for page, bed in zip(pages, laid.beds, strict=False) if page is not None]
    if not placed:
        return Page(None, None, size=laid.size)
    first, *others = placed
    return first._replace(beside=tuple(others), size=laid.size)


class _Bed(NamedTuple):
    x: float
    y: float
    width: float
    height: float


def _paper(settings: PressSettings, page: Size, upright: bool) -> Size:
    if settings.size is None:
        short, long = sorted(page)
    else:
        short, long = (length * mm for length in PAPERS[settings.size])
    return Size(short, long) if upright else Size(long, short)


def _beds(size: Size, up: int) -> tuple[_Bed, ...]:
    """Along the long edge, the first above or on the left."""
    if up == 1:
        return (_Bed(0, 0, *size),)
    if size.height >= size.width:
        half = size.height / 2
        return (_Bed(0, half, size.width, half), _Bed(0, 0, size.width, half))
    half = size.width / 2
    return (_Bed(0, 0, half, size.height), _Bed(half, 0, half, size.height))


def _placed(page: Size, bed: _Bed, settings: PressSettings) -> Matrix | None:
    scale = min(1.0, bed.width / page.width, bed.height / page.height)
    x = bed.x + (bed.width - page.width * scale) / 2 + settings.dx * mm
    y = bed.y + (bed.height - page.height * scale) / 2 - settings.dy * mm
    if scale == 1 and abs(x) < 0.001 and abs(y) < 0.001:
        return None
    return (scale, 0, 0, scale, x, y)
