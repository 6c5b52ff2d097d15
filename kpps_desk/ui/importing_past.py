"""What was imported before, and taking it back: keeps the history true and walks through an undo.

What a newcomer gets wrong: an undo without a look. Whoever asks for it is first shown what would go back and what has
changed since; only then it is done, as an entry of the journal like any change.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kpps_desk.operations import import_history, undo
from kpps_desk.operations.undo import UndoPreview, UndoResult
from kpps_desk.problems import Problem
from kpps_desk.queries import imports
from kpps_desk.queries.imports import ImportRun
from kpps_desk.ui.importing_history import HistoryPanel
from kpps_desk.ui.importing_undo import UndoPage
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.stopping import Stopped, keeping


class Past(QObject):
    """Serves the history panel and the undo page."""

    undo_shown = Signal()  # the undo page has something to show
    left = Signal()  # the person doesn't want the undo
    undone = Signal()

    def __init__(self, desk: Desk, history: HistoryPanel, page: UndoPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._history = history
        self._page = page
        self._group = ""
        self._look: Job | None = None
        self._undoing = False
        self._turn = 0  # of the look that is listened to
        self._asked = self._to_newest = False
        history.card.save_wanted.connect(self._pick_place)
        history.card.undo_wanted.connect(lambda run: self.look(run.group, run.file_name))
        page.confirmed.connect(lambda: self.undo(self._group))
        page.cancelled.connect(self._leave)

    # -- history ------------------------------------------------------------------------------------------------------

    def ask(self, *, again: bool = False, to_newest: bool = False) -> None:
        """Ask for the runs, if nobody has yet; `to_newest` puts the cursor on the run that has just been made."""
        self._to_newest |= to_newest
        if again or to_newest or not self._asked:
            self._asked = True
            self._desk.background.ask(self, imports.runs, self._show, topic="runs")

    def _show(self, runs: Sequence[ImportRun]) -> None:
        self._history.put(runs, to_newest=self._to_newest)
        self._to_newest = False

    def _pick_place(self, run: ImportRun) -> None:
        start = Path(self._desk.kept.text("importing/folder", str(Path.home()))) / run.file_name
        name, _ = QFileDialog.getSaveFileName(self._history, "Simpan berkas asli", str(start))
        if name:
            self.save(run, Path(name))

    def save(self, run: ImportRun, path: Path) -> None:
        """Write the list as it came in."""
        by = self._desk.background.by
        said = f"{path.name} sudah disimpan, sama persis dengan berkas yang diimpor."
        self._desk.background.run(
            self,
            f"Menyimpan {path.name}",
            lambda database, _: import_history.save_file(database, run.id, path, by=by),
            lambda _: self._desk.notices.say(said),
            failed=self._desk.notices.trouble,
        )

    # -- undo ---------------------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether an undo is being done."""
        return self._undoing

    def look(self, group: str, name: str) -> None:
        """Show what an undo of this import would do."""
        if self._undoing:
            return
        self._group = group
        self._turn += 1
        turn = self._turn
        self._page.wait(name)
        self._desk.notices.hide()
        self.undo_shown.emit()
        nothing: frozenset[str] = frozenset()
        self._look = self._desk.background.run(
            self,
            f"Melihat apa yang akan kembali dari {name}",
            keeping(lambda database, progress: undo.preview(database, group, progress), nothing),
            lambda found: self._looked(found, turn),
            failed=self._failed,
        )

    def undo(self, group: str) -> None:
        """Take the whole import back."""
        if self._undoing:
            return
        self._undoing = True
        by = self._desk.background.by
        self._page.go.setEnabled(False)
        self._desk.background.run(
            self,
            "Mengurungkan impor",
            lambda database, progress: undo.undo(database, group, by=by, progress=progress),
            self._done,
            failed=self._desk.notices.trouble,
            ended=self._ended,
        )

    def _looked(self, found: UndoPreview | Stopped, turn: int) -> None:
        if turn == self._turn and isinstance(found, UndoPreview):
            self._page.put(found)

    def _failed(self, problem: Problem) -> None:
        self._desk.notices.trouble(problem)
        self.left.emit()

    def _leave(self) -> None:
        self._turn += 1
        if self._look is not None:
            self._look.cancel()
        self.left.emit()

    def _done(self, result: UndoResult) -> None:
        if result.kept:
            more = f" (dan {len(result.kept) - 1} hal lain)" if len(result.kept) > 1 else ""
            self._desk.notices.warn(f"Diurungkan sebagian: {result.title}. {result.kept[0]}{more}")
        else:
            self._desk.notices.say(f"Diurungkan: {result.title}.")
        self.ask(again=True)
        self.undone.emit()

    def _ended(self) -> None:
        self._undoing = False
