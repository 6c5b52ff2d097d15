"""The steps of a long task along the top: where one is, what is behind, what is still to come.

What a newcomer gets wrong: a step that can be jumped to before it has something to show. Only the steps that `reach`
has opened can be pressed; the others are there to be read.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from kpps_desk.ui import theme


class StepBar(QWidget):
    """One button a step; the current one is marked by weight and a line, a done one by a tick."""

    wanted = Signal(int)  # a step, counted from 0

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Langkah-langkah")
        self._names = tuple(names)
        self._buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for at, name in enumerate(names):
            if at:
                row.addWidget(_arrow())
            button = QToolButton()
            button.setObjectName("step")
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setText(f"{at + 1}  {name.replace('&', '&&')}")
            button.clicked.connect(lambda _, step=at: self._clicked(step))
            row.addWidget(button)
            self._buttons.append(button)
        row.addStretch(1)
        self._row = row
        self.current = 0
        self.put(0, reached=0)

    def add_beside(self, widget: QWidget) -> None:
        """At the right end: what is true of all steps, as the file's name."""
        self._row.addWidget(widget)

    def put(self, current: int, *, reached: int) -> None:
        """Show where one is; the steps up to `reached` can be gone to."""
        self.current = current
        for at, button in enumerate(self._buttons):
            done = at < current and at <= reached
            button.setChecked(at == current)
            button.setEnabled(at <= reached)
            button.setIcon(theme.icon("check", "good") if done else theme.icon("right", "ground"))
            button.setToolButtonStyle(
                Qt.ToolButtonStyle.ToolButtonTextBesideIcon if done else Qt.ToolButtonStyle.ToolButtonTextOnly
            )
            state = "sekarang" if at == current else "selesai" if done else "belum"
            button.setAccessibleName(f"Langkah {at + 1} dari {len(self._names)}: {self._names[at]} ({state})")

    def _clicked(self, step: int) -> None:
        self._buttons[step].setChecked(step == self.current)
        self._buttons[self.current].setChecked(True)
        if step != self.current:
            self.wanted.emit(step)


def _arrow() -> QLabel:
    label = QLabel("›")
    label.setObjectName("muted")
    return label


class Footer(QWidget):
    """The row below a step: back at the left, what leads on at the right; the last button added is the outermost."""

    back_wanted = Signal()

    def __init__(self, *buttons: QPushButton, back: str = "&Kembali", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = QPushButton(back)
        self.back.setToolTip("Kembali ke langkah sebelumnya (Alt+Kiri)")
        self.back.clicked.connect(self.back_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.back)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
