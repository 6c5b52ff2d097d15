"""Runs a check or an import of a list, one at a time, and says how it ended.

What a newcomer gets wrong: letting an older check answer. Whoever changes the choice or the mapping stops the check
that runs; what it still says is not listened to any more.
"""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kpps_desk.changes import Changes
from kpps_desk.operations.importing_rows import Existing
from kpps_desk.problems import Cancelled, Problem
from kpps_desk.ui import importing_work
from kpps_desk.ui.importing_draft import Draft
from kpps_desk.ui.importing_outcome import Outcome
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.stopping import Stopped, keeping

_TOUCHED = frozenset({"member", "appointment", "polling_station", "import_run"})


class Runs(QObject):
    """At most one job; its signals tell the wizard."""

    checked = Signal(object)  # Outcome
    check_stopped = Signal(str)  # why there are no sums
    imported = Signal(object)
    import_stopped = Signal()
    busy_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._doing: Literal["", "check", "import"] = ""
        self._turn = 0  # of the run that is listened to

    @property
    def importing(self) -> bool:
        """Whether rows are being written."""
        return self._doing == "import"

    def stop_check(self) -> None:
        """Stop a check that runs and don't listen to it any more."""
        if self._job is not None and self._doing == "check":
            self._job.cancel()
            self._turn += 1
            self._end(self._job)

    def check(self, draft: Draft, existing: Existing) -> None:
        """Rehearse; the sums come with `checked`."""
        self.stop_check()
        work = importing_work.importing_of(draft, existing, self._desk.background.by, dry_run=True)
        nothing: frozenset[str] = frozenset()
        title = f"Memeriksa {draft.path.name}"
        self._run(title, keeping(work, nothing), "check", self._check_done, self._check_failed)

    def import_(self, draft: Draft, existing: Existing) -> None:
        """Import; what became of the rows comes with `imported`."""
        if self._job is None:
            work = importing_work.importing_of(draft, existing, self._desk.background.by, dry_run=False)
            title = f"Mengimpor {draft.path.name}"
            self._run(title, keeping(work, _TOUCHED), "import", self._import_done, self._import_failed)

    def _run(
        self,
        title: str,
        work: Callable[..., Outcome | Stopped],
        doing: Literal["check", "import"],
        done: Callable[[Outcome | Stopped], None],
        failed: Callable[[Problem], None],
    ) -> None:
        self._turn += 1
        turn = self._turn
        heard: list[bool] = []

        def listen(told: Callable[..., None]) -> Callable[..., None]:
            def hear(what: object) -> None:
                heard.append(True)
                if turn == self._turn:
                    told(what)

            return hear

        def ended() -> None:
            self._end(job)
            QTimer.singleShot(0, self, never_begun)  # what it came to is told after its end

        def never_begun() -> None:
            if not heard and turn == self._turn:
                done(Stopped(Cancelled(0, 0), Changes()))

        job = self._desk.background.run(self, title, work, listen(done), failed=listen(failed), ended=ended)
        self._job, self._doing = job, doing
        self.busy_changed.emit()

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job, self._doing = None, ""
            self.busy_changed.emit()

    def _check_done(self, result: Outcome | Stopped) -> None:
        if isinstance(result, Stopped):
            self.check_stopped.emit("Pemeriksaan dihentikan.")
        else:
            self.checked.emit(result)

    def _check_failed(self, problem: Problem) -> None:
        self._desk.notices.trouble(problem)
        self.check_stopped.emit(problem.message)

    def _import_done(self, result: Outcome | Stopped) -> None:
        if isinstance(result, Stopped):
            kept = "Yang sudah tersimpan tetap ada; impor lagi untuk meneruskan, atau urungkan lewat riwayat."
            self._desk.notices.warn(f"{result.why} {kept}")
            self.import_stopped.emit()
        else:
            self.imported.emit(result)

    def _import_failed(self, problem: Problem) -> None:
        self._desk.notices.trouble(problem)
        self.import_stopped.emit()
