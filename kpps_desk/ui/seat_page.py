"""What lies over the crew in Kursi's panel: a page with a title, a sentence, a body, and the way back.

What a newcomer gets wrong: a dialog. A page leaves the list of TPS in sight; Escape goes back, nothing is lost but what
was typed.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.form import Form
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_screen import Choice, SearchBox
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel


class SeatPage(QFrame):
    """Put widgets into `column`, buttons into `buttons`."""

    closed = Signal()

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__()
        self.setObjectName("panel")
        self.head = plain(title, "subheading", select=False)
        self.about = plain(about, "muted")
        self.about.setVisible(bool(about))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(theme.GRID)
        self.column.addWidget(self.head)
        self.column.addWidget(self.about)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.GRID)

    def say(self, text: str) -> None:
        """The sentence under the title."""
        self.about.setText(text)
        self.about.setVisible(bool(text))

    def button(self, text: str, action: Callable[[], Any], *, primary: bool = False) -> QPushButton:
        """One more button in the row below."""
        made = QPushButton(text)
        if primary:
            made.setObjectName("primary")
        made.clicked.connect(lambda: action())
        self.buttons.addWidget(made)
        return made

    def finish(self, back: str = "&Batal") -> None:
        """The way back, then the row of buttons below everything."""
        self.back = self.button(back, self.closed.emit)
        self.back.setToolTip("Esc")
        self.buttons.addStretch(1)
        self.column.addLayout(self.buttons)

    def begin(self) -> None:
        """The cursor goes where the work begins."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class FormPage(SeatPage):
    """A form under a title; it scrolls where the window is low."""

    def __init__(self, title: str, form: Form, about: str = "") -> None:
        super().__init__(title, about)
        self.form = form
        form.cancelled.connect(self.closed)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.column.addWidget(scroll, 1)

    def begin(self) -> None:
        self.form.focus_first()


class PickPage(SeatPage):
    """Choose one of a list while typing: `asked` says that text or reach changed, `picked` an id."""

    asked = Signal()
    picked = Signal(int)

    def __init__(
        self, title: str, columns: Sequence[Column[Any]], act: str, reaches: Sequence[tuple[str, int]]
    ) -> None:
        super().__init__(title)
        self.model: ShortModel[Any] = ShortModel(columns, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName(title)
        self.search = SearchBox("Cari", self.view)
        self.reach = Choice("Jangkauan", reaches)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.search, 3)
        row.addWidget(self.reach, 2)
        self.column.addLayout(row)
        self.column.addWidget(self.view, 1)
        self.act = self.button(act, self._pick, primary=True)
        self.act.setToolTip("Enter di daftar")
        self.finish()
        self._typing = QTimer(self, singleShot=True, interval=0)  # several keys in one turn are one question
        self._typing.timeout.connect(self.asked)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.returnPressed.connect(self._into_list)
        self.reach.currentIndexChanged.connect(lambda _: self.asked.emit())
        self.view.opened.connect(self.picked)

    def put(self, rows: dict[int, Any], empty: str) -> None:
        """Show these; the first is under the cursor."""
        self.view.say_empty(empty)
        self.model.put(rows)
        self.act.setEnabled(bool(rows))
        if rows:
            self.view.selectRow(0)

    def begin(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _into_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self) -> None:
        if (id_ := self.view.current_id()) >= 0:
            self.picked.emit(id_)
