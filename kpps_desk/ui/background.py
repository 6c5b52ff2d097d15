"""Everything that touches the workspace, off the window's thread: ask (read), do (one change), run (long work).

What a newcomer gets wrong: opening a door of the database in a slot. The doors are forbidden on the window's thread
(a tripwire makes it a loud bug); hand the question over and take the answer in a callback. Answers arrive on the
window's thread; one whose owner is gone is dropped, and so is the older of two answers to one topic.
"""

import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kpps_desk.changes import Changes
from kpps_desk.problems import Cancelled, Problem
from kpps_desk.ui.errands import Errand, Sender
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.tickets import Ticket

if TYPE_CHECKING:
    from kpps_desk.store.database import Database
    from kpps_desk.store.snapshot import Snapshot
    from kpps_desk.store.transaction import Transaction

T = TypeVar("T")
_READERS = 2
_INSIST_EVERY = 20  # milliseconds
_TURN = 0.001  # seconds; as long the window's thread waits at most for one that computes (by itself it would be 5 ms)


class Background(QObject):
    """The runner of one workspace: two readers, one writer, one job at a time; it owns the signals."""

    changed = Signal(object)  # Changes, after they are durable
    troubled = Signal(object, object)  # Problem, and a callable that tries again or None
    job_started = Signal(object)  # Job
    job_ended = Signal(object)
    saving = Signal(bool)  # a change is on its way to the disk; none is any more
    _arrival = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        self.by = ""
        self._database: Database | None = None
        self._readers = ThreadPoolExecutor(_READERS, "baca")
        self._writer = ThreadPoolExecutor(1, "tulis")
        self._workers = ThreadPoolExecutor(1, "kerja")
        self._arrived: deque[Callable[[], None]] = deque()
        self._latest: dict[tuple[int, str], Ticket] = {}
        self._jobs: list[Job] = []
        self._outstanding = 0
        self.last_asked = 0.0  # by time.monotonic()
        self._writing = 0
        self._closed = False
        self._dropped: list[Ticket] = []
        self._insisting = QTimer(self, interval=_INSIST_EVERY)
        self._insisting.timeout.connect(self._insist)
        self._arrival.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    # -- the workspace ------------------------------------------------------------------------------------------------

    def open(
        self,
        path: Path,
        opened: Callable[[], None],
        failed: Callable[[Problem], None] | None = None,
        *,
        warm: Sequence[Callable[[], object]] = (),
    ) -> None:
        """Import the storing floors, open the file and `warm` (the first screen's module), off the window's thread."""
        window_thread = threading.get_ident()

        def work() -> None:
            from kpps_desk.store.database import Database

            database = Database.open(path)
            if database.behind:
                from kpps_desk.operations import catching_up

                catching_up.catch_up(database)
            self.attach(database, window_thread)
            for load in warm:
                load()

        again = lambda: self.open(path, opened, failed, warm=warm)  # noqa: E731
        self._submit(self._writer, Ticket(self, ""), work, lambda _: opened(), failed, again)

    def warm(self, load: Callable[[], object], done: Callable[[], None]) -> None:
        """Import a module that will be wanted soon, off the window's thread."""
        self._submit(self._readers, Ticket(self, ""), load, lambda _: done(), None, lambda: None)

    def attach(self, database: "Database", window_thread: int) -> None:
        """Take an open database; its doors are closed to the window's thread from now on."""
        database.forbid_thread(window_thread)
        self._database = database

    @property
    def is_open(self) -> bool:
        return self._database is not None

    @property
    def is_kit(self) -> bool:
        """The open file is one session on a laptop of its own."""
        return self._database is not None and self._database.is_kit

    @property
    def path(self) -> Path | None:
        return self._database.path if self._database else None

    @property
    def idle(self) -> bool:
        """Nothing is asked for, being written or running."""
        return self._outstanding == 0

    @property
    def jobs(self) -> Sequence[Job]:
        return self._jobs

    def close(self) -> None:
        """Cancel what runs, wait for what is being written, close the file."""
        if self._closed:
            return
        self._closed = True
        for job in self._jobs:
            job.cancel()
        for ticket in self._latest.values():
            self._drop(ticket)
        while self._dropped:
            self._insist()
            time.sleep(0.001)
        for pool in (self._readers, self._workers, self._writer):
            pool.shutdown(wait=True, cancel_futures=True)
        self._arrived.clear()
        if self._database is not None:
            self._database.close()
            self._database = None

    # -- the three ways -----------------------------------------------------------------------------------------------

    def ask(
        self,
        owner: QObject,
        question: "Callable[[Snapshot], T]",
        answer: Callable[[T], None],
        *,
        topic: str = "",
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """Read in one snapshot; this owner's older question of the same `topic` is dropped and interrupted."""

        def work(ticket: Ticket) -> T:
            with self._open().read() as snapshot:
                return self._reading(ticket, snapshot, question)

        ticket = self._ticket(owner, topic)
        again = lambda: self.ask(owner, question, answer, topic=topic, failed=failed)  # noqa: E731
        self._submit(self._readers, ticket, lambda: work(ticket), answer, failed, again)

    def ask_stages(
        self,
        owner: QObject,
        questions: "Sequence[tuple[Callable[[Snapshot], Any], Callable[[Any], None]]]",
        *,
        topic: str,
    ) -> None:
        """Several (question, answer) in one snapshot, each answered as soon as it is known: the first rows first."""
        ticket = self._ticket(owner, topic)

        def work() -> None:
            with self._open().read() as snapshot:
                for question, answer in questions:
                    if ticket.dropped:
                        return
                    found = self._reading(ticket, snapshot, question)
                    self._post(partial(self._staged, ticket, answer, found))

        again = lambda: self.ask_stages(owner, questions, topic=topic)  # noqa: E731
        self._submit(self._readers, ticket, work, lambda _: None, None, again)

    def do(
        self,
        owner: QObject,
        title: str,
        change: "Callable[[Transaction], T]",
        done: Callable[[T], None] | None = None,
        *,
        reason: str | None = None,
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """One change in one transaction; `done` is called once it is durable, after the screens have heard of it."""

        def work() -> tuple[T, Changes]:
            with self._open().write(title, by=self.by, reason=reason) as tx:
                result = change(tx)
            return result, tx.changes

        def finish(outcome: tuple[T, Changes]) -> None:
            self._announce(outcome[1])
            if done is not None and shiboken6.isValid(owner):
                done(outcome[0])

        again = lambda: self.do(owner, title, change, done, reason=reason, failed=failed)  # noqa: E731
        self._writing += 1
        self.saving.emit(True)
        # The ticket is ours: that a screen was closed meanwhile must not hide the change from the others.
        self._submit(self._writer, Ticket(self, ""), work, finish, failed, again, self._written)

    def run(
        self,
        owner: QObject,
        title: str,
        work: "Callable[[Database, Job], T]",
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[Problem], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Job:
        """Long work, `work(database, progress)`, shown in the jobs panel; a result's `.changes` is announced.

        `ended` is called at the end in any case, also after a bug.
        """
        return self._run(owner, title, lambda job: work(self._open(), job), (done, failed, ended))

    def prepare(
        self,
        owner: QObject,
        title: str,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        *,
        ended: Callable[[], None] | None = None,
    ) -> Job:
        """Long work before a workspace is open: making one."""
        return self._run(owner, title, work, (done, None, ended))

    def _run(
        self,
        owner: QObject,
        title: str,
        work: Callable[[Job], T],
        told: tuple[Callable[[T], None] | None, Callable[[Problem], None] | None, Callable[[], None] | None],
    ) -> Job:
        done, failed, ended = told
        job = Job(title)
        self._jobs.append(job)
        self.job_started.emit(job)

        def working() -> T:
            try:
                job.start()
                return work(job)
            finally:
                job.stop()

        def finish(result: T) -> None:
            changes = getattr(result, "changes", None)
            if isinstance(changes, Changes):
                self._announce(changes)
            if done is not None and shiboken6.isValid(owner):
                done(result)

        def again() -> None:
            self._run(owner, title, work, told)

        def over() -> None:
            self._jobs.remove(job)
            self.job_ended.emit(job)
            if ended is not None and shiboken6.isValid(owner):
                ended()

        self._submit(self._workers, Ticket(self, ""), working, finish, failed, again, over)
        return job

    # -- underneath ---------------------------------------------------------------------------------------------------

    def _open(self) -> "Database":
        if self._database is None:
            raise RuntimeError("no workspace is open")
        return self._database

    def _ticket(self, owner: QObject, topic: str) -> Ticket:
        ticket = Ticket(owner, topic)
        if topic:
            key = (id(owner), topic)
            if (older := self._latest.get(key)) is not None:
                self._drop(older)
            self._latest[key] = ticket
        return ticket

    def _drop(self, ticket: Ticket) -> None:
        ticket.drop()
        self._dropped.append(ticket)
        self._insisting.start()

    def _insist(self) -> None:
        """Interrupt again what was dropped and reads on."""
        self._dropped = [ticket for ticket in self._dropped if ticket.is_reading]
        for ticket in self._dropped:
            ticket.drop()
        if not self._dropped:
            self._insisting.stop()

    @staticmethod
    def _reading(ticket: Ticket, snapshot: "Snapshot", question: "Callable[[Snapshot], T]") -> T:
        ticket.reading(snapshot)
        try:
            return question(snapshot)
        finally:
            ticket.reading(None)

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        ticket: Ticket,
        work: Callable[[], T],
        answer: Callable[[T], None],
        failed: Callable[[Problem], None] | None,
        again: Callable[[], object],
        ended: Callable[[], None] | None = None,
    ) -> None:
        if self._closed:
            return  # a timer of a screen that is going: nobody is there for the answer
        self._outstanding += 1
        self.last_asked = time.monotonic()
        pool.submit(self._working, Errand(ticket, Sender(work, answer, failed, again, ended)))

    @staticmethod
    def _staged(ticket: Ticket, answer: Callable[[Any], None], found: object) -> None:
        if ticket.wanted():
            answer(found)

    def _working(self, errand: Errand) -> None:
        errand.run()
        self._post(partial(self._finish, errand))

    def _post(self, receive: Callable[[], None]) -> None:
        """Hand over to the window's thread; called on any. After the end it lies there until that thread clears it."""
        self._arrived.append(receive)
        if not self._closed:
            self._arrival.emit()

    def _finish(self, errand: Errand) -> None:
        ticket, sender, outcome = errand.emptied()
        self._outstanding -= 1
        if ticket.topic and self._latest.get((id(ticket.owner), ticket.topic)) is ticket:
            del self._latest[(id(ticket.owner), ticket.topic)]
        if sender.ended is not None:
            sender.ended()
        if not ticket.wanted():
            return
        if outcome.error is not None:
            self._fail(outcome.error, sender.failed, sender.again)
        else:
            sender.answer(outcome.found)

    def _receive(self) -> None:
        """One signal, one arrival: an exception in an answer is one bug report and holds nothing up."""
        if self._arrived:
            self._arrived.popleft()()

    def _written(self) -> None:
        self._writing -= 1
        self.saving.emit(self._writing > 0)

    def _announce(self, changes: Changes) -> None:
        if changes:
            self.changed.emit(changes)

    def _fail(
        self, error: BaseException, failed: Callable[[Problem], None] | None, again: Callable[[], object]
    ) -> None:
        if isinstance(error, Cancelled):
            self.troubled.emit(error, None)
        elif not isinstance(error, Problem):
            raise error
        elif failed is not None:
            failed(error)
        else:
            self.troubled.emit(error, again)
