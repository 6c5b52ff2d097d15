"""The two doors of a workspace: read() for questions, write() for changes.

What a newcomer gets wrong: keeping a door open. A block lives for one question or one operation; it is never kept in an
attribute or across a turn of the event loop. Operations take the `tx` and never commit.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from kpps_desk.problems import Refused
from kpps_desk.store import files, indexes, sqlite, upgrade
from kpps_desk.store.identity import new_uid
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction
from kpps_desk.store.turns import Turns

__all__ = ["Database", "Snapshot", "Transaction", "new_group", "utcnow"]

_PATIENCE_SECONDS = 15.0  # for another process in the middle of a long import; then SQLite waits its own five


def utcnow() -> datetime:
    return datetime.now(UTC)


def new_group() -> bytes:
    """Names the chunks of one long work, which are undone as one."""
    return new_uid()


class Database:
    """One workspace file; close() when done. Made by open() or create()."""

    def __init__(self, path: Path, *, read_only: bool, key: bytes | None, clock: Callable[[], datetime]) -> None:
        self.path = path
        self.read_only = read_only
        self._clock = clock
        self._forbidden: set[int] = set()
        self._writer = threading.Lock()
        self._writing: int | None = None
        self._held = files.Held(path)
        self._turns = None if read_only else Turns(path)
        mode = _reading_mode(path) if read_only else "rw"
        self._readers: Engine = sqlite.engine(path, key=key, mode=mode, query_only=True)
        self._writers: Engine | None = None if read_only else sqlite.engine(path, key=key, mode=mode, kept=1)
        self.device = ""
        self.is_kit = False  # one session on a laptop of its own: operations.kit_laptop
        self.behind = False  # brought up from an older version; its verdicts wait for operations.catching_up

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        read_only: bool = False,
        key: bytes | None = None,
        clock: Callable[[], datetime] = utcnow,
    ) -> Self:
        """Refuses what isn't a sound workspace of this version or older; an older one is backed up and upgraded."""
        path = Path(path)
        files.check(path, read_only=read_only, encrypted=key is not None)
        database = cls(path, read_only=read_only, key=key, clock=clock)
        try:
            database._prepare()
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def create(cls, path: Path | str, *, key: bytes | None = None, clock: Callable[[], datetime] = utcnow) -> Self:
        """An empty workspace; refuses to overwrite. The file appears whole, under its name, or not at all."""
        path = Path(path)
        files.check_new(path)
        part = path.with_name(path.name + ".part")
        engine = sqlite.engine(part, key=key, mode="rwc", kept=1)
        try:
            files.discard(part)
            with _connected(engine) as connection:
                upgrade.migrate(connection)
                sql = "INSERT INTO workspace (key, value) VALUES ('device', ?)"
                connection.exec_driver_sql(sql, (new_uid().hex(),))
            engine.dispose()
            part.rename(path)
        finally:
            engine.dispose()
            files.discard(part)
        return cls.open(path, key=key, clock=clock)

    def close(self) -> None:
        self._readers.dispose()
        if self._writers is not None:
            self._writers.dispose()
        if self._turns is not None:
            self._turns.close()
        self._held.let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def forbid_thread(self, ident: int) -> None:
        """The doors are shut for this thread from now on (the window's): using one is a loud bug."""
        self._forbidden.add(ident)

    @contextlib.contextmanager
    def read(self, *, sweep: bool = False) -> Iterator[Snapshot]:
        """One moment of the file; from any thread, beside a running write(). `sweep`: a province passed once."""
        self._admit()
        with _connected(self._readers) as connection, _sweeping(connection, sweep):
            _say(connection, "BEGIN")
            snapshot = Snapshot(connection, self._clock())
            try:
                yield snapshot
            finally:
                snapshot.close()
                _leave(connection)

    @contextlib.contextmanager
    def write(
        self,
        title: str,
        *,
        by: str,
        reason: str | None = None,
        group: bytes | None = None,
        undoes: bytes | None = None,
        sweep: bool = False,
    ) -> Iterator[Transaction]:
        """Commits at the end of the block, rolls back on any exception; one journal entry if a fact changed.

        `sweep`: one of many that pass a province once.
        """
        self._admit()
        if self._writers is None or self._turns is None:
            raise Refused("Berkas ini dibuka hanya untuk dibaca.")
        if self._writing == threading.get_ident():
            raise AssertionError("write() inside write(): pass the transaction on instead")
        with (
            self._writer,
            self._turns.taken(_PATIENCE_SECONDS),
            _connected(self._writers) as connection,
            _sweeping(connection, sweep),
        ):
            self._writing = threading.get_ident()
            try:
                _say(connection, "BEGIN IMMEDIATE")
                tx = Transaction(connection, now=self._clock(), by=by, device=self.device)
                with contextlib.closing(tx):
                    yield tx
                    tx._finish(title, reason, group, undoes)
                _say(connection, "COMMIT")
            finally:
                self._writing = None
                _leave(connection)

    def _prepare(self) -> None:
        with _connected(self._writers or self._readers) as connection:
            current = upgrade.check(connection)
            if not current:
                if self.read_only:
                    raise Refused("Berkas ini dari versi lama.", "Buka sekali tanpa mode baca saja agar diperbarui.")
                upgrade.with_backup(connection, self.path)
            if not self.read_only:
                _say(connection, "PRAGMA journal_mode=WAL")
                self._mend(connection)
            sql = "SELECT value FROM workspace WHERE key = 'device'"
            self.device = connection.exec_driver_sql(sql).scalar() or ""
            sql = "SELECT 1 FROM workspace WHERE key = 'kit'"
            self.is_kit = connection.exec_driver_sql(sql).scalar() is not None
            sql = "SELECT 1 FROM workspace WHERE key = 'behind'"
            self.behind = not self.read_only and connection.exec_driver_sql(sql).scalar() is not None

    def _mend(self, connection: Connection) -> None:
        """Make the indexes that a killed program left aside."""
        if indexes.are_aside(connection):
            try:
                for sql in ("BEGIN IMMEDIATE", *indexes.make(), "COMMIT"):
                    _say(connection, sql)
            finally:
                _leave(connection)

    def _admit(self) -> None:
        if threading.get_ident() in self._forbidden:
            raise AssertionError("the window's thread must not touch the database: use ui.background")


def _reading_mode(path: Path) -> str:
    """In a folder that takes no files there can be no WAL to share: then, and only then, SQLite does without."""
    return "ro" if files.has_wal(path) or files.takes_files(path.parent) else "immutable"


@contextlib.contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    try:
        connection = engine.connect()
    except (DBAPIError, sqlite.Error) as error:
        raise sqlite.translated(error) from error
    with connection:
        try:
            yield connection
        except DBAPIError as error:
            raise sqlite.translated(error) from error


@contextlib.contextmanager
def _sweeping(connection: Connection, sweep: bool) -> Iterator[None]:
    """Few pages kept in memory while `sweep`."""
    if not sweep:
        yield
        return
    _say(connection, sqlite.SWEEP_CACHE)
    try:
        yield
    finally:
        _say(connection, sqlite.USUAL_CACHE)


def _say(connection: Connection, sql: str) -> None:
    try:
        sqlite.driver(connection).execute(sql)
    except sqlite.Error as error:
        raise sqlite.translated(error) from error


def _leave(connection: Connection) -> None:
    """Nothing stays open on a connection that goes back to the pool."""
    if sqlite.driver(connection).in_transaction:
        _say(connection, "ROLLBACK")
