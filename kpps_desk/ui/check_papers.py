"""The checklist of one person: papers and judged requirements, worked by keyboard.

What a newcomer gets wrong: a checkbox. There are four answers (sound, unsound, not there, not known), each with a key,
a shape and a word; the line changes only when the answer is saved.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kpps_desk import words
from kpps_desk.queries.requirements import Checklist, DocumentLine, RequirementLine
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel

SOUND, UNSOUND, ABSENT, UNKNOWN = "sah", "tidak", "tidak ada", ""
_ANSWERS = {
    Qt.Key.Key_Space: SOUND,
    Qt.Key.Key_T: UNSOUND,
    Qt.Key.Key_N: ABSENT,
    Qt.Key.Key_Delete: UNKNOWN,
    Qt.Key.Key_Backspace: UNKNOWN,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
GOOD, PART, BAD, OPEN = (
    Mark("state-full", "good"),
    Mark("state-half", "warn"),
    Mark("state-no", "bad"),
    Mark("state-none", "muted"),
)


class Line(NamedTuple):
    """One line of the checklist; `paper`: a document, else a requirement that is judged."""

    paper: bool
    code: str
    name: str
    state: str
    mark: Mark
    about: str  # who said so, and what else


_COLUMNS: Sequence[Column[Any]] = (
    Column("name", "Berkas, lalu syarat", lambda line: line.name, 160, stretch=True),
    Column("state", "Hasil", lambda line: line.state, 174, mark=lambda line: line.mark),
)


def lines(checklist: Checklist) -> list[Line]:
    """Papers first, as a file is leafed through."""
    return [*map(_paper, checklist.documents), *map(_requirement, checklist.requirements)]


def _paper(one: DocumentLine) -> Line:
    state = words.paper_state(one.known, one.received is not None, one.verdict)
    if one.received is not None:
        state = f"{state if one.verdict else 'Diterima'} · {one.received:%d-%m-%y}"
    name = one.name if one.required else f"{one.name}, tidak wajib"
    good = one.received is not None and one.verdict == "sah"
    part = one.received is not None and not one.verdict
    mark = OPEN if not one.known else GOOD if good else PART if part else BAD
    return Line(True, one.code, name, state, mark, _about(one.note, "Diperiksa", one.checked_by, one.checked_at))


def _requirement(one: RequirementLine) -> Line:
    mark = OPEN if one.met is None else GOOD if one.met else BAD
    about = _about(one.note, "Dinilai", one.judged_by, one.judged_at)
    return Line(False, one.code, one.name, words.requirement_state(one.met), mark, about)


def _about(note: str, did: str, by: str, at: int) -> str:
    return " · ".join(part for part in (note, f"{did} {by}, {words.moment(at)}" if at else "") if part)


class Papers(ListView):
    """Arrows move, Space says sound and goes on, Enter is the next person."""

    answered = Signal(object, str)  # Line, one of SOUND, UNSOUND, ABSENT, UNKNOWN
    next_wanted = Signal()
    accept_wanted = Signal()  # Ctrl+Enter: everything is in order
    back_wanted = Signal()  # Escape

    def __init__(self, parent: QWidget | None = None) -> None:
        self.model_: ShortModel[Line] = ShortModel(_COLUMNS)
        super().__init__(self.model_, parent)
        self._waiting = False
        self._ahead: list[tuple[Qt.Key, bool]] = []  # keys pressed while another person is on the way
        self.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.setAccessibleName("Berkas dan syarat orang ini")
        self.setToolTip("Spasi: ada dan sah · T: tidak sah · N: tidak ada · Del: belum diketahui · Enter: berikutnya")

    def wait(self) -> None:
        """Another person was asked for: keys pressed from now on are theirs, and wait for them."""
        self._waiting = True

    def stop_waiting(self, *, forget: bool = False) -> None:
        """They are here (or never come: `forget` what was typed)."""
        self._waiting = False
        if forget:
            self._ahead.clear()
        while self._ahead and not self._waiting:
            self._pressed(*self._ahead.pop(0))

    def put(self, checklist: Checklist, *, anew: bool) -> None:
        """Show this; `anew`: another person, so the cursor goes to the first line."""
        self.model_.put(dict(enumerate(lines(checklist))))
        if anew or self.currentIndex().row() < 0:
            self.setCurrentIndex(self.model_.index(0, 0))
            self.scrollToTop()

    def line(self) -> Line | None:
        """The one under the cursor."""
        found = self.model_.line(self.currentIndex().row())
        return found.row if found is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = held == Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif key not in _ENTER and (held or key not in _ANSWERS):
            super().keyPressEvent(event)
        elif self._waiting:
            self._ahead.append((key, control))
        else:
            self._pressed(key, control)

    def _pressed(self, key: Qt.Key, control: bool) -> None:
        if key not in _ENTER:
            self.answer(_ANSWERS[key])
        elif control:
            self.accept_wanted.emit()
        else:
            self.next_wanted.emit()

    def answer(self, answer: str) -> None:
        """Say this of the line under the cursor; a good answer goes on to the next line."""
        line = self.line()
        if line is None or (answer == ABSENT and not line.paper):
            return
        self.answered.emit(line, answer)
        below = self.currentIndex().row() + 1
        if answer and below < self.model_.total:
            self.setCurrentIndex(self.model_.index(below, 0))
