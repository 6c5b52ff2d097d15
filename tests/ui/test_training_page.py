"""Materi dan nilai in the book of a training: scores by keyboard and from a file, trainers who came."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import attendance
from kpps_desk.queries import trainings
from kpps_desk.store.database import Database
from kpps_desk.ui.gatherings.training import Page
from kpps_desk.ui.screens.sessions import SessionsScreen
from tests.filled import BY
from tests.gatherings import gather
from tests.people import crew
from tests.ui.stage import Stage, press

TOPICS = (("Pemungutan suara", 6), ("Sirekap", 2))


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[SessionsScreen]]:
    with Database.open(workspace_path) as database:
        crew(database)
        gather(database, SessionKind.TRAINING, topics=TOPICS, trainers=("Siti & Rekan", "Budi"))
        with database.write("Tandai", by=BY) as tx:
            attendance.mark_all_present(tx, 1)
    made = Stage(qtbot, workspace_path, SessionsScreen)
    made.screen.open("book:1:training")
    made.settle()
    yield made
    made.background.close()


def page_of(stage: Stage[SessionsScreen]) -> Page:
    page = stage.screen.book.page
    assert isinstance(page, Page)
    return page


def kept(path: Path) -> trainings.TrainingSheet:
    with Database.open(path) as database, database.read() as db:
        return trainings.sheet(db, 1)


def test_enter_goes_from_field_to_field_and_from_person_to_person(
    stage: Stage[SessionsScreen], workspace_path: Path
) -> None:
    page = page_of(stage)
    assert page.topics.text() == "Materi: Pemungutan suara 6 JP · Sirekap 2 JP · seluruhnya 8 JP"
    page.before.setFocus()
    for before, after in (("40", "80"), ("", "70"), ("50", "90")):
        QTest.keyClicks(page.before, before)
        press(page.before, Qt.Key.Key_Return)
        QTest.keyClicks(page.after, after)
        press(page.after, Qt.Key.Key_Return)
    stage.settle()
    assert page.who.text().startswith("4. ")
    assert "rata-rata nilai awal 45,0, nilai akhir 80,0" in page.told.text()
    found = [(line.before, line.after) for line in kept(workspace_path).lines[:4]]
    assert found == [(40, 80), (None, 70), (50, 90), (None, None)]


def test_a_score_that_is_none_is_said_and_stays_with_its_person(stage: Stage[SessionsScreen]) -> None:
    page = page_of(stage)
    QTest.keyClicks(page.after, "170")
    press(page.after, Qt.Key.Key_Return)
    stage.settle()
    assert "bukan bilangan bulat 0 sampai 100" in page.trouble.text()
    assert page.who.text().startswith("1. ")


def test_a_file_brings_scores_and_says_which_lines_it_could_not_place(
    stage: Stage[SessionsScreen], workspace_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "nilai.csv"
    path.write_text("no;nama;post test\n1;Orang Ke 1;88\n99;Siapa;70\n", "utf-8")
    page = page_of(stage)
    page.take_file(path)
    stage.settle()
    assert kept(workspace_path).lines[0].after == 88
    assert "1 baris ditolak. Baris 3:" in stage.notices.text
    assert page.after.text() == "88"


def test_trainers_who_came_are_ticked(stage: Stage[SessionsScreen], workspace_path: Path) -> None:
    page = page_of(stage)
    press(page.trainers[0], Qt.Key.Key_Space)
    stage.settle()
    assert kept(workspace_path).came == ("Siti & Rekan",)
    assert page.trainers[0].isChecked()
