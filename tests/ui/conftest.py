"""The window's tests: a watch that fails a test whose window's thread froze, and a window on a real file.

What a newcomer gets wrong: measuring the test's own work. `unfrozen` wraps only the waiting: what is late in there was
held up by a handler of ours.
"""

import contextlib
import gc
import threading
import time
from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.views import Views
from kpps_desk.ui.window import Window
from tests.filled import BY
from tests.ui import settling

# Seconds of the window's own work between two turns of its loop. The machine is shared: what it was kept waiting for
# may be another process, so only a second of that is a freeze, and none of what it waited for a core.
LONGEST = 0.25
LONGEST_WAIT = 1.0
_PATIENCE = 60_000  # milliseconds
_THREADS = ("baca", "tulis", "kerja", "bunyi", "journal")


@pytest.fixture
def unfrozen(qapp: object) -> Callable[[], "contextlib.AbstractContextManager[None]"]:
    """`with unfrozen(): stage.settle()` fails if the window's thread worked a quarter of a second on one thing."""

    @contextlib.contextmanager
    def watch() -> Iterator[None]:
        worked: list[float] = []
        waited: list[float] = []
        last = time.thread_time(), _awake()

        def tick() -> None:
            nonlocal last
            now = time.thread_time(), _awake()
            worked.append(now[0] - last[0])
            waited.append(now[1] - last[1])
            last = now

        timer = QTimer()
        timer.setInterval(5)
        timer.timeout.connect(tick)
        timer.start()
        yield
        timer.stop()
        tick()  # what came last counts too
        assert max(worked, default=0.0) < LONGEST
        assert max(waited, default=0.0) < LONGEST_WAIT

    return watch


def _awake() -> float:
    """Seconds that pass for this thread: not while it is ready to work and the machine has no core for it."""
    try:
        told = Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()
    except OSError:
        told = ["0", "0"]
    return time.monotonic() - int(told[1]) / 1e9


@pytest.fixture
def window(qtbot: QtBot, workspace_path: Path) -> Iterator[Window]:
    """The whole window on a file of this test's own; nothing of the user's is read or kept."""
    made = Window(Views())
    made.background.by = BY
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    with qtbot.waitSignal(made.ready, timeout=_PATIENCE):
        made.open(workspace_path)
    settle(qtbot, made)
    yield made
    made.close()


@pytest.fixture
def hasty_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader has its answer before `ask` returns: a question that takes along a name set only later has no excuse."""
    ask = Background.ask

    def hasty(self: Background, owner: QObject, question: Callable[[Any], Any], *others: Any, **named: Any) -> None:
        known = threading.Event()

        def known_at_once(db: object) -> object:
            try:
                return question(db)
            finally:
                known.set()

        ask(self, owner, known_at_once, *others, **named)
        assert known.wait(_PATIENCE / 1000)

    monkeypatch.setattr(Background, "ask", hasty)


def settle(qtbot: QtBot, window: Window) -> None:
    """Until nothing is asked, written or run any more."""
    settling.settle(window.background)


@pytest.fixture(autouse=True)
def dressed(qapp: object) -> Iterator[None]:
    """The theme, as the program dresses itself, and no key held down; at its end no thread of a window works on.

    After QTest's Shift and Enter Qt takes Shift as held until the next key: `selectRow` would choose nothing.
    """
    theme.apply(qapp, dark=False)  # type: ignore[arg-type]
    QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)
    yield
    for thread in threading.enumerate():
        if thread.name.startswith(_THREADS):
            thread.join(60)
            assert not thread.is_alive(), thread.name


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Who waits for something waits as long as a busy machine takes."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=_PATIENCE)  # type: ignore[method-assign]
    qtbot.waitSignal = partial(qtbot.waitSignal, timeout=_PATIENCE)  # type: ignore[method-assign]
    return qtbot


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Nothing of a test's window is left to the next one.

    Widgets that wait to be deleted would be dressed again with the next test's, a quarter of a second each.
    """
    try:
        return (yield)
    finally:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        gc.freeze()  # what outlives a test is never garbage: the next collection needn't look at it
