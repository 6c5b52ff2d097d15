"""The composition root: opens a workspace for whoever works on it; window, shell and tests all come through here.

What a newcomer gets wrong: a global application object. A Workspace is handed on as an argument; there may be two.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from kpps_desk import settings
from kpps_desk.domain import values
from kpps_desk.operations import catching_up, upkeep
from kpps_desk.problems import Unavailable, reason
from kpps_desk.store.database import Database, utcnow


@dataclass(frozen=True, slots=True)
class Workspace:
    """One open file and the name under which its changes enter the journal."""

    database: Database
    by: str

    @property
    def path(self) -> Path:
        return self.database.path

    @property
    def name(self) -> str:
        """As a title bar shows it."""
        return self.path.stem

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def operator(by: str) -> str:
    """What stands in the journal: the given name without what no eye can see, else the settings' operator."""
    return values.clean(by)[0] or settings.operator()


def open_workspace(
    path: Path | str, by: str = "", *, read_only: bool = False, clock: Callable[[], datetime] = utcnow
) -> Workspace:
    """Open what is there; a Problem says why it can't be. Without a name the settings' operator works here."""
    database = Database.open(Path(path), read_only=read_only, clock=clock)
    try:
        catching_up.catch_up(database)
    except BaseException:
        database.close()
        raise
    return Workspace(database, operator(by))


def new_workspace(path: Path | str, by: str = "", *, only: str = "") -> Workspace:
    """Make one with every area, TPS and empty seat (`only`: of this area), and open it."""
    target = Path(path)
    name = operator(by)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"Folder {target.parent} tidak dapat dibuat: {reason(error)}.") from error
    return Workspace(upkeep.new(target, by=name, only=only), name)


def remember(workspace: Workspace) -> None:
    """Put it first among the files that the start page lists."""
    settings.save(settings.load().with_opened(workspace.path.resolve()))
