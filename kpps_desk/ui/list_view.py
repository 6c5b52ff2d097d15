"""The table that paints a ListModel: fixed row height, ready strings drawn at a point.

What a newcomer gets wrong: giving it Qt's own header or a delegate. Qt's header asks 1.3 million questions on Ctrl+A,
and a delegate is a Python call a cell; this one paints whole columns. Selection lives in Qt's ranges, kept by id.
"""

from array import array
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.list_model import Column, Line, ListModel

_Index = QModelIndex | QPersistentModelIndex
_PAD = 12
_ICON = 16
_MANY = 20  # chosen ids; above, one pass over all ids finds them faster than a search each


class _Header(QHeaderView):
    """Knows nothing of the selection; paints a title and the order's arrow."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setHighlightSections(False)
        self.columns: tuple[Column[Any], ...] = ()
        self._font = theme.font(12, QFont.Weight.DemiBold)

    def reset(self) -> None:
        """Other rows don't change the titles: nothing to lay out or paint again."""
        if self.orientation() == Qt.Orientation.Vertical or self.count() != len(self.columns):
            super().reset()

    def setSelectionModel(self, model: QItemSelectionModel) -> None:
        """Keep an empty one: the table's would make every change of the selection a question for each row."""
        super().setSelectionModel(QItemSelectionModel(model.model(), self))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if not self.columns:
            return
        painter.fillRect(rect, theme.colour("surface"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        column = self.columns[section]
        sorted_here = bool(column.sort) and self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        painter.setFont(self._font)
        painter.setPen(theme.colour("text" if sorted_here else "muted"))
        metrics = QFontMetrics(self._font)
        space = rect.width() - 2 * _PAD - (_ICON if sorted_here else 0)
        title = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, space)
        left = rect.right() - _PAD - metrics.horizontalAdvance(title) if column.right else rect.left() + _PAD
        painter.drawText(left, rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) // 2, title)
        if sorted_here:
            arrow = "up" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else "down"
            at = left + metrics.horizontalAdvance(title) + 2 if not column.right else left - _ICON
            painter.drawPixmap(at, rect.center().y() - 6, theme.pixmap(arrow, "accent", 14, self.devicePixelRatioF()))


class ListView(QTableView):
    """Rows of a ListModel. Enter or a double click opens; Ctrl+A is all in the filter."""

    opened = Signal(int)  # id
    chosen_changed = Signal()
    order_wanted = Signal(str, bool)  # the column's sort name, descending
    resized = Signal()  # the viewport has its new width

    def __init__(self, model: ListModel[Any, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = model
        self._header = _Header(Qt.Orientation.Horizontal, self)
        self._header.columns = model.columns
        self.setHorizontalHeader(self._header)
        vertical = _Header(Qt.Orientation.Vertical, self)
        self.setVerticalHeader(vertical)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(theme.ROW)
        vertical.setDefaultSectionSize(theme.ROW)
        vertical.hide()
        self._settle()
        self.setModel(model)
        self._settle_columns()
        self._font = theme.font(13)
        self._strong = theme.font(13, QFont.Weight.DemiBold)
        self._metrics = QFontMetrics(self._font)
        self._elided: dict[tuple[str, int], str] = {}
        self._ranges: list[tuple[int, int]] = []
        self._kept: tuple[array[int], int, int] = (array("q"), -1, 0)
        self._empty = ""
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.completed.connect(self._restore_rest)
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def _settle(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setAutoScroll(False)
        self.setMinimumHeight(theme.ROW * 4)
        self.verticalScrollBar().setSingleStep(theme.ROW)

    def _settle_columns(self) -> None:
        header = self._header
        header.setFixedHeight(theme.ROW)
        header.setSectionsClickable(True)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(48)
        for position, column in enumerate(self._list.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(position, mode)
            header.resizeSection(position, column.width)
        header.sectionClicked.connect(self._header_clicked)

    # -- what is chosen -----------------------------------------------------------------------------------------------

    def chosen_count(self) -> int:
        return sum(bottom - top + 1 for top, bottom in self._ranges)

    def chosen(self) -> "array[int]":
        """The chosen ids in the list's order (all in the filter after Ctrl+A)."""
        found = array("q")
        for top, bottom in self._ranges:
            found.extend(self._list.ids[top : bottom + 1])
        return found

    def all_chosen(self) -> bool:
        return bool(self._ranges) and self.chosen_count() == self._list.total

    def current_id(self) -> int:
        """The id under the cursor; -1 without one."""
        row = self.currentIndex().row()
        return self._list.ids[row] if 0 <= row < len(self._list.ids) else -1

    def choose(self, ids: Iterable[int]) -> None:
        """Choose exactly these, as far as the list has them."""
        wanted = set(ids)
        if len(wanted) <= _MANY:
            rows = sorted(row for row in map(self._list.position, wanted) if row >= 0)
        else:
            rows = [row for row, id_ in enumerate(self._list.ids) if id_ in wanted]
        last = len(self._list.columns) - 1
        selection = QItemSelection()
        for top, bottom in _runs(rows):
            selection.select(self._list.index(top, 0), self._list.index(bottom, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_id(self, id_: int) -> bool:
        """Put the cursor on this id; False if the list doesn't have it."""
        row = self._list.position(id_)
        if row >= 0:
            self.setCurrentIndex(self._list.index(row, 0))
        return row >= 0

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        # The whole view: Qt's own would work out the region of every range.
        ranges = self.selectionModel().selection()
        self._ranges = sorted({(part.top(), part.bottom()) for part in ranges.toList()})
        self.viewport().update()
        self.chosen_changed.emit()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def _keep(self) -> None:
        chosen = self.chosen() if self.chosen_count() else array("q")
        self._kept = (chosen, self.current_id(), self.verticalScrollBar().value())

    def _restore(self) -> None:
        """After a reset: the cursor and the chosen ids come back where the list still has them."""
        self.executeDelayedItemsLayout()  # now, or rows are painted once without and once with their scroll bar
        self._ranges = []
        _, current, scroll = self._kept
        if self._list.complete:
            self.verticalScrollBar().setValue(scroll)
            self._restore_rest()
        elif current >= 0 and (row := self._list.position(current)) >= 0:
            self.selectionModel().setCurrentIndex(
                self._list.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
            )
            self._kept = (array("q"), -1, 0)
        else:
            self._kept = (array("q"), -1, 0)
            self.chosen_changed.emit()

    def _restore_rest(self) -> None:
        chosen, current, _ = self._kept
        self._kept = (array("q"), -1, 0)
        if chosen:
            self.choose(chosen)
        if current >= 0 and (row := self._list.position(current)) >= 0:
            self.selectionModel().setCurrentIndex(self._list.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    # -- hands --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape and self.chosen_count() > 1:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the search box; Qt's own search would walk 133,515 rows."""

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._list.ids):
            self.opened.emit(self._list.ids[row])

    def _header_clicked(self, position: int) -> None:
        column = self._list.columns[position]
        if not column.sort:
            return
        header = self._header
        same = header.isSortIndicatorShown() and header.sortIndicatorSection() == position
        descending = same and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.show_order(column.sort, descending=descending)
        self.order_wanted.emit(column.sort, descending)

    def show_order(self, sort: str, *, descending: bool) -> None:
        """Point the header's arrow at this order."""
        for position, column in enumerate(self._list.columns):
            if column.sort == sort:
                order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
                self._header.setSortIndicatorShown(True)
                self._header.setSortIndicator(position, order)

    # -- glass --------------------------------------------------------------------------------------------------------

    def say_empty(self, text: str) -> None:
        """What stands in the middle when there are no rows: what to do next."""
        self._empty = text
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = self.viewport().rect()
        painter.fillRect(area, theme.colour("surface"))
        total = self._list.total
        if not total:
            self._paint_empty(painter, area)
            return
        offset = self.verticalOffset()
        top = offset // theme.ROW
        bottom = min((offset + area.height()) // theme.ROW, total - 1)
        lines = [self._list.line(row) for row in range(top, bottom + 1)]
        self._paint_grounds(painter, area, top, offset, len(lines))
        baseline = (theme.ROW + self._metrics.ascent() - self._metrics.descent()) // 2
        painter.setFont(self._font)
        for position, column in enumerate(self._list.columns):
            if not self.isColumnHidden(position):
                self._paint_column(painter, position, column, lines, top * theme.ROW - offset, baseline)
        self._asking.start()

    def _paint_grounds(self, painter: QPainter, area: QRect, top: int, offset: int, count: int) -> None:
        chosen, line = theme.colour("chosen"), theme.colour("line")
        for row in range(top, top + count):
            y = row * theme.ROW - offset
            if any(first <= row <= last for first, last in self._ranges):
                painter.fillRect(0, y, area.width(), theme.ROW, chosen)
            painter.fillRect(0, y + theme.ROW - 1, area.width(), 1, line)
        current = self.currentIndex().row()
        if current >= 0:
            y = current * theme.ROW - offset
            painter.fillRect(0, y, 3, theme.ROW - 1, theme.colour("accent" if self.hasFocus() else "edge"))

    def _paint_column(
        self,
        painter: QPainter,
        position: int,
        column: Column[Any],
        lines: list[Line[Any] | None],
        y: int,
        baseline: int,
    ) -> None:
        left, width = self.columnViewportPosition(position), self.columnWidth(position)
        if left > self.viewport().width() or left + width < 0:
            return
        painter.setPen(theme.colour("text"))
        ratio = self.devicePixelRatioF()
        for row, line in enumerate(lines):
            at = y + row * theme.ROW
            if line is None:
                painter.fillRect(left + _PAD, at + 13, min(width - 2 * _PAD, 72), 8, theme.colour("line"))
                continue
            x, mark = left + _PAD, line.marks[position]
            if mark is not None:
                painter.drawPixmap(x, at + (theme.ROW - _ICON) // 2, theme.pixmap(mark.icon, mark.token, _ICON, ratio))
                x += _ICON + 6
            text = self._fitted(line.cells[position], left + width - _PAD - x)
            if column.right:
                x = left + width - _PAD - self._metrics.horizontalAdvance(text)
            painter.drawText(x, at + baseline, text)

    def _fitted(self, text: str, width: int) -> str:
        """Cut to the column's width; measured once a text and width."""
        if len(text) * theme.WIDEST < width:
            return text
        key = (text, width)
        if (found := self._elided.get(key)) is None:
            if len(self._elided) > 5_000:
                self._elided.clear()
            found = self._elided[key] = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return found

    def _paint_empty(self, painter: QPainter, area: QRect) -> None:
        painter.setFont(self._font)
        painter.setPen(theme.colour("muted"))
        painter.drawText(
            area.adjusted(48, 0, -48, 0), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty
        )

    def _ask(self) -> None:
        offset = self.verticalOffset()
        self._list.want(offset // theme.ROW, (offset + self.viewport().height()) // theme.ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._asking.start()
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().update()


_ROWS = QItemSelectionModel.SelectionFlag.Rows


def _runs(rows: list[int]) -> Iterable[tuple[int, int]]:
    """Sorted positions as (first, last) of each unbroken run."""
    start = previous = -1
    for row in rows:
        if previous >= 0 and row == previous + 1:
            previous = row
            continue
        if previous >= 0:
            yield start, previous
        start = previous = row
    if previous >= 0:
        yield start, previous
