"""One line of Ctrl+K: shared by the window, which offers commands, and the finder, which shows them."""

from collections.abc import Callable
from typing import NamedTuple


class Hit(NamedTuple):
    """One line: what it is, and what choosing it does."""

    icon: str
    text: str
    note: str
    act: Callable[[], None]
