"""What users of such programs complain of, about lists in a window: one test each, named after it.

The complaints about the files themselves are in tests/journeys/test_complaints.py.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from kpps_desk.operations import importing
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui.list_model import PAGE
from kpps_desk.ui.screens.importing import RESULT
from kpps_desk.ui.screens.members import MembersScreen
from kpps_desk.ui.views import Views
from tests import rosters
from tests.filled import BY
from tests.ui.stage import Stage
from tests.ui.wizard import Wizard, wizard

__all__ = ["wizard"]

MANY = 4 * PAGE
_member = schema.member.c


def _write(path: Path, many: int) -> Path:
    """People without a TPS, every fourth a woman."""
    men = [rosters.row(number, TPS="") for number in range(1, many + 1) if number % 4]
    women = [
        rosters.row(number, TPS="", Jenis_Kelamin="P", NIK=f"317101410190{number:04}")
        for number in range(4, many + 1, 4)
    ]
    return rosters.write(path, men + women)


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path, tmp_path: Path) -> Iterator[Stage[MembersScreen]]:
    with Database.open(workspace_path) as database:
        importing.run(database, _write(tmp_path / "banyak.csv", MANY), by=BY)
    made = Stage(qtbot, workspace_path, MembersScreen)
    yield made
    made.background.close()


def test_select_all_is_only_the_page(stage: Stage[MembersScreen], qtbot: QtBot) -> None:
    """All in the filter are chosen, most of whom were never painted, and all of them are changed: no more, no less."""
    screen = stage.screen
    assert screen.conditions is not None
    screen.conditions.hold("sex", "L", "Laki-laki")
    stage.settle()
    men = MANY * 3 // 4
    assert screen.model.total == men > 2 * PAGE
    screen.view.selectAll()
    screen.open_bulk()
    stage.settle()
    screen.bulk.value.text.setEditText("Paket C")
    qtbot.waitUntil(lambda: screen.bulk.preview is not None, timeout=60_000)
    screen.bulk.button.click()
    stage.settle()
    changed = select(_member.sex, func.count()).where(_member.education == "Paket C").group_by(_member.sex)
    found: list[tuple[str, int]] = []
    stage.background.ask(screen, lambda db: [tuple(row) for row in db.rows(changed)], found.extend)
    stage.settle()
    assert found == [("L", men)]


def test_filters_are_lost_at_restart(
    stage: Stage[MembersScreen], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the settings file, as between two starts of the program."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    today, tomorrow = QObject(), QObject()
    views = Views(today)
    before = MembersScreen(replace(stage.screen.desk, kept=views))
    before.shown()
    stage.settle()
    assert before.conditions is not None
    before.conditions.hold("sex", "P", "Perempuan")
    stage.settle()
    views.save()

    after = MembersScreen(replace(stage.screen.desk, kept=Views(tomorrow)))
    after.shown()
    stage.settle()
    assert after.conditions is not None
    assert after.conditions.says() == ["Jenis kelamin: Perempuan"]
    assert after.model.total == MANY // 4


def test_the_window_is_not_responding(
    wizard: Wizard, tmp_path: Path, unfrozen: Callable[[], AbstractContextManager[None]]
) -> None:
    """While a list of 500 is looked at, checked and imported, and while everybody in it is listed."""
    roster = _write(tmp_path / "banyak.csv", 500)
    with unfrozen():
        wizard.run(roster)
    assert wizard.screen.step == RESULT
    assert wizard.people() == 500
