"""A paper of several pages on the glass: the page itself, one further or back, larger or smaller.

What a newcomer gets wrong: drawing here. `wanted` says that a page is to be made in `view.width_wanted` pixels; whoever
listens makes it off the window's thread and gives it back with `put`.
"""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.page_view import PageView

_PORTRAIT = 210 / 297
_WIDEST = 720  # logical pixels: larger than on paper is a matter of the buttons


class _UprightPage(PageView):
    """An upright page as wide as the view, to be read and scrolled; `whole`: all of it, as small as that makes it."""

    def __init__(self) -> None:
        super().__init__(_PORTRAIT)
        self.whole = False

    @property
    def width_wanted(self) -> int:
        if self.whole:
            return super().width_wanted
        room = min(self.viewport().width() - theme.GRID * 2, _WIDEST)
        return max(64, int(room * self.step * self.devicePixelRatioF()))

    def put(self, image: QImage, said: str) -> None:
        super().put(image, said)
        if (sheet := self.widget()) is not None:
            sheet.setMinimumSize((image.deviceIndependentSize() / self.devicePixelRatioF()).toSize())

    def zoom(self, step: int) -> None:
        before, self.whole = self.whole, not step
        if step and before:
            self.wanted.emit()
        else:
            super().zoom(step)
            if self.whole and not before:
                self.wanted.emit()


class PaperPreview(QWidget):
    """`page` is the one wanted, from 0."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = 0
        self._pages = 0
        self.view = _UprightPage()
        self.view.setMinimumSize(theme.GRID * 20, theme.GRID * 12)
        self.view.wanted.connect(self.wanted)
        self.place = OneLine("muted")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.place, 1)
        self._before = self._tool("Halaman sebelumnya", "up", lambda: self._turn(-1))
        self._next = self._tool("Halaman berikutnya", "down", lambda: self._turn(1))
        smaller = self._tool("Perkecil", "minus", lambda: self.view.zoom(-1))
        larger = self._tool("Perbesar", "plus", lambda: self.view.zoom(1))
        whole = self._tool("Muat seluruh halaman", "eye", lambda: self.view.zoom(0))
        for button in (self._before, self._next, smaller, larger, whole):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self._say_place()

    def put(self, image: QImage, page: int, pages: int, said: str) -> None:
        self.page, self._pages = page, pages
        self.view.put(image, f"{said}. Halaman {page + 1} dari {pages}.")
        self._say_place()

    def say(self, text: str) -> None:
        """A sentence in the place of a page."""
        self._pages = 0
        self.view.say(text)
        self._say_place()

    def first_page(self) -> None:
        """Another paper: from its beginning."""
        self.page = 0

    def _turn(self, step: int) -> None:
        self.page = min(max(self.page + step, 0), max(self._pages - 1, 0))
        self.wanted.emit()

    def _say_place(self) -> None:
        self.place.setText(f"Halaman {self.page + 1} dari {self._pages}" if self._pages else "")
        self._before.setEnabled(self.page > 0)
        self._next.setEnabled(self.page < self._pages - 1)

    @staticmethod
    def _tool(name: str, icon: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon, "text"))
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: act())  # type: ignore[operator]
        return button
