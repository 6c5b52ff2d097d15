"""Which columns a list shows, in which order and how wide: chosen by the person, kept between runs.

What a newcomer gets wrong: moving a column in the model. Model and painting know columns by their place in `columns`;
the header alone turns that into what stands where on the glass.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kpps_desk.ui import theme
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.views import Views

_POSITION = Qt.ItemDataRole.UserRole
_NARROWEST = 128  # logical pixels that a stretching column keeps; beyond, the list scrolls sideways


class ListColumns(QObject):
    """Keeps the view's columns under `key`; `button` opens the sheet."""

    def __init__(self, view: ListView, columns: Sequence[Column[Any]], kept: Views, key: str) -> None:
        super().__init__(view)
        self._view, self._columns, self._kept, self._key = view, tuple(columns), kept, key
        self._header = view.horizontalHeader()
        self._header.setSectionsMovable(True)
        self._putting = False
        self.button = QToolButton()
        self.button.setObjectName("quiet")
        self.button.setIcon(theme.icon("columns", "muted"))
        self.button.setIconSize(QSize(18, 18))
        self.button.setAccessibleName("Pilih kolom")
        self.button.setToolTip("Pilih kolom yang tampil dan urutannya")
        self._sheet: _Sheet | None = None
        self.button.clicked.connect(self.open)
        self.put(self.state(kept_only=True))
        self._header.sectionResized.connect(lambda *_: self._changed())
        self._header.sectionMoved.connect(lambda *_: self._changed())
        view.resized.connect(self._fit)

    def state(self, *, kept_only: bool = False) -> dict[str, str]:
        """Hidden columns, the order, the widths, as texts; `put` takes it."""
        if kept_only:
            hidden = " ".join(column.key for column in self._columns if not column.shown)
            return {
                "hidden": self._kept.text(f"{self._key}/hidden", hidden),
                "order": self._kept.text(f"{self._key}/order"),
            }
        return {"hidden": " ".join(self.hidden()), "order": " ".join(self.order())}

    def put(self, state: dict[str, str]) -> None:
        """Show the columns so."""
        self._putting = True
        hidden, order = state.get("hidden", "").split(), state.get("order", "").split()
        for position, column in enumerate(self._columns):
            width = self._kept.number(f"{self._key}/width/{column.key}", column.width)
            if not column.stretch:
                self._view.setColumnWidth(position, width)
            self._view.setColumnHidden(position, column.key in hidden and not column.stretch)
        places = {column.key: position for position, column in enumerate(self._columns)}
        whole = [key for key in order if key in places] or list(places)
        for key in (key for key in places if key not in whole):
            whole.insert(min(places[key], len(whole)), key)
        for visual, key in enumerate(whole):
            self._header.moveSection(self._header.visualIndex(places[key]), visual)
        self._putting = False
        self._changed()

    def hidden(self) -> list[str]:
        return [column.key for at, column in enumerate(self._columns) if self._view.isColumnHidden(at)]

    def order(self) -> list[str]:
        """Every column's key, as they stand from the left."""
        return [self._columns[self._header.logicalIndex(visual)].key for visual in range(len(self._columns))]

    def shown(self) -> list[Column[Any]]:
        """The columns that can be seen, from the left."""
        by_key = {column.key: column for column in self._columns}
        hidden = set(self.hidden())
        return [by_key[key] for key in self.order() if key not in hidden]

    def show(self, position: int, *, shown: bool) -> None:
        """Show or hide one; the stretching one always stands."""
        if not self._columns[position].stretch:
            self._view.setColumnHidden(position, not shown)
            self._changed()

    def move(self, position: int, step: int) -> None:
        """One place to the right (1) or to the left (-1)."""
        at = self._header.visualIndex(position)
        if 0 <= at + step < len(self._columns):
            self._header.moveSection(at, at + step)

    def reset(self) -> None:
        """As the program comes."""
        hidden = " ".join(column.key for column in self._columns if not column.shown)
        for column in self._columns:
            self._kept.keep(f"{self._key}/width/{column.key}", column.width)
        self.put({"hidden": hidden, "order": ""})

    def open(self) -> None:
        """The sheet under the button."""
        if self._sheet is None:
            self._sheet = _Sheet(self, self._columns, self.button)
        self._sheet.open_under(self.button)

    def _changed(self) -> None:
        if self._putting:
            return
        self._fit()
        for name, text in self.state().items():
            self._kept.keep(f"{self._key}/{name}", text)
        for position, column in enumerate(self._columns):
            if not column.stretch and not self._view.isColumnHidden(position):
                self._kept.keep(f"{self._key}/width/{column.key}", self._view.columnWidth(position))

    def _fit(self) -> None:
        """The stretching column takes what the others leave, but never less than a name needs."""
        if self._putting:
            return
        self._putting = True
        stretching = [at for at, column in enumerate(self._columns) if column.stretch]
        others = sum(
            self._view.columnWidth(at)
            for at, column in enumerate(self._columns)
            if not column.stretch and not self._view.isColumnHidden(at)
        )
        for at in stretching:
            left = (self._view.viewport().width() - others) // len(stretching)
            enough = left >= min(_NARROWEST, self._columns[at].width)
            mode = QHeaderView.ResizeMode.Stretch if enough else QHeaderView.ResizeMode.Interactive
            if self._header.sectionResizeMode(at) != mode:
                self._header.setSectionResizeMode(at, mode)
            if not enough and self._view.columnWidth(at) < self._columns[at].width:
                self._header.resizeSection(at, self._columns[at].width)
        self._putting = False


