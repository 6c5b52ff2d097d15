"""The import of the whole roster against reading it and storing bare rows; it leaves the workspace that all share."""

from collections.abc import Iterator

from benchmarks.figures import Figure, times_most
from benchmarks.gauges import stopwatch
from benchmarks.plain import rows
from benchmarks.scene import BY, Scene
from kpps_desk.operations import importing
from kpps_desk.store.database import Database


def measure(scene: Scene) -> Iterator[Figure]:
    """Validate, seat, journal, search index: none of which the baseline does."""
    roster = scene.roster()
    made = scene.empty("import")
    with Database.open(made) as database, stopwatch() as ours:
        result = importing.run(database, roster, by=BY)
    made.replace(scene.folder / "full.kpps")
    with stopwatch() as reading:
        cells = rows.read(roster)
    with stopwatch() as storing:
        rows.store(cells, scene.folder / "bare.db")
    yield Figure(
        f"import of {result.read:,} rows from XLSX (validate, seat, journal, search index)",
        ours.seconds,
        "s",
        reading.seconds + storing.seconds,
        f"calamine {reading.seconds:.1f} + bare Core insert {storing.seconds:.1f}",
        (times_most(1.6),),
    )
