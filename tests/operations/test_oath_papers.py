"""Papers of real swearings-in: what they say, whom they leave out, a folder for an area, nothing half."""

from pathlib import Path

import pytest

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.oaths import Form
from kpps_desk.operations import attendance, oath_papers, swearing_in, wordings
from kpps_desk.operations.oath_papers import Paper
from kpps_desk.problems import Cancelled, Refused, Unavailable
from kpps_desk.queries import oath_papers as questions
from kpps_desk.queries import oaths
from kpps_desk.store.database import Database
from tests.documents.test_flow import texts_of
from tests.gatherings import GAMBIR, gather, tps
from tests.people import crew

BY = "penguji"


def held(database: Database, *, close: bool = True) -> tuple[int, list[int]]:
    """Two crews sworn in, all but one of each, the first in two forms."""
    people = crew(database) + crew(database, tps(2), first=20)
    session = gather(database, SessionKind.OATH, 1, 2, venue="Aula Kelurahan Gambir")
    with database.write("Pelantikan", by=BY) as tx:
        attendance.mark_all_present(tx, session, absent=[people[0], people[17]])
        swearing_in.set_forms(tx, session, people[1:3], Form.CATHOLIC)
        swearing_in.set_rest(tx, session, Form.ISLAM)
        swearing_in.record(tx, session, {"officiant": "Budi, S.E.", "witnesses": "Siti; Saksi"}, version=0)
        if close:
            swearing_in.close(tx, session)
    return session, people


def test_the_minutes_count_kpps_and_officers_by_tps_and_form_and_list_the_absent(workspace: Database) -> None:
    session, _ = held(workspace)
    with workspace.read() as db:
        minutes = questions.minutes(db, session)
    assert [tuple(crew[:3]) for crew in minutes.crews] == [("001", 9, 8), ("002", 9, 8)]
    assert (minutes.sworn_kpps, minutes.sworn_officers, minutes.draft) == (13, 3, False)
    assert minutes.forms == (("Islam", 14), ("Katolik", 2))
    assert [(one.tps, one.status) for one in minutes.missing] == [
        ("001", Attendance.ABSENT),
        ("002", Attendance.ABSENT),
    ]
    assert "Kamis, tanggal tujuh, bulan November, tahun dua ribu dua puluh empat, pukul 08.00 WIB" in minutes.opening
    assert "Budi, S.E., Ketua Panitia Pemungutan Suara (PPS) Kelurahan Gambir" in minutes.opening
    assert "Nomor 1/SK tanggal 7 November 2024" in minutes.basis
    assert minutes.number == "......../BA/3171011001/XI/2024"


def test_a_form_that_nobody_told_is_said_not_guessed(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace)
    with workspace.write("Pelantikan", by=BY) as tx:
        attendance.mark_all_present(tx, session)
        swearing_in.set_forms(tx, session, people[:4], Form.HINDU)
    with workspace.read() as db:
        minutes = questions.minutes(db, session)
        texts = questions.text(db, session)
        (standing,) = oaths.standings(db, GAMBIR)
    assert minutes.forms == (("Hindu", 4), ("belum dipilih", 5))
    assert minutes.draft
    assert [text.form.name for text in texts] == ["Hindu"]
    assert (standing.formless, standing.session.counts.present) == (5, 9)


def test_where_no_form_is_known_the_text_has_them_all(workspace: Database) -> None:
    crew(workspace)
    session = gather(workspace)
    with workspace.read() as db:
        assert len(questions.text(db, session)) == len(Form)


def test_the_offices_own_words_stand_on_paper(workspace: Database, tmp_path: Path) -> None:
    session, _ = held(workspace)
    with workspace.write("Ubah naskah", by=BY) as tx:
        wordings.change(tx, "sumpah.islam.pembuka", "Demi Allah, saya berjanji di {tempat}:", 0)
        wordings.change(tx, "sumpah.katolik.penutup", "", 0)
    out = tmp_path / "naskah.pdf"
    printed = oath_papers.print_paper(workspace, session, Paper.TEXT, out, size="F4")
    islam, catholic = texts_of(out.read_bytes())
    assert printed.pages == 2
    assert "Demi Allah, saya berjanji di Aula Kelurahan Gambir:" in islam
    assert "Semoga Tuhan" not in catholic


def test_pacts_are_for_those_who_swear_one_each_or_on_a_list(workspace: Database, tmp_path: Path) -> None:
    session, people = held(workspace)
    each = oath_papers.print_paper(workspace, session, Paper.PACT, tmp_path / "pakta.pdf")
    listed = oath_papers.print_paper(workspace, session, Paper.PACT_LIST, tmp_path / "daftar.pdf")
    one = oath_papers.print_paper(workspace, session, Paper.PACT, tmp_path / "satu.pdf", members=people[:1])
    assert (each.pages, one.pages) == (16, 1)
    text = " ".join(texts_of(listed.path.read_bytes()))
    assert "Orang Ke 2 " in text
    assert "Orang Ke 1 " not in text


def test_the_same_minutes_are_the_same_bytes(workspace: Database, tmp_path: Path) -> None:
    session, _ = held(workspace)
    for name in ("a.pdf", "b.pdf"):
        oath_papers.print_minutes(workspace, session, out=tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_preview_is_a_page_of_the_paper(workspace: Database) -> None:
    session, _ = held(workspace)
    with workspace.read() as db:
        for what in Paper:
            found = oath_papers.preview(db, session, what, width=200, page=7)
            assert found.picture.width == 200
            assert found.page == found.pages - 1


def test_an_areas_minutes_are_a_file_a_kelurahan_and_leave_out_what_is_open(
    workspace: Database, tmp_path: Path
) -> None:
    held(workspace)
    gather(workspace, SessionKind.OATH, 3)
    folder = tmp_path / "berita acara" / "gambir"
    result = oath_papers.print_area_minutes(workspace, "31.71.01", folder)
    assert (result.files, result.sessions, result.open) == (1, 1, 1)
    assert [path.name for path in folder.iterdir()] == ["berita-acara-pelantikan-3171011001-gambir.pdf"]
    assert oath_papers.told(result) == "1 berita acara dalam 1 berkas; 1 pelantikan belum ditutup dan dilewati."


def test_nothing_closed_nothing_written(workspace: Database, tmp_path: Path) -> None:
    held(workspace, close=False)
    with pytest.raises(Refused, match="Belum ada pelantikan yang ditutup"):
        oath_papers.print_area_minutes(workspace, GAMBIR, tmp_path / "kosong")
    assert not (tmp_path / "kosong").exists()


def test_a_cancel_or_a_folder_that_cannot_be_leaves_no_half_file(workspace: Database, tmp_path: Path) -> None:
    held(workspace)

    def stop(done: int, total: int, what: str = "") -> None:
        raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        oath_papers.print_area_minutes(workspace, GAMBIR, tmp_path / "batal", progress=stop)
    assert list((tmp_path / "batal").iterdir()) == []
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(Unavailable):
        oath_papers.print_area_minutes(workspace, GAMBIR, tmp_path / "berkas")
