"""Where a page lies on the sheet that is printed: as it is, on other paper, moved, or two on one sheet.

What a newcomer gets wrong: turning backs around. Both slots of a sheet lie along its long edge, and the sheet is turned
over that edge, so a back belongs into the very slot of its front, upright.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlab.lib.units import mm

from kpps_desk.documents.hands import Matrix, Page
from kpps_desk.documents.paper import Size
from kpps_desk.domain.designs import PAPERS
from kpps_desk.domain.press import PressSettings


class Sheets(NamedTuple):
    """How settings lay pages of one size: the sheet, and the matrix of each slot (None: the page as it is)."""

    size: Size
    slots: tuple[Matrix | None, ...]


def sheets(settings: PressSettings, page: Size) -> Sheets:
    """The sheet for pages of this size. A page is made smaller where it must be, never larger."""
    upright = page.height >= page.width
    size = _paper(settings, page, upright if settings.up == 1 else not upright)
    slots = tuple(_placed(page, slot, settings) for slot in _slots(size, settings.up))
    return Sheets(size, slots)


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
    """One side of a sheet; None leaves its slot empty."""
    placed = [page._replace(at=slot) for page, slot in zip(pages, laid.slots, strict=False) if page is not None]
    if not placed:
        return Page(None, None, size=laid.size)
    first, *others = placed
    return first._replace(beside=tuple(others), size=laid.size)


class _Slot(NamedTuple):
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


def _slots(size: Size, up: int) -> tuple[_Slot, ...]:
    """Along the long edge, the first above or on the left."""
    if up == 1:
        return (_Slot(0, 0, *size),)
    if size.height >= size.width:
        half = size.height / 2
        return (_Slot(0, half, size.width, half), _Slot(0, 0, size.width, half))
    half = size.width / 2
    return (_Slot(0, 0, half, size.height), _Slot(half, 0, half, size.height))


def _placed(page: Size, slot: _Slot, settings: PressSettings) -> Matrix | None:
    scale = min(1.0, slot.width / page.width, slot.height / page.height)
    x = slot.x + (slot.width - page.width * scale) / 2 + settings.dx * mm
    y = slot.y + (slot.height - page.height * scale) / 2 - settings.dy * mm
    if scale == 1 and abs(x) < 0.001 and abs(y) < 0.001:
        return None
    return (scale, 0, 0, scale, x, y)
