"""Signed sheets judged: what is sure is right on all pages of a corpus, what can't be read is told in a sentence."""

import contextlib
import io
import random
import struct
import zlib
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from kpps_desk.domain import sign_in_sheets
from kpps_desk.domain.sign_in_sheets import Frozen
from kpps_desk.exchange import ink, sheet_pictures, sheet_reading, straightening
from kpps_desk.exchange.sheet_reading import Cell, Verdict
from kpps_desk.problems import Refused
from tests import signed_sheets
from tests.signed_sheets import DAMAGES, Signed

PAGES = 12  # of each size, in every test run


def judged(page: Signed) -> list[Cell]:
    cells = read(page)
    assert cells is not None
    return cells


def read(page: Signed) -> list[Cell] | None:
    """None: the page is sent back to be scanned again."""
    (code,), _ = straightening.codes(page.picture)
    assert code.code == page.page.code
    lying = straightening.straighten(page.picture, code, page.page.layout)
    assert lying is not None
    return sheet_reading.judge(lying, page.page.layout)


def count(page: Signed) -> "Counter[str]":
    found: Counter[str] = Counter()
    cells = read(page)
    if cells is None:
        return Counter({"sent back": 1})
    for cell, signed in zip(cells, page.signed, strict=True):
        sure = cell.verdict is not Verdict.UNSURE
        found["unsure" if not sure else "right" if (cell.verdict is Verdict.SIGNED) == signed else "wrong"] += 1
    return found


@pytest.mark.parametrize("size", list(sign_in_sheets.PAPERS))
def test_what_is_sure_is_right_and_little_is_unsure(size: str) -> None:
    """What was measured on many more pages stands in the docstring of kpps_desk/exchange/sheet_reading.py."""
    total: Counter[str] = Counter()
    for seed in range(PAGES):
        total += count(signed_sheets.page(seed, size=size, dpi=150 if seed % 2 else 100))
    assert total["wrong"] == 0
    assert total["unsure"] <= 0.03 * total["right"]
    assert total["sent back"] <= 1  # bent paper
    assert total["right"] > 180


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damage_makes_a_sure_verdict_wrong(damage: str) -> None:
    assert count(signed_sheets.page(7, damage=damage, dpi=150))["wrong"] == 0


@pytest.mark.parametrize("dpi", [100, 150, 200, 300])
def test_a_page_is_read_at_any_usual_fineness(dpi: int) -> None:
    found = count(signed_sheets.page(11, dpi=dpi, damage="clean"))
    assert found["wrong"] == 0
    assert found["unsure"] <= 1


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270])
def test_a_page_may_lie_on_its_side_or_head(turn: Image.Transpose) -> None:
    page = signed_sheets.page(2, damage="clean")
    assert count(page._replace(picture=page.picture.transpose(turn)))["wrong"] == 0


def blank(mark: "str") -> Cell:
    """The cell of row 3 on an unsigned page with one thing drawn into it."""
    sheet, picture = signed_sheets.printed("A4", 40, 0)
    paper = picture.copy()
    cell, scale, pen = sheet.layout.cells[2], 200 / 25.4, ImageDraw.Draw(paper)
    x, y = cell.left + cell.width / 2, cell.top + cell.height / 2
    if mark == "dash":
        pen.line([(x - 8) * scale, y * scale, (x + 8) * scale, y * scale], fill=40, width=4)
    elif mark == "dots":
        for at in range(3):
            pen.ellipse([(x + at * 4) * scale - 2, y * scale - 2, (x + at * 4) * scale + 2, y * scale + 2], fill=40)
    elif mark == "intruder":  # the end of a stroke from elsewhere
        pen.line([(x + 2) * scale, (cell.top - 14) * scale, (x + 4) * scale, (cell.top + 3) * scale], fill=40, width=4)
    return judged(Signed(paper, (), sheet, ""))[2]


@pytest.mark.parametrize(
    ("mark", "verdict"),
    [("", Verdict.EMPTY), ("dots", Verdict.EMPTY), ("dash", Verdict.UNSURE), ("intruder", Verdict.UNSURE)],
)
def test_a_dash_or_a_neighbours_stroke_is_no_signature(mark: str, verdict: Verdict) -> None:
    assert blank(mark).verdict is verdict


