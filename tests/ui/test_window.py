"""The frame: opening, screens, named undo, Ctrl+K, help, one window a file."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui import bugs, one_window
from kpps_desk.ui.bugs import BugReport
from kpps_desk.ui.finder import find
from kpps_desk.ui.help_sheet import HelpSheet
from kpps_desk.ui.screens.members import MembersScreen
from kpps_desk.ui.views import Views
from kpps_desk.ui.window import Window, available
from tests.filled import BY, fill
from tests.ui.conftest import settle


def _members(qtbot: QtBot, window: Window) -> MembersScreen:
    window.go("members")
    settle(qtbot, window)
    screen = window.stack.currentWidget()
    assert isinstance(screen, MembersScreen)
    return screen


def test_it_opens_on_the_first_screen_of_the_rail(window: Window) -> None:
    assert type(window.stack.currentWidget()).__name__ == "ReadinessScreen"
    assert window.windowTitle() == "uji — KPPS Desk"


def test_every_screen_of_the_rail_can_be_shown(window: Window, qtbot: QtBot) -> None:
    for entry in available():
        window.go(entry.key)
        settle(qtbot, window)
        shown = window.stack.currentWidget()
        assert type(shown).__name__ == entry.load().__name__
        assert entry.load().help_text, f"{entry.key} has no help"


def test_undo_names_what_it_takes_back_and_the_screens_follow(qtbot: QtBot, workspace_path: Path) -> None:
    fill(workspace_path)
    window = Window(Views())
    window.background.by = BY
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=60_000):
        window.open(workspace_path)
    screen = _members(qtbot, window)
    assert screen.model.total == 45
    button = window.undoing.button
    assert "Impor 45 baris" in button.text()
    button.click()
    settle(qtbot, window)
    assert screen.model.total == 0
    assert "Diurungkan" in window.notices.text
    assert not button.isEnabled()
    window.close()


def test_another_screens_change_is_seen_when_one_comes_back(window: Window, qtbot: QtBot, workspace_path: Path) -> None:
    screen = _members(qtbot, window)
    window.go("readiness")
    settle(qtbot, window)
    resets: list[None] = []
    screen.model.dataChanged.connect(lambda *_: resets.append(None))
    screen.model.modelReset.connect(lambda: resets.append(None))
    window.background.do(window, "Catat", _one_more)
    settle(qtbot, window)
    assert resets == []
    window.go("members")
    settle(qtbot, window)
    assert screen.model.total == 1


def _one_more(tx: Transaction) -> None:
    row = {
        "name": "Orang Baru",
        "name_key": "orang baru",
        "role_id": 1,
        "wanted": "3171011001001",
        "place": "3171011001001",
        "stage": 20,
        "eligibility": "BMS",
    }
    tx.insert_many(schema.member, [row])


def _found(text: str, db: Snapshot) -> list[str]:
    return [hit.text for hit in find(db, text)]


def test_ctrl_k_finds_people_areas_crews_and_commands(qtbot: QtBot, workspace_path: Path) -> None:
    fill(workspace_path)
    window = Window(Views())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=60_000):
        window.open(workspace_path)
    screen = _members(qtbot, window)
    line = screen.model.line(0)
    assert line is not None
    found: list[list[str]] = []
    for text in (line.row.name.split()[0], "gambir", "tps 2 gambir", "tps 99 gambir"):
        window.background.ask(window, partial(_found, text), found.append)
        settle(qtbot, window)
    people, places, crew, none = found
    assert people
    assert any("Gambir" in name for name in places)
    assert crew == ["TPS 002 Gambir"]
    assert none == []
    assert any(hit.text == "Buka Kesiapan" for hit in window.commands())
    window.close()


def test_enter_in_ctrl_k_goes_there(window: Window, qtbot: QtBot) -> None:
    window.show_finder()
    settle(qtbot, window)
    assert window.finder is not None
    QTest.keyClicks(window.finder.box, "buka impor")
    settle(qtbot, window)
    QTest.keyClick(window.finder.box, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert type(window.stack.currentWidget()).__name__ == "ImportScreen"
    assert not window.finder.isVisible()


def test_f1_explains_the_screen_and_blocks_nothing(window: Window) -> None:
    window.show_help()
    sheet = window.findChild(HelpSheet)
    assert isinstance(sheet, HelpSheet)
    assert not sheet.isModal()
    sheet.close()


def test_opening_the_file_again_raises_the_first_window(window: Window, qtbot: QtBot, workspace_path: Path) -> None:
    second = Window(Views())
    qtbot.addWidget(second)
    with qtbot.waitSignal(second.elsewhere):
        second.open(workspace_path)
    assert not second.background.is_open
    second.close()


def test_a_closed_window_leaves_the_file_free(window: Window, workspace_path: Path) -> None:
    window.close()
    assert not one_window.raise_other(workspace_path)


def test_a_file_that_is_no_workspace_leads_back_to_the_first_page(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "catatan.kpps"
    path.write_text("bukan berkas kerja", encoding="utf-8")
    window = Window(Views())
    qtbot.addWidget(window)
    window.open(path)
    settle(qtbot, window)
    assert "bukan berkas kerja" in window.notices.text
    assert type(window.stack.currentWidget()).__name__ == "StartPage"
    window.close()


def test_a_bug_is_told_once_and_the_window_lives_on(window: Window, qtbot: QtBot) -> None:
    before = sys.excepthook
    try:
        bugs.install(window)
        for _ in range(2):
            try:
                raise ZeroDivisionError("contoh")
            except ZeroDivisionError as error:
                sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.excepthook = before
    reports = window.findChildren(BugReport)
    assert len(reports) == 1
    assert "ZeroDivisionError: contoh" in reports[0].report.toPlainText()
    reports[0].close()
    _members(qtbot, window)


def test_every_control_of_every_screen_has_a_name_for_those_who_cannot_see_it(window: Window, qtbot: QtBot) -> None:
    nameless = []
    for entry in available():
        window.go(entry.key)
        settle(qtbot, window)
        screen = window.stack.currentWidget()
        assert screen is not None
        buddies = {label.buddy() for label in screen.findChildren(QLabel)}
        for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit):
            for control in screen.findChildren(kind):
                named = control.accessibleName() or control in buddies or getattr(control, "text", str)()
                parent = control.parent()
                above = parent, parent.parent() if parent else None  # a combo box's list is Qt's own
                inside = any(isinstance(one, QComboBox) for one in above) or control.objectName().startswith("qt_")
                if not named and not inside and control.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                    nameless.append(f"{entry.key}: {type(control).__name__} in {type(control.parent()).__name__}")
    assert nameless == []
