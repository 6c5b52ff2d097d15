"""Identity cards, recapitulation, letters of assignment; logos and photos on paper."""

import io
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from kpps_desk.documents import assignment, data_sheet, id_card, paper, recap, sign_in_sheet
from kpps_desk.documents.certificate import Flaw
from kpps_desk.documents.paper import A4, F4, Size
from kpps_desk.domain.office import Logo
from kpps_desk.domain.office_papers import CardSheet
from kpps_desk.domain.scan_codes import PersonCode, read_code
from kpps_desk.exchange import rendering, scanning
from tests import archive
from tests.documents.test_flow import BAD_NAMES, bind, drawn, texts_of
from tests.pictures import jpeg, png

LOGO = Logo("a" * 64, "image/png", 30, 30, png(30, 30, "green"))
PHOTO = Logo("", "image/jpeg", 60, 90, jpeg(60, 90, "blue"))


def cards(sheets: tuple[CardSheet, ...], size: Size = A4) -> tuple[bytes, list[Flaw]]:
    file = io.BytesIO()
    writing = id_card.write(file, size, lambda: sheets, title="Uji")
    while True:
        try:
            next(writing)
        except StopIteration as end:
            return file.getvalue(), end.value


def colours(pdf: bytes, page: int = 0) -> set[tuple[int, int, int]]:
    """What a page is coloured with."""
    picture = rendering.page_picture(pdf, width=420, page=page)
    found = set()
    for row in range(picture.height):
        line = picture.pixels[row * picture.stride : row * picture.stride + 3 * picture.width]
        found |= set(zip(line[::3], line[1::3], line[2::3], strict=True))
    return found


def is_green(colour: tuple[int, int, int]) -> bool:
    return abs(colour[0]) < 30 and abs(colour[1] - 128) < 30 and abs(colour[2]) < 30


def is_blue(colour: tuple[int, int, int]) -> bool:
    return colour[0] < 30 and colour[1] < 30 and colour[2] > 220


@pytest.mark.parametrize("size", [A4, F4], ids=["A4", "F4"])
def test_cards_are_ten_on_a_sheet_and_the_same_each_time(size: Size) -> None:
    pdf, flaws = cards(id_card.SAMPLE, size)
    assert cards(id_card.SAMPLE, size)[0] == pdf
    assert flaws == []
    first, second = texts_of(pdf)
    assert first.count("KARTU TANDA PENGENAL") == 10
    assert second.count("KARTU TANDA PENGENAL") == 8
    document = pypdfium2.PdfDocument(pdf)
    assert document[0].get_size() == pytest.approx(size, abs=0.01)
    document.close()


def test_both_groups_of_a_crew_have_cards_in_the_order_of_their_seats() -> None:
    text = texts_of(cards(id_card.SAMPLE)[0])[0]
    assert text.index("Ketua KPPS") < text.index("Anggota KPPS") < text.index("Petugas Ketertiban")


def test_the_code_of_every_card_is_read_from_the_print(tmp_path: Path) -> None:
    wanted = {one.code for sheet in id_card.SAMPLE for one in sheet.cards}
    (tmp_path / "kartu.pdf").write_bytes(cards(id_card.SAMPLE)[0])
    seen = {found.text for found in scanning.scan(tmp_path / "kartu.pdf")}  # at 150 dpi
    assert seen == wanted
    assert all(isinstance(read_code(code), PersonCode) for code in seen)


def test_a_card_bears_logo_and_photo_or_a_frame_for_one() -> None:
    (first, *_) = id_card.SAMPLE
    plain = CardSheet(first.face, first.cards[:2])
    assert not any(is_green(one) or is_blue(one) for one in colours(cards((plain,))[0]))
    face = first.face._replace(paper=replace(first.face.paper, logo=LOGO))
    dressed = CardSheet(face, (first.cards[0]._replace(photo=PHOTO), first.cards[1]))
    pdf = cards((dressed,))[0]
    found = colours(pdf)
    assert any(map(is_green, found))
    assert any(map(is_blue, found))
    assert texts_of(pdf)[0].count("Pas foto") == 2  # under the photo too


@pytest.mark.parametrize("name", BAD_NAMES)
def test_no_name_breaks_a_card_and_what_cannot_be_shown_is_told(name: str) -> None:
    (first, *_) = id_card.SAMPLE
    sheet = CardSheet(first.face, (first.cards[0]._replace(name=name), *first.cards[1:]))
    pdf, flaws = cards((sheet,))
    assert len(texts_of(pdf)) == 1
    missing = paper.missing_glyphs(name)
    assert bool(flaws) == bool(missing or len(name) > 200)
    assert all(flaw.number == "TPS 001 kursi 1" for flaw in flaws)


