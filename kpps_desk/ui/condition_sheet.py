"""The sheet behind one column's filter: its values with how many have them, narrowed while one types.

What a newcomer gets wrong: showing it empty until the values are there. It opens at once with what is known, and the
cursor is in its box; the values come when the file has answered.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.values import name_key

_VALUE = Qt.ItemDataRole.UserRole
_LINE, _WIDTH, _MOST = 28, 336, 10


class Option(NamedTuple):
    """One value: as it is shown, as the filter takes it, how many people have it (-1: not told)."""

    label: str
    value: Any
    people: int = -1


class ConditionSheet(QFrame):
    """Opens under a widget; Enter or a click takes a value, Escape leaves."""

    chosen = Signal(object, str)  # the value, its label

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("panel")
        self._typed = False
        self._title = QLabel()
        self._title.setObjectName("caption")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.box = QLineEdit()
        self.box.setAccessibleName("Nilai yang dicari")
        self.box.textChanged.connect(self._narrow)
        self.box.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for widget in (self._title, self.box, self.list):
            layout.addWidget(widget)

    def open_under(self, widget: QWidget, title: str, options: Sequence[Option], *, typed: str = "") -> None:
        """`typed`: the placeholder where any text may be typed; otherwise the box narrows the values."""
        self._typed = bool(typed)
        self._title.setText(title)
        self.box.setPlaceholderText(typed or "Ketik untuk menyempitkan")
        self.box.setAccessibleName(title)
        self.list.setAccessibleName(f"Pilihan {title}")
        self.box.clear()
        self.offer(options)
        corner = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        if (screen := widget.screen()) is not None:
            corner.setX(min(corner.x(), screen.availableGeometry().right() - _WIDTH - 8))
        self.move(corner)
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def offer(self, options: Sequence[Option]) -> None:
        """These values; what was typed meanwhile narrows them."""
        self.list.clear()
        for option in options:
            people = f"   {words.number(option.people)}" if option.people >= 0 else ""
            item = QListWidgetItem(f"{option.label}{people}")
            item.setData(_VALUE, option)
            self.list.addItem(item)
        self.list.setVisible(bool(options))
        self._narrow(self.box.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _step(self, step: int) -> None:
        """Past what is narrowed away."""
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if not self.list.item(row).isHidden():
                self.list.setCurrentRow(row)
                return
            row += step

    def _enter(self) -> None:
        text = self.box.text().strip()
        if self._typed and text:
            self.hide()
            self.chosen.emit(text, text)
        else:
            self._take(self.list.currentItem())

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            option: Option = item.data(_VALUE)
            self.hide()
            self.chosen.emit(option.value, option.label)

    def _narrow(self, text: str) -> None:
        sought, first, shown = name_key(text), -1, 0
        for row in range(self.list.count()):
            item = self.list.item(row)
            fits = self._typed or sought in name_key(item.data(_VALUE).label)
            item.setHidden(not fits)
            shown += fits
            first = row if fits and first < 0 else first
        self.list.setCurrentRow(-1 if self._typed and text else first)
        self.list.setFixedHeight(max(self.list.sizeHintForRow(max(first, 0)), _LINE) * max(1, min(shown, _MOST)) + 6)
        self.setFixedWidth(_WIDTH)
        self.adjustSize()
