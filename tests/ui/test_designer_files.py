"""Templates as a whole: chosen, copied, renamed, removed, handed on as one file; pictures for them."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.designs import Design
from kpps_desk.queries.designs import TemplateRow
from kpps_desk.ui.designer.templates_page import name_of
from kpps_desk.ui.screens.designer import DesignerScreen
from tests.ui.designing import FIRST, Table, lay_out
from tests.ui.stage import Stage


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[DesignerScreen]]:
    made = Stage(qtbot, workspace_path, DesignerScreen)
    yield made
    made.background.close()


@pytest.fixture
def table(qtbot: QtBot, workspace_path: Path) -> Iterator[Table]:
    made = lay_out(qtbot, workspace_path)
    yield made
    made.stage.background.close()


def _own(stage: Stage[DesignerScreen]) -> list[TemplateRow]:
    return [row for row in stage.screen._rows if row.id]


def _copied(stage: Stage[DesignerScreen], name: str = FIRST) -> TemplateRow:
    stage.screen.list.go_to(name)
    stage.screen.list.copy.click()
    stage.settle()
    found = stage.screen.list.current
    assert isinstance(found, TemplateRow)
    return found


def _picture(path: Path, size: tuple[int, int] = (90, 60)) -> Path:
    Image.new("RGB", size, "#8c1c20").save(path)
    return path


def test_a_copy_gets_a_name_of_its_own(stage: Stage[DesignerScreen]) -> None:
    assert _copied(stage).name == f"{FIRST} (salinan)"
    assert _copied(stage).name == f"{FIRST} (salinan 2)"
    assert len(_own(stage)) == 2


def test_what_is_used_is_told_and_can_be_another_one(stage: Stage[DesignerScreen]) -> None:
    _copied(stage)
    stage.screen.list.choose.click()
    stage.settle()
    used = {row.design.kind: row.name for row in stage.screen._rows if row.chosen}
    assert used[Kind.CERTIFICATE] == f"{FIRST} (salinan)"
    assert not stage.screen.list.choose.isEnabled()
    assert not stage.screen.list.remove.isEnabled()
    stage.screen.list.go_to(FIRST)
    stage.screen.list.choose.click()
    stage.settle()
    assert next(row for row in stage.screen._rows if row.name == FIRST).chosen


def test_a_template_is_renamed_and_a_taken_name_is_refused_beside_the_field(stage: Stage[DesignerScreen]) -> None:
    _copied(stage)
    page = stage.screen.list
    page.rename.click()
    page.form.write("name", FIRST)
    page.form.save()
    stage.settle()
    assert "sudah dipakai" in page.form.trouble("name")
    page.form.write("name", "Resmi Gambir")
    page.form.save()
    stage.settle()
    assert [row.name for row in _own(stage)] == ["Resmi Gambir"]
    assert name_of(page.current) == "Resmi Gambir"


def test_a_removed_template_is_gone_and_built_in_ones_stay(stage: Stage[DesignerScreen]) -> None:
    _copied(stage)
    stage.screen.list.remove.click()
    stage.settle()
    assert _own(stage) == []
    stage.screen.list.go_to(FIRST)
    assert not stage.screen.list.remove.isEnabled()
    assert not stage.screen.list.rename.isEnabled()


def test_a_file_brings_the_same_template_with_its_pictures(table: Table, tmp_path: Path) -> None:
    table.screen.take_picture(_picture(tmp_path / "logo.png"), table.editor.acts.put_picture)
    table.stage.settle()
    table.work.put_boxes({table.work.current: table.box(table.work.current)._replace(x=20, y=20)})
    table.screen.save()
    table.stage.settle()
    assert table.stage.notices.text.startswith("Templat disimpan")
    saved = table.design
    table.screen.leave()
    row = next(row for row in table.screen._rows if row.name == saved.name)
    file = tmp_path / "resmi.kppstemplat"
    table.screen.acts.give(row, file)
    table.stage.settle()
    table.screen.acts.take(file)
    table.stage.settle()
    taken = table.screen.list.current
    assert isinstance(taken, TemplateRow)
    assert taken.id != row.id
    assert taken.name != row.name
    assert Design.from_json(taken.design.to_json()).items == saved.items
    assert saved.assets == taken.design.assets
    assert "diimpor" in table.stage.notices.text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 bukan arsip", b"{}"])
def test_a_file_that_is_no_template_is_refused_in_a_sentence(
    stage: Stage[DesignerScreen], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "rusak.kppstemplat"
    file.write_bytes(content)
    stage.screen.acts.take(file)
    stage.settle()
    assert stage.notices.text
    assert _own(stage) == []


def test_a_picture_stands_in_its_proportion_and_another_can_take_its_place(table: Table, tmp_path: Path) -> None:
    table.screen.take_picture(_picture(tmp_path / "logo.png"), table.editor.acts.put_picture)
    table.stage.settle()
    at = table.work.current
    assert table.work.items[at].kind == "gambar"
    assert table.box(at).w == pytest.approx(table.box(at).h * 1.5, abs=0.2)
    first = table.work.items[at].asset
    table.screen.take_picture(_picture(tmp_path / "lain.png", (40, 40)), table.editor._other_picture)
    table.stage.settle()
    assert table.work.items[at].asset not in ("", first)
    assert table.editor.canvas.shows_page


def test_a_background_fills_the_front_and_can_be_taken_off(table: Table, tmp_path: Path) -> None:
    table.screen.take_picture(_picture(tmp_path / "latar.png"), table.editor._other_background)
    table.stage.settle()
    assert table.design.background
    assert table.editor.proof is not None
    assert table.design.background in table.editor.proof.assets
    table.editor.page_panel.no_background.click()
    assert table.design.background == ""


def test_a_picture_that_is_none_is_refused_and_changes_nothing(table: Table, tmp_path: Path) -> None:
    before, file = table.design, tmp_path / "bukan.png"
    file.write_bytes(io.BytesIO(b"GIF89a, tetapi bukan").getvalue())
    table.screen.take_picture(file, table.editor._other_background)
    table.stage.settle()
    assert table.stage.notices.text
    assert table.design == before