class _Sheet(QFrame):
    """The columns with a mark each: Space shows or hides, Alt with an arrow moves."""

    def __init__(self, owner: ListColumns, columns: Sequence[Column[Any]], under: QWidget) -> None:
        super().__init__(under, Qt.WindowType.Popup)
        self.setObjectName("panel")
        self._owner, self._columns = owner, tuple(columns)
        self._list = QListWidget()
        self._list.setAccessibleName("Kolom yang tampil")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemChanged.connect(self._marked)
        self._list.installEventFilter(self)
        hint = QLabel("Spasi: tampilkan atau sembunyikan\nAlt+↑ ↓: pindahkan")
        hint.setObjectName("caption")
        again = QPushButton("Seperti &semula")
        again.setObjectName("quiet")
        again.clicked.connect(self._reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        for widget in (self._list, hint, again):
            layout.addWidget(widget)

    def open_under(self, widget: QWidget) -> None:
        self._fill()
        self.setFixedWidth(264)
        room = widget.screen().availableGeometry() if widget.screen() else None
        corner = widget.mapToGlobal(QPoint(widget.width() - 264, widget.height() + 4))
        below = room.bottom() - corner.y() - 120 if room else 400
        self._list.setFixedHeight(min(self._list.sizeHintForRow(0) * self._list.count() + 6, max(170, below)))
        self.adjustSize()
        self.move(corner)
        self.show()
        self._list.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        hidden = set(self._owner.hidden())
        places = {column.key: position for position, column in enumerate(self._columns)}
        for key in self._owner.order():
            column = self._columns[places[key]]
            item = QListWidgetItem(column.title)
            item.setData(_POSITION, places[key])
            item.setCheckState(Qt.CheckState.Unchecked if key in hidden else Qt.CheckState.Checked)
            if column.stretch:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.blockSignals(False)

    def _marked(self, item: QListWidgetItem) -> None:
        self._owner.show(item.data(_POSITION), shown=item.checkState() == Qt.CheckState.Checked)

    def _move(self, step: int) -> None:
        row = self._list.currentRow()
        self._owner.move(self._list.item(row).data(_POSITION), step)
        self._fill()
        self._list.setCurrentRow(max(0, min(self._list.count() - 1, row + step)))

    def _reset(self) -> None:
        self._owner.reset()
        self._fill()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
