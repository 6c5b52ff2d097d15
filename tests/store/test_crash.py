"""Killed at any moment, nothing that was acknowledged is missing; two processes lose nothing to each other.

By hand, for longer: `python -m tests.store.test_crash 300`.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from kpps_desk.operations import upkeep
from kpps_desk.store import journal, schema
from kpps_desk.store.database import Database
from tests import children

_BATCHES = select(schema.member.c.note, func.count()).group_by(schema.member.c.note)
_FOUND = text("SELECT count(*) FROM member_search WHERE member_search MATCH '\"orang\"*'")
_PER_ROUND = 10_000  # batches: more than a child lives to write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")


def _order(process: subprocess.Popen[str], first: int, count: int) -> int:
    children.say(process, f"{first} {count}")
    return int(children.line(process).removeprefix("pid "))


def _until_the_end(process: subprocess.Popen[str]) -> Iterator[tuple[str, int]]:
    while (line := children.line(process)) != "end":
        batch, size = line.split()
        yield batch, int(size)


def _kill_while_writing(process: subprocess.Popen[str], first: int, chance: random.Random) -> dict[str, int]:
    """Acknowledged batches and their sizes."""
    pid = _order(process, first, _PER_ROUND)
    acknowledged: dict[str, int] = {}
    stop_after = chance.randint(0, 25)
    while len(acknowledged) < stop_after:
        batch, size = children.line(process).split()
        acknowledged[batch] = int(size)
    for _ in range(chance.randint(0, 20_000)):  # somewhere within the next commit
        pass
    os.kill(pid, signal.SIGKILL)
    return acknowledged | dict(_until_the_end(process))


def _prove(path: Path, acknowledged: dict[str, int]) -> None:
    with Database.open(path) as database, database.read() as db:
        kept = {row[0]: row[1] for row in db.rows(_BATCHES)}
        assert {batch: kept.get(batch) for batch in acknowledged} == acknowledged
        assert db.value(_FOUND) == sum(kept.values())
        assert journal.verify(db) == []
        assert db.value(text("PRAGMA integrity_check")) == "ok"


def kill_and_prove(path: Path, rounds: int, seed: int) -> int:
    """How many acknowledged batches survived, all of them or an AssertionError."""
    chance = random.Random(seed)
    acknowledged: dict[str, int] = {}
    with children.beside("tests.store.writer", path) as process:
        for number in range(rounds):
            acknowledged |= _kill_while_writing(process, number * _PER_ROUND, chance)
            _prove(path, acknowledged)
    return len(acknowledged)


def test_no_acknowledged_change_is_lost_to_a_kill(workspace_path: Path) -> None:
    assert kill_and_prove(workspace_path, 15, seed=random.randrange(1_000_000)) > 0


def test_a_commit_of_a_real_process_is_on_the_disk_before_it_is_acknowledged(workspace_path: Path) -> None:
    program = (
        "import sys\n"
        "from kpps_desk.store.database import Database\n"
        "with Database.open(sys.argv[1]) as database, database.write('Uji', by='penguji') as tx:\n"
        "    print(tx._run('PRAGMA synchronous').fetchone()[0])\n"
    )
    command = [sys.executable, "-c", program, str(workspace_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "2"  # FULL


def test_two_processes_lose_nothing_to_each_other(workspace_path: Path) -> None:
    with (
        children.beside("tests.store.writer", workspace_path) as one,
        children.beside("tests.store.writer", workspace_path) as other,
    ):
        _order(one, 0, 60)
        _order(other, 1000, 60)
        acknowledged = dict(_until_the_end(one)) | dict(_until_the_end(other))
    assert len(acknowledged) == 120
    _prove(workspace_path, acknowledged)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "uji.kpps"
        upkeep.new(made, by="penguji", only="31.71.01.1001").close()
        per_file = 25
        for seed in range(max(1, int(sys.argv[1]) // per_file)):
            copy = Path(shutil.copy(made, Path(folder) / f"{seed}.kpps"))
            print(per_file, "kills,", kill_and_prove(copy, per_file, seed), "batches kept")
