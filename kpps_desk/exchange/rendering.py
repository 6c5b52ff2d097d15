"""Pages of a PDF as pixels, by pdfium.

What a newcomer gets wrong: calling pdfium from two threads. It keeps state of its own and crashes, so every use in this
program holds PDFIUM while it works on a page.
"""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2

PDFIUM = threading.Lock()


class Picture(NamedTuple):
    """Three bytes (red, green, blue) a pixel; a row takes `stride` bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_picture(pdf: bytes, *, width: int, page: int = 0) -> Picture:
    """One page of a document of our own, `width` pixels wide."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return _picture(document, page, width)
        finally:
            document.close()


def pictures(path: Path, *, width: int) -> Iterator[tuple[int, Picture]]:
    """(pages in all, picture) of each page of a file in turn; pdfium is free between two of them."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(path)
        pages = len(document)
    try:
        for page in range(pages):
            with PDFIUM:
                picture = _picture(document, page, width)
            yield pages, picture
    finally:
        with PDFIUM:
            document.close()


def _picture(document: Any, page: int, width: int) -> Picture:
    sheet = document[page]
    bitmap = sheet.render(scale=width / sheet.get_width(), rev_byteorder=True)
    picture = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    bitmap.close()
    sheet.close()
    return picture
