"""A list with every fault of the field comes in by the window: each under its own code, mended complete, undone gone.

The shell's twin of this test is tests/journeys/test_planted_faults.py; both take the list of tests/faulty.py. A whole
province goes the same way by hand: tests/planted_province.py.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import faulty
from tests.faulty import Planted
from tests.ui import planted as journey
from tests.ui.wizard import Wizard

KECAMATAN = "31.71.01"


@pytest.fixture(scope="module")
def planted() -> Planted:
    return faulty.plant(area=KECAMATAN)


@pytest.fixture
def file(tmp_path: Path, planted: Planted) -> Path:
    journey.prepare(tmp_path / "kecamatan.kpps", planted, area=KECAMATAN)
    return tmp_path / "kecamatan.kpps"


@pytest.fixture
def wizard(qtbot: QtBot, file: Path) -> Iterator[Wizard]:
    made = Wizard(qtbot, file)
    yield made
    made.background.close()


def test_every_planted_fault_stands_in_the_window_under_its_own_code(
    wizard: Wizard, planted: Planted, tmp_path: Path
) -> None:
    journey.faults_are_told(wizard, planted, tmp_path)


def test_the_window_takes_it_in_mended_completes_it_and_undo_leaves_the_file_as_before(
    wizard: Wizard, file: Path, planted: Planted, tmp_path: Path
) -> None:
    journey.mended_it_is_complete_and_undone_it_is_gone(wizard, file, planted, tmp_path)
