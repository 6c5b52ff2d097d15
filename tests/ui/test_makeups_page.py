"""Susulan in Sesi and on top of Kesiapan, by keyboard: proposed, changed, a session made, invited, undone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import undo
from kpps_desk.queries import history, makeups, sessions
from kpps_desk.store.database import Database
from kpps_desk.ui.gatherings.makeups import Page
from kpps_desk.ui.screens.readiness import ReadinessScreen
from kpps_desk.ui.screens.sessions import SessionsScreen
from tests.conftest import Clock
from tests.filled import BY
from tests.gatherings import GAMBIR, gather
from tests.makeups import missed
from tests.ui.stage import Stage, press

TRAINING = SessionKind.TRAINING
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def known(workspace_path: Path, clock: Clock) -> tuple[list[int], int, int]:
    clock.forward(days=3)
    with Database.open(workspace_path, clock=clock) as database:
        return missed(database)


@pytest.fixture
def stage(
    qtbot: QtBot, workspace_path: Path, known: tuple[list[int], int, int], clock: Clock
) -> Iterator[Stage[SessionsScreen]]:
    made = Stage(qtbot, workspace_path, SessionsScreen, clock)
    made.screen.open(f"area:makeups:{GAMBIR}")
    made.settle()
    yield made
    made.background.close()


def page_of(stage: Stage[SessionsScreen]) -> Page:
    page = stage.screen.around.page
    assert isinstance(page, Page)
    page.view.setFocus()
    return page


def texts(page: Page, row: int) -> tuple[str, ...]:
    line = page.model.line(row)
    assert line is not None
    return line.cells


def invited(path: Path, session: int, clock: Clock) -> list[int]:
    with Database.open(path, clock=clock) as database, database.read() as db:
        return [row.member_id for row in sessions.roll(db, session)]


def test_absentees_are_invited_in_one_act_and_an_undo_takes_it_back(
    stage: Stage[SessionsScreen], known: tuple[list[int], int, int], workspace_path: Path, clock: Clock
) -> None:
    ids, _, later = known
    page = page_of(stage)
    assert page.told.text() == "2 orang perlu susulan"
    assert texts(page, 0)[2:4] == ("tidak hadir", "1")
    assert "12-11-2024" in texts(page, 0)[4]
    QTest.keyClick(page.view, Qt.Key.Key_Return, _CTRL)
    stage.settle()
    assert invited(workspace_path, later, clock) == ids[:2]
    assert page.model.total == 0
    with Database.open(workspace_path, clock=clock) as database:
        with database.read() as db:
            act = history.acts(db)[0]
        assert act.title == "Undang susulan bimbingan teknis, 2 orang"
        undo.undo(database, act.id, by=BY)
    page.reload()
    stage.settle()
    assert page.model.total == 2


def test_delete_leaves_somebody_out_and_backspace_takes_them_in_again(
    stage: Stage[SessionsScreen], known: tuple[list[int], int, int], workspace_path: Path, clock: Clock
) -> None:
    ids, _, later = known
    page = page_of(stage)
    press(page.view, Qt.Key.Key_Delete)
    stage.settle()
    assert texts(page, 0)[4] == "tidak sekarang"
    assert page.act.text() == "&Undang 1 orang"
    press(page.view, Qt.Key.Key_Backspace)
    stage.settle()
    assert page.act.text() == "&Undang 2 orang"
    press(page.view, Qt.Key.Key_Delete)
    stage.settle()
    QTest.keyClick(page.view, Qt.Key.Key_Return, _CTRL)
    stage.settle()
    assert invited(workspace_path, later, clock) == ids[1:2]


def test_another_session_is_chosen_by_enter(
    stage: Stage[SessionsScreen], known: tuple[list[int], int, int], workspace_path: Path, clock: Clock
) -> None:
    with Database.open(workspace_path, clock=clock) as database:
        other = gather(database, TRAINING, 3, day=date(2024, 11, 14), capacity=30, venue="Balai")
    page = page_of(stage)
    page.reload()
    stage.settle()
    press(page.view, Qt.Key.Key_F2)
    assert page.stack.currentWidget() is page.choice
    assert [line.row.row.id for at in range(2) if (line := page.choice.model.line(at))] == [known[2], other]
    press(page.choice.view, Qt.Key.Key_Down)
    press(page.choice.view, Qt.Key.Key_Return)
    stage.settle()
    assert "14-11-2024" in texts(page, 0)[4]
    QTest.keyClick(page.view, Qt.Key.Key_Return, _CTRL)
    stage.settle()
    assert invited(workspace_path, other, clock) == known[0][:1]


def test_a_make_up_session_is_made_where_none_has_room(qtbot: QtBot, workspace_path: Path, clock: Clock) -> None:
    clock.forward(days=3)
    with Database.open(workspace_path, clock=clock) as database:
        missed(database, room=1)
    stage = Stage(qtbot, workspace_path, SessionsScreen, clock)
    stage.screen.open(f"area:makeups:{GAMBIR}")
    stage.settle()
    page = page_of(stage)
    assert "1 belum mendapat sesi" in page.told.text()
    press(page.view, Qt.Key.Key_Insert)
    assert page.stack.currentWidget() is page.maker
    form = page.maker.form
    form.write("day", "28-11-2024")
    form.write("venue", "Aula Gambir")
    form.save()
    stage.settle()
    assert "sebelum 27 November" in form.trouble("day")
    form.write("day", "15-11-2024")
    form.save()
    stage.settle()
    assert page.stack.currentWidget() is page.listing
    assert page.act.text() == "&Undang 2 orang"
    stage.background.close()


def test_kesiapan_says_who_is_left_behind_and_enter_shows_their_phones(
    qtbot: QtBot, workspace_path: Path, known: tuple[list[int], int, int], clock: Clock
) -> None:
    stage = Stage(qtbot, workspace_path, ReadinessScreen, clock)
    line = stage.screen.stranded
    button = line.buttons[TRAINING]
    assert button.text() == "2 orang tidak akan terlatih sebelum 27 November"
    button.setFocus()
    press(button, Qt.Key.Key_Return)
    stage.settle()
    people = stage.screen.people
    assert stage.screen.side.currentWidget() is people
    shown = people.model.line(0)
    assert shown is not None
    assert shown.cells == ("Orang Ke 1", "TPS 001 · Gambir", "08120000001")
    press(people.view, Qt.Key.Key_Return)
    assert stage.went == [("members", known[0][0])]
    press(people.view, Qt.Key.Key_Escape)
    assert stage.screen.side.currentWidget() is not people
    stage.background.close()


def test_kesiapan_is_silent_while_everybody_is_called(qtbot: QtBot, workspace_path: Path, clock: Clock) -> None:
    with Database.open(workspace_path, clock=clock) as database:
        missed(database, absent=0)
        with database.read() as db:
            assert makeups.stranded_counts(db) == {}
    stage = Stage(qtbot, workspace_path, ReadinessScreen, clock)
    assert stage.screen.stranded.isHidden()
    stage.background.close()
