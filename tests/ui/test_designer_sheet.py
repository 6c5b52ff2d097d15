"""The sheet of a design: other paper, frame, back page, signatories; items arranged, inserted, typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from kpps_desk.domain.design_faults import faults
from kpps_desk.ui.designer.boxes import Box
from tests.ui.designing import Table, lay_out


@pytest.fixture
def table(qtbot: QtBot, workspace_path: Path) -> Iterator[Table]:
    made = lay_out(qtbot, workspace_path)
    yield made
    made.stage.background.close()


def _act(table: Table, name: str) -> None:
    next(act for act in table.editor.acts.all if act.text() == name).trigger()


def _pick(box: object, value: str) -> None:
    """As a person picks it from the list."""
    box.put(value)  # type: ignore[attr-defined]
    box.picked.emit(value)  # type: ignore[attr-defined]


@pytest.mark.parametrize("paper", ["F4", "Letter"])
@pytest.mark.parametrize("way", ["mendatar", "tegak"])
def test_on_another_paper_every_item_lies_on_it_and_the_middle_stays_the_middle(
    table: Table, paper: str, way: str
) -> None:
    name = table.place("teks", "{nama}")
    _pick(table.editor.page_panel.paper, paper)
    _pick(table.editor.page_panel.way, way)
    width, height = table.design.size_mm
    assert (width > height) == (way == "mendatar")
    assert table.box(name).middle == pytest.approx(width / 2, abs=1)
    for at in range(len(table.work.items)):
        box = table.box(at)
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= width + 0.1
        assert box.bottom <= height + 0.1
    table.stage.settle()
    assert table.canvas.shows_page


def test_the_back_page_comes_with_topics_and_goes_and_comes_back_by_undo(table: Table) -> None:
    panel = table.editor.page_panel
    before = table.design.back
    panel.back.click()
    assert not table.design.back
    assert not table.editor.ribbon.rear.isEnabled()
    table.work.undo()
    assert table.design.back == before
    table.work.redo()
    panel.back.click()
    assert table.work.back
    assert [item.kind for item in table.design.back] == ["teks", "materi"]
    table.stage.settle()
    assert table.editor.proof is not None
    assert table.editor.proof.wish.back


@pytest.mark.parametrize("count", [1, 2, 3])
def test_so_many_sign_beside_each_other_on_the_paper(table: Table, count: int) -> None:
    _pick(table.editor.page_panel.signatories, str(count))
    signing = [item for item in table.design.items if item.kind == "penanda_tangan"]
    assert sorted(item.number for item in signing) == list(range(1, count + 1))
    boxes = [Box(item.x, item.y, item.w, item.h).grown(-0.1) for item in signing]
    assert not any(one.touches(other) for at, one in enumerate(boxes) for other in boxes[:at])
    assert not [fault for fault in faults(table.design) if fault.bars and "kertas" in fault.sentence]
    _pick(table.editor.page_panel.signatories, "0")
    assert [item.number for item in table.design.items if item.kind == "penanda_tangan"] == [0]


def test_frame_colour_and_name_belong_to_the_sheet(table: Table) -> None:
    panel = table.editor.page_panel
    _pick(panel.frame, "garis_ganda")
    panel.accent.code.setText("1e4e79")
    panel.accent.code.editingFinished.emit()
    panel.name.setText("  Resmi   2024 ")
    panel.name.editingFinished.emit()
    assert (table.design.frame, table.design.accent, table.design.name) == ("garis_ganda", "#1E4E79", "Resmi 2024")
    panel.accent.code.setText("merah")
    panel.accent.code.editingFinished.emit()
    assert panel.accent.code.text() == "#1E4E79"


def test_the_panel_changes_the_letters_of_all_that_are_chosen(table: Table) -> None:
    both = [table.place("teks", "{nama}"), table.place("teks", "{jabatan}")]
    table.work.choose(both)
    panel = table.editor.item_panel
    _pick(panel.weight, "Italic")
    _pick(panel.align, "kanan")
    panel.largest.setValue(18.5)
    panel.colour.picked.emit("#1E4E79")
    for at in both:
        item = table.work.items[at]
        assert (item.weight, item.align, item.size, item.color) == ("Italic", "kanan", 18.5, "#1E4E79")
    assert panel.largest.text() == "18,5"


def test_a_token_is_inserted_by_its_name_at_the_cursor(table: Table) -> None:
    _act(table, "Teks")
    at = table.work.current
    panel = table.editor.item_panel
    panel.text.selectAll()
    QTest.keyClicks(panel.text, "Pada ")
    token = next(act for act in panel.tokens.menu().actions() if act.text().startswith("Tanggal bimtek"))
    token.trigger()
    assert table.work.items[at].text == "Pada {tanggal}"


@pytest.mark.parametrize(
    "name", ["Kode QR", "Penanda tangan", "Kop surat", "Logo kop surat", "Garis", "Nomor sertifikat {nomor}"]
)
def test_a_new_item_comes_in_sight_and_chosen(table: Table, name: str) -> None:
    many = len(table.work.items)
    _act(table, name)
    assert table.chosen() == [many]
    width, height = table.design.size_mm
    assert Box(0, 0, width, height).holds(table.box(many).middle, table.box(many).centre)
    table.stage.settle()
    assert table.editor.proof is not None
    assert len(table.editor.proof.wish.design.items) == many + 1


def test_items_are_aligned_to_each_other_and_one_to_the_page(table: Table) -> None:
    name, code = table.place("teks", "{nama}"), table.place("kode_qr")
    table.work.choose([name, code])
    _act(table, "Rata kiri")
    assert table.box(code).x == table.box(name).x == 23
    table.work.undo()
    table.work.choose([code])
    _act(table, "Rata tengah mendatar")
    assert table.box(code).middle == pytest.approx(table.design.size_mm[0] / 2, abs=0.06)


def test_three_items_are_spread_with_one_gap(table: Table) -> None:
    chosen = [table.place("teks", "SERTIFIKAT"), table.place("teks", "{nama}"), table.place("teks", "{acara}")]
    table.work.choose(chosen)
    table.work.put_boxes({chosen[1]: table.box(chosen[1]).moved(0, 7)})
    _act(table, "Sebar tegak")
    first, second, third = (table.box(at) for at in chosen)
    assert second.y - first.bottom == pytest.approx(third.y - second.bottom, abs=0.15)


def test_what_is_brought_forward_lies_over_the_others(table: Table) -> None:
    title = table.place("teks", "SERTIFIKAT")
    table.work.choose([title])
    _act(table, "Paling depan")
    assert table.work.items[-1].text == "SERTIFIKAT"
    assert table.chosen() == [len(table.work.items) - 1]
    _act(table, "Mundur satu")
    assert table.work.items[-2].text == "SERTIFIKAT"
    _act(table, "Paling belakang")
    assert table.work.items[0].text == "SERTIFIKAT"
    assert table.chosen() == [0]


def test_the_list_and_the_page_choose_alike(table: Table) -> None:
    lines = table.editor.item_list
    table.work.choose([2, 5])
    assert sorted(lines.count() - 1 - index.row() for index in lines.selectedIndexes()) == [2, 5]
    lines.clearSelection()
    lines.setCurrentRow(0)
    assert table.chosen() == [len(table.work.items) - 1]


def test_longest_data_that_does_not_fit_is_told(table: Table) -> None:
    name = table.place("teks", "{nama}")
    table.work.choose([name])
    table.work.put_boxes({name: table.box(name)._replace(w=40)})
    table.stage.settle()
    told = [table.editor.fault_list.item(row).text() for row in range(table.editor.fault_list.count())]
    assert any(line.startswith("Perlu dilihat: Dengan data terpanjang:") for line in told)


def test_a_token_half_typed_is_a_fault_and_not_a_trouble(table: Table) -> None:
    name = table.place("teks", "{nama}")
    table.work.choose([name])
    table.editor.item_panel.text.selectAll()
    QTest.keyClicks(table.editor.item_panel.text, "Yth. {naam} {")
    table.stage.settle()
    assert table.stage.notices.text == ""
    assert table.editor.proof is not None
    assert table.editor.proof.wish.design == table.design
    told = [table.editor.fault_list.item(row).text() for row in range(table.editor.fault_list.count())]
    assert any("Harus diperbaiki" in line and "{" in line for line in told)
    assert [draft.design for draft in table.screen.drafts.all()] == [table.design]


def test_letters_that_nobody_sees_are_not_taken_in(table: Table) -> None:
    name = table.place("teks", "{nama}")
    table.work.choose([name])
    table.editor.item_panel.text.selectAll()
    table.editor.item_panel.text.insertPlainText("a\tb\u202ec" + "x" * 3_000)
    assert table.work.items[name].text.startswith("a bcx")
    assert len(table.work.items[name].text) == 2_000


def test_no_panel_is_wider_than_its_room_in_a_narrow_window(table: Table) -> None:
    table.screen.resize(790, 400)
    editor = table.editor
    for at in range(len(table.work.items)):
        table.work.choose([at])
        for tab in range(editor.panel.count()):
            editor.panel.setCurrentIndex(tab)
            table.stage.settle()
            for area in editor.panel.currentWidget().findChildren(QScrollArea):
                inner = area.widget()
                assert inner is not None
                assert inner.minimumSizeHint().width() <= area.viewport().width(), (tab, table.work.items[at].kind)
