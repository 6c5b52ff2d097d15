"""A walk over every screen and page under the watch: none holds the window up, first time or again."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from kpps_desk.ui.certificate_pages import PAGES
from kpps_desk.ui.gatherings import AREA_PAGES, SESSION_PAGES
from kpps_desk.ui.screens import ENTRIES
from kpps_desk.ui.views import Views
from kpps_desk.ui.window import Window
from tests.filled import BY, fill
from tests.ui.conftest import settle

Act = Callable[[], object]


@pytest.fixture
def filled(qtbot: QtBot, workspace_path: Path) -> Iterator[Window]:
    """A window on a file in which everybody has a certificate, once the modules of all screens are there."""
    fill(workspace_path, sworn=True, trained=True, certified=True)
    made = Window(Views())
    made.background.by = BY
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    with qtbot.waitSignal(made.ready, timeout=60_000):
        made.open(workspace_path)
    qtbot.waitUntil(lambda: made.warmed, timeout=60_000)
    loads: list[Act] = [page.load for page in (*AREA_PAGES, *SESSION_PAGES)]
    for load in (*loads, *(step.load for step in PAGES.values())):
        load()  # which the screens have done in the background by the time that somebody turns to a page
    settle(qtbot, made)
    yield made
    made.close()


def _acts(window: Window) -> Iterator[Act]:
    for entry in ENTRIES:
        yield partial(window.go, entry.key)
        screen = cast(Any, window.stack.currentWidget())
        if entry.key == "sessions":
            yield from (partial(screen.around.show_page, page.key) for page in AREA_PAGES)
            yield from (partial(screen.open_book, session, page.key) for session in (1, 2) for page in SESSION_PAGES)
        if entry.key == "certificates":
            yield from (partial(screen.show_page, key) for key in PAGES)
        if entry.key == "settings":
            yield from (partial(screen.pages.open, name) for name in screen.pages.names)
    yield from (partial(window.go, entry.key) for entry in ENTRIES)


def test_no_screen_and_no_page_holds_the_window_up(
    filled: Window, qtbot: QtBot, unfrozen: Callable[[], AbstractContextManager[None]]
) -> None:
    for act in _acts(filled):
        with unfrozen():
            QTimer.singleShot(0, act)  # in a turn of the event loop, as a press of a key is
            settle(qtbot, filled)
