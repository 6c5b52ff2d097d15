"""Processes that write to one file take turns, in a row, by locks on a small file beside it.

What a newcomer gets wrong: thinking that this keeps the data safe. SQLite's own lock does; but who waits for that one
sleeps up to 100 ms between looks and can be overtaken for seconds. Without the small file everything still works.

Two locks: `next` is held while waiting, `now` while writing. Who has just written finds `next` taken by who waits, so
nobody goes twice while another stands in the row.
"""

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_NEXT, _NOW = 0, 1  # bytes of the file
_LOOK_SECONDS = 0.0005


class Turns:
    """One per open workspace; its users hold a lock among their own threads already."""

    def __init__(self, workspace: Path) -> None:
        self._path = workspace.with_name(f".{workspace.name}.giliran")
        self._file: IO[bytes] | None = None
        with contextlib.suppress(OSError):
            self._file = self._path.open("ab", buffering=0)

    @contextlib.contextmanager
    def taken(self, patience: float) -> Iterator[None]:
        """Wait at most `patience` seconds, then go on anyway: SQLite's lock will say what is wrong."""
        until = time.monotonic() + patience
        waits = self._wait(_NEXT, until)
        writes = waits and self._wait(_NOW, until)
        if waits:
            self._release(_NEXT)
        try:
            yield
        finally:
            if writes:
                self._release(_NOW)

    def close(self) -> None:
        """Who still writes keeps the removed file; the next to come make a new one."""
        if self._file is not None:
            self._file.close()
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _wait(self, byte: int, until: float) -> bool:
        while self._file is not None:
            if _lock(self._file, byte):
                return True
            if time.monotonic() > until:
                return False
            time.sleep(_LOOK_SECONDS)
        return False

    def _release(self, byte: int) -> None:
        if self._file is not None:
            _unlock(self._file, byte)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes], byte: int) -> bool:
        file.seek(byte)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes], byte: int) -> None:
        file.seek(byte)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes], byte: int) -> bool:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes], byte: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_UN, 1, byte)
