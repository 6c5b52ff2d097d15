"""What the person chose for each view: columns, widths, filters, sizes; kept between runs.

What a newcomer gets wrong: writing the settings file at every drag of a splitter. Choices are collected here and
written once, a moment after the last of them and at the end.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from kpps_desk import settings

_WRITTEN_AFTER = 2_000  # milliseconds


class Views(QObject):
    """Texts by names like 'members/width/name'. Made without a parent it keeps nothing on disk (for tests)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[str, str] = {}
        self._later = QTimer(self, singleShot=True, interval=_WRITTEN_AFTER)
        self._later.timeout.connect(self.save)
        self.lasting = parent is not None
        if self.lasting:
            self._kept = {name: str(value) for name, value in settings.load().views.items()}

    def text(self, name: str, default: str = "") -> str:
        return self._kept.get(name, default)

    def number(self, name: str, default: int) -> int:
        found = self._kept.get(name, "")
        return int(found) if found.lstrip("-").isdigit() else default

    def keep(self, name: str, value: str | int) -> None:
        if self._kept.get(name) != str(value):
            self._kept[name] = str(value)
            if self.lasting:
                self._later.start()

    def save(self) -> None:
        """Write what was collected; the rest of the settings stays as it is on disk."""
        self._later.stop()
        if self.lasting:
            settings.save(replace(settings.load(), views=dict(self._kept)))
