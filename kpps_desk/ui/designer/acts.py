"""Everything that can be done to items at once, each as one act with its keys: menus, Ctrl+K and the canvas share them.

What a newcomer gets wrong: acting on the design. An act goes through the table (Work), so that there is a way back.
"""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from kpps_desk.domain.designs import MOST_ITEMS, Item
from kpps_desk.ui.designer import new_items
from kpps_desk.ui.designer.arranging import Align, aligned, box_of, distributed, put_at, raised
from kpps_desk.ui.designer.boxes import Box
from kpps_desk.ui.designer.work import Work

_ALIGNS = (
    (Align.LEFT, "Rata kiri", "Ctrl+Shift+L"),
    (Align.MIDDLE, "Rata tengah mendatar", "Ctrl+Shift+E"),
    (Align.RIGHT, "Rata kanan", "Ctrl+Shift+R"),
    (Align.TOP, "Rata atas", "Ctrl+Shift+T"),
    (Align.CENTRE, "Rata tengah tegak", "Ctrl+Shift+M"),
    (Align.BOTTOM, "Rata bawah", "Ctrl+Shift+B"),
)
_OFFSET = 5.0  # millimetres between an item and its copy


class Acts:
    """`parent` is the widget in which the keys work."""

    def __init__(self, work: Work, parent: QWidget) -> None:
        self._work, self._parent = work, parent
        self.all: list[QAction] = []
        self.insert = [self._act(name, partial(self.add, make)) for name, make in new_items.MAKERS.items()]
        self.align = [self._act(name, partial(self._align, how), keys) for how, name, keys in _ALIGNS]
        self.spread = [
            self._act("Sebar mendatar", lambda: self._distribute(upright=False), "Ctrl+Shift+H"),
            self._act("Sebar tegak", lambda: self._distribute(upright=True), "Ctrl+Shift+V"),
        ]
        self.order = [
            self._act("Paling depan", lambda: self._raise(1, end=True), "Ctrl+Shift+PgUp"),
            self._act("Maju satu", lambda: self._raise(1), "Ctrl+PgUp"),
            self._act("Mundur satu", lambda: self._raise(-1), "Ctrl+PgDown"),
            self._act("Paling belakang", lambda: self._raise(-1, end=True), "Ctrl+Shift+PgDown"),
        ]
        self.duplicate = self._act("Gandakan butir", self._duplicate, "Ctrl+D")
        self.delete = self._act("Hapus butir", self._delete)  # its key works on the page alone
        self.choose_all = self._act("Pilih semua butir", lambda: work.choose(range(len(work.items))))
        self._named = [self._command(f"Sisipkan: {act.text()}", act) for act in self.insert]
        work.chosen_changed.connect(self.allow)
        self.allow()

    def commands(self) -> list[QAction]:
        """For Ctrl+K, where no menu says that something is inserted."""
        return [*(act for act in self.all if act.isEnabled() and act not in self.insert), *self._named]

    def menu(self, *groups: Iterable[QAction]) -> QMenu:
        """Groups of acts with a line between."""
        menu = QMenu(self._parent)
        for at, group in enumerate(groups):
            if at:
                menu.addSeparator()
            menu.addActions(list(group))
        return menu

    def allow(self) -> None:
        """Only what has something to act on."""
        many = len(self._work.chosen)
        for act in (*self.align, *self.order, self.duplicate, self.delete):
            act.setEnabled(many > 0)
        for act in self.spread:
            act.setEnabled(many > 2)

    def add(self, make: Callable[[Work], Item]) -> None:
        """A new item in the middle of the page, chosen."""
        self._append([make(self._work)])

    def put_picture(self, digest: str, width: int, height: int) -> None:
        """A new picture in its own proportion."""
        self._append([new_items.picture(self._work, digest, width, height)])

    # -- underneath ---------------------------------------------------------------------------------------------------

    def _act(self, text: str, act: Callable[[], object], keys: str = "") -> QAction:
        made = QAction(text, self._parent)
        if keys:
            made.setShortcut(QKeySequence(keys))
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.triggered.connect(lambda _=False: act())
        self._parent.addAction(made)
        self.all.append(made)
        return made

    def _command(self, text: str, act: QAction) -> QAction:
        made = QAction(text, self._parent)
        made.triggered.connect(act.trigger)
        return made

    def _append(self, new: list[Item]) -> None:
        items = self._work.items
        if len(items) + len(new) <= MOST_ITEMS:
            self._work.settle()
            self._work.put_items([*items, *new], chosen=range(len(items), len(items) + len(new)))

    def _align(self, how: Align) -> None:
        boxes = self._work.boxes()
        self._put(list(boxes), aligned(list(boxes.values()), how, self._work.design.size_mm))

    def _distribute(self, *, upright: bool) -> None:
        boxes = self._work.boxes()
        self._put(list(boxes), distributed(list(boxes.values()), upright=upright))

    def _put(self, places: list[int], boxes: list[Box]) -> None:
        self._work.settle()
        self._work.put_boxes(dict(zip(places, boxes, strict=True)))

    def _raise(self, step: int, *, end: bool = False) -> None:
        items, chosen = raised(self._work.items, self._work.chosen, step, end=end)
        self._work.settle()
        if items != self._work.items:
            self._work.put_items(items, chosen=chosen)

    def _duplicate(self) -> None:
        items = self._work.items
        copies = [items[at] for at in self._work.chosen]
        moved = [put_at(item, box_of(item).moved(_OFFSET, _OFFSET)) for item in copies]
        number = max((item.number for item in items if item.kind == "penanda_tangan"), default=0)
        self._append([new_items.numbered(item, number + 1) for item in moved])

    def _delete(self) -> None:
        chosen = set(self._work.chosen)
        if chosen:
            self._work.settle()
            self._work.put_items([item for at, item in enumerate(self._work.items) if at not in chosen], chosen=())
