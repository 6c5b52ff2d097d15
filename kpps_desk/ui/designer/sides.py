"""Whole sides of a sheet: how many sign on the front, what a new back page holds.

What a newcomer gets wrong: a second signatory over the code. All of them share the room in which nothing else stands.
"""

from collections.abc import Sequence
from dataclasses import replace

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.designs import Design, Item
from kpps_desk.domain.snapping import MARGIN
from kpps_desk.ui.designer.arranging import box_of, put_at
from kpps_desk.ui.designer.boxes import Box

_SIGN = "penanda_tangan"
_ROOM = 80.0  # millimetres that one signatory needs
_DATED = "{kota}, {tanggal_terbit}"
_GAP = 3.0


def signatories(items: Sequence[Item]) -> int:
    """How many boxes are signed in; 0: one in which all sign, however many they are."""
    found = [item for item in items if item.kind == _SIGN]
    return 0 if any(item.number == 0 for item in found) or not found else len(found)


def with_signatories(items: Sequence[Item], count: int, page: tuple[float, float]) -> tuple[Item, ...]:
    """So many boxes in a row, the first at the right as is usual; 0: one for all. The last ones go."""
    found = [item for item in items if item.kind != _SIGN]
    signing = sorted((item for item in items if item.kind == _SIGN), key=lambda item: item.number)
    pattern = signing[0] if signing else Item(_SIGN, 60, page[1] - 65, 80, 42, text=_DATED)
    left, right = _span(found, pattern, page)
    if not count:
        return (*found, replace(pattern, x=left, w=round(right - left, 1), number=0, align="kanan"))
    room = round(min((right - left) / count, _ROOM), 1)
    row = [signing[at] if at < len(signing) else replace(pattern, text="") for at in range(count)]
    return (
        *found,
        *(
            replace(item, x=round(right - room * number, 1), y=pattern.y, w=room, number=number, align="tengah")
            for number, item in enumerate(row, 1)
        ),
    )


def fresh_back(design: Design) -> tuple[Item, ...]:
    """A heading and the table of topics; of a piagam, which has none, the heading alone."""
    width, height = design.size_mm
    title = "MATERI BIMBINGAN TEKNIS" if design.kind is not Kind.PIAGAM else "KETERANGAN"
    head = Item(
        "teks", MARGIN, 22, width - 2 * MARGIN, 10, text=title, weight="Bold", size=18, smallest=12, spacing=1.5,
        color=design.accent,
    )  # fmt: skip
    table = Item("materi", 2 * MARGIN, 42, width - 4 * MARGIN, height - 42 - 2 * MARGIN, align="kiri")
    made = (head, table) if design.kind is not Kind.PIAGAM else (head,)
    return tuple(put_at(item, box_of(item)) for item in made)


def _span(others: Sequence[Item], pattern: Item, page: tuple[float, float]) -> tuple[float, float]:
    """From where to where nothing else stands beside a signatory."""
    band = Box(0, pattern.y + 1, page[0], max(pattern.h - 2, 1))
    beside = [box for box in map(box_of, others) if box.touches(band) and box.w < page[0] / 2]
    left = max((box.right + _GAP for box in beside if box.middle < page[0] / 2), default=2 * MARGIN)
    right = min((box.x - _GAP for box in beside if box.middle >= page[0] / 2), default=page[0] - 2 * MARGIN)
    return (round(left, 1), round(right, 1)) if right - left > _ROOM else (2 * MARGIN, page[0] - 2 * MARGIN)
