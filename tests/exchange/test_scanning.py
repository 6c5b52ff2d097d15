"""Codes on pictures and pages: found when turned and blurred, when there are several, and never at any size."""

import random
from pathlib import Path

import pytest
from PIL import Image

from kpps_desk.exchange import scanning
from kpps_desk.store.database import Database
from tests.seal_pictures import printed, worn


def texts(path: Path) -> list[str]:
    return [found.text for found in scanning.scan(path)]


@pytest.mark.timeout(240)
def test_certificates_at_150_dpi_turned_and_blurred_are_read(workspace: Database, tmp_path: Path) -> None:
    pick = random.Random(5)
    read = 0
    pages = printed(workspace, tmp_path)
    for page in pages:
        worn(page.picture, pick).save(tmp_path / "foto.png")
        read += texts(tmp_path / "foto.png") == [page.seal]
    assert read == len(pages)


def test_a_blurred_page_within_a_pdf_is_read(workspace: Database, tmp_path: Path) -> None:
    page = printed(workspace, tmp_path, 1)[0]
    worn(page.picture, random.Random(1)).save(tmp_path / "pindai.pdf", resolution=150)
    assert texts(tmp_path / "pindai.pdf") == [page.seal]


def test_of_several_on_one_picture_all_are_read_once(workspace: Database, tmp_path: Path) -> None:
    first, second = printed(workspace, tmp_path, 2)
    both = Image.new("L", (first.picture.width, 2 * first.picture.height), 255)
    both.paste(first.picture, (0, 0))
    both.paste(worn(second.picture, random.Random(2), turn=0), (0, first.picture.height))
    both.save(tmp_path / "dua.png")
    assert sorted(texts(tmp_path / "dua.png")) == sorted([first.seal, second.seal])


def test_a_picture_without_a_code_holds_none(tmp_path: Path) -> None:
    Image.effect_noise((400, 300), 80).save(tmp_path / "derau.png")
    assert texts(tmp_path / "derau.png") == []
