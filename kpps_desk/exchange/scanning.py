"""Find the texts of QR codes in a file: a PDF (every page of it) or a picture.

What a newcomer gets wrong: trusting the file's ending, or its size. The first bytes say what it is, and a page or a
picture that would unfold to hundreds of megabytes is not opened. And giving zxing a scan as it is: of certificates
printed at 150 dpi, turned by up to 7 degrees and blurred, it read 20 of 40, sharpened and twice as large 40 of 40. Of
smaller ones it reads more where each that it saw is set upright and looked at by itself.
"""

import math
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from kpps_desk.exchange.rendering import PDFIUM
from kpps_desk.problems import Refused, Unavailable, reason
from kpps_desk.progress import Progress, silent

_DPI = 150
_MOST_PIXELS = 60_000_000  # a picture of a telephone has 12 to 50 million
_LARGE = 6_000_000  # pixels of a picture whose blur spreads over several of them
_SHARPER = ImageFilter.UnsharpMask(radius=1, percent=200, threshold=0)
_SHARPER_YET = ImageFilter.UnsharpMask(radius=3, percent=250, threshold=0)
_SMOOTHER = ImageFilter.GaussianBlur(1)
_LOOKS = (  # at one code, upright: so many pixels wide, sharpened so
    (600, ImageFilter.UnsharpMask(radius=4, percent=250, threshold=0)),
    (900, ImageFilter.UnsharpMask(radius=6, percent=300, threshold=0)),
    (600, ImageFilter.UnsharpMask(radius=2, percent=200, threshold=0)),
)
_BORDER = 1.16  # of a code's side, with white around it
_SMALLEST = 60  # pixels of a side; a seal has 57 modules at least
_MOST_SEEN = 6  # codes that are looked at more closely
_QR = zxingcpp.barcode_formats_from_str("QRCode")
_PDF_HEAD = 1024  # bytes within which `%PDF-` has to stand


class Found(NamedTuple):
    page: int  # from 1
    text: str


def scan(path: Path, progress: Progress = silent) -> Iterator[Found]:
    """The QR codes of each page in turn; a file that is neither a PDF nor a picture is Refused."""
    try:
        with path.open("rb") as file:
            head = file.read(_PDF_HEAD)
    except OSError as error:
        raise Unavailable(f"Berkas {path.name} tidak dapat dibaca: {reason(error)}.") from error
    yield from _pages(path, progress) if b"%PDF-" in head else _picture(path)


def _pages(path: Path, progress: Progress) -> Iterator[Found]:
    document = _opened(path)
    try:
        count = len(document)
        for number in range(count):
            progress(number, count, "Membaca halaman")
            for text in _page_texts(document, number):
                yield Found(number + 1, text)
        progress(count, count, "Membaca halaman")
    finally:
        with PDFIUM:
            document.close()


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        with PDFIUM:
            return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Refused(
            f"Berkas PDF {path.name} rusak atau dikunci kata sandi.", "Pindai ulang sertifikatnya, lalu coba lagi."
        ) from error


def _page_texts(document: pypdfium2.PdfDocument, number: int) -> list[str]:
    try:
        with PDFIUM:
            page = document[number]
            width, height = page.get_size()
            scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True)
            rows, columns = bitmap.height, bitmap.stride
            patient = _is_scan(page)
            copy = bytes(bitmap.buffer)  # a view of pdfium's own memory crashes the reader
            bitmap.close()
            page.close()
    except pypdfium2.PdfiumError:  # one broken page doesn't hide the others
        return []
    image = Image.frombuffer("L", (columns, rows), copy, "raw", "L", 0, 1)
    return _read(image) or _read_sharpened(image, patient=patient)


def _is_scan(page: pypdfium2.PdfPage) -> bool:
    """A picture fills most of the page; the back of a certificate as it was made needs no second look."""
    width, height = page.get_size()
    for one in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, low, right, high = one.get_bounds()
        if (right - left) * (high - low) > width * height / 2:
            return True
    return False


