"""The calibration page: shows how far a printer moves its pages, without a ruler, and what it can still print finely.

What a newcomer gets wrong: measuring from an edge, which the printer leaves blank. The sheet is folded in half: the
crease is the true middle, so the number that it crosses on a scale is the very offset to enter.
"""

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from kpps_desk.documents import parts, streaming
from kpps_desk.documents.paper import BOLD, REGULAR, SEMIBOLD, Sheet, Size, width
from kpps_desk.documents.streaming import Form, Page, Style
from kpps_desk.domain.designs import PAPERS
from kpps_desk.domain.press import Paper

FACES = (REGULAR, SEMIBOLD, BOLD)
TITLE = "Halaman kalibrasi pencetak"
_INK, _GRAY, _RED = (HexColor(color) for color in ("#1E1B1A", "#5F5855", "#8C1C20"))
_REACH = 10  # mm to each side of a scale's zero
_FROM_EDGE = 14 * mm  # where a scale stands
_CROSS = 20 * mm  # from two edges to the middle of a cross
_CODES_AT = 36 * mm
_FRAMES = (3, 4, 5, 6, 8, 10)  # mm from the edge
_SEAL = "SERTIFIKAT KPPS v1\nCONTOH HALAMAN KALIBRASI\nBukan sertifikat\nNo 000000\n" + "x" * 93
_STEPS = (
    "1.  Cetak dengan skala 100% (ukuran sebenarnya), tanpa “sesuaikan ke halaman”.",
    "2.  Lipat kertas tepat di tengah, tepi kiri pada tepi kanan. Lipatan melewati satu angka pada skala atas dan",
    "     bawah: itulah geseran ke kanan. Lipat lagi, tepi atas pada tepi bawah: angka pada skala kiri dan kanan",
    "     ialah geseran ke bawah. Angka dengan tanda kurang berarti ke kiri atau ke atas.",
    "3.  Tambahkan angka itu pada geseran yang sedang dipakai, simpan pada pencetak ini, lalu cetak halaman ini lagi:",
    "     kedua lipatan harus melewati 0. Bila angka atas dan bawah berbeda, kertas masuk miring: rapikan pembawanya.",
    "4.  Garis sudut yang tidak tercetak ada di luar jangkauan pencetak: jangan menaruh apa pun sedekat itu ke tepi.",
    "     Pindai kedua kode QR dengan ponsel: yang besar harus terbaca; yang kecil seukuran dua sertifikat selembar.",
)


@dataclass(frozen=True, slots=True)
class Calibration:
    """For which printer and paper, with the offset (mm to the right and down) that is in use."""

    printer: str = ""
    size: Paper = "A4"
    landscape: bool = True
    dx: float = 0.0
    dy: float = 0.0
    duplex: bool = False

    @property
    def paper(self) -> Size:
        short, long = (length * mm for length in PAPERS[self.size])
        return Size(long, short) if self.landscape else Size(short, long)


SAMPLE = Calibration("Pencetak contoh")


def write(file: BinaryIO, value: Calibration) -> Generator[int, None, None]:
    """One page, or front and back."""
    size = value.paper
    sides = ("depan", "belakang") if value.duplex else ("",)
    grounds = [partial(_draw, value=value, side=side) for side in sides]
    forms = [Form(0, partial(_codes, size=size)), Form(1, _nothing)][: len(sides)]
    moved = (1, 0, 0, 1, value.dx * mm, -value.dy * mm)
    pages = [Page(number, None, at=moved) for number in range(len(sides))]
    style = Style(size, FACES, "".join({*"“”·–−", *value.printer}), _paint)
    yield from streaming.write(file, style, grounds, forms, [pages], pages=len(pages), title=TITLE, duplex=value.duplex)


def _nothing(sheet: Sheet) -> bytes:
    return b""


def _paint(sheet: Sheet, content: Any) -> bytes:
    return b""


def _draw(sheet: Sheet, value: Calibration, side: str) -> None:
    canvas, size = sheet.canvas, value.paper
    canvas.setLineCap(0)
    _frames(canvas, size)
    _scales(canvas, size)
    for x in (_CROSS, size.width - _CROSS):
        for y in (_CROSS, size.height - _CROSS):
            _cross(canvas, x, y, 4 * mm)
    _cross(canvas, size.width / 2, size.height / 2, 8 * mm)
    if side == "belakang":
        _back(canvas, size)
    else:
        _words(canvas, value)
        _fine(canvas, size)


def _frames(canvas: Any, size: Size) -> None:
    """Corners of frames, nearer and nearer to the edge: those that are cut off lie beyond what can be printed."""
    canvas.setStrokeColor(_GRAY)
    canvas.setFillColor(_GRAY)
    canvas.setLineWidth(0.4)
    canvas.setFont(REGULAR, 5)
    for number, inset in enumerate(_FRAMES):
        at, reach = inset * mm, (26 + 5 * number) * mm
        for x, to_x in ((at, 1), (size.width - at, -1)):
            for y, to_y in ((at, 1), (size.height - at, -1)):
                canvas.line(x, y, x + to_x * (reach - at), y)
                canvas.line(x, y, x, y + to_y * (reach - at))
        canvas.drawString(reach + mm, at - 1.6, f"{inset} mm")


