"""Choose the session whose door one stands at: a search over all of them, days ahead first found.

What a newcomer gets wrong: a combo box of two thousand lines.
"""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.queries.session_lists import SessionFilter
from kpps_desk.queries.sessions import SessionRow
from kpps_desk.ui import theme
from kpps_desk.ui.list_model import ListModel
from kpps_desk.ui.list_screen import Choice, SearchBox
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.session_list import KINDS, SOURCE, STANDINGS, WIDE

_NARROW = 900  # logical pixels; below, the venue has no room
_VENUE = next(at for at, column in enumerate(WIDE) if column.key == "venue")


class SessionPicker(QWidget):
    """Search box, two filters, list; Enter chooses."""

    picked = Signal(int)
    cancelled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: ListModel[SessionFilter, SessionRow] = ListModel(desk.background, SOURCE, WIDE, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Daftar sesi")
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.opened.connect(self.picked)
        self.search = SearchBox("Cari kelurahan, tempat, atau tanggal", self.view)
        self.search.textChanged.connect(lambda _: self.ask())
        self.search.returnPressed.connect(self._first)
        self.kind, self.standing = Choice("Jenis sesi", KINDS), Choice("Pencatatan", STANDINGS)
        for choice in (self.kind, self.standing):
            choice.currentIndexChanged.connect(lambda _: self.ask())
        title = QLabel("Pilih sesi yang akan dicatat kehadirannya")
        title.setObjectName("subheading")
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.model.counted.connect(lambda total: self.count.setText(f"{words.number(total)} sesi"))
        self.model.first_shown.connect(self._shown)
        self._back = QPushButton("&Kembali")
        self._back.setToolTip("Kembali ke sesi yang sedang dicatat (Esc)")
        self._back.clicked.connect(self.cancelled)
        self._plan = QPushButton("Susun &sesi…")
        self._plan.clicked.connect(lambda: desk.go("sessions"))
        self._lay_out(title)

    def _lay_out(self, title: QLabel) -> None:
        head, bar, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self._back)
        for widget, stretch in ((self.search, 2), (self.kind, 1), (self.standing, 1)):
            bar.addWidget(widget, stretch)
        foot.addWidget(self.count, 1)
        foot.addWidget(self._plan)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        for layout in (head, bar, foot):
            layout.setSpacing(theme.GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.setColumnHidden(_VENUE, self.width() < _NARROW)

    def begin(self, *, can_return: bool) -> None:
        """Show the list anew, with the cursor in the search box."""
        self._back.setVisible(can_return)
        blocker = QSignalBlocker(self.search)
        self.search.clear()
        blocker.unblock()
        self.ask()
        self.search.setFocus()

    def ask(self) -> None:
        self.model.ask(SessionFilter(self.search.text(), self.kind.value, "", self.standing.value))

    def _shown(self) -> None:
        searching = bool(self.search.text() or self.kind.value or self.standing.value)
        self.view.say_empty(
            "Tidak ada sesi yang cocok. Kurangi kata pencarian atau kosongkan saringan."
            if searching
            else "Belum ada sesi. Susun sesi pelantikan atau bimtek dahulu: tombol Susun sesi."
        )
        if self.model.ids:
            self.view.selectRow(0)

    def _first(self) -> None:
        if (found := self.view.current_id()) >= 0:
            self.picked.emit(found)
