"""A walk over every screen, every page and the heavy acts on them: the longest that each holds the window up.

What a newcomer gets wrong: timing the act alone. What an act sets off comes in later turns of the event loop (answers,
layout, paint), so a heart beats through all of them. Time is that of the window's own thread: what other programs take
on a shared machine is no fault of ours, and the readers' threads have gaps.py.
"""

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer
from sqlalchemy import bindparam, func, select

from benchmarks.acts import Places, Walker
from benchmarks.figures import Figure, most
from benchmarks.gauges import percentile
from benchmarks.glass import Glass, until
from benchmarks.scene import BY, KECAMATAN, Scene
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import attendance, certificates, plan_changes
from kpps_desk.store import schema
from kpps_desk.store.database import Database

_CALM = 8  # turns of the event loop with nothing outstanding
_HEAVY = 50.0  # ms; what is named beside the worst


class Held(NamedTuple):
    """How long an act held the window up at most, in milliseconds of its thread's own work."""

    act: str
    ms: float


class _Heart(QObject):
    """The thread's own milliseconds between two ticks: within them no key is heard."""

    def __init__(self) -> None:
        super().__init__()
        self.worst = 0.0
        self._last = time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now = time.thread_time()
        self.worst = max(self.worst, (now - self._last) * 1000)
        self._last = now

    def begin(self) -> None:
        self.worst, self._last = 0.0, time.thread_time()


class Watch:
    """`do` an act and learn how long it held the window up."""

    def __init__(self, glass: Glass) -> None:
        self.glass, self.window = glass, glass.window
        self._heart = _Heart()

    def do(self, name: str, act: Callable[[], object]) -> Held:
        """In a turn of the event loop, as a key press is."""
        self._heart.begin()
        done: list[bool] = []

        def turn() -> None:
            act()
            done.append(True)

        QTimer.singleShot(0, turn)
        until(lambda: bool(done))
        calm, end = 0, time.monotonic() + 60
        while calm < _CALM and time.monotonic() < end:
            self.glass.app.processEvents()
            time.sleep(0.004)  # delayed questions; not the thread's own work
            calm = calm + 1 if self.window.background.idle else 0
        return Held(name, self._heart.worst)


def walk(glass: Glass, places: Places) -> list[Held]:
    """Every act once, some ten seconds after the start: modules are imported and screens made ahead."""
    watch = Watch(glass)
    until(lambda: glass.window.warmed and glass.window.laid_by.done)
    glass.settle()
    gc.freeze()
    return [watch.do(name, act) for name, act in Walker(glass.window, places).acts()]


def prepare(path: Path, area: str) -> Places:
    """Everybody sworn, one kecamatan trained and certified, a plan that changes the trainings of all the others."""
    with Database.open(path) as database:
        attendance.mark_area_present(database, area, SessionKind.OATH, by=BY)
        attendance.mark_area_present(database, KECAMATAN, SessionKind.TRAINING, by=BY)
        certificates.issue(database, area=KECAMATAN, by=BY)
        with database.write("Susun rencana", by=BY) as tx:
            plan = plan_changes.rearrange_sessions(tx, "Rencana", area or "31", SessionKind.TRAINING)
        return Places(*largest(database), plan)


def largest(database: Database) -> tuple[int, int]:
    """The swearing-in and the training with the most crews."""
    session, crew = schema.session.c, schema.session_crew.c
    joined = schema.session_crew.join(schema.session, session.id == crew.session_id)
    most_crews = (
        select(crew.session_id)
        .select_from(joined)
        .where(session.kind == bindparam("kind"))
        .group_by(crew.session_id)
        .order_by(func.count().desc())
        .limit(1)
    )
    with database.read() as db:
        return int(db.value(most_crews, {"kind": "pelantikan"})), int(db.value(most_crews, {"kind": "bimtek"}))


def measure(scene: Scene) -> Iterator[Figure]:
    """The worst of all, and the acts above 50 ms by name."""
    path = scene.copy("walk", of=scene.planned())
    places = prepare(path, scene.area)
    glass = Glass(path)
    held = sorted(walk(glass, places), key=lambda one: -one.ms)
    glass.close()
    named = ", ".join(f"{one.act} {one.ms:.0f}" for one in held if one.ms > _HEAVY) or held[0].act
    yield Figure(
        f"a walk over {len(held)} acts: window held up, worst", held[0].ms, "ms", goals=(most(100),), note=named
    )
    yield Figure("the same, p90", percentile([one.ms for one in held], 90), "ms")
