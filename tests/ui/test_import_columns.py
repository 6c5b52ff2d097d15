"""Step 2 of an import: which column is which, corrected by hand, remembered, and the first cells as they are read."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kpps_desk.exchange import sheets
from kpps_desk.ui.importing_mapping import UNREAD
from kpps_desk.ui.importing_mapping_model import CELLS
from kpps_desk.ui.screens.importing import CHECK, COLUMNS
from tests import rosters
from tests.filled import write_roster
from tests.ui.wizard import Wizard, wizard

__all__ = ["wizard"]

FOREIGN = ("Penduduk", "Ward", "Bilik", "Sebutan", "Identitas")
PEOPLE = [
    ("SITI AMINAH, S.Pd.", "Gambir", "1", "Anggota KPPS", "3171014101900001"),
    ("BUDI SANTOSO", "Gambir", "2", "Anggota KPPS", "3171010101900002"),
]


def _write(path: Path, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    sheets.write(path, [sheets.Heading(header) for header in headers], rows)
    return path


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A list whose headers are nobody's usual ones, but for the kelurahan's."""
    return _write(tmp_path / "asing.xlsx", FOREIGN, PEOPLE)


def _cell(wizard: Wizard, header: str, line: int) -> str:
    model = wizard.screen.columns.table.model
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    return str(model.index(names.index(header), CELLS + line).data())


def test_the_first_rows_are_shown_as_they_will_be_read_beside_their_cells(wizard: Wizard, tmp_path: Path) -> None:
    wizard.look_at(write_roster(tmp_path / "daftar.xlsx"))
    assert _cell(wizard, "TPS", 0) == "TPS 001 · Gambir  ←  1"
    assert _cell(wizard, "NIK", 0).endswith("**********")
    assert wizard.certainty("TPS") == "pasti"
    assert wizard.certainty("No") == "diabaikan"
    assert "19 dari 20 kolom dibaca" in wizard.screen.columns.about


def test_a_column_that_resembles_a_known_one_says_so(wizard: Wizard, tmp_path: Path) -> None:
    headers = ("Nama Lengkap Calon Anggota", "Kelurahan", "TPS", "Catatan Lurah", "Sesuatu")
    wizard.look_at(_write(tmp_path / "mirip.xlsx", headers, [("SITI", "Gambir", "1", "-", "x")]))
    assert wizard.certainty("Nama Lengkap Calon Anggota") == "mirip"
    assert wizard.certainty("Sesuatu") == "tidak dibaca"


def test_what_is_missing_is_one_sentence_and_the_way_on_is_closed(wizard: Wizard, foreign: Path) -> None:
    wizard.look_at(foreign)
    assert wizard.screen.step == COLUMNS
    assert wizard.screen.columns.lacking.text() == "Kolom Nama belum ditentukan."
    assert not wizard.screen.columns.next.isEnabled()
    assert _cell(wizard, "Identitas", 0) == "317101**********"  # masked though nobody knows yet what it is
    wizard.screen.go_to(CHECK)
    assert wizard.screen.step == COLUMNS


def test_a_wrong_mapping_is_put_right_by_keyboard(wizard: Wizard, foreign: Path) -> None:
    wizard.look_at(foreign)
    table = wizard.screen.columns.table
    assert wizard.focused() is table.mapping
    for header, choice in zip(FOREIGN, ("Nama Lengkap", "Kelurahan", "TPS", "Jabatan", "NIK"), strict=True):
        wizard.read_as(header, choice)
    assert wizard.screen.columns.lacking.text() == ""
    assert wizard.certainty("Penduduk") == "dipilih sendiri"
    assert _cell(wizard, "Penduduk", 0) == "SITI AMINAH (gelar: S.Pd.)  ←  SITI AMINAH, S.Pd."
    wizard.screen.columns.next.click()
    wizard.settle()
    assert wizard.screen.check.outcome.sums.text == "2 2 0 0 0"


