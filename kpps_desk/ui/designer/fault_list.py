"""What is wrong with the design, as it stands now: what keeps it from being saved, and what one should look at.

What a newcomer gets wrong: a colour for the difference. Each line begins with the word for it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kpps_desk import words
from kpps_desk.domain.design_faults import Fault
from kpps_desk.ui import theme

_FAULT = Qt.ItemDataRole.UserRole
_BARS, _LOOK = "Harus diperbaiki", "Perlu dilihat"


class FaultList(QListWidget):
    """`chosen` carries the Fault that a person wants to see on the page."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.faults: tuple[Fault, ...] = ()
        self.setAccessibleName("Masalah templat; Enter menunjukkannya pada halaman")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(16, 16))
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)

    def put(self, faults: Sequence[Fault]) -> None:
        """Show these."""
        if tuple(faults) == self.faults and self.count():
            return
        self.faults = tuple(faults)
        self.clear()
        for fault in faults:
            text = f"{_BARS if fault.bars else _LOOK}: {fault.sentence}"
            item = QListWidgetItem(theme.icon(*(("warning", "bad") if fault.bars else ("info", "warn"))), text)
            item.setData(_FAULT, fault)
            self.addItem(item)
        if not faults:
            none = QListWidgetItem(theme.icon("check", "good"), "Tidak ada masalah.")
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(none)

    def _go(self, item: QListWidgetItem) -> None:
        fault = item.data(_FAULT)
        if isinstance(fault, Fault):
            self.chosen.emit(fault)


def summary(faults: Sequence[Fault]) -> str:
    """`2 harus diperbaiki, 1 perlu dilihat`."""
    bars = sum(fault.bars for fault in faults)
    parts = [
        f"{words.number(count)} {text.lower()}" for count, text in ((bars, _BARS), (len(faults) - bars, _LOOK)) if count
    ]
    return ", ".join(parts) or "Tidak ada masalah"
