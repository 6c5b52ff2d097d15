"""The page on the table: its picture, and over it boxes, handles and guides; grasped by mouse or walked by keyboard.

What a newcomer gets wrong: waiting for the picture. The boxes follow the hand at once; the page behind them is drawn
elsewhere, and the last picture stays until the next one comes.
"""

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.designer import canvas_paint
from kpps_desk.ui.designer.boxes import Box
from kpps_desk.ui.designer.keyboard import Keyboard
from kpps_desk.ui.designer.mouse import Mouse
from kpps_desk.ui.designer.naming import item_name, place_text
from kpps_desk.ui.designer.snapping import Lines
from kpps_desk.ui.designer.work import Work

REAL = 96 / 25.4  # logical pixels a millimetre at 100 %
ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
_PAD = 16  # logical pixels around the paper
_SETTLED = 120  # ms without a change of size before the page is asked for anew
_WIDEST = 3_600  # pixels of a picture; beyond, the eye gains nothing


class Canvas(QAbstractScrollArea):
    """`wanted`: the page is to be drawn in `width_wanted` pixels; `edit_wanted`: the item's text is to be typed."""

    wanted = Signal()
    edit_wanted = Signal()
    zoom_changed = Signal()

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.zoom = 0.0  # 0: fitted
        self.lines = Lines((), ())  # guides that are shown now
        self.band: Box | None = None
        self.hovered = -1
        self.faulty: frozenset[int] = frozenset()
        self._picture: QPixmap | None = None
        self._sheet: tuple[float, float] | None = None
        self.setObjectName("page")
        self.setAccessibleName("Halaman: Tab ke butir berikutnya, panah menggeser, Ctrl+panah mengubah ukuran")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setMinimumSize(theme.GRID * 30, theme.GRID * 20)
        self.viewport().setMouseTracking(True)
        self._mouse, self._keyboard = Mouse(self, work), Keyboard(self, work)
        self._later = QTimer(self, singleShot=True, interval=_SETTLED)
        self._later.timeout.connect(self.wanted)
        work.changed.connect(self._changed)
        work.chosen_changed.connect(self._chosen)

    # -- the page's place ---------------------------------------------------------------------------------------------

    @property
    def page(self) -> tuple[float, float]:
        """The paper, in millimetres."""
        return self.work.design.size_mm if self.work.state is not None else (297.0, 210.0)

    @property
    def scale(self) -> float:
        """Logical pixels a millimetre."""
        if self.zoom:
            return self.zoom * REAL
        width, height = self.page
        room = self.maximumViewportSize()
        return max(min((room.width() - 2 * _PAD) / width, (room.height() - 2 * _PAD) / height), 0.2)

    @property
    def width_wanted(self) -> int:
        """Of the picture, in pixels of the screen."""
        return max(64, min(int(self.page[0] * self.scale * self.devicePixelRatioF()), _WIDEST))

    @property
    def sheet(self) -> QRectF:
        """The paper on the viewport, in logical pixels."""
        width, height = (side * self.scale for side in self.page)
        room = self.viewport().size()
        left = int(max((room.width() - width) / 2, _PAD)) - self.horizontalScrollBar().value()
        top = int(max((room.height() - height) / 2, _PAD)) - self.verticalScrollBar().value()
        return QRectF(left, top, width, height)

    def to_page(self, point: QPointF) -> tuple[float, float]:
        """Millimetres from the paper's corner."""
        sheet, scale = self.sheet, self.scale
        return (point.x() - sheet.x()) / scale, (point.y() - sheet.y()) / scale

    def rect_of(self, box: Box) -> QRectF:
        """A box of the page, in logical pixels of the viewport."""
        sheet, scale = self.sheet, self.scale
        return QRectF(sheet.x() + box.x * scale, sheet.y() + box.y * scale, box.w * scale, box.h * scale)

    # -- zoom ---------------------------------------------------------------------------------------------------------

    def zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        """This many times its real size, 0: fitted; what is under `around` stays there."""
        spot = around or QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        at = self.to_page(spot)
        self.zoom = zoom
        self._measure()
        now = self.rect_of(Box(*at, 0, 0)).topLeft()
        self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() + now.x() - spot.x()))
        self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + now.y() - spot.y()))
        self.viewport().update()
        self.zoom_changed.emit()
        self._later.start()

    def zoom_by(self, step: int, around: QPointF | None = None) -> None:
        """One step larger (1) or smaller (-1)."""
        now = self.scale / REAL
        if step > 0:
            self.zoom_to(next((zoom for zoom in ZOOMS if zoom > now * 1.01), ZOOMS[-1]), around)
        else:
            self.zoom_to(next((zoom for zoom in reversed(ZOOMS) if zoom < now * 0.99), ZOOMS[0]), around)

    def reveal(self, box: Box) -> None:
        """Scroll until this box is in sight."""
        rect, room = self.rect_of(box), self.viewport().rect()
        for bar, begin, end, most in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), room.width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), room.height()),
        ):
            if begin < 0 or end > most:
                bar.setValue(
                    round(bar.value() + (begin - _PAD if begin < 0 or end - begin > most else end - most + _PAD))
                )

    def _measure(self) -> None:
        room = self.viewport().size()
        for bar, side, seen in (
            (self.horizontalScrollBar(), self.page[0], room.width()),
            (self.verticalScrollBar(), self.page[1], room.height()),
        ):
            bar.setRange(0, max(0, round(side * self.scale) + 2 * _PAD - seen) if self.zoom else 0)
            bar.setPageStep(seen)
            bar.setSingleStep(theme.GRID * 3)

    # -- what is shown ------------------------------------------------------------------------------------------------

    @property
    def shows_page(self) -> bool:
        return self._picture is not None

    def put(self, image: QImage) -> None:
        """The page as the press draws it."""
        self._picture = QPixmap.fromImage(image)
        self._picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.viewport().update()

    def show_lines(self, lines: Lines) -> None:
        """The guides on which the chosen box stands."""
        if lines != self.lines:
            self.lines = lines
            self.viewport().update()

    def put_faulty(self, places: frozenset[int]) -> None:
        """Items of this side with a fault."""
        self.faulty = places
        self.viewport().update()

    def _changed(self) -> None:
        if self.page != self._sheet:
            self._sheet, self._picture = self.page, None
            self._measure()
        self._describe()
        self.viewport().update()

    def _chosen(self) -> None:
        self.lines = Lines((), ())
        if self.work.item is not None and self.zoom and not self._mouse.busy:
            self.reveal(self.work.boxes()[self.work.current])
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        """For those who don't see the page."""
        item, many = self.work.item, len(self.work.chosen)
        if item is None:
            said = f"Tidak ada butir yang dipilih, {len(self.work.items) if self.work.state else 0} butir di sisi ini."
        elif many > 1:
            said = f"{many} butir dipilih, terakhir {item_name(item)}."
        else:
            said = f"{item_name(item)}, {place_text(self.work.boxes()[self.work.current])}."
        self.setAccessibleDescription(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), theme.colour("rail"))
        if self.work.state is not None:
            canvas_paint.page(painter, self.sheet, self._picture)
            canvas_paint.overlays(painter, self, busy=self._mouse.busy)
        if self.hasFocus():
            canvas_paint.focus(painter, self.viewport().rect())
        painter.end()

    # -- hands --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._mouse.busy and event.key() == Qt.Key.Key_Escape:
            self._mouse.cancel()
        elif self.work.state is None or not self._keyboard.press(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from item to item, and after the last one on to the panel."""
        if self.work.state is not None and self._keyboard.walk(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.work.state is not None:
            self._mouse.press(event.position(), event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.work.state is not None:
            self._mouse.move(event.position(), event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.work.state is not None:
            self._mouse.release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.work.item is not None:
            self._mouse.cancel()
            self.edit_wanted.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1, event.position())
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self._later.start()
        self.zoom_changed.emit()
