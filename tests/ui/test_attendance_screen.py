"""Kehadiran: one field, durable marks, nothing lost in a hurry."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.domain.attendance import Attendance
from kpps_desk.operations import undo
from kpps_desk.ui.screens.attendance import AttendanceScreen
from tests.filled import BY, fill
from tests.ui.doorway import enter, meet, roll, said
from tests.ui.stage import Stage

Open = Callable[[], Stage[AttendanceScreen]]


@pytest.fixture
def session_id(workspace_path: Path) -> int:
    """A swearing-in of TPS 001 to 003 of a filled kelurahan; the crews of 004 and 005 are not invited."""
    fill(workspace_path)
    return meet(workspace_path, "001", "002", "003")


@pytest.fixture
def open_it(qtbot: QtBot, workspace_path: Path) -> Iterator[Open]:
    """Show the screen on the file; what was opened is closed in the end."""
    made: list[Stage[AttendanceScreen]] = []

    def opened() -> Stage[AttendanceScreen]:
        made.append(Stage(qtbot, workspace_path, AttendanceScreen))
        return made[-1]

    yield opened
    for stage in made:
        stage.background.close()


@pytest.fixture
def stage(session_id: int, open_it: Open) -> Stage[AttendanceScreen]:
    """At the door of the session."""
    shown = open_it()
    shown.screen.open(session_id)
    shown.settle()
    return shown


def test_a_seat_and_enter_mark_present_on_the_disk(
    stage: Stage[AttendanceScreen], workspace_path: Path, session_id: int
) -> None:
    enter(stage, "001 3")
    row = roll(workspace_path, session_id)["001 3"]
    assert row.status is Attendance.PRESENT
    assert f"HADIR · {row.name}" in said(stage)
    assert "TPS 001 kursi 3" in said(stage)
    assert stage.screen.door.field.text() == ""
    assert stage.screen.panel.counts.text == "1 0 0 0 26"
    assert stage.screen.panel.last.total == 1
    assert "1 dari 9 hadir" in stage.screen.door.standing.text()


def test_a_burst_without_waiting_marks_everybody(
    stage: Stage[AttendanceScreen], workspace_path: Path, session_id: int
) -> None:
    for seat in range(1, 10):
        enter(stage, f"2 {seat}", wait=False)
    stage.settle()
    marked = {place for place, row in roll(workspace_path, session_id).items() if row.status is Attendance.PRESENT}
    assert marked == {f"002 {seat}" for seat in range(1, 10)}
    assert stage.screen.door.unsettled.isHidden()


def test_what_marked_nobody_in_a_burst_stays_in_sight(stage: Stage[AttendanceScreen]) -> None:
    for text in ("001 1", "900 7", "001 2"):
        enter(stage, text, wait=False)
    stage.settle()
    assert list(stage.screen.door.unsettled.texts) == ["900 7"]
    QTest.keyClick(stage.screen.door.field, Qt.Key.Key_F4)
    assert stage.screen.door.field.text() == "900 7"
    assert stage.screen.door.unsettled.isHidden()


def test_a_repeat_says_since_when_and_changes_nothing(
    stage: Stage[AttendanceScreen], workspace_path: Path, session_id: int
) -> None:
    enter(stage, "001 3")
    first = roll(workspace_path, session_id)["001 3"].marked_at
    enter(stage, "001 3")
    assert said(stage).startswith("Sudah hadir ")
    assert roll(workspace_path, session_id)["001 3"].marked_at == first


def test_an_unknown_person_is_said_and_comes_back_into_the_field(stage: Stage[AttendanceScreen]) -> None:
    enter(stage, "zzzz")
    assert "TIDAK DITEMUKAN" in said(stage)
    assert stage.screen.door.field.selectedText() == "zzzz"


def test_several_candidates_are_chosen_with_the_arrows(
    stage: Stage[AttendanceScreen], workspace_path: Path, session_id: int
) -> None:
    enter(stage, "003")
    assert "9 orang cocok" in said(stage)
    assert all(row.status is Attendance.NOT_RECORDED for row in roll(workspace_path, session_id).values())
    QTest.keyClick(stage.screen.door.field, Qt.Key.Key_Down)
    QTest.keyClick(stage.screen.door.field, Qt.Key.Key_Return)
    stage.settle()
    assert roll(workspace_path, session_id)["003 2"].status is Attendance.PRESENT


def test_a_walk_in_is_asked_about_once_more(
    stage: Stage[AttendanceScreen], workspace_path: Path, session_id: int
) -> None:
    enter(stage, "005 2")
    assert "BUKAN PESERTA" in said(stage)
    assert "005 2" not in roll(workspace_path, session_id)
    QTest.keyClick(stage.screen.door.field, Qt.Key.Key_Return)
    stage.settle()
    assert roll(workspace_path, session_id)["005 2"].walk_in
    assert "di luar daftar" in said(stage)


def test_a_walk_in_of_another_session_is_told_where_they_are_invited(
    workspace_path: Path, session_id: int, stage: Stage[AttendanceScreen]
) -> None:
    meet(workspace_path, "005", day=date(2024, 11, 8))
    enter(stage, "005 2")
    assert "Diundang pada 08-11-2024 pukul 08.00" in said(stage)


@pytest.mark.parametrize(
    ("key", "status"),
    [
        (Qt.Key.Key_F6, Attendance.EXCUSED),
        (Qt.Key.Key_F7, Attendance.SICK),
        (Qt.Key.Key_F8, Attendance.ABSENT),
    ],
)
def test_the_other_statuses_have_keys(
    stage: Stage[AttendanceScreen], workspace_path: Path, session_id: int, key: Qt.Key, status: Attendance
) -> None:
    QTest.keyClicks(stage.screen.door.field, "001 4")
    QTest.keyClick(stage.screen.door.field, key)
    stage.settle()
    assert roll(workspace_path, session_id)["001 4"].status is status


def test_f9_takes_a_mark_back(stage: Stage[AttendanceScreen], workspace_path: Path, session_id: int) -> None:
    enter(stage, "001 4")
    QTest.keyClicks(stage.screen.door.field, "001 4")
    QTest.keyClick(stage.screen.door.field, Qt.Key.Key_F9)
    stage.settle()
    assert roll(workspace_path, session_id)["001 4"].status is Attendance.NOT_RECORDED
    assert "BELUM DICATAT" in said(stage)


def test_rows_chosen_in_the_roll_are_marked_together(
    stage: Stage[AttendanceScreen], workspace_path: Path, session_id: int
) -> None:
    panel = stage.screen.panel
    panel.tabs.setCurrentIndex(1)
    panel.view.choose(panel.rows.ids[:4])
    QTest.keyClick(panel.view, Qt.Key.Key_F6)
    stage.settle()
    excused = [row for row in roll(workspace_path, session_id).values() if row.status is Attendance.EXCUSED]
    assert len(excused) == 4
    assert "IZIN · 4 orang" in said(stage)
    assert panel.counts.text == "0 4 0 0 23"


def test_letters_typed_in_the_roll_go_to_the_field(stage: Stage[AttendanceScreen]) -> None:
    stage.screen.panel.tabs.setCurrentIndex(1)
    stage.screen.panel.view.setFocus()
    QTest.keyClicks(stage.screen.panel.view, "0")
    assert stage.screen.door.field.text() == "0"


def test_an_undone_mark_leaves_the_verdict(
    stage: Stage[AttendanceScreen], workspace_path: Path, session_id: int, qtbot: QtBot
) -> None:
    entries: list[str] = []
    stage.background.changed.connect(lambda changes: entries.extend(changes.entries))
    enter(stage, "001 3")
    stage.background.run(
        stage.screen, "Urungkan", lambda database, _: undo.undo(database, entries[0], by=BY), lambda _: None
    )
    qtbot.waitUntil(lambda: "diurungkan" in said(stage))
    stage.settle()
    assert stage.screen.panel.counts.text == "0 0 0 0 27"


def test_the_session_used_last_is_the_one_shown(qtbot: QtBot, stage: Stage[AttendanceScreen], session_id: int) -> None:
    again = AttendanceScreen(stage.screen.desk)
    qtbot.addWidget(again)
    again.shown()
    stage.settle()
    assert again.pages.currentIndex() == 1
    assert again.panel.rows.total == 27


def test_without_a_coming_session_one_is_picked_by_search(workspace_path: Path, session_id: int, open_it: Open) -> None:
    other = meet(workspace_path, "004", day=date(2024, 11, 8))
    shown = open_it()
    picker = shown.screen.picker
    assert shown.screen.pages.currentIndex() == 0
    assert picker.model.total == 2
    QTest.keyClicks(picker.search, "8 november")
    shown.settle()
    assert list(picker.model.ids) == [other]
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    shown.settle()
    assert shown.screen.panel.rows.total == 9


def test_an_empty_workspace_says_what_to_do_next(open_it: Open) -> None:
    shown = open_it()
    assert "Susun sesi" in shown.screen.picker.view._empty


def test_at_a_make_up_session_nobody_is_an_outsider(
    workspace_path: Path, session_id: int, stage: Stage[AttendanceScreen]
) -> None:
    extra = meet(workspace_path, day=date(2024, 11, 9))
    stage.screen.open(extra)
    stage.settle()
    enter(stage, "005 2")
    assert roll(workspace_path, extra)["005 2"].status is Attendance.PRESENT
    assert "HADIR" in said(stage)


def test_closing_the_file_while_the_hands_rest_is_quiet(stage: Stage[AttendanceScreen]) -> None:
    enter(stage, "001 3", wait=False)
    stage.settle()
    stage.background.close()
    stage.screen.reload()
    assert "HADIR" in said(stage)
