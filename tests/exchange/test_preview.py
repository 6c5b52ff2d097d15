from pathlib import Path

import pytest

from kpps_desk.exchange.cells import header_key
from kpps_desk.exchange.columns import COLUMNS, OFFICE
from kpps_desk.exchange.preview import find_layout, layout_with, match_headers
from kpps_desk.exchange.tables import open_table
from kpps_desk.problems import Invalid, Refused
from tests import rosters
from tests.rosters import preview
from tests.sheetfiles import xlsx


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


def test_headers_in_english_are_known() -> None:
    headers = [
        "No.",
        "Full Name",
        "National ID",
        "Gender",
        "Date of Birth",
        "Polling Station",
        "Urban Village",
        "Mobile No.",
    ]
    assert [match.column.name for match in match_headers(headers)] == [
        "no",
        "name",
        "nik",
        "sex",
        "born",
        "tps",
        "kelurahan",
        "phone",
    ]


def test_no_alias_names_two_columns() -> None:
    aliases = [alias for column in COLUMNS for alias in column.aliases]
    assert sorted(aliases) == sorted(set(aliases))
    assert all(header_key(alias) == alias for alias in aliases)


def test_a_mapping_is_corrected_by_hand(tmp_path: Path) -> None:
    path = _csv(tmp_path, "Personel,Wilayah Kerja,TPS,Nama Ibu", "Budi,Gambir,1,Siti")
    found = preview(path)
    assert found.layout.places == {"kabkota": 1, "tps": 2, "name": 3}
    layout = layout_with(found.layout, {"name": 0, "kabkota": None, "kelurahan": 1})
    corrected = found.with_layout(layout)
    assert corrected.layout.places == {"name": 0, "kelurahan": 1, "tps": 2}
    assert (corrected.trouble, corrected.layout.unused) == ("", ("Nama Ibu",))
    assert layout.fingerprint == found.layout.fingerprint


@pytest.mark.parametrize(
    ("changes", "field"), [({"tps": 0}, "tps"), ({"hobi": 1}, "hobi"), ({"name": 9}, "name"), ({"name": -1}, "name")]
)
def test_a_mapping_that_makes_no_sense_is_one_sentence(
    tmp_path: Path, changes: dict[str, int | None], field: str
) -> None:
    layout = preview(_csv(tmp_path, "Nama,Kelurahan,TPS", "Budi,Gambir,1")).layout
    with pytest.raises(Invalid) as caught:
        layout_with(layout, changes)
    assert caught.value.field == field
    assert caught.value.message.endswith(".")


def test_a_mapping_without_a_name_or_a_place_says_so(tmp_path: Path) -> None:
    layout = preview(_csv(tmp_path, "Nama,Kelurahan,TPS", "Budi,Gambir,1")).layout
    assert "Nama" in layout_with(layout, {"name": None}).trouble
    assert "Kelurahan" in layout_with(layout, {"kelurahan": None}).trouble


BLOCKS = [
    "Kelurahan,TPS,Nama",
    "Gambir,001,A",
    ",,B",
    ",,C",
    ",002,D",
    ",,E",
    ",,F",
    "Cideng,,G",
    ",,H",
    ",001,I",
    ",,J",
]


def test_areas_that_stand_once_for_a_block_are_filled_down(tmp_path: Path) -> None:
    found = preview(_csv(tmp_path, *BLOCKS))
    assert found.layout.filled == ("kelurahan", "tps")
    assert found.rows == tuple(
        (kelurahan, tps, name)
        for kelurahan, tps, names in (
            ("Gambir", "001", "ABC"),
            ("Gambir", "002", "DEF"),
            ("Cideng", "", "GH"),
            ("Cideng", "001", "IJ"),
        )
        for name in names
    )


def test_a_few_blanks_are_no_block_and_stay_blank(tmp_path: Path) -> None:
    lines = ["Kelurahan,TPS,Nama", *(f"Gambir,{'001' if number % 3 else ''},Orang {number}" for number in range(1, 10))]
    found = preview(_csv(tmp_path, *lines))
    assert found.layout.filled == ()
    assert [row[1] for row in found.rows].count("") == 3


def test_people_without_a_tps_below_one_crew_get_none(tmp_path: Path) -> None:
    lines = ["Kelurahan,TPS,Nama", "Gambir,001,Orang 1", *(f"Gambir,,Orang {number}" for number in range(2, 30))]
    assert preview(_csv(tmp_path, *lines)).layout.filled == ()


def test_merged_cells_say_themselves_how_far_they_reach(tmp_path: Path) -> None:
    rows = [["Kelurahan", "TPS", "Nama"], *(["Gambir", "001", "A"], ["", "", "B"], ["Gambir", "", "C"])]
    path = xlsx(tmp_path / "a.xlsx", {"Daftar": rows}, merged=["A2:A3", "B2:B3"])
    found = preview(path)
    assert found.rows == (("Gambir", "001", "A"), ("Gambir", "001", "B"), ("Gambir", "", "C"))
