"""The certificate's page: names whole and as typed, text that can be copied, a code that can be read."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pypdfium2
import pytest
import zxingcpp

from kpps_desk import built_in
from kpps_desk.documents import certificate, design_text, paper, parts, streaming
from kpps_desk.documents.streaming import Style
from kpps_desk.domain.certificates import Certificate, Edition, Kind
from kpps_desk.domain.designs import Design

EDITION, SAMPLE = certificate.SAMPLE
OLD = built_in.of_old(Kind.CERTIFICATE)
SEAL = (
    "SERTIFIKAT KPPS v1\nHj. Siti Contoh Ma'ruf, S.Pd.\nKPPS TPS 003 Kel. Gambir, Kec. Gambir\n"
    "Bimbingan Teknis KPPS Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024, 8 JP, 2024-11-09\n"
    "No 000123/SERT/31.71.01/XI/2024\nAbc-12 " + "Ab4_" * 21 + "Zz"
)


def draw(
    ones: Sequence[Certificate], workers: int = 0, batch: int = 7, design: Design = OLD, edition: Edition = EDITION
) -> bytes:
    """The whole document as bytes."""
    press = certificate.Press({0: edition}, {edition.design: design}, {})
    batches = [
        [page for one in ones[start : start + batch] for page in press.pages(0, one)]
        for start in range(0, len(ones), batch)
    ]
    style = press.style("".join(map(certificate.characters_of, ones)))
    file, pages = io.BytesIO(), len(ones) * press.sides_of(0)
    for _ in streaming.write(
        file, style, press.grounds, press.forms, batches, pages=pages, title="Sertifikat", workers=workers
    ):
        pass
    return file.getvalue()


def named(name: str) -> Certificate:
    return SAMPLE._replace(name=name, seal=SEAL)


def text_of(pdf: bytes, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(pdf)
    found: str = document[page].get_textpage().get_text_range()
    document.close()
    return " ".join(found.split())


def codes_of(pdf: bytes, page: int = 0, dpi: int = 150) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    image = document[page].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_the_page_holds_what_it_is_for_as_text_that_can_be_copied() -> None:
    text = text_of(draw([SAMPLE]))
    for part in (SAMPLE.name, SAMPLE.number, SAMPLE.position, EDITION.event, EDITION.signatory_title):
        assert part in text
    for part in ("SERTIFIKAT", "Diberikan kepada", "sebagai Peserta", "Jakarta, 9 November 2024", *EDITION.letterhead):
        assert part in text


def test_the_page_is_a4_lying_down_with_only_embedded_fonts() -> None:
    pdf = draw([SAMPLE])
    document = pypdfium2.PdfDocument(pdf)
    assert document[0].get_size() == pytest.approx((841.89, 595.28), abs=0.01)
    document.close()
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == len(certificate.FACES)


@pytest.mark.parametrize(
    "name",
    [
        "Slamet",
        "Ali",
        "Ma'ruf Nu'man (Alm.) \\ Co",
        "dr. MUHAMMAD al-Amin bin Sa'id, S.stp.",
        "René Ćirić Ñuñez",
        "Raden Ajeng Kusumaningrat Prawirodirdjo Hadiningrat Suryadini",
        "Prof. Dr. dr. Ir. H. Muhammad Zainuddin Abdurrahman Wahid, S.H., S.E., M.Si., M.H., Ph.D.",
    ],
)
def test_a_name_stands_whole_and_as_typed(name: str) -> None:
    assert name in text_of(draw([named(name)]))
    assert certificate.flaws(OLD, named(name)) == []


@pytest.mark.parametrize("name", ["<b>Siti</b>", '<img src="/etc/passwd"/>', "&lt;Siti&gt;"])
def test_a_name_is_never_read_as_markup(name: str) -> None:
    assert name in text_of(draw([named(name)]))


def test_a_long_name_is_shrunk_then_broken_in_two_then_reported() -> None:
    fit = partial(design_text.fit, face=paper.BOLD, width=600, height=60, size=34, smallest=22, lines=2)
    short, longer, broken, hopeless = (fit(("Siti " * count).strip()) for count in (3, 12, 18, 40))
    assert (len(short.lines), short.size) == (1, 34)
    assert len(longer.lines) == 1
    assert 22 <= longer.size < 34
    assert len(broken.lines) == 2
    assert not broken.overflow
    assert hopeless.overflow
    assert max(paper.width(line, paper.BOLD, hopeless.size) for line in hopeless.lines) <= 600
    assert " ".join(hopeless.lines) == ("Siti " * 40).strip()


def test_a_name_that_does_not_fit_is_reported_and_still_printed() -> None:
    one = named("Abdurrahman" * 12)
    name = OLD.items.index(next(item for item in OLD.items if item.text == "{nama}"))
    assert certificate.extents(OLD, EDITION, one)[name].w <= OLD.items[name].w  # no letter lies beyond the page
    assert "terlalu panjang" in certificate.flaws(OLD, one)[0].what
    assert "Abdurrahman" in text_of(draw([one]))


def test_letters_that_the_typeface_lacks_are_named() -> None:
    (flaw,) = certificate.flaws(OLD, named("Kevin 名"))
    assert "名 (U+540D)" in flaw.what
    assert "Kevin □" in text_of(draw([named("Kevin 名")]))


@pytest.mark.parametrize("name", ["Siti", "René Ćirić", "Prof. Dr. Muhammad Zainuddin Abdurrahman Wahid, S.H., M.H."])
def test_the_code_is_read_back_exactly_at_150_dpi(name: str) -> None:
    seal = SEAL.replace("Hj. Siti Contoh Ma'ruf, S.Pd.", name)
    assert codes_of(draw([named(name)._replace(seal=seal)])) == [seal]


def test_the_code_measures_25_to_26_mm_and_keeps_a_margin_of_four_modules() -> None:
    code = parts.qr(SEAL)
    total = next(item.w for item in OLD.items if item.kind == "kode_qr")
    assert 25 <= total * code.side / (code.side + 8) <= 26
    drawn = parts.qr_operators(code, 10, 20, 77)
    match = re.match(rb"q ([\d.]+) 0 0 ([\d.]+) ([\d.]+) ([\d.]+) cm", drawn)
    assert match is not None
    side, _, x, _ = map(float, match.groups())
    assert x - 10 == pytest.approx(4 * side / code.side, abs=0.01)


@pytest.mark.parametrize("design", [OLD, built_in.first_of(Kind.CERTIFICATE)], ids=["front", "front and back"])
def test_two_processes_write_the_same_bytes_as_one(design: Design) -> None:
    ones = [named(f"Orang Ke {number} Ćć é") for number in range(300)]
    alone = draw(ones, design=design)
    assert draw(ones, workers=2, design=design) == alone
    assert draw(ones, design=design) == alone


def test_every_page_is_its_own_across_the_nodes_of_the_page_tree() -> None:
    ones = [named(f"Orang Ke {number}") for number in range(600)]
    pdf = draw(ones, batch=250)
    assert len(pdf) / 600 < 1_400
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 600
    document.close()
    for page in (0, 255, 256, 599):
        assert f"Orang Ke {page} " in text_of(pdf, page)


def test_editions_share_one_ground_and_each_page_tells_its_own() -> None:
    editions = [replace(EDITION, place=f"Aula Kedua {number} é") for number in range(40)]
    press = certificate.Press(dict(enumerate(editions)), {"": OLD}, {})
    pages = [page for number in range(40) for page in press.pages(number, SAMPLE)]
    file = io.BytesIO()
    shared = (press.grounds, press.forms)
    steps = list(streaming.write(file, press.style(""), *shared, [pages], pages=40, title="Sertifikat"))
    assert (len(press.grounds), len(press.forms)) == (1, 40)
    assert steps.count(0) > 40  # a chance to stop at each edition
    assert len(file.getvalue()) < len(draw([SAMPLE])) + 40 * 1_800
    for number in (0, 39):
        text = text_of(file.getvalue(), number)
        assert f"di Aula Kedua {number} é, 9 November 2024, selama 8 jam pelajaran" in text
        assert EDITION.event in text


def test_a_document_with_fewer_pages_than_promised_is_an_error() -> None:
    style = Style(paper.A4, certificate.FACES, "", certificate.Paints([]))
    with pytest.raises(ValueError, match="came"):
        list(streaming.write(io.BytesIO(), style, [], [], [], pages=1, title="", workers=0))


def test_objects_lie_where_the_cross_references_say() -> None:
    pdf = draw([named("Siti"), named("Budi")])
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    entries = re.findall(rb"(\d{10}) 00000 n ", pdf[start:])
    for number, at in enumerate(entries, 1):
        assert pdf[int(at) :].startswith(b"%d 0 obj" % number)


def test_an_accent_of_one_name_leaves_the_letters_of_another() -> None:
    """S with an acute and a dot above is one letter: it took the place of the S that somebody else's name has."""
    pdf = draw([named("\u015awita"), named("q\u0307 Siti")])
    assert "\u015awita" in text_of(pdf)
