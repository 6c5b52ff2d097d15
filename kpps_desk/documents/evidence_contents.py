"""The contents of an evidence bundle: each chapter and what lies in it, with its page.

What a newcomer gets wrong: pages of a part. They are the bundle's own, which stand at the head of each page.
"""

from collections.abc import Iterator

from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MARGIN, RIGHT, Box, Text
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import REGULAR, SEMIBOLD, Size
from kpps_desk.domain.evidence import Contents, ContentsLine

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
_PAGES = 34.0  # points for the page's number
SAMPLE = Contents(
    "Kelurahan Gambir, Kecamatan Gambir",
    (
        ContentsLine("Kesiapan setiap TPS", 3),
        ContentsLine("Daftar hadir yang dicetak", 12),
        *(
            ContentsLine(f"Sesi {at}: Bimbingan Teknis KPPS, gelombang {at}, Sabtu, 9 November 2024", 12 + at, True)
            for at in range(1, 9)
        ),
        ContentsLine("Indeks", 60),
    ),
)


def section(contents: Contents, size: Size = SIZE) -> Section:
    """As many pages as it takes."""
    return Section(f"Daftar isi · {contents.area}", tuple(_boxes(contents, size)))


def _boxes(contents: Contents, size: Size) -> Iterator[Box]:
    yield from office.title(size, "DAFTAR ISI", contents.area)
    for line in contents.lines:
        yield _line(line, size)


def _line(line: ContentsLine, size: Size) -> Box:
    face, letters = (REGULAR, 9.0) if line.below else (SEMIBOLD, 10.0)
    left = MARGIN + (14 if line.below else 0)
    right = size.width - MARGIN
    said = boxes.wrap(line.title, face, letters, right - left - _PAGES)
    leading = letters * 1.4
    texts = [Text(left, leading * at + letters, each, face, letters) for at, each in enumerate(said)]
    end = left + paper.width(said[-1], face, letters) + 6
    dots = int((right - _PAGES + 6 - end) / paper.width(". ", REGULAR, 7))
    y = texts[-1].y
    if dots > 2:
        texts.append(Text(right - _PAGES + 8, y, ". " * dots, REGULAR, 7, RIGHT))
    texts.append(Text(right, y, str(line.page), face, letters, RIGHT))
    return Box(leading * len(said) + (2 if line.below else 5), tuple(texts))
