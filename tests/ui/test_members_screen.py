"""Anggota: finding people, their panel, and correcting them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kpps_desk.queries import history
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui.screens.members import MembersScreen
from tests.conftest import GAMBIR
from tests.filled import fill
from tests.ui.stage import Stage


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[MembersScreen]]:
    fill(workspace_path)
    made = Stage(qtbot, workspace_path, MembersScreen)
    yield made
    made.background.close()


@pytest.fixture
def empty(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[MembersScreen]]:
    made = Stage(qtbot, workspace_path, MembersScreen)
    yield made
    made.background.close()


def _choose(stage: Stage[MembersScreen], row: int = 0) -> int:
    stage.screen.view.selectRow(row)
    stage.settle()
    return int(stage.screen.model.ids[row])


def _shown(stage: Stage[MembersScreen]) -> str:
    return "\n".join(label.text() for label in stage.screen.card.findChildren(QLabel) if label.isVisible())


def _type(stage: Stage[MembersScreen], **texts: str) -> None:
    stage.screen.card.form.put({**stage.screen.card.form.values()})
    for key, text in texts.items():
        stage.screen.card.form.write(key, text)
    stage.screen.card.form.save()
    stage.settle()


def test_an_empty_workspace_says_what_to_do_next(empty: Stage[MembersScreen]) -> None:
    assert empty.screen.model.total == 0
    assert "Impor" in empty.screen.empty_text


def test_the_list_narrows_while_one_types(
    stage: Stage[MembersScreen], unfrozen: Callable[[], AbstractContextManager[None]]
) -> None:
    line = stage.screen.model.line(0)
    assert line is not None
    word = line.row.name.split()[-1][:4]
    with unfrozen():
        QTest.keyClicks(stage.screen.search, word)
        stage.settle()
    assert 0 < stage.screen.model.total < 45
    assert stage.screen.count.text() == f"{stage.screen.model.total} orang"


def test_a_tps_number_shows_its_crew(stage: Stage[MembersScreen]) -> None:
    stage.screen.search.setText("3")
    stage.settle()
    assert stage.screen.model.total == 9


def test_filters_are_kept_for_the_next_time(stage: Stage[MembersScreen]) -> None:
    stage.screen.role.setCurrentIndex(stage.screen.role.findData("ketua"))
    stage.settle()
    assert stage.screen.model.total == 5
    assert stage.screen.desk.kept.text("members/filter/role") == "ketua"
    again = MembersScreen(stage.screen.desk)
    again.shown()
    stage.settle()
    assert again.model.total == 5


def test_an_area_or_a_crew_is_shown_when_another_screen_sends_one_here(stage: Stage[MembersScreen]) -> None:
    stage.screen.open("tps:3171011001002")
    stage.settle()
    assert stage.screen.model.total == 9
    stage.screen.open(GAMBIR)
    stage.settle()
    assert stage.screen.model.total == 45


def test_a_person_sent_here_is_under_the_cursor(stage: Stage[MembersScreen]) -> None:
    sought = int(stage.screen.model.ids[30])
    stage.screen.search.setText("zzz")
    stage.screen.open(sought)
    stage.settle()
    assert stage.screen.view.current_id() == sought
    assert stage.screen.shown_id() == sought


def test_the_panel_masks_the_nik_and_tells_the_steps(stage: Stage[MembersScreen]) -> None:
    _choose(stage)
    person = stage.screen.card.person
    assert person is not None
    shown = _shown(stage)
    assert person.full_name in shown
    assert "Sumpah janji" in shown
    if person.nik:
        assert person.nik not in shown
        assert person.nik[:6] + "*" * 10 in shown


def test_a_correction_is_saved_and_shown_everywhere(stage: Stage[MembersScreen]) -> None:
    member = _choose(stage)
    stage.screen.edit()
    stage.settle()
    _type(stage, title_after="S.Pd.", phone="0812 3456 7890")
    assert not stage.screen.card.editing
    line = stage.screen.model.line(0)
    assert line is not None
    assert line.row.name.endswith("S.Pd.")
    assert "081234567890" in _shown(stage)
    assert stage.screen.shown_id() == member
    assert "disimpan" in stage.notices.text


def test_opening_the_form_of_a_person_with_a_nik_leaves_an_entry(stage: Stage[MembersScreen]) -> None:
    stage.screen.search.setText("3171")
    stage.settle()
    _choose(stage)
    stage.screen.edit()
    stage.settle()
    titles: list[str] = []
    stage.background.ask(stage.screen, lambda db: history.acts(db, 1)[0].title, titles.append)
    stage.settle()
    assert titles[0] == "Lihat NIK lengkap, anggota no. 1"


def test_a_wrong_nik_is_told_beside_its_field_and_the_form_stays(stage: Stage[MembersScreen]) -> None:
    _choose(stage)
    stage.screen.edit()
    stage.settle()
    _type(stage, nik="123")
    assert stage.screen.card.editing
    assert "16" in stage.screen.card.form.trouble("nik")


def test_who_comes_second_hears_of_it_and_loses_nothing_typed(
    stage: Stage[MembersScreen], workspace_path: Path
) -> None:
    member = _choose(stage)
    stage.screen.edit()
    stage.settle()
    with Database.open(workspace_path) as other, other.write("Ganti", by="orang lain") as tx:
        tx.update(schema.member, member, {"note": "dari jendela lain"})
    _type(stage, occupation="Guru")
    assert stage.screen.card.editing
    assert stage.screen.card.form.values()["occupation"] == "Guru"
    assert stage.screen.card.form.trouble()


def test_escape_closes_the_form_without_saving(stage: Stage[MembersScreen]) -> None:
    _choose(stage)
    stage.screen.edit()
    stage.settle()
    stage.screen.card.form.write("note", "coba")
    stage.screen.card.form.cancelled.emit()
    assert not stage.screen.card.editing
    stage.screen.edit()
    stage.settle()
    assert stage.screen.card.form.values()["note"] == ""


def test_ctrl_a_in_an_empty_search_box_chooses_all_in_the_filter(stage: Stage[MembersScreen]) -> None:
    stage.screen.search.setFocus()
    QTest.keyClick(stage.screen.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert stage.screen.count.text() == "Semua 45 orang dalam saringan dipilih"


def test_on_a_narrow_screen_the_panel_takes_the_lists_place(stage: Stage[MembersScreen], qtbot: QtBot) -> None:
    stage.screen.resize(760, 400)
    qtbot.waitUntil(lambda: not stage.screen.card.isVisible())
    _choose(stage)
    stage.screen.edit()
    stage.settle()
    assert stage.screen.card.isVisible()
    assert not stage.screen.view.isVisible()
    stage.screen.show_list()
    assert stage.screen.view.isVisible()
