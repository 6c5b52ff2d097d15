"""What an item is called where it has no picture: in lists, in sentences, for those who don't see the page.

What a newcomer gets wrong: the kind alone. A page has ten texts; what a text says tells them apart.
"""

from kpps_desk.domain.designs import KINDS, TOKENS, Item
from kpps_desk.domain.filling import tokens
from kpps_desk.ui.designer.boxes import Box

_LONGEST = 34
LONGEST_TEXT = 2_000  # letters, as domain.designs reads it


def item_name(item: Item) -> str:
    """`Nama dengan gelar` for a text that is that token alone, `“Nomor: {nomor}”` for others, else the kind."""
    if item.kind == "teks":
        text = " ".join(item.text.split())
        alone = tokens(text)
        if len(alone) == 1 and text == f"{{{alone[0]}}}" and alone[0] in TOKENS:
            return TOKENS[alone[0]].name
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
        return f"“{shown}”" if shown else "Teks kosong"
    name = KINDS.get(item.kind, item.kind)
    return f"{name} {item.number}" if item.kind == "penanda_tangan" and item.number else name


def typed(text: str) -> str:
    """What somebody typed or pasted, without what can't be seen: a design holds no such letters."""
    seen = (letter if letter.isprintable() or letter == "\n" else " " if letter.isspace() else "" for letter in text)
    return "".join(seen)[:LONGEST_TEXT]


def millimetres(value: float) -> str:
    """`12,5`."""
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def place_text(box: Box) -> str:
    """`20 mm dari kiri, 60 mm dari atas, 257 × 20 mm`."""
    x, y, w, h = (millimetres(value) for value in box)
    return f"{x} mm dari kiri, {y} mm dari atas, {w} × {h} mm"
