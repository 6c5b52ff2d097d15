from pathlib import Path

import pytest

from kpps_desk.exchange.columns import OFFICE
from kpps_desk.exchange.preview import find_layout, match_headers, preview
from kpps_desk.exchange.tables import open_table
from kpps_desk.problems import Refused
from tests import rosters


def _csv(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "daftar.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_header_is_found_below_title_rows(tmp_path: Path) -> None:
    path = rosters.write(tmp_path / "a.xlsx", [rosters.row(1)], titles=["DAFTAR", "KECAMATAN GAMBIR", "", "", ""])
    found = preview(path)
    assert found.layout.first_row == 6
    assert list(found.layout.places) == [column.name for column in OFFICE]
    assert found.rows[0][7] == "Orang Ke 1"


def test_usual_spellings_of_headers_are_known_and_odd_ones_resembled() -> None:
    headers = ["NO.", "NAMA LENGKAP (sesuai KTP)", "Nomor NIK", "L/P", "Tgl. Lahir", "No. HP/WA", "Kel/Desa", "No. TPS"]
    assert [match.column.name for match in match_headers(headers)] == [
        "no",
        "name",
        "nik",
        "sex",
        "born",
        "phone",
        "kelurahan",
        "tps",
    ]
    (match,) = match_headers(["NIK calon anggota"])
    assert (match.column.name, match.confidence) == ("nik", 0.7)


def test_two_header_rows_and_a_row_of_numbers_are_no_data(tmp_path: Path) -> None:
    path = _csv(
        tmp_path, "No,Nama,Kelurahan,TPS,Alamat,", ",,,,RT,RW", "(1),(2),(3),(4),(5),(6)", "1,Budi,Gambir,1,003,005"
    )
    found = preview(path)
    assert found.rows == (("1", "Budi", "Gambir", "1", "003", "005"),)
    assert {"rt", "rw"} <= found.layout.places.keys()


def test_a_kelurahan_named_in_a_title_stands_for_the_column(tmp_path: Path) -> None:
    path = _csv(tmp_path, "Kelurahan : Petojo Utara,Kecamatan : Gambir", "", "Nama,TPS,Jabatan", "Budi,1,Ketua")
    assert preview(path).layout.defaults == {"kelurahan": "Petojo Utara", "kecamatan": "Gambir"}


def test_columns_that_are_not_read_are_named(tmp_path: Path) -> None:
    path = _csv(tmp_path, "Nama,Kelurahan,TPS,Hobi", "Budi,Gambir,1,Catur")
    assert preview(path).layout.unused == ("Hobi",)


@pytest.mark.parametrize("lines", [["a,b,c", "1,2,3"], ["Kelurahan,TPS", "Gambir,1"], ["Nama,TPS", "Budi,1"]])
def test_without_name_or_kelurahan_it_is_no_roster(tmp_path: Path, lines: list[str]) -> None:
    path = _csv(tmp_path, *lines)
    assert preview(path).trouble
    with pytest.raises(Refused):
        find_layout(open_table(path))


def test_the_fingerprint_is_the_headers_alone(tmp_path: Path) -> None:
    one = preview(rosters.write(tmp_path / "a.xlsx", [rosters.row(1)])).layout.fingerprint
    two = preview(rosters.write(tmp_path / "b.csv", [rosters.row(2)], titles=["X"])).layout.fingerprint
    assert one == two
