"""How long work tells how far it is, and hears that it should stop.

Long work is an ordinary function that takes `progress` and calls it now and then: the window gives one that moves a
bar, the shell one that draws a bar, a test gives `silent`. Cancel is an exception raised out of that call, so it
can only happen where the work says that stopping is safe.
"""

from typing import Protocol


class Progress(Protocol):
    """`done` of `total` units are finished (total 0: not known yet); `what` names the step for the person.

    Raises problems.Cancelled when the person has asked to stop.
    """

    def __call__(self, done: int, total: int, what: str = "") -> None: ...


def silent(done: int, total: int, what: str = "") -> None:
    """Report to nobody and never cancel."""
