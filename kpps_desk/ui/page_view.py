"""A page of a PDF on the glass, fitted or enlarged in a few steps, of which the proportion is known beforehand.

What a newcomer gets wrong: rendering here. The view says how wide it needs the page in pixels of the screen; somebody
renders that off the window's thread and gives the picture back.
"""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.paper_glass import PaperGlass

_STEPS = (1.0, 1.5, 2.0, 3.0)


class PageView(PaperGlass):
    """Shows one picture of a page in `width_wanted` pixels; `proportion` is width by height of the paper."""

    def __init__(self, proportion: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proportion = proportion
        self._zoom = 0
        self.setMinimumSize(theme.GRID * 40, theme.GRID * 28)

    @property
    def width_wanted(self) -> int:
        """In pixels of the screen."""
        room = self.viewport().size()
        fitted = min(room.width(), int(room.height() * self._proportion)) - theme.GRID * 2
        return max(64, int(fitted * _STEPS[self._zoom] * self.devicePixelRatioF()))

    @property
    def step(self) -> float:
        """How much larger than fitted."""
        return _STEPS[self._zoom]

    def put(self, image: QImage, said: str) -> None:
        """Show this page; `said` is what it shows, for those who don't see it."""
        self.show_image(image, said, fitted=not self._zoom)

    def zoom(self, step: int) -> None:
        """One step larger (1) or smaller (-1); 0 fits the page into the view."""
        before = self._zoom
        self._zoom = min(max(self._zoom + step, 0), len(_STEPS) - 1) if step else 0
        if self._zoom != before:
            self.wanted.emit()
