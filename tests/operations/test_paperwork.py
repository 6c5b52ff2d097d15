"""Annex, announcement, minutes and data sheet: whole or not at all, and masked where they go round."""

from datetime import date
from itertools import count
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kpps_desk.domain.leaving import Reason
from kpps_desk.operations import paperwork, replacing, requirements
from kpps_desk.problems import Cancelled, Gone, Invalid, Refused, Unavailable
from kpps_desk.queries import areas, history
from kpps_desk.queries import paperwork as questions
from kpps_desk.queries.office import Office
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.cancelling import CancelAt
from tests.conftest import GAMBIR
from tests.documents.test_flow import texts_of
from tests.people import STATION, crew, person, register

DAY = date(2024, 10, 1)
LATER = date(2024, 11, 10)


def text(path: Path) -> str:
    return " ".join(texts_of(path.read_bytes()))


def newcomers(database: Database, *people: dict[str, object]) -> list[int]:
    with database.write("Daftarkan", by="penguji") as tx:
        return register(tx, people)


def replaced(database: Database, *, successor: bool = True) -> tuple[int, int]:
    """(leaver, replacement) on seat 2 of the first crew."""
    leaver = crew(database)[1]
    (newcomer,) = newcomers(database, person(50, "Siti Pengganti"))
    with database.write("Ganti", by="penguji") as tx:
        made = replacing.replace(
            tx, leaver, reason=Reason.RESIGNED, effective=LATER, successor=newcomer if successor else None
        )
    return leaver, made


# Annex ---------------------------------------------------------------------------------------------------------------


def test_the_annex_lists_each_crew_under_its_decree_without_any_nik(workspace: Database, tmp_path: Path) -> None:
    crew(workspace)
    crew(workspace, "3171011001002", first=20)
    printed = paperwork.print_annex(workspace, "31.71.01", tmp_path / "lampiran.pdf")
    shown = text(printed.path)
    assert (printed.pages, printed.people, printed.flaws) == (1, 18, [])
    for part in ("Nomor : 1/SK", "7 November 2024", "TPS 001", "TPS 002", "Orang Ke 28", "KECAMATAN GAMBIR"):
        assert part in shown
    assert "2 TPS, 14 anggota KPPS, dan 4 petugas ketertiban" in shown
    assert "317101" not in shown


def test_a_replacement_stands_on_the_annex_of_its_own_decree(workspace: Database, tmp_path: Path) -> None:
    _, made = replaced(workspace, successor=False)
    (newcomer,) = newcomers(workspace, person(60, "Rina Susulan"))
    with workspace.write("Tetapkan", by="penguji") as tx:
        replacing.follow(tx, made, newcomer, decree_no="9/SK", decree_date=LATER)
    every = paperwork.print_annex(workspace, GAMBIR, tmp_path / "semua.pdf")
    one = paperwork.print_annex(workspace, GAMBIR, tmp_path / "satu.pdf", decree_no="9/SK")
    assert (every.people, one.people) == (9, 1)
    assert "Rina Susulan" in text(one.path)
    assert "Orang Ke 1 " not in text(one.path)


def test_a_single_tps_may_have_its_own_annex_on_folio(workspace: Database, tmp_path: Path) -> None:
    crew(workspace)
    crew(workspace, "3171011001002", first=20)
    printed = paperwork.print_annex(workspace, STATION, tmp_path / "satu.pdf", size="F4")
    assert printed.people == 9
    assert "TPS 002" not in text(printed.path)


