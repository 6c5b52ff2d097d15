"""The plain mark: one INSERT and its commit, by the standard library's sqlite3 with WAL and synchronous=FULL."""

import sqlite3
import time
from pathlib import Path


def marks(path: Path, count: int, *, begin: str = "BEGIN IMMEDIATE") -> list[float]:
    """Milliseconds of each of `count` commits."""
    taken = []
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS mark (id INTEGER PRIMARY KEY, session, member, status, at)")
    for member in range(count):
        begun = time.perf_counter()
        connection.execute(begin)
        connection.execute("INSERT INTO mark (session, member, status, at) VALUES (1, ?, 1, ?)", (member, begun))
        connection.execute("COMMIT")
        taken.append((time.perf_counter() - begun) * 1000)
    connection.close()
    return taken
