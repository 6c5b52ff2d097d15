"""A step on the way of a certificate: one page of Sertifikat, what it is about, and the one job that may run.

What a newcomer gets wrong: asking in __init__. A page is made when somebody first turns to it; `put` says which area,
session and kind it is about, and comes again whenever that changes.
"""

from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kpps_desk.changes import Changes
from kpps_desk.domain.certificates import Kind
from kpps_desk.store.database import Database
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import SearchBox


class Scope(NamedTuple):
    """What all steps look at: an area or one session of training, and one kind of certificate."""

    area: str
    session: int | None
    kind: Kind
    name: str  # 'Kec. Gambir', as it stands in a sentence


class OneJob(QObject):
    """Long work on certificates, one after the other; who comes second is told so."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.job: Job | None = None

    def run(
        self, title: str, work: Callable[[Database, Job], Any], done: Callable[[Any], None], failed: Any = None
    ) -> bool:
        """False: something else still runs, and the person knows."""
        if self.job is not None:
            self._desk.notices.warn("Tunggu sampai pekerjaan sertifikat yang sedang berjalan selesai.")
            return False
        self.job = self._desk.background.run(self, title, work, done, failed=failed, ended=self._ended)
        self.changed.emit()
        return True

    @property
    def busy(self) -> bool:
        return self.job is not None

    def _ended(self) -> None:
        self.job = None
        self.changed.emit()


class StepPage(QWidget):
    """The part of Sertifikat below its tabs."""

    turn_wanted = Signal(str, object)  # another step by its key, and what it is to show (None: as it is)
    help_text: ClassVar[str] = ""  # F1, plain text
    tables: ClassVar[frozenset[str]] = frozenset()  # a change of one of them asks again

    def __init__(self, desk: Desk, jobs: OneJob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, jobs
        self.scope = Scope("", None, Kind.CERTIFICATE, "")

    def put(self, scope: Scope) -> None:
        """Be about this from now on."""
        self.scope = scope
        self.reload()

    def show_target(self, target: object) -> None:
        """What another step handed over."""

    def refresh(self, changes: Changes) -> None:
        """Something was changed."""
        if changes.tables & self.tables:
            self.reload()

    def reload(self) -> None:
        """Ask again."""

    def to_search(self) -> None:
        """Ctrl+F."""

    def focus_first(self) -> None:
        """Where the keys go when one turns here."""


class ListStepPage(StepPage):
    """A step with a list and a field that searches it; `spare` is a column that a narrow page leaves out."""

    spare: ClassVar[tuple[int, int] | None] = None  # the column, and under how many logical pixels
    view: ListView
    search: SearchBox

    def to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_first(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.spare is not None:
            column, narrow = self.spare
            self.view.setColumnHidden(column, self.width() < narrow)
