"""The rule of completion in Pengaturan: typed, its effect looked at, adopted."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.election import Completion
from kpps_desk.queries import members, rules
from kpps_desk.store.database import Database
from kpps_desk.ui.screens.settings import SettingsScreen
from tests.people import crew
from tests.trained import hold
from tests.ui.stage import Stage, press


def test_a_higher_score_shows_whom_it_untrains_before_it_is_adopted(qtbot: QtBot, workspace_path: Path) -> None:
    with Database.open(workspace_path) as database:
        ids = crew(database)
        hold(database, SessionKind.TRAINING)
    stage = Stage(qtbot, workspace_path, SettingsScreen)
    screen = stage.screen
    screen.pages.general.numbers["score"].setValue(60)
    screen.look()
    stage.settle()
    shown = screen.effect.changes.line(0)
    assert shown is not None
    assert shown.cells == ("Terlatih → Belum terlatih", "7", "7")
    assert "7 orang tidak lagi terlatih" in screen.effect.summary.text()
    assert screen.effect.people.total == 7
    screen.effect.reason.setText("Keputusan 12")
    press(screen.effect.reason, Qt.Key.Key_Return)
    stage.settle()
    stage.background.close()
    with Database.open(workspace_path) as database, database.read() as db:
        assert rules.current(db).rules.completion == Completion(score=60)
        assert members.details(db, ids[0]).trained is None
