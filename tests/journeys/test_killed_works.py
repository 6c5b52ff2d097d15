"""Killed in the middle of merging, new rules, an undo, replacements: what was told as done is there, and all agrees.

A child forked for each kill runs one work (tests/long_works.py) and writes a line before each part and at its end. By
hand, for longer: `python -m tests.journeys.test_killed_works 100`.
"""

import os
import random
import shutil
import signal
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
from tests.long_works import REPLACE, WORKS, Work, in_small_parts, prepare, state

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")

KILLED: dict[str, Work] = {**{name: WORKS[name] for name in ("merge", "adopt", "undo")}, "replace": REPLACE}
_END = "selesai"
# What grows with each part of a work that keeps its parts.
_GROWS = {
    "merge": select(func.count()).select_from(schema.member).where(schema.member.c.merged_into.is_not(None)),
    "replace": select(func.count()).select_from(schema.replacement),
}


def _child(path: Path, name: str, out: int) -> None:
    """Run the work and say how far it is; never returns."""

    def say(done: int, total: int, what: str = "") -> None:
        os.write(out, f"{done}\n".encode())

    with in_small_parts(), Database.open(path) as database:
        KILLED[name].run(database, path.parent, say)
    os.write(out, f"{_END}\n".encode())
    os._exit(0)


def _killed(path: Path, name: str, after: float) -> list[str]:
    """What it said until it was killed so many seconds after it began, or ended."""
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        try:
            _child(path, name, write)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read) as told:
        first = told.readline()  # the work has begun
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.strip() for line in (first, *told) if line.endswith("\n")]


def _finished(prepared: Path, folder: Path, name: str) -> dict[str, list[tuple[Any, ...]]]:
    """What the file holds where nobody kills the work."""
    path = Path(shutil.copy(prepared, folder / "utuh.kpps"))
    with in_small_parts(), Database.open(path) as database:
        KILLED[name].run(database, folder, silent)
        return state(database)


def kill_and_prove(prepared: Path, folder: Path, name: str, chance: random.Random) -> bool:
    """Whether it was killed before its end; an AssertionError if anything is lost or half."""
    path = Path(shutil.copy(prepared, folder / "uji.kpps"))
    with Database.open(path) as database:
        before = state(database)
    told = _killed(path, name, chance.uniform(0, 0.25))
    with Database.open(path) as database:
        assert check(database) == []
        after = state(database)
        if _END in told:
            assert after != before
        elif KILLED[name].whole and after != before:  # killed after its commit, before it could say so
            assert after == _finished(prepared, folder, name)
        if name in _GROWS:
            with database.read() as db:
                assert db.value(_GROWS[name]) >= max((int(line) for line in told if line != _END), default=0)
        if _END not in told and after == before:
            with in_small_parts():
                KILLED[name].run(database, folder, silent)
            assert check(database) == []
    for file in folder.glob("uji.kpps*"):
        file.unlink()
    return _END not in told


@pytest.fixture(scope="module")
def prepared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("killed") / "siap.kpps"
    prepare(Path(shutil.copy(template, path)))
    return path


@pytest.mark.parametrize("name", KILLED)
def test_a_kill_loses_nothing_that_was_told_and_leaves_nothing_half(name: str, prepared: Path, tmp_path: Path) -> None:
    chance = random.Random()
    killed = [kill_and_prove(prepared, tmp_path, name, chance) for _ in range(5)]
    assert len(killed) == 5


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        ready = Path(made) / "siap.kpps"
        upkeep.new(ready, by="penguji", only="31.71.01.1001").close()
        prepare(ready)
        work = Path(made) / "kerja"
        work.mkdir()
        for one in KILLED:
            times = [kill_and_prove(ready, work, one, random.Random(seed)) for seed in range(int(sys.argv[1]))]
            print(one, len(times), "kills,", sum(times), "before its end")
