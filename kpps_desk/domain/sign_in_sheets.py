"""Where everything stands on a sign-in sheet: the one set of measures that the drawing and the reading of it share.

What a newcomer gets wrong: moving a cell here and thinking that printed sheets move with it. Each printed page keeps
its own layout (`to_json`), and what is scanned is read by that.

Millimetres from the paper's upper left corner, x to the right, y down.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from kpps_desk.domain.office import Logo

BLANKS = 10  # lines for whoever comes without being listed
MARK = 5.0  # side of the black squares by which a scan is straightened
ROW = 10.0  # height of a line
QR = 24.0  # side of the page's code, without its white border
EDGE = 12.5  # nothing stands nearer to the paper's edge than this, but the marks' upper and lower borders
NUMBER = (6.5, 3.4)  # what the printed number takes of a cell's upper left corner
_HALF = 34.0  # width of a signature cell
_SIGNED = 4  # lines' worth of room for the signatory, on the last page
_LEAST = 2  # lines on the last page: nobody signs a page that says nothing else
_HEADING = 7.0  # height of the table's head


class Paper(NamedTuple):
    """`mark_x`, `mark_y`: the first mark's middle. A page that is turned by 5 degrees on the glass loses no mark."""

    width: float
    height: float
    mark_x: float
    mark_y: float


PAPERS = {"A4": Paper(210, 297, 15, 10.5), "F4": Paper(215, 330, 16.5, 11.5)}


class Rect(NamedTuple):
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


class Layout(NamedTuple):
    """A page as it is read: the marks' middles (upper left, upper right, lower right, lower left), a cell a row."""

    paper: str
    marks: tuple[tuple[float, float], ...]
    code: Rect  # the QR without its white border
    cells: tuple[Rect, ...]

    @property
    def size(self) -> Paper:
        return PAPERS[self.paper]


class Frozen(NamedTuple):
    """A printed page: `members` of its rows (None: a blank line), the first number, which print of the session."""

    layout: Layout
    members: tuple[int | None, ...]
    first: int
    batch: int


def table_top(*, first: bool) -> float:
    """Where the table's head begins: under the letterhead and title, or under a short line on later pages."""
    return 86.0 if first else 48.0


def lay_out(paper: str, rows: int, number: int) -> Layout:
    """A page with this many lines from `number` on; odd ones sign in the left half of the column, even ones right."""
    size = PAPERS[paper]
    right, low = size.width - size.mark_x, size.height - size.mark_y
    marks = ((size.mark_x, size.mark_y), (right, size.mark_y), (right, low), (size.mark_x, low))
    edge = size.width - EDGE
    code = Rect(edge - QR - 1, size.mark_y + 7, QR, QR)
    top = table_top(first=number == 1) + _HEADING
    halves = (edge - 2 * _HALF, edge - _HALF)
    cells = tuple(Rect(halves[(number + at - 1) % 2], top + ROW * at, _HALF, ROW) for at in range(rows))
    return Layout(paper, marks, code, cells)


def _room(paper: str, *, first: bool) -> int:
    """Lines that a page holds."""
    size = PAPERS[paper]
    return int((size.height - size.mark_y - 10 - table_top(first=first) - _HEADING) // ROW)


def paginate(paper: str, rows: int) -> list[int]:
    """How many lines each page gets; the last one leaves room for the signatory."""
    left, pages = rows, list[int]()
    while left + _SIGNED > (room := _room(paper, first=not pages)):
        taken = min(room, left - _LEAST)  # the last page is never empty
        pages.append(taken)
        left -= taken
    return [*pages, left]


def to_json(page: Frozen) -> str:
    """For `sheet.layout`."""
    layout = page.layout
    told = {
        "paper": layout.paper,
        "marks": layout.marks,
        "code": layout.code,
        "cells": layout.cells,
        "members": page.members,
        "first": page.first,
        "batch": page.batch,
    }
    return json.dumps(told, separators=(",", ":"))


def from_json(text: str) -> Frozen:
    told = json.loads(text)
    layout = Layout(
        told["paper"],
        tuple((x, y) for x, y in told["marks"]),
        Rect(*told["code"]),
        tuple(Rect(*cell) for cell in told["cells"]),
    )
    return Frozen(layout, tuple(told["members"]), told["first"], told["batch"])


# What a page says ----------------------------------------------------------------------------------------------------


class Line(NamedTuple):
    """One person of the list, as printed."""

    name: str
    tps: str
    role: str


class Heading(NamedTuple):
    """What all pages of a session's list share; `details` are told as `Hari, tanggal : Kamis, ...`."""

    letterhead: tuple[str, ...]
    title: str
    details: tuple[tuple[str, str], ...]
    signed_at: str  # 'Jakarta, 9 November 2024'
    signatory_title: str
    signatory_name: str
    name: str = "DAFTAR HADIR"
    hint: str = "Tanda tangan di dalam kotak bernomor. Jangan menulisi kode dan kotak hitam di sudut lembar."
    logo: Logo | None = None
    signatory_number: str = ""


class SheetPage(NamedTuple):
    """`lines` of None are blank; the last page has room for the signatory."""

    heading: Heading
    layout: Layout
    code: str
    page: int
    pages: int
    first: int  # number of the first line
    lines: Sequence[Line | None]
