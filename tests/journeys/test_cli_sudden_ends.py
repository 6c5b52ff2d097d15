"""Killed or interrupted in the middle of an import: nothing half-written, nothing lost, and it can be done again."""

import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kpps_desk.operations import upkeep
from tests.journeys.conftest import Shell

SMALL_KECAMATAN = "31.71.01"


@pytest.fixture
def crowded(tmp_path: Path, shell: Shell) -> tuple[Path, Path]:
    """A workspace of one kecamatan, and its roster of 1,269 people."""
    file, roster = tmp_path / "kecamatan.kpps", tmp_path / "daftar.xlsx"
    upkeep.new(file, by="penguji", only=SMALL_KECAMATAN).close()
    assert shell("sample", roster, "--kecamatan", SMALL_KECAMATAN).code == 0
    return file, roster


def _wait_until_it_writes(running: "subprocess.Popen[str]", file: Path, size: int) -> None:
    """Until its write-ahead log has grown to this size, or it has ended."""
    log = file.with_name(file.name + "-wal")
    while running.poll() is None and (not log.exists() or log.stat().st_size < size):
        with suppress(subprocess.TimeoutExpired):
            running.wait(0.002)


@pytest.mark.parametrize("size", [1, 60_000, 400_000])
def test_kill_9_during_an_import_leaves_a_sound_file(
    shell: Shell,
    starting: Callable[..., "subprocess.Popen[str]"],
    crowded: tuple[Path, Path],
    size: int,
) -> None:
    file, roster = crowded
    with starting("import", file, roster) as running:
        _wait_until_it_writes(running, file, size)
        running.kill()
    checked = shell("check", file)
    assert checked.code == 0, checked.out
    again = shell("import", file, roster, "--json").object
    assert again["created"] + again["unchanged"] == again["read"] == 1269
    assert shell("status", file, "--json").object["total"]["filled"] == 1269


def test_ctrl_c_during_an_import_ends_with_130(
    shell: Shell, starting: Callable[..., "subprocess.Popen[str]"], crowded: tuple[Path, Path]
) -> None:
    file, roster = crowded
    with starting("import", file, roster) as running:
        _wait_until_it_writes(running, file, 1)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert running.returncode in (130, 0)  # 0: it had finished
    assert "Traceback" not in err
    assert shell("check", file).code == 0
