"""Choose an area in steps: kabupaten/kota, kecamatan, kelurahan.

What a newcomer gets wrong: offering all 318 areas. Only those with TPS in this workspace are offered, each step within
the one before; where there is but one, it is chosen already.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.places import Area, Level
from kpps_desk.ui import theme
from kpps_desk.ui.list_screen import Choice

_STEPS = (
    (Level.KABKOTA, "Semua kabupaten/kota"),
    (Level.KECAMATAN, "Semua kecamatan"),
    (Level.KELURAHAN, "Semua kelurahan"),
)


class AreaChoice(QWidget):
    """Three combo boxes; `code` is the narrowest chosen, '' the province."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._areas: Sequence[Area] = ()
        self._boxes = [Choice(words.level(level), [(every, "")]) for level, every in _STEPS]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        for step, box in enumerate(self._boxes):
            box.currentIndexChanged.connect(lambda _, step=step: self._chosen(step))
            row.addWidget(box, 1)

    @property
    def code(self) -> str:
        """The code with dots."""
        return next((box.value for box in reversed(self._boxes) if box.value), "")

    @property
    def name(self) -> str:
        """The narrowest chosen area as people call it."""
        for (level, _), box in zip(reversed(_STEPS), reversed(self._boxes), strict=True):
            if box.value:
                return words.area_name(box.currentText(), level)
        return "DKI Jakarta"

    def put(self, areas: Sequence[Area], code: str = "") -> None:
        """Offer these; choose `code` as far as it is among them. Says nothing."""
        self._areas = areas
        for step in range(len(_STEPS)):
            self._offer(step, code)

    def choose(self, code: str) -> None:
        """Choose an area and say so."""
        self.put(self._areas, code)
        self.changed.emit(self.code)

    def _chosen(self, step: int) -> None:
        for later in range(step + 1, len(_STEPS)):
            self._offer(later, "")
        self.changed.emit(self.code)

    def _offer(self, step: int, code: str) -> None:
        level, every = _STEPS[step]
        above = self._boxes[step - 1].value if step else ""
        offered = [area for area in self._areas if area.level is level and area.code.startswith(above)]
        box = self._boxes[step]
        blocker = QSignalBlocker(box)
        box.clear()
        box.addItem(every, "")
        if step == 0 or above:
            for area in offered:
                box.addItem(words.short_area(area.name), area.code)
        box.setEnabled(box.count() > 1)
        chosen = next((at for at in range(1, box.count()) if code and code.startswith(box.itemData(at))), 0)
        box.setCurrentIndex(1 if box.count() == 2 else chosen)
        blocker.unblock()
