"""Keys that work only inside one widget: single letters, say, where a list has the focus.

What a newcomer gets wrong: QShortcut(key, parent, act, context=...). PySide6 6.11 takes the `context` and forgets it:
the key then works in the whole window, and a letter typed into a choice beside the list decides about a person.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def inside(widget: QWidget, key: str, act: Callable[[], object]) -> QShortcut:
    """`act` when this key is pressed while `widget`, or one within it, has the focus."""
    shortcut = QShortcut(QKeySequence(key), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
    return shortcut
