"""The filters by column: a button that adds one, and every one that holds as a chip above the list.

What a newcomer gets wrong: a filter that can't be seen. Whatever narrows the list beside the search box and the row of
filters stands here, and goes with a click on it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.condition_sheet import ConditionSheet, Option
from kpps_desk.ui.wrapping import WrappingRow

if TYPE_CHECKING:
    from kpps_desk.store.snapshot import Snapshot
    from kpps_desk.ui.screen import Desk


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """What can be asked of one column. `key` is the filter's field, `column` the list's column that it belongs to."""

    key: str
    title: str
    options: Sequence[Option] = ()
    ask: "Callable[[Snapshot], Sequence[Option]] | None" = None  # values that the file knows
    typed: str = ""  # the placeholder where any text may be typed
    column: str = ""


class Conditions(WrappingRow):
    """Chips; `values` is what holds, by the filters' keys."""

    changed = Signal()

    def __init__(self, desk: "Desk", key: str, filters: Sequence[ColumnFilter]) -> None:
        super().__init__()
        self._desk, self._kept = desk, f"{key}/where"
        self.filters = {one.key: one for one in filters}
        self.values: dict[str, Any] = {}
        self.labels: dict[str, str] = {}
        self._open = ""
        self._sheet = ConditionSheet(self)
        self._sheet.chosen.connect(self._chosen)
        self.button = QPushButton("&Saring kolom")
        self.button.setIcon(theme.icon("filter", "muted"))
        self.button.setIconSize(QSize(16, 16))
        self.button.setToolTip("Saring menurut isi kolom mana pun (Alt+S)")
        self.button.setMenu(self._menu())
        self._restore()

    # -- for the screen -----------------------------------------------------------------------------------------------

    def hold_only(self, state: Mapping[str, Any]) -> None:
        """Exactly these, without saying so: {key: [value, label]}."""
        known = {key: pair for key, pair in state.items() if key in self.filters}
        self.values = {key: pair[0] for key, pair in known.items()}
        self.labels = {key: str(pair[1]) for key, pair in known.items()}
        self._keep()

    def state(self) -> dict[str, Any]:
        """What `hold_only` takes."""
        return {key: [value, self.labels[key]] for key, value in self.values.items()}

    def clear(self) -> None:
        """None holds, without saying so."""
        self.hold_only({})

    def says(self) -> list[str]:
        """`Pendidikan: SMA` of each."""
        return [f"{self.filters[key].title}: {self.labels[key]}" for key in self.values]

    def menu_for(self, column: str) -> list[ColumnFilter]:
        """The filters that belong to a column of the list."""
        return [one for one in self.filters.values() if (one.column or one.key) == column]

    def open(self, key: str, under: QWidget | None = None) -> None:
        """The sheet of one filter."""
        one, self._open = self.filters[key], key
        self._sheet.open_under(under or self.button, one.title, one.options, typed=one.typed)
        if one.ask is not None:
            self._desk.background.ask(self, one.ask, lambda found: self._offer(key, found), topic="values")

    def hold(self, key: str, value: Any, label: str) -> None:
        """One more condition, and say so."""
        self.values[key], self.labels[key] = value, label
        self._keep()
        self.changed.emit()

    # -- underneath ---------------------------------------------------------------------------------------------------

    def _menu(self) -> QMenu:
        menu = QMenu(self.button)
        for one in self.filters.values():
            menu.addAction(one.title.replace("&", "&&")).triggered.connect(lambda _, key=one.key: self.open(key))
        return menu

    def _offer(self, key: str, found: Sequence[Option]) -> None:
        if key == self._open and self._sheet.isVisible():
            self._sheet.offer([*self.filters[key].options, *found])

    def _chosen(self, value: Any, label: str) -> None:
        self.hold(self._open, value, label)

    def _remove(self, key: str) -> None:
        self.values.pop(key, None)
        self._keep()
        self.changed.emit()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        try:
            kept = json.loads(self._desk.kept.text(self._kept) or "{}")
            self.hold_only({key: pair for key, pair in kept.items() if len(pair) == 2})
        except (ValueError, TypeError, AttributeError):
            self.clear()

    def _keep(self) -> None:
        self._desk.kept.keep(self._kept, json.dumps(self.state(), ensure_ascii=False))
        self.put([self._chip(key, text) for key, text in zip(self.values, self.says(), strict=True)])
        self.setVisible(bool(self.values))

    def _chip(self, key: str, text: str) -> QPushButton:
        chip = QPushButton(text.replace("&", "&&"), self)
        chip.setObjectName("chip")
        chip.setIcon(theme.icon("close", "muted"))
        chip.setIconSize(QSize(14, 14))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setAccessibleName(f"Hapus saringan {text}")
        chip.setToolTip("Hapus saringan ini")
        chip.clicked.connect(lambda: self._remove(key))
        return chip

    def add_to(self, menu: QMenu, column: str) -> None:
        """Add this column's filters to a menu of the header."""
        for one in self.menu_for(column):
            action = menu.addAction(f"Saring {one.title}…")
            action.triggered.connect(lambda _, key=one.key: self.open(key))
