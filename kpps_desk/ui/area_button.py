"""A filter by area: one button, and behind it the tree of areas with a box to search it.

What a newcomer gets wrong: offering all 318 areas. Only those with TPS in this workspace are offered.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.domain.places import Area, parent
from kpps_desk.domain.values import name_key
from kpps_desk.ui import theme

_EVERYWHERE = "Semua wilayah"
_CODE = Qt.ItemDataRole.UserRole


class AreaButton(QPushButton):
    """`code` is the chosen area's, with dots; '' is everywhere. A TPS's 13 digits may be put by the program."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        self.setToolTip("Saring menurut wilayah")
        self.setObjectName("dropdown")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._names: dict[str, str] = {}
        self._tree = _Tree(self)
        self._tree.chosen.connect(self.choose)
        self.clicked.connect(self._drop)
        self._say()

    def offer(self, areas: Sequence[Area]) -> None:
        self._names = {area.code: words.area_name(words.short_area(area.name), area.level) for area in areas}
        self._tree.offer(areas)
        self._say()

    def put(self, code: str) -> None:
        """Show this area without saying so."""
        self.code = code
        self._say()

    def choose(self, code: str) -> None:
        if code != self.code:
            self.put(code)
            self.changed.emit(code)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        arrow = theme.pixmap("down", "text", 14, self.devicePixelRatioF())
        QPainter(self).drawPixmap(self.width() - 21, (self.height() - 14) // 2, arrow)

    def _drop(self) -> None:
        self._tree.drop(self, self.code)

    def _say(self) -> None:
        name = _EVERYWHERE if not self.code else self._names.get(self.code, "")
        if self.code and "." not in self.code:
            name = f"TPS {self.code[10:]}"
        self.setText((name or self.code).replace("&", "&&"))
        self.setAccessibleName(f"Wilayah: {name or self.code}")


class _Tree(QFrame):
    """The popup."""

    chosen = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("panel")
        self._box = QLineEdit()
        self._box.setPlaceholderText("Cari wilayah")
        self._box.setAccessibleName("Cari wilayah")
        self._box.textChanged.connect(self._narrow)
        self._box.installEventFilter(self)
        self._tree = QTreeWidget()
        self._tree.setHeaderHidden(True)
        self._tree.setAccessibleName("Wilayah")
        self._tree.setUniformRowHeights(True)
        self._tree.itemClicked.connect(lambda item, _: self._take(item))
        self._tree.itemActivated.connect(lambda item, _: self._take(item))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._box)
        layout.addWidget(self._tree)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._keys: dict[str, str] = {}
        self._waiting: Sequence[Area] | None = ()  # offered, and not in the tree yet

    def offer(self, areas: Sequence[Area]) -> None:
        """They come into the tree when it is dropped: the province's take 20 ms, and each screen has a button."""
        self._waiting = areas

    def _fill(self, areas: Sequence[Area]) -> None:
        self._waiting = None
        self._tree.clear()
        self._items = {"": QTreeWidgetItem([_EVERYWHERE])}
        self._tree.addTopLevelItem(self._items[""])
        for area in areas:
            item = QTreeWidgetItem([words.area_name(words.short_area(area.name), area.level)])
            item.setData(0, _CODE, area.code)
            item.setSizeHint(0, QSize(0, 30))
            self._items[area.code] = item
            self._keys[area.code] = name_key(area.name)
            above = self._items.get(parent(area.code) or "-")
            if above is None:
                self._tree.addTopLevelItem(item)
            else:
                above.addChild(item)

    def drop(self, under: QWidget, code: str) -> None:
        if self._waiting is not None:
            self._fill(self._waiting)
        self._box.clear()
        self.resize(max(320, under.width()), 384)
        self.move(under.mapToGlobal(QPoint(0, under.height() + 4)))
        self._tree.collapseAll()
        if self._tree.topLevelItemCount() <= 2:
            self._tree.expandAll()
        item = self._items.get(code, self._items.get(""))
        if item is not None:
            self._tree.setCurrentItem(item)
            self._tree.scrollToItem(item)
        self.show()
        self._box.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self._tree.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        """Only areas whose name has all the letters, with the areas above them; the first is under the cursor."""
        sought = name_key(text)
        first: QTreeWidgetItem | None = None
        for code, item in self._items.items():
            fits = not sought or sought in self._keys.get(code, "")
            item.setHidden(not fits)
            if fits:
                first = first or (item if sought else None)
                above: QTreeWidgetItem | None = item.parent()
                while above is not None:
                    above.setHidden(False)
                    above.setExpanded(bool(sought) or above.isExpanded())
                    above = above.parent()
        if first is not None:
            self._tree.setCurrentItem(first)

    def _take(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.hide()
            self.chosen.emit(item.data(0, _CODE) or "")
