"""A design on the table, and hands for it: keys on the page, a mouse in millimetres.

What a newcomer gets wrong: pixels in a test. Where an item is on the glass depends on the window; `point` reckons it.
"""

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.domain.designs import Design
from kpps_desk.ui.designer.arranging import box_of
from kpps_desk.ui.designer.boxes import Box
from kpps_desk.ui.designer.canvas import Canvas
from kpps_desk.ui.designer.editor import Editor
from kpps_desk.ui.designer.work import Work
from kpps_desk.ui.screens.designer import DesignerScreen
from tests.ui.stage import Stage

FIRST = "Gigi balang, A4"
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Table:
    """The designer's screen with one design laid out."""

    def __init__(self, stage: Stage[DesignerScreen]) -> None:
        self.stage = stage

    @property
    def screen(self) -> DesignerScreen:
        return self.stage.screen

    @property
    def editor(self) -> Editor:
        return self.screen.editor

    @property
    def canvas(self) -> Canvas:
        return self.editor.canvas

    @property
    def work(self) -> Work:
        return self.editor.work

    @property
    def design(self) -> Design:
        return self.work.design

    def chosen(self) -> list[int]:
        """Places, the leading one last."""
        return list(self.work.chosen)

    def place(self, kind: str, text: str = "") -> int:
        """The place of the first item of this kind whose text holds this."""
        return next(at for at, item in enumerate(self.work.items) if item.kind == kind and text in item.text)

    def box(self, at: int) -> Box:
        return box_of(self.work.items[at])

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.canvas, key, held)

    def point(self, x: float, y: float) -> QPoint:
        """Of the viewport, for millimetres of the page."""
        return self.canvas.rect_of(Box(x, y, 0, 0)).topLeft().toPoint()

    def click(self, x: float, y: float, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, held, self.point(x, y))

    def drag(
        self,
        begin: tuple[float, float],
        end: tuple[float, float],
        held: Qt.KeyboardModifier = NONE,
        *,
        drop: bool = True,
    ) -> None:
        """Press at `begin`, go to `end` in two steps, let go."""
        self.grasp(*begin)
        middle = ((begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2)
        for x, y in (middle, end):
            self.carry(x, y, held)
        if drop:
            self.let_go(*end)

    def grasp(self, x: float, y: float) -> None:
        QTest.mousePress(self.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, self.point(x, y))

    def carry(self, x: float, y: float, held: Qt.KeyboardModifier = NONE) -> None:
        self.canvas._mouse.move(QPointF(self.point(x, y)), held)  # QTest's moves know no modifiers

    def let_go(self, x: float, y: float) -> None:
        QTest.mouseRelease(self.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, self.point(x, y))


def lay_out(qtbot: QtBot, path: Path, name: str = FIRST) -> Table:
    """A copy of a built-in design on the table of a screen of its own."""
    table = Table(Stage(qtbot, path, DesignerScreen))
    table.screen.list.go_to(name)
    table.screen.design(table.screen.list.current)  # type: ignore[arg-type]
    table.stage.settle()
    table.canvas.setFocus()
    return table