def _scales(canvas: Any, size: Size) -> None:
    """Around the middle of each edge; positive to the right and down, as an offset is."""
    middle, half = size.width / 2, size.height / 2
    canvas.setStrokeColor(_INK)
    canvas.setFillColor(_INK)
    for y, up in ((size.height - _FROM_EDGE, 1), (_FROM_EDGE, -1)):
        for step in range(-_REACH, _REACH + 1):
            _tick(canvas, step, (middle + step * mm, y), (0, up))
    for x, out in ((_FROM_EDGE, -1), (size.width - _FROM_EDGE, 1)):
        for step in range(-_REACH, _REACH + 1):
            _tick(canvas, step, (x, half - step * mm), (out, 0))


def _tick(canvas: Any, step: int, at: tuple[float, float], towards: tuple[int, int]) -> None:
    """One line of a scale; every fifth is longer and has its number on the inner side."""
    x, y = at
    length = (7 if step == 0 else 5 if step % 5 == 0 else 3) * mm
    canvas.setLineWidth(0.7 if step == 0 else 0.3)
    canvas.line(x, y, x + towards[0] * length, y + towards[1] * length)
    if step % 5 == 0:
        canvas.setFont(BOLD if step == 0 else REGULAR, 7)
        inner = 3 * mm
        shown = f"{step}".replace("-", "−")
        canvas.drawCentredString(x - towards[0] * inner, y - towards[1] * inner - 2.4, shown)


def _cross(canvas: Any, x: float, y: float, arm: float) -> None:
    canvas.setStrokeColor(_INK)
    canvas.setLineWidth(0.35)
    canvas.line(x - arm, y, x + arm, y)
    canvas.line(x, y - arm, x, y + arm)
    canvas.circle(x, y, arm / 2, stroke=1, fill=0)


def _words(canvas: Any, value: Calibration) -> None:
    size = value.paper
    left, y = 32 * mm, size.height - 40 * mm
    canvas.setFillColor(_RED)
    canvas.setFont(BOLD, 16)
    canvas.drawString(left, y, TITLE)
    canvas.setFillColor(_INK)
    canvas.setFont(SEMIBOLD, 9)
    lying = "mendatar" if value.landscape else "tegak"
    of = f"{value.printer} · " if value.printer else ""
    used = f"geseran yang sedang dipakai: kanan {_millimetres(value.dx)}, bawah {_millimetres(value.dy)}"
    canvas.drawString(left, y - 15, f"{of}{value.size} {lying} · {used}")
    room = size.width - 2 * left
    letters = min(8.5, 8.5 * room / max(width(step, REGULAR, 8.5) for step in _STEPS))
    canvas.setFont(REGULAR, letters)
    for number, step in enumerate(_STEPS):
        canvas.drawString(left, y - 34 - number * letters * 1.5, step)


def _millimetres(value: float) -> str:
    return f"{value:.1f} mm".replace(".", ",").replace("-", "−")


def _fine(canvas: Any, size: Size) -> None:
    """A measure of 100 mm, two QR codes and the smallest letters."""
    left, y = 32 * mm, 52 * mm
    _measure(canvas, left, y + 12 * mm)
    canvas.setFont(REGULAR, 6)
    canvas.setFillColor(_GRAY)
    for at, side in _code_places(size):
        canvas.drawCentredString(at + side / 2, _CODES_AT - 2.5 * mm, f"kode QR {side / mm:g} mm".replace(".", ","))
    canvas.setFillColor(_INK)
    for number, letters in enumerate((8, 7, 6, 5, 4)):
        canvas.setFont(REGULAR, letters)
        text = f"{letters} pt: huruf sekecil ini masih harus terbaca. 0123456789"
        canvas.drawString(left, y - number * 10, text)


def _code_places(size: Size) -> tuple[tuple[float, float], ...]:
    """Where each QR code begins and how large it is, its white border included."""
    x = size.width - 68 * mm
    return ((x, 36 * mm), (x - 29.5 * mm, 25.5 * mm))


def _codes(sheet: Sheet, size: Size) -> bytes:
    code = parts.qr(_SEAL)
    return b"".join(parts.qr_operators(code, at, _CODES_AT, side) for at, side in _code_places(size))


def _measure(canvas: Any, x: float, y: float) -> None:
    canvas.setStrokeColor(_INK)
    canvas.setFillColor(_INK)
    canvas.setLineWidth(0.6)
    canvas.line(x, y, x + 100 * mm, y)
    for each in range(0, 101, 5):
        high = 3 * mm if each % 10 == 0 else 1.6 * mm
        canvas.setLineWidth(0.5 if each % 10 == 0 else 0.3)
        canvas.line(x + each * mm, y, x + each * mm, y + high)
    canvas.setFont(REGULAR, 7)
    canvas.drawString(x, y + 4.5 * mm, "Tepat 100 mm bila diukur dengan penggaris; bila tidak, skala cetak bukan 100%.")


def _back(canvas: Any, size: Size) -> None:
    canvas.setFillColor(_RED)
    canvas.setFont(BOLD, 14)
    canvas.drawCentredString(size.width / 2, size.height / 2 + 22 * mm, "Halaman belakang")
    canvas.setFillColor(_INK)
    canvas.setFont(REGULAR, 9)
    text = (
        "Tahan ke cahaya: silang halaman ini harus menutupi silang halaman depan. Kertas dibalik pada tepi panjangnya."
    )
    canvas.drawCentredString(size.width / 2, size.height / 2 + 16 * mm, text)
