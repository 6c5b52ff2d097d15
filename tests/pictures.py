"""Small pictures for tests, made when they are wanted."""

import io

from PIL import Image


def png(width: int, height: int, color: str = "navy") -> bytes:
    """A PNG of one colour."""
    return _saved(Image.new("RGB", (width, height), color), "PNG")


def jpeg(width: int, height: int, color: str = "navy") -> bytes:
    """A JPEG of one colour."""
    return _saved(Image.new("RGB", (width, height), color), "JPEG")


def _saved(image: Image.Image, media: str) -> bytes:
    out = io.BytesIO()
    image.save(out, media)
    return out.getvalue()