def _picture(path: Path) -> Iterator[Found]:
    try:
        with warnings.catch_warnings(), Image.open(path) as image:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is ours
            if image.width * image.height > _MOST_PIXELS:
                raise Refused(f"Gambar {path.name} terlalu besar.", "Perkecil gambarnya, lalu coba lagi.")
            gray = image.convert("L")
    except Image.DecompressionBombError as error:
        raise Refused(f"Gambar {path.name} terlalu besar.", "Perkecil gambarnya, lalu coba lagi.") from error
    except (OSError, SyntaxError, ValueError) as error:  # SyntaxError is how Pillow names a broken PNG
        raise Refused(
            f"Berkas {path.name} bukan PDF atau gambar yang dapat dibaca.", "Gunakan berkas PDF, PNG, atau JPG."
        ) from error
    found = _read(gray)  # a photo may show several, of which only some are as clear as that
    found += [text for text in _read_sharpened(gray) if text not in found]
    yield from (Found(1, text) for text in found)


def _read_sharpened(image: Image.Image, *, patient: bool = True) -> list[str]:
    """Larger and sharpened, each code that is seen but not read by itself; otherwise sharpened until something is read.

    Twice as large alone where not `patient`.
    """
    if image.width * image.height > _LARGE:
        image = image.reduce(2)
    sharp = image.filter(_SHARPER)
    seen = _codes(_enlarged(sharp, 2))
    found = _texts(seen)
    if not patient:
        return found
    found += _closer(image, seen, 2)
    if found or image.width * image.height > _LARGE:
        return list(dict.fromkeys(found))
    thrice = _enlarged(sharp, 3)
    for picture in (thrice, thrice.filter(_SMOOTHER), _enlarged(image, 3).filter(_SHARPER_YET)):
        seen = _codes(picture)
        if found := _texts(seen) + _closer(image, seen, 3):
            return list(dict.fromkeys(found))
    return []


def _closer(image: Image.Image, seen: list[zxingcpp.Barcode], times: int) -> list[str]:
    """What stands in those that were seen but not read, where the picture was `times` as large: each set upright."""
    quads = [_Quad.of(code, times) for code in seen if code.valid]
    found: list[str] = []
    looked = 0
    for code in seen:
        quad = _Quad.of(code, times)
        if code.valid or quad.edge < _SMALLEST or looked == _MOST_SEEN or any(quad.is_at(other) for other in quads):
            continue
        quads.append(quad)
        looked += 1
        found += _upright(image, quad)
    return found


def _upright(image: Image.Image, quad: "_Quad") -> list[str]:
    for side, sharper in _LOOKS:
        straight = image.transform((side, side), Image.Transform.QUAD, quad.around, Image.Resampling.BICUBIC)
        if texts := _read(straight.filter(sharper)):
            return texts[:1]
    return []


class _Quad(NamedTuple):
    """Where a code lies in a picture: its middle, how long its side is, and its corners with a white border."""

    x: float
    y: float
    edge: float
    around: tuple[float, ...]

    @classmethod
    def of(cls, code: zxingcpp.Barcode, times: int) -> "_Quad":
        at = code.position
        corners = [
            (corner.x / times, corner.y / times)
            for corner in (at.top_left, at.bottom_left, at.bottom_right, at.top_right)
        ]
        x, y = (sum(places) / 4 for places in zip(*corners, strict=True))
        wider = tuple(
            mid + (place - mid) * _BORDER for corner in corners for place, mid in zip(corner, (x, y), strict=True)
        )
        return cls(x, y, math.dist(corners[0], corners[1]), wider)

    def is_at(self, other: "_Quad") -> bool:
        return math.dist((self.x, self.y), (other.x, other.y)) < other.edge / 4


def _enlarged(image: Image.Image, times: int) -> Image.Image:
    return image.resize((image.width * times, image.height * times), Image.Resampling.BICUBIC)


def _read(image: Image.Image) -> list[str]:
    return _texts(_codes(image))


def _codes(image: Image.Image) -> list[zxingcpp.Barcode]:
    """Those too that are seen but can't be read."""
    return zxingcpp.read_barcodes(image, formats=_QR, text_mode=zxingcpp.TextMode.Plain, return_errors=True)


def _texts(codes: list[zxingcpp.Barcode]) -> list[str]:
    return [code.text for code in codes if code.valid]
