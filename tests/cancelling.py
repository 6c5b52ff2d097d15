"""A person who presses Cancel at one certain moment: for tests that go through all of them."""

from kpps_desk.problems import Cancelled


class CancelAt:
    """A progress that cancels at its call number `moment`, counted from 0."""

    def __init__(self, moment: int) -> None:
        self._left = moment

    def __call__(self, done: int, total: int, what: str = "") -> None:
        if not self._left:
            raise Cancelled(done, total)
        self._left -= 1
