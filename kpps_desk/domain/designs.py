"""A certificate's design: what stands where on the paper, in millimetres, and in which layer it is drawn.

What a newcomer gets wrong: trusting the text of a design. It comes from a file that somebody sent; `from_json` refuses
whatever could not be drawn with the field and a sentence. What can be drawn but is unwise is told by `faults`
(kpps_desk/domain/design_faults.py), so that a half-made design can be kept and worked on.
"""

import hashlib
import json
import math
import re
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, NamedTuple

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.design_tokens import TOKENS, Layer
from kpps_desk.domain.filling import tokens
from kpps_desk.problems import Invalid

__all__ = [
    "DIAMOND",
    "FORMAT",
    "KINDS",
    "PAPERS",
    "TOKENS",
    "Asset",
    "Design",
    "DesignError",
    "Item",
    "Layer",
    "digest",
]

FORMAT = 1
PAPERS = {"A4": (210.0, 297.0), "F4": (215.0, 330.0), "Letter": (215.9, 279.4)}  # mm, upright
KINDS = {
    "teks": "Teks",
    "kode_qr": "Kode QR",
    "gambar": "Gambar",
    "garis": "Garis",
    "penanda_tangan": "Penanda tangan",
    "kop": "Kop surat",
    "logo": "Logo kop surat",
    "materi": "Tabel materi dan JP",
}
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold", "Italic")
FRAMES = {
    "": "Tanpa bingkai",
    "gigi_balang": "Gigi balang",
    "garis_ganda": "Garis ganda tipis",
    "batik": "Sudut batik",
    "piagam": "Piagam bersulam",
}
ALIGNS = ("kiri", "tengah", "kanan")
UPRIGHTS = ("atas", "tengah", "bawah")
DIAMOND = "◆"  # the text of a line that bears one in its middle
MOST_ITEMS = 60  # a side
MOST_SIGNATORIES = 4
_LONGEST_TEXT = 2_000
_LONGEST_JSON = 400_000
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Asset(NamedTuple):
    """A picture as it is kept: `digest` is the SHA-256 of its content, hex; size in pixels."""

    digest: str
    media: str  # 'image/png' | 'image/jpeg'
    width: int
    height: int
    content: bytes


class DesignError(Invalid):
    """A design that can't be drawn; `field` says where ('items.3.size'), the message why."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the paper; x, y (of its upper left corner, from the paper's), w and h in mm, sizes in points.

    A text is as large as its box allows: at most `size`; under `smallest` it is broken into at most `lines` lines.
    `upright` says where it stands in a higher box. `number` is the signatory, 1 the first, 0 all in a row.
    """

    kind: str
    x: float
    y: float
    w: float
    h: float
    text: str = ""
    weight: str = "Regular"
    size: float = 11.0
    smallest: float = 7.0
    lines: int = 1
    align: str = "tengah"
    color: str = "#1E1B1A"
    spacing: float = 0.0
    asset: str = ""
    number: int = 1
    upright: str = "tengah"

    @property
    def layer(self) -> Layer:
        """Drawn once for an office, once for an edition, or on each page."""
        if self.kind == "kode_qr":
            return Layer.PAGE
        if self.kind == "materi":
            return Layer.EDITION
        if self.kind != "teks":
            return Layer.GROUND
        return max((TOKENS[each].layer for each in tokens(self.text) if each in TOKENS), default=Layer.GROUND)


@dataclass(frozen=True, slots=True)
class Design:
    """A sheet of paper with a front and, where `back` holds something, a back.

    `frame` names a drawn one, `background` is the digest of a picture that fills the front.
    """

    name: str
    kind: Kind
    paper: str
    landscape: bool
    frame: str = ""
    background: str = ""
    items: tuple[Item, ...] = ()
    back: tuple[Item, ...] = ()
    accent: str = "#8C1C20"

    def __hash__(self) -> int:
        """Of the name alone: designs are keys where every page asks."""
        return hash(self.name)

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the paper as it lies."""
        short, long = PAPERS[self.paper]
        return (long, short) if self.landscape else (short, long)

    @property
    def assets(self) -> tuple[str, ...]:
        """The digests of its pictures, each once."""
        named = (self.background, *(item.asset for item in (*self.items, *self.back)))
        return tuple(dict.fromkeys(each for each in named if each))

    def to_json(self) -> str:
        """One canonical text: equal designs give equal texts."""
        content = {**asdict(self), "format": FORMAT}
        return json.dumps(content, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Design":
        """DesignError with the field and a sentence for whatever can't be drawn, a newer format too."""
        return _design(_parsed(text))


def digest(design: Design) -> str:
    """The name of a frozen design: SHA-256 of its canonical text."""
    return hashlib.sha256(design.to_json().encode()).hexdigest()


# Reading -------------------------------------------------------------------------------------------------------------


def _parsed(text: str) -> dict[str, Any]:
    if len(text) > _LONGEST_JSON:
        raise DesignError("content", "Templat ini terlalu besar.", "Kurangi isinya.")
    try:
        content = json.loads(text)
        text.encode()  # an escaped half of a surrogate pair is JSON, but no text
        json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise DesignError("content", "Templat ini rusak: isinya tidak dapat dibaca.") from error
    if not isinstance(content, dict):
        raise DesignError("content", "Berkas ini bukan templat sertifikat.")
    number = content.pop("format", None)
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise DesignError("format", "Berkas ini bukan templat sertifikat.")
    if number > FORMAT:
        raise DesignError(
            "format",
            "Templat ini dibuat dengan KPPS Desk yang lebih baru.",
            "Perbarui KPPS Desk, lalu buka lagi templat ini.",
        )
    return content


