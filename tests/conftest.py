"""What every test shares: a home of its own, and a real workspace copied from a template made once.

What a newcomer gets wrong: a fake store. `workspace` is a real file of one kelurahan (Gambir), migrated and filled by
the same `operations.upkeep.new` that the program uses; copying it costs a few milliseconds.
"""

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
os.environ["LC_ALL"] = "C.UTF-8"  # Qt warns of any other encoding
os.environ["TZ"] = "WIB-7"  # the days of Jakarta wherever the tests run; a name like Asia/Jakarta needs tzdata

import pyrage
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from kpps_desk.operations import collector, upkeep
from kpps_desk.store import sqlite
from kpps_desk.store.database import Database

GAMBIR = "31.71.01.1001"
BEGIN = datetime(2024, 11, 7, 1, 0, tzinfo=UTC)  # the day of the swearing-in, 08.00 in Jakarta

# Two cores are shared by all tests: how long one example takes, or is thought up, says nothing.
hypothesis_settings.register_profile(
    "kpps", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
hypothesis_settings.load_profile("kpps")


def pytest_sessionstart() -> None:
    """As in the window: no round of the collector on a working thread, where it would destroy what Qt shows."""
    if sys.platform != "win32":
        time.tzset()
    collector.by_hand()


def pytest_runtest_logfinish() -> None:
    collector.round_if_due()


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        """`forward(minutes=5)`."""
        self.now += timedelta(**span)


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The user's settings and logs go to a folder of the test run, in subprocesses too."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def hasty_disk() -> Iterator[None]:
    """Nobody cuts the power here: what these processes write needn't be on the disk itself before they go on.

    Waiting for it at each of tens of thousands of commits depends on the machine alone. Real processes of the program,
    those that are killed too, wait as always.
    """
    told = tuple(one.replace("synchronous=FULL", "synchronous=OFF") for one in sqlite._SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "_SETTINGS", told)
        yield


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, home: Path, hasty_disk: None) -> Path:
    """A new workspace of one kelurahan; copy it, never change it."""
    path = tmp_path_factory.mktemp("template") / "gambir.kpps"
    upkeep.new(path, by="penguji", only=GAMBIR).close()
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace_path(template: Path, tmp_path: Path) -> Path:
    """A workspace of this test's own, not opened."""
    return Path(shutil.copy(template, tmp_path / "uji.kpps"))


@pytest.fixture
def workspace(workspace_path: Path, clock: Callable[[], datetime]) -> Iterator[Database]:
    """The same, open, with a clock that stands still."""
    with Database.open(workspace_path, clock=clock) as database:
        yield database


@pytest.fixture
def cheap_age(monkeypatch: pytest.MonkeyPatch) -> None:
    """age's scrypt takes as long as this machine manages in a second, and 512 MB; for tests of what lies in it."""
    mark = b"age-encryption.org/v1\n"
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda plain, word: mark + _mixed(plain, word), raising=True)

    def decrypt(sealed: bytes, word: str) -> bytes:
        plain = _mixed(sealed.removeprefix(mark), word)
        if not plain.startswith(b"{"):
            raise pyrage.DecryptError("Decryption failed")
        return plain

    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt, raising=True)


def _mixed(data: bytes, word: str) -> bytes:
    stream = hashlib.shake_256(word.encode()).digest(len(data))
    return bytes(one ^ other for one, other in zip(data, stream, strict=True))
