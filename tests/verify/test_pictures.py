"""The page reads certificates by picture and by camera: turned, blurred, several at once; else it says why not."""

import base64
import io
import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kpps_desk.exchange import seals, verify_page
from kpps_desk.queries import certificates as questions
from kpps_desk.store.database import Database
from tests.seal_pictures import Printed, printed, worn
from tests.verify.chromium import Chromium, Tab
from tests.verify.conftest import started

SHOWN = "[...document.querySelectorAll('.verdict')].map(one => one.dataset.state)"
NAMES = "[...document.querySelectorAll('.verdict dd.number')].map(one => one.textContent)"


@pytest.fixture
def pages(workspace: Database, tmp_path: Path) -> list[Printed]:
    return printed(workspace, tmp_path, 2)


def opened(tab: Tab, workspace: Database, tmp_path: Path) -> Tab:
    """The page with the workspace's own keys inside."""
    with workspace.read() as db:
        keys = questions.keys(db)
    lines = "".join(f"{name} {base64.urlsafe_b64encode(public).decode()}\n" for name, public in keys.items())
    verify_page.write(tmp_path / "periksa.html", lines)
    tab.open(tmp_path / "periksa.html")
    tab.run("await periksa.ready; return true")
    return tab


def shown(tab: Tab, *files: Path) -> list[str]:
    """The verdicts after these pictures were chosen, the gravest first."""
    tab.run("document.getElementById('clear').click(); return true")
    tab.choose("#picture", *files)
    states: list[str] = tab.wait(f"document.querySelector('.verdict') && {SHOWN}")
    return states


def number(seal: str) -> str:
    return seal.split("\n")[4].removeprefix("No ")


@pytest.mark.timeout(300)
def test_certificates_at_150_dpi_turned_and_blurred_are_read(workspace: Database, tab: Tab, tmp_path: Path) -> None:
    pick = random.Random(7)
    certificates = printed(workspace, tmp_path, 8)
    opened(tab, workspace, tmp_path)
    read = 0
    for page in certificates:
        worn(page.picture, pick).save(tmp_path / "foto.png")
        read += shown(tab, tmp_path / "foto.png") == ["valid"] and tab.run(NAMES) == [number(page.seal)]
    assert read == 8


@pytest.mark.parametrize("turn", [40, 90, 180, 270])
def test_a_picture_may_lie_on_any_side(
    workspace: Database, tab: Tab, tmp_path: Path, pages: list[Printed], turn: int
) -> None:
    opened(tab, workspace, tmp_path)
    pages[0].picture.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255).save(tmp_path / "foto.png")
    assert shown(tab, tmp_path / "foto.png") == ["valid"]


@pytest.mark.parametrize("kind", ["jpg", "webp", "bmp"])
def test_pictures_of_other_kinds_are_read(
    workspace: Database, tab: Tab, tmp_path: Path, pages: list[Printed], kind: str
) -> None:
    opened(tab, workspace, tmp_path)
    pages[0].picture.save(tmp_path / f"foto.{kind}")
    assert shown(tab, tmp_path / f"foto.{kind}") == ["valid"]


def test_several_codes_in_one_picture_and_several_pictures_are_all_judged(
    workspace: Database, tab: Tab, tmp_path: Path, pages: list[Printed]
) -> None:
    opened(tab, workspace, tmp_path)
    first, second = pages
    both = Image.new("L", (first.picture.width, 2 * first.picture.height), 255)
    both.paste(first.picture, (0, 0))
    both.paste(second.picture, (0, first.picture.height))
    both.save(tmp_path / "dua.png")
    (tmp_path / "bukan.png").write_bytes(b"halo")
    assert shown(tab, tmp_path / "dua.png") == ["valid", "valid"]
    assert sorted(tab.run(NAMES)) == sorted([number(first.seal), number(second.seal)])
    assert shown(tab, tmp_path / "bukan.png", tmp_path / "dua.png") == ["unreadable", "valid", "valid"]
    assert "bukan.png" in tab.run("document.querySelector('.verdict').textContent")


def test_a_stranger_s_certificate_is_of_an_unknown_key(tab: Tab, tmp_path: Path, pages: list[Printed]) -> None:
    verify_page.write(tmp_path / "periksa.html")
    tab.open(tmp_path / "periksa.html")
    pages[0].picture.save(tmp_path / "foto.png")
    assert shown(tab, tmp_path / "foto.png") == ["unknown_key"]


