"""Resident memory of the window with the full file open, after a walk through its screens."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any, cast

from benchmarks.figures import Figure, most
from benchmarks.gauges import resident
from benchmarks.glass import Glass, until
from benchmarks.scene import Scene


def measure(scene: Scene) -> Iterator[Figure]:
    """Members scrolled from top to end, a search, the board; and the other screens, made ahead meanwhile."""
    empty = subprocess.run(
        [sys.executable, "-m", "benchmarks.plain.window"], capture_output=True, text=True, check=True
    ).stdout
    glass = Glass(scene.trained())
    screen = cast(Any, glass.go("members"))
    bar = screen.view.verticalScrollBar()
    for step in range(40):
        bar.setValue(bar.maximum() * step // 40)
        glass.settle()
    screen.search.setText("siti")
    glass.settle()
    glass.go("readiness")
    until(lambda: glass.window.warmed and glass.window.laid_by.done)
    ours = resident()
    glass.close()
    yield Figure(
        "memory with the file open (resident)", ours, "MB", float(empty.split()[-1]), "empty window", (most(300),)
    )
