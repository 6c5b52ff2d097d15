"""Rencana: a plan is drawn up, rearranged by keyboard and mouse, compared and published."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.operations import planning, rooms, undo
from kpps_desk.queries import plans, sessions
from kpps_desk.queries.plans import Plan
from kpps_desk.store.database import Database
from kpps_desk.ui.gatherings.planning import Page
from kpps_desk.ui.screens.sessions import SessionsScreen
from tests.filled import BY, fill
from tests.gatherings import GAMBIR, TRAINING_DAY, gather, request
from tests.ui.stage import Stage

Open = Callable[[], tuple[Stage[SessionsScreen], Page]]


@pytest.fixture
def open_it(qtbot: QtBot, workspace_path: Path) -> Iterator[Open]:
    """Show Sesi at the page of plans."""
    made: list[Stage[SessionsScreen]] = []

    def opened() -> tuple[Stage[SessionsScreen], Page]:
        stage = Stage(qtbot, workspace_path, SessionsScreen)
        made.append(stage)
        stage.screen.begin_plan()
        stage.settle()
        page = stage.screen.around.page
        assert isinstance(page, Page)
        return stage, page

    yield opened
    for stage in made:
        stage.background.close()


@pytest.fixture
def plan_id(workspace_path: Path) -> int:
    """Gambir's five crews in three sessions: 14, 7 and 14 people in one room."""
    with Database.open(workspace_path) as database, database.write("Susun rencana", by=BY) as tx:
        return planning.make(tx, "Rencana A", request(capacity=14))


def read(path: Path, plan: int) -> Plan:
    with Database.open(path, read_only=True) as database, database.read() as db:
        return plans.details(db, plan)


def board(stage: Stage[SessionsScreen], page: Page, plan: int) -> None:
    page.open_plan(plan)
    stage.settle()


def test_a_plan_is_previewed_and_then_kept_as_a_draft(open_it: Open, workspace_path: Path) -> None:
    fill(workspace_path)
    stage, page = open_it()
    page.list.new.click()
    page.form.form.put({**page.form.form.values(), "capacity": "14"})
    page.form.look()
    stage.settle()
    assert "3 sesi untuk 5 regu TPS" in page.form.summary.text()
    assert "35 orang bila semua kursi terisi, 7 sampai 14 orang satu sesi" in page.form.figures.text()
    page.form.form.save()
    stage.settle()
    assert page.parts.currentWidget() is page.board
    assert "siap diterbitkan" in page.board.state.text()
    page.show_list()
    assert page.list.lines.total == 1


def test_a_form_says_on_which_day_how_many_rooms_are_missing(open_it: Open) -> None:
    stage, page = open_it()
    page.begin()
    page.form.form.put({**page.form.form.values(), "capacity": "14", "days": "9 November 2024"})
    page.form.look()
    stage.settle()
    assert page.form.shortage.text() == "⚠ Kurang 1 ruang pada 9 Nov"


def test_a_form_that_cannot_be_read_says_which_part(open_it: Open) -> None:
    _, page = open_it()
    page.begin()
    page.form.form.put({**page.form.form.values(), "days": "besok"})
    page.form.look()
    assert "“besok” tidak terbaca" in page.form.shortage.text()


def test_a_session_is_picked_up_and_dropped_by_keyboard(open_it: Open, workspace_path: Path, plan_id: int) -> None:
    stage, page = open_it()
    board(stage, page, plan_id)
    view = page.board.board
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert "diangkat" in page.board.state.text()
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    stage.settle()
    slots = [one.slot and one.slot.starts for one in read(workspace_path, plan_id).draft.sessions]
    assert slots[:2] == ["13.00", "08.00"]
    assert "Ctrl+Z mengurungkannya" in stage.notices.text
    QTest.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert view.grid is not None
    assert view.grid.day.day == 9


def test_a_session_is_carried_to_another_day(open_it: Open, workspace_path: Path, plan_id: int) -> None:
    stage, page = open_it()
    board(stage, page, plan_id)
    view = page.board.board
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    stage.settle()
    slot = read(workspace_path, plan_id).draft.session(1).slot
    assert slot is not None
    assert (slot.day.day, slot.starts) == (9, "13.00")


def test_escape_puts_back_what_was_picked_up(open_it: Open, workspace_path: Path, plan_id: int) -> None:
    stage, page = open_it()
    board(stage, page, plan_id)
    before = read(workspace_path, plan_id)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Escape):
        QTest.keyClick(page.board.board, key)
    stage.settle()
    assert read(workspace_path, plan_id) == before
    QTest.keyClick(page.board.board, Qt.Key.Key_Escape)
    assert page.parts.currentWidget() is page.list


def test_the_mouse_drags_a_session_onto_another(open_it: Open, workspace_path: Path, plan_id: int) -> None:
    stage, page = open_it()
    board(stage, page, plan_id)
    view = page.board.board
    here, there = view._rect(0, 0).center(), view._rect(0, 1).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=here)
    for step in (QPoint(20, 4), there - here):
        QTest.mouseMove(view.viewport(), here + step)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=there)
    stage.settle()
    slots = [one.slot and one.slot.starts for one in read(workspace_path, plan_id).draft.sessions]
    assert slots[:2] == ["13.00", "08.00"]


