"""What the screens' tests share: one screen on a real file with the real Background.

What a newcomer gets wrong: sleeping until an answer is there. `settle` waits until nothing is asked, written or run any
more; a test that waits for something else names it with qtbot.waitUntil.
"""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kpps_desk.changes import Changes
from kpps_desk.store.database import Database, utcnow
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.notices import Notices
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.views import Views
from tests.filled import BY
from tests.ui import settling

S = TypeVar("S", bound=Screen)


class Stage(Generic[S]):
    """One screen as the window would show it; `went` are the screens it asked for."""

    def __init__(self, qtbot: QtBot, path: Path, screen: type[S], clock: Callable[[], datetime] = utcnow) -> None:
        self._qtbot = qtbot
        self.background = Background()
        self.background.by = BY
        self.background.attach(Database.open(path, clock=clock), threading.get_ident())
        self.notices = Notices()
        self.went: list[tuple[str, object]] = []
        desk = Desk(self.background, self.notices, Views(), lambda key, target=None: self.went.append((key, target)))
        self.screen = screen(desk)
        theme.dress(self.screen)
        self.background.changed.connect(self.screen.refresh)
        self.background.troubled.connect(self.notices.trouble)
        for widget in (self.notices, self.screen):
            qtbot.addWidget(widget)
        self.screen.resize(1120, 640)
        self.screen.show()
        self.screen.shown()
        self.settle()

    def settle(self) -> None:
        """Until every answer has arrived, and what it asked for in turn."""
        settling.settle(self.background)

    def changed(self, changes: Changes) -> None:
        """As if another screen had done it."""
        self.screen.refresh(changes)
        self.settle()


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)
