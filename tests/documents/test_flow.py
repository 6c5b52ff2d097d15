"""Papers of texts and tables: each SAMPLE drawn, pages kept together, names whole, harmless and reported."""

import importlib
import io
from collections.abc import Callable, Iterator
from types import ModuleType

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpps_desk import documents
from kpps_desk.documents import annex, announcement, boxes, data_sheet, flow, paper, replacement_minutes
from kpps_desk.documents.flow import Bound, Section
from kpps_desk.documents.paper import A4, F4, Size
from kpps_desk.domain.papers import Annex

PAPERS = [importlib.import_module(f"kpps_desk.documents.{name}") for name in documents.FLOWING]
BAD_NAMES = [
    '<img src="/etc/passwd"/>',
    "<b>Siti</b> & <para>",
    "Siti\u202eimanA\x00\x1b[31m",
    "(Siti) \\ Tj ET Q",
    "名 \U0001f600 Siti",
    "x" * 400,
    "ك ر ي م",
]


def bind(sections: Callable[[], list[Section]], size: Size = A4) -> tuple[bytes, Bound]:
    file = io.BytesIO()
    writing = flow.write(file, size, sections, title="Uji")
    while True:
        try:
            next(writing)
        except StopIteration as end:
            return file.getvalue(), end.value


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page, blanks made single."""
    document = pypdfium2.PdfDocument(pdf)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def drawn(module: ModuleType, value: object, size: Size = A4) -> list[str]:
    return texts_of(bind(lambda: [module.section(value, size)], size)[0])


def with_names(*names: str) -> Annex:
    """The sample's crews with these names, and no number of a decree."""
    left: Iterator[str] = iter(names)
    crews = [
        crew._replace(seats=tuple(seat._replace(name=next(left, seat.name)) for seat in crew.seats))
        for crew in annex.SAMPLE.crews
    ]
    return annex.SAMPLE._replace(crews=tuple(crews))


@pytest.mark.parametrize("name", documents.DOCUMENTS)
def test_every_document_that_is_listed_has_a_sample(name: str) -> None:
    module = importlib.import_module(f"kpps_desk.documents.{name}")
    assert module.SAMPLE
    assert module.FACES


@pytest.mark.parametrize("size", [A4, F4], ids=["A4", "F4"])
@pytest.mark.parametrize("module", PAPERS, ids=lambda module: module.__name__.rpartition(".")[2])
def test_the_same_sample_gives_the_same_bytes_on_either_paper(module: ModuleType, size: Size) -> None:
    first, bound = bind(lambda: [module.section(module.SAMPLE, size)], size)
    assert bind(lambda: [module.section(module.SAMPLE, size)], size)[0] == first
    assert bound.flaws == []
    document = pypdfium2.PdfDocument(first)
    assert len(document) == bound.pages
    assert document[0].get_size() == pytest.approx(size, abs=0.01)
    document.close()
    assert b"Helvetica" not in first
    assert first.count(b"/FontFile2") == len(boxes.FACES)


def test_the_annex_names_decree_area_crews_and_signatory() -> None:
    text = " ".join(drawn(annex, annex.SAMPLE))
    for part in ("000/CONTOH/2024", "7 November 2024", "KELURAHAN GAMBIR", "TPS 005", "Petugas Ketertiban"):
        assert part in text
    assert "5 TPS, 35 anggota KPPS, dan 10 petugas ketertiban" in text
    assert annex.SAMPLE.paper.signatory_title in text
    assert "NIK" not in text


def test_a_crew_is_never_torn_between_two_pages() -> None:
    crews = tuple(annex.SAMPLE.crews[0]._replace(tps=f"{number:03}") for number in range(1, 41))
    pages = drawn(annex, annex.SAMPLE._replace(crews=crews))
    for page in pages:
        assert page.count("Petugas Ketertiban") % 2 == 0
        assert page.count("Ketua KPPS") == page.count("TPS 0") == page.count("L/P")
    assert sum(page.count("Ketua KPPS") for page in pages) == 40
    assert [f"Halaman {number} dari {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(
        pages
    )


def test_nobody_signs_a_page_that_says_nothing_else() -> None:
    for count in range(30, 60):
        many = announcement.SAMPLE.applicants[:1] * count
        last = drawn(announcement, announcement.SAMPLE._replace(applicants=many))[-1]
        assert "S*** C***** M*****" in last
        assert announcement.SAMPLE.paper.signatory_name in last


def test_a_decree_without_number_and_date_gets_dotted_lines() -> None:
    text = drawn(annex, annex.SAMPLE._replace(decree_no="", decree_date=None))[0]
    assert "Nomor : ....." in text
    assert "Tanggal : ....." in text


def test_each_section_counts_its_own_pages() -> None:
    other = annex.SAMPLE._replace(place=annex.SAMPLE.place._replace(kelurahan="Cideng"))
    pages = texts_of(bind(lambda: [annex.section(one, A4) for one in (annex.SAMPLE, other)])[0])
    assert [page.split("Halaman ")[1] for page in pages] == ["1 dari 2", "2 dari 2"] * 2
    assert "KELURAHAN CIDENG" in pages[2]