def test_the_mapping_is_remembered_by_the_headers(wizard: Wizard, foreign: Path, tmp_path: Path) -> None:
    wizard.look_at(foreign)
    for header, choice in zip(FOREIGN, ("Nama Lengkap", "Kelurahan", "TPS", "Jabatan", "NIK"), strict=True):
        wizard.read_as(header, choice)
    wizard.screen.go_to(CHECK)  # even if the list isn't imported in the end
    wizard.settle()
    wizard.look_at(_write(tmp_path / "bulan depan.xlsx", FOREIGN, [("ANI", "Gambir", "1", "Anggota KPPS", "")]))
    assert wizard.screen.columns.next.isEnabled()
    assert wizard.certainty("Penduduk") == "dari impor sebelumnya"
    assert "diingat dari impor" in wizard.screen.columns.about


def test_two_columns_cannot_be_the_same(wizard: Wizard, tmp_path: Path) -> None:
    wizard.look_at(write_roster(tmp_path / "daftar.xlsx"))
    wizard.read_as("Keterangan", "TPS")
    assert wizard.certainty("Keterangan") == "dipilih sendiri"
    assert wizard.certainty("TPS") == "tidak dibaca"
    wizard.read_as("Keterangan", UNREAD)
    assert wizard.certainty("Keterangan") == "tidak dibaca"


def test_a_cell_that_cannot_be_read_is_marked_and_told_in_a_sentence(wizard: Wizard, tmp_path: Path) -> None:
    wizard.look_at(rosters.write(tmp_path / "salah.xlsx", [rosters.row(1, Tanggal_Lahir="kemarin", NIK="")]))
    table = wizard.screen.columns.table
    model = table.model
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    table.cells.setFocus()
    table.cells.setCurrentIndex(model.index(names.index("Tanggal Lahir"), CELLS))
    assert "Tanggal tidak terbaca: kemarin" in wizard.screen.columns.told.text()
    assert wizard.screen.columns.told.text().startswith("Baris 4, kolom “Tanggal Lahir”")
    assert model.index(names.index("Tanggal Lahir"), CELLS).data(Qt.ItemDataRole.DecorationRole) is not None


def test_blank_cells_of_a_block_say_that_they_are_filled_from_above(wizard: Wizard, tmp_path: Path) -> None:
    rows = [(f"ORANG {at}", "Gambir" if at == 1 else "", "1" if at == 1 else "") for at in range(1, 8)]
    wizard.look_at(_write(tmp_path / "blok.xlsx", ("Nama", "Kelurahan", "TPS"), rows))
    table = wizard.screen.columns.table
    table.cells.setCurrentIndex(table.model.index(1, CELLS + 3))
    assert "diambil dari baris di atasnya" in wizard.screen.columns.told.text()


def test_another_sheet_can_be_chosen(wizard: Wizard, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "dua.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, people in (("Gelombang 1", PEOPLE[:1]), ("Gelombang 2", PEOPLE)):
            sheet = book.add_worksheet(name)
            for line, row in enumerate([("Nama", "Kelurahan", "TPS", "Jabatan", "NIK"), *people]):
                sheet.write_row(line, 0, row)
    wizard.look_at(path)
    page = wizard.screen.columns
    assert page.sheets.currentData() == "Gelombang 1"
    page.sheets.setCurrentIndex(1)
    page.sheets.activated.emit(1)
    wizard.settle()
    assert page.sheets.currentData() == "Gelombang 2"
    assert len(wizard.screen.draft.lines) == 2 if wizard.screen.draft else False


def test_tab_leaves_the_tables(wizard: Wizard, tmp_path: Path) -> None:
    wizard.look_at(write_roster(tmp_path / "daftar.xlsx"))
    page = wizard.screen.columns
    page.table.mapping.setFocus()
    wizard.press(Qt.Key.Key_Tab)
    assert wizard.focused() is page.table.cells
    wizard.press(Qt.Key.Key_Tab)
    assert wizard.focused() is not page.table.cells


def test_a_list_of_many_columns_opens(wizard: Wizard, tmp_path: Path) -> None:
    headers = ("Nama", "Kelurahan", "TPS", *(f"Isian {at}" for at in range(150)))
    wizard.look_at(_write(tmp_path / "lebar.csv", headers, [("ANI", "Gambir", "1", *["x"] * 150)]))
    assert wizard.screen.columns.table.model.rowCount() == 153
