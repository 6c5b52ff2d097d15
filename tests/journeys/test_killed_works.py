"""Killed in the middle of merging, new rules, an undo, replacements: what was told as done is there, and all agrees.

Another process (tests/journeys/workman.py) runs one work (tests/long_works.py) for each kill and writes a line before
each part and at its end. By hand, for longer: `python -m tests.journeys.test_killed_works 100`.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from kpps_desk.operations import upkeep
from kpps_desk.operations.checking import check
from kpps_desk.progress import silent
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests import children
from tests.journeys.workman import DONE
from tests.long_works import KILLED, in_small_parts, prepare, state

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")

# What grows with each part of a work that keeps its parts.
_GROWS = {
    "merge": select(func.count()).select_from(schema.member).where(schema.member.c.merged_into.is_not(None)),
    "replace": select(func.count()).select_from(schema.replacement),
}


def _killed(process: subprocess.Popen[str], path: Path, name: str, after: float) -> list[str]:
    """What it said until it was killed so many seconds after it began, perhaps after its end."""
    children.say(process, f"{name} {path}")
    pid = int(children.line(process).removeprefix("pid "))
    told = [children.line(process)]  # the work has begun
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    while (line := children.line(process)) != "end":
        told.append(line)
    return told


def _finished(prepared: Path, folder: Path, name: str) -> dict[str, list[tuple[Any, ...]]]:
    """What the file holds where nobody kills the work."""
    path = Path(shutil.copy(prepared, folder / "utuh.kpps"))
    with in_small_parts(), Database.open(path) as database:
        KILLED[name].run(database, folder, silent)
        return state(database)


def kill_and_prove(
    process: subprocess.Popen[str], prepared: Path, folder: Path, name: str, chance: random.Random
) -> bool:
    """Whether it was killed before its end; an AssertionError if anything is lost or half."""
    path = Path(shutil.copy(prepared, folder / "uji.kpps"))
    with Database.open(path) as database:
        before = state(database)
    told = _killed(process, path, name, chance.uniform(0, 0.25))
    with Database.open(path) as database:
        assert check(database) == []
        after = state(database)
        if DONE in told:
            assert after != before
        elif KILLED[name].whole and after != before:  # killed after its commit, before it could say so
            assert after == _finished(prepared, folder, name)
        if name in _GROWS:
            with database.read() as db:
                assert db.value(_GROWS[name]) >= max((int(line) for line in told if line != DONE), default=0)
        if DONE not in told and after == before:
            with in_small_parts():
                KILLED[name].run(database, folder, silent)
            assert check(database) == []
    for file in folder.glob("uji.kpps*"):
        file.unlink()
    return DONE not in told


@pytest.fixture(scope="module")
def prepared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("killed") / "siap.kpps"
    prepare(Path(shutil.copy(template, path)))
    return path


@pytest.mark.parametrize("name", KILLED)
def test_a_kill_loses_nothing_that_was_told_and_leaves_nothing_half(name: str, prepared: Path, tmp_path: Path) -> None:
    chance = random.Random(seed := random.randrange(1_000_000))
    print("seed", seed)
    with children.beside("tests.journeys.workman") as process:
        killed = [kill_and_prove(process, prepared, tmp_path, name, chance) for _ in range(5)]
    assert len(killed) == 5


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        ready = Path(made) / "siap.kpps"
        upkeep.new(ready, by="penguji", only="31.71.01.1001").close()
        prepare(ready)
        work = Path(made) / "kerja"
        work.mkdir()
        with children.beside("tests.journeys.workman") as man:
            for one in KILLED:
                times = [kill_and_prove(man, ready, work, one, random.Random(seed)) for seed in range(int(sys.argv[1]))]
                print(one, len(times), "kills,", sum(times), "before its end")
