"""The index of an evidence bundle on paper: each part with its SHA-256, and how to check it.

What a newcomer gets wrong: looking for the signature here. It is over this page too, so it can only stand in the file
itself and in the text beside it; the page names the key.
"""

from collections.abc import Iterator

from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MARGIN, RIGHT, Box, Rule, Text
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import REGULAR, SEMIBOLD, Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.evidence import IndexLine, IndexSheet

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
_DIGEST = 8.0
SAMPLE = IndexSheet(
    paper=DKI_2024.paper,
    area="Kelurahan Gambir, Kecamatan Gambir",
    signed_by=(("Kantor", "PPS Kelurahan Gambir"), ("Kunci", "AbC123")),
    lines=tuple(IndexLine(f"{at}-{at + 3}", f"Daftar hadir: sesi {at}", f"{at:02x}" * 32) for at in range(1, 30)),
    how=("SHA-256 setiap bagian dihitung atas bita bagian itu di dalam berkas PDF.",),
)


def section(index: IndexSheet, size: Size = SIZE) -> Section:
    """As many pages as it takes."""
    return Section(f"Indeks berkas bukti · {index.area}", tuple(_boxes(index, size)))


def _boxes(index: IndexSheet, size: Size) -> Iterator[Box]:
    yield office.letterhead(index.paper, size, letters=11)
    yield from office.title(size, "INDEKS", index.area, letters=11)
    yield from office.pairs(size, index.signed_by, letters=9, name=90)
    yield boxes.gap(4)
    for sentence in index.how:
        yield boxes.paragraph(sentence, size, letters=8.5, after=3)
    yield boxes.gap(6)
    for line in index.lines:
        yield _line(line, size)


def _line(line: IndexLine, size: Size) -> Box:
    right = size.width - MARGIN
    pages = f"hlm. {line.pages}"
    room = right - MARGIN - paper.width(pages, REGULAR, 8) - 12
    said = boxes.wrap(line.title, SEMIBOLD, 8.5, room)
    texts = [Text(MARGIN, 11 + 12 * at, each, SEMIBOLD, 8.5) for at, each in enumerate(said)]
    texts.append(Text(right, 11, pages, REGULAR, 8, RIGHT))
    low = 11 + 12.0 * len(said)
    grouped = " ".join(line.digest[start : start + 8] for start in range(0, len(line.digest), 8))
    texts.append(Text(MARGIN, low, grouped, REGULAR, _DIGEST))
    height = low + 7
    return Box(height, tuple(texts), (Rule(MARGIN, height - 2, right, height - 2, 0.3),))