def test_a_page_without_its_lower_squares_is_not_guessed() -> None:
    page = signed_sheets.page(2, damage="clean", dpi=150)
    (code,), _ = straightening.codes(page.picture)
    half = page.picture.crop((0, 0, page.picture.width, page.picture.height // 2))
    assert straightening.straighten(half, code, page.page.layout) is None


def test_one_missing_square_is_made_up_for() -> None:
    page = signed_sheets.page(2, damage="clean", dpi=150)
    left = page.picture.height * 9 // 10
    page.picture.paste(250, (0, left, page.picture.width // 4, page.picture.height))
    assert count(page)["wrong"] == 0


def test_a_layout_comes_back_from_the_file_as_it_was() -> None:
    for paper in sign_in_sheets.PAPERS:
        frozen = Frozen(sign_in_sheets.lay_out(paper, 12, 19), (4, 5, None), 19, 2)
        assert sign_in_sheets.from_json(sign_in_sheets.to_json(frozen)) == frozen


@pytest.mark.parametrize("paper", list(sign_in_sheets.PAPERS))
def test_every_row_has_a_page_and_nobody_signs_an_empty_one(paper: str) -> None:
    for rows in range(11, 700, 7):
        pages = sign_in_sheets.paginate(paper, rows)
        assert sum(pages) == rows
        assert min(pages) >= 2
        for at, count_ in enumerate(pages):
            layout = sign_in_sheets.lay_out(paper, count_, 1 if at == 0 else 2)
            assert layout.cells[-1].bottom < layout.marks[2][1] - 5


def test_ink_that_touches_at_a_corner_hangs_together() -> None:
    picture = Image.new("L", (7, 4))
    for x, y in ((0, 0), (1, 1), (2, 0), (5, 2), (6, 3), (0, 3)):
        picture.putpixel((x, y), 255)
    assert sorted(blob.spread.area for blob in ink.blobs(picture)) == [1, 2, 3]


# Bad input -----------------------------------------------------------------------------------------------------------


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(Refused) as told:
        list(sheet_pictures.pages(path))
    return str(told.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"halo", b"%PDF-1.4 rusak", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"II*\x00" + b"\xff" * 40, b"GIF89a"],
)
def test_what_is_no_scan_is_told_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    assert "pindai.png" in refused(tmp_path / "pindai.png", content)


def test_a_picture_that_would_unfold_to_gigabytes_is_not_opened(tmp_path: Path) -> None:
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    data = zlib.compress(bytes(1_000_000))
    bomb += struct.pack(">I", len(data)) + b"IDAT" + data + struct.pack(">I", zlib.crc32(b"IDAT" + data))
    assert "terlalu besar" in refused(tmp_path / "bom.png", bomb)


def test_a_file_cut_off_at_any_byte_is_pages_or_a_sentence(tmp_path: Path) -> None:
    dice = random.Random(3)
    picture = signed_sheets.page(1, damage="clean", dpi=100).picture
    for ending, options in (("JPEG", {}), ("PNG", {}), ("TIFF", {"compression": "tiff_lzw"}), ("PDF", {})):
        file = io.BytesIO()
        picture.save(file, ending, **options)
        whole = file.getvalue()
        for _ in range(12):
            path = tmp_path / f"potong.{ending.lower()}"
            path.write_bytes(whole[: dice.randrange(len(whole))])
            with contextlib.suppress(Refused):
                for page in sheet_pictures.pages(path):
                    assert page.picture is not None or page.trouble


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "I;16", "LA"])
def test_a_picture_of_any_kind_becomes_brightness(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "gambar.tiff"
    Image.linear_gradient("L").convert("L").convert(mode if mode != "I;16" else "I").convert(mode).save(path)
    (page,) = sheet_pictures.pages(path)
    assert page.picture is not None
    assert page.picture.mode == "L"
    low, high = page.picture.getextrema()
    assert (low, high) == (0, 255) or mode == "CMYK"
