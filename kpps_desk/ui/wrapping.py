"""A row of widgets that stand in lines like words: as many on a line as fit.

What a newcomer gets wrong: a QLayout of our own for it. PySide frees its items and Qt deletes them again at the end of
the program; placing a handful of buttons by hand needs no layout.
"""

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpps_desk.ui import theme

_GAP = theme.GRID // 2


class WrappingRow(QWidget):
    """`put` gives it its widgets; its height follows from its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._widgets: list[QWidget] = []

    def put(self, widgets: list[QWidget]) -> None:
        """These instead of the ones before."""
        for old in self._widgets:
            old.hide()
            old.deleteLater()
        self._widgets = widgets
        for widget in widgets:
            widget.setParent(self)
            widget.show()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        x = y = tall = 0
        for widget in self._widgets:
            size = widget.sizeHint()
            wide = min(size.width(), max(self.width(), 1))
            if x and x + wide > self.width():
                x, y, tall = 0, y + tall + _GAP, 0
            widget.setGeometry(QRect(x, y, wide, size.height()))
            x += wide + _GAP
            tall = max(tall, size.height())
        if self.height() != y + tall or self.minimumHeight() != y + tall:
            self.setFixedHeight(y + tall)
