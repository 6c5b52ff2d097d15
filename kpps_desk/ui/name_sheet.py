"""A small sheet that asks for one name, under the button that wants it.

What a newcomer gets wrong: a dialog. It holds nothing up: Enter takes the name, Escape or a click beside leaves.
"""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

_LONGEST, _WIDTH = 60, 320


class NameSheet(QFrame):
    """`taken` gives the name, never an empty one."""

    taken = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("panel")
        self.setFixedWidth(_WIDTH)
        self._title = QLabel()
        self._title.setObjectName("caption")
        self.box = QLineEdit()
        self.box.setMaxLength(_LONGEST)
        self.box.returnPressed.connect(self._take)
        self._title.setBuddy(self.box)
        self._button = QPushButton("&Simpan")
        self._button.setObjectName("primary")
        self._button.clicked.connect(self._take)
        row = QHBoxLayout()
        row.addWidget(self.box, 1)
        row.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.addWidget(self._title)
        layout.addLayout(row)

    def ask(self, under: QWidget, title: str, name: str) -> None:
        """Open with this name, ready to be typed over."""
        self._title.setText(title)
        self.box.setAccessibleName(title)
        self.box.setText(name[:_LONGEST])
        self.box.selectAll()
        self.adjustSize()
        self.move(under.mapToGlobal(QPoint(0, under.height() + 4)))
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self) -> None:
        if name := " ".join(self.box.text().split()):
            self.hide()
            self.taken.emit(name)
