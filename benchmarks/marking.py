"""One person marked present at the door: from Enter to the durable green light on the glass."""

from collections.abc import Iterator
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from benchmarks.figures import Figure, most
from benchmarks.gauges import percentile, stopwatch
from benchmarks.glass import Glass, Painted, until
from benchmarks.plain import marks
from benchmarks.scene import Scene
from kpps_desk.store import schema
from kpps_desk.store.database import Database

_PEOPLE = (
    select(schema.session_crew.c.session_id, schema.polling_station.c.number, schema.seat.c.number.label("seat"))
    .join(schema.polling_station, schema.polling_station.c.id == schema.session_crew.c.station_id)
    .join(schema.seat, schema.seat.c.station_id == schema.polling_station.c.id)
    .join(schema.session, schema.session.c.id == schema.session_crew.c.session_id)
    .where(schema.session.c.kind == "bimtek", schema.seat.c.number <= 7)
    .order_by(schema.session_crew.c.session_id, schema.seat.c.code)
    .limit(49)
)


def measure(scene: Scene) -> Iterator[Figure]:
    """`012 3` and Enter in the real field of Kehadiran, once for each person of a session."""
    path = scene.copy("marking", of=scene.planned())
    with Database.open(path) as database, database.read() as db:
        people = db.rows(_PEOPLE)
    session = people[0].session_id
    wanted = [f"{row.number} {row.seat}" for row in people if row.session_id == session]
    bare = marks.marks(scene.folder / "marks.db", 500)
    glass = Glass(path)
    screen = cast(Any, glass.go("attendance"))
    screen.open(session)
    glass.settle()
    taken = [_mark(glass, screen, text) for text in wanted]
    glass.close()
    yield Figure(
        f"mark one present: key -> durable -> painted, p99 of {len(taken)}",
        percentile(taken, 99),
        "ms",
        percentile(bare, 99),
        "bare FULL commit",
        (most(50),),
        f"median {percentile(taken, 50):.1f}",
    )


def _mark(glass: Glass, screen: Any, text: str) -> float:
    field = screen.door.field
    field.setFocus()
    QTest.keyClicks(field, text)
    glass.settle()
    painted, seen = Painted(screen.door.verdict), []

    def durable(_: object) -> None:
        seen.append(True)
        painted.count = 0

    link = glass.window.background.changed.connect(durable)
    with stopwatch() as watch:
        QTest.keyClick(field, Qt.Key.Key_Return)
        until(lambda: bool(seen) and painted.count > 0)
    glass.window.background.changed.disconnect(link)
    painted.deleteLater()
    glass.settle()
    return watch.ms
