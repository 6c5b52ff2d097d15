"""Parts that papers share: texts fitted to a width, tracked capitals, the QR code.

What a newcomer gets wrong: shortening a name that is too long. It is shrunk to a limit, then broken in two, and if
that isn't enough it is made smaller still and reported; letters are never dropped, cut off or re-cased.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import zxingcpp

from kpps_desk.documents import paper

QUIET = 4  # modules of white around a QR code, which the standard asks for
_MASKS = (3, 0, 5, 6)  # the first that will do: choosing the best of eight costs 1.2 ms a code, and any can be read


class Fitted(NamedTuple):
    """Lines of one text at one size; `overflow` if it had to be smaller than is good, so that no letter is lost."""

    lines: tuple[str, ...]
    size: float
    overflow: bool


@lru_cache(maxsize=64)  # a crew's position is the same seven times
def fit(text: str, face: str, room: float, *, largest: float, smallest: float, two_line: float) -> Fitted:
    """One line as large as it can be; under `smallest` two lines of at most `two_line`, broken where they balance."""
    one = paper.width(text, face, 1)
    if one * smallest <= room:
        return Fitted((text,), min(largest, step(room / one)) if one else largest, False)
    lines = _broken(text, face)
    widest = max(paper.width(line, face, 1) for line in lines)
    size = min(two_line, step(room / widest))
    return Fitted(lines, size, size < smallest)


def step(size: float) -> float:
    """Down to a half point, so that sizes look chosen; below two points to a tenth: nothing may stand at 0."""
    return int(size * 2) / 2 if size >= 2 else max(int(size * 10) / 10, 0.1)


def _broken(text: str, face: str) -> tuple[str, ...]:
    """In two at the blank that leaves the shorter longest line; a comma before titles is the better place."""
    words = text.split(" ")
    if len(words) < 2:
        return (text,)
    pairs = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]

    def cost(pair: tuple[str, str]) -> float:
        first, second = (paper.width(line, face, 1) for line in pair)
        return max(first, second) * (0.9 if pair[0].endswith(",") else 1)

    return min(pairs, key=cost)


def centred(canvas: Any, x: float, y: float, text: str, face: str, size: float, *, spacing: float = 0) -> None:
    """One line around x; `spacing` in points between letters, for short capitals."""
    canvas.setFont(face, size)
    canvas.drawCentredString(x, y, text, charSpace=spacing)


class Code(NamedTuple):
    """A QR code without its white border: rows of bits, 1 = white, each row padded to whole bytes."""

    side: int
    bits: bytes


def qr(text: str, strength: str = "M") -> Code:
    """Of this strength of mending. Texts beyond ASCII are marked as UTF-8, so that a scanner doesn't guess."""
    marks = {} if text.isascii() else {"eci": "UTF-8"}
    for mask in _MASKS:
        made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=strength, data_mask=mask, **marks)
        code = _packed(made.to_image(1, False, False))
        if b"EI" not in code.bits:  # which ends an inline image for the simpler readers of PDF
            break
    return code


def _packed(image: Any) -> Code:
    side: int = image.shape[0]
    digits = bytes(image).translate(_TO_DIGITS)
    padding = b"0" * (-side % 8)
    bits = padding.join([digits[start : start + side] for start in range(0, side * side, side)]) + padding
    return Code(side, int(bits, 2).to_bytes(len(bits) // 8, "big"))


_TO_DIGITS = bytes(ord("1") if value else ord("0") for value in range(256))  # 0 or 255 a module


def qr_operators(code: Code, x: float, y: float, total: float) -> bytes:
    """PDF operators: the code as an inline 1-bit image; x, y and `total` (points) include the white border."""
    module = total / (code.side + 2 * QUIET)
    side = module * code.side
    return b"q %.3f 0 0 %.3f %.3f %.3f cm BI/W %d/H %d/BPC 1/CS/G ID %b EI Q\n" % (
        side, side, x + QUIET * module, y + QUIET * module, code.side, code.side, code.bits,
    )  # fmt: skip


def gigi_balang(canvas: Any, x: float, y: float, length: float, *, tooth: float, depth: float, up: bool) -> None:
    """A row of teeth as on the eaves of a Betawi house, along x; `length` is a multiple of `tooth`."""
    path = canvas.beginPath()
    tip = depth if up else -depth
    for number in range(round(length / tooth)):
        left = x + number * tooth
        path.moveTo(left, y)
        path.lineTo(left + tooth / 2, y + tip)
        path.lineTo(left + tooth, y)
        path.close()
    canvas.drawPath(path, stroke=0, fill=1)
