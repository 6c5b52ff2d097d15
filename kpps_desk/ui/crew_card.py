"""One crew in Kursi's panel: its seats with their holders, what the crew lacks, and what can be done with a seat.

What a newcomer gets wrong: a dead button without a word. What can't be done with this seat is disabled, and its tooltip
says why.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout

from kpps_desk import words
from kpps_desk.domain.stages import Stage
from kpps_desk.queries.crews import CrewRow
from kpps_desk.queries.seats import SeatLine
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel

_MARKS = {
    Stage.APPOINTED: Mark("state-quarter", "warn"),
    Stage.SWORN: Mark("state-half", "warn"),
    Stage.TRAINED: Mark("state-three", "good"),
    Stage.CERTIFIED: Mark("state-full", "good"),
}
_UNFIT, _VACANT = Mark("state-no", "bad"), Mark("state-none", "muted")


def _holder(line: SeatLine) -> str:
    if line.member is not None:
        return line.name
    return "Kosong, menunggu pengganti" if line.waiting else "Kosong"


def _stage(line: SeatLine) -> str:
    if line.member is None:
        return "–"
    return words.stage(Stage(line.stage)) if line.eligibility == "MS" else words.eligibility(line.eligibility)


def _mark(line: SeatLine) -> Mark | None:
    if line.member is None:
        return _VACANT
    return _MARKS.get(Stage(line.stage)) if line.eligibility == "MS" else _UNFIT


COLUMNS: Sequence[Column[Any]] = (
    Column("seat", "Kursi", lambda line: words.seat_label(line.role_name, line.number), 184),
    Column("name", "Pemegang", _holder, 160, stretch=True),
    Column("stage", "Tahap", _stage, 150, mark=_mark),
)
# act, button, key, does it need a holder (True), a vacant seat (False) or neither (None)
ACTS = (
    ("fill", "&Isi kursi…", "", False),
    ("move", "&Pindahkan…", "F6", True),
    ("vacate", "&Kosongkan…", "F7", True),
    ("replace", "PA&W…", "F8", True),
    ("holders", "Pe&megang", "F9", None),
    ("oath", "Sumpah susu&lan…", "", True),
)


class CrewCard(QFrame):
    """Empty until put() is given a crew. `wanted`: one of ACTS for the seat under the cursor."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.crew: CrewRow | None = None
        self._title, self._facts = plain("", "subheading"), plain("", "muted")
        self.model: ShortModel[SeatLine] = ShortModel(COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Kursi regu TPS")
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.opened.connect(lambda _: self.wanted.emit("fill" if self._vacant() else "holders"))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self.buttons: dict[str, QPushButton] = {}
        grid = QGridLayout()
        grid.setSpacing(theme.GRID)
        for at, (act, text, key, _) in enumerate(ACTS):
            self.buttons[act] = self._button(act, text, key)
            grid.addWidget(self.buttons[act], at // 3, at % 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(self.view, 1)
        column.addLayout(grid)
        self.put(None, (), 0.0)

    @property
    def line(self) -> SeatLine | None:
        """The seat under the cursor."""
        found = self.model.line(self.view.currentIndex().row())
        return found.row if found is not None else None

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self._title.text()}\n{self._facts.text()}"

    def put(self, crew: CrewRow | None, lines: Sequence[SeatLine], share: float) -> None:
        """Show this crew; the cursor stays on its seat while the TPS is the same."""
        same = crew is not None and self.crew is not None and crew.code == self.crew.code
        seat = self.view.current_id() if same else -1
        self.crew = crew
        self.view.setVisible(crew is not None)
        if crew is None:
            self._title.setText("Pilih satu TPS")
            self._facts.setText("Kursi, pemegang, dan yang dapat dilakukan tampil di sini.")
        else:
            self._title.setText(f"TPS {crew.number}, Kel. {crew.kelurahan}, Kec. {crew.kecamatan}")
            self._facts.setText(_facts(crew, lines, share))
        self.model.put({line.number: line for line in lines})
        if lines and not (seat >= 0 and self.view.show_id(seat)):
            vacant = (line.number for line in lines if line.member is None)
            self.view.show_id(next(vacant, lines[0].number))
        self._offer()

    def show_seat(self, number: int) -> None:
        self.view.show_id(number)

    def set_low(self, low: bool) -> None:
        """For a low window: the facts go, the seats stay."""
        self._facts.setVisible(not low)

    def _button(self, act: str, text: str, key: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: self.wanted.emit(act))
        if key:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(button.click)  # a disabled one does nothing
        return button

    def _vacant(self) -> bool:
        line = self.line
        return line is not None and line.member is None

    def _offer(self) -> None:
        line = self.line
        for act, text, key, needs_holder in ACTS:
            why = _barred(act, line, needs_holder)
            self.buttons[act].setEnabled(line is not None and not why)
            shown = text.replace("&", "").rstrip("…")
            self.buttons[act].setToolTip(why or (f"{shown} ({key})" if key else shown))


def _barred(act: str, line: SeatLine | None, needs_holder: bool | None) -> str:
    """Why this can't be done with the seat now; '' when it can."""
    if line is None:
        return "Pilih satu kursi"
    if needs_holder is True and line.member is None:
        return "Kursi ini kosong"
    if needs_holder is False and line.member is not None:
        return "Kursi ini sudah terisi"
    if act == "oath" and line.sworn is not None:
        return f"Sudah disumpah {words.long_date(line.sworn)}"
    return ""


def _facts(crew: CrewRow, lines: Sequence[SeatLine], share: float) -> str:
    parts = [
        f"KPPS {crew.kpps_filled} dari {crew.kpps_seats}, petugas {crew.officer_filled} dari {crew.officer_seats}",
        words.women(crew.women, crew.kpps_filled, share),
    ]
    if crew.unfit:
        parts.append(f"{crew.unfit} tidak lagi memenuhi syarat")
    decrees = sorted({line.decree_no for line in lines if line.decree_no})
    if decrees:
        parts.append("SK " + ", ".join(decrees))
    if crew.undecreed:
        parts.append(f"{crew.undecreed} orang belum ada SK")
    return " · ".join(parts)
