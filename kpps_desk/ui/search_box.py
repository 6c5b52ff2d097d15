"""The search box over a list, and a filter of a few values beside it.

What a newcomer gets wrong: letters in the list. They belong here: Down goes into the list, Ctrl+F comes back.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.list_view import ListView


class SearchBox(QLineEdit):
    """Down goes into the list, Escape empties."""

    def __init__(self, placeholder: str, into: QWidget) -> None:
        super().__init__()
        self._into = into
        self.setPlaceholderText(placeholder)
        self.setAccessibleName("Cari")
        self.setToolTip("Cari (Ctrl+F)")
        self._empty = QToolButton(self)
        self._empty.setObjectName("inside")
        self._empty.setIcon(theme.icon("close", "muted"))
        self._empty.setAccessibleName("Kosongkan pencarian")
        self._empty.setToolTip("Kosongkan (Esc)")
        self._empty.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty.setCursor(Qt.CursorShape.ArrowCursor)
        self._empty.clicked.connect(self.clear)
        self._empty.hide()
        self.textChanged.connect(lambda text: self._empty.setVisible(bool(text)))
        self.setTextMargins(24, 0, 24, 0)
        self.setMinimumWidth(160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.width() - 30, (self.height() - 24) // 2, 24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        lens = theme.pixmap("search", "muted", 18, self.devicePixelRatioF())
        QPainter(self).drawPixmap(9, (self.height() - 18) // 2, lens)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z with nothing typed to take back belongs to the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self._into.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if isinstance(self._into, ListView) and self._into.currentIndex().row() < 0:
                self._into.selectRow(0)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.matches(QKeySequence.StandardKey.SelectAll) and not self.text() and isinstance(self._into, ListView):
            self._into.selectAll()
        else:
            super().keyPressEvent(event)


class Choice(QComboBox):
    """A filter of a few values; the first means all."""

    def __init__(self, name: str, options: Sequence[tuple[str, Any]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(11)
        for label, value in options:
            self.addItem(label, value)

    @property
    def value(self) -> Any:
        return self.currentData()

    def put(self, value: object) -> None:
        """Show this value without asking anew; the first one when it isn't offered."""
        blocker = QSignalBlocker(self)
        self.setCurrentIndex(max(0, self.findData(value)))
        blocker.unblock()

    def put_text(self, text: str) -> None:
        """Show the value that was remembered as this text."""
        self.put(next((self.itemData(at) for at in range(self.count()) if str(self.itemData(at)) == text), None))