def test_the_announcement_repeats_its_head_on_each_page_and_tells_every_reason() -> None:
    many = announcement.SAMPLE.applicants * 40
    pages = drawn(announcement, announcement.SAMPLE._replace(applicants=many))
    assert len(pages) > 2
    assert all("No. Nama NIK TPS Jabatan Hasil" in page for page in pages[:-1])
    text = " ".join(pages)
    assert text.count("S*** C***** M*****") == 40
    assert text.count("Ijazah SMA atau sederajat tidak ada") + text.count("Ijazah SMA atau") >= 40
    assert "Jumlah pendaftar 160 orang: 80 memenuhi syarat, 40 tidak memenuhi syarat" in text


def test_minutes_say_the_day_in_words_and_leave_blanks_for_what_is_not_known() -> None:
    text = drawn(replacement_minutes, replacement_minutes.SAMPLE)[0]
    assert "Jumat, tanggal lima belas, bulan November, tahun dua ribu dua puluh empat" in text
    for part in ("Budi Contoh, S.E.", "Siti Contoh Ma'ruf", "mengundurkan diri", "Sabtu, 16 November 2024"):
        assert part in text
    assert "Nomor ........" in text
    bare = replacement_minutes.SAMPLE._replace(day=None, newcomer="", number="", needs=())
    assert "Pada hari ini ......" in drawn(replacement_minutes, bare)[0]


def test_the_data_sheet_shows_the_whole_nik_the_purpose_and_who_printed_it() -> None:
    text = drawn(data_sheet, data_sheet.SAMPLE)[0]
    for part in ("0000000000000000", "Permintaan akses", "petugas contoh", "3 x 24 jam", "Tidak ada tanggapan."):
        assert part in text


@pytest.mark.parametrize("name", BAD_NAMES)
def test_no_name_is_read_as_markup_or_breaks_the_page(name: str) -> None:
    pages, bound = bind(lambda: [annex.section(with_names(name), A4)])
    text = " ".join(texts_of(pages))
    seen = "".join(character for character in name if character.isascii() and character.isprintable())
    assert "".join(seen.split())[:12] in text.replace(" ", "")
    assert "Nama Contoh 2" in text
    assert not set("\x00\x1b\u202e") & set(text)
    for module, value in (
        (data_sheet, data_sheet.SAMPLE._replace(name=name, facts=((name, name),))),
        (replacement_minutes, replacement_minutes.SAMPLE._replace(leaver=name, explanation=name * 5)),
    ):
        assert drawn(module, value)
    if missing := paper.missing_glyphs(boxes.shown(name)):
        assert any(missing[0] in flaw.what for flaw in bound.flaws)


def test_a_long_name_is_shrunk_then_broken_into_the_lines_it_takes_and_never_cut() -> None:
    names = ("Siti " * 8).strip(), ("Abdurrahman Wahid " * 4).strip(), ("Muhammad " * 30).strip()
    pages, bound = bind(lambda: [annex.section(with_names(*names), A4)])
    text = " ".join(texts_of(pages))
    assert all(name in text for name in names)
    assert bound.flaws == []
    row = boxes.row(boxes.columns(A4, ("Nama", 40), ("TPS", 60)), (names[2] * 2, "001"), letters=9)
    assert min(text.size for text in row.texts) == 7


def test_a_word_wider_than_its_column_is_broken_inside() -> None:
    lines = boxes.wrap("a " + "x" * 90 + " b", paper.REGULAR, 10, 100)
    assert max(paper.width(line, paper.REGULAR, 10) for line in lines) <= 100
    assert "".join(lines).replace(" ", "") == "a" + "x" * 90 + "b"
    assert boxes.wrap("", paper.REGULAR, 10, 100) == [""]


def test_what_is_higher_than_a_page_goes_on_over_the_next() -> None:
    long = data_sheet.SAMPLE._replace(facts=tuple((f"Catatan {number}", "isi " * 200) for number in range(12)))
    pages = drawn(data_sheet, long)
    assert len(pages) > 2
    assert all(f"Catatan {number}" in " ".join(pages) for number in range(12))


def test_a_document_without_a_section_is_an_error() -> None:
    with pytest.raises(ValueError, match="no section"):
        bind(lambda: [])


@given(st.text(max_size=80), st.floats(30, 300))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: float) -> None:
    lines = boxes.wrap(text, paper.REGULAR, 9, width)
    assert "".join(lines).replace(" ", "") == "".join(boxes.shown(text).split())
    assert all(paper.width(line, paper.REGULAR, 9) <= width or len(line) == 1 for line in lines)


@settings(max_examples=25)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=9))
def test_any_name_whatsoever_can_be_drawn(names: list[str]) -> None:
    pages, bound = bind(lambda: [annex.section(with_names(*names), A4)])
    assert len(texts_of(pages)) == bound.pages == 2
