"""Where one stands among the areas, and the way back up: DKI Jakarta > Jakarta Pusat > Gambir.

What a newcomer gets wrong: a mouse-only trail. Each step is a button in the order of Tab; Backspace goes up one.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from kpps_desk.ui import theme


class Trail(QWidget):
    """Shows (code, name) of each step; the last one is where one stands."""

    wanted = Signal(str)  # the code of the step that was pressed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Wilayah yang ditampilkan")
        self._steps: list[tuple[str, str]] = []
        self._parts: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._up = QToolButton()
        self._up.setObjectName("quiet")
        self._up.setIcon(theme.icon("up", "text"))
        self._up.setIconSize(QSize(16, 16))
        self._up.setAccessibleName("Naik satu tingkat")
        self._up.setToolTip("Naik satu tingkat (Backspace)")
        self._up.clicked.connect(self.go_up)
        self._row.addWidget(self._up)
        self._row.addStretch(1)

    @property
    def steps(self) -> Sequence[tuple[str, str]]:
        return self._steps

    def put(self, steps: Sequence[tuple[str, str]]) -> None:
        if list(steps) == self._steps:
            return
        self._steps = list(steps)
        for part in self._parts:
            self._row.removeWidget(part)
            part.deleteLater()
        self._parts = []
        for code, name in self._steps[:-1]:
            button = QPushButton(name.replace("&", "&&"))
            button.setObjectName("quiet")
            button.clicked.connect(lambda _=False, code=code: self.wanted.emit(code))
            self._add(button)
            arrow = QLabel()
            arrow.setPixmap(theme.pixmap("right", "muted", 14, self.devicePixelRatioF()))
            self._add(arrow)
        if self._steps:
            here = QLabel(self._steps[-1][1])
            here.setObjectName("subheading")
            here.setTextFormat(Qt.TextFormat.PlainText)
            here.setContentsMargins(8, 0, 8, 0)
            self._add(here)
        self._up.setEnabled(len(self._steps) > 1)

    def _add(self, part: QWidget) -> None:
        self._row.insertWidget(self._row.count() - 1, part)
        self._parts.append(part)

    def go_up(self) -> None:
        """One step up, if there is one."""
        if len(self._steps) > 1:
            self.wanted.emit(self._steps[-2][0])
