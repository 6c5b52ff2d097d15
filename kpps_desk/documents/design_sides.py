"""The two sides of a design's paper, and what is drawn of them once: the ground of an office, the words of an edition.

What a newcomer gets wrong: drawing background or frame into each ground. They are one form of their own, which all
grounds of a side show: a kelurahan's ground is then its letterhead, logo and signatories alone.
"""

import functools
import io
from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from kpps_desk.documents import design_blocks, design_frames
from kpps_desk.documents.paper import Sheet, Size
from kpps_desk.domain.certificates import Edition
from kpps_desk.domain.designs import Asset, Design, Item, Layer, digest
from kpps_desk.domain.filling import tokens


class Side(NamedTuple):
    """One side of a design's paper."""

    design: Design
    back: bool

    @property
    def items(self) -> tuple[Item, ...]:
        return self.design.back if self.back else self.design.items

    def of(self, layer: Layer) -> tuple[Item, ...]:
        """Its items that are drawn in this layer, in their order."""
        return _items_of(self, layer)

    @property
    def size(self) -> Size:
        return Size(*(length * mm for length in self.design.size_mm))


@functools.lru_cache(maxsize=64)
def _items_of(side: Side, layer: Layer) -> tuple[Item, ...]:
    return tuple(item for item in side.items if layer_of(item) is layer)


def layer_of(item: Item) -> Layer:
    """As the item says; signatories bear the edition's date where their text does."""
    if item.kind == "penanda_tangan":
        return Layer.EDITION if tokens(item.text) else Layer.GROUND
    return item.layer


def sides(design: Design, edition: Edition) -> tuple[Side, ...]:
    """The front, and the back where it has something to show for this edition."""
    front, back = Side(design, False), Side(design, True)
    bare = any(item.kind == "materi" for item in design.back) and not edition.topics
    return (front,) if bare or not design.back else (front, back)


def ground_of(side: Side, edition: Edition) -> Hashable:
    """Editions with an equal one share the ground's drawing."""
    return _shared_by(side, edition, Layer.GROUND)


def words_of(side: Side, edition: Edition) -> Hashable:
    """Editions with an equal one share the form over the ground too."""
    return (ground_of(side, edition), _shared_by(side, edition, Layer.EDITION))


@functools.lru_cache(maxsize=64)
def _telling(side: Side, layer: Layer) -> tuple[tuple[str, ...], frozenset[str]]:
    """What of an edition this layer shows: tokens, and kinds of items."""
    items = side.of(layer)
    texts = "".join(item.text for item in items if item.kind in ("teks", "penanda_tangan"))
    return tuple(tokens(texts)), frozenset(item.kind for item in items)


def _shared_by(side: Side, edition: Edition, layer: Layer) -> tuple[Hashable, ...]:
    named, kinds = _telling(side, layer)
    values = design_blocks.tokens_of(edition)
    return (
        *(values.get(token) for token in named),
        edition.letterhead if "kop" in kinds else (),
        edition.logo if "logo" in kinds else "",
        tuple(design_blocks.signers(edition)) if "penanda_tangan" in kinds else (),
        (edition.topics, edition.jp) if "materi" in kinds else (),
    )


def lay(sheet: Sheet, side: Side, edition: Edition, assets: Mapping[str, Asset]) -> None:
    """Draw the ground: everything that a session or a person doesn't change."""
    _under(sheet, side, assets)
    height = side.size.height
    values = design_blocks.tokens_of(edition)
    _clear_codes(sheet, side)
    for item in side.of(Layer.GROUND):
        if item.kind in ("logo", "gambar"):
            asset = assets.get(edition.logo if item.kind == "logo" else item.asset)
            if asset is not None:
                at = (item.x * mm, height - (item.y + item.h) * mm, item.w * mm, item.h * mm)
                _picture(sheet, asset, at)
        else:
            drawn = design_blocks.laid(side.design, item, edition, values, height)
            sheet.canvas._code.append(design_blocks.operators(sheet, drawn).decode("latin-1"))


def _clear_codes(sheet: Sheet, side: Side) -> None:
    """The border of a QR code must be white, whatever the picture under it shows there."""
    if side.back or not side.design.background:
        return
    sheet.canvas.setFillGray(1)
    for item in side.items:
        if item.kind == "kode_qr":
            edge = min(item.w, item.h) * mm
            sheet.canvas.rect(item.x * mm, side.size.height - item.y * mm - edge, edge, edge, stroke=0, fill=1)


def _under(sheet: Sheet, side: Side, assets: Mapping[str, Asset]) -> None:
    """Background and frame, drawn once for all grounds of this side."""
    canvas, design = sheet.canvas, side.design
    background = None if side.back else assets.get(design.background)
    if not design.frame and background is None:
        return
    name = _frame_name(side)
    if not canvas.hasForm(name):
        canvas.beginForm(name)
        if background is not None:
            _filling(sheet, background, side.size)
        design_frames.draw(canvas, design.frame, side.size, design.accent, back=side.back)
        canvas.endForm()
    canvas.doForm(name)


@functools.lru_cache(maxsize=64)
def _frame_name(side: Side) -> str:
    return f"U{digest(side.design)[:12]}{side.back:d}"


def _picture(sheet: Sheet, asset: Asset, at: tuple[float, float, float, float]) -> None:
    """Whole, in its shape, in the middle of its box."""
    x, y, width, height = at
    scale = min(width / asset.width, height / asset.height)
    wide, high = asset.width * scale, asset.height * scale
    place = (x + (width - wide) / 2, y + (height - high) / 2, wide, high)
    sheet.canvas.drawImage(_reader(asset.content), *place, mask="auto")


def _filling(sheet: Sheet, asset: Asset, size: Size) -> None:
    """Over the whole page, in its shape: what doesn't fit lies beyond the edges."""
    scale = max(size.width / asset.width, size.height / asset.height)
    wide, high = asset.width * scale, asset.height * scale
    place = ((size.width - wide) / 2, (size.height - high) / 2, wide, high)
    sheet.canvas.drawImage(_reader(asset.content), *place, mask="auto")


@functools.lru_cache(maxsize=4)
def _reader(content: bytes) -> Any:
    return ImageReader(io.BytesIO(content))


def inscribe(sheet: Sheet, side: Side, edition: Edition) -> bytes:
    """The operators of an edition's own words, to be drawn over its ground."""
    values = design_blocks.tokens_of(edition)
    return b"".join(
        design_blocks.operators(sheet, design_blocks.laid(side.design, item, edition, values, side.size.height))
        for item in side.of(Layer.EDITION)
    )
