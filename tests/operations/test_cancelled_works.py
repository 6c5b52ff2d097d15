"""Cancelled at every moment at which it can be: nothing half, nothing beside, and run again it comes to the same."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kpps_desk.operations.checking import check
from kpps_desk.problems import Cancelled
from kpps_desk.store.database import Database
from tests.cancelling import CancelAt
from tests.conftest import Clock
from tests.long_works import WORKS, in_small_parts, prepare, state

MOMENTS = 8  # at least: where there are hundreds, one a page, as many as are spread over all of them


class Calls:
    """How often a work asks whether to go on."""

    def __init__(self) -> None:
        self.count = 0
        self.steps: set[str] = set()

    def __call__(self, done: int, total: int, what: str = "") -> None:
        assert 0 <= done <= total or not total
        self.count += 1
        self.steps.add(what)


class Undisturbed(NamedTuple):
    calls: int
    before: dict[str, list[tuple[Any, ...]]]
    after: dict[str, list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def small_parts() -> Iterator[None]:
    with in_small_parts():
        yield


@pytest.fixture(scope="module")
def prepared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("works") / "siap.kpps"
    prepare(Path(shutil.copy(template, path)))
    return path


def _copy(prepared: Path, folder: Path) -> Path:
    folder.mkdir()
    return Path(shutil.copy(prepared, folder / "uji.kpps"))


def _undisturbed(name: str, prepared: Path, folder: Path) -> Undisturbed:
    calls = Calls()
    with Database.open(_copy(prepared, folder), clock=Clock()) as database:
        before = state(database)
        WORKS[name].run(database, folder, calls)
        return Undisturbed(calls.count, before, state(database))


@pytest.mark.parametrize("name", WORKS)
def test_a_cancel_at_any_moment_leaves_nothing_half(name: str, prepared: Path, tmp_path: Path) -> None:
    work, plain = WORKS[name], _undisturbed(name, prepared, tmp_path / "utuh")
    assert plain.calls > 1
    for moment in range(0, plain.calls, max(1, plain.calls // MOMENTS)):
        folder = tmp_path / str(moment)
        with Database.open(_copy(prepared, folder), clock=Clock()) as database:
            with pytest.raises(Cancelled):
                work.run(database, folder, CancelAt(moment))
            assert list(folder.glob("*hasil*")) == []
            if work.whole:
                assert state(database) == plain.before
            assert check(database) == []
            work.run(database, folder, CancelAt(plain.calls))
            assert state(database) == plain.after
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", ["adopt", "undo"])
def test_conclusions_drawn_at_the_end_can_be_cancelled_too(name: str, prepared: Path, tmp_path: Path) -> None:
    calls = Calls()
    with Database.open(_copy(prepared, tmp_path / "utuh"), clock=Clock()) as database:
        WORKS[name].run(database, tmp_path, calls)
    assert "Menyesuaikan kesiapan" in calls.steps
