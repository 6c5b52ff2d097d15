"""A page as it comes back: printed and scanned at 150 dots an inch, turned, blurred, a little grey and noisy.

What a newcomer gets wrong: Pillow's own noise, which is new each time. A seed wears a page the same way every time.
"""

import random
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from kpps_desk.exchange.rendering import PDFIUM

_DPI = 150
_MOST_TURN = 7.0  # degrees either way, and every tenth page upside down
_MOST_BLUR = 1.0  # pixels


def worn(pdf: Path, page: int, out: Path, *, seed: int | None = None) -> Path:
    """Page `page` (from 0) of a PDF, worn in its own way (or that of `seed`), as a picture at `out`."""
    seed = page if seed is None else seed
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        image = document[page].render(scale=_DPI / 72, grayscale=True).to_pil().copy()
    pick = random.Random(seed)
    turn = pick.uniform(-_MOST_TURN, _MOST_TURN) + (180 if seed % 10 == 9 else 0)
    image = image.rotate(turn, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(pick.uniform(0.3, _MOST_BLUR)))
    light, dark = pick.randint(215, 255), pick.randint(0, 45)
    image = image.point([dark + (light - dark) * value // 255 for value in range(256)])
    noise = Image.frombytes("L", image.size, pick.randbytes(image.width * image.height))
    spread = pick.uniform(2, 8) * 12**0.5 / 255  # of even noise with such a deviation
    noise = noise.point([round(128 + (value - 127.5) * spread) for value in range(256)])
    image = ImageChops.add(image, noise, scale=1, offset=-128)
    image.save(out, quality=80)
    return out
