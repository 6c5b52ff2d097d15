"""Long work that keeps what it has finished: a cancel ends it, and the screens still hear of the kept part.

What a newcomer gets wrong: taking Cancelled for 'nothing happened'. An import and an issue commit chunk by chunk; what
lies behind the last commit stays, so the lists must ask again.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kpps_desk.changes import Changes
from kpps_desk.problems import Cancelled

if TYPE_CHECKING:
    from kpps_desk.store.database import Database
    from kpps_desk.ui.jobs import Job

T = TypeVar("T")


class Stopped(NamedTuple):
    """In place of a result: how far it came, and which tables may have changed."""

    why: Cancelled
    changes: Changes


def keeping(work: "Callable[[Database, Job], T]", tables: frozenset[str]) -> "Callable[[Database, Job], T | Stopped]":
    """The same work; cancelled, it returns Stopped instead of raising."""

    def working(database: "Database", progress: "Job") -> T | Stopped:
        try:
            return work(database, progress)
        except Cancelled as why:
            return Stopped(why, Changes(tables))

    return working
