"""The search for records that may be one person, over everybody; and what memory it takes while it runs."""

from collections.abc import Iterator

from benchmarks.figures import Figure, most
from benchmarks.gauges import peak, stopwatch
from benchmarks.scene import Scene
from kpps_desk.operations import twins
from kpps_desk.store.database import Database


def measure(scene: Scene) -> Iterator[Figure]:
    """The synthetic roster plants nobody twice: what is found are coincidences, ranked by their score."""
    with Database.open(scene.workspace()) as database, peak() as memory, stopwatch() as watch:
        found = twins.find(database)
    yield Figure("search for suspects", watch.seconds, "s", goals=(most(30),), note=f"{len(found.suspects)} pairs")
    yield Figure("search for suspects: memory while it runs", memory.growth, "MB", goals=(most(300),))
