"""A tab's content that is made when somebody first turns to it: widgets cost a tenth of a second a page.

What a newcomer gets wrong: making it from elsewhere just to hand it something. `built` is None until it was in sight;
whoever has news keeps them, and `made` asks for them.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

P = TypeVar("P", bound=QWidget)


class LaterPane(QWidget, Generic[P]):
    """`make` gives the pane, `made` is called with it once."""

    def __init__(self, make: Callable[[], P], made: Callable[[P], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make, self._made = make, made
        self.built: P | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def pane(self) -> P:
        """The pane itself, made now if need be."""
        if self.built is None:
            self.built = self._make()
            self._column.addWidget(self.built)
            self._made(self.built)
        return self.built

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pane.show()
