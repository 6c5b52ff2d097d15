"""The import of the whole roster against reading it and storing bare rows; it leaves the workspace that all share.

What a newcomer gets wrong: one round. A shared machine wavers by a third within minutes, and each of the two can meet a
bad one; so they take turns.
"""

from collections.abc import Iterator
from statistics import median

from benchmarks.figures import Figure, times_most
from benchmarks.gauges import stopwatch
from benchmarks.plain import rows
from benchmarks.scene import BY, Scene
from kpps_desk.operations import importing
from kpps_desk.store.database import Database

_ROUNDS = 3


def measure(scene: Scene) -> Iterator[Figure]:
    """Validate, seat, journal, search index: none of which the baseline does. Medians of some rounds."""
    roster = scene.roster()
    ours, reading, storing = [], [], []
    for _ in range(_ROUNDS):
        made = scene.empty("import")
        with Database.open(made) as database, stopwatch() as watch:
            result = importing.run(database, roster, by=BY)
        ours.append(watch.seconds)
        made.replace(scene.folder / "full.kpps")
        with stopwatch() as watch:
            cells = rows.read(roster)
        reading.append(watch.seconds)
        with stopwatch() as watch:
            rows.store(cells, scene.folder / "bare.db")
        storing.append(watch.seconds)
        del cells
        (scene.folder / "bare.db").unlink()
    yield Figure(
        f"import of {result.read:,} rows from XLSX (validate, seat, journal, search index)",
        median(ours),
        "s",
        median(map(sum, zip(reading, storing, strict=True))),
        f"calamine {median(reading):.1f} + bare Core insert {median(storing):.1f}",
        (times_most(1.6),),
        f"{min(ours):.1f} to {max(ours):.1f} in {_ROUNDS} rounds, in turn",
    )
