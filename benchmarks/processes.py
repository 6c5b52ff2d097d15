"""Two processes marking at once in one file: no lock errors, nothing lost, and how long one mark takes."""

import multiprocessing
import sqlite3
import time
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from benchmarks.figures import Figure, least, most
from benchmarks.gauges import percentile
from benchmarks.scene import BY, Scene
from kpps_desk.domain.attendance import Attendance
from kpps_desk.operations import attendance
from kpps_desk.problems import Unavailable
from kpps_desk.store import schema
from kpps_desk.store.database import Database

_MARKS = 300  # of each process
_Outcome = tuple[list[float], int]  # milliseconds of each mark; how often the file was locked


def measure(scene: Scene) -> Iterator[Figure]:
    """The baseline reads, then writes, in a transaction begun by a plain BEGIN."""
    path = scene.copy("two", of=scene.planned())
    with Database.open(path) as database, database.read() as db:
        session = int(db.value(select(func.min(schema.session.c.id)).where(schema.session.c.kind == "bimtek")))
        people = list(db.column(select(schema.member.c.id).order_by(schema.member.c.place).limit(2 * _MARKS)))
    taken, locked = _two(_ours, path, session, people)
    with Database.open(path) as database, database.read() as db:
        kept = int(db.value(select(func.count()).select_from(schema.attendance)))
    bare = scene.folder / "two.db"
    bare.unlink(missing_ok=True)
    plain, plainly_locked = _two(_plain, bare, session, people)
    yield Figure("two processes marking: lock errors", locked, "", plainly_locked, "plain BEGIN", (most(0),))
    yield Figure("two processes marking: marks kept", kept, "", len(people), "made", (least(len(people)),))
    yield Figure(
        "two processes marking: one mark, p99",
        percentile(taken, 99),
        "ms",
        percentile(plain, 99),
        "bare sqlite3",
        (most(5),),
        f"median {percentile(taken, 50):.1f}",
    )


def _two(work: Callable[..., _Outcome], path: Path, session: int, people: list[int]) -> _Outcome:
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        barrier: Any = manager.Barrier(2)
        halves = (people[::2], people[1::2])
        with context.Pool(2) as pool:
            outcomes = pool.starmap(work, [(path, session, half, barrier) for half in halves], chunksize=1)
    return [ms for taken, _ in outcomes for ms in taken], sum(locked for _, locked in outcomes)


def _ours(path: Path, session: int, people: list[int], start: Barrier) -> _Outcome:
    taken, locked = [], 0
    with Database.open(path) as database:
        start.wait()
        for member in people:
            begun = time.perf_counter()
            try:
                with database.write("Tandai hadir", by=BY) as tx:
                    attendance.mark(tx, session, [member], Attendance.PRESENT)
            except Unavailable:
                locked += 1
            taken.append((time.perf_counter() - begun) * 1000)
    return taken, locked


def _plain(path: Path, session: int, people: list[int], start: Barrier) -> _Outcome:
    taken, locked = [], 0
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS mark (session, member, UNIQUE (session, member))")
    start.wait()
    for member in people:
        begun = time.perf_counter()
        connection.execute("BEGIN")
        try:
            connection.execute("SELECT 1 FROM mark WHERE session = ? AND member = ?", (session, member)).fetchone()
            connection.execute("INSERT INTO mark VALUES (?, ?)", (session, member))
            connection.execute("COMMIT")
        except sqlite3.OperationalError:
            connection.execute("ROLLBACK")
            locked += 1
        taken.append((time.perf_counter() - begun) * 1000)
    connection.close()
    return taken, locked
