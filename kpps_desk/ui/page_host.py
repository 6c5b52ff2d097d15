"""Tabs over pages that are made when somebody first turns to them: a session's, or an area's.

What a newcomer gets wrong: telling every page that the session changed. Only the one in sight asks; the others are
told when they come into sight.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from kpps_desk.changes import Changes
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.ui import theme
from kpps_desk.ui.gathering_page import GatheringPage, PageEntry, available
from kpps_desk.ui.labels import plain
from kpps_desk.ui.screen import Desk


class PageHost(QWidget):
    """`put` says what the pages are about; Escape and the button go back to the list."""

    left = Signal()

    def __init__(self, desk: Desk, entries: tuple[PageEntry, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._entries = available(entries)
        self._target: SessionDetails | str = ""
        self._pages: dict[str, GatheringPage] = {}
        self._stale: set[str] = set()
        self.title = plain("", "subheading")
        back = QPushButton("Kembali ke daftar")
        back.setToolTip("Kembali (Esc)")
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(back)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Halaman")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self._turn)
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    @property
    def page(self) -> GatheringPage | None:
        """The one in sight."""
        found = self.stack.currentWidget()
        return found if isinstance(found, GatheringPage) else None

    def put(self, target: SessionDetails | str, title: str) -> None:
        """Be about this session or area; the tab stays where it is if the session has such a page."""
        kept = self.tabs.tabData(self.tabs.currentIndex()) if self.tabs.count() else None
        self._target = target
        self.title.setText(title)
        self._stale = set(self._pages)
        kind = target.kind if isinstance(target, SessionDetails) else None
        self._offer(kind)
        keys = [self.tabs.tabData(at) for at in range(self.tabs.count())]
        self.tabs.setCurrentIndex(keys.index(kept) if kept in keys else 0)
        self._turn(self.tabs.currentIndex())

    def show_page(self, key: str) -> None:
        """Turn to this page, if the target has it."""
        for at in range(self.tabs.count()):
            if self.tabs.tabData(at) == key:
                self.tabs.setCurrentIndex(at)

    def refresh(self, changes: Changes) -> None:
        if self.page is not None:
            self.page.refresh(changes)
        self._stale |= {key for key, page in self._pages.items() if page is not self.page}

    def _offer(self, kind: SessionKind | None) -> None:
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for one in self._entries:
            if one.kind is None or one.kind is kind:
                self.tabs.setTabData(self.tabs.addTab(one.title), one.key)
        self.tabs.blockSignals(False)

    def _turn(self, at: int) -> None:
        key = self.tabs.tabData(at)
        if key is None:
            return
        if key not in self._pages:
            entry = next(one for one in self._entries if one.key == key)
            self._pages[key] = entry.load()(self.desk)
            self.stack.addWidget(self._pages[key])
            self._stale.add(key)
        page = self._pages[key]
        self.stack.setCurrentWidget(page)
        if key in self._stale:
            self._stale.discard(key)
            page.put(self._target)
