"""Tabs over pages that are made when somebody first turns to them: a session's, or an area's.

What a newcomer gets wrong: telling every page that the session changed. Only the one in sight asks; the others are
told when they come into sight.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from kpps_desk.changes import Changes
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.ui import theme
from kpps_desk.ui.gathering_page import GatheringPage, PageEntry, available
from kpps_desk.ui.labels import plain
from kpps_desk.ui.screen import Desk

_HOME = "home"
_CALM = 400  # ms after the screen is there


class PageHost(QWidget):
    """`put` says what the pages are about; Escape and the button go back to the list.

    With `home` (a title and a widget that is there anyway) that is the first tab, and Escape turns to it; `aside`
    stands beside the tabs of the other pages.
    """

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        entries: tuple[PageEntry, ...],
        home: tuple[str, QWidget] | None = None,
        aside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._entries = available(entries)
        self._target: SessionDetails | str = ""
        self._pages: dict[str, GatheringPage] = {}
        self._stale: set[str] = set()
        self._home, self._aside = home, aside
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Halaman")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self._turn)
        self.title = plain("", "subheading")
        self.stack = QStackedWidget()
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=_CALM)
        self._later.timeout.connect(self._warm)
        self._later.start()
        if home is not None:
            self._offer(None)

    def _warm(self) -> None:
        """Import the pages' modules before somebody turns to one: a second, for which the window would stand still."""
        for one in self._entries:
            self.desk.background.warm(one.load, lambda: None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        if self._home is None:
            back = QPushButton("Kembali ke daftar")
            back.setToolTip("Kembali (Esc)")
            back.clicked.connect(self.leave)
            head = QHBoxLayout()
            head.addWidget(self.title, 1)
            head.addWidget(back)
            column.addLayout(head)
        else:
            self.stack.addWidget(self._home[1])
        bar = QHBoxLayout()
        bar.addWidget(self.tabs, 1)
        if self._aside is not None:
            bar.addWidget(self._aside)
            self._aside.hide()
        column.addLayout(bar)
        column.addWidget(self.stack, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, unless something within the page had a use for it: a shortcut here would stand in its way."""
        if event.key() == Qt.Key.Key_Escape and (self._home is None or self.page is not None):
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Back to where the person came from."""
        if self._home is not None:
            self.tabs.setCurrentIndex(0)
        self.left.emit()

    @property
    def page(self) -> GatheringPage | None:
        """The one in sight."""
        found = self.stack.currentWidget()
        return found if isinstance(found, GatheringPage) else None

    def put(self, target: SessionDetails | str, title: str, page: str = "") -> None:
        """Be about this session or area, at this page; without one the tab stays if the session has such a page."""
        kept = page or (self.tabs.tabData(self.tabs.currentIndex()) if self.tabs.count() else None)
        self._target = target
        self.title.setText(title)
        self._stale = set(self._pages)
        kind = target.kind if isinstance(target, SessionDetails) else None
        self._offer(kind)
        keys = [self.tabs.tabData(at) for at in range(self.tabs.count())]
        self.tabs.setCurrentIndex(keys.index(kept) if kept in keys else 0)
        self._turn(self.tabs.currentIndex())

    def show_page(self, key: str) -> bool:
        """Turn to this page; False where the target has no such page."""
        for at in range(self.tabs.count()):
            if self.tabs.tabData(at) == key:
                self.tabs.setCurrentIndex(at)
                return True
        return False

    def warm(self) -> None:
        """Import the pages' modules one by one, off the window's thread: turning to a page then costs its widgets."""
        self._warm_rest(list(self._entries))

    def _warm_rest(self, rest: list[PageEntry]) -> None:
        if rest and self.desk.background.is_open:
            head, *tail = rest
            self.desk.background.warm(head.load, lambda: self._warm_rest(tail))

    def refresh(self, changes: Changes) -> None:
        if self.page is not None:
            self.page.refresh(changes)
        self._stale |= {key for key, page in self._pages.items() if page is not self.page}

    def _offer(self, kind: SessionKind | None) -> None:
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        if self._home is not None:
            self.tabs.setTabData(self.tabs.addTab(self._home[0]), _HOME)
        for one in self._entries:
            if one.kind is None or one.kind is kind:
                self.tabs.setTabData(self.tabs.addTab(one.title), one.key)
        self.tabs.blockSignals(False)

    def _turn(self, at: int) -> None:
        key = self.tabs.tabData(at)
        if self._aside is not None:
            self._aside.setVisible(key not in (None, _HOME))
        if key == _HOME and self._home is not None:
            self.stack.setCurrentWidget(self._home[1])
        if key in (None, _HOME):
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
