"""Certificates as people photograph and scan them: printed by the program, rendered at 150 dpi, turned and blurred.

What a newcomer gets wrong: testing readers on what was just drawn. Its modules are whole pixels; on paper they aren't.
"""

import random
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageFilter

from kpps_desk.operations import certificates, printing
from kpps_desk.queries import certificates as questions
from kpps_desk.store.database import Database
from tests.trained import trained_crew


class Printed(NamedTuple):
    """A page as a grey picture, and the whole text of its code."""

    picture: Image.Image
    seal: str


def printed(database: Database, folder: Path, count: int = 20) -> list[Printed]:
    """`count` certificates of Gambir's first crews, issued and printed."""
    for station in range((count + 6) // 7):
        trained_crew(database, f"3171011001{station + 1:03d}", 1 + 9 * station)
    issued = list(certificates.issue(database, by="penguji").issued)[:count]
    out = folder / "sertifikat.pdf"
    printing.print_certificates(database, out, certificates=issued)
    with database.read() as db:
        seals = {one.number: one.seal for _, one in questions.prints(db, issued)}
    document = pypdfium2.PdfDocument(out)
    try:
        pages = [Printed(*_page(document, number, seals)) for number in range(len(document))]
    finally:
        document.close()
    assert len({page.seal for page in pages}) == count
    return pages


def _page(document: pypdfium2.PdfDocument, number: int, seals: dict[str, str]) -> tuple[Image.Image, str]:
    text = document[number].get_textpage().get_text_range()
    picture = document[number].render(scale=150 / 72, grayscale=True).to_pil().convert("L")
    return picture, next(seal for name, seal in seals.items() if name in text)


def worn(picture: Image.Image, pick: random.Random, turn: float = 7, blur: float = 1.0) -> Image.Image:
    """Turned by up to `turn` degrees, blurred by up to `blur` pixels."""
    turned = picture.rotate(pick.uniform(-turn, turn), Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return turned.filter(ImageFilter.GaussianBlur(pick.uniform(0.4 * blur, blur)))
