"""One typeface, many threads: the preview and a print draw at the same moment, and each has its own letters."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from kpps_desk.documents.paper import BOLD, Sheet, Size

_ACCENTED = "".join(map(chr, range(0xC0, 0x180)))  # most are two glyphs in one, which is what is looked up in the file
_SIZE = Size(200, 100)


@pytest.fixture
def threads_that_change_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def _paper(text: str) -> bytes:
    sheet = Sheet(_SIZE, [BOLD], text)
    sheet.canvas.drawString(10, 10, text[:5])
    made: bytes = sheet.canvas.getpdfdata()
    return made


@pytest.mark.usefixtures("threads_that_change_often")
def test_papers_drawn_at_the_same_moment_are_those_drawn_one_after_another() -> None:
    texts = [_ACCENTED[start::3] for start in range(3)] * 10
    alone = [_paper(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(_paper, texts))
    assert together == alone