def test_a_crew_goes_to_its_neighbours_and_what_breaks_is_said(
    open_it: Open, workspace_path: Path, plan_id: int
) -> None:
    stage, page = open_it()
    board(stage, page, plan_id)
    view = page.board.board
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    stage.settle()
    assert "melebihi kapasitas 7 orang" in stage.notices.text
    assert [len(one.crews) for one in read(workspace_path, plan_id).draft.sessions] == [3, 2]
    assert "⚠ 1 sesi bermasalah, 0 menghalangi" in page.board.state.text()
    view.crew_dropped.emit("3171011001003", 3)
    stage.settle()
    assert [len(one.crews) for one in read(workspace_path, plan_id).draft.sessions] == [2, 3]


def test_delete_leaves_a_session_without_a_room_and_bars_the_plan(open_it: Open, plan_id: int) -> None:
    stage, page = open_it()
    board(stage, page, plan_id)
    QTest.keyClick(page.board.board, Qt.Key.Key_Delete)
    stage.settle()
    assert page.board.card.block is not None
    assert "Belum mendapat ruang dan jam" in page.board.card.flaws.text()
    page.board.publish.click()
    stage.settle()
    assert "belum dapat diterbitkan" in stage.notices.text
    assert page.board.publish.isEnabled()


def test_a_plan_is_published_as_one_act_that_is_taken_back(open_it: Open, workspace_path: Path, plan_id: int) -> None:
    stage, page = open_it()
    board(stage, page, plan_id)
    entries: list[str] = []
    stage.background.changed.connect(lambda changes: entries.extend(changes.entries))
    page.board.publish.click()
    stage.settle()
    assert len(entries) == 1
    assert "3 sesi diterbitkan" in stage.notices.text
    assert not page.board.publish.isEnabled()
    with Database.open(workspace_path) as database:
        with database.read() as db:
            assert [row.crews for row in sessions.listing(db)] == [2, 1, 2]
        undo.undo(database, entries[0], by=BY)
        with database.read() as db:
            assert sessions.listing(db) == []


def test_a_lost_room_moves_only_its_sessions(open_it: Open, workspace_path: Path) -> None:
    with Database.open(workspace_path) as database, database.write("Susun", by=BY) as tx:
        rooms.take_rooms(tx, GAMBIR, "Aula; 14\nBalai; 14")
        plan = planning.make(tx, "Rencana A", request(capacity=14))
    stage, page = open_it()
    board(stage, page, plan)
    page.board.lose_room()
    stage.settle()
    assert "1 sesi pindah; yang lain tetap" in stage.notices.text or "2 sesi pindah" in stage.notices.text
    assert read(workspace_path, plan).line.unplaced == 0
    page.board.slip()
    stage.settle()
    assert "sesi pindah" in stage.notices.text


def test_a_day_is_added_and_what_waits_gets_a_room(open_it: Open, workspace_path: Path) -> None:
    with Database.open(workspace_path) as database, database.write("Susun", by=BY) as tx:
        plan = planning.make(tx, "Rencana A", request(capacity=7, days=(TRAINING_DAY,)))
    stage, page = open_it()
    board(stage, page, plan)
    assert "Kurang 2 ruang pada 9 Nov" in page.board.state.text()
    page.board.more.setText("besok")
    page.board.add_days()
    assert "tidak terbaca" in stage.notices.text
    page.board.more.setText("12-13 November 2024")
    page.board.add_days()
    stage.settle()
    assert page.board.days.count() == 3
    page.board.place_waiting()
    stage.settle()
    assert "3 sesi pindah; yang lain tetap" in stage.notices.text
    assert "siap diterbitkan" in page.board.state.text()


def test_two_plans_stand_side_by_side(open_it: Open, plan_id: int) -> None:
    stage, page = open_it()
    page.show_differences(plan_id)
    assert "Belum ada rencana lain" in page.compare.summary.text()
    page.copy(plan_id)
    stage.settle()
    QTest.keyClick(page.board.board, Qt.Key.Key_Delete)
    stage.settle()
    page.show_differences(plan_id)
    stage.settle()
    assert page.compare.other.currentText() == "Rencana A (2)"
    assert "2 regu bertemu di tempat atau waktu lain" in page.compare.summary.text()
    assert page.compare.lines.total == 1


def test_sessions_that_are_there_are_rearranged_by_a_plan(open_it: Open, workspace_path: Path) -> None:
    with Database.open(workspace_path) as database:
        gather(database, request().kind, 1, 2, venue="Aula")
    stage, page = open_it()
    page.rearrange("bimtek")
    stage.settle()
    assert page.board.plan is not None
    assert [one.stands_for > 0 for one in page.board.plan.draft.sessions] == [True]


def test_rooms_and_trainers_are_typed_changed_and_removed(open_it: Open) -> None:
    stage, page = open_it()
    page.show_rooms()
    stage.settle()
    half = page.rooms.rooms
    half.box.setPlainText("Aula; banyak")
    page.rooms.take_rooms()
    stage.settle()
    assert "Baris 1" in stage.notices.text
    half.box.setPlainText("Aula; 60")
    page.rooms.take_rooms()
    page.rooms.trainers.box.setPlainText("Ani; PPK")
    page.rooms.take_trainers()
    stage.settle()
    assert (half.lines.total, page.rooms.trainers.lines.total) == (1, 1)
    half.view.opened.emit(next(iter(half.rows)))
    assert half.box.toPlainText() == "3171011001; Aula; 60; ; "
    half.view.setCurrentIndex(half.lines.index(0, 0))
    page.rooms.remove_room()
    stage.settle()
    assert half.lines.total == 0
