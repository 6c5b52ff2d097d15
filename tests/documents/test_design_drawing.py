"""Any design on paper: every look that ships, front and back, with the usual data and with the most that may come."""

import io
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.units import mm

from kpps_desk import built_in
from kpps_desk.documents import certificate, design_text, parts, seal_codes, streaming
from kpps_desk.domain import certificates
from kpps_desk.domain.certificates import Certificate, Edition, Kind
from kpps_desk.domain.designs import FRAMES, KINDS, TOKENS, Asset, Design, DesignError, Item, Layer
from kpps_desk.exchange import pictures

EDITION, ONE = certificate.SAMPLE
FIRST = built_in.first_of(Kind.CERTIFICATE)
SEAL = (
    "SERTIFIKAT KPPS v1\nHj. Siti Contoh Ma'ruf, S.Pd.\nKPPS TPS 003 Kel. Gambir, Kec. Gambir\n"
    "Bimbingan Teknis KPPS Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024, 8 JP, 2024-11-09\n"
    "No 000123/SERT/31.71.01/XI/2024\nAbc-12 " + "Ab4_" * 21 + "Zz"
)
NASTY = "Siti <img src=x> \u202eatasu\u202c \x07\x1b[1m ꦱꦶꦠꦶ محمد 😀\u200d\ufe0f &amp; {nama}"


def drawn(design: Design, edition: Edition = EDITION, one: Certificate = ONE, *assets: Asset) -> bytes:
    return certificate.page_pdf(design, {each.digest: each for each in assets}, edition, one)


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def image(pdf: bytes, page: int = 0, dpi: float = 150) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    found: Image.Image = document[page].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return found


def picture(mode: str = "RGB", size: tuple[int, int] = (300, 200), color: object = "#335577") -> Asset:
    out = io.BytesIO()
    Image.new(mode, size, color).save(out, "PNG")  # type: ignore[arg-type]
    return pictures.read(out.getvalue())


@pytest.mark.parametrize("design", built_in.designs(), ids=lambda design: design.name)
@pytest.mark.parametrize("data", [certificate.SAMPLE, certificate.WORST], ids=["sample", "worst"])
def test_every_look_that_ships_takes_all_that_may_come(design: Design, data: tuple[Edition, Certificate]) -> None:
    edition = replace(data[0], kind=design.kind)
    lines = (data[1].name, data[1].position, edition.event, edition.jp, edition.day, data[1].number)
    one = data[1]._replace(seal=f"{certificates.seal_lines(*lines)}\nAbc-12 {'Ab4_' * 21}Zz")
    assert certificate.flaws(design, one, edition) == []
    assert certificate.edition_flaws(design, edition) == []
    pdf = drawn(design, edition, one)
    front, back = texts(pdf)
    for part in (one.name, one.position, one.number, edition.event, edition.signatory_name, edition.city):
        assert part in front
    for person in edition.signatories:
        assert all(part in front for part in person)
    for topic, _ in edition.topics:
        assert set(topic.split()) <= set(back.split())
    assert f"{edition.jp} JP" in back
    assert [code.text for code in zxingcpp.read_barcodes(image(pdf))] == [one.seal]
    assert b"Helvetica" not in pdf


@pytest.mark.parametrize("design", built_in.designs(), ids=lambda design: design.name)
def test_nothing_of_a_look_lies_on_another_thing_or_off_the_paper(design: Design) -> None:
    for edition, one in (certificate.SAMPLE, certificate.WORST):
        for back in (False, True):
            taken = certificate.extents(design, edition, one, back=back)
            width, height = design.size_mm
            for number, box in enumerate(taken):
                assert box.x >= 0
                assert box.x + box.w <= width
                assert box.y >= 0
                assert box.y + box.h <= height
                for other in taken[number + 1 :]:
                    across = min(box.x + box.w, other.x + other.w) - max(box.x, other.x)
                    down = min(box.y + box.h, other.y + other.h) - max(box.y, other.y)
                    assert min(across, down) < 0.3, (box, other)


def test_the_same_design_gives_the_same_bytes() -> None:
    logo = picture()
    edition = replace(EDITION, logo=logo.digest)
    assert drawn(FIRST, edition, ONE, logo) == drawn(FIRST, edition, ONE, logo)


def test_a_back_without_topics_is_left_out() -> None:
    assert len(texts(drawn(FIRST))) == 2
    assert len(texts(drawn(FIRST, replace(EDITION, topics=())))) == 1
    assert len(texts(drawn(replace(FIRST, back=())))) == 1


