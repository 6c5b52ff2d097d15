"""The designer's table under the hands: items walked, moved and sized by keys, dragged by the mouse, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.designing import ALT, CTRL, SHIFT, Table, lay_out

Key = Qt.Key


@pytest.fixture
def table(qtbot: QtBot, workspace_path: Path) -> Iterator[Table]:
    made = lay_out(qtbot, workspace_path)
    yield made
    made.stage.background.close()


def test_tab_goes_from_item_to_item_and_then_on_to_the_panel(table: Table) -> None:
    many = len(table.work.items)
    for at in range(many):
        table.key(Key.Key_Tab)
        assert table.chosen() == [at]
    assert "Penanda tangan" in table.canvas.accessibleDescription()
    table.key(Key.Key_Backtab, SHIFT)
    assert table.chosen() == [many - 2]
    table.work.choose([many - 1])
    table.key(Key.Key_Tab)
    assert QApplication.focusWidget() is not table.canvas


def test_arrows_move_by_one_ten_and_a_tenth_of_a_millimetre(table: Table) -> None:
    name = table.place("teks", "{nama}")
    table.work.choose([name])
    before = table.box(name)
    table.key(Key.Key_Right)
    table.key(Key.Key_Down, SHIFT)
    table.key(Key.Key_Left, ALT)
    assert table.box(name) == before.moved(0.9, 10).rounded()
    assert "mm dari kiri" in table.canvas.accessibleDescription()


def test_ctrl_and_an_arrow_size_and_a_code_stays_square(table: Table) -> None:
    name, code = table.place("teks", "{nama}"), table.place("kode_qr")
    table.work.choose([name])
    before = table.box(name)
    table.key(Key.Key_Left, CTRL)
    table.key(Key.Key_Down, CTRL | SHIFT)
    assert table.box(name) == before._replace(w=before.w - 1, h=before.h + 10).rounded()
    table.work.choose([code])
    side = table.box(code).w
    table.key(Key.Key_Right, CTRL)
    assert table.box(code).w == table.box(code).h == side + 1


def test_each_key_is_a_step_back_and_forth(table: Table) -> None:
    name = table.place("teks", "{nama}")
    table.work.choose([name])
    before = table.box(name)
    for _ in range(3):
        table.key(Key.Key_Right)
    table.key(Key.Key_Z, CTRL)
    assert table.box(name).x == before.x + 2
    table.key(Key.Key_Z, CTRL)
    table.key(Key.Key_Z, CTRL)
    assert table.box(name) == before
    assert not table.work.can_undo
    table.key(Key.Key_Y, CTRL)
    assert table.box(name).x == before.x + 1


def test_the_way_back_is_the_same_from_every_field(table: Table) -> None:
    name = table.place("teks", "{nama}")
    table.work.choose([name])
    panel = table.editor.item_panel
    panel.text.setFocus()
    QTest.keyClicks(panel.text, "Yth. ")
    assert "Yth. " in table.work.items[name].text
    panel.place["x"].setFocus()
    panel.place["x"].setValue(40)
    assert table.box(name).x == 40
    QTest.keyClick(panel.place["x"], Key.Key_Z, CTRL)
    assert table.box(name).x != 40
    QTest.keyClick(panel.text, Key.Key_Z, CTRL)
    assert table.work.items[name].text == "{nama}"
    assert panel.text.toPlainText() == "{nama}"


def test_delete_takes_away_and_ctrl_d_copies(table: Table) -> None:
    many, title = len(table.work.items), table.place("teks", "SERTIFIKAT")
    table.work.choose([title])
    table.key(Key.Key_D, CTRL)
    assert len(table.work.items) == many + 1
    copy = table.work.current
    assert table.work.items[copy].text == "SERTIFIKAT"
    assert table.box(copy) == table.box(title).moved(5, 5)
    table.key(Key.Key_Delete)
    assert len(table.work.items) == many
    assert table.chosen() == []
    table.key(Key.Key_Z, CTRL)
    assert len(table.work.items) == many + 1


def test_space_holds_an_item_while_tab_walks_on(table: Table) -> None:
    table.work.choose([1])
    table.key(Key.Key_Space)
    table.key(Key.Key_Tab)
    table.key(Key.Key_Tab)
    assert table.chosen() == [1, 3]
    table.key(Key.Key_Escape)
    assert table.chosen() == []


def test_enter_goes_to_the_text_and_escape_comes_back(table: Table) -> None:
    table.work.choose([table.place("teks", "{nama}")])
    table.key(Key.Key_Return)
    assert QApplication.focusWidget() is table.editor.item_panel.text
    QTest.keyClick(table.editor.item_panel.text, Key.Key_Escape)
    assert QApplication.focusWidget() is table.canvas


def test_a_click_chooses_what_lies_on_top_and_ctrl_adds(table: Table) -> None:
    name, code = table.place("teks", "{nama}"), table.place("kode_qr")
    middle = table.box(name)
    table.click(middle.middle, middle.centre)
    assert table.chosen() == [name]
    table.click(table.box(code).middle, table.box(code).centre, CTRL)
    assert table.chosen() == [name, code]
    table.click(5, 5)
    assert table.chosen() == []


def test_a_drag_moves_and_is_one_step(table: Table) -> None:
    code = table.place("kode_qr")
    before = table.box(code)
    table.drag((before.middle, before.centre), (before.middle + 33, before.centre - 21), CTRL)
    after = table.box(code)
    assert (after.x - before.x, after.y - before.y) == pytest.approx((33, -21), abs=0.8)
    assert (after.w, after.h) == (before.w, before.h)
    table.work.undo()
    assert table.box(code) == before
    assert not table.work.can_undo


def test_the_page_s_middle_draws_and_says_so_by_a_guide(table: Table) -> None:
    code = table.place("kode_qr")
    before, page = table.box(code), table.design.size_mm
    table.drag((before.middle, before.centre), (page[0] / 2 + 1, before.centre - 3), drop=False)
    assert table.box(code).middle == pytest.approx(page[0] / 2, abs=0.06)
    assert page[0] / 2 in table.canvas.lines.upright
    table.let_go(page[0] / 2 + 1, before.centre - 3)
    assert table.canvas.lines.upright == ()


def test_a_held_key_keeps_the_lines_from_drawing(table: Table) -> None:
    code = table.place("kode_qr")
    before, page = table.box(code), table.design.size_mm
    table.drag((before.middle, before.centre), (page[0] / 2 + 1.2, before.centre), CTRL)
    assert table.box(code).middle != pytest.approx(page[0] / 2, abs=0.3)


def test_an_edge_of_another_item_draws(table: Table) -> None:
    code, title = table.place("kode_qr"), table.place("teks", "SERTIFIKAT")
    before, wanted = table.box(code), table.box(title).x
    grasp = (before.middle, before.centre)
    table.drag(grasp, (grasp[0] + wanted - before.x + 0.7, grasp[1] - 40))
    assert table.box(code).x == pytest.approx(wanted, abs=0.06)


def test_a_handle_sizes_and_escape_takes_it_back(table: Table) -> None:
    name = table.place("teks", "{nama}")
    table.work.choose([name])
    before = table.box(name)
    corner = (before.right, before.bottom)
    table.drag(corner, (corner[0] - 20, corner[1] + 12), CTRL)
    assert table.box(name).w == pytest.approx(before.w - 20, abs=0.8)
    assert table.box(name).h == pytest.approx(before.h + 12, abs=0.8)
    table.work.undo()
    table.drag(corner, (corner[0] - 20, corner[1] + 12), CTRL, drop=False)
    assert table.box(name) != before
    table.key(Key.Key_Escape)
    assert table.box(name) == before
    assert not table.work.can_undo


def test_a_frame_drawn_by_the_mouse_chooses_what_it_touches(table: Table) -> None:
    width, height = table.design.size_mm
    table.drag((2, height - 70), (width - 2, height - 2))
    kinds = {table.work.items[at].kind for at in table.work.chosen}
    assert {"kode_qr", "penanda_tangan"} <= kinds
    assert table.place("teks", "SERTIFIKAT") not in table.work.chosen


def test_several_items_move_as_one(table: Table) -> None:
    name, code = table.place("teks", "{nama}"), table.place("kode_qr")
    table.work.choose([name, code])
    before = [table.box(name), table.box(code)]
    table.key(Key.Key_Down)
    assert [table.box(name), table.box(code)] == [box.moved(0, 1).rounded() for box in before]


def test_a_double_click_goes_to_the_text(table: Table) -> None:
    name = table.box(table.place("teks", "{nama}"))
    table.click(name.middle, name.centre)
    QTest.mouseDClick(
        table.canvas.viewport(), Qt.MouseButton.LeftButton, pos=table.point(name.middle, name.centre)
    )  # fmt: skip
    assert QApplication.focusWidget() is table.editor.item_panel.text


def test_zoom_keeps_what_is_looked_at_and_zero_fits_again(table: Table) -> None:
    fitted = table.canvas.scale
    table.key(Key.Key_Plus)
    table.key(Key.Key_Plus)
    assert table.canvas.scale > fitted
    table.key(Key.Key_0)
    assert table.canvas.scale == fitted
    table.key(Key.Key_Minus)
    assert table.canvas.scale < fitted
