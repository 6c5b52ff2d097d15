"""A panel's fields in two columns under their captions; a hidden field takes its caption and its room with it.

What a newcomer gets wrong: a QFormLayout. Its labels take half of a narrow panel; above the fields they take none.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kpps_desk.ui import theme


class Cell(QWidget):
    """A caption and its field; '': a field that says itself what it is."""

    def __init__(self, caption: str, field: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if caption:
            label = QLabel(caption)
            label.setObjectName("caption")
            label.setBuddy(field)
            column.addWidget(label)
        column.addWidget(field)


class Fields(QWidget):
    """`add` a field over the whole width, or two side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GRID)
        self._grid.setVerticalSpacing(theme.GRID)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, theme.GRID * 12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def add(self, caption: str, field: QWidget) -> Cell:
        return self._add(caption, field, 0, 2)

    def add_pair(self, first: tuple[str, QWidget], second: tuple[str, QWidget]) -> tuple[Cell, Cell]:
        row = self._grid.rowCount()
        cells = (Cell(*first), Cell(*second))
        for column, cell in enumerate(cells):
            self._grid.addWidget(cell, row, column)
        return cells

    def add_widget(self, widget: QWidget) -> None:
        """Without a caption, over the whole width."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def _add(self, caption: str, field: QWidget, column: int, span: int) -> Cell:
        cell = Cell(caption, field)
        self._grid.addWidget(cell, self._grid.rowCount(), column, 1, span)
        return cell


def scrolled(*parts: QWidget) -> QScrollArea:
    """Parts of a panel one under the other; it scrolls where the window is low."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(12, 12, 12, 12)
    column.setSpacing(theme.GRID)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
