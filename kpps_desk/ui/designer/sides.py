"""Whole sides of a sheet: how many sign on the front, what a new back page holds.

What a newcomer gets wrong: a second signatory over the first. It goes where nothing stands yet, beside the others.
"""

from collections.abc import Sequence
from dataclasses import replace

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.designs import Design, Item
from kpps_desk.domain.snapping import MARGIN
from kpps_desk.ui.designer.arranging import box_of
from kpps_desk.ui.designer.boxes import Box

_SIGN = "penanda_tangan"
_ROOM = 80.0  # millimetres that one signatory needs
_DATED = "{kota}, {tanggal_terbit}"
_STEP = 5.0  # millimetres


def signatories(items: Sequence[Item]) -> int:
    """How many boxes are signed in; 0: one in which all sign, however many they are."""
    found = [item for item in items if item.kind == _SIGN]
    return 0 if any(item.number == 0 for item in found) or not found else len(found)


def with_signatories(items: Sequence[Item], count: int, page: tuple[float, float]) -> tuple[Item, ...]:
    """So many boxes, numbered 1, 2, 3 ...; 0: one for all. The last ones go, new ones stand beside the first."""
    found = list(items)
    places = sorted((at for at, item in enumerate(found) if item.kind == _SIGN), key=lambda at: (found[at].number, at))
    for at in sorted(places[max(count, 1) :], reverse=True):
        del found[at]
    kept = [at for at, item in enumerate(found) if item.kind == _SIGN]
    for number, at in enumerate(sorted(kept, key=lambda at: found[at].number), 1):
        found[at] = _of(found[at], number if count else 0, page)
    while sum(item.kind == _SIGN for item in found) < max(count, 1):
        found.append(_another(found, page, numbered=count > 0))
    return tuple(found)


def fresh_back(design: Design) -> tuple[Item, ...]:
    """A heading and the table of topics; of a piagam, which has none, the heading alone."""
    width, height = design.size_mm
    title = "MATERI BIMBINGAN TEKNIS" if design.kind is not Kind.PIAGAM else "KETERANGAN"
    head = Item(
        "teks", MARGIN, 22, width - 2 * MARGIN, 10, text=title, weight="Bold", size=18, smallest=12, spacing=1.5,
        color=design.accent,
    )  # fmt: skip
    table = Item("materi", 2 * MARGIN, 42, width - 4 * MARGIN, height - 42 - 2 * MARGIN, align="kiri")
    return (head, table) if design.kind is not Kind.PIAGAM else (head,)


def _of(item: Item, number: int, page: tuple[float, float]) -> Item:
    """The box of one of them; one that all shared shrinks to what one needs, at its right end."""
    if item.number == 0 and number and item.w > _ROOM:
        return replace(item, number=number, x=round(item.x + item.w - _ROOM, 1), w=_ROOM, align="tengah")
    if item.number and not number:
        return replace(item, number=0, x=60.0, w=round(page[0] - 60.0 - 2 * MARGIN, 1), align="kanan")
    return replace(item, number=number)


def _another(items: Sequence[Item], page: tuple[float, float], *, numbered: bool) -> Item:
    others = sorted((item for item in items if item.kind == _SIGN), key=lambda item: item.number)
    if not others:
        return Item(_SIGN, page[0] - 110, page[1] - 65, 90, 42, number=int(numbered), text=_DATED)
    box = _free(box_of(others[-1]), [box_of(item).grown(-0.5) for item in items], page)
    return replace(others[-1], x=box.x, y=box.y, number=others[-1].number + 1, text="")


def _free(box: Box, taken: Sequence[Box], page: tuple[float, float]) -> Box:
    """As high as the pattern, where nothing stands; else a step beside it."""
    steps = int((page[0] - 2 * MARGIN - box.w) / _STEP)
    places = [box._replace(x=round(page[0] - MARGIN - box.w - step * _STEP, 1)) for step in range(max(steps, 0) + 1)]
    free = [place for place in places if not any(place.touches(other) for other in taken)]
    return min(free, key=lambda place: abs(place.x - box.x), default=box.moved(-2 * _STEP, -2 * _STEP))
