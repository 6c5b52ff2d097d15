"""What a screen is to the window, and what the window gives to a screen.

What a newcomer gets wrong: asking in __init__. A screen is made empty; the window calls `shown()` when the person comes
to it and `refresh(changes)` when something was changed, also by another screen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kpps_desk.changes import Changes
from kpps_desk.ui.background import Background
from kpps_desk.ui.notices import Notices
from kpps_desk.ui.views import Views


class Go(Protocol):
    """Shows another screen; `target` is what that screen's `open(target)` understands (an id, an area's code)."""

    def __call__(self, screen: str, target: object = None) -> None: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a screen may lean on; there is no global application object."""

    background: Background
    notices: Notices
    kept: Views  # columns, filters, widths
    go: Go


class Screen(QWidget):
    """The part of the window beside the rail. Override what is below; keep __init__ cheap."""

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""  # a name in resources/icons
    help_text: ClassVar[str] = ""  # F1: what this screen is for and how it is worked, plain text
    tables: ClassVar[frozenset[str]] = frozenset()  # what it shows: a change of one of them asks again

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("screen")

    def shown(self) -> None:
        """The person came here, for the first time or again."""

    def refresh(self, changes: Changes) -> None:
        """Something was changed; called while this screen is visible, else just before `shown()`."""
        if changes.tables & self.tables:
            self.reload()

    def reload(self) -> None:
        """Ask again."""

    def open(self, target: object) -> None:
        """Show this: a member's id, an area's code, ... as another screen or Ctrl+K handed it over."""

    def commands(self) -> list[QAction]:
        """What Ctrl+K offers beside people and places while this screen is shown."""
        return []

    def to_search(self) -> None:
        """Ctrl+F: put the cursor into this screen's search box, if it has one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One screen; `load` imports its module (off the window's thread) and gives the class.

    `under` is the screen of the rail that one comes from; '': it stands in the rail itself. `keys` show it instead of
    those of its place in the rail.
    """

    key: str
    title: str
    icon: str
    load: Callable[[], type[Screen]]
    under: str = ""
    keys: str = ""
