"""The window of one workspace: rail, heading, notices, the screen, jobs and the status line.

What a newcomer gets wrong: importing screens or the storing floors here. The window shows first; the background then
imports them and opens the file, and the first screen is made when it is there.
"""

from collections.abc import Callable
from functools import partial
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import settings
from kpps_desk.changes import Changes
from kpps_desk.problems import Problem
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.hits import Hit
from kpps_desk.ui.jobs_panel import JobsPanel
from kpps_desk.ui.laid_by import LaidBy
from kpps_desk.ui.notices import Notices
from kpps_desk.ui.rail import Rail
from kpps_desk.ui.screen import Desk, Entry, Screen
from kpps_desk.ui.screens import ENTRIES
from kpps_desk.ui.status_line import StatusLine
from kpps_desk.ui.undoing import Undoing
from kpps_desk.ui.views import Views

if TYPE_CHECKING:
    from kpps_desk.ui.finder import Finder
    from kpps_desk.ui.kit_bar import KitBar
    from kpps_desk.ui.one_window import Doorbell
    from kpps_desk.ui.screens.start import StartPage

_PAUSE = 200  # ms
_KIT_SCREEN, KIT_ENDING = "attendance", ".kppssesi"
_NARROW = 1_120  # logical pixels; below, the rail shows names under its icons


def available(entries: tuple[Entry, ...] = ENTRIES) -> tuple[Entry, ...]:
    """The screens whose module is there."""
    return tuple(entry for entry in entries if util.find_spec(f"kpps_desk.ui.screens.{entry.key}"))


