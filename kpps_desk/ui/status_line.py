"""The line below: which file, which area, who works, and whether everything is on the disk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpps_desk.ui.background import Background
from kpps_desk.ui.labels import plain

if TYPE_CHECKING:
    from kpps_desk.store.snapshot import Snapshot

_SAVED, _SAVING = "Semua perubahan tersimpan", "Menyimpan…"


def _area(db: "Snapshot") -> str:
    """The smallest area that holds all of the workspace's TPS."""
    from kpps_desk import words
    from kpps_desk.domain.places import level_of
    from kpps_desk.queries import areas, readiness

    codes = [row.code for row in readiness.by_level(db, "kelurahan")]
    names = areas.names(db)
    code = next((codes[0][:end] for end in (13, 8, 5, 2) if len({code[:end] for code in codes}) == 1), "")
    return words.area_name(words.short_area(names[code]), level_of(code)) if code else ""


class StatusLine(QWidget):
    """Plain words, always in the same places."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._background = background
        self._where = plain("", wrap=False, select=False)
        self._who = plain("", wrap=False, select=False)
        self._saved = plain("", wrap=False, select=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 4)
        row.setSpacing(24)
        row.addWidget(self._where)
        row.addWidget(self._who)
        row.addStretch(1)
        row.addWidget(self._saved)
        background.saving.connect(lambda busy: self._saved.setText(_SAVING if busy else _SAVED))

    def say(self, text: str) -> None:
        """Something else, while no file is open."""
        self._where.setText(text)
        self._who.setText("")
        self._saved.setText("")

    def show_workspace(self) -> None:
        self._put_area("")
        self._who.setText(f"Bekerja sebagai {self._background.by}")
        self._saved.setText(_SAVED)
        self._background.ask(self, _area, self._put_area)

    def _put_area(self, area: str) -> None:
        path = self._background.path
        name = path.name if path else ""
        self._where.setText(f"{name} · {area}" if area else name)
        self._where.setToolTip(str(path or ""))
