"""The unsure signatures, enlarged one after another: H for hadir, K for kosong, Backspace takes the last answer back.

What a newcomer gets wrong: asking about every row. Only what the reading wasn't sure of is shown; an answer waits for
the confirmation like everything else.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations.sheet_scans import RowReading
from kpps_desk.ui import keys, theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.paper_glass import image_of


class Asked(NamedTuple):
    """One unsure row: which page of those that were read, and the row."""

    page: int
    row: RowReading


class JudgingPanel(QFrame):
    """`put` the rows; it says each `answered` and when the last is `done`."""

    answered = Signal(int, int, bool)  # page, row number, signed
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._asked: list[Asked] = []
        self._at = 0
        self.count = plain("", "muted")
        self.name = plain("", "heading")
        self.place = plain("", "muted")
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(200, 80)
        self.yes, self.no, self.back = QPushButton("&Hadir (H)"), QPushButton("&Kosong (K)"), QPushButton("Kembali")
        self.yes.setObjectName("primary")
        self.back.setToolTip("Jawab lagi yang sebelumnya (Backspace)")
        for button, act in ((self.yes, self.say_signed), (self.no, self.say_empty), (self.back, self.go_back)):
            button.clicked.connect(act)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        for button in (self.yes, self.no, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(theme.GRID)
        column.addWidget(self.count)
        column.addWidget(self.name)
        column.addWidget(self.place)
        column.addWidget(self.picture, 1)
        column.addLayout(buttons)
        for key, act in (("H", self.say_signed), ("K", self.say_empty), ("Backspace", self.go_back)):
            keys.inside(self, key, act)

    def put(self, asked: Sequence[Asked]) -> None:
        """Ask about these, from the first on."""
        self._asked, self._at = list(asked), 0
        self._show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> Asked | None:
        """The row in sight."""
        return self._asked[self._at] if self._at < len(self._asked) else None

    def say_signed(self) -> None:
        self._answer(signed=True)

    def say_empty(self) -> None:
        self._answer(signed=False)

    def go_back(self) -> None:
        """To the row before, to answer it again."""
        if self._at:
            self._at -= 1
            self._show()

    def _answer(self, *, signed: bool) -> None:
        if self.current is None:
            return
        page, row = self.current
        self._at += 1
        self.answered.emit(page, row.number, signed)
        self._show()
        if self.current is None:
            self.done.emit()

    def _show(self) -> None:
        self.back.setEnabled(self._at > 0)
        if self.current is None:
            return
        row = self.current.row
        left = f"{words.number(self._at + 1)} dari {words.number(len(self._asked))}"
        self.count.setText(f"Apakah kotak ini ditandatangani? {left}")
        self.name.setText(row.name or "Baris kosong: apakah ada yang menandatangani?")
        told = (f"Baris {row.number}", f"TPS {row.tps}" if row.tps else "", row.role)
        self.place.setText(" · ".join(part for part in told if part))
        self.setAccessibleName(f"{self.count.text()}. {self.name.text()}")
        self._draw()

    def _draw(self) -> None:
        if self.current is None or self.current.row.picture is None:
            self.picture.clear()
            return
        made = QPixmap.fromImage(image_of(self.current.row.picture))
        ratio = self.devicePixelRatioF()
        room = QSize(max(200, self.width() - 40), max(80, self.height() - 190)) * ratio
        fitted = made.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(ratio)
        self.picture.setPixmap(fitted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()
