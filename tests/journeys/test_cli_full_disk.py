"""A disk that fills up while the sheets of rejects and of problems are written: the import stands, and says so."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpps_desk.operations import importing
from kpps_desk.problems import Cancelled
from kpps_desk.progress import Progress
from kpps_desk.store.database import Database
from tests.filled import write_roster
from tests.journeys.conftest import Shell

resource = pytest.importorskip("resource")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """45 people, a third of them with a fault, each in a row with a long remark."""
    return write_roster(tmp_path / "daftar.xlsx", faults=0.4)


@pytest.fixture
def no_room() -> Iterator[None]:
    """What a test forbids the system to write is allowed again after it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def _fill_up_before(step: str) -> Progress:
    """A progress that fills the disk when this step begins."""

    def report(done: int, total: int, what: str = "") -> None:
        if what == step:
            hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (500, hard))

    return report


@pytest.mark.usefixtures("no_room")
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_rejects_that_find_no_room_leave_the_import_standing(
    workspace: Database, listed: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"ditolak{suffix}"
    done = importing.run(workspace, listed, by="penguji", rejects=out, progress=_fill_up_before("Menulis berkas"))
    assert done.rejects is None
    assert out.name in done.unwritten
    assert "tidak dapat ditulis" in done.unwritten
    assert done.unwritten.endswith("Impornya sendiri sudah tersimpan.")
    assert list(tmp_path.glob("*ditolak*")) == []
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    again = importing.run(workspace, listed, by="penguji", rejects=out)
    assert (again.created, again.unchanged, again.rejected) == (0, done.created, done.rejected)
    assert again.rejects == out


def test_a_cancel_while_rejects_are_written_leaves_the_import_standing(
    workspace: Database, listed: Path, tmp_path: Path
) -> None:
    def stop(done: int, total: int, what: str = "") -> None:
        if what == "Menulis berkas":
            raise Cancelled(done, total)

    done = importing.run(workspace, listed, by="penguji", rejects=tmp_path / "ditolak.xlsx", progress=stop)
    assert done.created > 0
    assert done.unwritten == "Baris yang ditolak belum ditulis ke ditolak.xlsx. Impornya sendiri sudah tersimpan."
    assert list(tmp_path.glob("*ditolak*")) == []


@pytest.mark.parametrize("option", ["--rejects", "--problems"])
def test_the_shell_tells_the_sums_and_ends_with_a_sentence(
    workspace_path: Path, listed: Path, tmp_path: Path, shell: Shell, option: str
) -> None:
    target = tmp_path / "tulisan.xlsx"
    part = target.with_name("tulisan.xlsx.part")
    part.mkdir()  # no file can be begun there: for the shell's own progress can't fill a disk at a step
    answer = shell("import", workspace_path, listed, option, target, "--json")
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert "Impornya sendiri sudah tersimpan." in answer.err
    sums = answer.object
    assert sums["created"] > 0 < sums["rejected"]
    assert (sums["rejects"], sums["problem_sheet"]) == (None, None)
    part.rmdir()
    again = shell("import", workspace_path, listed, option, target, "--json")
    assert again.code == 0, again.err
    assert (again.object["created"], again.object["unchanged"]) == (0, sums["created"])
    assert target.exists()
    assert shell("check", workspace_path).code == 0
