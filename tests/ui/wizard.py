"""The import wizard on a real file, driven as a person drives it.

What a newcomer gets wrong: calling the screen's methods for what a key does. `press` goes to the widget that has the
cursor, so that a step that can't be reached by keyboard fails its test.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from kpps_desk.queries import members
from kpps_desk.queries.members import MemberFilter
from kpps_desk.ui.screens.importing import CHECK, ImportScreen
from tests.ui.stage import Stage


class Wizard(Stage[ImportScreen]):
    """The screen, and what is in the file."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        super().__init__(qtbot, path, ImportScreen)

    def look_at(self, path: Path) -> None:
        self.screen.open(str(path))
        self.settle()

    def check(self, path: Path) -> None:
        """To step 3, with its sums."""
        self.look_at(path)
        self.screen.go_to(CHECK)
        self.settle()

    def run(self, path: Path) -> None:
        """To step 4."""
        self.check(path)
        self.screen.check.next.click()
        self.settle()

    def people(self) -> int:
        found: list[int] = []
        self.background.ask(self.screen, lambda db: members.count(db, MemberFilter()), found.append)
        self.settle()
        return found[0]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, where the cursor is; a notice, here a window of its own, may have taken the screen's turn."""
        self.screen.activateWindow()
        self._qtbot.waitUntil(self.screen.isActiveWindow, timeout=60_000)
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the cursor"
        QTest.keyClick(focus, key, modifier)
        self.settle()

    def read_as(self, header: str, choice: str) -> None:
        """Change what a column of the list is read as: cursor on its line, Enter, the choice, Enter."""
        table = self.screen.columns.table
        model = table.model
        names = [model.index(row, 0).data() for row in range(model.rowCount())]
        table.mapping.setFocus()
        table.mapping.setCurrentIndex(model.index(names.index(header), 0))
        QTest.keyClick(table.mapping, Qt.Key.Key_Return)
        box = table.mapping.findChild(QComboBox)
        assert box is not None
        wanted = box.findText(choice)
        QTest.keyClick(box.view(), Qt.Key.Key_Home)
        for _ in range(wanted):
            QTest.keyClick(box.view(), Qt.Key.Key_Down)
        QTest.keyClick(box.view(), Qt.Key.Key_Return)
        self.settle()

    def certainty(self, header: str) -> str:
        """How sure the mapping of this column of the list is said to be."""
        model = self.screen.columns.table.model
        names = [model.index(row, 0).data() for row in range(model.rowCount())]
        return str(model.index(names.index(header), 2).data())

    def focused(self) -> QWidget | None:
        return QApplication.focusWidget()


@pytest.fixture
def wizard(qtbot: QtBot, workspace_path: Path) -> Iterator[Wizard]:
    made = Wizard(qtbot, workspace_path)
    made.screen.activateWindow()
    qtbot.waitUntil(lambda: made.screen.isActiveWindow(), timeout=60_000)
    yield made
    made.background.close()
