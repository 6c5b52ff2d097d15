"""Pictures for logos and designs, taken in at the door: looked at before they are decoded, then encoded anew.

What a newcomer gets wrong: keeping the file as it came. Whatever hides in it (a place, a name, a profile, a script
behind the last byte) would be printed into 103,845 files; only the pixels are kept.
"""

import hashlib
import io
import struct
import warnings
from contextlib import suppress
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from kpps_desk.domain.designs import Asset
from kpps_desk.problems import Refused, Unavailable, reason

MOST_BYTES = 20 * 1024 * 1024
MOST_SIDE = 12_000  # pixels
MOST_PIXELS = 36_000_000  # that may be decoded, A4 at 600 dots an inch: 140 MB
KEPT_SIDE = 3_600  # pixels of the longer side that are kept: F4 at 275 dpi
_HINT = "Simpan gambarnya sebagai PNG atau JPEG, lalu pilih lagi."
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_QUALITY = 90
_SCAN = 0xDA
_TABLES = {0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD}  # JFIF, quantization, frames, Huffman, restarts


def read(source: Path | bytes) -> Asset:
    """The picture as it is kept: PNG (sharp drawings, see-through ones) or JPEG (photos), RGB or gray, no metadata."""
    content = source if isinstance(source, bytes) else _content(source)
    if len(content) > MOST_BYTES:
        raise Refused("Berkas gambar ini lebih dari 20 MB.", "Perkecil gambarnya, lalu pilih lagi.")
    media = _media(content)
    image = _decoded(content, media)
    if media == "JPEG" and max(image.size) <= KEPT_SIDE and image.mode in ("RGB", "L") and _is_bare(content):
        return _asset(content, "image/jpeg", image)  # as it is: encoding it once more would only blur it
    return _encoded(image, media)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unavailable(f"Berkas {path.name} tidak dapat dibaca: {reason(error)}.") from error


def _media(content: bytes) -> str:
    if content.startswith(_PNG):
        return "PNG"
    if content.startswith(_JPEG):
        return "JPEG"
    if not content:
        raise Refused("Berkas gambar ini kosong.", _HINT)
    raise Refused("Berkas ini bukan gambar PNG atau JPEG.", _HINT)


def _decoded(content: bytes, media: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the limits here are stricter than Pillow's own
            image = Image.open(io.BytesIO(content), formats=[media])
            _check_size(*image.size)
            if media == "PNG" and getattr(image, "is_animated", False):
                raise Refused("Gambar bergerak tidak dapat dicetak.", _HINT)
            image.load()
            return image
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError,
            struct.error, MemoryError, UnidentifiedImageError) as error:  # fmt: skip
        raise Refused("Gambar ini rusak atau terpotong.", "Salin ulang berkasnya, lalu pilih lagi.") from error


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise Refused("Gambar ini tidak berisi.", _HINT)
    if width > MOST_SIDE or height > MOST_SIDE or width * height > MOST_PIXELS:
        raise _too_large(f": {width} x {height} piksel")


def _too_large(what: str = "") -> Refused:
    hint = f"Perkecil menjadi paling banyak {KEPT_SIDE} piksel pada sisi panjangnya."
    return Refused(f"Gambar ini terlalu besar{what}.", hint)


def _encoded(image: Image.Image, media: str) -> Asset:
    plain = _plain(image)
    if max(plain.size) > KEPT_SIDE:
        plain.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    bare = Image.new(plain.mode, plain.size)  # only the pixels
    bare.paste(plain)
    out = io.BytesIO()
    if media == "JPEG":
        bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    else:
        bare.save(out, "PNG")
    return _asset(out.getvalue(), "image/jpeg" if media == "JPEG" else "image/png", bare)


def _asset(content: bytes, media: str, image: Image.Image) -> Asset:
    return Asset(hashlib.sha256(content).hexdigest(), media, *image.size, content)


def _is_bare(content: bytes) -> bool:
    """Whether a JPEG holds tables and one scan and nothing else: no metadata, nothing behind its end."""
    at = 2
    while content[at : at + 1] == b"\xff":
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _SCAN:
            return content.find(b"\xff\xd9", at + 2 + length) == len(content) - 2
        if marker not in _TABLES or length < 2:
            return False
        at += 2 + length
    return False


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits, RGB or gray, see-through only where it was; a photo stands as its camera was held."""
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits a pixel: Pillow's own conversion cuts them off
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    _turn(image)
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA"):
        mode = "RGBA"
    else:
        mode = "L" if image.mode in ("1", "L") else "RGB"
    return image if image.mode == mode else image.convert(mode)  # a large one is not copied without need


def _turn(image: Image.Image) -> None:
    with suppress(OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error):  # what says so is damaged
        ImageOps.exif_transpose(image, in_place=True)