def test_a_reprint_says_so_across_the_page_and_beside_its_number() -> None:
    pdf = drawn(FIRST, EDITION, ONE._replace(copy=True, seal=SEAL))
    text = texts(pdf)[0]
    assert f"{ONE.number} (SALINAN)" in text
    assert set("SALINAN") <= set(text.replace("(SALINAN)", ""))
    assert [code.text for code in zxingcpp.read_barcodes(image(pdf))] == [SEAL]
    assert "SALINAN" not in texts(drawn(FIRST))[0]
    plain, marked = (image(each, dpi=30).convert("L") for each in (drawn(FIRST), pdf))
    middle = (marked.width // 5, marked.height // 5, marked.width * 4 // 5, marked.height * 7 // 10)
    assert min(marked.crop(middle).histogram()[:30]) == min(plain.crop(middle).histogram()[:30])


def test_a_name_of_anything_is_drawn_as_letters_and_reported() -> None:
    one = ONE._replace(name=NASTY)
    text = texts(drawn(FIRST, EDITION, one))[0]
    assert "Siti <img src=x> atasu" in text
    assert "&amp; {nama}" in text
    assert "□□□□" in text
    assert not any(ord(character) < 32 or "\u200b" <= character <= "\u206f" for character in text)
    (flaw,) = certificate.flaws(FIRST, one)
    assert all(character in flaw.what for character in "ꦱم😀")
    assert "\u202e" not in flaw.what


def test_a_word_too_long_for_its_place_is_made_small_and_reported() -> None:
    one = ONE._replace(name="Abdurrahman" * 20)
    at = next(number for number, item in enumerate(FIRST.items) if item.text == "{nama}")
    assert certificate.extents(FIRST, EDITION, one)[at].w <= FIRST.items[at].w
    (flaw,) = certificate.flaws(FIRST, one)
    assert "terlalu panjang" in flaw.what
    assert one.name in texts(drawn(FIRST, EDITION, one))[0].replace(" ", "")
    long = replace(EDITION, letterhead=("KOMISI " * 60,), signatory_title="Ketua " * 60)
    assert len(certificate.edition_flaws(FIRST, long)) == 2


def test_a_code_too_fine_for_its_box_is_reported() -> None:
    long = ONE._replace(seal=SEAL + "x" * 260)
    (flaw,) = certificate.flaws(built_in.of_old(Kind.CERTIFICATE), long)
    assert "Kode QR-nya rapat" in flaw.what
    assert certificate.flaws(FIRST, long) == []
    (flaw,) = certificate.flaws(FIRST, long, scale=0.7)
    assert "cetak 1 sertifikat selembar" in flaw.what


def test_a_long_seal_gives_strength_up_for_modules_that_paper_shows() -> None:
    usual, long = (len(seal) for seal in (SEAL, SEAL + "x" * 260))
    edge = 36 * mm
    assert [seal_codes.strength(size, edge) for size in (usual, long)] == ["M", "L"]
    assert [seal_codes.strength(size, edge * 0.7) for size in (usual, long)] == ["L", "L"]
    assert [seal_codes.too_fine(size, edge * 0.7) for size in (usual, long)] == [False, True]
    assert parts.qr(SEAL, "L").side < parts.qr(SEAL).side


_places = st.floats(0, 300, allow_nan=False)
_text = st.lists(st.sampled_from([*(f"{{{token}}}" for token in TOKENS), "◆", " ", "\n", "{{", "a b (c)", "é名"]))
_items = st.builds(
    Item,
    kind=st.sampled_from(sorted(KINDS)),
    x=_places,
    y=_places,
    w=_places,
    h=_places,
    text=_text.map("".join),
    size=st.floats(3, 200, allow_nan=False),
    smallest=st.floats(3, 200, allow_nan=False),
    lines=st.integers(1, 20),
    spacing=st.floats(0, 40, allow_nan=False),
    number=st.integers(0, 4),
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(_items, max_size=4).map(tuple), st.lists(_items, max_size=2).map(tuple), st.sampled_from(sorted(FRAMES))
)
def test_whatever_can_be_kept_can_be_drawn(items: tuple[Item, ...], back: tuple[Item, ...], frame: str) -> None:
    try:
        design = Design.from_json(replace(FIRST, items=items, back=back, frame=frame).to_json())
    except DesignError:
        return
    for edition, one in (certificate.SAMPLE, certificate.WORST):
        assert drawn(design, edition, one)
        certificate.flaws(design, one, edition)
        certificate.edition_flaws(design, edition)
        assert len(certificate.extents(design, edition, one)) == len(items)


def test_tokens_of_an_edition_may_stand_in_a_persons_text() -> None:
    item = Item("teks", 20, 100, 120, 8, text="{nama} di {tempat}", size=9)
    design = replace(FIRST, items=(*FIRST.items, item))
    assert item.layer is Layer.PAGE
    editions = {number: replace(EDITION, place=f"Aula {number}") for number in range(3)}
    press = certificate.Press(editions, {"": design}, {})
    assert len({page.content[0] for key in editions for page in press.pages(key, ONE)[:1]}) == 3
    assert f"{ONE.name} di Aula Kelurahan Gambir" in texts(drawn(design))[0]


def test_offices_share_the_frame_and_sessions_the_ground() -> None:
    offices = [replace(EDITION, letterhead=("KPU", f"KELURAHAN {number}")) for number in range(4)]
    editions = [replace(office, place=f"Aula {number}") for office in offices for number in range(5)]
    press = certificate.Press(dict(enumerate(editions)), {"": FIRST}, {})
    fronts, backs = 4, 1
    assert len(press.grounds) == fronts + backs
    assert len(press.forms) == len(editions) + 5  # the backs tell the places, not the offices


def test_many_grounds_cost_little() -> None:
    def size(count: int) -> int:
        editions = {number: replace(EDITION, letterhead=("KPU", f"KELURAHAN {number}")) for number in range(count)}
        press = certificate.Press(editions, {"": FIRST}, {})
        pages = [page for key in editions for page in press.pages(key, ONE)]
        file = io.BytesIO()
        style, shared = press.style(""), (press.grounds, press.forms)
        for _ in streaming.write(file, style, *shared, [pages], pages=len(pages), title="x"):
            pass
        return len(file.getvalue())

    assert (size(60) - size(10)) / 50 < 4_500  # ground, form and two pages of each


def test_pictures_stand_where_the_design_says() -> None:
    ground, logo = picture(color="#D0E0F0", size=(1200, 800)), picture("RGBA", (100, 100), (200, 10, 10, 255))
    design = replace(
        FIRST,
        frame="",
        background=ground.digest,
        items=(*FIRST.items, Item("gambar", 150, 140, 20, 20, asset=logo.digest)),
    )
    one = ONE._replace(seal=SEAL)
    pdf = drawn(design, replace(EDITION, logo=logo.digest), one, ground, logo)
    page = image(pdf, dpi=72)
    assert page.getpixel((3, 3)) == (208, 224, 240)
    x, y = (round(value / 25.4 * 72) for value in (160, 150))
    assert page.getpixel((x, y)) == (200, 10, 10)
    assert [code.text for code in zxingcpp.read_barcodes(image(pdf))] == [SEAL]


def test_a_picture_that_is_gone_leaves_its_place_empty() -> None:
    design = replace(FIRST, background="0" * 64, items=(*FIRST.items, Item("gambar", 150, 140, 20, 20, asset="1" * 64)))
    assert ONE.name in texts(drawn(design, replace(EDITION, logo="2" * 64)))[0]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_signatories_stand_in_a_row_the_first_at_the_right(count: int) -> None:
    others = tuple((f"Jabatan {number}", f"Penanda {number}", "") for number in range(1, count))
    edition = replace(EDITION, signatories=others, signatory_number="NIP 19800101")
    pdf = drawn(replace(FIRST, back=()), edition)
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    places = []
    for name in (EDITION.signatory_name, *(f"Penanda {number}" for number in range(1, count))):
        searcher = page.search(name)
        at, _ = searcher.get_next()
        places.append(page.get_charbox(at)[0])
        searcher.close()
    page.close()
    document.close()
    assert places == sorted(places[:1] + sorted(places[1:]), key=lambda place: (place != places[0], place))
    assert places[0] == max(places)
    assert "NIP 19800101" in texts(pdf)[0]


def test_lines_are_broken_so_that_they_balance() -> None:
    face = "PlusJakartaSans-Regular"
    fitted = design_text.fit("satu dua tiga empat lima enam", face, 60, 60, 12, 8, 4)
    assert " ".join(fitted.lines) == "satu dua tiga empat lima enam"
    assert len(fitted.lines) > 1
    assert not fitted.overflow
    assert design_text.fit("satu\ndua", face, 200, 60, 12, 8, 1).lines == ("satu", "dua")
    assert design_text.fit("", face, 200, 60, 12, 8, 1).lines == ("",)
