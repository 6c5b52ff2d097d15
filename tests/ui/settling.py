"""Waiting until a window has nothing left to do.

What a newcomer gets wrong: waiting for a while "to be sure". A lull of 60 milliseconds is a minute over a thousand
waits, and on a busy machine it proves nothing: here the event loop turns until nobody has anything to say.
"""

import threading
import time

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from kpps_desk.ui.background import Background
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.laid_by import LaidBy

_SOON = 60  # milliseconds: who waits longer waits for the person, not for the machine
_CALM = 3  # turns of the loop in which nothing happens any more
_PATIENCE = 60.0  # seconds


def settle(background: Background) -> None:
    """Until nothing is asked, written or run any more, and what came of it is on the screen."""
    until = time.monotonic() + _PATIENCE
    calm = 0
    while calm < _CALM:
        _turn(0)
        if background.idle and not _soon():
            calm += 1
            continue
        calm = 0
        assert time.monotonic() < until, "never at rest"
        _turn(5, None if background.idle else background)


def _turn(milliseconds: int, asked: Background | None = None) -> None:
    """The event loop for a moment, or until an answer of `asked` has arrived."""
    loop = QEventLoop()
    if asked is not None:
        milliseconds *= 10
        asked._arrival.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def _soon() -> bool:
    """Whether something on the screen is put off for a moment."""
    return any(
        timer.isActive()
        and timer.isSingleShot()
        and timer.interval() <= _SOON
        and not isinstance(timer.parent(), LaidBy)
        for widget in QApplication.topLevelWidgets()
        for timer in widget.findChildren(QTimer)
    )


def cancel_next(background: Background) -> None:
    """The next job is cancelled at its first step: however fast it is, it has begun and isn't done."""
    background.job_started.connect(_cancel, Qt.ConnectionType.SingleShotConnection)


def _cancel(job: Job) -> None:
    job._cancelled = _AtTheFirstStep()


class _AtTheFirstStep(threading.Event):
    """A job looks once before it begins; the next look is its first step."""

    _looks = 0

    def is_set(self) -> bool:
        if threading.current_thread() is not threading.main_thread():
            self._looks += 1
        return self._looks > 1