class Window(QMainWindow):
    """Frame of the screens; knows none of them by name."""

    painted = Signal()  # for the first time
    ready = Signal()  # a workspace is open and its first screen is there
    elsewhere = Signal()  # the file is open in another window, which came forward

    def __init__(self, views: Views | None = None) -> None:
        super().__init__()
        theme.dress(self)
        self.setWindowTitle("KPPS Desk")
        self.setMinimumSize(800, 480)
        self.background = Background(self)
        self.background.by = settings.operator()
        self.notices = Notices()
        self.views = views or Views(self)
        self.desk = Desk(self.background, self.notices, self.views, self.go)
        self._entries = {entry.key: entry for entry in available()}
        self._screens: dict[str, Screen] = {}
        self._laid: dict[str, Screen] = {}  # made, but nobody was there yet
        self._pending: dict[str, Changes] = {}
        self._current = ""
        self._painted = False
        self.warmed = False  # every screen's module is imported
        self.laid_by = LaidBy(self.background, self)
        self._opened: Callable[[], None] | None = None
        self._doorbell: Doorbell | None = None
        self.finder: Finder | None = None
        self._start: StartPage | None = None
        self.kit: KitBar | None = None  # on a laptop that has one session alone
        self._build()
        self._shortcuts()
        self.background.changed.connect(self._changed)
        self.background.troubled.connect(self.notices.trouble)

    # -- parts --------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.rail = Rail(tuple(self._entries.values()))
        self.rail.wanted.connect(self.go)
        self.rail.hide()  # until there is a workspace, to whose screens it leads
        self.stack = QStackedWidget()
        page = QWidget()
        page.setObjectName("content")
        self._page = QVBoxLayout(page)
        self._page.setSpacing(12)
        self._page.addLayout(self._build_head())
        self._page.addWidget(self.notices)
        self._page.addWidget(self.stack, 1)
        self.status = StatusLine(self.background)
        self.jobs = JobsPanel(self.background)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget, stretch in ((page, 1), (self.jobs, 0), (self.status, 0)):
            right.addWidget(widget, stretch)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _build_head(self) -> QHBoxLayout:
        self._heading = QLabel("")
        self._heading.setObjectName("heading")
        self._undo_button = QPushButton("Urungkan")
        self._find_button = QPushButton("Cari…  Ctrl+K")
        self._find_button.setIcon(theme.icon("search", "muted"))
        self._find_button.setAccessibleName("Cari di seluruh berkas kerja (Ctrl+K)")
        self._find_button.clicked.connect(self.show_finder)
        self._help_button = QPushButton()
        self._help_button.setIcon(theme.icon("help", "muted"))
        self._help_button.setAccessibleName("Bantuan layar ini")
        self._help_button.setToolTip("Bantuan layar ini (F1)")
        self._help_button.clicked.connect(self.show_help)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self._heading, 1)
        for button in (self._undo_button, self._find_button, self._help_button):
            button.setObjectName("quiet")
            head.addWidget(button)
        self.undoing = Undoing(self.background, self.notices, self._undo_button)
        return head

    def _shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl+F", self._to_search),
            ("F5", self._reload),
            ("F1", self.show_help),
            ("Ctrl+K", self.show_finder),
            ("Ctrl+Shift+P", partial(self.go, "verify")),
            ("Ctrl+Q", self.close),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(slot)
            self.addAction(action)

    # -- a workspace --------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Without a workspace: the first page."""
        from kpps_desk.ui.screens.start import StartPage

        if self._start is None:
            self._start = StartPage(self.background, self.notices)
            self._start.opened.connect(self.open)
            self.stack.addWidget(self._start)
        self._with_workspace(False)
        self._heading.setText("KPPS Desk")
        self.stack.setCurrentWidget(self._start)
        self._start.offer_areas()
        self._start.first_field().setFocus()

    def open(self, path: Path, opened: Callable[[], None] | None = None) -> None:
        """Open a workspace; the first screen comes when it is ready. A file open elsewhere raises its window."""
        from kpps_desk.ui import one_window

        if one_window.raise_other(path):
            self.notices.warn(f"{path.name} sudah terbuka di jendela lain; jendela itu ditampilkan.")
            self.elsewhere.emit()
            return
        if path.suffix.lower() == KIT_ENDING:
            self.start()
            if self._start is not None:
                self._start.ask_kit(path)
            return
        self._opened = opened
        self._with_workspace(False)
        self.status.say(f"Membuka {path.name}…")
        self.background.open(path, self._ready, self._not_opened, warm=[lambda: self._first().load()])

    def _ready(self) -> None:
        path = self.background.path
        if path is None:
            return
        from kpps_desk.ui.one_window import Doorbell

        self._doorbell = Doorbell(path, self._come_forward, self)
        if self.views.lasting:
            settings.save(settings.load().with_opened(path.resolve()))
        self.setWindowTitle(f"{path.stem} — KPPS Desk")
        self._with_workspace(True)
        if self.background.is_kit:
            self._open_kit()
        self.go(self._first().key)
        self.status.show_workspace()  # behind the screen's question: the rows are waited for
        self.undoing.look()
        if self._opened is not None:
            self._opened()
        self.ready.emit()
        self._warm(self._offered()[1:])

    def _open_kit(self) -> None:
        """A laptop with one session: straight to its door, and what is to be done with the result."""
        from kpps_desk.ui.kit_bar import KitBar

        self.kit = KitBar(self.desk)
        self.kit.session_known.connect(lambda session: self.go(self._first().key, session))
        self._page.insertWidget(self._page.indexOf(self.stack), self.kit)
        self.kit.begin()

    def _offered(self) -> list[Entry]:
        """The screens of the open file: a kit has but its door."""
        found = list(self._entries.values())
        return [entry for entry in found if entry.key == _KIT_SCREEN] if self.background.is_kit else found

    def _first(self) -> Entry:
        """The screen that every start opens on: Kesiapan."""
        return self._offered()[0]

    def _warm(self, rest: list[Entry]) -> None:
        """Import the other screens' modules one by one, each in a pause: the first screen is waited for alone."""
        self.warmed = not rest
        if rest and self.background.is_open:
            head, *tail = rest
            QTimer.singleShot(_PAUSE, self, lambda: self.background.warm(head.load, lambda: self._warm(tail)))
        elif self.background.is_open:
            keys = [entry.key for entry in self._offered()]
            steps = [partial(step, key) for key in keys for step in (self._lay_by, self._dress_laid)]
            self.laid_by.begin(steps, self.windowHandle())

    def _not_opened(self, problem: Problem) -> None:
        self.status.say("")
        self.start()
        self.notices.trouble(problem)

    def _with_workspace(self, there: bool) -> None:
        whole = there and not self.background.is_kit
        self.rail.setVisible(whole)
        for button, shown in ((self._undo_button, there), (self._find_button, whole), (self._help_button, there)):
            button.setVisible(shown)

    def _come_forward(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    # -- screens ------------------------------------------------------------------------------------------------------

    def go(self, screen: str, target: object = None) -> None:
        """Show a screen, and in it the target."""
        if not self.background.is_open:
            return
        offered = [entry.key for entry in self._offered()]
        key = screen if screen in offered else offered[0]
        shown = self._screens.get(key) or self._make(key)
        self._current = key
        self._heading.setText(shown.title)
        self.rail.show_current(key)
        self.stack.setCurrentWidget(shown)
        if (pending := self._pending.pop(key, None)) is not None:
            shown.refresh(pending)
        shown.shown()
        if target is not None:
            shown.open(target)
        elif shown.focusWidget() is None:
            shown.to_search()

    def _make(self, key: str) -> Screen:
        made = self._laid.pop(key, None) or self._entries[key].load()(self.desk)
        self._screens[key] = made
        if self.stack.indexOf(made) < 0:
            self.stack.addWidget(made)
        return made

    def _lay_by(self, key: str) -> None:
        """Make a screen before somebody comes: it asks nothing and is told nothing until then."""
        if key not in self._screens and key not in self._laid:
            self._laid[key] = self._entries[key].load()(self.desk)

    def _dress_laid(self, key: str) -> None:
        if key in self._laid:
            self.stack.addWidget(self._laid[key])

    def _screen(self) -> Screen | None:
        return self._screens.get(self._current)

    def _changed(self, changes: Changes) -> None:
        for key, screen in self._screens.items():
            if key == self._current:
                screen.refresh(changes)
            else:
                self._pending[key] = self._pending.get(key, Changes()) | changes

    def _to_search(self) -> None:
        if (screen := self._screen()) is not None:
            screen.to_search()

    def _reload(self) -> None:
        if (screen := self._screen()) is not None:
            screen.reload()

    def show_help(self) -> None:
        """F1."""
        from kpps_desk.ui.help_sheet import HelpSheet

        if (screen := self._screen()) is not None:
            HelpSheet(screen.title, screen.help_text, self).show()

    # -- Ctrl+K -------------------------------------------------------------------------------------------------------

    def show_finder(self) -> None:
        """Ctrl+K."""
        if not self.background.is_open or self.background.is_kit:
            return
        if self.finder is None:
            from kpps_desk.ui.finder import Finder

            self.finder = Finder(self.desk, self.commands, self)
        self.finder.show_over(self)

    def commands(self) -> list[Hit]:
        """The commands: of this screen, then to the others, then the window's."""
        screen = self._screen()
        found = [Hit("right", action.text(), "", action.trigger) for action in (screen.commands() if screen else ())]
        for key, entry in self._entries.items():
            found.append(Hit(entry.icon, f"Buka {entry.title}", self.rail.shortcut(key), partial(self.go, key)))
        if self._undo_button.isEnabled():
            found.append(Hit("undo", self._undo_button.text().replace("&&", "&"), "Ctrl+Z", self.undoing.undo))
        found.append(Hit("help", "Bantuan layar ini", "F1", self.show_help))
        return found

    # -- the window itself --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.rail.set_narrow(narrow)
        self._page.setContentsMargins(*((16, 12, 16, 12) if narrow else (24, 16, 24, 16)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.rail.dress()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.views.keep("window/size", f"{self.width()}x{self.height()}")
        self.views.save()
        self.laid_by.stop()
        if self._doorbell is not None:
            self._doorbell.close()
        self.background.close()
        super().closeEvent(event)
