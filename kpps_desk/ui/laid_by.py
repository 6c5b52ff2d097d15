"""Screens made before somebody turns to them, a step at a time, while the person's hands and the file are at rest.

What a newcomer gets wrong: making a screen whole in one turn of the loop. Its widgets are one step and their dress,
which comes when they are put into the window, another: neither holds up a key that is pressed meanwhile.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

from kpps_desk.ui.background import Background

_REST = 0.8  # seconds without a key, a click or a question to the file
_STEP = 40  # ms between two steps
_HANDS = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.Resize}
)


class LaidBy(QObject):
    """Takes `steps` one at a time; `window` is watched for the person's hands."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._steps: deque[Callable[[], object]] = deque()
        self._touched = time.monotonic()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._step)
        self._window: QWindow | None = None

    def begin(self, steps: Iterable[Callable[[], object]], window: QWindow | None) -> None:
        """Start when there is rest."""
        self._steps.extend(steps)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
        self._timer.start(int(_REST * 1000))

    def stop(self) -> None:
        """The window closes: what isn't made yet isn't wanted any more."""
        self._steps.clear()
        self._timer.stop()

    @property
    def done(self) -> bool:
        return not self._steps

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS:
            self._touched = time.monotonic()
        return False

    def _step(self) -> None:
        """The next one, or wait for rest."""
        rested = time.monotonic() - max(self._touched, self._background.last_asked)
        if not self._background.idle or rested < _REST:
            self._timer.start(max(_STEP, int((_REST - rested) * 1000)))
            return
        self._steps.popleft()()
        if self._steps:
            self._timer.start(_STEP)
        elif self._window is not None:
            self._window.removeEventFilter(self)
