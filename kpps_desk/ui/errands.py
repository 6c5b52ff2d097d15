"""One thing that was handed to a working thread: what it runs there, and who gets the answer here.

What a newcomer gets wrong: a closure. The thread may be the last to let go of it, and of the screen inside; Qt's
objects must die on the window's thread. An errand is emptied there, so that the thread is left with the shell.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from kpps_desk.problems import Problem
from kpps_desk.ui.tickets import Ticket


class Sender(NamedTuple):
    """What was asked for and who wants to hear of it; all on the window's thread but `work`."""

    work: Callable[[], Any]
    answer: Callable[[Any], None]
    failed: Callable[[Problem], None] | None
    again: Callable[[], object]
    ended: Callable[[], None] | None


class Outcome(NamedTuple):
    """What came of it: a value or an error."""

    found: Any
    error: BaseException | None


class Errand:
    """`run` on a working thread, then `emptied` on the window's."""

    __slots__ = ("_error", "_found", "_sender", "ticket")

    def __init__(self, ticket: Ticket, sender: Sender) -> None:
        self.ticket: Ticket | None = ticket
        self._sender: Sender | None = sender
        self._found: Any = None
        self._error: BaseException | None = None

    def run(self) -> None:
        """Keeps nothing in a name of its own: its frame outlives what the window's thread takes out."""
        if self.ticket is None or self.ticket.dropped or self._sender is None:
            return
        try:
            self._found = self._sender.work()
        except BaseException as error:  # handed to the window's thread, which raises it there
            self._error = error

    def emptied(self) -> tuple[Ticket, Sender, Outcome]:
        """All that it holds; it holds nothing afterwards."""
        assert self.ticket is not None  # noqa: S101  emptied once
        assert self._sender is not None  # noqa: S101
        held = self.ticket, self._sender, Outcome(self._found, self._error)
        self.ticket = self._sender = self._found = self._error = None
        return held
