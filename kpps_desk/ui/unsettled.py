"""What was typed at the door in a hurry and marked nobody: kept in sight until somebody looks at it.

What a newcomer gets wrong: showing it only in the verdict. Whoever types on without looking gets the next green light,
and the one before is lost.
"""

from collections import deque

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from kpps_desk import words
from kpps_desk.ui import theme
from kpps_desk.ui.labels import OneLine


class Unsettled(QFrame):
    """Hidden while there is nothing."""

    wanted = Signal(str)  # look at this text again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unsettled")
        self.texts: deque[str] = deque()
        icon = QLabel()
        icon.setPixmap(theme.pixmap("warning", "bad", 16, self.devicePixelRatioF()))
        self.line = OneLine("")
        look, drop = QPushButton("Periksa  F4"), QPushButton("Abaikan  Esc")
        look.clicked.connect(self.look)
        drop.clicked.connect(self.drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(theme.GRID)
        row.addWidget(icon)
        row.addWidget(self.line, 1)
        for button in (look, drop):
            button.setObjectName("quiet")
            row.addWidget(button)
        self.hide()

    def add(self, text: str) -> None:
        self.texts.append(text)
        self._show()

    def look(self) -> None:
        """Hand the oldest out."""
        if self.texts:
            text = self.texts.popleft()
            self._show()
            self.wanted.emit(text)

    def drop(self) -> None:
        """Forget the oldest."""
        if self.texts:
            self.texts.popleft()
            self._show()

    def clear(self) -> None:
        self.texts.clear()
        self._show()

    def _show(self) -> None:
        named = ", ".join(f"“{text}”" for text in self.texts)
        self.line.setText(f"Belum tercatat, {words.number(len(self.texts))} ketikan: {named}")
        self.setAccessibleName(self.line.text())
        self.setVisible(bool(self.texts))
