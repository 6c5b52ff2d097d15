"""One thing that was asked of the background: who wants it, under which topic, and whether it is still wanted.

What a newcomer gets wrong: interrupting a connection. The snapshot belongs to the ticket only while its question runs;
afterwards the connection serves somebody else, so drop() and reading() share a lock.
"""

import threading
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from kpps_desk.store.snapshot import Snapshot


class Ticket:
    """Dropped when a newer one of its topic comes, or its owner is gone."""

    __slots__ = ("_lock", "_snapshot", "dropped", "owner", "topic")

    def __init__(self, owner: QObject, topic: str) -> None:
        self.owner = owner
        self.topic = topic
        self.dropped = False
        self._snapshot: Snapshot | None = None
        self._lock = threading.Lock()

    def wanted(self) -> bool:
        return not self.dropped and shiboken6.isValid(self.owner)

    def reading(self, snapshot: "Snapshot | None") -> None:
        """The snapshot that drop() may interrupt; None again before it goes back to the pool."""
        with self._lock:
            self._snapshot = snapshot

    @property
    def is_reading(self) -> bool:
        return self._snapshot is not None

    def drop(self) -> None:
        """Not wanted any more. To be repeated while it still reads: SQLite forgets an interrupt that comes between
        two statements."""
        with self._lock:
            self.dropped = True
            if self._snapshot is not None:
                self._snapshot.interrupt()
