"""Pas foto: taken in by file or by file names, checked, shrunk, told without NIKs, forgotten with their person."""

import io
from pathlib import Path

import pytest
from PIL import Image

from kpps_desk import words
from kpps_desk.domain.photo_names import By, Named, read_name, shown
from kpps_desk.operations import exporting, merging, paperwork, photos, undo
from kpps_desk.problems import Gone, Refused
from kpps_desk.queries import history, members
from kpps_desk.queries import photos as questions
from kpps_desk.queries.members import MemberFilter
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.documents.test_flow import texts_of
from tests.documents.test_office_papers import colours, is_blue
from tests.filled import BY, fill
from tests.people import crew
from tests.pictures import jpeg, png


@pytest.fixture
def seated(workspace: Database) -> list[int]:
    """The members of one crew."""
    return crew(workspace)


def _nik(database: Database, member: int) -> str:
    with database.read() as db:
        return str(members.details(db, member).nik)


def _take(database: Database, member: int, content: bytes) -> None:
    with database.write(photos.title(member), by=BY) as tx:
        photos.take(tx, member, content)


def _kept(database: Database, member: int) -> bytes | None:
    with database.read() as db:
        found = questions.photo(db, member)
    return found.content if found else None


@pytest.mark.parametrize(
    ("stem", "named"),
    [
        ("3171010101900001", Named(By.NIK, "3171010101900001")),
        ("3171010101900001 - Siti", Named(By.NIK, "3171010101900001")),
        ("31710110010031", Named(By.SEAT, "31710110010031")),
        ("3171011001003-1", Named(By.SEAT, "31710110010031")),
        ("003-1", Named(By.CREW, "0031")),
        ("TPS 3 kursi 9 Budi", Named(By.CREW, "0039")),
        ("tps003_KPPS2", Named(By.CREW, "0032")),
        ("no 123", Named(By.MEMBER, "123")),
        ("123", Named(By.MEMBER, "123")),
        ("Siti Aminah", None),
        ("000-1", None),
        ("31710101019000011", None),
        ("12345678901", None),
        ("", None),
    ],
)
def test_a_file_says_whose_photo_it_is_by_its_name(stem: str, named: Named | None) -> None:
    assert read_name(stem) == named


def test_a_name_is_told_without_its_nik() -> None:
    assert shown("3171010101900001.jpg") == "317101**********.jpg"
    assert shown("31710110010031.jpg") == "31710110010031.jpg"


def test_a_photo_is_kept_upright_two_by_three_and_small(workspace: Database, seated: list[int]) -> None:
    _take(workspace, seated[0], jpeg(1_600, 2_000))
    kept = _kept(workspace, seated[0])
    assert kept is not None
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (400, 600))
    assert questions.size(kept) == (400, 600)
    assert len(kept) < 60_000


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"bukan gambar", "bukan gambar"), (b"", "kosong"), (jpeg(600, 400), "mendatar"), (png(60, 90), "terlalu kecil"),
     (jpeg(400, 600)[:300], "rusak")],
)  # fmt: skip
def test_what_is_no_pas_foto_is_refused(workspace: Database, seated: list[int], content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        _take(workspace, seated[0], content)
    assert _kept(workspace, seated[0]) is None


def test_a_see_through_photo_stands_on_white(workspace: Database, seated: list[int]) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (400, 600), (0, 0, 0, 0)).save(out, "PNG")
    _take(workspace, seated[0], out.getvalue())
    with Image.open(io.BytesIO(_kept(workspace, seated[0]) or b"")) as image:
        assert image.getpixel((200, 300)) == (255, 255, 255)


def test_many_are_taken_in_by_their_names_and_the_rest_is_told_without_niks(
    workspace: Database, seated: list[int], tmp_path: Path
) -> None:
    nik = _nik(workspace, seated[0])
    good = {f"{nik}.jpg": jpeg(400, 600), "001-2.png": png(400, 600), f"no {seated[2]}.jpeg": jpeg(400, 600)}
    bad = {"Siti.jpg": jpeg(400, 600), "3171019999999999.jpg": jpeg(400, 600), f"{nik} lagi.jpg": jpeg(400, 600),
           "001-4.jpg": b"rusak"}  # fmt: skip
    for name, content in {**good, **bad}.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "catatan.txt").write_text("bukan foto")
    result = photos.take_many(workspace, photos.files_in(tmp_path), by=BY, area=GAMBIR)
    assert (result.new, result.replaced, len(result.missed)) == (3, 0, 4)
    told = " ".join(f"{one.file} {one.why}" for one in result.missed)
    assert nik not in told
    assert "3171019999999999" not in told
    assert "317101**********" in told
    assert photos.told(result) == "3 foto disimpan, 4 berkas dilewati."
    with workspace.read() as db:
        assert questions.count(db, GAMBIR) == 3
        assert questions.having(db, seated).keys() == set(seated[:3])
    again = photos.take_many(workspace, [tmp_path / f"{nik}.jpg"], by=BY)
    assert (again.new, again.replaced) == (0, 1)


