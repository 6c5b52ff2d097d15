"""Gauges: seconds, percentiles, and the memory of a process and all that it started.

Memory is proportional set size where the system tells it (pages that two processes share count once), from /proc.
"""

import math
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


class Stopwatch:
    """`with stopwatch() as watch: ...` and then `watch.seconds`."""

    def __init__(self) -> None:
        self.seconds = 0.0

    @property
    def ms(self) -> float:
        return self.seconds * 1000


@contextmanager
def stopwatch() -> Iterator[Stopwatch]:
    """Wall-clock time of a block; the disk has first caught up with what was written before, ours or the baseline's."""
    watch = Stopwatch()
    getattr(os, "sync", int)()  # Windows has none
    begun = time.perf_counter()
    yield watch
    watch.seconds = time.perf_counter() - begun


def percentile(values: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile: a value that really occurred; 100 is the worst."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)] if ordered else float("nan")


def memory(process: int | None = None) -> float:
    """MB of one process (this one)."""
    folder = Path("/proc") / str(process or os.getpid())
    try:
        for line in (folder / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        return 0.0
    return 0.0


def resident() -> float:
    """MB that this process holds, shared libraries included: what a task manager shows."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def _family(root: int) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                waiting += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def family_memory() -> float:
    """MB of this process and all its children."""
    return sum(memory(process) for process in _family(os.getpid()))


class Peak:
    """The highest memory of the process tree while a block ran, over what it was before, in MB."""

    def __init__(self) -> None:
        self.before = family_memory()
        self.most = self.before

    @property
    def growth(self) -> float:
        return self.most - self.before


@contextmanager
def peak(every: float = 0.25) -> Iterator[Peak]:
    """Look at the process tree's memory every so many seconds from a thread."""
    seen, stop = Peak(), threading.Event()

    def watch() -> None:
        while not stop.wait(every):
            seen.most = max(seen.most, family_memory())

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join()
        seen.most = max(seen.most, family_memory())
