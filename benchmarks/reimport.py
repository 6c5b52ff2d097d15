"""The same file once more, onto the same workspace: nothing may change, and sooner than the first time."""

from collections.abc import Iterator

from benchmarks.figures import Figure, most, times_most
from benchmarks.gauges import stopwatch
from benchmarks.scene import BY, Scene
from kpps_desk.operations import importing
from kpps_desk.store.database import Database


def measure(scene: Scene) -> Iterator[Figure]:
    """Both anew and in this process, so that neither has a warmer start; correcting ('update') looks at every field."""
    with Database.open(scene.empty("again")) as database:
        with stopwatch() as first:
            importing.run(database, scene.roster(), by=BY)
        with stopwatch() as second:
            again = importing.run(database, scene.roster(), by=BY, existing="update")
    yield Figure("second import of the same file: changes", again.created + again.updated, "", goals=(most(0),))
    yield Figure(
        "second import of the same file", second.seconds, "s", first.seconds, "the first import", (times_most(1.0),)
    )
