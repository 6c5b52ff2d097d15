"""Where a side's QR codes stand, and how large: grown into free room where the page is printed smaller.

What a newcomer gets wrong: making the code smaller with its page. Two certificates on an F4 sheet would have codes of
23 mm, of which 98 in 100 are read; with 26 mm, which fit above the old ones, it is 99.
"""

import functools
import math
from typing import NamedTuple

from reportlab.lib.units import mm

from kpps_desk.documents.design_sides import Side
from kpps_desk.domain.designs import Item

_WANTED = 26.0  # mm on paper
_MOST = 1.25  # times as large as it was laid out
_STEP = 0.25  # mm
_ROOM = 0.5  # mm that stay free around it


class Place(NamedTuple):
    """In points from the lower left corner of the page as it was laid out, the white border included."""

    x: float
    y: float
    edge: float


@functools.lru_cache(maxsize=64)
def places(side: Side, scale: float) -> tuple[Place, ...]:
    """`scale`: how much smaller the page will be on its sheet."""
    found = []
    for item in side.items:
        if item.kind == "kode_qr":
            edge = _grown(side, item, scale)
            left = item.x - (edge - min(item.w, item.h)) / 2
            found.append(Place(left * mm, side.size.height - (item.y + min(item.w, item.h)) * mm, edge * mm))
    return tuple(found)


def edge_on_paper(side: Side, scale: float) -> float:
    """How wide the smallest of them will be, in points; endless where there is none."""
    return min((place.edge * scale for place in places(side, scale)), default=math.inf)


def _grown(side: Side, item: Item, scale: float) -> float:
    """Its edge in mm: around its middle and upwards, as far as nothing stands there."""
    edge = min(item.w, item.h)
    if scale == 1 or side.design.background:  # under which it has its white border
        return edge
    larger = min(_WANTED / scale, edge * _MOST)
    while larger > edge and not _is_free(side, item, larger):
        larger -= _STEP
    return max(edge, larger)


def _is_free(side: Side, item: Item, larger: float) -> bool:
    edge = min(item.w, item.h)
    left, bottom = item.x - (larger - edge) / 2, item.y + edge
    others = (other for other in side.items if other is not item and other.y < bottom)
    return left > _ROOM and not any(
        other.x < left + larger + _ROOM
        and other.x + other.w > left - _ROOM
        and other.y + other.h > bottom - larger - _ROOM
        for other in others
    )
