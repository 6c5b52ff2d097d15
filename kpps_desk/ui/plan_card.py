"""One session of a plan beside the board: its crews to drag away, who teaches, what doesn't hold.

What a newcomer gets wrong: moving the middle of a row of crews. The two buttons move the crew at an edge to its
neighbour; any other crew is dragged, or chosen and sent with the menu's keys.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.plan_grid import Block

_NONE = "Pilih satu sesi pada papan"
_KEYS = (
    "Panah: berpindah. Enter: angkat, lalu Enter lagi: letakkan atau tukar. Ctrl+PgUp/PgDn: hari lain. "
    "Alt+←/→: pindahkan regu tepi. Delete: lepaskan dari ruang. Ctrl+Z: urungkan."
)


class PlanCard(QFrame):
    """Empty until `put` is given a session."""

    edge_wanted = Signal(int, int)
    trainers_wanted = Signal(int, list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.block: Block | None = None
        self._editable = True
        self.title, self.when, self.flaws = plain(_NONE, "subheading"), plain(), plain()
        self.keys = plain(_KEYS, "muted")
        self.crews = QListWidget()
        self.crews.setAccessibleName("Regu sesi ini; seret ke sesi lain")
        self.crews.setDragEnabled(True)
        self.crews.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.crews.setMinimumHeight(72)
        self.trainers = QLineEdit()
        self.trainers.setAccessibleName("Narasumber, dipisah titik koma; Enter menyimpan")
        self.trainers.setPlaceholderText("Narasumber, dipisah titik koma")
        self.trainers.returnPressed.connect(self._say_trainers)
        self.back, self.forth = QPushButton("← Regu pertama"), QPushButton("Regu terakhir →")
        self.back.setToolTip("Ke sesi sebelumnya (Alt+←)")
        self.forth.setToolTip("Ke sesi berikutnya (Alt+→)")
        self.back.clicked.connect(lambda: self._edge(-1))
        self.forth.clicked.connect(lambda: self._edge(1))
        edges = QHBoxLayout()
        edges.setSpacing(theme.GRID)
        edges.addWidget(self.back)
        edges.addWidget(self.forth)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(theme.GRID // 2)
        for widget in (self.title, self.when, self.flaws, self.crews):
            column.addWidget(widget, 1 if widget is self.crews else 0)
        column.addLayout(edges)
        column.addWidget(self.trainers)
        column.addWidget(self.keys)
        self.put(None)

    def put(self, block: Block | None) -> None:
        """Show this session; None: the cursor stands on an empty place."""
        self.block = block
        for widget in (self.crews, self.trainers, self.back, self.forth):
            widget.setEnabled(block is not None and self._editable)
        self.crews.clear()
        self.title.setText(block.title if block else _NONE)
        self.when.setText(_sentence(words.slot(block.session.slot)) if block else "")
        self.when.setVisible(block is not None)
        self.flaws.setText("\n".join(f"⚠ {_sentence(flaw)}" for flaw in block.flaws) if block else "")
        self.flaws.setVisible(bool(block and block.flaws))
        self.trainers.setText("; ".join(block.session.trainers) if block else "")
        for crew in block.session.crews if block else ():
            item = QListWidgetItem(f"TPS {crew.place[10:]} · {crew.size} orang")
            item.setData(Qt.ItemDataRole.UserRole, crew.place)
            self.crews.addItem(item)

    def allow(self, editable: bool) -> None:
        """A plan that was published is only looked at."""
        self._editable = editable
        self.put(self.block)

    def _edge(self, step: int) -> None:
        if self.block is not None:
            self.edge_wanted.emit(self.block.session.key, step)

    def _say_trainers(self) -> None:
        if self.block is not None:
            self.trainers_wanted.emit(self.block.session.key, self.trainers.text().split(";"))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