def test_an_area_where_nobody_is_appointed_is_refused_in_a_sentence(workspace: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Belum ada orang yang ditetapkan"):
        paperwork.print_annex(workspace, GAMBIR, tmp_path / "lampiran.pdf")
    with pytest.raises(Refused, match=r"akhiran \.pdf"):
        paperwork.print_annex(workspace, GAMBIR, workspace.path)
    assert list(tmp_path.glob("*.p*f*")) == []


def test_cancel_at_any_moment_leaves_the_old_file_and_no_part(workspace: Database, tmp_path: Path) -> None:
    crew(workspace)
    out = tmp_path / "lampiran.pdf"
    out.write_bytes(b"old")
    for moment in count():
        try:
            paperwork.print_annex(workspace, GAMBIR, out, CancelAt(moment))
        except Cancelled:
            assert out.read_bytes() == b"old"
            assert list(tmp_path.glob("*.part")) == []
        else:
            break
    assert moment > 2


# Announcement --------------------------------------------------------------------------------------------------------


def applicants(database: Database) -> list[int]:
    ids = newcomers(
        database,
        person(1, "Siti Aminah Ma'ruf"),
        person(2, "Budi"),
        person(3, "Tono", born=date(2010, 1, 1), nik=None),
        person(4, "Wati"),
        person(5, "Sehat Tidak"),
    )
    with database.write("Teliti", by="penguji") as tx:
        requirements.rank_reserves(tx, [ids[1]])
        requirements.record_document(tx, [ids[3]], "ijazah", received=None)
        requirements.judge_requirement(tx, [ids[4]], "sehat", met=False)
        requirements.record_document(tx, ids[2:3], "ijazah", received=None)
    return ids


def test_the_announcement_masks_names_and_niks_and_tells_result_and_reasons(
    workspace: Database, tmp_path: Path
) -> None:
    applicants(workspace)
    printed = paperwork.announce(workspace, "31.71", tmp_path / "umum.pdf", by="penguji", day=DAY)
    shown = text(printed.path)
    assert printed.people == 5
    assert "S*** A***** M*****" in shown
    assert "317101**********" in shown
    for hidden in ("Aminah", "Budi", "Wati", "01019"):
        assert hidden not in shown
    assert "(cadangan ke-1)" in shown
    assert "Ijazah SMA atau sederajat tidak ada" in shown
    assert "Jakarta, 1 Oktober 2024" in shown
    assert "2 memenuhi syarat, 3 tidak memenuhi syarat, 0 belum memenuhi syarat; 1 di antaranya cadangan" in shown


def test_all_reasons_are_announced_but_health_and_crime_are_not_named(workspace: Database) -> None:
    applicants(workspace)
    with workspace.read() as db:
        part = questions.kelurahan_of(db, GAMBIR)[0]
        election = areas.election(db)
        announced = questions.announcement(db, election, Office(db), part, DAY)
    assert announced is not None
    reasons = {one.name: one.reasons for one in announced.applicants}
    assert len(reasons["T***"]) == 2
    assert reasons["S**** T****"] == ("Alasan tidak diumumkan karena menyangkut data pribadi spesifik",)
    assert reasons["B***"] == ()


def test_the_sheet_of_the_announcement_has_a_row_for_everybody_and_text_cells(
    workspace: Database, tmp_path: Path
) -> None:
    applicants(workspace)
    out = tmp_path / "umum.xlsx"
    assert paperwork.announce(workspace, "", out, by="penguji", day=DAY).people == 5
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    listed = [row for row in rows if "317101**********" in row or "belum ada" in row]
    assert len(listed) == 5
    assert ["Gambir", "Gambir", "001"] in [row[1:4] for row in listed]
    assert not any("Aminah" in str(cell) for row in rows for cell in row)


def test_that_results_were_announced_stays_in_the_journal(workspace: Database, tmp_path: Path) -> None:
    applicants(workspace)
    paperwork.announce(workspace, GAMBIR, tmp_path / "umum.pdf", by="Sari", day=DAY)
    with workspace.read() as db:
        act = history.acts(db, 1)[0]
    assert (act.title, act.by, act.reason) == ("Buat pengumuman hasil penelitian", "Sari", f"5 orang, wilayah {GAMBIR}")


def test_nobody_to_announce_is_said_and_nothing_is_left(workspace: Database, tmp_path: Path) -> None:
    for name in ("umum.pdf", "umum.xlsx"):
        with pytest.raises(Refused, match="Belum ada orang"):
            paperwork.announce(workspace, GAMBIR, tmp_path / name, by="x")
    assert list(tmp_path.glob("umum*")) == []


@pytest.mark.parametrize("name", ["umum.pdf", "umum.xlsx"])
def test_a_cancelled_announcement_leaves_nothing_and_no_entry(workspace: Database, tmp_path: Path, name: str) -> None:
    applicants(workspace)
    for moment in count():
        try:
            paperwork.announce(workspace, GAMBIR, tmp_path / name, by="x", progress=CancelAt(moment))
        except Cancelled:
            assert list(tmp_path.glob("*umum*")) == []
            with workspace.read() as db:
                assert history.acts(db, 1)[0].title == "Teliti"
        else:
            break
    assert moment >= 2


def test_a_disk_that_fills_up_leaves_nothing(workspace: Database, tmp_path: Path) -> None:
    crew(workspace)
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, hard))  # the system refuses the write as on a full disk
    try:
        with pytest.raises(Unavailable, match="tidak dapat ditulis"):
            paperwork.print_annex(workspace, GAMBIR, tmp_path / "lampiran.pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.glob("lampiran*")) == []


# Minutes -------------------------------------------------------------------------------------------------------------


def test_the_minutes_name_leaver_reason_newcomer_and_what_the_newcomer_needs(
    workspace: Database, tmp_path: Path
) -> None:
    _, made = replaced(workspace)
    printed = paperwork.print_minutes(workspace, made, tmp_path / "ba.pdf")
    shown = text(printed.path)
    for part in ("Orang Ke 2", "mengundurkan diri", "Siti Pengganti", "Anggota KPPS (2), TPS 001 Kelurahan Gambir"):
        assert part in shown
    assert "sumpah/janji susulan dan bimbingan teknis susulan" in shown
    assert "Minggu, 10 November 2024" in shown


def test_minutes_without_a_newcomer_leave_a_line_for_the_name(workspace: Database, tmp_path: Path) -> None:
    _, made = replaced(workspace, successor=False)
    shown = text(paperwork.print_minutes(workspace, made, tmp_path / "ba.pdf").path)
    assert "2. Yang menggantikan Nama : ....." in shown
    with pytest.raises(Gone):
        paperwork.print_minutes(workspace, made + 1, tmp_path / "lain.pdf")


# Data sheet ----------------------------------------------------------------------------------------------------------


def test_the_data_sheet_holds_everything_but_who_responded(workspace: Database, tmp_path: Path) -> None:
    leaver, _ = replaced(workspace)
    with workspace.write("Teliti", by="penguji") as tx:
        requirements.add_response(
            tx, leaver, received=DAY, source="Pak Pelapor", contact="0812999", content="Pernah menjadi saksi."
        )
    printed = paperwork.print_data_sheet(
        workspace, leaver, tmp_path / "diri.pdf", by="Sari", purpose="Permintaan yang bersangkutan"
    )
    shown = text(printed.path)
    for part in (
        "3171010101900002",
        "Orang Ke 2",
        "1 Januari 1990",
        "Pernah menjadi saksi.",
        "Belum diputuskan",
        "KTP-el",
        "Keluar dari daftar: mengundurkan diri",
        "10-11-2024",
        "1/SK",
        "Permintaan yang bersangkutan",
        "Lembar data diri",
        "Bentuk regu",
    ):
        assert part in shown
    assert "Pelapor" not in shown
    assert "0812999" not in shown


def test_who_printed_a_data_sheet_stays_recorded_even_if_the_file_cannot_be_written(
    workspace: Database, tmp_path: Path
) -> None:
    member = crew(workspace)[0]
    (tmp_path / "diri.pdf").mkdir()
    with pytest.raises(Exception, match="tidak dapat ditulis"):
        paperwork.print_data_sheet(workspace, member, tmp_path / "diri.pdf", by="Sari", purpose="Permintaan")
    with workspace.read() as db:
        row = db.rows(schema.disclosure.select())[0]
        title = history.acts(db, 1)[0].title
    assert (row.member_id, row.what, row.purpose, row.shown_to) == (member, "lembar data diri", "Permintaan", "Sari")
    assert title == f"Cetak lembar data diri, anggota no. {member}"


def test_a_data_sheet_needs_a_purpose(workspace: Database, tmp_path: Path) -> None:
    member = crew(workspace)[0]
    with pytest.raises(Invalid) as caught:
        paperwork.print_data_sheet(workspace, member, tmp_path / "diri.pdf", by="Sari", purpose=" \u200b ")
    assert caught.value.field == "purpose"
    assert not (tmp_path / "diri.pdf").exists()
