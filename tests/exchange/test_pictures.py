"""Pictures at the door: what is taken, how it is kept, what is refused before it is decoded."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kpps_desk.domain.designs import Asset
from kpps_desk.exchange import pictures
from kpps_desk.problems import Problem, Refused, Unavailable


def drawn(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    image = Image.new(mode, size)
    ImageDraw.Draw(image).rectangle((10, 10, 30, 30), fill=1 if mode == "1" else None, outline=None)
    return image


def encoded(image: Image.Image, media: str, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, media, **how)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is this large, of a few kilobytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def kept(asset: Asset) -> Image.Image:
    return Image.open(io.BytesIO(asset.content))


def test_a_picture_keeps_its_pixels_and_nothing_else() -> None:
    image = drawn()
    image.putpixel((5, 5), (140, 28, 32))
    exif = Image.Exif()
    exif[0x010E] = "rumah Budi"
    asset = pictures.read(encoded(image, "PNG", exif=exif, icc_profile=b"profil"))
    assert (asset.media, asset.width, asset.height) == ("image/png", 60, 40)
    assert kept(asset).getpixel((5, 5)) == (140, 28, 32)
    assert kept(asset).info == {}
    assert b"rumah Budi" not in asset.content
    assert pictures.read(encoded(image, "PNG")).digest == asset.digest


def test_a_photo_stands_as_its_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    asset = pictures.read(encoded(drawn(), "JPEG", exif=exif))
    assert (asset.media, asset.width, asset.height) == ("image/jpeg", 40, 60)
    assert b"Exif" not in asset.content


def test_a_photo_that_holds_nothing_hidden_is_kept_as_it_is() -> None:
    photo = pictures.read(encoded(drawn(), "JPEG", comment=b"rumah Budi"))
    assert b"rumah Budi" not in photo.content
    assert pictures.read(photo.content) == photo
    behind = pictures.read(photo.content + b"rumah Budi")
    assert b"rumah Budi" not in behind.content


@pytest.mark.parametrize(
    ("mode", "media", "becomes"),
    [
        ("RGB", "PNG", "RGB"),
        ("RGBA", "PNG", "RGBA"),
        ("LA", "PNG", "RGBA"),
        ("P", "PNG", "RGB"),
        ("L", "PNG", "L"),
        ("1", "PNG", "L"),
        ("I;16", "PNG", "L"),
        ("CMYK", "JPEG", "RGB"),
        ("L", "JPEG", "L"),
    ],
)
def test_every_way_of_colour_becomes_rgb_or_gray(mode: str, media: str, becomes: str) -> None:
    assert kept(pictures.read(encoded(Image.new(mode, (30, 20)), media))).mode == becomes


def test_a_picture_of_sixteen_bits_keeps_its_tones() -> None:
    image = Image.new("I;16", (4, 4), 128 * 256)
    assert kept(pictures.read(encoded(image, "PNG"))).getpixel((1, 1)) == 128


def test_what_is_opaque_everywhere_is_kept_without_a_mask() -> None:
    assert kept(pictures.read(encoded(Image.new("RGBA", (9, 9), (1, 2, 3, 255)), "PNG"))).mode == "RGB"
    assert kept(pictures.read(encoded(Image.new("RGBA", (9, 9), (1, 2, 3, 9)), "PNG"))).mode == "RGBA"


def test_a_large_picture_is_made_smaller() -> None:
    asset = pictures.read(encoded(Image.new("L", (6000, 3000)), "PNG"))
    assert (asset.width, asset.height) == (3600, 1800)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kosong"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan gambar"),
        (b"%PDF-1.7", "bukan gambar"),
        (b"GIF89a" + bytes(40), "bukan gambar"),
        (b"\x89PNG\r\n\x1a\n", "rusak"),
        (b"\xff\xd8\xff\xe0", "rusak"),
        (bomb(30_000, 30_000), "terlalu besar"),
        (bomb(30_000, 10), "terlalu besar"),
        (bomb(12_000, 12_000), "terlalu besar"),
        (bomb(2_000_000_000, 1), "terlalu besar"),
        (bomb(0, 5), "rusak"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20 * 1024 * 1024), "20 MB"),
    ],
    ids=["empty", "svg", "pdf", "gif", "png head", "jpeg head", "bomb", "wide", "pixels", "huge", "nothing", "bytes"],
)
def test_what_is_no_picture_of_ours_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as caught:
        pictures.read(content)
    assert caught.value.hint


def test_a_moving_picture_is_refused() -> None:
    frames = [Image.new("RGB", (9, 9), color) for color in ("red", "blue")]
    with pytest.raises(Refused, match="bergerak"):
        pictures.read(encoded(frames[0], "PNG", save_all=True, append_images=frames[1:]))


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"logo\.png"):
        pictures.read(tmp_path / "logo.png")
    (tmp_path / "logo.png").write_bytes(encoded(drawn(), "PNG"))
    assert pictures.read(tmp_path / "logo.png").width == 60


_SOUND = [encoded(drawn("RGB"), "PNG"), encoded(drawn("RGBA"), "PNG"), encoded(drawn("RGB"), "JPEG")]
_SOUND.append(encoded(drawn("P"), "PNG", transparency=0))


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(_SOUND), st.data())
def test_a_damaged_picture_is_taken_or_refused_and_never_breaks(content: bytes, data: st.DataObject) -> None:
    spoiled = bytearray(content[: data.draw(st.integers(0, len(content)))])
    for at in data.draw(st.lists(st.integers(0, max(len(spoiled) - 1, 0)), max_size=4)):
        if spoiled:
            spoiled[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        asset = pictures.read(bytes(spoiled))
    except Problem as problem:
        assert problem.message  # noqa: PT017
    else:
        assert pictures.read(asset.content).media == asset.media
