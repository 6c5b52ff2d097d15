"""The hand on the keyboard: walks from item to item, moves and sizes in steps, and does all that the mouse does.

What a newcomer gets wrong: snapping here. A key goes exactly as far as it says; the guides only show where that leads.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from kpps_desk.ui.designer import snapping
from kpps_desk.ui.designer.arranging import is_square
from kpps_desk.ui.designer.boxes import around, kept_near, resized
from kpps_desk.ui.designer.work import Work

if TYPE_CHECKING:
    from kpps_desk.ui.designer.canvas import Canvas

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_STEP, _FAR, _FINE = 1.0, 10.0, 0.1  # millimetres
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class Keyboard:
    """Told of keys by the canvas; says whether one was meant for it."""

    def __init__(self, canvas: "Canvas", work: Work) -> None:
        self._canvas, self._work = canvas, work
        self._held: tuple[int, ...] = ()

    def press(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS and self._work.chosen:
            self._arrow(*_ARROWS[key], held, again=event.isAutoRepeat())
        elif key in _ZOOMS and not held & Qt.KeyboardModifier.AltModifier:
            self._canvas.zoom_by(_ZOOMS[key])
        elif key == Qt.Key.Key_0 and not held & Qt.KeyboardModifier.ControlModifier:
            self._canvas.zoom_to(0.0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self._work.chosen:
            self._canvas.edit_wanted.emit()
        elif key == Qt.Key.Key_Space:
            self._hold_on()
        elif key == Qt.Key.Key_Escape and self._work.chosen:
            self._work.choose(())
        else:
            return False
        return True

    def walk(self, step: int) -> bool:
        """To the next item; False past the last one. Those that Space holds stay chosen."""
        many, at = len(self._work.items), self._work.current
        to = (at + step) if at >= 0 else (0 if step > 0 else many - 1)
        if not 0 <= to < many:
            self._held = ()
            return False
        self._work.choose([*(one for one in self._held if one != to), to])
        return True

    # -- underneath ---------------------------------------------------------------------------------------------------

    def _hold_on(self) -> None:
        """Space: this item stays chosen while Tab walks on, or is let go again."""
        at = self._work.current
        if at >= 0:
            still = tuple(one for one in self._held if one in self._work.chosen)
            self._held = tuple(one for one in still if one != at) if at in still else (*still, at)

    def _arrow(self, across: int, down: int, held: Qt.KeyboardModifier, *, again: bool) -> None:
        step = _STEP
        if held & Qt.KeyboardModifier.ShiftModifier:
            step = _FAR
        elif held & Qt.KeyboardModifier.AltModifier:
            step = _FINE
        dx, dy = across * step, down * step
        if not again:
            self._work.settle()  # each press is a step back, a key that is held is one
        boxes = self._work.boxes()
        if held & Qt.KeyboardModifier.ControlModifier:
            items = self._work.items
            grown = {
                at: resized(box, "r" if across else "b", dx, dy, square=is_square(items[at]))
                for at, box in boxes.items()
            }
            self._work.put_boxes(grown, topic="arrow")
        else:
            whole = around(list(boxes.values()))
            kept = kept_near(whole.moved(dx, dy), *self._canvas.page)
            dx, dy = kept.x - whole.x, kept.y - whole.y
            self._work.put_boxes({at: box.moved(dx, dy) for at, box in boxes.items()}, topic="arrow")
        self._show_lines()

    def _show_lines(self) -> None:
        work = self._work
        rest = [item for at, item in enumerate(work.items) if at not in work.chosen]
        lines = snapping.lines_of(work.design, rest)
        self._canvas.show_lines(snapping.on(around(list(work.boxes().values())), lines))
