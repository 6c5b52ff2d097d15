"""What is wrong with a design that can be drawn: off the paper, a code too small to be read, the name missing.

What a newcomer gets wrong: asking this of the fitting of texts. Whether a name fits depends on the typeface and is told
by documents.certificate.flaws; here is only what the numbers and the tokens say.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kpps_desk.domain.designs import KINDS, MOST_SIGNATORIES, TOKENS, Design, Item
from kpps_desk.domain.filling import WordingError, fill, tokens

SMALLEST_CODE = 26.5  # mm with its white border: the code itself is then 24 mm
_EDGE = 4.0  # mm that office printers leave white
_PALE = 0.75  # of white's luminance: too light to be read on paper
_NEEDED = {"nama": "Nama penerima", "nomor": "Nomor sertifikat"}
_SAMPLES = dict.fromkeys(TOKENS, "x")


class Fault(NamedTuple):
    """A whole sentence about the item at this place of its side (-1: about the whole); `bars`: not to be issued by."""

    item: int
    sentence: str
    back: bool = False
    bars: bool = True


def faults(design: Design) -> list[Fault]:
    """All of them, the front's first, then the back's, then what is missing."""
    found = list(_of_side(design, design.items, back=False))
    found += _of_side(design, design.back, back=True)
    shown = {token for item in design.items for token in tokens(item.text)}
    found += [Fault(-1, f"{name} belum ada di halaman depan.") for token, name in _NEEDED.items() if token not in shown]
    kinds = [item.kind for item in design.items]
    if "kode_qr" not in kinds:
        found.append(Fault(-1, "Kode QR belum ada di halaman depan: sertifikat tidak dapat diperiksa keasliannya."))
    if "penanda_tangan" not in kinds:
        found.append(Fault(-1, "Penanda tangan belum ada di halaman depan."))
    return found


def _of_side(design: Design, items: tuple[Item, ...], *, back: bool) -> Iterator[Fault]:
    width, height = design.size_mm
    for index, item in enumerate(items):
        name = KINDS.get(item.kind, item.kind)
        if item.x < 0 or item.y < 0 or item.x + item.w > width + 0.01 or item.y + item.h > height + 0.01:
            yield Fault(index, f"{name} keluar dari kertas.", back)
        elif item.kind not in ("gambar", "garis") and _near_edge(item, width, height):
            yield Fault(index, f"{name} kurang dari {_EDGE:g} mm dari tepi: printer mungkin memotongnya.", back, False)
        yield from (Fault(index, sentence, back) for sentence in _of_item(item))
        if item.kind == "kode_qr" and any(_covers(other, item) for other in items if other is not item):
            yield Fault(index, "Kode QR tertutup butir lain, jadi mungkin tidak terbaca.", back)
        if item.kind == "teks" and _luminance(item.color) > _PALE:
            yield Fault(index, "Warna teks terlalu terang untuk kertas putih.", back, False)


def _of_item(item: Item) -> Iterator[str]:
    if item.kind == "kode_qr" and min(item.w, item.h) < SMALLEST_CODE:
        yield f"Kode QR paling kecil {SMALLEST_CODE:g} mm dengan tepi putihnya, agar terbaca setelah dicetak.".replace(
            ".5", ",5"
        )
    if item.kind == "gambar" and not item.asset:
        yield "Gambar belum dipilih."
    if item.kind == "penanda_tangan" and not 0 <= item.number <= MOST_SIGNATORIES:
        yield f"Penanda tangan dinomori 1 sampai {MOST_SIGNATORIES}, atau 0 untuk semua."
    if item.kind != "garis" and min(item.w, item.h) < 1:
        yield "Kotaknya terlalu kecil."
    if item.kind == "teks":
        if not item.text.strip():
            yield "Teksnya kosong."
        if item.smallest > item.size:
            yield "Ukuran huruf terkecil melebihi ukuran terbesarnya."
        try:
            fill(item.text, _SAMPLES)
        except WordingError as error:
            yield error.message


def _near_edge(item: Item, width: float, height: float) -> bool:
    return min(item.x, item.y, width - item.x - item.w, height - item.y - item.h) < _EDGE - 0.01


def _covers(other: Item, item: Item) -> bool:
    """A picture that lies over the whole page is a background; whatever else reaches into the code hides it."""
    if other.kind == "gambar" and other.w * other.h > 4 * item.w * item.h:
        return False
    across = min(other.x + other.w, item.x + item.w) - max(other.x, item.x)
    down = min(other.y + other.h, item.y + item.h) - max(other.y, item.y)
    return across > 0.5 and down > 0.5


def _luminance(color: str) -> float:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
