"""Perancang sertifikat in the real window: the page is what is printed, saving is one entry, nothing is ever lost."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kpps_desk.documents import certificate
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.designs import Design
from kpps_desk.queries import designs, history
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.designer.proof import sample
from kpps_desk.ui.screens.designer import DesignerScreen
from kpps_desk.ui.window import Window
from tests.ui.conftest import settle
from tests.ui.designing import CTRL, FIRST

Key = Qt.Key
T = TypeVar("T")


def _screen(qtbot: QtBot, window: Window) -> DesignerScreen:
    window.go("designer")
    settle(qtbot, window)
    screen = window.stack.currentWidget()
    assert isinstance(screen, DesignerScreen)
    return screen


def _laid(qtbot: QtBot, window: Window, name: str = FIRST) -> DesignerScreen:
    """With a copy of this template on the table."""
    screen = _screen(qtbot, window)
    screen.list.go_to(name)
    screen.list.design.click()
    settle(qtbot, window)
    return screen


def _asked(window: Window, question: Callable[[Snapshot], T]) -> T:
    """The answer of the file, read beside the window."""
    assert window.background.path is not None
    with Database.open(window.background.path) as database, database.read() as db:
        return question(db)


def _move(screen: DesignerScreen, kind: str, key: Qt.Key = Key.Key_Up) -> int:
    work = screen.editor.work
    at = next(at for at, item in enumerate(work.items) if item.kind == kind)
    work.choose([at])
    QTest.keyClick(screen.editor.canvas, key)
    return at


def test_ctrl_k_opens_it_and_the_rail_keeps_certificates(window: Window, qtbot: QtBot) -> None:
    hit = next(hit for hit in window.commands() if hit.text == "Buka Perancang sertifikat")
    hit.act()
    settle(qtbot, window)
    assert isinstance(window.stack.currentWidget(), DesignerScreen)
    assert window.rail._buttons["certificates"].isChecked()
    assert "designer" not in window.rail._buttons


def test_the_list_shows_every_built_in_template_and_which_is_used(window: Window, qtbot: QtBot) -> None:
    screen = _screen(qtbot, window)
    shown = [screen.list.list.item(at).text() for at in range(screen.list.list.count())]
    assert f"{FIRST} · dipakai · bawaan" in shown
    assert sum("dipakai" in line for line in shown) == len(Kind)
    assert {"Sertifikat", "Sertifikat narasumber", "Piagam penghargaan"} <= set(shown)
    assert screen.list.view.shows_page


def test_the_drawn_page_is_the_printed_page(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    _move(screen, "kode_qr")
    screen.editor.work.turn(back=True)
    settle(qtbot, window)
    proof, design = screen.editor.proof, screen.editor.work.design
    assert proof is not None
    assert proof.wish.back

    def printed(db: Snapshot) -> bytes:
        return certificate.page_pdf(design, {}, *sample(db, design, worst=False))

    assert proof.pdf == _asked(window, printed)
    assert screen.editor.canvas.shows_page


def test_the_longest_data_come_by_one_key(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    before = screen.editor.proof
    QTest.keyClick(screen.editor.canvas, Key.Key_F8)
    settle(qtbot, window)
    assert screen.editor.proof is not None
    assert before is not None
    assert screen.editor.proof.pdf != before.pdf
    assert screen.editor.ribbon.data.text() == "Data terpanjang"
    QTest.keyClick(screen.editor.canvas, Key.Key_F8)
    settle(qtbot, window)
    assert screen.editor.proof.pdf == before.pdf


def test_saving_is_one_entry_and_the_kind_is_issued_by_it_once_it_is_chosen(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    for _ in range(5):
        _move(screen, "kode_qr")
    design = screen.editor.work.design
    before = len(_asked(window, history.acts))
    QTest.keyClick(screen.editor.canvas, Key.Key_S, CTRL)
    settle(qtbot, window)
    entries = _asked(window, history.acts)
    assert len(entries) == before + 1
    assert entries[0].title == f"Simpan templat: {design.name}"
    assert not screen.editor.work.dirty
    assert screen.drafts.all() == []
    window.notices._act.click()
    settle(qtbot, window)
    assert _asked(window, lambda db: designs.chosen(db, Kind.CERTIFICATE)) == design


def test_a_saved_template_is_changed_in_its_place(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    screen.save()
    settle(qtbot, window)
    _move(screen, "kode_qr")
    assert screen.editor.ribbon.state.text() == "Belum disimpan"
    screen.save()
    settle(qtbot, window)
    own = [row for row in _asked(window, designs.templates) if row.id]
    assert len(own) == 1
    assert own[0].design == screen.editor.work.design
    assert screen.editor.ribbon.state.text() == "Tersimpan"


def test_what_must_be_mended_is_said_and_nothing_is_saved(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    code = _move(screen, "kode_qr")
    QTest.keyClick(screen.editor.canvas, Key.Key_Delete)
    screen.save()
    settle(qtbot, window)
    assert "Belum dapat disimpan" in window.notices.text
    assert "Kode QR" in window.notices.text
    assert [row for row in _asked(window, designs.templates) if row.id] == []
    assert "⚠" in screen.editor.panel.tabText(3)
    QTest.keyClick(screen.editor.canvas, Key.Key_Z, CTRL)
    assert "⚠" not in screen.editor.panel.tabText(3)
    assert screen.editor.work.items[code].kind == "kode_qr"


def test_a_fault_leads_to_its_item(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    work = screen.editor.work
    work.turn(back=True)
    work.choose([0])
    work.put_boxes({0: work.boxes()[0]._replace(x=-30)})
    work.turn(back=False)
    faults = screen.editor.fault_list
    row = next(at for at in range(faults.count()) if "keluar dari kertas" in faults.item(at).text())
    assert faults.item(row).text().startswith("Harus diperbaiki")
    faults.itemActivated.emit(faults.item(row))
    assert work.back
    assert work.chosen == (0,)


def test_leaving_keeps_a_draft_and_it_comes_back_as_it_was(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    _move(screen, "kode_qr")
    design = screen.editor.work.design
    window.go("members")
    window.go("designer")
    settle(qtbot, window)
    assert screen.editor.work.design == design
    QTest.keyClick(screen.editor.canvas, Key.Key_Escape)
    QTest.keyClick(screen.editor.canvas, Key.Key_Escape)
    settle(qtbot, window)
    assert screen.stack.currentWidget() is screen.list
    assert "tetap ada" in window.notices.text
    assert "belum disimpan" in screen.list.list.currentItem().text()
    again = DesignerScreen(window.desk)  # as after a restart: only what the desk keeps is left
    qtbot.addWidget(again)
    assert [draft.design for draft in again.drafts.all()] == [design]
    screen.list.design.click()
    settle(qtbot, window)
    assert screen.editor.work.design == design
    screen.leave()
    assert [draft.design for draft in screen.drafts.all()] == [design]


def test_a_copy_that_nobody_changed_leaves_nothing_behind(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    _move(screen, "kode_qr")
    screen.editor.work.undo()
    screen.leave()
    assert screen.drafts.all() == []
    assert "rancangan" not in window.notices.text


def test_a_thrown_away_draft_can_be_had_back(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    _move(screen, "kode_qr")
    screen.leave()
    screen.list.remove.click()
    assert screen.drafts.all() == []
    window.notices._act.click()
    assert len(screen.drafts.all()) == 1


def test_a_change_of_a_saved_template_waits_beside_it(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    screen.save()
    settle(qtbot, window)
    saved = screen.editor.work.design
    _move(screen, "kode_qr")
    screen.leave()
    settle(qtbot, window)
    assert "perubahan belum disimpan" in screen.list.list.currentItem().text()
    screen.list.design.click()
    settle(qtbot, window)
    assert screen.editor.work.design != saved
    window.notices._act.click()
    assert screen.editor.work.design == saved
    assert screen.drafts.all() == []


def test_ctrl_z_on_the_table_leaves_the_journal_alone(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    screen.save()
    settle(qtbot, window)
    QTest.keyClick(screen.editor.canvas, Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert len([row for row in _asked(window, designs.templates) if row.id]) == 1
    screen.leave()
    settle(qtbot, window)
    QTest.keyClick(screen.list.list, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "Diurungkan" in window.notices.text, timeout=60_000)  # a key presses a button for a while
    assert [row for row in _asked(window, designs.templates) if row.id] == []


def test_whoever_comes_second_keeps_both(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    screen.save()
    settle(qtbot, window)
    _move(screen, "kode_qr")
    row = next(row for row in screen._rows if row.id)
    other = replace(row.design, frame="garis_ganda")
    _write(window, other, row.id)
    screen.save()
    settle(qtbot, window)
    window.notices._act.click()
    settle(qtbot, window)
    own = [row.design for row in _asked(window, designs.templates) if row.id]
    assert other in own
    assert screen.editor.work.design in own
    assert len(own) == 2


def _write(window: Window, design: Design, template: int) -> None:
    from kpps_desk.operations import designs as changing

    assert window.background.path is not None
    with Database.open(window.background.path) as database, database.write("Ubah", by="lain") as tx:
        changing.save(tx, design, id=template)


def test_a_hand_that_drags_never_waits_for_the_page(
    window: Window, qtbot: QtBot, unfrozen: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    screen = _laid(qtbot, window)
    code = _move(screen, "kode_qr")
    with unfrozen():
        for _ in range(25):
            QTest.keyClick(screen.editor.canvas, Key.Key_Up)
            qtbot.wait(1)
        settle(qtbot, window)
    assert screen.editor.proof is not None
    assert screen.editor.proof.wish.design == screen.editor.work.design
    assert screen.editor.work.chosen == (code,)


def test_every_control_of_the_table_has_a_name(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox)
    for kind in {item.kind for item in screen.editor.work.items}:
        _move(screen, kind)
        for widget in [one for one in screen.findChildren(QWidget) if isinstance(one, kinds)]:
            inner = isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
            if widget.isVisible() and not inner:
                _named(widget)
    for tab in range(screen.editor.panel.count()):
        screen.editor.panel.setCurrentIndex(tab)
        for widget in [one for one in screen.findChildren(QWidget) if isinstance(one, kinds)]:
            if widget.isVisible() and not isinstance(widget.parent(), QAbstractSpinBox | QComboBox):
                _named(widget)


def _named(widget: QWidget) -> None:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    assert widget.accessibleName() or text, f"{type(widget).__name__} in {type(widget.parent()).__name__}"


def test_all_acts_are_in_ctrl_k_while_a_design_is_on_the_table(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    _move(screen, "kode_qr")
    offered = [hit.text for hit in window.commands()]
    assert {"Rata kiri", "Gandakan butir", "Paling depan", "Sisipkan: Kode QR"} <= set(offered)
    screen.leave()
    assert "Rata kiri" not in [hit.text for hit in window.commands()]


def test_what_is_typed_and_not_entered_is_saved_too(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    screen.editor.panel.setCurrentWidget(screen.editor.page_panel)
    name = screen.editor.page_panel.name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Resmi Gambir")
    QTest.keyClick(name, Key.Key_S, CTRL)
    settle(qtbot, window)
    assert [row.name for row in _asked(window, designs.templates) if row.id] == ["Resmi Gambir"]


def test_a_taken_name_is_said_and_its_field_has_the_cursor(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    screen.editor.work.edit(replace(screen.editor.work.design, name=FIRST))
    screen.save()
    settle(qtbot, window)
    assert "sudah dipakai" in window.notices.text
    assert screen.editor.page_panel.name.hasFocus()


def test_a_draft_of_a_template_that_is_gone_stays_in_the_list(window: Window, qtbot: QtBot) -> None:
    screen = _laid(qtbot, window)
    screen.save()
    settle(qtbot, window)
    _move(screen, "kode_qr")
    design = screen.editor.work.design
    screen.leave()
    row = next(row for row in screen._rows if row.id)
    screen.acts.remove(row)
    settle(qtbot, window)
    screen.list.go_to(design.name)
    assert "belum disimpan" in screen.list.list.currentItem().text()
    screen.list.design.click()
    screen.save()
    settle(qtbot, window)
    assert [row.design for row in _asked(window, designs.templates) if row.id] == [design]
