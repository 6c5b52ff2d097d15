"""The page of one scan: what it is, over the picture as the workspace keeps it.

What a newcomer gets wrong: drawing the picture here. binding.py lays it under the page byte by byte, so that its hash
is that of the kept one; `place` says where.
"""

from collections.abc import Iterator

from kpps_desk.documents import boxes, paper
from kpps_desk.documents.boxes import FACES, MARGIN, Box
from kpps_desk.documents.flow import LOWEST, Section
from kpps_desk.documents.paper import SEMIBOLD, Size
from kpps_desk.domain.evidence import Caption

__all__ = ["FACES", "SAMPLE", "SIZE", "place", "section"]

SIZE = paper.A4
_HEAD = 62.0  # points for the caption
_SIDE = 12.0
SAMPLE = Caption(
    "Sesi 3, lembar 1 dari 2",
    ("Bimbingan Teknis KPPS, Sabtu, 9 November 2024", "Berkas pindai.pdf, disimpan 09-11-2024 12.30 oleh Petugas."),
    1240,
    1754,
)


def section(caption: Caption, size: Size = SIZE) -> Section:
    """One page."""
    return Section(f"Pindaian · {caption.title}", tuple(_boxes(caption, size)))


def _boxes(caption: Caption, size: Size) -> Iterator[Box]:
    yield boxes.paragraph(caption.title, size, face=SEMIBOLD, letters=11, after=2)
    for line in caption.lines:
        yield boxes.paragraph(line, size, letters=8.5, after=0)


def place(caption: Caption, size: Size) -> tuple[float, float, float, float]:
    """Where the picture lies: x, y of its lower left, width, height, as large as the page allows."""
    room_wide, room_high = size.width - 2 * _SIDE, size.height - MARGIN - _HEAD - LOWEST
    scale = min(room_wide / caption.wide, room_high / caption.high)
    wide, high = caption.wide * scale, caption.high * scale
    return (size.width - wide) / 2, LOWEST + (room_high - high), wide, high
