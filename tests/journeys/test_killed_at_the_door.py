"""Killed at any moment of marking: every acknowledged mark is there, at most one more, and the file is sound.

By hand, for longer: `python -m tests.journeys.test_killed_at_the_door 500`.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.operations import checking, upkeep
from kpps_desk.queries import sessions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests import children
from tests.filled import fill
from tests.gatherings import gather
from tests.journeys import doorman

_ENTRIES = select(func.count()).select_from(schema.journal)
_ALL = (SessionKind.OATH, 1, 2, 3, 4, 5)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")


def _mark_until_killed(process: subprocess.Popen[str], session: int, first: int, chance: random.Random) -> int:
    """Kill somewhere within a mark; the number after the last acknowledged one."""
    children.say(process, f"{session} {first}")
    pid = int(children.line(process).removeprefix("pid "))
    following = first
    for _ in range(chance.randint(0, 40)):
        following = int(children.line(process)) + 1
    for _ in range(chance.randint(0, 60_000)):  # somewhere within the next mark
        pass
    os.kill(pid, signal.SIGKILL)
    while (line := children.line(process)) != "end":
        following = int(line) + 1
    return following


def _standing(path: Path, session: int) -> tuple[dict[str, Attendance], int]:
    """How everybody stands on the disk, and how many changes the journal has."""
    with Database.open(path) as database:
        with database.read() as db:
            rows = {f"{row.tps} {row.seat}": row.status for row in sessions.roll(db, session)}
            entries = int(db.value(_ENTRIES))
        assert checking.check(database) == []
    return rows, entries


def kill_and_prove(path: Path, session: int, rounds: int, seed: int) -> int:
    """How many acknowledged marks survived, all of them or an AssertionError."""
    chance = random.Random(seed)
    expected, entries = _standing(path, session)
    number = acknowledged = 0
    with children.beside("tests.journeys.doorman", path) as process:
        for _ in range(rounds):
            following = _mark_until_killed(process, session, number, chance)
            expected |= dict(map(doorman.step, range(number, following)))
            acknowledged += following - number
            found, written = _standing(path, session)
            one_more = expected | dict([doorman.step(following)])
            assert found in (expected, one_more)
            late = found != expected  # committed, and killed before it could say so
            assert written - entries == following - number + late
            expected, entries, number = found, written, following + late
    return acknowledged


def test_no_acknowledged_mark_is_lost_to_a_kill(workspace_path: Path) -> None:
    fill(workspace_path)
    with Database.open(workspace_path) as database:
        session = gather(database, *_ALL)
    assert kill_and_prove(workspace_path, session, 15, seed=random.randrange(1_000_000)) > 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "uji.kpps"
        upkeep.new(made, by="penguji", only="31.71.01.1001").close()
        fill(made)
        with Database.open(made) as opened:
            at = gather(opened, *_ALL)
        per_file = 50
        for run in range(max(1, int(sys.argv[1]) // per_file)):
            copy = Path(shutil.copy(made, Path(folder) / f"{run}.kpps"))
            print(per_file, "kills,", kill_and_prove(copy, at, per_file, run), "marks kept", flush=True)
