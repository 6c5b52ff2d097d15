"""Every paper is as it was when somebody last looked at it: its words, its bytes, its pictures.

What a newcomer gets wrong: making the goldens anew because a test says so. `python -m tests.documents.test_goldens`
does that and tells which papers changed in what; each changed picture in goldens/ is then looked at before it is
committed. A change of bytes alone is one that nobody sees: a library's, or the order of objects.
"""

import functools
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from tests import every_paper

GOLDENS = Path(__file__).parent / "goldens"
_BYTES = GOLDENS / "bytes.json"
_DPI = 60
_GRAYS = 8  # of a kept picture: letters stay readable, and a page takes some 8 KB
_APART = 96  # of 255: where a pixel differs by more after a little blur, something else stands there
_TILE = 16  # pixels
_SHARE = (
    0.12  # of a tile's pixels that may: drawn four times as large and reduced, QR codes come to 0.106, letters to 0.06
)
PAPERS = {paper.name: paper for paper in every_paper.every()}


@functools.lru_cache(maxsize=2)
def drawn(name: str) -> bytes:
    return PAPERS[name].draw()


def text_of(pdf: bytes) -> str:
    """All its pages' words, in the order of their lines."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range().replace("\r\n", "\n").strip() for page in document]
    document.close()
    return "\n\f\n".join(pages) + "\n"


def picture_of(pdf: bytes) -> Image.Image:
    """All its pages side by side."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    whole = Image.new("L", (sum(page.width + 4 for page in pages) - 4, max(page.height for page in pages)), 128)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width + 4
    return whole


def kept(picture: Image.Image) -> Image.Image:
    """As it is kept: a few grays."""
    step = 255 / (_GRAYS - 1)
    few = picture.point([round(round(value / step) * step) for value in range(256)])
    return few.convert("P", palette=Image.Palette.ADAPTIVE, colors=_GRAYS)


def differing(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels where something else stands in the worst tile; 1 where the sizes differ."""
    if one.size != other.size:
        return 1.0
    blurred = [each.convert("L").filter(ImageFilter.BoxBlur(1)) for each in (one, other)]
    apart = ImageChops.difference(*blurred).point([255 if value >= _APART else 0 for value in range(256)])
    return max(apart.reduce(_TILE).tobytes()) / 255


def known() -> dict[str, str]:
    """What the bytes of each document hash to."""
    found: dict[str, str] = json.loads(_BYTES.read_text()) if _BYTES.is_file() else {}
    return found


@pytest.mark.parametrize("name", PAPERS)
def test_the_words_are_those_that_were_read(name: str) -> None:
    assert text_of(drawn(name)) == (GOLDENS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAPERS)
def test_the_bytes_are_the_same_on_every_day_and_machine(name: str) -> None:
    assert hashlib.sha256(drawn(name)).hexdigest() == known()[name]


@pytest.mark.parametrize("name", PAPERS)
def test_the_page_looks_as_it_did_when_it_was_looked_at(name: str) -> None:
    with Image.open(GOLDENS / f"{name}.png") as golden:
        assert differing(picture_of(drawn(name)), golden) <= _SHARE


def test_no_golden_is_kept_of_what_is_no_more() -> None:
    assert {path.stem for path in GOLDENS.iterdir()} - {"bytes"} == set(PAPERS) == set(known())


def test_a_letter_that_went_elsewhere_would_be_seen() -> None:
    name = next(iter(PAPERS))
    page = picture_of(drawn(name))
    with Image.open(GOLDENS / f"{name}.png") as golden:
        moved = page.copy()
        moved.paste(page.crop((200, 180, 500, 260)), (203, 182))
        assert differing(moved, golden) > _SHARE
        assert differing(page.filter(ImageFilter.GaussianBlur(0.4)), golden) <= _SHARE  # another rasterizer


def made_anew() -> Iterator[str]:
    """Write the goldens of all papers, telling what changed."""
    GOLDENS.mkdir(exist_ok=True)
    hashes, before = {}, known()
    for name in PAPERS:
        if changed := _renewed(name):
            yield f"{name}: {', '.join(changed)}"
        hashes[name] = hashlib.sha256(drawn(name)).hexdigest()
        if hashes[name] != before.get(name) and not changed:
            yield f"{name}: bytes alone"
    _BYTES.write_text(json.dumps(hashes, indent=1) + "\n")
    for path in GOLDENS.iterdir():
        if path.stem not in {*PAPERS, "bytes"}:
            path.unlink()
            yield f"{path.name}: gone"


def _renewed(name: str) -> list[str]:
    """Write words and picture where they differ."""
    changed = []
    words, place = text_of(drawn(name)), GOLDENS / f"{name}.txt"
    if not place.is_file() or place.read_text(encoding="utf-8") != words:
        place.write_text(words, encoding="utf-8")
        changed.append("words")
    picture, place = picture_of(drawn(name)), GOLDENS / f"{name}.png"
    if changed or not place.is_file() or differing(picture, Image.open(place)) > _SHARE:
        out = io.BytesIO()
        kept(picture).save(out, "PNG", optimize=True)
        place.write_bytes(out.getvalue())
        changed.append("picture")
    return changed


if __name__ == "__main__":
    for line in made_anew():
        print(line)
