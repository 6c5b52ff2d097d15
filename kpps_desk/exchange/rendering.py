"""Pages of a PDF as pixels, by pdfium.

What a newcomer gets wrong: calling pdfium from two threads. It keeps state of its own and crashes, so every use in this
program holds PDFIUM while it works on a page.
"""

import threading
from typing import NamedTuple

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
            sheet = document[page]
            bitmap = sheet.render(scale=width / sheet.get_width(), rev_byteorder=True)
            picture = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            sheet.close()
        finally:
            document.close()
    return picture
