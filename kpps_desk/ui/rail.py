"""The rail on the left: one button a screen, with its name beside the icon, or under it where the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.screen import Entry

WIDE, NARROW = 176, 88
_KEYS = 10
_ICON = 20


class Rail(QFrame):
    """Says which screen the person wants; Ctrl+1 .. Ctrl+9 and Ctrl+0 do the same for the first ten.

    A screen that stands under another has no button; while it is shown, the other's is marked.
    """

    wanted = Signal(str)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName("Daftar layar")
        self._buttons: dict[str, QToolButton] = {}
        self._dressed = False
        self._icons = {entry.key: entry.icon for entry in entries}
        self._above = {entry.key: entry.under or entry.key for entry in entries}
        group = QButtonGroup(self)
        group.setExclusive(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(2)
        self._brand = QLabel("KPPS Desk")
        self._brand.setObjectName("brand")
        layout.addWidget(self._brand)
        railed = [entry for entry in entries if not entry.under]
        for place, entry in enumerate(railed, start=1):
            key = entry.keys or (f"Ctrl+{place % 10}" if place <= _KEYS else "")
            button = QToolButton()
            button.setCheckable(True)
            button.setText(entry.title)
            button.setAccessibleName(entry.title)
            button.setToolTip(f"{entry.title} ({key})" if key else entry.title)
            button.setShortcut(key)
            button.setIconSize(QSize(_ICON, _ICON))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _, key=entry.key: self.wanted.emit(key))
            button.toggled.connect(lambda checked, key=entry.key: self._dress(key, checked=checked))
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[entry.key] = button
        layout.addStretch(1)
        self.set_narrow(False)

    def show_current(self, key: str) -> None:
        if (button := self._buttons.get(self._above.get(key, key))) is not None:
            button.setChecked(True)

    def shortcut(self, key: str) -> str:
        """The keys that show this screen, '' if none do."""
        button = self._buttons.get(key)
        return button.shortcut().toString() if button is not None else ""

    def set_narrow(self, narrow: bool) -> None:
        """Names under the icons, and narrower."""
        if self.property("narrow") == narrow:
            return
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._brand.setVisible(not narrow)
        self.setProperty("narrow", narrow)
        for widget in (self, *self._buttons.values()):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        style = Qt.ToolButtonStyle
        for button in self._buttons.values():
            button.setToolButtonStyle(style.ToolButtonTextUnderIcon if narrow else style.ToolButtonTextBesideIcon)

    def showEvent(self, event: QShowEvent) -> None:
        """Icons when they are first seen: the window shows before there is a workspace, and without them."""
        if not self._dressed:
            self._dressed = True
            self.dress()
        super().showEvent(event)

    def dress(self) -> None:
        """Icons in the colours of the theme in use."""
        if not self._dressed:
            return
        for key, button in self._buttons.items():
            self._dress(key, checked=button.isChecked())

    def _dress(self, key: str, *, checked: bool) -> None:
        if self._dressed:
            self._buttons[key].setIcon(theme.icon(self._icons[key], "accent" if checked else "muted", _ICON))
