"""A walk over every screen, every page and the heavy acts on them: the longest that each holds the window up.

What a newcomer gets wrong: timing the act alone. What an act sets off comes in later turns of the event loop (answers,
layout, paint), so a heart beats through all of them. Time is that of the window's own thread: what other programs take
on a shared machine is no fault of ours, and the readers' threads have gaps.py.
"""

import gc
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from sqlalchemy import func, select

from benchmarks.figures import Figure, most
from benchmarks.gauges import percentile
from benchmarks.glass import Glass, until
from benchmarks.scene import Scene
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui.certificate_pages import PAGES
from kpps_desk.ui.gatherings import AREA_PAGES, SESSION_PAGES
from kpps_desk.ui.screens import ENTRIES

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


class Walk:
    """`acts` in their order; `do` one and learn how long it held the window up."""

    def __init__(self, glass: Glass, trained: tuple[int, int]) -> None:
        self.glass, self.window = glass, glass.window
        self.sessions = trained
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

    def acts(self) -> Iterator[tuple[str, Callable[[], object]]]:
        for entry in ENTRIES:
            yield entry.title, lambda key=entry.key: self.window.go(key)  # type: ignore[misc]
            yield from getattr(self, f"_{entry.key}", tuple)()
        for entry in ENTRIES:
            yield f"{entry.title}, again", lambda key=entry.key: self.window.go(key)  # type: ignore[misc]
        yield "Ctrl+K", self.window.show_finder

    @property
    def screen(self) -> Any:
        return cast(Any, self.window.stack.currentWidget())

    def _members(self) -> Iterator[tuple[str, Callable[[], object]]]:
        view = self.screen.view
        bar = view.verticalScrollBar()
        yield "Anggota: a key", lambda: QTest.keyClicks(self.screen.search, "s")
        yield "Anggota: all again", lambda: self.screen.search.clear()
        yield "Anggota: to the end", lambda: bar.setValue(bar.maximum())
        yield "Anggota: another order", lambda: self.screen._order("name", True)
        yield "Anggota: a card", lambda: view.selectRow(3)
        yield "Anggota: choose all", view.selectAll
        yield "Anggota: edit the chosen", self.screen.open_bulk
        yield "Anggota: choose none", view.clearSelection

    def _doctor(self) -> Iterator[tuple[str, Callable[[], object]]]:
        yield "Pemeriksaan: Diduga sama", lambda: self.screen.open("twins")

    def _requirements(self) -> Iterator[tuple[str, Callable[[], object]]]:
        yield "Penelitian: choose all", self.screen.view.selectAll

    def _seats(self) -> Iterator[tuple[str, Callable[[], object]]]:
        yield "Kursi: a crew", lambda: self.screen.view.selectRow(5)
        for name in ("suggest", "decree", "balance"):
            yield f"Kursi: {name}", getattr(self.screen, name)
            yield f"Kursi: after {name}", self.screen.panel.close_all

    def _sessions(self) -> Iterator[tuple[str, Callable[[], object]]]:
        for page in AREA_PAGES:
            yield f"Sesi: {page.title}", lambda key=page.key: self.screen.around.show_page(key)  # type: ignore[misc]
        for kind, session in zip(("pelantikan", "bimtek"), self.sessions, strict=True):
            for page in SESSION_PAGES:
                if page.kind in (None, kind):
                    yield (
                        f"Buku {kind}: {page.title}",
                        lambda s=session, key=page.key: self.screen.open_book(s, key),  # type: ignore[misc]
                    )
        yield "Buku: closed", lambda: self.screen.book.leave()

    def _attendance(self) -> Iterator[tuple[str, Callable[[], object]]]:
        yield "Kehadiran: the largest session", lambda: self.screen.open(self.sessions[0])

    def _certificates(self) -> Iterator[tuple[str, Callable[[], object]]]:
        for key, page in PAGES.items():
            yield f"Sertifikat: {page.title}", lambda key=key: self.screen.show_page(key)  # type: ignore[misc]

    def _designer(self) -> Iterator[tuple[str, Callable[[], object]]]:
        yield "Perancang: a template on the table", lambda: self.screen.design(self.screen.list.current)
        yield "Perancang: back", self.screen.leave

    def _documents(self) -> Iterator[tuple[str, Callable[[], object]]]:
        for row in range(self.screen.model.rowCount()):
            yield f"Dokumen: kind {row + 1}", lambda row=row: self.screen.kinds.selectRow(row)  # type: ignore[misc]
            yield f"Dokumen: form {row + 1}", self.screen.choose
            yield f"Dokumen: back {row + 1}", self.screen.back

    def _settings(self) -> Iterator[tuple[str, Callable[[], object]]]:
        for name in self.screen.pages.names:
            yield f"Pengaturan: {name}", lambda name=name: self.screen.pages.open(name)  # type: ignore[misc]


def walk(glass: Glass, largest: tuple[int, int]) -> list[Held]:
    """Every act once, on a window whose modules are imported."""
    whole = Walk(glass, largest)
    until(lambda: glass.window.warmed)
    glass.settle()
    gc.freeze()
    return [whole.do(name, act) for name, act in whole.acts()]


def largest(database: Database) -> tuple[int, int]:
    """The swearing-in and the training with the most crews."""
    session, crew = schema.session.c, schema.session_crew.c
    joined = schema.session_crew.join(schema.session, session.id == crew.session_id)
    with database.read() as db:
        found = [
            int(
                db.value(
                    select(crew.session_id)
                    .select_from(joined)
                    .where(session.kind == kind)
                    .group_by(crew.session_id)
                    .order_by(func.count().desc())
                    .limit(1)
                )
            )
            for kind in ("pelantikan", "bimtek")
        ]
    return found[0], found[1]


def measure(scene: Scene) -> Iterator[Figure]:
    """The worst of all, and the acts above 50 ms by name."""
    path = scene.copy("walk", of=scene.trained())
    with Database.open(path) as database:
        sessions = largest(database)
    glass = Glass(path)
    held = sorted(walk(glass, sessions), key=lambda one: -one.ms)
    glass.close()
    named = ", ".join(f"{one.act} {one.ms:.0f}" for one in held if one.ms > _HEAVY) or held[0].act
    yield Figure(
        f"a walk over {len(held)} acts: window held up, worst", held[0].ms, "ms", goals=(most(100),), note=named
    )
    yield Figure("the same, p90", percentile([one.ms for one in held], 90), "ms")