def _design(content: dict[str, Any]) -> Design:
    _known(content, Design, "")
    kinds = [kind.value for kind in Kind]
    return Design(
        name=_text(content, "name", "", most=80, needed=True),
        kind=Kind(_one_of(content, "kind", "", kinds)),
        paper=_one_of(content, "paper", "", list(PAPERS)),
        landscape=_flag(content, "landscape"),
        frame=_one_of(content, "frame", "", list(FRAMES), default=""),
        background=_asset(content, "background", ""),
        items=_items(content, "items"),
        back=_items(content, "back"),
        accent=_color(content, "accent", "", "#8C1C20"),
    )


def _items(content: dict[str, Any], side: str) -> tuple[Item, ...]:
    found = content.get(side, [])
    if not isinstance(found, list):
        raise DesignError(side, "Isi templat harus berupa daftar.")
    if len(found) > MOST_ITEMS:
        raise DesignError(side, f"Satu sisi kertas memuat paling banyak {MOST_ITEMS} butir.")
    return tuple(_item(each, f"{side}.{number}.") for number, each in enumerate(found))


def _item(content: Any, at: str) -> Item:
    if not isinstance(content, dict):
        raise DesignError(at.rstrip("."), "Satu butir templat rusak.")
    _known(content, Item, at)
    item = Item(
        kind=_one_of(content, "kind", at, list(KINDS)),
        x=_number(content, "x", at, -500, 500),
        y=_number(content, "y", at, -500, 500),
        w=_number(content, "w", at, 0, 500),
        h=_number(content, "h", at, 0, 500),
        text=_text(content, "text", at, most=_LONGEST_TEXT),
        weight=_one_of(content, "weight", at, list(WEIGHTS), default="Regular"),
        size=_number(content, "size", at, 3, 200, 11),
        smallest=_number(content, "smallest", at, 3, 200, 7),
        lines=_whole(content, "lines", at, 1, 20),
        align=_one_of(content, "align", at, list(ALIGNS), default="tengah"),
        color=_color(content, "color", at, "#1E1B1A"),
        spacing=_number(content, "spacing", at, 0, 40, 0),
        asset=_asset(content, "asset", at),
        number=_whole(content, "number", at, 0, MOST_SIGNATORIES),
        upright=_one_of(content, "upright", at, list(UPRIGHTS), default="tengah"),
    )
    for token in tokens(item.text):
        if token not in TOKENS:
            raise DesignError(f"{at}text", f"Tanda {{{token[:40]}}} tidak dikenal.", "Pilih tanda dari daftarnya.")
        if item.kind == "penanda_tangan" and TOKENS[token].layer is Layer.PAGE:
            raise DesignError(f"{at}text", f"Tanda {{{token}}} tidak dapat dipakai di atas penanda tangan.")
    return item


def _known(content: dict[str, Any], kind: type, at: str) -> None:
    """Every field that is there is ours, and none that has no default is missing (pictures' own ones included)."""
    ours = {each.name: each for each in fields(kind)}
    for name in content:
        if name not in ours:
            raise DesignError(f"{at}{name[:40]}", f"Isian “{name[:40]}” tidak dikenal.")
    for name, each in ours.items():
        if each.default is MISSING and name not in content:
            raise DesignError(f"{at}{name}", f"Isian “{name}” tidak ada.")


def _text(content: dict[str, Any], name: str, at: str, *, most: int, needed: bool = False) -> str:
    found = content.get(name, "")
    if not isinstance(found, str) or len(found) > most:
        raise DesignError(f"{at}{name}", f"Teks paling banyak {most} huruf.")
    if needed and not found.strip():
        raise DesignError(f"{at}{name}", "Nama templat wajib diisi.")
    if any(not (char.isprintable() or char == "\n") for char in found):
        raise DesignError(f"{at}{name}", "Teks memuat karakter yang tidak terlihat.", "Ketik ulang teks itu.")
    return found


def _one_of(content: dict[str, Any], name: str, at: str, known: list[str], default: str | None = None) -> str:
    found = content.get(name, default)
    if not isinstance(found, str) or found not in known:
        shown = found[:40] if isinstance(found, str) else "…"
        raise DesignError(f"{at}{name}", f"“{shown}” tidak dikenal untuk isian “{name}”.")
    return found


def _flag(content: dict[str, Any], name: str) -> bool:
    found = content.get(name)
    if not isinstance(found, bool):
        raise DesignError(name, "Arah kertas harus ya atau tidak.")
    return found


def _number(
    content: dict[str, Any], name: str, at: str, least: float, most: float, default: float | None = None
) -> float:
    found = content.get(name, default)
    if not isinstance(found, int | float) or isinstance(found, bool) or not least <= found <= most:
        raise DesignError(f"{at}{name}", f"Isian “{name}” harus angka dari {least:g} sampai {most:g}.")
    return math.floor(float(found) * 1000 + 0.5) / 1000


def _whole(content: dict[str, Any], name: str, at: str, least: int, most: int) -> int:
    found = content.get(name, 1)
    if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
        raise DesignError(f"{at}{name}", f"Isian “{name}” harus bilangan dari {least} sampai {most}.")
    return found


def _color(content: dict[str, Any], name: str, at: str, default: str) -> str:
    found = content.get(name, default)
    if not isinstance(found, str) or not _COLOR.fullmatch(found):
        raise DesignError(f"{at}{name}", "Warna ditulis seperti #8C1C20.")
    return found.upper()


def _asset(content: dict[str, Any], name: str, at: str) -> str:
    found = content.get(name, "")
    if not isinstance(found, str) or (found and not _DIGEST.fullmatch(found)):
        raise DesignError(f"{at}{name}", "Gambar templat tidak dikenal.")
    return found
