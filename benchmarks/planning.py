"""A province's training drawn up and kept as a plan: every crew, its rooms, hours and trainers."""

from collections.abc import Iterator

from benchmarks.figures import Figure, most
from benchmarks.gauges import stopwatch
from benchmarks.scene import ROOMS, TIMES, TRAINING_DAYS, Scene
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.placing import Lost
from kpps_desk.domain.planning import Request
from kpps_desk.operations import planning
from kpps_desk.queries import plans
from kpps_desk.store.database import Database

_TRAINERS = ("Ketua PPS {kelurahan}", "Anggota PPS {kelurahan}", "Anggota PPK {kelurahan}")


def measure(scene: Scene) -> Iterator[Figure]:
    """Drawn up and written down; read with its faults, as its board shows it; mended after a whole day is lost."""
    area = scene.area or "31"
    request = Request(SessionKind.TRAINING, area, TRAINING_DAYS, TIMES, ROOMS, 50, trainers=_TRAINERS, trainers_each=1)
    with Database.open(scene.copy("plans")) as database:
        with stopwatch() as made, database.write("Susun rencana", by="ukur") as tx:
            plan = planning.make(tx, "Rencana", request)
        with stopwatch() as seen, database.read() as db:
            found = plans.details(db, plan)
        with stopwatch() as mended, database.write("Atur ulang", by="ukur") as tx:
            moved = planning.repack(tx, plan, Lost(days=frozenset(TRAINING_DAYS[:1])))
    sessions, gone = len(found.draft.sessions), len(moved.moved)
    yield Figure("plan a province's training", made.seconds, "s", goals=(most(10),), note=f"{sessions} sessions")
    yield Figure("the plan's board, asked anew", seen.seconds, "s", goals=(most(1),))
    yield Figure("mend the plan when a day is lost", mended.seconds, "s", goals=(most(10),), note=f"{gone} moved")
