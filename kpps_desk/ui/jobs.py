"""One piece of long work as the window sees it: how far it is, and whether the person wants it to stop.

What a newcomer gets wrong: sending a signal for every step. The work writes two numbers, the jobs panel looks at them
ten times a second; 133,515 steps cost the window nothing.
"""

import threading
import time

from kpps_desk.problems import Cancelled


class Job:
    """Is the `progress` that long work takes. Written by the working thread, read by the window's."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.done = 0
        self.total = 0
        self.what = ""
        self.created = time.monotonic()
        self.running = False
        self._cancelled = threading.Event()

    def __call__(self, done: int, total: int, what: str = "") -> None:
        self.done, self.total = done, total
        if what:
            self.what = what
        if self._cancelled.is_set():
            raise Cancelled(done, total)

    @property
    def cancelling(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask it to stop at the next step where stopping is safe."""
        self._cancelled.set()

    def start(self) -> None:
        """Called by the worker when the job's turn has come; a job cancelled in the queue never begins."""
        if self._cancelled.is_set():
            raise Cancelled(0, self.total)
        self.running = True

    def stop(self) -> None:
        self.running = False
