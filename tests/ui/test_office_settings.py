"""Pengaturan: letterheads, officials, places and number templates of the areas' offices."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from kpps_desk.queries import areas, office, rooms, wordings
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.screens.settings import SettingsScreen
from tests.conftest import GAMBIR
from tests.ui.stage import Stage

T = TypeVar("T")


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[SettingsScreen]]:
    made = Stage(qtbot, workspace_path, SettingsScreen)
    yield made
    made.background.close()


def _ask(stage: Stage[SettingsScreen], question: Callable[[Snapshot], T]) -> T:
    found: list[T] = []
    stage.background.ask(stage.screen, question, found.append)
    stage.settle()
    return found[0]


def _open(stage: Stage[SettingsScreen], name: str) -> None:
    stage.screen.open(name)
    stage.settle()


def _official(stage: Stage[SettingsScreen], title: str, name: str, signs: str = "") -> None:
    page = stage.screen.pages.officials
    page.begin()
    for key, text in (("title", title), ("name", name), ("number", "NIP 1"), ("signs", signs)):
        page.form.write(key, text)
    page.form.save()
    stage.settle()


def test_an_area_gets_a_letterhead_of_its_own_and_gives_it_back(stage: Stage[SettingsScreen]) -> None:
    _open(stage, "Kop wilayah")
    page = stage.screen.pages.letterheads
    assert page.form.isHidden()  # the workspace's own lines stand on another page
    page.where.choose(GAMBIR)
    stage.settle()
    assert not page.form.isHidden()
    page.form.write("letterhead", "KPU KOTA JAKARTA PUSAT\nPPS KELURAHAN GAMBIR")
    page.form.save()
    stage.settle()
    assert _ask(stage, lambda db: office.paper_for(db, GAMBIR)).letterhead[-1] == "PPS KELURAHAN GAMBIR"
    assert page.model.total == 1
    assert "PPS KELURAHAN GAMBIR" in page.told.text()
    page.drop()
    stage.settle()
    assert _ask(stage, lambda db: office.paper_for(db, GAMBIR)).letterhead == ("KOMISI PEMILIHAN UMUM",
                                                                               "PROVINSI DKI JAKARTA")  # fmt: skip
    assert page.model.total == 0


def test_a_logo_is_a_picture_and_nothing_else(stage: Stage[SettingsScreen], tmp_path: Path) -> None:
    _open(stage, "Kop wilayah")
    page = stage.screen.pages.letterheads
    (tmp_path / "palsu.png").write_bytes(b"bukan gambar")
    page.put_logo(tmp_path / "palsu.png")
    stage.settle()
    assert "bukan gambar" in stage.notices.text.lower()
    Image.new("RGBA", (300, 300), (150, 20, 20, 255)).save(tmp_path / "lambang.png")
    page.put_logo(tmp_path / "lambang.png")
    stage.settle()
    logo = _ask(stage, lambda db: office.logo(db, GAMBIR))
    assert logo is not None
    assert (logo.width, logo.height) == (300, 300)
    assert not page.thumb.pixmap().isNull()
    page.put_logo(None)
    stage.settle()
    assert _ask(stage, lambda db: office.logo(db, GAMBIR)) is None


def test_officials_are_written_down_ordered_and_taken_away(stage: Stage[SettingsScreen]) -> None:
    _open(stage, "Pejabat")
    page = stage.screen.pages.officials
    page.where.choose(GAMBIR)
    stage.settle()
    _official(stage, "Ketua PPS Kelurahan Gambir", "Siti Ma'ruf, S.H.", "ya")
    _official(stage, "Sekretaris PPS", "Budi Santoso")
    paper = _ask(stage, lambda db: office.paper_for(db, GAMBIR))
    assert (paper.signatory_name, paper.signatory_number) == ("Siti Ma'ruf, S.H.", "NIP 1")
    page.view.selectRow(1)
    page.move_by(-1)
    stage.settle()
    assert _ask(stage, lambda db: office.paper_for(db, GAMBIR)).signatory_name == "Budi Santoso"
    assert "Budi Santoso" in page.told.text()
    page.view.selectRow(0)
    page.drop()
    stage.settle()
    assert [one.name for one in _ask(stage, office.officials)] == ["Siti Ma'ruf, S.H."]


def test_what_is_missing_is_said_under_its_field(stage: Stage[SettingsScreen]) -> None:
    _open(stage, "Pejabat")
    page = stage.screen.pages.officials
    _official(stage, "Ketua", " ")
    assert "wajib diisi" in page.form.trouble("name")


def test_a_number_template_shows_a_sample_as_it_is_typed(stage: Stage[SettingsScreen]) -> None:
    _open(stage, "Pola nomor")
    page = stage.screen.pages.numbers
    line = page.lines["number_template"]
    line.editor.setText("{urut}/KPU/{tahun}")
    assert line.sample.text() == "Contoh: 000137/KPU/2024"
    line.editor.setText("{urut}/{entah}")
    assert "{entah}" in line.trouble.text()
    page.keep()
    stage.settle()
    assert _ask(stage, areas.election).number_template.startswith("{urut}/{kode}")
    line.editor.setText("{urut}/KPU/{tahun}")
    page.lines["tugas.nomor"].editor.setText("......./TUGAS/{tahun}")
    page.keep()
    stage.settle()
    assert _ask(stage, areas.election).number_template == "{urut}/KPU/{tahun}"
    assert _ask(stage, lambda db: wordings.stored(db, "tugas.nomor").content) == "......./TUGAS/{tahun}"
    assert not page.save.isEnabled()


def test_places_are_those_of_the_planner(stage: Stage[SettingsScreen]) -> None:
    _open(stage, "Tempat")
    page = stage.screen.pages.places
    page.where.choose(GAMBIR)
    stage.settle()
    page.lists.rooms.box.setPlainText("Aula Kelurahan; 60; Jl. Tanah Abang I")
    page.lists.take_rooms()
    stage.settle()
    assert [one.name for one in _ask(stage, lambda db: rooms.rooms(db, GAMBIR))] == ["Aula Kelurahan"]
