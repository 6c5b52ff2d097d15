"""Kalender, and how one comes from the list to the pages around it and to the book of a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import sessions
from kpps_desk.queries import calendar
from kpps_desk.store.database import Database
from kpps_desk.ui.gatherings.calendar import Page
from kpps_desk.ui.screens.sessions import SessionsScreen
from tests.filled import BY
from tests.gatherings import GAMBIR, OATH_DAY, TRAINING_DAY, gather
from tests.ui.stage import Stage


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[SessionsScreen]]:
    """Sesi with a swearing-in and two trainings of one day in Gambir."""
    with Database.open(workspace_path) as database:
        gather(database, SessionKind.OATH, 1, 2, 3, title="Pelantikan")
        for start, ends, venue in (("08.00", "12.00", "Aula"), ("08.00", "12.00", "Balai")):
            gather(database, SessionKind.TRAINING, 4, title="Bimtek", starts=start, ends=ends, venue=venue)
    made = Stage(qtbot, workspace_path, SessionsScreen)
    yield made
    made.background.close()


def page_of(stage: Stage[SessionsScreen]) -> Page:
    stage.screen.around.show_page("calendar")
    stage.settle()
    page = stage.screen.around.page
    assert isinstance(page, Page)
    return page


def test_sessions_are_counted_by_area_and_day(workspace: Database) -> None:
    gather(workspace, SessionKind.OATH, 1, 2)
    gather(workspace, SessionKind.TRAINING, 3)
    with workspace.read() as db:
        whole = calendar.calendar(db, "", "", by_hour=False)
        deep = calendar.calendar(db, GAMBIR, "bimtek", by_hour=False)
        hours = calendar.calendar(db, "31.71", "", by_hour=True)
    assert [code for code, _ in whole.rows] == ["31.71"]
    assert whole.cells["31.71", OATH_DAY] == (1, 2, 0)
    assert whole.days == (OATH_DAY, TRAINING_DAY)
    assert [entry.day for entry in deep.entries] == [TRAINING_DAY]
    assert hours.rows == (("08.00–12.00", "08.00–12.00"),)


def test_a_kelurahan_shows_its_sessions_and_enter_opens_one(stage: Stage[SessionsScreen]) -> None:
    page = page_of(stage)
    assert "3 sesi dalam 2 hari" in page.summary.text()
    assert [len(page.grid.cells.things[0, column]) for column in (0, 1)] == [1, 2]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(page.grid, key)
    assert stage.went == [("sessions", page.grid.cells.things[0, 1][1].id)]


def test_backspace_goes_up_and_enter_goes_in(stage: Stage[SessionsScreen]) -> None:
    page = page_of(stage)
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    stage.settle()
    assert page.title.text() == "Kecamatan Gambir"
    assert page.grid.cells.things[0, 1][0].title == "2 sesi"
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    stage.settle()
    assert page.title.text() == "Kelurahan Gambir"


def test_a_calendar_without_sessions_says_what_to_do(stage: Stage[SessionsScreen], workspace_path: Path) -> None:
    page = page_of(stage)
    with Database.open(workspace_path) as database, database.write("Hapus", by=BY) as tx:
        for session_id in (1, 2, 3):
            sessions.remove(tx, session_id)
    page.reload()
    stage.settle()
    assert "Belum ada sesi di wilayah ini" in page.summary.text()


def test_the_book_of_a_session_opens_by_ctrl_enter_and_closes_with_the_session(
    stage: Stage[SessionsScreen], workspace_path: Path
) -> None:
    screen = stage.screen
    assert screen.view.show_id(1)
    stage.settle()
    screen.view.setFocus()
    screen.open_book()
    stage.settle()
    assert screen.places.currentWidget() is screen.book
    assert "Pelantikan · gelombang 1" in screen.book.title.text()
    QTest.keyClick(screen.book, Qt.Key.Key_Escape)
    assert screen.places.currentWidget() is screen.around
    screen.open("book:1:calling")
    stage.settle()
    assert screen.places.currentWidget() is screen.book
    with Database.open(workspace_path) as database, database.write("Hapus", by=BY) as tx:
        sessions.remove(tx, 1)
    stage.changed(tx.changes)
    assert screen.places.currentWidget() is screen.around


def test_another_screen_opens_a_page_of_an_area(stage: Stage[SessionsScreen]) -> None:
    stage.screen.open(f"area:calendar:{GAMBIR}")
    stage.settle()
    assert isinstance(stage.screen.around.page, Page)
    QTest.keyClick(stage.screen.around.page, Qt.Key.Key_Escape)
    assert stage.screen.around.page is None