def test_tps_and_seat_need_a_kelurahan(workspace: Database, seated: list[int], tmp_path: Path) -> None:
    (tmp_path / "001-1.jpg").write_bytes(jpeg(400, 600))
    result = photos.take_many(workspace, photos.files_in(tmp_path), by=BY)
    assert "Pilih kelurahannya" in result.missed[0].why
    with pytest.raises(Refused, match="Tidak ada foto"):
        photos.take_many(workspace, [], by=BY)


def test_the_journal_names_people_by_number_alone(workspace: Database, seated: list[int], tmp_path: Path) -> None:
    nik = _nik(workspace, seated[0])
    (tmp_path / f"{nik}.jpg").write_bytes(jpeg(400, 600))
    photos.take_many(workspace, photos.files_in(tmp_path), by=BY)
    _take(workspace, seated[1], jpeg(400, 600))
    with workspace.read() as db:
        titles = [act.title for act in history.acts(db)][:2]
    assert titles == [f"Simpan pas foto, anggota no. {seated[1]}", "Simpan pas foto, 1 orang"]


def test_a_photo_taken_away_is_gone(workspace: Database, seated: list[int]) -> None:
    _take(workspace, seated[0], jpeg(400, 600))
    with workspace.write("Hapus", by=BY) as tx:
        assert photos.remove(tx, seated) == 1
    assert _kept(workspace, seated[0]) is None
    with workspace.read() as db, pytest.raises(Gone, match="belum mempunyai"):
        photos.content(db, seated[0])


def test_a_photo_is_deleted_with_its_person(workspace_path: Path) -> None:
    fill(workspace_path)
    with Database.open(workspace_path) as database:
        with database.read() as db:
            everybody = list(members.ids(db, MemberFilter()))
            act = next(act for act in history.acts(db) if act.title.startswith("Impor"))
        _take(database, everybody[0], jpeg(400, 600))
        preview = undo.preview(database, act.id)
        undo.undo(database, act.id, by=BY)
        with database.read() as db:
            assert list(members.ids(db, MemberFilter())) == []
            assert questions.count(db) == 0
        assert preview.kept == []


def test_whoever_turns_out_to_be_another_keeps_the_photo(workspace: Database, seated: list[int]) -> None:
    keep, leave = seated[0], seated[1]
    _take(workspace, leave, jpeg(400, 600, "red"))
    with workspace.write("Gabungkan", by=BY) as tx:
        merging.merge(tx, keep, leave)
    assert _kept(workspace, keep) == _kept(workspace, leave) is not None


def test_no_list_that_goes_out_holds_a_photo(workspace: Database, seated: list[int], tmp_path: Path) -> None:
    _take(workspace, seated[0], jpeg(400, 600))
    before = tmp_path / "a.csv"
    exporting.run(workspace, "members", before, by=BY)
    assert "foto" not in before.read_text("utf-8-sig").lower()


def test_the_data_sheet_shows_the_photo(workspace: Database, seated: list[int], tmp_path: Path) -> None:
    before = paperwork.print_data_sheet(workspace, seated[0], tmp_path / "a.pdf", by=BY, purpose="Akses")
    _take(workspace, seated[0], jpeg(400, 600, "blue"))
    after = paperwork.print_data_sheet(workspace, seated[0], tmp_path / "b.pdf", by=BY, purpose="Akses")
    shown = [any(map(is_blue, colours(one.path.read_bytes()))) for one in (before, after)]
    assert shown == [False, True]
    assert f"Disimpan {words.moment(1_730_941_200_000)} oleh {BY}" in " ".join(texts_of(after.path.read_bytes()))
