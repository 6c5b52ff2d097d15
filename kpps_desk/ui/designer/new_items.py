"""What a new item is before anybody has changed it: in the middle of the page, of a size that one sees.

What a newcomer gets wrong: an empty text. A new item says what it is, so that it is found on a full page.
"""

from collections.abc import Callable
from dataclasses import replace

from kpps_desk.domain.designs import MOST_SIGNATORIES, TOKENS, Item
from kpps_desk.ui.designer.boxes import Box
from kpps_desk.ui.designer.work import Work

_CODE = 28.5  # millimetres, with its white border


def numbered(item: Item, number: int) -> Item:
    """A signatory is another one; whatever else stays as it is."""
    return replace(item, number=min(number, MOST_SIGNATORIES)) if item.kind == "penanda_tangan" else item


def picture(work: Work, digest: str, width: int, height: int) -> Item:
    """A picture of so many pixels, as large as a third of the page at most."""
    page = work.design.size_mm
    w = min(page[0] / 3, page[1] / 3 * width / max(height, 1))
    return _placed(work, Item("gambar", 0, 0, w, w * height / max(width, 1), asset=digest))


def _placed(work: Work, item: Item) -> Item:
    """In the middle; a step beside what stands there already."""
    page = work.design.size_mm
    box = Box(page[0] / 2 - item.w / 2, page[1] / 2 - item.h / 2, item.w, item.h).rounded()
    taken = {(one.x, one.y) for one in work.items}
    while (box.x, box.y) in taken:
        box = box.moved(5.0, 5.0).rounded()
    return replace(item, x=box.x, y=box.y, w=box.w, h=box.h)


def _text(work: Work) -> Item:
    return _placed(work, Item("teks", 0, 0, 120, 10, text="Teks baru", size=12))


def _token(code: str) -> Callable[[Work], Item]:
    large = code == "nama"

    def make(work: Work) -> Item:
        wide = min(226.0, work.design.size_mm[0] - 40)
        item = Item("teks", 0, 0, wide, 18 if large else 9, text=f"{{{code}}}", lines=2, size=34 if large else 12)
        return _placed(work, replace(item, weight="Bold" if large else "Regular", smallest=22 if large else 8))

    return make


def _code(work: Work) -> Item:
    return _placed(work, Item("kode_qr", 0, 0, _CODE, _CODE))


def _line(work: Work) -> Item:
    return _placed(work, Item("garis", 0, 0, 80, 0.5, color=work.design.accent))


def _signatory(work: Work) -> Item:
    last = max((item.number for item in work.items if item.kind == "penanda_tangan"), default=0)
    return numbered(_placed(work, Item("penanda_tangan", 0, 0, 80, 42)), last + 1)


def _letterhead(work: Work) -> Item:
    return _placed(work, Item("kop", 0, 0, min(226.0, work.design.size_mm[0] - 40), 18, weight="Bold", size=14))


def _logo(work: Work) -> Item:
    return _placed(work, Item("logo", 0, 0, 22, 22))


def topics(work: Work) -> Item:
    """The table of the back page."""
    width, height = work.design.size_mm
    return Item("materi", 30, 45, round(width - 60, 1), round(height - 90, 1), align="kiri")


MAKERS: dict[str, Callable[[Work], Item]] = {
    "Teks": _text,
    **{
        f"{TOKENS[code].name} {{{code}}}": _token(code) for code in ("nama", "jabatan", "nomor", "acara", "pelaksanaan")
    },
    "Kode QR": _code,
    "Penanda tangan": _signatory,
    "Kop surat": _letterhead,
    "Logo kop surat": _logo,
    "Garis": _line,
    "Tabel materi dan JP": topics,
}
