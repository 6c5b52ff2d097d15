"""Scans as gray pictures, page by page: a PDF of many pages, a TIFF of many, a PNG, a JPEG, what a telephone took.

What a newcomer gets wrong: opening what a file says it is. The first bytes tell; a page that would unfold to hundreds
of megabytes is not opened; and one broken page doesn't hide the others.
"""

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image, ImageOps

from kpps_desk.exchange.rendering import PDFIUM
from kpps_desk.problems import Refused, Unavailable, reason

MAX_BYTES = 300 * 1024 * 1024
MAX_PAGES = 500
MAX_PIXELS = 60_000_000  # a picture of a telephone has 12 to 50 million
_DPI = 200
_RENDERED = 12_000_000  # pixels of a PDF's page: an A3 at 200 dpi has 8 million
_KEPT = 1_754  # pixels of the longer side of what is kept: 150 dpi
_QUALITY = 55
_PDF_HEAD = 1024
_KINDS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")
_AGAIN = "Gunakan berkas PDF, PNG, JPG, atau TIFF."


class Page(NamedTuple):
    """One page; `digest` tells it from any other (SHA-256, hex). No picture: `trouble` says why, in one sentence."""

    number: int  # from 1
    pages: int
    digest: str
    picture: Image.Image | None
    trouble: str = ""


def pages(path: Path) -> Iterator[Page]:
    """The pages of a scan in turn. Refused where it is no scan, Unavailable where it can't be read."""
    content = _content(path)
    digest = hashlib.sha256(content)
    made = _pdf_pages(path, content) if b"%PDF-" in content[:_PDF_HEAD] else _pictures(path, content)
    for number, count, picture, trouble in made:
        one = digest.copy()
        one.update(b"%d" % number)
        yield Page(number, count, one.hexdigest(), picture, trouble)


def kept(picture: Image.Image) -> bytes:
    """The picture as it stays with the session: a gray JPEG of at most 150 dpi."""
    small = picture.copy()
    small.thumbnail((_KEPT, _KEPT), Image.Resampling.BOX)
    file = io.BytesIO()
    small.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refused(f"{path.name} adalah folder.", "Pilih berkas pindaian di dalamnya.")
        if not path.exists() or path.stat().st_size <= MAX_BYTES:
            return path.read_bytes()
    except OSError as error:
        raise Unavailable(f"Berkas {path.name} tidak dapat dibaca: {reason(error)}.") from error
    raise Refused(f"Berkas {path.name} terlalu besar (batas 300 MB).", "Bagi menjadi beberapa berkas.")


_Found = tuple[int, int, Image.Image | None, str]


def _pdf_pages(path: Path, content: bytes) -> Iterator[_Found]:
    try:
        with PDFIUM:
            document = pypdfium2.PdfDocument(content)
            count = len(document)
    except pypdfium2.PdfiumError as error:
        raise Refused(
            f"Berkas PDF {path.name} rusak atau dikunci kata sandi.", "Pindai ulang, lalu coba lagi."
        ) from error
    try:
        if count > MAX_PAGES:
            raise Refused(f"{path.name} berisi lebih dari {MAX_PAGES} halaman.", "Bagi menjadi beberapa berkas.")
        for number in range(count):
            picture = _rendered(document, number)
            yield number + 1, count, picture, "" if picture else "Halaman PDF ini rusak."
    finally:
        with PDFIUM:
            document.close()


def _rendered(document: Any, number: int) -> Image.Image | None:
    try:
        with PDFIUM:
            page = document[number]
            width, height = page.get_size()
            scale = min(_DPI / 72, (_RENDERED / max(1.0, width * height)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True)
            size, stride = (bitmap.width, bitmap.height), bitmap.stride
            copy = bytes(bitmap.buffer)  # a view of pdfium's own memory crashes the reader
            bitmap.close()
            page.close()
    except pypdfium2.PdfiumError:
        return None
    return Image.frombytes("L", size, copy, "raw", "L", stride)


def _pictures(path: Path, content: bytes) -> Iterator[_Found]:
    """The frames of a picture; nothing larger than the limit is unfolded."""
    Image.init()  # which makes the kinds known that Pillow doesn't load at once
    try:
        with _unwarned(), Image.open(io.BytesIO(content), formats=_KINDS) as image:
            count = min(getattr(image, "n_frames", 1), MAX_PAGES + 1)
            if count > MAX_PAGES:
                raise Refused(f"{path.name} berisi lebih dari {MAX_PAGES} halaman.", "Bagi menjadi beberapa berkas.")
            for number in range(count):
                if number:
                    image.seek(number)
                if image.width * image.height > MAX_PIXELS:
                    yield number + 1, count, None, "Gambar ini terlalu besar. Perkecil gambarnya, lalu coba lagi."
                else:
                    image.draft("L", image.size)
                    yield number + 1, count, _gray(image), ""
    except Image.DecompressionBombError as error:
        raise Refused(f"Gambar {path.name} terlalu besar.", "Perkecil gambarnya, lalu coba lagi.") from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError) as error:  # how Pillow tells of damage
        raise Refused(f"Berkas {path.name} bukan PDF atau gambar yang dapat dibaca.", _AGAIN) from error


@contextmanager
def _unwarned() -> Iterator[None]:
    """Pillow warns of size, for which the limit here is ours, and of damage, which ends in a sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _gray(image: Image.Image) -> Image.Image:
    """Brightness alone, upright as the camera held it, on white where it is see-through."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I;16") or upright.mode in ("I", "F"):
        low, high = upright.convert("F").getextrema()
        span = (float(high) - float(low)) or 1.0  # type: ignore[arg-type]
        return upright.convert("F").point(lambda value: value * (255 / span) - float(low) * 255 / span).convert("L")  # type: ignore[arg-type]
    if upright.has_transparency_data:
        clear = upright.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        upright = Image.alpha_composite(white, clear)
    return upright.convert("L")
