"""A list with every fault of the field comes in by the window: the same counts by kind as in the shell.

The shell's twin of this test is tests/journeys/test_planted_faults.py; both take the list of tests/faulty.py.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kpps_desk.exchange import sheets
from kpps_desk.exchange.columns import OFFICE
from kpps_desk.exchange.tables import Cell
from kpps_desk.operations import checking, exporting, upkeep
from kpps_desk.store.database import Database
from kpps_desk.ui.screens.importing import CHOOSE, RESULT, UNDO
from tests import faulty
from tests.faulty import Planted
from tests.ui.wizard import Wizard

KECAMATAN = "31.71.01"


@pytest.fixture(scope="module")
def planted() -> Planted:
    return faulty.plant(area=KECAMATAN)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    upkeep.new(tmp_path / "kecamatan.kpps", by="Sari", only=KECAMATAN).close()
    return tmp_path / "kecamatan.kpps"


@pytest.fixture
def wizard(qtbot: QtBot, file: Path) -> Iterator[Wizard]:
    made = Wizard(qtbot, file)
    yield made
    made.background.close()


def _write(path: Path, rows: Sequence[Sequence[Cell]]) -> Path:
    sheets.write(path, [sheets.Heading(column.header) for column in OFFICE], rows)
    return path


def _kinds(wizard: Wizard) -> Counter[str]:
    return Counter({kind.code: kind.rows for kind in wizard.screen.check.outcome.verdicts.kinds})


def _sums(text: str) -> tuple[int, ...]:
    return tuple(int(part.replace(".", "")) for part in text.split())


def _listed(file: Path) -> str:
    """A hash of the exported lists; `check` finds nothing."""
    digest = hashlib.sha256()
    with Database.open(file) as database:
        for what in ("members", "attendance", "certificates"):
            out = file.with_name(f"{what}.csv")
            exporting.run(database, what, out, by="Sari", full=True, reason="uji")
            digest.update(out.read_bytes())
        assert checking.check(database) == []
    return digest.hexdigest()


def test_every_planted_fault_stands_in_the_window_under_its_own_kind(
    wizard: Wizard, planted: Planted, tmp_path: Path
) -> None:
    wizard.check(_write(tmp_path / "baik.xlsx", planted.mended))
    clean = _kinds(wizard)
    wizard.check(_write(tmp_path / "salah.xlsx", planted.rows))

    codes = Counter(code.value for fault in planted.faults.values() for code in fault.codes)
    codes["nik_missing"] += 1  # the row whose person the next row names again
    assert _kinds(wizard) == clean + codes
    read, created, updated, unchanged, rejected = _sums(wizard.screen.check.outcome.sums.text)
    assert (read, rejected) == (len(planted.rows), len(planted.rejected))
    assert read == created + updated + unchanged + rejected


def test_the_window_takes_it_in_mended_completes_it_and_undo_leaves_the_file_as_before(
    wizard: Wizard, file: Path, planted: Planted, tmp_path: Path
) -> None:
    before = _listed(file)
    wizard.run(_write(tmp_path / "salah.xlsx", planted.rows))
    assert wizard.screen.step == RESULT
    assert wizard.people() == len(planted.rows) - len(planted.rejected)

    wizard.screen.result.mended.click()  # the sheet of rejects as it is: all of it comes back
    wizard.settle()
    wizard.run(tmp_path / "salah-ditolak.xlsx")
    assert _sums(wizard.screen.result.outcome.sums.text)[0::4] == (len(planted.rejected), len(planted.rejected))

    mended = _write(tmp_path / "diperbaiki.xlsx", [planted.mended[at] for at in sorted(planted.rejected)])
    wizard.run(mended)
    assert wizard.people() == len(planted.rows)

    wizard.screen.result.undo.click()
    wizard.settle()
    _confirm(wizard)
    wizard.screen.go_to(CHOOSE)
    history = wizard.screen.choose.history
    history.view.setCurrentIndex(history.runs.index(2, 0))  # the rejects that changed nothing lie between
    wizard.settle()
    history.card.undo.click()
    wizard.settle()
    _confirm(wizard)
    assert wizard.people() == 0
    assert _listed(file) == before


def _confirm(wizard: Wizard) -> None:
    assert wizard.screen.step == UNDO
    wizard.screen.undoing.go.click()
    wizard.settle()
