"""What belongs to the window dies on the window's thread, whoever was the last to know it."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from kpps_desk.operations import collector
from kpps_desk.store.database import Database
from kpps_desk.ui.background import Background

Deaths = list[int]


class Screen(QObject):
    """Says on which thread it dies."""

    def __init__(self, deaths: Deaths) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.destroyed.connect(lambda: deaths.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)

    def hear(self, found: object) -> None:
        self.heard.append(found)


@pytest.fixture
def background(workspace: Database, qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    made.attach(workspace, threading.get_ident())
    yield made
    made.close()


def test_a_screen_that_goes_while_its_question_runs_dies_here(background: Background, qtbot: QtBot) -> None:
    deaths: Deaths = []
    for _ in range(50):
        screen = Screen(deaths)
        background.ask(screen, lambda _: None, screen.hear)
        del screen
    qtbot.waitUntil(lambda: background.idle and len(deaths) == 50, timeout=60_000)
    assert set(deaths) == {threading.get_ident()}


def test_a_screen_that_goes_with_the_window_dies_here(background: Background) -> None:
    deaths: Deaths = []
    go_on = threading.Event()
    screen = Screen(deaths)
    background.ask(screen, lambda _: go_on.wait(10), screen.hear)
    del screen
    threading.Timer(0.05, go_on.set).start()
    background.close()
    assert deaths == [threading.get_ident()]


def test_a_working_thread_makes_no_round_of_the_collector(background: Background, qtbot: QtBot) -> None:
    deaths: Deaths = []
    screen = Screen(deaths)
    screen.heard.append(screen)  # only the collector finds it
    del screen
    background.ask(background, lambda _: [[n] for n in range(200_000)], lambda _: None)
    qtbot.waitUntil(lambda: background.idle, timeout=60_000)
    assert deaths == []
    while not deaths:
        collector.round_if_due()
    assert deaths == [threading.get_ident()]


def test_a_pause_within_a_pause_ends_with_the_outer_one() -> None:
    cycle: list[object] = []
    with collector.paused():
        with collector.paused():
            pass
        before = gc.get_stats()
        cycle.extend([n] for n in range(2_000))
        collector.round_if_due()
        assert gc.get_stats() == before
    collector.round_if_due()
    assert gc.get_stats() != before