def test_a_recap_counts_both_groups_apart() -> None:
    text = " ".join(drawn(recap, recap.SAMPLE))
    assert "Anggota KPPS" in text
    assert "Petugas ketertiban" in text
    total = recap.SAMPLE.total
    assert f"{total.ready} dari {total.stations} TPS siap" in text
    assert "seluruhnya" in text


@pytest.mark.parametrize("size", [A4, F4], ids=["A4", "F4"])
def test_the_recap_of_many_areas_repeats_its_head(size: Size) -> None:
    lines = tuple(line._replace(name=f"Wilayah {number}") for number, line in
                  enumerate(chain(*[recap.SAMPLE.lines] * 20)))  # fmt: skip
    pages = drawn(recap, recap.SAMPLE._replace(lines=lines), size)
    assert len(pages) > 2
    assert all("Petugas ketertiban" in page for page in pages[:-1])
    assert "Wilayah 119" in " ".join(pages)


def test_an_assignment_lists_its_sessions_and_who_gets_copies() -> None:
    text = " ".join(drawn(assignment, assignment.SAMPLE))
    assert text.count("Aula Kelurahan Gambir") == len(assignment.SAMPLE.duties)
    assert "Tembusan: 1. Ketua KPU Kota Jakarta Pusat 2. Arsip" in text
    bare = " ".join(drawn(assignment, assignment.SAMPLE._replace(basis=(), copies=(), institution="")))
    assert "Dasar:" not in bare
    assert "Tembusan" not in bare
    assert "Instansi : ....." in bare


def test_nobody_signs_a_page_that_says_nothing_else() -> None:
    for count in range(1, 60, 3):
        duties = (assignment.SAMPLE.duties * 20)[:count]
        pages = drawn(assignment, assignment.SAMPLE._replace(duties=duties))
        last = pages[-1]
        assert "Demikian surat tugas" in last or assignment.SAMPLE.paper.signatory_name not in last


def test_a_logo_is_drawn_once_however_many_pages_bear_it() -> None:
    headed = assignment.SAMPLE._replace(paper=replace(assignment.SAMPLE.paper, logo=LOGO))
    one = bind(lambda: [assignment.section(headed)])[0]
    many = bind(lambda: [assignment.section(headed)] * 20)[0]
    assert any(map(is_green, colours(one)))
    assert any(map(is_green, colours(many, 19)))
    assert one.count(b"/Subtype /Image") == many.count(b"/Subtype /Image") == 1


def test_the_photo_stands_beside_the_data() -> None:
    sheet = data_sheet.SAMPLE._replace(photo=PHOTO)
    pdf = bind(lambda: [data_sheet.section(sheet)])[0]
    assert any(map(is_blue, colours(pdf)))
    assert "Nama lengkap" in texts_of(pdf)[0]


def test_a_signatorys_number_stands_below_the_name() -> None:
    signed = replace(assignment.SAMPLE.paper, signatory_number="NIP 19800101 200501 1 001")
    text = " ".join(drawn(assignment, assignment.SAMPLE._replace(paper=signed)))
    assert f"{signed.signatory_name} NIP 19800101 200501 1 001" in text


@pytest.mark.parametrize("size", ["A4", "F4"])
def test_a_sign_in_sheet_bears_the_logo_on_its_first_page_clear_of_the_marks(size: str) -> None:
    pages = [page._replace(heading=page.heading._replace(logo=LOGO, name="DAFTAR HADIR PELANTIKAN"))
             for page in sign_in_sheet.sample(size)]  # fmt: skip
    file = io.BytesIO()
    for _ in sign_in_sheet.write(file, size, pages, title="Uji"):
        continue
    assert any(map(is_green, colours(file.getvalue())))
    assert "DAFTAR HADIR PELANTIKAN" in texts_of(file.getvalue())[0]


def test_a_paper_with_a_see_through_logo_and_a_photo_is_for_the_archive(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (200, 0, 0, 90)).save(out, "PNG")
    headed = replace(data_sheet.SAMPLE.paper, logo=LOGO._replace(content=out.getvalue()))
    pdf = bind(lambda: [data_sheet.section(data_sheet.SAMPLE._replace(paper=headed, photo=PHOTO))])[0]
    (tmp_path / "s.pdf").write_bytes(pdf)
    assert archive.structure(tmp_path / "s.pdf") == ""
    assert archive.faults(pdf) == []
