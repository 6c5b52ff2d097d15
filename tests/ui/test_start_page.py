"""The first page: a name once, then a new file, one's own, or the sample."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kpps_desk import settings
from kpps_desk.ui.screens.start import StartPage
from kpps_desk.ui.views import Views
from kpps_desk.ui.window import Window
from tests.conftest import GAMBIR
from tests.ui.conftest import settle


@pytest.fixture
def window(qtbot: QtBot, home: Path) -> Iterator[Window]:
    before = settings.load()
    settings.save(settings.Preferences())
    made = Window(Views())
    qtbot.addWidget(made)
    made.show()
    made.start()
    yield made
    made.close()
    settings.save(before)


def _page(window: Window) -> StartPage:
    page = window.stack.currentWidget()
    assert isinstance(page, StartPage)
    return page


def test_the_name_is_asked_first(window: Window, tmp_path: Path) -> None:
    page = _page(window)
    page.make(tmp_path / "baru.kpps")
    assert not page.name_trouble.isHidden()
    assert not (tmp_path / "baru.kpps").exists()


def test_a_new_file_is_made_and_opened(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = _page(window)
    page.name.setText("  Rahmat   Hidayat ")
    with qtbot.waitSignal(window.ready, timeout=60_000):
        page.make(tmp_path / "baru.kpps", GAMBIR)
    settle(qtbot, window)
    assert window.background.path == tmp_path / "baru.kpps"
    assert window.background.by == "Rahmat Hidayat"
    assert settings.load().operator == "Rahmat Hidayat"


def test_the_sample_is_made_once_and_opened_the_next_time(window: Window, qtbot: QtBot) -> None:
    page = _page(window)
    page.name.setText("Rahmat")
    with qtbot.waitSignal(window.ready, timeout=60_000):
        page.make_sample()
    settle(qtbot, window)
    path = settings.data_folder() / "contoh-gambir.kpps"
    assert window.background.path == path
    assert [left.name for left in path.parent.iterdir() if left.suffix == ".xlsx"] == []


def test_files_opened_before_are_offered(qtbot: QtBot, workspace_path: Path, home: Path) -> None:
    before = settings.load()
    settings.save(replace(settings.Preferences(operator="Rahmat"), recent=(str(workspace_path), "/tidak/ada.kpps")))
    window = Window(Views())
    qtbot.addWidget(window)
    window.start()
    page = _page(window)
    assert len(page.recent) == 1
    assert page.first_field() is page.recent[0]
    with qtbot.waitSignal(window.ready, timeout=60_000):
        page.recent[0].click()
    settle(qtbot, window)
    window.close()
    settings.save(before)


def test_every_button_has_a_name_for_those_who_cannot_see_it(window: Window) -> None:
    for button in _page(window).findChildren(QPushButton):
        assert button.accessibleName() or button.text()
