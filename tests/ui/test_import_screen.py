"""Impor: preview, rehearsal, import, the rejected rows, undo."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kpps_desk.queries import members
from kpps_desk.queries.members import MemberFilter
from kpps_desk.ui.importing_preview import as_read
from kpps_desk.ui.screens.importing import ImportScreen
from tests.filled import write_roster
from tests.ui.stage import Stage

Open = Callable[[], Stage[ImportScreen]]


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[ImportScreen]]:
    made = Stage(qtbot, workspace_path, ImportScreen)
    yield made
    made.background.close()


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return write_roster(tmp_path / "daftar gambir.xlsx")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """About a third of the rows is spoiled."""
    return write_roster(tmp_path / "cacat.xlsx", faults=0.3)


def _people(stage: Stage[ImportScreen]) -> int:
    found: list[int] = []
    stage.background.ask(stage.screen, lambda db: members.count(db, MemberFilter()), found.append)
    stage.settle()
    return found[0]


def _look_at(stage: Stage[ImportScreen], path: Path) -> None:
    stage.screen.open(str(path))
    stage.settle()


def _run(stage: Stage[ImportScreen], *, dry_run: bool = False) -> None:
    stage.screen.run(dry_run=dry_run)
    stage.settle()


def test_the_first_rows_are_shown_as_they_will_be_read(stage: Stage[ImportScreen], roster: Path) -> None:
    _look_at(stage, roster)
    assert stage.screen.pages.currentWidget() is stage.screen.preview
    table = stage.screen.preview.table
    headers = [str(table.model().headerData(at, Qt.Orientation.Horizontal)) for at in range(table.columnCount())]

    def cell(header: str) -> str:
        return str(table.model().index(0, headers.index(header)).data())

    assert "NIK\n→ NIK" in headers
    assert "No\ndiabaikan" in headers
    assert cell("TPS\n→ TPS") == "001"
    assert cell("NIK\n→ NIK").endswith("**********")
    assert "19 kolom dikenali" in stage.screen.preview.about


def test_what_cannot_be_read_is_marked_by_a_sign() -> None:
    from kpps_desk.exchange.columns import BY_NAME

    assert as_read(BY_NAME["tps"], "1") == "001"
    assert as_read(BY_NAME["born"], "7 November 2000") == "07-11-2000"
    assert as_read(BY_NAME["born"], "kemarin") == "⚠ kemarin"
    assert as_read(BY_NAME["nik"], "3171014101900001") == "317101**********"
    assert as_read(None, "apa pun") == "apa pun"


def test_a_rehearsal_counts_and_changes_nothing(stage: Stage[ImportScreen], roster: Path) -> None:
    _look_at(stage, roster)
    _run(stage, dry_run=True)
    assert stage.screen.result.text == "45 45 0 0 0"
    assert _people(stage) == 0
    assert list(roster.parent.glob("*ditolak*")) == []


def test_the_figures_add_up_and_every_rejected_row_is_listed(stage: Stage[ImportScreen], faulty: Path) -> None:
    _look_at(stage, faulty)
    _run(stage)
    read, created, updated, unchanged, rejected = map(int, stage.screen.result.text.split())
    assert read == 45 == created + updated + unchanged + rejected
    assert rejected > 0
    assert stage.screen.result.rejected.total == rejected
    line = stage.screen.result.rejected.line(0)
    assert line is not None
    assert line.row.reason.endswith(".")
    assert faulty.with_name("cacat-ditolak.xlsx").exists()
    assert _people(stage) == created


def test_people_below_the_age_are_shown_as_ineligible(stage: Stage[ImportScreen], faulty: Path) -> None:
    _look_at(stage, faulty)
    _run(stage)
    assert stage.screen.result.ineligible.total > 0
    assert stage.screen.result.tabs.tabText(2).startswith("TMS di berkas kerja (")


def test_the_same_file_again_changes_nothing(stage: Stage[ImportScreen], roster: Path) -> None:
    for expected in ("45 45 0 0 0", "45 0 0 45 0"):
        _look_at(stage, roster)
        _run(stage)
        assert stage.screen.result.text == expected


def test_an_import_is_taken_back_from_the_notice(stage: Stage[ImportScreen], roster: Path) -> None:
    _look_at(stage, roster)
    _run(stage)
    assert stage.notices.text == "45 orang baru, 0 diperbarui."
    stage.notices._act.click()
    stage.settle()
    assert "Diurungkan" in stage.notices.text
    assert _people(stage) == 0
    assert stage.screen.pages.currentWidget() is stage.screen.choose


def test_a_file_that_is_no_roster_is_one_sentence(stage: Stage[ImportScreen], tmp_path: Path) -> None:
    path = tmp_path / "surat.xlsx"
    path.write_text("Dengan hormat,")
    _look_at(stage, path)
    assert stage.screen.pages.currentWidget() is stage.screen.choose
    assert "surat.xlsx" in stage.notices.text


def test_a_cancelled_import_says_what_stays(stage: Stage[ImportScreen], roster: Path) -> None:
    _look_at(stage, roster)
    stage.screen.run(dry_run=False)
    stage.background.jobs[0].cancel()
    stage.settle()
    assert "Berhenti" in stage.notices.text
    assert stage.screen.pages.currentWidget() is stage.screen.preview
    _run(stage)  # and it can be done again
    assert _people(stage) == 45


def test_a_sample_can_be_written_and_looked_at(stage: Stage[ImportScreen], tmp_path: Path) -> None:
    stage.screen.save_sample(tmp_path / "contoh.csv")
    stage.settle()
    assert "orang tiruan" in stage.notices.text
    stage.notices._act.click()
    stage.settle()
    assert stage.screen.pages.currentWidget() is stage.screen.preview
