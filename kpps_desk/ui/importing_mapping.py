"""The table in which a list's columns are mapped: left the mapping, which stays in sight, right the first cells.

What a newcomer gets wrong: a combo box in every line. A list may have 200 columns; the table has one cursor, and Enter,
F2 or a click opens the choice of the line that it stands on.
"""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kpps_desk.exchange.columns import COLUMNS
from kpps_desk.ui import theme
from kpps_desk.ui.importing_draft import Draft
from kpps_desk.ui.importing_mapping_model import CELLS, CERTAINTY, COLUMN, HEADER, MappingModel

_Index = QModelIndex | QPersistentModelIndex
UNREAD = "— tidak dibaca —"
_WIDE, _NARROW = (190, 190, 170), (140, 150, 136)


class _Chooser(QStyledItemDelegate):
    """The choice of our columns: looks like a combo box, becomes one while it is open."""

    chosen = Signal(int, str)  # row, column's name or ''

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        box = QComboBox(parent)
        box.setAccessibleName("Dibaca sebagai")
        box.addItem(UNREAD, "")
        for column in COLUMNS:
            box.addItem(column.header, column.name)
        box.setMaxVisibleItems(14)
        row = index.row()
        box.activated.connect(lambda _: self._take(box, row))
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        assert isinstance(editor, QComboBox)  # noqa: S101
        editor.setCurrentIndex(max(0, editor.findText(index.data() or "")))
        editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """The choice is taken when it is made."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        area: QRect = option.rect
        editor.setGeometry(area)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        area: QRect = option.rect
        arrow = theme.pixmap("down", "muted", 14, painter.device().devicePixelRatio())
        painter.drawPixmap(area.right() - 20, area.center().y() - 6, arrow)

    def _take(self, box: QComboBox, row: int) -> None:
        name = str(box.currentData())
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)
        self.chosen.emit(row, name)


class _Table(QTableView):
    """A calm table; Tab leaves it."""

    def __init__(self, model: MappingModel, name: str, behaviour: QAbstractItemView.SelectionBehavior) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setObjectName("lined")
        self.setSelectionBehavior(behaviour)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setIconSize(QSize(16, 16))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setFixedHeight(theme.ROW)
        head.setDefaultSectionSize(176)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose_here()
        else:
            super().keyPressEvent(event)

    def choose_here(self) -> None:
        """Open the choice of the line at the cursor."""
        row = self.currentIndex().row()
        if row >= 0 and not self.isColumnHidden(COLUMN):
            self.edit(self.model().index(row, COLUMN))


class MappingTable(QWidget):
    """Both tables, moving as one."""

    chosen = Signal(int, str)  # place of the list's column, name of ours or ''
    pointed = Signal(str)  # what the cell at the cursor is, in a sentence

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = MappingModel(self)
        behaviour = QAbstractItemView.SelectionBehavior
        self.mapping = _Table(self.model, "Kolom daftar dan cara membacanya", behaviour.SelectRows)
        self.cells = _Table(self.model, "Baris pertama daftar, seperti yang akan dibaca", behaviour.SelectItems)
        self._chooser = _Chooser(self.mapping)
        self.mapping.setItemDelegateForColumn(COLUMN, self._chooser)
        self.mapping.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._chooser.chosen.connect(lambda row, name: self.chosen.emit(self.model.places[row], name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.mapping)
        row.addWidget(self.cells, 1)
        self._move_as_one()
        self.set_narrow(False)

    def _move_as_one(self) -> None:
        self.mapping.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.mapping.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cells.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # both stay as high
        left, right = self.mapping.verticalScrollBar(), self.cells.verticalScrollBar()
        left.valueChanged.connect(right.setValue)
        right.valueChanged.connect(left.setValue)
        for table, other in ((self.mapping, self.cells), (self.cells, self.mapping)):
            selection = table.selectionModel()
            selection.currentChanged.connect(lambda now, _, other=other: self._follow(other, now))
            selection.currentChanged.connect(lambda now, _: self.pointed.emit(self.model.told(now)))

    def _follow(self, other: QTableView, now: QModelIndex) -> None:
        if now.isValid() and other.currentIndex().row() != now.row():
            column = other.currentIndex().column()
            first = HEADER if other is self.mapping else CELLS
            other.setCurrentIndex(self.model.index(now.row(), column if column >= 0 else first))

    def put(self, draft: Draft) -> None:
        """Show this list; the cursor stays where it was if it is the same one."""
        self.model.put(draft)
        for at in range(self.model.columnCount()):
            self.mapping.setColumnHidden(at, at >= CELLS)
            self.cells.setColumnHidden(at, at < CELLS)
        self.set_narrow(self._narrow)
        if self.model.rowCount() and self.mapping.currentIndex().row() < 0:
            self.mapping.setCurrentIndex(self.model.index(0, COLUMN))
        self.say_again()

    def set_narrow(self, narrow: bool) -> None:
        """On a small screen the mapping takes less."""
        self._narrow = narrow
        widths: Sequence[int] = _NARROW if narrow else _WIDE
        for at, width in zip((HEADER, COLUMN, CERTAINTY), widths, strict=True):
            self.mapping.setColumnWidth(at, width)
        self.mapping.setFixedWidth(sum(widths) + 2)

    def say_again(self) -> None:
        """The cursor's sentence, after a change of the mapping."""
        table = self.cells if self.cells.hasFocus() else self.mapping
        self.pointed.emit(self.model.told(table.currentIndex()))
