"""Sertifikat: the way of a certificate as steps, each a page with its count, over one area, session and kind.

What a newcomer gets wrong: telling every page that something changed. Only the one in sight asks; the others are told
when they come into sight.
"""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from kpps_desk.changes import Changes
from kpps_desk.ui import theme
from kpps_desk.ui.certificate_counts import Counts, counts
from kpps_desk.ui.certificate_pages import PAGES
from kpps_desk.ui.certificate_scope import CertificateScope
from kpps_desk.ui.certificate_step import OneJob, Scope, StepPage
from kpps_desk.ui.keys import inside
from kpps_desk.ui.screen import Desk, Screen

_ABOUT = (
    "Pilih jenis, wilayah, lalu sesi bimtek bila perlu. Langkah-langkahnya berurutan: Bukti nama, Periksa, Terbitkan, "
    "Cetak, Kelola; angka di sampingnya ialah yang masih menunggu. Alt+1 sampai Alt+6 membuka langkah. "
    "Petugas ketertiban tidak menerima sertifikat peserta.\n"
)


class CertificatesScreen(Screen):
    """`page` is the step in sight; each is made when somebody first turns to it."""

    key = "certificates"
    title = "Sertifikat"
    icon = "certificates"
    tables = frozenset(
        {"member", "appointment", "attendance", "certificate", "session", "session_crew", "trainer", "name_check",
         "print_batch", "election", "template"}
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._asked = False
        self._scope: Scope | None = None
        self._pages: dict[str, StepPage] = {}
        self._stale: set[str] = set()
        self.jobs = OneJob(desk, self)
        self.where = CertificateScope(desk)
        self.where.changed.connect(self._scope_changed)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Langkah")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for at, (key, page) in enumerate(PAGES.items()):
            self.tabs.setTabData(self.tabs.addTab(page.title), key)
            inside(self, f"Alt+{at + 1}", partial(self._press, at))
        self.designer = QPushButton("Pe&rancang…")
        self.designer.setToolTip("Rancang bentuk sertifikat")
        self.designer.clicked.connect(lambda: desk.go("designer"))
        self.check = QPushButton("Periksa ke&aslian…")
        self.check.setToolTip("Periksa sertifikat: pindai, tempel, atau buka berkasnya (Ctrl+Shift+P)")
        self.check.clicked.connect(lambda: desk.go("verify"))
        self.stack = QStackedWidget()
        self._lay_out()
        kept = desk.kept.text("certificates/step", "issue")
        self.tabs.setCurrentIndex(max(0, list(PAGES).index(kept) if kept in PAGES else 0))
        self.tabs.currentChanged.connect(lambda _: self._turn())

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.tabs, 1)
        bar.addWidget(self.check)
        bar.addWidget(self.designer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.where)
        column.addLayout(bar)
        column.addWidget(self.stack, 1)

    # -- the screen's contract ----------------------------------------------------------------------------------------

    @property
    def help_text(self) -> str:  # type: ignore[override]
        return _ABOUT + (self.page.help_text if self.page is not None else "")

    def shown(self) -> None:
        if not self._asked:
            self._asked = True
            self.where.ask()
            for page in PAGES.values():  # off the window's thread: turning to a step then costs its widgets alone
                self.desk.background.warm(page.load, lambda: None)

    def refresh(self, changes: Changes) -> None:
        if not self._asked:
            return
        if changes.tables & {"session", "session_crew"}:
            self.where.reload_sessions()
        if changes.tables & self.tables:
            self._count()
        if self.page is not None:
            self.page.refresh(changes)
        self._stale |= {key for key, page in self._pages.items() if page is not self.page}

    def reload(self) -> None:
        if self._scope is not None:
            self.where.reload_sessions()
            self._count()
            if self.page is not None:
                self.page.reload()

    def open(self, target: object) -> None:
        """An area by its code; or `<step>`, `<step>:<what it shows>`."""
        key, _, rest = str(target).partition(":")
        if key in PAGES:
            self.show_page(key, int(rest) if rest.isdecimal() else rest or None)
        else:
            self.where.area.choose(str(target))

    def to_search(self) -> None:
        if self.page is not None:
            self.page.to_search()

    def commands(self) -> list[QAction]:
        found = []
        for key, page in PAGES.items():
            action = QAction(f"Sertifikat: {page.title}", self)
            action.triggered.connect(lambda _=False, key=key: self.show_page(key))
            found.append(action)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down from the tabs goes into the page."""
        if event.key() == Qt.Key.Key_Down and self.tabs.hasFocus() and self.page is not None:
            self.page.focus_first()
        else:
            super().keyPressEvent(event)

    # -- steps --------------------------------------------------------------------------------------------------------

    @property
    def page(self) -> StepPage | None:
        """The step in sight."""
        found = self.stack.currentWidget()
        return found if isinstance(found, StepPage) else None

    @property
    def scope(self) -> Scope:
        return self.where.value

    def step(self, key: str) -> StepPage:
        """The page of a step, made now if nobody turned to it yet."""
        if key not in self._pages:
            page = PAGES[key].load()(self.desk, self.jobs)
            page.turn_wanted.connect(self.show_page)
            self._pages[key] = page
            self._stale.add(key)
            self.stack.addWidget(page)
        return self._pages[key]

    def show_page(self, key: str, target: object = None) -> None:
        """Turn to a step; `target` is what it is to show."""
        self.tabs.setCurrentIndex(list(PAGES).index(key))
        self._turn()
        if target is not None:
            self.step(key).show_target(target)

    def _press(self, at: int) -> None:
        self.tabs.setCurrentIndex(at)
        if self.page is not None:
            self.page.focus_first()

    def _turn(self) -> None:
        if self._scope is None:
            return
        key = str(self.tabs.tabData(self.tabs.currentIndex()))
        self.desk.kept.keep("certificates/step", key)
        page = self.step(key)
        self.stack.setCurrentWidget(page)
        if key in self._stale:
            self._stale.discard(key)
            page.put(self._scope)

    def _scope_changed(self) -> None:
        self._scope = self.where.value
        self._stale = set(self._pages)
        self._turn()
        self._count()

    def _count(self) -> None:
        if (scope := self._scope) is not None:
            self.desk.background.ask(self, lambda db: counts(db, scope), self._say_counts, topic="counts")

    def _say_counts(self, found: Counts) -> None:
        for at, (key, page) in enumerate(PAGES.items()):
            waiting = found.get(key, "")
            self.tabs.setTabText(at, f"{page.title}  {waiting}" if waiting else page.title)
            self.tabs.setTabToolTip(at, f"{page.about} (Alt+{at + 1})")
