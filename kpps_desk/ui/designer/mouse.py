"""The hand with the mouse: chooses, drags, draws larger, encloses several; lines draw what it holds.

What a newcomer gets wrong: reckoning from the last move. A drag reckons from where the box was taken hold of, so that a
line that drew it lets it go again where the hand goes on.
"""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from kpps_desk.ui.designer import snapping
from kpps_desk.ui.designer.arranging import box_of, is_square
from kpps_desk.ui.designer.boxes import Box, around, kept_near, resized, spanned
from kpps_desk.ui.designer.canvas_paint import handle_at
from kpps_desk.ui.designer.snapping import NONE, Lines
from kpps_desk.ui.designer.work import State, Work

if TYPE_CHECKING:
    from kpps_desk.ui.designer.canvas import Canvas

_REACH = 7.0  # logical pixels
_GRIP = 1.0  # millimetres around an item that still count as it
_FREE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier  # held: nothing draws
_MORE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_CURSORS = {
    "l": Qt.CursorShape.SizeHorCursor, "r": Qt.CursorShape.SizeHorCursor, "t": Qt.CursorShape.SizeVerCursor,
    "b": Qt.CursorShape.SizeVerCursor, "lt": Qt.CursorShape.SizeFDiagCursor, "rb": Qt.CursorShape.SizeFDiagCursor,
    "rt": Qt.CursorShape.SizeBDiagCursor, "lb": Qt.CursorShape.SizeBDiagCursor,
}  # fmt: skip


class _Hold(NamedTuple):
    """What the hand holds since when; `edges` '' moves, None encloses."""

    at: QPointF
    state: State
    edges: str | None
    boxes: dict[int, Box]
    lines: Lines


class Mouse:
    """Told of presses, moves and releases by the canvas."""

    def __init__(self, canvas: "Canvas", work: Work) -> None:
        self._canvas, self._work = canvas, work
        self._hold: _Hold | None = None
        self._going = False

    @property
    def busy(self) -> bool:
        """Whether something is being dragged."""
        return self._going

    def press(self, point: QPointF, held: Qt.KeyboardModifier) -> None:
        work = self._work
        if work.state is None:
            return
        edges = self._handle(point)
        if edges:
            self._take(point, edges)
            return
        found = self._under(point)
        if held & Qt.KeyboardModifier.AltModifier and work.current in found:
            found = found[found.index(work.current) + 1 :] or found
        if not found:
            if not held & _MORE:
                work.choose(())
            self._take(point, None)
        elif held & _MORE:
            one = found[0]
            work.choose([at for at in work.chosen if at != one] if one in work.chosen else [*work.chosen, one])
        else:
            kept = next((at for at in found if at in work.chosen), None)
            if kept is None or held & Qt.KeyboardModifier.AltModifier:
                work.choose([found[0]])
            self._take(point, "")

    def move(self, point: QPointF, held: Qt.KeyboardModifier) -> None:
        hold = self._hold
        if hold is None:
            self._hover(point)
            return
        gone = point - hold.at
        self._going = self._going or gone.manhattanLength() >= QApplication.startDragDistance()
        if self._going:
            self._drag(hold, gone, held)

    def release(self, point: QPointF) -> None:
        hold, self._hold = self._hold, None
        going, self._going = self._going, False
        if hold is not None and going and hold.edges is None and (band := self._canvas.band) is not None:
            inside = [at for at, item in enumerate(self._work.items) if band.encloses(box_of(item))]
            self._work.choose([*hold.state.chosen, *inside])
        self._canvas.band = None
        self._work.settle()
        self._canvas.show_lines(NONE)
        self._canvas.viewport().update()
        self._hover(point)

    def cancel(self) -> None:
        """Escape: as if the hand had never taken hold."""
        hold, self._hold, self._going, self._canvas.band = self._hold, None, False, None
        if hold is not None and hold.edges is not None:
            self._work.take_back(hold.state)
        self._canvas.show_lines(NONE)
        self._canvas.viewport().update()

    # -- underneath ---------------------------------------------------------------------------------------------------

    def _take(self, point: QPointF, edges: str | None) -> None:
        work = self._work
        if work.state is not None:
            work.settle()
            rest = [item for at, item in enumerate(work.items) if at not in work.chosen]
            self._hold = _Hold(point, work.state, edges, work.boxes(), snapping.lines_of(work.design, rest))

    def _drag(self, hold: _Hold, gone: QPointF, held: Qt.KeyboardModifier) -> None:
        scale = self._canvas.scale
        dx, dy = gone.x() / scale, gone.y() / scale
        reach = 0.0 if held & _FREE else _REACH / scale
        if hold.edges is None:
            begin = self._canvas.to_page(hold.at)
            self._canvas.band = spanned(*begin, begin[0] + dx, begin[1] + dy)
            self._canvas.viewport().update()
        elif hold.edges:
            self._resize(hold, dx, dy, reach)
        elif hold.boxes:
            if held & Qt.KeyboardModifier.ShiftModifier:
                dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
            self._carry(hold, dx, dy, reach)

    def _carry(self, hold: _Hold, dx: float, dy: float, reach: float) -> None:
        before = around(list(hold.boxes.values()))
        box, lines = before.moved(dx, dy), NONE
        if reach:
            box, lines = snapping.moved(box, hold.lines, reach)
        box = kept_near(box, *self._canvas.page)
        dx, dy = box.x - before.x, box.y - before.y
        self._work.put_boxes({at: one.moved(dx, dy) for at, one in hold.boxes.items()}, topic="drag")
        self._canvas.show_lines(lines)

    def _resize(self, hold: _Hold, dx: float, dy: float, reach: float) -> None:
        at, edges = self._work.current, hold.edges or ""
        square = is_square(self._work.items[at])
        box, lines = resized(hold.boxes[at], edges, dx, dy, square=square), NONE
        if reach:
            box, lines = snapping.sized(box, edges, hold.lines, reach, square=square)
        self._work.put_boxes({at: box}, topic="drag")
        self._canvas.show_lines(lines)

    def _handle(self, point: QPointF) -> str:
        work = self._work
        if len(work.chosen) != 1 or work.item is None:
            return ""
        return handle_at(self._canvas.rect_of(box_of(work.item)), point)

    def _under(self, point: QPointF) -> list[int]:
        """The items under the point, the topmost first."""
        x, y = self._canvas.to_page(point)
        items = self._work.items
        return [at for at in range(len(items) - 1, -1, -1) if box_of(items[at]).grown(_GRIP).holds(x, y)]

    def _hover(self, point: QPointF) -> None:
        edges, under = self._handle(point), self._under(point)
        shape = _CURSORS.get(edges, Qt.CursorShape.SizeAllCursor if under else Qt.CursorShape.ArrowCursor)
        self._canvas.viewport().setCursor(shape)
        over = under[0] if under else -1
        if over != self._canvas.hovered:
            self._canvas.hovered = over
            self._canvas.viewport().update()
