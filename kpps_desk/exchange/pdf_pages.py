"""An open PDF, looked at page by page: how large, what it looks like, where a text stands.

What a newcomer gets wrong: opening the file anew for each page. Reading the index of a province's PDF takes longer than
drawing one of its pages, so it stays open until `close`; every use holds PDFIUM.
"""

import atexit
import time
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakSet

import pypdfium2

from kpps_desk.exchange.rendering import PDFIUM, Picture
from kpps_desk.problems import Gone, Refused

_PATIENCE = 0.15  # seconds that one step of a search may take; others want pdfium too
_MOST_PIXELS = 24_000_000  # of one picture; an enlarged F4 on a sharp screen stays below
_MM = 25.4 / 72  # a point in millimetres
_POINT = 72 / 96  # a pixel of the screen at 100 %


class Room(NamedTuple):
    """How a page is wanted: within so many pixels, or (percent) of its size on paper at `ratio` pixels a point's."""

    width: int
    height: int  # 0: only the width counts
    percent: int = 0
    ratio: float = 1.0


class Mark(NamedTuple):
    """Where a text was found: pixels of the picture."""

    x: float
    y: float
    width: float
    height: float


class Shot(NamedTuple):
    picture: Picture
    percent: int  # of the size on paper
    marks: tuple[Mark, ...]


_OPEN: "WeakSet[PdfPages]" = WeakSet()


@atexit.register  # before pdfium's own, which complains of each on stderr
def _close_all() -> None:
    """What a window that goes with its process left open."""
    for pages in list(_OPEN):
        pages.close()


class PdfPages:
    """The pages of a file or of bytes; may be used from any thread, one page at a time."""

    def __init__(self, content: Path | bytes) -> None:
        with PDFIUM:
            try:
                self._document: Any = pypdfium2.PdfDocument(content)
            except (pypdfium2.PdfiumError, FileNotFoundError) as error:
                name = content.name if isinstance(content, Path) else "Isi ini"
                raise Refused(f"{name} bukan PDF yang dapat dibaca.", "Buat atau simpan kembali berkasnya.") from error
            self.count = len(self._document)
        _OPEN.add(self)

    def close(self) -> None:
        with PDFIUM:
            if self._document is not None:
                self._document.close()
                self._document = None

    def shot(self, page: int, room: Room, text: str = "") -> Shot:
        """One page as it is wanted, with the places of `text`."""
        with PDFIUM:
            sheet = self._open()[page]
            try:
                return _shot(sheet, room, text)
            finally:
                sheet.close()

    def size_mm(self, page: int) -> tuple[float, float]:
        """Width and height on paper."""
        with PDFIUM:
            wide, high = self._open().get_page_size(page)
        return wide * _MM, high * _MM

    def text(self, page: int) -> str:
        """What can be copied from a page."""
        with PDFIUM:
            sheet = self._open()[page]
            words = sheet.get_textpage()
            found = str(words.get_text_bounded())
            words.close()
            sheet.close()
        return found

    def find(self, text: str, start: int) -> tuple[list[int], int | None]:
        """Pages from `start` on that bear this text, and where to go on looking; None: that was all."""
        found: list[int] = []
        end = time.monotonic() + _PATIENCE
        for page in range(start, self.count):
            if time.monotonic() > end:
                return found, page
            with PDFIUM:
                sheet = self._open()[page]
                if _places(sheet, text, first=True):
                    found.append(page)
                sheet.close()
        return found, None

    def _open(self) -> Any:
        if self._document is None:
            raise Gone("Dokumen ini sudah ditutup.")
        return self._document


def _shot(sheet: Any, room: Room, text: str) -> Shot:
    wide, high = sheet.get_size()
    if room.percent:
        scale = room.percent / 100 * room.ratio / _POINT
    else:
        scale = min(room.width / wide, room.height / high if room.height else room.width / wide)
    scale = max(16 / wide, min(scale, (_MOST_PIXELS / (wide * high)) ** 0.5))
    bitmap = sheet.render(scale=scale, rev_byteorder=True)
    picture = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    bitmap.close()
    marks = tuple(
        Mark(left * scale, (high - top) * scale, (right - left) * scale, (top - bottom) * scale)
        for left, bottom, right, top in (_places(sheet, text) if text else ())
    )
    return Shot(picture, round(scale * _POINT / room.ratio * 100), marks)


def _places(sheet: Any, text: str, *, first: bool = False) -> list[tuple[float, float, float, float]]:
    words = sheet.get_textpage()
    search = words.search(text)
    found: list[tuple[float, float, float, float]] = []
    while (hit := search.get_next()) is not None:
        found += [words.get_rect(at) for at in range(words.count_rects(*hit))]
        if first:
            break
    search.close()
    words.close()
    return found
