"""Sheets of every kind of file: the right one is found, any can be named, none bursts the memory."""

from pathlib import Path

import pytest

from kpps_desk.exchange import tables
from kpps_desk.exchange.preview import open_roster, preview_of
from kpps_desk.exchange.tables import SheetInfo, open_table
from kpps_desk.problems import Refused
from tests.rosters import preview
from tests.sheetfiles import ods, xlsx

HEADERS = ["Nama", "Kelurahan", "TPS", "Jabatan"]
ROSTER = [HEADERS, ["Siti & Ma'ruf", "Gambir", "001", "Ketua"], ["Budi", "Gambir", "001", "Anggota"]]
COVER = [["Daftar KPPS"], ["Kelurahan Gambir"]]
XLS = Path(__file__).parents[1] / "data" / "daftar.xls"


def test_an_xls_gives_its_sheets_its_dates_and_its_merged_cells() -> None:
    found = preview(XLS)
    assert found.sheets == (SheetInfo("Sampul", False, 1), SheetInfo("Daftar", False, 4), SheetInfo("Arsip", True, 1))
    assert (found.sheet, found.other_sheets) == ("Daftar", ("Sampul",))
    assert [row[1:3] for row in found.rows] == [("Gambir", "001")] * 3
    assert found.rows[0][-1] == "01-01-1990"


def test_an_ods_gives_its_rows_without_the_empty_ones_that_stand_behind_them(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", {"Sampul": COVER, "Daftar": ROSTER})
    found = preview(path)
    assert (found.sheet, found.sheets[1].rows) == ("Daftar", 3)
    assert found.rows == (("Siti & Ma'ruf", "Gambir", "001", "Ketua"), ("Budi", "Gambir", "001", "Anggota"))


def test_the_first_sheet_with_a_rosters_header_is_read_and_a_hidden_one_last(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Lama": ROSTER, "Sampul": COVER, "Baru": ROSTER}, hidden=["Lama"])
    found = open_roster(path)
    assert (found.name, preview_of(found).other_sheets) == ("Baru", ("Sampul",))
    assert found.sheets == (SheetInfo("Lama", True, 3), SheetInfo("Sampul", False, 2), SheetInfo("Baru", False, 3))
    assert open_roster(path, "Lama").name == "Lama"
    assert open_roster(path, "Sampul").name == "Sampul"


def test_a_hidden_roster_is_better_than_none(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Sampul": COVER, "Lama": ROSTER}, hidden=["Lama"])
    assert open_roster(path).name == "Lama"


def test_a_sheet_that_isnt_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Satu": ROSTER})
    with pytest.raises(Refused) as caught:
        open_roster(path, "Dua")
    assert caught.value.hint == "Lembar yang ada: Satu."


def test_sheets_of_a_large_workbook_are_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_CHEAP", 100)
    path = xlsx(tmp_path / "a.xlsx", {"Satu": ROSTER, "Dua": ROSTER})
    assert open_table(path).sheets == (SheetInfo("Satu", False, 3), SheetInfo("Dua", False, None))


REPEATED = '<table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row>'
CELL = '<table:table-cell {more} office:value-type="string"><text:p>x</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (REPEATED.format(rows=900_000, cells=CELL.format(more="")), "500.000 baris"),
        (REPEATED.format(rows=1, cells=CELL.format(more='table:number-columns-repeated="16000"')), "200 kolom"),
        (
            REPEATED.format(
                rows=1, cells='<table:table-cell table:number-columns-repeated="9000"/>' + CELL.format(more="")
            ),
            "200 kolom",
        ),
        (
            REPEATED.format(rows=700_000, cells="<table:table-cell/>")
            + REPEATED.format(rows=1, cells=CELL.format(more="")),
            "500.000 baris",
        ),
        ("<table:table-row>", "rusak"),
    ],
)
def test_an_ods_that_would_burst_the_memory_is_refused_before_it_is_read(tmp_path: Path, raw: str, said: str) -> None:
    path = ods(tmp_path / "a.ods", {"Daftar": ROSTER}, raw=raw)
    with pytest.raises(Refused, match=said):
        open_table(path)


def test_an_ods_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", {"Daftar": [*ROSTER, ["x" * 30_000_000]]})
    with pytest.raises(Refused, match="terlalu besar"):
        open_table(path)


def test_an_excel_of_the_binary_kind_is_told_how_to_be_saved(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Satu": ROSTER})
    content = path.read_bytes().replace(b"xl/workbook.xml", b"xl/workbook.bin")
    path.write_bytes(content)
    with pytest.raises(Refused, match="Excel biner"):
        open_table(path)


def test_excels_own_first_line_tells_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('sep=;\nNama;Kelurahan;TPS\n"Siti, S.Pd.";Gambir;001\n', encoding="cp1252")
    assert preview(path).rows == (("Siti, S.Pd.", "Gambir", "001"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_roster_is_found_in_a_csv_of_any_kind(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    lines = [HEADERS, ["José", "Gambir", "001", f'"Ketua{delimiter}\nKPPS"']]
    path.write_bytes(("\r\n".join(delimiter.join(line) for line in lines) + "\r\n").encode(encoding))
    assert preview(path).rows == (("José", "Gambir", "001", f"Ketua{delimiter}\nKPPS"),)
