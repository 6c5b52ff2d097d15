"""Two plans side by side: figures, and which crews would meet elsewhere or at another time.

What a newcomer gets wrong: reading "sama" as "as good". It says that the same crews meet at the same place and time.
"""

from typing import Any, NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.crews import Slot
from kpps_desk.domain.plan_differences import Difference, Figures, differences, figures, narrowed
from kpps_desk.queries import plans
from kpps_desk.queries.plans import PlanLine
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel

_FIGURES = (
    ("sessions", "Sesi"),
    ("crews", "Regu TPS"),
    ("days", "Hari"),
    ("rooms", "Ruang"),
    ("unplaced", "Sesi tanpa ruang"),
    ("smallest", "Sesi terkecil (orang)"),
    ("largest", "Sesi terbesar (orang)"),
    ("faults", "Masalah"),
)
_SHOWN = 2_000  # lines


class _Compared(NamedTuple):
    one: Figures
    other: Figures
    changes: list[Difference]
    names: dict[str, str]


def _stations(row: Difference) -> str:
    numbers = [code[10:] for code in row.stations]
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]} ({len(numbers)})"


def _where(slot: Slot | None, planned: bool) -> str:
    return words.slot(slot) if planned else "tidak ada dalam rencana"


class PlanCompare(QWidget):
    """`begin` compares a plan with the newest other; the box chooses another."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._plan = 0
        self._names: dict[str, str] = {}
        back = QPushButton("Semua rencana")
        back.clicked.connect(self.left)
        self.title, self.summary = plain("", "subheading"), plain()
        self.other = QComboBox()
        self.other.setAccessibleName("Dibandingkan dengan")
        self.other.setMinimumContentsLength(18)
        self.other.currentIndexChanged.connect(lambda _: self.look())
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(back)
        head.addWidget(self.title, 1)
        head.addWidget(plain("dengan", "muted", wrap=False))
        head.addWidget(self.other)
        self.table = QGridLayout()
        self.table.setHorizontalSpacing(theme.GRID * 2)
        self.table.setVerticalSpacing(2)
        self.table.setColumnMinimumWidth(4, theme.GRID * 4)
        self.table.setColumnStretch(9, 1)
        columns: tuple[Column[Any], ...] = (
            Column("area", "Kelurahan", lambda row: self._names.get(row.area, row.area), 140),
            Column("tps", "TPS", _stations, 120),
            Column("before", "Dalam rencana ini", lambda row: _where(row.before, row.in_one), 240, stretch=True),
            Column("after", "Dalam rencana lain", lambda row: _where(row.after, row.in_other), 360),
        )
        self.lines: ShortModel[Difference] = ShortModel(columns, self)
        self.view = ListView(self.lines)
        self.view.setAccessibleName("Perbedaan kedua rencana")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addLayout(self.table)
        column.addWidget(self.summary)
        column.addWidget(self.view, 1)

    def begin(self, plan_id: int, known: list[PlanLine]) -> None:
        """Compare this one of the plans that are there."""
        self._plan = plan_id
        name = next((line.name for line in known if line.id == plan_id), "")
        self.title.setText(f"Bandingkan {name}")
        blocker = QSignalBlocker(self.other)
        self.other.clear()
        for line in known:
            if line.id != plan_id:
                self.other.addItem(line.name, line.id)
        blocker.unblock()
        self.look()

    def look(self) -> None:
        """Ask for the differences."""
        one, other = self._plan, self.other.currentData()
        if other is None:
            self._clear()
            self.summary.setText("Belum ada rencana lain. Salin rencana ini, atur salinannya, lalu bandingkan.")
            self.lines.put({})
            return
        self._desk.background.ask(self, lambda db: _compared(db, one, other), self._show, topic="compare")

    def _show(self, found: _Compared) -> None:
        self._names = found.names
        self._clear()
        for at, text in enumerate(("", "ini", "lain", "selisih") * 2):
            self.table.addWidget(plain(text, "muted", wrap=False), 0, at + at // 4)
        for row, (key, name) in enumerate(_FIGURES):
            before, after = getattr(found.one, key), getattr(found.other, key)
            change = after - before
            step = "sama" if not change else f"{'+' if change > 0 else '−'}{words.number(abs(change))}"
            texts = (name, words.number(before), words.number(after), step)
            for at, text in enumerate(texts):
                self.table.addWidget(QLabel(text), row // 2 + 1, at + row % 2 * 5)
        crews = sum(len(row.stations) for row in found.changes)
        self.summary.setText(
            f"{words.number(crews)} regu bertemu di tempat atau waktu lain."
            if crews
            else "Setiap regu bertemu di tempat dan waktu yang sama."
        )
        self.lines.put(dict(enumerate(found.changes[:_SHOWN])))
        self.view.say_empty("Tidak ada perbedaan.")

    def _clear(self) -> None:
        while (item := self.table.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()


def _compared(db: Snapshot, one: int, other: int) -> _Compared:
    (first, laid), (second, there) = plans.draft(db, one), plans.draft(db, other)
    area = max(first.request.area, second.request.area, key=len)  # what both are about
    first, second = narrowed(first, area), narrowed(second, area)
    return _Compared(figures(first, laid), figures(second, there), differences(first, second), dict(laid.names))
