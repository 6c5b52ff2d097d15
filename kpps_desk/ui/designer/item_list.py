"""The list of a side's items, the topmost first: for whoever would rather choose by name than on the page.

What a newcomer gets wrong: two choices. The list and the page show one; whichever is used, the other follows.
"""

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from kpps_desk.ui.designer.arranging import box_of
from kpps_desk.ui.designer.naming import item_name, place_text
from kpps_desk.ui.designer.work import Work

_PLACE = Qt.ItemDataRole.UserRole


class ItemList(QListWidget):
    """Shift and Ctrl choose several, as in every list."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.setAccessibleName("Daftar butir, yang paling depan di atas")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemSelectionChanged.connect(self._choose)
        work.changed.connect(self.show_items)
        work.chosen_changed.connect(self.show_items)

    def show_items(self) -> None:
        """The side that is looked at."""
        if self._work.state is None:
            return
        items = self._work.items
        with QSignalBlocker(self):
            while self.count() > len(items):
                self.takeItem(self.count() - 1)
            while self.count() < len(items):
                self.addItem(QListWidgetItem())
            for row, at in enumerate(range(len(items) - 1, -1, -1)):
                line = self.item(row)
                line.setText(item_name(items[at]))
                line.setData(_PLACE, at)
                line.setData(Qt.ItemDataRole.AccessibleDescriptionRole, place_text(box_of(items[at])))
            self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = set(self._work.chosen)
        for row in range(self.count()):
            self.item(row).setSelected(self.item(row).data(_PLACE) in chosen)
        if self._work.current >= 0:
            row = self.count() - 1 - self._work.current
            self.setCurrentRow(row, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _choose(self) -> None:
        rows = [self.item(row) for row in range(self.count())]
        chosen = [row.data(_PLACE) for row in rows if row.isSelected()]
        current = self.currentItem().data(_PLACE) if self.currentItem() is not None else -1
        self._work.choose([at for at in chosen if at != current] + ([current] if current in chosen else []))
