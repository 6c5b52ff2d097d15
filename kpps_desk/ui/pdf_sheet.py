"""One page of the preview: fitted, as wide as the room, or so many percent of its size on paper.

What a newcomer gets wrong: scaling the picture that is there. A page is drawn anew in the pixels that it is shown in:
`room` says how, `wanted` when.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from kpps_desk.exchange.pdf_pages import Room
from kpps_desk.ui import theme
from kpps_desk.ui.paper_glass import PaperGlass

_STEPS = (25, 50, 75, 100, 125, 150, 200, 300, 400)  # percent
WHOLE, WIDE = 0, -1  # instead of a percentage
_KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class PdfSheet(PaperGlass):
    """Shows one picture; keys and wheel turn and enlarge."""

    turned = Signal(int)  # so many pages on; negative: back
    ended = Signal(bool)  # to the last page; False: to the first
    strip_wanted = Signal()  # the small pages: show or hide

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.zoom = WHOLE
        self.percent = 100  # of what is shown
        self.setMinimumSize(theme.GRID * 20, theme.GRID * 14)

    @property
    def room(self) -> Room:
        """How the page is wanted now."""
        ratio, space = self.devicePixelRatioF(), self.maximumViewportSize()
        wide, high = space.width() - theme.GRID * 2, space.height() - theme.GRID * 2
        if self.zoom > 0:
            return Room(0, 0, self.zoom, ratio)
        if self.zoom == WIDE:
            wide -= self.verticalScrollBar().sizeHint().width()
        return Room(max(48, int(wide * ratio)), max(48, int(high * ratio)) if self.zoom == WHOLE else 0, 0, ratio)

    def put(self, image: QImage, percent: int, said: str) -> None:
        """Show this page; `said` is what it shows, for those who don't see it."""
        self.percent = percent
        self.show_image(image, said, fitted=self.zoom == WHOLE)

    def look_at(self, y: float) -> None:
        """So many pixels of the picture below its upper edge, in sight."""
        ratio = self.devicePixelRatioF()
        self.ensureVisible(self.width() // 2, int(y / ratio), 0, self.viewport().height() // 3)

    def set_zoom(self, zoom: int) -> None:
        """WHOLE, WIDE or percent."""
        self.zoom = zoom
        self.wanted.emit()

    def step(self, way: int) -> None:
        """One step larger (1) or smaller (-1) than what is shown."""
        now = self.zoom if self.zoom > 0 else self.percent
        beyond = [each for each in _STEPS if (each > now if way > 0 else each < now)]
        if beyond:
            self.set_zoom(beyond[0] if way > 0 else beyond[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = Qt.Key(event.key()), self.verticalScrollBar()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space) and (control or bar.value() == bar.maximum()):
            self._turn(1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Backspace) and (control or bar.value() == bar.minimum()):
            self._turn(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not self.horizontalScrollBar().maximum():
            self._turn(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.ended.emit(key == Qt.Key.Key_End)
        elif key in _KEYS:
            self.step(_KEYS[key])
        elif key in (Qt.Key.Key_0, Qt.Key.Key_W):
            self.set_zoom(WHOLE if key == Qt.Key.Key_0 else WIDE)
        elif key == Qt.Key.Key_T:
            self.strip_wanted.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it enlarges; at the end of a page it turns."""
        way, bar = event.angleDelta().y(), self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and way:
            self.step(1 if way > 0 else -1)
        elif way < 0 and bar.value() == bar.maximum():
            self._turn(1)
        elif way > 0 and bar.value() == bar.minimum():
            self._turn(-1)
        else:
            super().wheelEvent(event)
            return
        event.accept()

    def _turn(self, way: int) -> None:
        self.verticalScrollBar().setValue(0)
        self.turned.emit(way)

    def resized(self) -> None:
        if self.zoom <= 0:
            self.wanted.emit()
