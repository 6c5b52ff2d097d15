"""One page about a session or about the sessions of an area: what it is given, and when it asks again.

What a newcomer gets wrong: asking in __init__. A page is made when somebody first turns to it; `put` says which session
or area it is about, and comes again whenever that changes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module, util
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from kpps_desk.changes import Changes
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.ui.screen import Desk


class GatheringPage(QWidget):
    """The part of Sesi below the tabs. A session's page gets SessionDetails, an area's page its code ('' for all)."""

    help_text: ClassVar[str] = ""  # F1, plain text
    tables: ClassVar[frozenset[str]] = frozenset()  # a change of one of them asks again

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def put(self, target: SessionDetails | str) -> None:
        """Be about this session, or this area, from now on."""

    def refresh(self, changes: Changes) -> None:
        """Something was changed."""
        if changes.tables & self.tables:
            self.reload()

    def reload(self) -> None:
        """Ask again."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """`kind`: only sessions of this kind have the page."""

    key: str
    title: str
    load: Callable[[], type[GatheringPage]]
    kind: SessionKind | None = None


def entry(key: str, title: str, kind: SessionKind | None = None) -> PageEntry:
    """The page kpps_desk/ui/gatherings/<key>.py: a class named Page."""

    def load() -> type[GatheringPage]:
        found: type[GatheringPage] = import_module(f"kpps_desk.ui.gatherings.{key}").Page
        return found

    return PageEntry(key, title, load, kind)


def available(entries: tuple[PageEntry, ...]) -> tuple[PageEntry, ...]:
    """Those whose module is there."""
    return tuple(one for one in entries if util.find_spec(f"kpps_desk.ui.gatherings.{one.key}"))
