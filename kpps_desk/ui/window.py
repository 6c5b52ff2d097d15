"""The window of one workspace: rail, heading, notices, the screen, jobs and the status line.

What a newcomer gets wrong: importing screens or the storing floors here. The window shows first; the background then
imports them and opens the file, and the first screen is made when it is there.
"""

import gc
import sys
from collections.abc import Callable
from importlib import util
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import settings
from kpps_desk.changes import Changes
from kpps_desk.problems import Problem
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.jobs_panel import JobsPanel
from kpps_desk.ui.notices import Notices
from kpps_desk.ui.rail import Rail
from kpps_desk.ui.screen import Desk, Entry, Screen
from kpps_desk.ui.screens import ENTRIES
from kpps_desk.ui.views import Views

_NARROW = 1_120  # logical pixels; below, the rail shows names under its icons


def available(entries: tuple[Entry, ...] = ENTRIES) -> tuple[Entry, ...]:
    """The screens whose module is there."""
    return tuple(entry for entry in entries if util.find_spec(f"kpps_desk.ui.screens.{entry.key}"))


class Window(QMainWindow):
    """Frame of the screens; knows none of them by name."""

    def __init__(self, views: Views | None = None) -> None:
        super().__init__()
        self.setWindowTitle("KPPS Desk")
        self.setMinimumSize(800, 480)
        self.background = Background(self)
        self.background.by = settings.operator()
        self.notices = Notices()
        self.views = views or Views(self)
        self.desk = Desk(self.background, self.notices, self.views, self.go)
        self._entries = {entry.key: entry for entry in available()}
        self._screens: dict[str, Screen] = {}
        self._pending: dict[str, Changes] = {}
        self._current = ""
        self._opened: Callable[[], None] | None = None
        self._build()
        self._commands()
        self.background.changed.connect(self._changed)
        self.background.troubled.connect(self.notices.trouble)

    # -- parts --------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.rail = Rail(tuple(self._entries.values()))
        self.rail.wanted.connect(self.go)
        self.stack = QStackedWidget()
        self._heading = QLabel("")
        self._heading.setObjectName("heading")
        self._undo_button = QPushButton("Urungkan")
        self._find_button = QPushButton("Cari…  Ctrl+K")
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self._heading, 1)
        for button in (self._undo_button, self._find_button):
            button.setObjectName("quiet")
            head.addWidget(button)
        page = QWidget()
        page.setObjectName("content")
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.notices)
        column.addWidget(self.stack, 1)
        self._status = QLabel("")
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        line = QWidget()
        line.setObjectName("statusline")
        status = QHBoxLayout(line)
        status.setContentsMargins(24, 4, 24, 4)
        status.addWidget(self._status, 1)
        self.jobs = JobsPanel(self.background)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget, stretch in ((page, 1), (self.jobs, 0), (line, 0)):
            right.addWidget(widget, stretch)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _commands(self) -> None:
        for keys, slot in (
            ("Ctrl+F", lambda: self._screen() and self._screen().to_search()),  # type: ignore[union-attr]
            ("F5", lambda: self._screen() and self._screen().reload()),  # type: ignore[union-attr]
            ("Ctrl+Q", self.close),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _=False, slot=slot: slot())
            self.addAction(action)

    # -- a workspace --------------------------------------------------------------------------------------------------

    def open(self, path: Path, opened: Callable[[], None] | None = None) -> None:
        """Open a workspace; the first screen comes when it is ready."""
        self._opened = opened
        self._status.setText(f"Membuka {path.name}…")
        self.background.open(path, self._ready, self._not_opened, warm=[entry.load for entry in self._entries.values()])

    def _ready(self) -> None:
        gc.freeze()  # what was imported meanwhile stays too: the collector would spend 0.2 s on it
        path = self.background.path
        self.setWindowTitle(f"{path.stem if path else ''} — KPPS Desk")
        self._say_status()
        if self._entries:
            self.go(self.views.text("window/screen") or next(iter(self._entries)))
        if self._opened is not None:
            self._opened()

    def _not_opened(self, problem: Problem) -> None:
        self._status.setText("")
        self.notices.trouble(problem)

    def _say_status(self) -> None:
        path = self.background.path
        self._status.setText(f"{path.name if path else ''}   ·   {self.background.by}   ·   Semua perubahan tersimpan")

    # -- screens ------------------------------------------------------------------------------------------------------

    def go(self, screen: str, target: object = None) -> None:
        """Show a screen, and in it the target."""
        if not self.background.is_open:
            return
        key = screen if screen in self._entries else next(iter(self._entries))
        shown = self._screens.get(key) or self._make(key)
        self._current = key
        self.views.keep("window/screen", key)
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
        made = self._entries[key].load()(self.desk)
        self._screens[key] = made
        self.stack.addWidget(made)
        return made

    def _screen(self) -> Screen | None:
        return self._screens.get(self._current)

    def _changed(self, changes: Changes) -> None:
        for key, screen in self._screens.items():
            if key == self._current:
                screen.refresh(changes)
            else:
                self._pending[key] = self._pending.get(key, Changes()) | changes
        self._say_status()

    # -- the window itself --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < _NARROW)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.rail.dress()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.views.save()
        self.background.close()
        super().closeEvent(event)


def run(workspace: Path | None) -> int:
    """The window until it is closed; the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("KPPS Desk")
    theme.apply(app)
    app.styleHints().colorSchemeChanged.connect(lambda _: theme.apply(app))
    window = Window()
    window.resize(1280, 760)
    window.show()
    QTimer.singleShot(0, lambda: _settle(window, workspace))
    return app.exec()


def _settle(window: Window, workspace: Path | None) -> None:
    """Once shown: what exists now stays, so the collector need not look at it again."""
    gc.freeze()
    if workspace is not None:
        window.open(workspace)
