"""The real window on a real file, and waiting for what happens on it.

What a newcomer gets wrong: measuring until a model has rows and calling it painted. `Painted` hears the view's own
paint; a wait ends only after the turn of the event loop in which it happened.
"""

import gc
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kpps_desk.operations import collector
from kpps_desk.ui import theme
from kpps_desk.ui.screen import Screen
from kpps_desk.ui.views import Views
from kpps_desk.ui.window import Window

_ROUND = 200  # ms, as kpps_desk/ui/running.py
_PATIENCE = 120.0  # seconds for one wait
_TURN = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def application() -> QApplication:
    """The one application of this process, dressed."""
    app = QApplication.instance()
    made = app if isinstance(app, QApplication) else QApplication(["bench"])
    theme.apply(made)
    return made


def until(happened: Callable[[], bool]) -> None:
    """Let the event loop run until this is so."""
    app, end = application_running(), time.monotonic() + _PATIENCE
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        app.processEvents(_TURN)


def application_running() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


class Painted(QObject):
    """Counts the paints of a widget (of a view: give its viewport)."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class Glass:
    """A window of 1366x768 with a workspace open in it."""

    def __init__(self, path: Path) -> None:
        self.app = application()
        collector.by_hand()  # as the program does when it starts
        self.window = Window(Views())  # views without a parent leave the person's own settings alone
        self.window.background.by = "bench"
        self._pulse = QTimer(self.window)  # wakes a wait that nothing else wakes
        self._pulse.start(500)
        self._rounds = QTimer(self.window)
        self._rounds.timeout.connect(collector.round_if_due)
        self._rounds.start(_ROUND)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.open(path)
        until(lambda: self.window.background.is_open and self.window.background.idle)
        self.settle()
        gc.freeze()

    def go(self, key: str) -> Screen:
        """Show a screen and wait until it has asked and painted everything."""
        self.window.go(key)
        self.settle()
        shown = self.window.stack.currentWidget()
        assert isinstance(shown, Screen)
        return shown

    def settle(self) -> None:
        """Until nothing is asked for, and what came is painted."""
        for _ in range(3):
            until(lambda: self.window.background.idle)
            self.app.processEvents()

    def close(self) -> None:
        self.window.close()
