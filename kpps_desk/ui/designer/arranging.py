"""Several items at once: aligned, distributed, one over the other; and all of them onto another paper.

What a newcomer gets wrong: aligning one item to itself. A single one is aligned to the page, several to each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from kpps_desk.domain.designs import Item
from kpps_desk.domain.snapping import MARGIN
from kpps_desk.ui.designer.boxes import Box, around

T = TypeVar("T")
_SQUARE = "kode_qr"
_FARTHEST = 500.0  # millimetres, as domain.designs reads it


class Align(StrEnum):
    """By which line."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"
    TOP = "top"
    CENTRE = "centre"
    BOTTOM = "bottom"


_ALIGNED: dict[Align, Callable[[Box, Box], Box]] = {
    Align.LEFT: lambda box, to: box._replace(x=to.x),
    Align.MIDDLE: lambda box, to: box._replace(x=to.middle - box.w / 2),
    Align.RIGHT: lambda box, to: box._replace(x=to.right - box.w),
    Align.TOP: lambda box, to: box._replace(y=to.y),
    Align.CENTRE: lambda box, to: box._replace(y=to.centre - box.h / 2),
    Align.BOTTOM: lambda box, to: box._replace(y=to.bottom - box.h),
}


def box_of(item: Item) -> Box:
    return Box(item.x, item.y, item.w, item.h)


def put_at(item: Item, box: Box) -> Item:
    """The item in this box, on tenths of a millimetre, within what a design can hold."""
    x, y, w, h = box.rounded()
    x, y = (min(max(value, -_FARTHEST), _FARTHEST) for value in (x, y))
    w, h = (min(max(value, 0.0), _FARTHEST) for value in (w, h))
    return replace(item, x=x, y=y, w=w, h=h)


def is_square(item: Item) -> bool:
    return item.kind == _SQUARE


def aligned(boxes: Sequence[Box], how: Align, page: tuple[float, float]) -> list[Box]:
    """One box to the page, several to what they take up together."""
    to = around(boxes) if len(boxes) > 1 else Box(0.0, 0.0, *page)
    return [_ALIGNED[how](box, to) for box in boxes]


def distributed(boxes: Sequence[Box], *, upright: bool) -> list[Box]:
    """The outer two stay; between all the same gap."""
    if len(boxes) < 3:
        return list(boxes)
    order = sorted(range(len(boxes)), key=lambda at: boxes[at].y if upright else boxes[at].x)
    whole = around(boxes)
    taken = sum(box.h if upright else box.w for box in boxes)
    gap = ((whole.h if upright else whole.w) - taken) / (len(boxes) - 1)
    found, at = list(boxes), whole.y if upright else whole.x
    for place in order:
        box = boxes[place]
        found[place] = box._replace(y=at) if upright else box._replace(x=at)
        at += (box.h if upright else box.w) + gap
    return found


def raised(
    items: Sequence[T], chosen: Sequence[int], step: int, *, end: bool = False
) -> tuple[tuple[T, ...], list[int]]:
    """The chosen ones a place up (1) or down (-1), or to that end, and where they are now; the last is on top."""
    wanted = set(chosen)
    if end:
        rest = [at for at in range(len(items)) if at not in wanted]
        order = [*rest, *sorted(wanted)] if step > 0 else [*sorted(wanted), *rest]
    else:
        order = list(range(len(items)))
        for at in sorted(wanted, reverse=step > 0):
            here, there = order.index(at), order.index(at) + step
            if 0 <= there < len(order) and order[there] not in wanted:
                order[here], order[there] = order[there], order[here]
    return tuple(items[at] for at in order), [order.index(at) for at in chosen]


def onto_paper(items: Sequence[Item], old: tuple[float, float], new: tuple[float, float]) -> tuple[Item, ...]:
    """Items of another paper: each keeps its place in proportion, and its size as far as the new one holds it."""
    return tuple(_onto(item, old, new) for item in items)


def _onto(item: Item, old: tuple[float, float], new: tuple[float, float]) -> Item:
    box = box_of(item)
    w = box.w if is_square(item) else min(box.w, max(new[0] - 2 * MARGIN, 20.0))
    x, y = box.middle * new[0] / old[0] - w / 2, box.centre * new[1] / old[1] - box.h / 2
    x = min(max(x, 0.0), max(new[0] - w, 0.0))
    return put_at(item, Box(x, min(max(y, 0.0), max(new[1] - box.h, 0.0)), w, box.h))
