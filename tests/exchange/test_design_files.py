"""A template as a file: what goes out comes back, and whatever else comes in is refused in a sentence."""

import io
import json
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kpps_desk import built_in
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.designs import Asset, Design, Item
from kpps_desk.exchange import design_files, pictures
from kpps_desk.problems import Problem, Refused


def logo(color: str = "red") -> Asset:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(out, "PNG")
    return pictures.read(out.getvalue())


LOGO, GROUND = logo(), logo("blue")
DESIGN = replace(
    built_in.first_of(Kind.CERTIFICATE),
    name="Milik kami",
    background=GROUND.digest,
    back=(Item("gambar", 20, 20, 30, 30, asset=LOGO.digest),),
)
CONTENT = design_files.packed(DESIGN, [LOGO, GROUND])


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_json(**changes: object) -> bytes:
    content = json.loads(DESIGN.to_json()) | changes
    pictures_ = {f"gambar/{each.digest}": each.content for each in (LOGO, GROUND)}
    return packed({"templat.json": json.dumps(content).encode()} | pictures_)


def test_a_template_goes_out_and_comes_back_with_its_pictures(tmp_path: Path) -> None:
    out = tmp_path / "milik kami.kppstemplat"
    design_files.write(out, DESIGN, [LOGO, GROUND])
    design, assets = design_files.read(out)
    assert design == DESIGN
    assert {each.digest for each in assets} == {LOGO.digest, GROUND.digest}
    assert design_files.packed(DESIGN, [GROUND, LOGO]) == out.read_bytes()


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="tidak dikenal"):
        design_files.write(tmp_path / "a.zip", DESIGN, [])


def test_a_template_of_a_newer_program_says_so() -> None:
    with pytest.raises(Refused, match="lebih baru"):
        design_files.unpacked(with_json(format=99), "a")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "rusak atau bukan"),
        (b"PK\x03\x04", "rusak atau bukan"),
        (packed({"lain.txt": b"x"}), "rusak atau bukan"),
        (packed({"templat.json": DESIGN.to_json().encode()}), "rusak atau bukan"),
        (packed({"templat.json": b"\xff\xfe"}), "rusak atau bukan"),
        (packed({"templat.json": b"{}"}), "bukan templat"),
        (packed({"templat.json": b" " * 70_000_000}), "terlalu besar"),
        (packed({f"{number}": b"" for number in range(70)}), "terlalu besar"),
        (with_json(frame="emas"), "emas"),
        (
            packed(
                {
                    "templat.json": DESIGN.to_json().encode(),
                    f"gambar/{LOGO.digest}": b"<svg/>",
                    f"gambar/{GROUND.digest}": GROUND.content,
                }
            ),
            "bukan gambar",
        ),
    ],
    ids=["empty", "zip head", "other", "no pictures", "no text", "no design", "bomb", "many", "unknown", "svg"],
)
def test_what_is_no_template_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        design_files.unpacked(content, "a.kppstemplat")


def test_pictures_that_the_design_does_not_name_stay_outside() -> None:
    _, assets = design_files.unpacked(design_files.packed(replace(DESIGN, background=""), [LOGO, GROUND]), "a")
    assert [each.digest for each in assets] == [LOGO.digest]


def test_a_picture_under_a_false_name_gets_its_own() -> None:
    files = {"templat.json": DESIGN.to_json().encode()}
    files |= {f"gambar/{LOGO.digest}": GROUND.content, f"gambar/{GROUND.digest}": GROUND.content}
    design, assets = design_files.unpacked(packed(files), "a")
    assert design.assets == (GROUND.digest,)
    assert [each.digest for each in assets] == [GROUND.digest]


def test_a_file_cut_off_anywhere_is_refused_in_a_sentence() -> None:
    for end in range(0, len(CONTENT), 7):
        with pytest.raises(Problem):
            design_files.unpacked(CONTENT[:end], "a.kppstemplat")


def test_flipped_bits_end_in_a_design_or_in_a_sentence() -> None:
    dice = random.Random(5)
    refused = 0
    for _ in range(1_500):
        spoiled = bytearray(CONTENT)
        for _ in range(dice.randint(1, 6)):
            spoiled[dice.randrange(len(spoiled))] ^= 1 << dice.randrange(8)
        try:
            design, _ = design_files.unpacked(bytes(spoiled), "a.kppstemplat")
        except Problem as problem:
            refused += 1
            assert problem.message.endswith(".")  # noqa: PT017
        else:
            assert Design.from_json(design.to_json()) == design
    assert refused > 1_000
