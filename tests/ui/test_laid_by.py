"""Screens are made ahead of the person, while the hands and the file are at rest."""

import time

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpps_desk.ui import laid_by
from kpps_desk.ui.laid_by import LaidBy
from kpps_desk.ui.screens import ENTRIES
from kpps_desk.ui.window import Window
from tests.ui.conftest import settle


def test_screens_are_made_ahead_and_ask_nothing_until_somebody_comes(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: window.warmed and window.laid_by.done, timeout=60_000)
    asked = window.background.last_asked
    assert asked < time.monotonic() - laid_by._REST
    assert set(window._laid) | set(window._screens) == {entry.key for entry in ENTRIES}

    laid = window._laid["members"]
    window.go("members")
    assert window.stack.currentWidget() is laid
    settle(qtbot, window)
    assert window.background.last_asked > asked


def test_a_key_puts_it_off(qtbot: QtBot, window: Window) -> None:
    taken: list[int] = []
    ahead = LaidBy(window.background, window)
    handle = window.windowHandle()
    ahead.begin([lambda: taken.append(1)], handle)
    begun = time.monotonic()
    while time.monotonic() - begun < 2 * laid_by._REST:
        QApplication.sendEvent(handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F24, Qt.KeyboardModifier.NoModifier))
        qtbot.wait(50)
    assert not taken
    qtbot.waitUntil(lambda: ahead.done, timeout=60_000)
    assert taken == [1]
