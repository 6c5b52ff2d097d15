"""Offices: what an area lacks comes from the nearest area around it; who signs what."""

from collections.abc import Mapping

import pytest

from kpps_desk.operations import designs, papers, undo
from kpps_desk.operations import office as keeping
from kpps_desk.problems import Conflict, Gone, Invalid, Refused
from kpps_desk.queries import history, office
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.pictures import png

KECAMATAN, CITY = "31.71.01", "31.71"
OTHER = "31.71.02.1001"


def _official(database: Database, area: str, name: str, *, signs: bool = False) -> int:
    typed: Mapping[str, str] = {"title": f"Ketua {area}", "name": name, "number": "NIP 1"}
    with database.write("Tambah pejabat", by="penguji") as tx:
        return keeping.save_official(tx, area, typed, signs=signs)


def _head(database: Database, area: str, *lines: str, city: str = "", logo: str = "") -> None:
    with database.write("Ubah kop", by="penguji") as tx:
        keeping.save_letterhead(tx, area, lines=lines, city=city, logo=logo)


def test_without_anything_written_down_the_workspace_heads_and_signs(workspace: Database) -> None:
    with workspace.read() as db:
        paper = office.paper_for(db, GAMBIR)
        assert paper == office.paper_for(db)
        assert paper.letterhead[0] == "KOMISI PEMILIHAN UMUM"
        assert office.signatories(db, GAMBIR) == ((paper.signatory_title, paper.signatory_name, ""),)
        assert office.logo(db, GAMBIR) is None


def test_each_part_comes_from_the_nearest_office_that_has_it(workspace: Database) -> None:
    with workspace.write("Lambang", by="penguji") as tx:
        logo = designs.take_picture(tx, png(40, 20))
    _head(workspace, CITY, "KPU KOTA JAKARTA PUSAT", city="Jakarta Pusat", logo=logo)
    _head(workspace, GAMBIR, "PPS KELURAHAN GAMBIR")
    _official(workspace, KECAMATAN, "Ketua PPK")
    with workspace.read() as db:
        paper = office.paper_for(db, GAMBIR)
        assert (paper.letterhead, paper.city) == (("PPS KELURAHAN GAMBIR",), "Jakarta Pusat")
        assert paper.logo is not None
        assert (paper.logo.width, paper.logo.height) == (40, 20)
        assert (paper.signatory_name, paper.signatory_number) == ("Ketua PPK", "NIP 1")
        assert office.paper_for(db, OTHER).letterhead == ("KPU KOTA JAKARTA PUSAT",)
        assert office.paper_for(db, "31.75").city == "Jakarta"


@pytest.mark.parametrize("area", ["3171011001", "3171011001003", "31710110010031"])
def test_an_area_may_be_told_by_its_digits_or_those_of_a_tps(workspace: Database, area: str) -> None:
    _head(workspace, GAMBIR, "PPS KELURAHAN GAMBIR")
    with workspace.read() as db:
        assert office.paper_for(db, area).letterhead == ("PPS KELURAHAN GAMBIR",)


def test_a_certificate_is_headed_by_whose_office_signs_it(workspace: Database) -> None:
    _head(workspace, GAMBIR, "PPS KELURAHAN GAMBIR")
    _head(workspace, KECAMATAN, "PPK GAMBIR")
    _official(workspace, GAMBIR, "Ketua PPS")
    _official(workspace, KECAMATAN, "Ketua PPK", signs=True)
    with workspace.read() as db:
        known = office.Office(db)
        assert known.paper(GAMBIR).signatory_name == "Ketua PPS"
        assert known.issuer(GAMBIR).letterhead == ("PPK GAMBIR",)
        assert [name for _, name, _ in known.signatories(GAMBIR)] == ["Ketua PPK"]
        assert [name for _, name, _ in known.signatories("31.75")] == [known.paper().signatory_name]


def test_at_most_three_sign_a_certificate(workspace: Database) -> None:
    for number in range(3):
        _official(workspace, GAMBIR, f"Orang {number}", signs=True)
    with pytest.raises(Refused, match="paling banyak 3"):
        _official(workspace, GAMBIR, "Orang 4", signs=True)
    _official(workspace, "", "Kedua", signs=True)
    _official(workspace, "", "Ketiga", signs=True)
    with pytest.raises(Refused, match="paling banyak 3"):
        _official(workspace, "", "Keempat", signs=True)
    with workspace.read() as db:
        assert len(office.signatories(db)) == 3


def test_officials_keep_an_order_without_gaps(workspace: Database) -> None:
    first, second, third = (_official(workspace, GAMBIR, f"Orang {number}") for number in range(3))
    with workspace.write("Urutkan", by="penguji") as tx:
        assert keeping.move_official(tx, third, -1)
        assert not keeping.move_official(tx, first, -1)
        keeping.remove_official(tx, first)
    with workspace.read() as db:
        assert [(one.id, one.rank) for one in office.officials(db)] == [(third, 1), (second, 2)]


def test_what_cannot_be_kept_is_said(workspace: Database) -> None:
    with pytest.raises(Invalid, match="wajib diisi"):
        _official(workspace, GAMBIR, "  ")
    with pytest.raises(Invalid, match="paling banyak 4 baris"):
        _head(workspace, GAMBIR, *"abcde")
    with pytest.raises(Gone, match="Gambar lambang"):
        _head(workspace, GAMBIR, "a", logo="0" * 64)
    with pytest.raises(Gone, match="tidak ditemukan"):
        _head(workspace, "31.99", "a")
    _head(workspace, GAMBIR, "a")
    with pytest.raises(Conflict), workspace.write("Ubah", by="penguji") as tx:
        keeping.save_letterhead(tx, GAMBIR, lines=["b"], version=0)


def test_an_empty_letterhead_is_none(workspace: Database) -> None:
    _head(workspace, GAMBIR, "PPS")
    _head(workspace, GAMBIR, " ")
    with workspace.read() as db:
        assert office.letterheads(db) == []


@pytest.mark.parametrize("wrong", ["", "{kode}/{tahun}", "{urut}/{entah}", "{urut}" + "x" * 200])
def test_a_number_template_is_checked_before_it_is_kept(workspace: Database, wrong: str) -> None:
    with pytest.raises(Invalid), workspace.write("Ubah", by="penguji") as tx:
        keeping.save_number_template(tx, wrong)
    with workspace.write("Ubah", by="penguji") as tx:
        assert keeping.save_number_template(tx, "{urut}/KPU/{tahun}")
    assert papers.sample_number("{urut}/KPU/{tahun}") == "000137/KPU/2024"


def test_what_was_kept_can_be_undone_and_says_what_stays(workspace: Database) -> None:
    official = _official(workspace, GAMBIR, "Siti")
    _head(workspace, GAMBIR, "PPS")
    with workspace.read() as db:
        first, second = (act.id for act in history.acts(db)[:2])
    with workspace.write("Ubah pejabat", by="penguji") as tx:
        keeping.save_official(tx, GAMBIR, {"title": "Ketua", "name": "Budi", "number": ""}, id=official)
    undo.undo(workspace, first, by="penguji")
    result = undo.undo(workspace, second, by="penguji")
    with workspace.read() as db:
        assert office.letterheads(db) == []
        assert [one.name for one in office.officials(db)] == ["Budi"]
    assert result.kept == ["Budi tetap ada: Jabatan sudah diubah lagi."]
