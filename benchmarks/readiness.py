"""The board of the whole province: its counts, and the screen with them painted."""

from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import func, select

from benchmarks.figures import Figure, most
from benchmarks.gauges import percentile, stopwatch
from benchmarks.glass import Glass, until
from benchmarks.scene import Scene
from kpps_desk.store import schema
from kpps_desk.store.database import Database

_station, _member = schema.polling_station.c, schema.member.c
_REGION = func.substr(_station.code, 1, 4)
_BY_JOINS = (  # from the facts, as one would count without tallies
    select(
        _REGION,
        schema.role.c.kpps,
        func.count(schema.seat.c.id),
        func.count(_member.id),
        func.count(func.distinct(schema.attendance.c.member_id)),
        func.count(func.distinct(schema.certificate.c.member_id)),
    )
    .select_from(schema.polling_station)
    .join(schema.seat, schema.seat.c.station_id == _station.id)
    .join(schema.role, schema.role.c.id == schema.seat.c.role_id)
    .outerjoin(
        schema.appointment,
        (schema.appointment.c.seat_id == schema.seat.c.id) & schema.appointment.c.until.is_(None),
    )
    .outerjoin(schema.member, _member.id == schema.appointment.c.member_id)
    .outerjoin(schema.attendance, (schema.attendance.c.member_id == _member.id) & (schema.attendance.c.status == 1))
    .outerjoin(schema.certificate, schema.certificate.c.member_id == _member.id)
    .group_by(_REGION, schema.role.c.kpps)
)


def measure(scene: Scene) -> Iterator[Figure]:
    """Medians; the screen is asked anew (F5) and timed until everything on it is painted."""
    from kpps_desk.queries import readiness

    path = scene.trained()
    level = "kelurahan" if scene.quick else "kabkota"
    with Database.open(path) as database:
        ours: list[float] = []
        joins: list[float] = []
        for times, taken in ((9, ours), (2, joins)):
            for _ in range(times):
                with stopwatch() as watch, database.read() as db:
                    if taken is ours:
                        readiness.total(readiness.by_level(db, level))
                    else:
                        db.rows(_BY_JOINS)
                taken.append(watch.ms)
    baseline = percentile(joins, 50)
    yield Figure(
        "readiness board: counts, median", percentile(ours, 50), "ms", baseline, "joins over the facts", (most(20),)
    )
    glass = Glass(path)
    screen = cast(Any, glass.go("readiness"))
    painted = percentile([_reload(glass, screen) for _ in range(9)], 50)
    glass.close()
    yield Figure("readiness board: asked -> all painted, median", painted, "ms", baseline, "joins alone", (most(100),))


def _reload(glass: Glass, screen: Any) -> float:
    with stopwatch() as watch:
        screen.reload()
        until(lambda: glass.window.background.idle)
        screen.repaint()
        glass.app.processEvents()
    glass.settle()
    return watch.ms
