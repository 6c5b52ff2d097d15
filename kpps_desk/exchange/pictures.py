"""Pictures for logos and designs, taken in at the door: looked at before they are decoded, then encoded anew.

What a newcomer gets wrong: keeping the file as it came. Whatever hides in it (a place, a name, a profile, a script
behind the last byte) would be printed into 103,845 files; only the pixels are kept.
"""

import hashlib
import io
import struct
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from kpps_desk.domain.designs import Asset
from kpps_desk.problems import Refused, Unavailable, reason

MOST_BYTES = 20 * 1024 * 1024
MOST_SIDE = 12_000  # pixels
MOST_PIXELS = 40_000_000  # that may be decoded: 160 MB
KEPT_SIDE = 3_600  # pixels of the longer side that are kept: F4 at 275 dpi
_HINT = "Simpan gambarnya sebagai PNG atau JPEG, lalu pilih lagi."
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_QUALITY = 90


def read(source: Path | bytes) -> Asset:
    """The picture as it is kept: PNG (sharp drawings, see-through ones) or JPEG (photos), RGB or gray, no metadata."""
    content = source if isinstance(source, bytes) else _content(source)
    if len(content) > MOST_BYTES:
        raise Refused("Berkas gambar ini lebih dari 20 MB.", "Perkecil gambarnya, lalu pilih lagi.")
    media = _media(content)
    return _encoded(_decoded(content, media), media)


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
    out = io.BytesIO()
    if media == "JPEG":
        plain.save(out, "JPEG", quality=_QUALITY, optimize=True, exif=b"", icc_profile=None)
    else:
        plain.save(out, "PNG", optimize=True, icc_profile=None, exif=b"")
    content = out.getvalue()
    kind = "image/jpeg" if media == "JPEG" else "image/png"
    return Asset(hashlib.sha256(content).hexdigest(), kind, *plain.size, content)


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits, RGB or gray, see-through only where it was; a photo stands as its camera was held."""
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits a pixel: Pillow's own conversion cuts them off
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    turned = _turned(image)
    if "transparency" in turned.info or turned.mode in ("RGBA", "LA", "PA"):
        return _bare(turned.convert("RGBA"))
    if turned.mode in ("1", "L"):
        return _bare(turned.convert("L"))
    return _bare(turned.convert("RGB"))


def _turned(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error):  # what says so is damaged
        return image


def _bare(image: Image.Image) -> Image.Image:
    """Only the pixels."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare
