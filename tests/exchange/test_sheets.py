"""Tables for people, whole or not at all."""

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpps_desk.exchange import sheets
from kpps_desk.exchange.sheets import Heading
from kpps_desk.problems import Cancelled, Unavailable

resource = pytest.importorskip("resource")  # not on Windows

HEADINGS = [Heading("Nama"), Heading("NIK")]
ROWS = [[f"Orang {os.urandom(40).hex()}", f"317101010190{number:04}"] for number in range(5_000)]


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow above 200 KB: what a full disk does, in the middle of a write."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
@pytest.mark.usefixtures("small_files")
def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Unavailable, match="tidak dapat ditulis"):
        sheets.write(tmp_path / name, HEADINGS, ROWS)
    gc.collect()
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_cancel_leaves_nothing(tmp_path: Path, name: str) -> None:
    def stop(done: int, total: int, what: str = "") -> None:
        if done >= 2_000:
            raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        sheets.write(tmp_path / name, HEADINGS, ROWS, progress=stop)
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_a_cancel_while_the_rows_are_being_packed_ends_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    """Packing a province takes four seconds after its last row. Whichever piece of the archive comes next."""
    rows = ROWS[:200]
    whole = _Moment(-1)
    sheets.write(tmp_path / "a.xlsx", HEADINGS, rows, progress=whole)
    (tmp_path / "a.xlsx").unlink()
    assert whole.calls > 20
    for moment in range(1, whole.calls + 1):
        asked = _Moment(moment)
        with pytest.raises(Cancelled):
            sheets.write(tmp_path / "a.xlsx", HEADINGS, rows, progress=asked)
        assert asked.calls == moment
        gc.collect()  # a workbook or an archive that is thrown away says nothing more
        assert list(tmp_path.iterdir()) == []


class _Moment:
    """A progress that cancels when it is called for the so many-th time."""

    def __init__(self, last: int) -> None:
        self.calls, self._last = 0, last

    def __call__(self, done: int, total: int, what: str = "") -> None:
        self.calls += 1
        if self.calls == self._last:
            raise Cancelled(done, total)
