"""From the key to the rows: in the model (first page and count), and painted by the real view.

Every key of every text is one sample; the next is pressed when the answer to the one before is complete.
"""

import time
from collections.abc import Iterator
from typing import Any, cast

from PySide6.QtTest import QTest
from sqlalchemy import bindparam, func, select

from benchmarks import texts
from benchmarks.figures import Figure, most
from benchmarks.gauges import percentile, stopwatch
from benchmarks.glass import Glass, Painted, until
from benchmarks.plain import proxy
from benchmarks.scene import Scene
from kpps_desk.store import schema
from kpps_desk.store.database import Database

_member = schema.member.c
_LIKE = _member.name_key.like(bindparam("like")) | _member.nik.like(bindparam("like"))
_ROWS = select(_member.id, _member.name, _member.nik, _member.place).where(_LIKE).order_by(_member.place).limit(100)
_COUNT = select(func.count()).select_from(schema.member).where(_LIKE)


def measure(scene: Scene) -> Iterator[Figure]:
    """p99 is held to the goal; the median and the worst stand beside it."""
    with Database.open(scene.workspace()) as database:
        like = [_like(database, text) for text in texts.ALL[:: 1 if scene.quick else 3]]
    glass = Glass(scene.workspace())
    screen = cast(Any, glass.go("members"))
    samples = [sample for text in texts.ALL for sample in _type(glass, screen, text)]
    model, painted = ([sample[at] for sample in samples] for at in (0, 1))
    glass.close()
    yield Figure(
        f"search: key -> rows and count in the model, p99 of {len(samples)} keys",
        percentile(model, 99),
        "ms",
        percentile(like, 99),
        "LIKE '%x%'",
        (most(16.7),),
        _others(model),
    )
    filtering = proxy.Filtering(scene.workspace())
    proxied = [filtering.painted(text) for text in texts.PLAIN]
    yield Figure(
        "search: key -> painted, p99",
        percentile(painted, 99),
        "ms",
        percentile(proxied, 99),
        "QSortFilterProxyModel",
        (most(33),),
        _others(painted),
    )


def _others(values: list[float]) -> str:
    return f"median {percentile(values, 50):.1f}, worst {percentile(values, 100):.1f}"


def _like(database: Database, text: str) -> float:
    with stopwatch() as watch, database.read() as db:
        db.rows(_ROWS, {"like": f"%{text}%"})
        db.value(_COUNT, {"like": f"%{text}%"})
    return watch.ms


def _type(glass: Glass, screen: Any, text: str) -> Iterator[tuple[float, float]]:
    """Milliseconds of each key to (rows and count, painted); the box is emptied first."""
    screen.search.clear()
    glass.settle()
    screen.search.setFocus()
    for key in text:
        yield _key(glass, screen, key)


def _key(glass: Glass, screen: Any, key: str) -> tuple[float, float]:
    seen: dict[str, float] = {}
    painted = Painted(screen.view.viewport())

    def first() -> None:
        seen["first"] = time.perf_counter()
        painted.count = 0

    def counted(_: int) -> None:
        seen.setdefault("counted", time.perf_counter())

    links = (screen.model.first_shown.connect(first), screen.model.counted.connect(counted))
    begun = time.perf_counter()
    QTest.keyClicks(screen.search, key)
    until(lambda: "counted" in seen and painted.count > 0)
    ended = time.perf_counter()
    for link in links:
        screen.model.disconnect(link)
    painted.deleteLater()
    glass.settle()
    return (max(seen["first"], seen["counted"]) - begun) * 1000, (ended - begun) * 1000
