"""Ctrl+Z at the door: the last mark made here goes back, by name, and the one before it at the next press.

What a newcomer gets wrong: taking back the newest entry of the file. Another window may have written since; here each
mark remembers its own entry of the journal, and the journal's undo does the rest.
"""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from kpps_desk.domain.attendance import Attendance
from kpps_desk.operations import undo
from kpps_desk.operations.undo import UndoResult
from kpps_desk.problems import Problem
from kpps_desk.progress import Progress
from kpps_desk.queries.sessions import RollRow
from kpps_desk.store.database import Database
from kpps_desk.ui.background import Background

_KEPT = 200  # marks that can be taken back one by one; what is older stands in the history


class Marked(NamedTuple):
    """One act of marking: its entry (hex), how it is called, and for a single person how they stood before."""

    entry: str
    said: str  # 'Hadir · Siti Aminah'
    person: RollRow | None = None
    before: Attendance = Attendance.NOT_RECORDED


class DoorUndo(QObject):
    """The marks made at this door, newest last."""

    undone = Signal(object, object)  # Marked, UndoResult
    failed = Signal(object, object)  # Marked, Problem

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._marks: list[Marked] = []

    def __bool__(self) -> bool:
        return bool(self._marks)

    @property
    def next_said(self) -> str:
        """What the next Ctrl+Z takes back; '' for nothing."""
        return self._marks[-1].said if self._marks else ""

    def clear(self) -> None:
        self._marks.clear()

    def remember(self, marked: Marked) -> None:
        self._marks.append(marked)
        del self._marks[:-_KEPT]

    def take_back(self) -> None:
        """The last one, and not again."""
        if not self._marks:
            return
        marked, by = self._marks.pop(), self._background.by

        def work(database: Database, progress: Progress) -> UndoResult:
            return undo.undo(database, marked.entry, by=by, progress=progress)

        def failed(problem: Problem) -> None:
            self.failed.emit(marked, problem)

        self._background.run(
            self, f"Urungkan: {marked.said}", work, lambda result: self.undone.emit(marked, result), failed=failed
        )
