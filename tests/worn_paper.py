"""A page as it comes back: printed and scanned at 150 dots an inch, turned, blurred, a little grey and noisy."""

import random
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

_DPI = 150
_MOST_TURN = 7.0  # degrees either way, and every tenth page upside down
_MOST_BLUR = 1.0  # pixels


def worn(pdf: Path, page: int, out: Path) -> Path:
    """Page `page` (from 0) of a PDF, worn in its own way, as a picture at `out`."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image = document[page].render(scale=_DPI / 72, grayscale=True).to_pil()
    finally:
        document.close()
    pick = random.Random(page)
    turn = pick.uniform(-_MOST_TURN, _MOST_TURN) + (180 if page % 10 == 9 else 0)
    image = image.rotate(turn, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(pick.uniform(0.3, _MOST_BLUR)))
    light, dark = pick.randint(215, 255), pick.randint(0, 45)
    image = image.point([dark + (light - dark) * value // 255 for value in range(256)])
    noise = Image.effect_noise(image.size, pick.uniform(2, 8))
    image = ImageChops.add(image, noise, scale=1, offset=-128)
    image.save(out, quality=80)
    return out
