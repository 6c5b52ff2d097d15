"""The two doors of a workspace: read() for questions, write() for changes.

What a newcomer gets wrong: keeping a door open. A block lives for one question or one operation; it is never kept in an
attribute or across a turn of the event loop. Operations take the `tx` and never commit.
"""

import contextlib
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from kpps_desk.problems import Refused, Unavailable
from kpps_desk.store import guards, sqlite, upgrade
from kpps_desk.store.identity import new_uid
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

__all__ = ["Database", "Snapshot", "Transaction", "new_group", "utcnow"]

_TRIES = 4  # of busy_timeout each: another process may be in the middle of a long import


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
        mode = "rw"
        if (
            read_only
        ):  # in a folder that takes no files, SQLite can't share a WAL: there is none, or it must not be missed
            mode = "ro" if sqlite.has_wal(path) or _takes_files(path.parent) else "immutable"
        self._readers: Engine = sqlite.engine(path, key=key, mode=mode, query_only=True)
        self._writers: Engine | None = None if read_only else sqlite.engine(path, key=key, mode=mode, kept=1)
        self.device = ""

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
        _check_file(path, read_only=read_only)
        if key is None:
            sqlite.check_header(path)
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
        if path.exists():
            raise Refused(f"Berkas {path.name} sudah ada.", "Pilih nama lain, atau buka berkas itu.")
        if not path.parent.is_dir():
            raise Refused(f"Folder {path.parent} tidak ditemukan.")
        guards.check_place(path)
        _check_folder(path)
        part = path.with_name(path.name + ".part")
        engine = sqlite.engine(part, key=key, mode="rwc", kept=1)
        try:
            _discard(part)
            with _connected(engine) as connection:
                upgrade.migrate(connection)
                sql = "INSERT INTO workspace (key, value) VALUES ('device', ?)"
                connection.exec_driver_sql(sql, (new_uid().hex(),))
            engine.dispose()
            part.rename(path)
        finally:
            engine.dispose()
            _discard(part)
        return cls.open(path, key=key, clock=clock)

    def close(self) -> None:
        self._readers.dispose()
        if self._writers is not None:
            self._writers.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def forbid_thread(self, ident: int) -> None:
        """The doors are shut for this thread from now on (the window's): using one is a loud bug."""
        self._forbidden.add(ident)

    @contextlib.contextmanager
    def read(self) -> Iterator[Snapshot]:
        """One moment of the file; from any thread, beside a running write()."""
        self._admit()
        with _connected(self._readers) as connection:
            _say(connection, "BEGIN")
            snapshot = Snapshot(connection)
            try:
                yield snapshot
            finally:
                snapshot._end()
                _leave(connection)

    @contextlib.contextmanager
    def write(
        self, title: str, *, by: str, reason: str | None = None, group: bytes | None = None, undoes: bytes | None = None
    ) -> Iterator[Transaction]:
        """Commits at the end of the block, rolls back on any exception; one journal entry if a fact changed."""
        self._admit()
        if self._writers is None:
            raise Refused("Berkas ini dibuka hanya untuk dibaca.")
        if self._writing == threading.get_ident():
            raise AssertionError("write() inside write(): pass the transaction on instead")
        with self._writer, _connected(self._writers) as connection:
            self._writing = threading.get_ident()
            tx = Transaction(connection, now=self._clock(), by=by, device=self.device)
            try:
                _begin_immediate(connection)
                yield tx
                tx._finish(title, reason, group, undoes)
                _say(connection, "COMMIT")
            finally:
                self._writing = None
                tx._end()
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
            sql = "SELECT value FROM workspace WHERE key = 'device'"
            self.device = connection.exec_driver_sql(sql).scalar() or ""

    def _admit(self) -> None:
        if threading.get_ident() in self._forbidden:
            raise AssertionError("the window's thread must not touch the database: use ui.background")


def _check_file(path: Path, *, read_only: bool) -> None:
    if path.is_dir():
        raise Refused(f"{path.name} adalah folder, bukan berkas kerja KPPS Desk.")
    try:
        path.open("rb" if read_only else "r+b").close()
    except FileNotFoundError as error:
        raise Refused(f"Berkas {path} tidak ditemukan.") from error
    except OSError as error:
        told = "dibaca" if read_only else "ditulisi"
        raise Unavailable(f"Berkas {path.name} tidak boleh {told}.", "Periksa izinnya.") from error
    if not read_only:
        guards.check_place(path)
        _check_folder(path)


def _check_folder(path: Path) -> None:
    """SQLite keeps its WAL beside the file."""
    if not _takes_files(path.parent):
        raise Unavailable(f"Folder {path.parent} tidak boleh ditulisi.", "Pilih folder lain, atau periksa izinnya.")


def _takes_files(folder: Path) -> bool:
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True


def _discard(part: Path) -> None:
    """A journal left by a killed program would be rolled back into the next file of that name."""
    for ending in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


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


def _say(connection: Connection, sql: str) -> None:
    try:
        connection.exec_driver_sql(sql)
    except DBAPIError as error:
        raise sqlite.translated(error) from error


def _begin_immediate(connection: Connection) -> None:
    for _ in range(_TRIES - 1):
        with contextlib.suppress(Unavailable):
            return _say(connection, "BEGIN IMMEDIATE")
    return _say(connection, "BEGIN IMMEDIATE")


def _leave(connection: Connection) -> None:
    """Nothing stays open on a connection that goes back to the pool."""
    if connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
        connection.exec_driver_sql("ROLLBACK")
