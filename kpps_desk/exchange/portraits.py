"""A pas foto as it is kept: upright, two by three, a JPEG of at most 400 x 600 pixels.

What a newcomer gets wrong: keeping what the camera wrote. A file from a phone says where it was taken; only the pixels
are kept (exchange/pictures.py), cut to the shape of a pas foto.
"""

import io
from pathlib import Path

from PIL import Image

from kpps_desk.exchange import pictures
from kpps_desk.problems import Refused

WIDTH, HEIGHT = 400, 600
_LEAST = 120  # pixels of the shorter side: below, a face on a card is a blur
_QUALITY = 85


def read(source: Path | bytes) -> bytes:
    """The JPEG; Refused for a bomb, what is no picture, one that lies on its side or is tiny."""
    kept = pictures.read(source)
    if kept.width > kept.height:
        raise Refused("Foto ini mendatar, bukan pas foto.", "Putar atau potong menjadi tegak 4x6, lalu pilih lagi.")
    if min(kept.width, kept.height) < _LEAST:
        raise Refused(
            f"Foto ini terlalu kecil: {kept.width} x {kept.height} piksel.",
            f"Pakai foto dengan lebar sedikitnya {_LEAST} piksel.",
        )
    with Image.open(io.BytesIO(kept.content)) as image:
        made = _on_white(image)
    made = _cut(made)
    made.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    made.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    made = Image.new("RGB", image.size, "white")
    made.paste(image, mask=image.getchannel("A"))
    return made


def _cut(image: Image.Image) -> Image.Image:
    """To two by three: from both sides, or from below, for the head is above."""
    width, height = image.size
    if width * HEIGHT > height * WIDTH:
        wanted = round(height * WIDTH / HEIGHT)
        left = (width - wanted) // 2
        return image.crop((left, 0, left + wanted, height))
    return image.crop((0, 0, width, min(height, round(width * HEIGHT / WIDTH))))