def _bomb() -> bytes:
    """A PNG that says it has 40,000 x 40,000 pixels."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 40_000, 40_000, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(40_001) * 100)),
        (b"IEND", b""),
    ]
    packed = (
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def test_what_is_no_picture_is_told_in_a_sentence(page: Tab, tmp_path: Path, workspace: Database) -> None:
    blank, pdf, broken, bomb, empty = (tmp_path / name for name in ("kosong.png", "a.pdf", "b.png", "c.png", "d.png"))
    Image.new("L", (400, 300), 255).save(blank)
    Image.new("L", (400, 300), 255).save(pdf)
    broken.write_bytes(blank.read_bytes()[:60])
    bomb.write_bytes(_bomb())
    empty.write_bytes(b"")
    says = "document.querySelector('.verdict .says').textContent"
    for path, word in (
        (blank, "Tidak ada kode QR"),
        (pdf, "berkas PDF"),
        (broken, "bukan gambar"),
        (bomb, "terlalu besar"),
        (empty, "bukan gambar"),
    ):
        assert shown(page, path) == ["unreadable"]
        assert word in page.run(says), path.name


def test_a_picture_is_taken_from_the_clipboard_and_by_dropping(
    workspace: Database, tab: Tab, tmp_path: Path, pages: list[Printed]
) -> None:
    opened(tab, workspace, tmp_path)
    content = io.BytesIO()
    pages[0].picture.save(content, "PNG")
    picture = base64.b64encode(content.getvalue()).decode()
    for event in ("paste", "drop"):
        tab.run("document.getElementById('clear').click(); return true")
        tab.run(
            """const bytes = Uint8Array.from(atob(arguments[0]), letter => letter.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], "foto.png", { type: "image/png" }));
            const made = arguments[1] === "paste"
              ? new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true })
              : new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
            document.body.dispatchEvent(made);
            return made.defaultPrevented""",
            picture,
            event,
        )
        assert tab.wait(f"document.querySelector('.verdict') && {SHOWN}") == ["valid"], event


# The camera


def _film(picture: Image.Image, out: Path) -> None:
    """What a camera would see, held by a hand: the lower left of the page, where the code stands."""
    page = picture.crop((0, picture.height - 480, 640, picture.height)).resize((1280, 960), Image.Resampling.BICUBIC)
    with out.open("wb") as film:
        film.write(b"YUV4MPEG2 W1280 H960 F10:1 Ip A1:1 C420mpeg2\n")
        for frame in range(10):
            seen = worn(page, random.Random(frame), turn=3).crop((0, 0, 1280, 960))
            film.write(b"FRAME\n" + seen.tobytes() + bytes([128]) * (640 * 480 * 2))


@pytest.fixture
def camera(pages: list[Printed], tmp_path: Path) -> Iterator[Chromium]:
    _film(pages[0].picture, tmp_path / "kamera.y4m")
    yield from started(
        tmp_path,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={tmp_path / 'kamera.y4m'}",
    )


def test_the_camera_reads_a_certificate_and_goes_off(
    camera: Chromium, workspace: Database, tmp_path: Path, pages: list[Printed]
) -> None:
    tab = opened(Tab(camera), workspace, tmp_path)
    tab.run("document.getElementById('camera-switch').click(); return true")
    assert tab.wait(f"document.querySelector('.verdict') && {SHOWN}") == ["valid"]
    assert tab.run(NAMES) == [number(pages[0].seal)]
    assert tab.run("document.getElementById('camera').srcObject === null && document.getElementById('camera').hidden")


def test_where_the_browser_gives_no_camera_the_page_says_what_to_do(page: Tab, tmp_path: Path) -> None:
    page.before("Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => undefined });")
    page.open(tmp_path / "periksa.html")
    page.run("await periksa.ready; return true")
    assert "file://" in page.run("document.getElementById('camera-told').textContent")
    assert page.run("document.getElementById('camera-switch').disabled")


def test_a_refused_or_missing_camera_is_told(page: Tab, tmp_path: Path) -> None:
    for error, word in (
        ("NotAllowedError", "ditolak"),
        ("NotFoundError", "Tidak ada kamera"),
        ("AbortError", "program lain"),
    ):
        page.before(f"navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('', '{error}') }};")
        page.open(tmp_path / "periksa.html")
        page.run("await periksa.ready; document.getElementById('camera-switch').click(); return true")
        page.wait(f"document.getElementById('camera-told').textContent.includes({word!r})", seconds=10)


def test_a_browser_s_own_reader_is_used_but_not_believed_with_letters_beyond_ascii(page: Tab, tmp_path: Path) -> None:
    """It guesses how bytes are written; what ours reads of the same picture counts."""
    key = seals.key_of(bytes(range(32)))
    seal = seals.sign("SERTIFIKAT KPPS v1\nRenée\nKPPS\nBimtek, 8 JP, 2024-11-09\nNo 1", key)
    code = zxingcpp.create_barcode(seal, zxingcpp.BarcodeFormat.QRCode, ec_level="M", eci="UTF-8")
    Image.fromarray(code.to_image(4)).save(tmp_path / "foto.png")
    wrong = seal.encode().decode("latin-1")
    page.before(
        "globalThis.BarcodeDetector = class { async detect() { globalThis.asked = true;"
        f" return [{{ rawValue: {wrong!r} }}] }} }};"
    )
    page.open(tmp_path / "periksa.html")
    page.run("await periksa.ready; return true")
    assert shown(page, tmp_path / "foto.png") == ["valid"]
    assert page.run("globalThis.asked")
    Image.new("L", (300, 300), 255).save(tmp_path / "kosong.png")
    assert shown(page, tmp_path / "kosong.png") == ["forged"]
