"""The papers of a swearing-in: day in words, counts, blanks for a pen, large print; names harmless and whole."""

from functools import partial

import pytest

from kpps_desk.documents import integrity_pact, oath_minutes, oath_text
from kpps_desk.documents.paper import A4, F4, Size
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.oaths import CrewCount, Missing, Signer, Witness
from tests.documents.test_flow import BAD_NAMES, bind, drawn, texts_of


def test_minutes_tell_day_in_words_officiant_witnesses_counts_and_attachments() -> None:
    pages = drawn(oath_minutes, oath_minutes.SAMPLE)
    text = " ".join(pages)
    for part in (
        "Kamis, tanggal tujuh, bulan November, tahun dua ribu dua puluh empat",
        "100 (seratus) orang",
        "Islam 86 orang, Kristen Protestan 8 orang",
        "Jumlah 108 100 4 0 4",
        "Izin; susulan 9 November 2024",
        "Yang mengambil sumpah/janji, Ketua Panitia Pemungutan Suara",
        "1. Siti Contoh Ma'ruf",
        "Rohaniwan Islam",
        "3. Pakta integritas",
    ):
        assert part in text
    assert "KONSEP" not in text
    assert "Belum dicatat" not in text


def test_minutes_of_an_open_session_say_that_they_are_a_draft_and_count_who_is_not_recorded() -> None:
    crews = (CrewCount("001", 9, 7, 0, 0, 0, 2),)
    pages = drawn(oath_minutes, oath_minutes.SAMPLE._replace(draft=True, crews=crews, missing=()))
    assert "KONSEP: pelantikan ini belum ditutup" in pages[0]
    assert "Belum dicatat 001 9 7 0 0 0 2" in pages[0]
    assert "Konsep berita acara" in pages[0]


def test_what_is_not_known_is_a_dotted_line() -> None:
    bare = oath_minutes.SAMPLE._replace(officiant="", witnesses=(), number="", forms=())
    text = " ".join(drawn(oath_minutes, bare))
    for part in ("NOMOR: ....", "1. ....", "2. ....", "Tata cara : ...."):
        assert part in text


def test_a_kelurahan_of_58_crews_keeps_its_signatures_with_words() -> None:
    crews = tuple(CrewCount(f"{tps:03}", 9, 9, 0, 0, 0, 0) for tps in range(1, 59))
    pages = drawn(oath_minutes, oath_minutes.SAMPLE._replace(crews=crews, missing=(), attachments=()))
    assert len(pages) > 1
    assert "Demikian berita acara" in pages[-1]
    assert "Saksi-saksi" in pages[-1]
    assert all("TPS Diundang Dilantik" in page for page in pages)


@pytest.mark.parametrize("size", [A4, F4], ids=["A4", "F4"])
def test_each_line_of_the_oath_is_spoken_by_itself_in_large_print_on_one_page(size: Size) -> None:
    (page,) = drawn(oath_text, oath_text.SAMPLE, size)
    assert "Kristen Protestan · 8 orang" in page
    order = [page.index(part) for part in ("Demi Tuhan, saya berjanji:", "Bahwa saya akan", "Semoga Tuhan")]
    assert order == sorted(order)
    section = oath_text.section(oath_text.SAMPLE, size)
    spoken = [text.size for box in section.boxes for text in box.texts if text.text.startswith("Bahwa")]
    assert min(spoken) >= 16


def test_a_pact_is_signed_by_one_or_by_all_on_a_list_with_alternating_places() -> None:
    (page,) = drawn(integrity_pact, integrity_pact.SAMPLE)
    assert "Nama : dr. Siti Contoh Ma'ruf, S.H." in page
    assert "Yang membuat pernyataan, dr. Siti Contoh Ma'ruf, S.H." in page
    pages = drawn(integrity_pact, integrity_pact.LISTED)
    assert all("No. Nama TPS Jabatan Tanda tangan" in found for found in pages)
    section = integrity_pact.section(integrity_pact.LISTED)
    places = {text.x for box in section.boxes for text in box.texts if text.size == 8 and text.text.endswith(".")}
    assert len(places) == 2
    for point in integrity_pact.SAMPLE.points:
        assert point.split()[0] in page


@pytest.mark.parametrize("name", BAD_NAMES)
def test_no_name_is_read_as_markup_or_breaks_a_paper(name: str) -> None:
    minutes = oath_minutes.SAMPLE._replace(
        officiant=name,
        office=name,
        witnesses=(Witness(name, name),),
        missing=(Missing("001", name, "Anggota KPPS", Attendance.SICK, None),),
    )
    signer = Signer(name, "Anggota KPPS", "001")
    seen = "".join(character for character in name if character.isascii() and character.isprintable())
    for section in (
        oath_minutes.section(minutes, A4),
        integrity_pact.section(integrity_pact.SAMPLE._replace(signers=(signer,)), A4),
        integrity_pact.section(integrity_pact.LISTED._replace(signers=(signer,) * 3), A4),
    ):
        pdf, _ = bind(partial(list, [section]))
        text = " ".join(texts_of(pdf))
        assert "".join(seen.split())[:12] in text.replace(" ", "")
        assert not set("\x00\x1b\u202e") & set(text)
