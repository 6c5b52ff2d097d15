"""Take mutated lists in, and watch: every one ends in verdicts or in one sentence, and nothing is half imported.

What a newcomer gets wrong: a new workspace each time. Many mutants meet one workspace, so that what one of them left
behind (a person, a mapping that is remembered) is there when the next comes. By hand, with a watch on time and memory:

    python -m tests.mutant_runs 2000            # 2,000 XLSX and 2,000 CSV, 300 XLS and 300 ODS
    python -m tests.mutant_runs .csv 1234 1235  # these seeds of one kind, told one by one

On a busy machine the seconds of work decide; what waited longer is named, to be run alone.
"""

import contextlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kpps_desk.exchange import problem_sheet
from kpps_desk.operations import checking, import_preview, import_verdicts, importing, upkeep
from kpps_desk.operations.importing import ImportResult
from kpps_desk.operations.importing_rows import Existing
from kpps_desk.problems import Problem
from kpps_desk.queries import imports, members, roster
from kpps_desk.queries.members import MemberFilter
from kpps_desk.store.database import Database
from tests import mutants

_CHOICES: tuple[Existing, ...] = ("skip", "update", "fill")
_AREA = "31.71.01.1001"
_OLD = 300  # XLS and ODS by hand
_ROOM = 3 << 30  # bytes of address space
_LONGEST, _GROWTH = 2.0, 200.0  # seconds, MB


class Ending(NamedTuple):
    """How one mutant ended: `said` is the sentence, '' where it was read."""

    kind: str
    said: str
    rows: int = 0
    people: int = 0


class State(NamedTuple):
    people: int
    entry: bytes | None
    runs: int


def state(database: Database) -> State:
    with database.read() as db:
        return State(members.count(db, MemberFilter()), roster.last_entry(db), len(imports.runs(db)))


def take(database: Database, suffix: str, seed: int, folder: Path) -> Ending:
    """Look at a mutant and import it; AssertionError if anything is left that shouldn't be."""
    kind, content = mutants.KINDS[suffix](seed)
    path = folder / f"mutan{suffix}"
    path.write_bytes(content)
    before = state(database)
    try:
        with database.read() as db:
            import_preview.look(db, path)
        found = importing.run(
            database, path, by="penguji", existing=_CHOICES[seed % 3], rejects=folder / "ditolak.xlsx"
        )
        rows = import_verdicts.as_texts(found.verdicts)
        problem_sheet.write(folder / "masalah.xlsx", rows, path.name)
    except Problem as problem:
        _is_a_sentence(str(problem))
        assert state(database) == before
        return Ending(kind, problem.message)
    _adds_up(found)
    after = state(database)
    assert after.people - before.people == found.created
    assert after.runs - before.runs == 1
    assert (after.entry != before.entry) == (found.group is not None)
    return Ending(kind, "", found.read, found.created)


def _is_a_sentence(text: str) -> None:
    assert text.rstrip().endswith("."), text
    assert len(text) < 1_000, text[:200]
    assert "\n" not in text
    assert "Traceback" not in text


def _adds_up(found: ImportResult) -> None:
    assert found.read == found.created + found.updated + found.unchanged + found.rejected
    told = sum(verdict.fate == import_verdicts.REJECTED for verdict in found.verdicts)
    assert told == found.rejected
    assert (found.rejects is not None) == (found.rejected > 0)


@contextlib.contextmanager
def ground() -> Iterator[tuple[Database, Path]]:
    """A workspace of one kelurahan, whole at the end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        upkeep.new(folder / "uji.kpps", by="penguji", only=_AREA).close()
        with Database.open(folder / "uji.kpps") as database:
            yield database, folder
            assert checking.check(database) == []


def _work(suffix: str, first: int, last: int) -> None:
    """The worker's process: a line before and after each."""
    resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))  # a reader that asks for all dies, not the machine
    with ground() as (database, folder):
        for seed in range(first, last):
            print(json.dumps({"seed": seed}), flush=True)
            begun, spent = time.perf_counter(), _spent()
            told: dict[str, Any] = {}
            try:
                told = take(database, suffix, seed, folder)._asdict()
            except BaseException as error:  # what we are looking for: a panic of the reader is no Exception
                told = {"kind": "?", "bug": f"{type(error).__name__}: {error}"[:300]}
            told |= {"wall": time.perf_counter() - begun, "cpu": _spent() - spent, "memory": _memory()}
            print(json.dumps({"seed": seed, **told}), flush=True)
    print(json.dumps({"clean": True}), flush=True)


def _spent() -> float:
    """Seconds of work so far, the reader's process included: what a busy machine doesn't lengthen."""
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def _memory() -> float:
    """MB that this process holds now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _watch(suffix: str, first: int, last: int) -> list[dict[str, Any]]:
    """Run a worker; a process that dies or falls silent is a finding, and another goes on behind it."""
    found: list[dict[str, Any]] = []
    while first < last:
        command = [sys.executable, "-m", "tests.mutant_runs", "--work", suffix, str(first), str(last)]
        worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        seed, clean = first, False
        assert worker.stdout is not None
        for line in worker.stdout:
            told = json.loads(line)
            clean = clean or "clean" in told
            seed = told.get("seed", seed)
            if "wall" in told:
                found.append(told)
        if worker.wait() or not clean:
            found.append({"seed": seed, "kind": "?", "bug": f"worker ended with {worker.returncode}"})
        first = seed + 1
    return found


def _tell(suffix: str, found: list[dict[str, Any]]) -> None:
    bugs = [one for one in found if "bug" in one]
    slow = [one for one in found if one.get("cpu", 0) > _LONGEST]
    kept_waiting = [one["seed"] for one in found if one.get("wall", 0) > _LONGEST]
    memory = [one["memory"] for one in found if "memory" in one]
    said = Counter(" ".join(one["said"].split("mutan")[0].split()[:5]) for one in found if one.get("said"))
    read = [one for one in found if one.get("said") == ""]
    print(
        f"{suffix}: {len(found)}; read {len(read)} ({sum(one['people'] for one in read)} people),"
        f" refused {said.total()}"
    )
    most = {clock: max(one.get(clock, 0) for one in found) for clock in ("cpu", "wall")}
    print(
        f"  bugs {len(bugs)}; over {_LONGEST} s of work {len(slow)}, of waiting {len(kept_waiting)};"
        f" longest {most['cpu']:.2f} s of work, {most['wall']:.2f} s of waiting"
    )
    if kept_waiting:
        print(f"  to be run alone: python -m tests.mutant_runs {suffix} {' '.join(map(str, kept_waiting))}")
    print(
        f"  memory {memory[0]:.0f} MB first, {max(memory):.0f} MB most, {memory[-1]:.0f} MB last"
        f" (growth <= {_GROWTH:.0f})"
    )
    for text, times in said.most_common():
        print(f"    {times:5} {text}")
    for one in (*bugs, *slow):
        print(f"    ! {one}")


def main(words: list[str]) -> None:
    if words[0] == "--work":
        _work(words[1], int(words[2]), int(words[3]))
    elif words[0] in mutants.KINDS:
        with ground() as (database, folder):
            for seed in map(int, words[1:]):
                begun, spent = time.perf_counter(), _spent()
                ending = take(database, words[0], seed, folder)
                print(f"{seed} {time.perf_counter() - begun:.2f} s, of work {_spent() - spent:.2f} s: {ending}")
    else:
        for suffix in mutants.KINDS:
            many = int(words[0])
            _tell(suffix, _watch(suffix, 0, many if suffix in (".xlsx", ".csv") else min(many, _OLD)))


if __name__ == "__main__":
    main(sys.argv[1:])
