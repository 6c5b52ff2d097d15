"""From the start of the process to the window shown, and to the first rows of the file in it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from benchmarks.figures import Figure, times_most
from benchmarks.gauges import percentile
from benchmarks.scene import Scene


def measure(scene: Scene) -> Iterator[Figure]:
    """Medians of starts that take turns with the empty window's; the first of each warms the disk's cache."""
    config = scene.folder / "config"  # the person's own settings stay as they are
    surroundings = os.environ | {"XDG_CONFIG_HOME": str(config), "XDG_DATA_HOME": str(config)}
    path = str(scene.workspace())
    empty, ours = [], []
    for turn in range(4 if scene.quick else 8):
        blank = _start(["benchmarks.plain.window"], ("shown",), surroundings)
        full = _start(["benchmarks.opening", path], ("shown", "rows"), surroundings)
        if turn:
            empty.append(blank["shown"])
            ours.append(full)
    baseline = percentile(empty, 50)
    shown, rows = (percentile([start[word] for start in ours], 50) for word in ("shown", "rows"))
    yield Figure("start -> window shown, median", shown, "ms", baseline, "empty window", (times_most(1.5),))
    yield Figure("start -> first rows of the file, median", rows, "ms", baseline, "empty window", (times_most(3.5),))


def _start(module: Sequence[str], words: Sequence[str], surroundings: dict[str, str]) -> dict[str, float]:
    """Milliseconds from the start of the process to each word that it says."""
    said: dict[str, float] = {}
    begun = time.perf_counter()
    command = [sys.executable, "-m", *module]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=surroundings
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.setdefault(line.strip(), (time.perf_counter() - begun) * 1000)
    missing = [word for word in words if word not in said]
    if missing:
        raise RuntimeError(f"{' '.join(module)} never said {missing[0]}")
    return said
