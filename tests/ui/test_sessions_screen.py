"""Sesi: the list, one session in full, and the page that plans many."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import attendance, undo
from kpps_desk.queries import sessions
from kpps_desk.queries.sessions import SessionRow
from kpps_desk.store.database import Database
from kpps_desk.ui.screens.sessions import SessionsScreen
from tests.filled import BY, fill
from tests.gatherings import gather
from tests.ui.stage import Stage

Open = Callable[[], Stage[SessionsScreen]]


@pytest.fixture
def open_it(qtbot: QtBot, workspace_path: Path) -> Iterator[Open]:
    """Show the screen on the file; what was opened is closed in the end."""
    made: list[Stage[SessionsScreen]] = []

    def opened() -> Stage[SessionsScreen]:
        made.append(Stage(qtbot, workspace_path, SessionsScreen))
        return made[-1]

    yield opened
    for stage in made:
        stage.background.close()


@pytest.fixture
def two(workspace_path: Path) -> tuple[int, int]:
    """A swearing-in of TPS 001 to 003 and a training of 001 and 002, nobody marked."""
    fill(workspace_path)
    with Database.open(workspace_path) as database:
        oath = gather(database, SessionKind.OATH, 1, 2, 3, title="Pelantikan Gambir")
        return oath, gather(database, SessionKind.TRAINING, 1, 2, title="Bimtek Gambir", capacity=50)


def on_disk(path: Path) -> list[SessionRow]:
    with Database.open(path, read_only=True) as database, database.read() as db:
        return sessions.listing(db)


def choose(stage: Stage[SessionsScreen], session_id: int) -> None:
    assert stage.screen.view.show_id(session_id)
    stage.settle()


def test_both_kinds_are_listed_and_the_first_is_shown_in_full(open_it: Open, two: tuple[int, int]) -> None:
    stage = open_it()
    assert list(stage.screen.model.ids) == list(two)
    assert "Pelantikan Gambir" in stage.screen.card.text
    assert "3 TPS, 27 orang diundang" in stage.screen.card.text


def test_filters_and_letters_narrow_the_list(open_it: Open, two: tuple[int, int]) -> None:
    stage = open_it()
    QTest.keyClicks(stage.screen.search, "bimtek 9 nov")
    stage.settle()
    assert list(stage.screen.model.ids) == [two[1]]
    stage.screen.search.clear()
    kind = stage.screen._filters["kind"]
    kind.setCurrentIndex(kind.findData("pelantikan"))
    stage.settle()
    assert list(stage.screen.model.ids) == [two[0]]


def test_the_filter_of_completeness_counts_marks(open_it: Open, workspace_path: Path, two: tuple[int, int]) -> None:
    with Database.open(workspace_path) as database, database.write("Hadir", by=BY) as tx:
        attendance.mark_all_present(tx, two[0])
    stage = open_it()
    standing = stage.screen._filters["standing"]
    for value, found in (("lengkap", [two[0]]), ("kosong", [two[1]]), ("terbuka", [])):
        standing.setCurrentIndex(standing.findData(value))
        stage.settle()
        assert list(stage.screen.model.ids) == found


def test_enter_and_the_button_open_the_door(open_it: Open, two: tuple[int, int]) -> None:
    stage = open_it()
    choose(stage, two[1])
    QTest.keyClick(stage.screen.view, Qt.Key.Key_Return)
    stage.screen.card.door.click()
    assert stage.went == [("attendance", two[1])] * 2


def test_everybody_without_a_mark_is_marked_and_it_can_be_undone_by_name(
    open_it: Open, workspace_path: Path, two: tuple[int, int]
) -> None:
    stage = open_it()
    titles: list[str] = []
    stage.background.changed.connect(lambda changes: titles.append(changes.title))
    stage.screen.card.all_present.click()
    stage.settle()
    assert titles == ["Tandai semua hadir, 27 orang: Pelantikan Gambir"]
    assert "27 orang ditandai hadir" in stage.notices.text
    assert not stage.screen.card.all_present.isEnabled()
    assert on_disk(workspace_path)[0].counts.present == 27


def test_a_session_is_removed_only_while_nobody_is_marked(
    open_it: Open, workspace_path: Path, two: tuple[int, int]
) -> None:
    with Database.open(workspace_path) as database, database.write("Hadir", by=BY) as tx:
        attendance.mark_all_present(tx, two[0])
    stage = open_it()
    assert not stage.screen.card.remove.isEnabled()
    entries: list[str] = []
    stage.background.changed.connect(lambda changes: entries.extend(changes.entries))
    choose(stage, two[1])
    stage.screen.card.remove.click()
    stage.settle()
    assert [row.id for row in on_disk(workspace_path)] == [two[0]]
    assert list(stage.screen.model.ids) == [two[0]]
    with Database.open(workspace_path) as database:
        undo.undo(database, entries[0], by=BY)
    assert [row.crews for row in on_disk(workspace_path)] == [3, 2]


def test_a_session_is_changed_in_the_form(open_it: Open, workspace_path: Path, two: tuple[int, int]) -> None:
    stage = open_it()
    stage.screen.card.edit.click()
    form = stage.screen.form
    form._editors["venue"].setText("Balai Warga")  # type: ignore[union-attr]
    form._editors["starts"].setText("9")  # type: ignore[union-attr]
    form._editors["topics"].setPlainText("Sumpah; 1")  # type: ignore[union-attr]
    form._save()
    stage.settle()
    row = on_disk(workspace_path)[0]
    assert (row.venue, row.starts) == ("Balai Warga", "09.00")
    assert stage.screen.panel.currentIndex() == 0
    assert "Balai Warga" in stage.screen.card.text


def test_a_wrong_hour_is_said_beside_its_field(open_it: Open, two: tuple[int, int]) -> None:
    stage = open_it()
    stage.screen.card.edit.click()
    form = stage.screen.form
    form._editors["starts"].setText("pagi")  # type: ignore[union-attr]
    form._save()
    stage.settle()
    assert "Jam pagi tidak terbaca" in form._troubles["starts"].text()


def test_without_sessions_the_screen_says_what_to_do_next(open_it: Open) -> None:
    stage = open_it()
    assert stage.screen.pages.currentIndex() == 1
    assert "Susun sesi" in stage.screen._nothing.act.text().replace("&", "")


def test_a_session_of_another_screen_is_shown_whatever_is_filtered(open_it: Open, two: tuple[int, int]) -> None:
    stage = open_it()
    QTest.keyClicks(stage.screen.search, "pelantikan")
    stage.settle()
    stage.screen.open(two[1])
    stage.settle()
    assert stage.screen.view.current_id() == two[1]
    assert "Bimtek Gambir" in stage.screen.card.text


def test_a_make_up_session_has_no_crews_and_opens_its_door(
    open_it: Open, workspace_path: Path, two: tuple[int, int]
) -> None:
    stage = open_it()
    stage.screen.begin_extra()
    form = stage.screen.extra
    form.put({**form.values(), "day": "12-11-2024", "venue": "Aula PPK"})
    form._save()
    stage.settle()
    made = on_disk(workspace_path)[-1]
    assert (made.title, made.crews, made.venue) == ("Bimbingan teknis susulan", 0, "Aula PPK")
    assert stage.screen.view.current_id() == made.id
    assert "Tanpa regu" in stage.screen.card.text


def test_a_session_is_copied_to_another_day_and_may_leave_its_crews(
    open_it: Open, workspace_path: Path, two: tuple[int, int]
) -> None:
    stage = open_it()
    choose(stage, two[1])
    stage.screen.card.copy.click()
    form = stage.screen.copied
    form.put({"day": "besok", "crews": "tanpa"})
    form._save()
    assert "“besok” tidak terbaca" in form.trouble("day")
    form.put({"day": "20-11-2024", "crews": "tanpa"})
    form._save()
    stage.settle()
    made = on_disk(workspace_path)[-1]
    assert (made.title, made.day.day, made.crews, made.wave) == ("Bimtek Gambir", 20, 0, 2)
    assert stage.screen.view.current_id() == made.id


def test_a_break_within_the_hours_is_shown_with_them(open_it: Open, two: tuple[int, int]) -> None:
    stage = open_it()
    stage.screen.card.edit.click()
    form = stage.screen.form
    form.write("breaks", "10.00-10.15")
    form._save()
    stage.settle()
    assert "pukul 08.00–12.00, istirahat 10.00-10.15" in stage.screen.card.text
