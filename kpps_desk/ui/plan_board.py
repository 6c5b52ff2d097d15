"""The board of one day of a plan: arrows move the cursor, Enter picks a session up and drops it, the mouse drags.

What a newcomer gets wrong: painting every lane. The province has hundreds of rooms; only those in sight are painted.
"""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QListWidget, QWidget

from kpps_desk.ui import plan_paint, theme
from kpps_desk.ui.plan_grid import Block, Grid

HEAD, LANE = 34, 60
_LABEL, _LABEL_NARROW, _NARROW = 176, 116, 640
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class PlanBoard(QAbstractScrollArea):
    """`put` shows a day; what the hands want is told by signals, nothing is changed here."""

    current_changed = Signal(object)  # Block | None
    picked_changed = Signal(object)  # Block | None
    dropped = Signal(int, object)  # key, Slot | None
    swapped = Signal(int, int)
    edge_wanted = Signal(int, int)  # key, step
    crew_dropped = Signal(str, int)  # station, key
    day_wanted = Signal(int)  # step
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Papan rencana: panah berpindah, Enter mengangkat dan meletakkan sesi")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(False)
        self.grid: Grid | None = None
        self.row = self.column = self.nth = 0
        self.picked: Block | None = None
        self._pressed: QPoint | None = None
        self._dragging: QPoint | None = None

    @property
    def label(self) -> int:
        """How wide the names of the rooms are."""
        return _LABEL if self.viewport().width() >= _NARROW else _LABEL_NARROW

    @property
    def current(self) -> Block | None:
        """The session under the cursor."""
        found = self._cell(self.row, self.column)
        return found[min(self.nth, len(found) - 1)] if found else None

    def put(self, grid: Grid, key: int = 0) -> None:
        """Show this day; the cursor goes to the session with this key, or stays where it is."""
        self.grid = grid
        if self.picked is None and key and (place := grid.place_of(key)) is not None:
            self.row, self.column, self.nth = place
        self.row = max(0, min(self.row, len(grid.lanes) - 1))
        self.column = max(0, min(self.column, len(grid.times) - 1))
        self._measure()
        self._reveal()
        self._tell()

    def pick(self, block: Block | None) -> None:
        """Lift a session, or put it back."""
        self.picked = block
        self.picked_changed.emit(block)
        self.viewport().update()

    def drop(self) -> None:
        """Lay the lifted session where the cursor is."""
        block, grid, self.picked = self.picked, self.grid, None
        self._dragging = None
        self.picked_changed.emit(None)
        if block is None or grid is None or not grid.lanes:
            return
        others = [one for one in self._cell(self.row, self.column) if one.session.key != block.session.key]
        if len(others) == 1:
            self.swapped.emit(block.session.key, others[0].session.key)
        elif not grid.takes(self.row, block.session):
            self.refused.emit("Ruang itu bukan milik kelurahan sesi ini. Tukarlah dengan sesi yang ada di sana.")
        elif grid.slot(self.row, self.column) != block.session.slot:
            self.dropped.emit(block.session.key, grid.slot(self.row, self.column))
        self.viewport().update()

    # -- hands --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.grid is None or not self._hand(event):
            super().keyPressEvent(event)

    def _hand(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        if held & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if self.current is not None:
                self.edge_wanted.emit(self.current.session.key, 1 if key == Qt.Key.Key_Right else -1)
        elif held & Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.day_wanted.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in _ARROWS:
            self._step(*_ARROWS[Qt.Key(key)])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            lanes = max(1, self.viewport().height() // LANE - 1)
            self._step(lanes if key == Qt.Key.Key_PageDown else -lanes, 0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.picked is not None:
                self.drop()
            elif self.current is not None:
                self.pick(self.current)
        elif key == Qt.Key.Key_Delete and self.current is not None and self.current.session.slot is not None:
            self.dropped.emit(self.current.session.key, None)
        elif key == Qt.Key.Key_Escape and self.picked is not None:
            self.pick(None)
        else:
            return False
        return True

    def _step(self, rows: int, columns: int) -> None:
        grid = self.grid
        if grid is None or not grid.lanes:
            return
        deep = len(self._cell(self.row, self.column)) if self.picked is None else 0
        if columns and 0 <= self.nth + columns < deep:
            self.nth += columns
        else:
            self.row = max(0, min(self.row + rows, len(grid.lanes) - 1))
            self.column = max(0, min(self.column + columns, len(grid.times) - 1))
            self.nth = 0
        self._reveal()
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._go_to(event.position().toPoint()):
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        far = self._pressed is not None and (here - self._pressed).manhattanLength()
        if self._dragging is None and far and far >= QApplication.startDragDistance() and self.current is not None:
            self._dragging = here
            self.pick(self.current)
        if self._dragging is not None:
            self._dragging = here
            self._go_to(here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging is not None:
            if self._go_to(event.position().toPoint()):
                self.drop()
            else:
                self.pick(None)
        self._pressed = self._dragging = None
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if isinstance(event.source(), QListWidget):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._go_to(event.position().toPoint())
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        source = event.source()
        if isinstance(source, QListWidget) and source.currentItem() is not None and self.current is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.crew_dropped.emit(source.currentItem().data(Qt.ItemDataRole.UserRole), self.current.session.key)

    # -- glass --------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        if self.grid is not None:
            top, height = self.verticalScrollBar().value(), self.viewport().height()
            first = max(0, top // LANE)
            for row in range(first, min(len(self.grid.lanes), (top + height) // LANE + 1)):
                y = HEAD + row * LANE - top
                label = QRect(0, y, self.label, LANE)
                plan_paint.lane(painter, label, self.viewport().width(), self.grid.lanes[row])
                for column in range(len(self.grid.times)):
                    self._paint_cell(painter, row, column)
            plan_paint.head(painter, QRect(0, 0, self.viewport().width(), HEAD), self.grid, self.label)
        painter.end()

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        room = self._rect(row, column)
        here = (row, column) == (self.row, self.column)
        blocks = self._cell(row, column)
        wide = room.width() // max(1, len(blocks))
        for at, block in enumerate(blocks):
            part = QRect(room.x() + at * wide, room.y(), wide, room.height()).adjusted(2, 3, -2, -3)
            chosen = here and at == min(self.nth, len(blocks) - 1)
            lifted = self.picked is not None and self.picked.session.key == block.session.key
            plan_paint.block(painter, part, block, chosen=chosen, lifted=lifted, ratio=self.devicePixelRatioF())
        if here and (self.hasFocus() or self.picked is not None):
            plan_paint.cursor(painter, room.adjusted(1, 1, -1, -1), holding=self.picked is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        lanes = len(self.grid.lanes) if self.grid else 0
        bar = self.verticalScrollBar()
        bar.setSingleStep(LANE)
        bar.setPageStep(max(LANE, self.viewport().height() - HEAD))
        bar.setRange(0, max(0, HEAD + lanes * LANE - self.viewport().height()))
        self.viewport().update()

    def _rect(self, row: int, column: int) -> QRect:
        wide = (self.viewport().width() - self.label) // max(1, len(self.grid.times) if self.grid else 1)
        return QRect(self.label + column * wide, HEAD + row * LANE - self.verticalScrollBar().value(), wide, LANE)

    def _cell(self, row: int, column: int) -> tuple[Block, ...]:
        return self.grid.cells.get((row, column), ()) if self.grid else ()

    def _go_to(self, point: QPoint) -> bool:
        """Put the cursor on the cell under this point; False where there is none."""
        grid = self.grid
        row = (point.y() - HEAD + self.verticalScrollBar().value()) // LANE
        if grid is None or point.y() < HEAD or point.x() < self.label or not 0 <= row < len(grid.lanes):
            return False
        wide = max(1, (self.viewport().width() - self.label) // max(1, len(grid.times)))
        self.row, self.column = row, min((point.x() - self.label) // wide, len(grid.times) - 1)
        many = max(1, len(self._cell(self.row, self.column)))
        self.nth = min(many - 1, (point.x() - self.label - self.column * wide) * many // wide)
        self._tell()
        return True

    def _reveal(self) -> None:
        bar, top = self.verticalScrollBar(), self.row * LANE
        if top < bar.value():
            bar.setValue(top)
        elif top + LANE + HEAD > bar.value() + self.viewport().height():
            bar.setValue(top + LANE + HEAD - self.viewport().height())

    def _tell(self) -> None:
        self.viewport().update()
        self.current_changed.emit(self.current)
