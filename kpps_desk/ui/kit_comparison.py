"""A result of a kit beside the office's own marks: what is new, the same, in conflict, refused; then one button.

What a newcomer gets wrong: choosing for the person. A conflict stays without a choice until somebody makes it, and the
button waits for the last of them.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.kits import Mark
from kpps_desk.operations.kit_results import Line, Side, Taken
from kpps_desk.ui import marks, theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_model import Mark as Drawing
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel

_KINDS = ("Baru", "Sama", "Berbeda", "Ditolak")
_NEW, _SAME, _CONFLICT, _REFUSED = range(4)
_CHOSEN = {"here": "Tetap kantor", "there": "Ikut laptop"}
_DRAWN = {
    _NEW: Drawing("plus", "good"),
    _SAME: Drawing("state-full", "muted"),
    _CONFLICT: Drawing("warning", "warn"),
    _REFUSED: Drawing("cross", "bad"),
}


class Compared(NamedTuple):
    """One line of the list."""

    kind: int
    line: Line
    choice: Side | None = None


def _fate(row: Compared) -> str:
    if row.kind == _CONFLICT:
        return _CHOSEN[row.choice] if row.choice else "Berbeda: pilih"
    return _KINDS[row.kind]


def _drawn(row: Compared) -> Drawing:
    return Drawing("check", "good") if row.choice else _DRAWN[row.kind]


def told(mark: Mark, *, doubted: bool = False) -> str:
    """`Hadir 08.12 · Budi Santoso`; of a time that can't be right the day too."""
    said = words.attendance(mark.status)
    if mark.status is Attendance.NOT_RECORDED:
        return said
    when = words.moment(mark.at) if doubted else words.clock(mark.at)
    return f"{said} {when} · {mark.by}"


def _remark(row: Compared) -> str:
    return " ".join(said for said in (row.line.remark, "Jam diragukan." if row.line.doubt else "") if said)


def _seat(row: Compared) -> str:
    place = row.line.place
    return f"{place[10:13]} · {place[13]}" if len(place) > 13 else place[10:13] or "–"


_COLUMNS: Sequence[Column[Any]] = (
    Column("fate", "Hasil", _fate, 140, mark=_drawn),
    Column("seat", "TPS · kursi", _seat, 84),
    Column("name", "Nama", lambda row: row.line.name, 200),
    Column("here", "Di kantor", lambda row: told(row.line.here), 190, mark=lambda row: _status(row.line.here)),
    Column(
        "there",
        "Dari laptop",
        lambda row: told(row.line.there, doubted=row.line.doubt is not None),
        240,
        mark=lambda row: _status(row.line.there),
    ),
    Column("remark", "Keterangan", _remark, 160, stretch=True),
)


def _status(mark: Mark) -> Drawing:
    return marks.MARKS[mark.status]


class KitComparison(QFrame):
    """`applied` with the choices by member when the person takes it over; `left` when they don't."""

    applied = Signal(object)  # {member: Side}
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taken: Taken | None = None
        self._rows: dict[int, Compared] = {}
        self.title, self.remarks = plain("", "subheading"), plain("", "fieldtrouble")
        self.sums = plain("", "muted")
        self.model: ShortModel[Compared] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Hasil dari laptop, dibandingkan dengan catatan kantor")
        self.view.say_empty("Laptop ini tidak mencatat siapa pun.")
        self.view.chosen_changed.connect(self._dress)
        self.here, self.there = QPushButton("Tetap &kantor"), QPushButton("Ikut &laptop")
        self.here.clicked.connect(lambda: self.choose("here"))
        self.there.clicked.connect(lambda: self.choose("there"))
        self.accept = QPushButton("&Terima hasil")
        self.accept.setObjectName("primary")
        self.accept.clicked.connect(self._apply)
        self.cancel = QPushButton("&Batal")
        self.cancel.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        self.hint = plain("", "caption", select=False)
        for button in (self.here, self.there):
            buttons.addWidget(button)
        buttons.addWidget(self.hint, 1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for widget in (self.title, self.sums, self.remarks):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addLayout(buttons)

    def put(self, taken: Taken) -> None:
        """Another result; nothing is chosen yet."""
        self.taken = taken
        order = (_CONFLICT, _NEW, _REFUSED, _SAME)
        rows = [Compared(kind, line) for kind in order for line in taken.lines[kind]]
        self._rows = dict(enumerate(rows, 1))
        self.model.put(self._rows)
        self.title.setText(f"Hasil paket no. {taken.kit.id} dari {taken.told.made_by or 'laptop'}: {taken.path.name}")
        said = [f"{words.number(len(taken.lines[kind]))} {_KINDS[kind].lower()}" for kind in (_NEW, _SAME, _CONFLICT)]
        said += [f"{words.number(len(taken.refused))} ditolak"] if taken.refused else []
        said += [f"{words.number(len(taken.guests))} tamu untuk dipastikan"] if taken.guests else []
        self.sums.setText(" · ".join(said))
        before = f"Berkas ini sudah diterima pada {taken.before}; tidak ada yang akan berubah." if taken.before else ""
        remarks = [remark for remark in (before, taken.closed, *taken.remarks) if remark]
        self.remarks.setText("\n".join(remarks))
        self.remarks.setVisible(bool(remarks))
        for button in (self.here, self.there):
            button.setVisible(bool(taken.conflicts))
        self._dress()

    def choose(self, side: Side) -> None:
        """For the chosen lines in conflict; with none chosen for all that are still without a choice."""
        picked = set(self.view.chosen())
        for number, row in self._rows.items():
            if row.kind == _CONFLICT and (number in picked if self._picked() else row.choice is None):
                self._rows[number] = row._replace(choice=side)
                self.model.change(number, self._rows[number])
        self._dress()

    @property
    def choices(self) -> dict[int, Side]:
        """By member, of the conflicts that have one."""
        return {row.line.member: row.choice for row in self._rows.values() if row.choice is not None}

    def _picked(self) -> int:
        return sum(self._rows[number].kind == _CONFLICT for number in self.view.chosen() if number in self._rows)

    def _dress(self) -> None:
        taken = self.taken
        if taken is None:
            return
        waiting = len(taken.conflicts) - len(self.choices)
        self.accept.setEnabled(not waiting and not taken.before and not taken.closed)
        picked = self._picked()
        if picked:
            self.hint.setText(f"untuk {words.number(picked)} orang yang dipilih")
        elif waiting:
            self.hint.setText(f"untuk {words.number(waiting)} orang yang belum ditentukan, atau pilih barisnya dahulu")
        else:
            self.hint.setText("")

    def _apply(self) -> None:
        if self.accept.isEnabled():
            self.applied.emit(self.choices)
