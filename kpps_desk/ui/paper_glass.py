"""One page of paper on the glass, or a sentence in its place; how large it is drawn is said by whoever derives from it.

What a newcomer gets wrong: rendering here. The page is drawn off the window's thread in the pixels that it is shown in,
and given back as a picture.
"""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from kpps_desk.exchange.rendering import Picture

_SETTLED = 120  # milliseconds without a change of size before the page is asked for anew


def image_of(picture: Picture) -> QImage:
    """As Qt holds it; may be called on any thread."""
    made = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB888)
    return made.copy()  # the bytes belong to Python


class PaperGlass(QScrollArea):
    """Shows one picture."""

    wanted = Signal()  # draw it anew

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Pratinjau halaman")
        self._paper = QLabel()
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._paper.setTextFormat(Qt.TextFormat.PlainText)
        self._paper.setWordWrap(True)
        self.setWidget(self._paper)
        self.setWidgetResizable(True)
        self._later = QTimer(self, singleShot=True, interval=_SETTLED)
        self._later.timeout.connect(self.resized)

    @property
    def shows_page(self) -> bool:
        return not self._paper.pixmap().isNull()

    def show_image(self, image: QImage, said: str, *, fitted: bool) -> None:
        """`said` is what it shows, for those who don't see it; one that isn't `fitted` keeps its size."""
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.setPixmap(picture)
        self._paper.setMinimumSize(QSize(0, 0) if fitted else picture.deviceIndependentSize().toSize())
        self.setAccessibleDescription(said)

    def say(self, text: str) -> None:
        """A sentence in the place of a page."""
        self._paper.setMinimumSize(QSize(0, 0))
        self._paper.setText(text)
        self.setAccessibleDescription(text)

    def resized(self) -> None:
        """It has another size since a moment."""
        self.wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()
