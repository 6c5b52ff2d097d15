"""A page of a PDF on the glass: fitted or enlarged, drawn elsewhere.

What a newcomer gets wrong: rendering here. The view says how wide it needs the page in pixels of the screen; somebody
renders that off the window's thread and gives the picture back.
"""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from kpps_desk.exchange.rendering import Picture
from kpps_desk.ui import theme

_STEPS = (1.0, 1.5, 2.0, 3.0)
_SETTLED = 120  # milliseconds without a change of size before the page is asked for anew


def image_of(picture: Picture) -> QImage:
    """As Qt holds it; may be called on any thread."""
    made = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB888)
    return made.copy()  # the bytes belong to Python


class PageView(QScrollArea):
    """Shows one picture of a page; `proportion` is width by height of the paper."""

    wanted = Signal()  # ask for the page in `width_wanted` pixels

    def __init__(self, proportion: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Pratinjau halaman")
        self._proportion = proportion
        self._zoom = 0
        self._paper = QLabel()
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._paper.setTextFormat(Qt.TextFormat.PlainText)
        self._paper.setWordWrap(True)
        self.setWidget(self._paper)
        self.setWidgetResizable(True)
        self.setMinimumSize(theme.GRID * 40, theme.GRID * 28)
        self._later = QTimer(self, singleShot=True, interval=_SETTLED)
        self._later.timeout.connect(self.wanted)

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

    @property
    def shows_page(self) -> bool:
        return not self._paper.pixmap().isNull()

    def put(self, image: QImage, said: str) -> None:
        """Show this page; `said` is what it shows, for those who don't see it."""
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.setPixmap(picture)
        self._paper.setMinimumSize(picture.deviceIndependentSize().toSize() if self._zoom else QSize(0, 0))
        self.setAccessibleDescription(said)

    def say(self, text: str) -> None:
        """A sentence in the place of a page."""
        self._paper.setMinimumSize(QSize(0, 0))
        self._paper.setText(text)
        self.setAccessibleDescription(text)

    def zoom(self, step: int) -> None:
        """One step larger (1) or smaller (-1); 0 fits the page into the view."""
        before = self._zoom
        self._zoom = min(max(self._zoom + step, 0), len(_STEPS) - 1) if step else 0
        if self._zoom != before:
            self.wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()
