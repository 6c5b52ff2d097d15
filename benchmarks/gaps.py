"""How long the window stands still while long work runs behind it, and how soon Cancel is answered.

A timer of one millisecond ticks on the window's thread; the time between two ticks is a gap. There is no backup yet, so
it isn't measured.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer

from benchmarks.figures import Figure, most
from benchmarks.gauges import percentile
from benchmarks.glass import Glass, until
from benchmarks.scene import BY, Scene
from kpps_desk.operations import certificates, importing, printing
from kpps_desk.problems import Cancelled
from kpps_desk.store.database import Database

Work = Callable[[Database, Any], object]


class _Heart(QObject):
    """Milliseconds between the ticks."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def stop(self) -> None:
        self._timer.stop()


def measure(scene: Scene) -> Iterator[Figure]:
    """In the window's own jobs, with the jobs panel showing."""
    roster = scene.roster()
    glass = Glass(scene.empty("gaps"))
    idle = _idle(glass, 1.0 if scene.quick else 3.0)

    def bring_in(database: Database, job: Any) -> object:
        return importing.run(database, roster, by=BY, progress=job)

    importing_gaps = _gaps(glass, bring_in)
    yield from _figures("import", importing_gaps, idle)
    glass.close()
    glass = Glass(scene.empty("cancelled"))
    cancelled = [("import", _cancel(glass, bring_in, 0.1 if scene.quick else 6.0))]
    glass.close()
    glass = Glass(scene.copy("gaps-paper", of=scene.trained()))

    def issue(database: Database, job: Any) -> object:
        return certificates.issue(database, area=scene.area, by=BY, progress=job)

    def draw(database: Database, job: Any) -> object:
        return printing.print_certificates(database, scene.folder / "gaps.pdf", area=scene.area, progress=job)

    yield from _figures("certificates (issue, PDF)", [*_gaps(glass, issue), *_gaps(glass, draw)], idle)
    cancelled.append(("PDF", _cancel(glass, draw, 0.3 if scene.quick else 4.0)))
    glass.close()
    worst = max(seconds for _, seconds in cancelled)
    note = ", ".join(f"{name} {seconds:.2f}" for name, seconds in cancelled)
    yield Figure("Cancel pressed -> stopped, worst", worst, "s", goals=(most(1),), note=note)


def _figures(name: str, gaps: list[float], idle: list[float]) -> Iterator[Figure]:
    what, against = f"window's gap during {name}", "an idle window"
    yield Figure(f"{what}, p99", percentile(gaps, 99), "ms", percentile(idle, 99), against, (most(17),))
    yield Figure(f"{what}, worst", percentile(gaps, 100), "ms", percentile(idle, 100), against, (most(100),))


def _idle(glass: Glass, seconds: float) -> list[float]:
    heart, end = _Heart(), time.perf_counter() + seconds
    until(lambda: time.perf_counter() > end)
    heart.stop()
    return heart.gaps


def _gaps(glass: Glass, work: Work) -> list[float]:
    heart = _Heart()
    glass.window.background.run(glass.window, "bench", work)
    until(lambda: glass.window.background.idle)
    heart.stop()
    glass.settle()
    return heart.gaps


def _cancel(glass: Glass, work: Work, after: float) -> float:
    """Seconds from Cancel, pressed so long after the start, to the job's end; 0 if it had ended before."""
    ended: list[float] = []
    link = glass.window.background.job_ended.connect(lambda _: ended.append(time.perf_counter()))
    troubles: list[object] = []
    glass.window.background.troubled.connect(lambda trouble, _: troubles.append(trouble))
    job = glass.window.background.run(glass.window, "bench", work)
    pulse, begun = _Heart(), time.perf_counter()
    until(lambda: bool(ended) or time.perf_counter() - begun > after)
    pressed = time.perf_counter()
    job.cancel()
    until(lambda: bool(ended))
    pulse.stop()
    glass.settle()
    glass.window.background.job_ended.disconnect(link)
    stopped = any(isinstance(trouble, Cancelled) for trouble in troubles)
    return max(0.0, ended[0] - pressed) if stopped else 0.0
