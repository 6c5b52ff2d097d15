"""Pemeriksaan: the NIK beside what was typed, and suspects side by side, by keyboard."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kpps_desk.changes import Changes
from kpps_desk.domain.twins import Kind
from kpps_desk.operations import conclusions
from kpps_desk.queries import history
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui.screens.doctor import DoctorScreen
from kpps_desk.ui.twin_pairs import ALIKE, APART
from kpps_desk.ui.twins_page import TwinsPage
from tests import twins as planted
from tests.people import person, register
from tests.ui.stage import Stage

BY = "penguji"
_WHOLE_NIK = re.compile(r"\d{16}")


@pytest.fixture
def empty(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[DoctorScreen]]:
    made = _made(qtbot, workspace_path)
    yield made
    made.background.close()


@pytest.fixture
def niks(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[DoctorScreen]]:
    """Three people whose NIK says another birth date, and one who has none."""
    with Database.open(workspace_path) as database, database.write("Daftarkan", by=BY) as tx:
        rows = [person(number, born=date(1990, 1, number + 1)) for number in (1, 2, 3)]
        ids = register(tx, [*rows, person(4, nik=None)])
        conclusions.judge(tx, ids)
    made = _made(qtbot, workspace_path)
    yield made
    made.background.close()


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[DoctorScreen]]:
    """A pair of every kind, and two pairs that nothing tells apart; searched."""
    with Database.open(workspace_path) as database:
        for pair in planted.PLANTED.values():
            planted.put(database, *pair)
        full = planted.crowd(2)
        planted.put(database, *full, *(row | {"nik": None, "phone": ""} for row in full))
    made = _made(qtbot, workspace_path)
    made.screen.open("twins")
    made.screen.twins.search.click()
    made.settle()
    yield made
    made.background.close()


def _made(qtbot: QtBot, path: Path) -> Stage[DoctorScreen]:
    """Notices as a window of their own would be the active one, and shortcuts wait for that."""
    made = Stage(qtbot, path, DoctorScreen)
    made.notices.setParent(made.screen)
    return made


def press(widget: QWidget, key: Qt.Key) -> None:
    """A key where the focus is; one letter works in list and panel alone."""
    widget.setFocus()
    QTest.keyClick(widget, key)


def _row(stage: Stage[DoctorScreen], member: int) -> dict[str, object]:
    found: list[dict[str, object]] = []
    statement = select(schema.member).where(schema.member.c.id == member)
    stage.background.ask(stage.screen, lambda db: db.rows(statement), lambda rows: found.append(dict(rows[0]._mapping)))
    stage.settle()
    return found[0]


def _latest(stage: Stage[DoctorScreen]) -> str:
    found: list[str] = []
    stage.background.ask(stage.screen, lambda db: history.acts(db)[0].title, found.append)
    stage.settle()
    return found[0]


def _shown(page: TwinsPage) -> str:
    lines = (page.panel.model.line(at) for at in range(page.panel.model.total))
    return "\n".join(" ".join(line.cells) for line in lines if line is not None)


def _standing_on(stage: Stage[DoctorScreen], kind: Kind) -> TwinsPage:
    page = stage.screen.twins
    page.kind.put(kind.value)
    page.kind.currentIndexChanged.emit(0)
    stage.settle()
    return page


# -- NIK --------------------------------------------------------------------------------------------------------------


def test_an_empty_file_says_that_nothing_is_to_be_looked_up(empty: Stage[DoctorScreen]) -> None:
    page = empty.screen.nik
    assert page.model.total == 0
    assert "Perlu dicocokkan dengan KTP: 0" in page.case.currentText()
    assert "Pilih satu orang" in page.panel.text
    for key in (Qt.Key.Key_N, Qt.Key.Key_K):
        press(page.view, key)
    empty.settle()
    assert not empty.notices.text


def test_the_niks_date_stands_beside_the_typed_one_and_the_difference_in_words(niks: Stage[DoctorScreen]) -> None:
    page = niks.screen.nik
    assert page.model.total == 3
    assert "1 Januari 1990" in page.panel.text
    assert "2 Januari 1990" in page.panel.text
    assert "berbeda" in page.panel.text
    assert "317101**********" in page.panel.text
    assert not _WHOLE_NIK.search(page.panel.text)


def test_n_takes_the_niks_values_and_the_next_person_takes_the_place(niks: Stage[DoctorScreen]) -> None:
    page = niks.screen.nik
    first, second = page.model.ids[0], page.model.ids[1]
    press(page.view, Qt.Key.Key_N)
    niks.settle()
    assert _row(niks, first)["born"] == date(1990, 1, 1)
    assert (page.model.total, page.view.current_id()) == (2, second)
    assert _latest(niks) == f"Pakai isi NIK: anggota no. {first}"
    assert "1 orang mengikuti NIK" in niks.notices.text


def test_k_remembers_that_the_typed_values_are_right_and_ctrl_a_does_it_for_all(niks: Stage[DoctorScreen]) -> None:
    page = niks.screen.nik
    press(page.view, Qt.Key.Key_K)
    niks.settle()
    assert page.model.total == 2
    page.view.setFocus()
    page.view.selectAll()
    press(page.view, Qt.Key.Key_K)
    niks.settle()
    assert page.model.total == 0
    assert "0" in page.case.itemText(0)
    assert _latest(niks) == "Isian cocok dengan KTP: 2 orang"


def test_a_letter_in_a_choice_decides_nothing(niks: Stage[DoctorScreen]) -> None:
    page = niks.screen.nik
    page.case.setFocus()
    for key in (Qt.Key.Key_N, Qt.Key.Key_K):
        press(page.case, key)
    niks.settle()
    page.case.setCurrentIndex(0)
    niks.settle()
    assert page.model.total == 3


def test_who_has_no_nik_is_listed_for_information(niks: Stage[DoctorScreen]) -> None:
    page = niks.screen.nik
    page.case.setCurrentIndex(4)
    niks.settle()
    assert page.model.total == 1
    assert "Mintakan KTP" in page.panel.text
    assert not page.panel.nik.isEnabled()
    press(page.view, Qt.Key.Key_N)
    niks.settle()
    assert "Tidak ada yang perlu diubah" in niks.notices.text


# -- suspects ---------------------------------------------------------------------------------------------------------


def test_before_a_search_the_page_says_what_searching_does(empty: Stage[DoctorScreen]) -> None:
    page = empty.screen.twins
    empty.screen.open("twins")
    assert not page.pairs.searched
    page.begin()
    empty.settle()
    assert page.pairs.searched
    assert page.model.total == 0
    assert page.panel.pair is None


def test_a_search_counts_each_kind_and_shows_the_likeliest_pair(
    stage: Stage[DoctorScreen], unfrozen: Callable[[], AbstractContextManager[None]]
) -> None:
    page = stage.screen.twins
    texts = [page.kind.itemText(at) for at in range(page.kind.count())]
    assert texts[0] == "Semua dugaan: 8"
    assert "NIK sama: 1" in texts
    assert "Nama dan lahir sama: 3" in texts
    assert stage.screen.tabs.tabText(1).endswith(": 8")
    assert page.panel.pair is not None
    assert "Dicari pukul" in page.age.text()
    with unfrozen():
        page.begin()
        stage.settle()
    assert page.model.total == 8


def test_of_two_niks_only_the_digit_that_differs_is_seen(stage: Stage[DoctorScreen]) -> None:
    page = _standing_on(stage, Kind.NIK_DIGIT)
    assert page.model.total == 1
    shown = _shown(page)
    assert "317101*********3" in shown
    assert "317101*********8" in shown
    assert "berbeda" in shown
    for at in range(page.kind.count()):
        page.kind.setCurrentIndex(at)
        stage.settle()
        assert not _WHOLE_NIK.search(_shown(page))


def test_fields_are_chosen_and_records_merged_by_keyboard_alone(stage: Stage[DoctorScreen]) -> None:
    page = _standing_on(stage, Kind.NEAR_NAME)
    assert page.panel.pair is not None
    keep, leave = (one.id for one in page.panel.pair)
    names = [one.name for one in page.panel.pair]
    press(page.view, Qt.Key.Key_Return)
    fields = page.panel.fields
    assert fields.current_id() == 0
    for key, chosen in ((Qt.Key.Key_2, True), (Qt.Key.Key_Left, False), (Qt.Key.Key_Right, True)):
        press(fields, key)
        assert ("name" in page.panel.taken()) is chosen
    press(fields, Qt.Key.Key_G)
    stage.settle()
    kept, left = _row(stage, keep), _row(stage, leave)
    assert (kept["name"], left["merged_into"]) == (names[1], keep)
    assert _latest(stage) == f"Gabungkan anggota no. {leave} ke no. {keep}"
    assert "Ctrl+Z" in stage.notices.text
    assert stage.screen.tabs.tabText(1).endswith(": 7")
    assert "sudah berubah" not in page.age.text()


def test_after_a_decision_the_next_pair_follows_by_itself(stage: Stage[DoctorScreen]) -> None:
    page = stage.screen.twins
    page.view.setFocus()
    seen = []
    for key in (Qt.Key.Key_L, Qt.Key.Key_B, Qt.Key.Key_G):
        assert page.panel.pair is not None
        seen.append(page.panel.pair[0].id)
        press(page.view, key)
        stage.settle()
    assert len(set(seen)) == 3
    assert page.model.total == 6
    assert page.panel.pair is not None


def test_who_are_two_is_remembered_listed_and_can_be_taken_back(stage: Stage[DoctorScreen]) -> None:
    page = _standing_on(stage, Kind.NIK_SWAPPED)
    press(page.view, Qt.Key.Key_B)
    stage.settle()
    page.begin()
    stage.settle()
    assert page.pairs.waiting == 7
    page.kind.put(APART)
    page.kind.currentIndexChanged.emit(0)
    stage.settle()
    assert page.model.total == 1
    assert not page.panel.merge.isEnabled()
    assert "Mungkin" in page.panel.apart.text()
    page.panel.apart.click()
    stage.settle()
    page.begin()
    stage.settle()
    assert page.pairs.waiting == 8


def test_the_other_of_two_may_be_kept(stage: Stage[DoctorScreen]) -> None:
    page = _standing_on(stage, Kind.NEAR_NAME)
    before = page.panel.pair
    press(page.view, Qt.Key.Key_T)
    stage.settle()
    assert before is not None
    assert page.panel.pair == before[::-1]


def test_pairs_that_nothing_tells_apart_are_shown_before_they_are_merged_at_once(stage: Stage[DoctorScreen]) -> None:
    page = stage.screen.twins
    assert page.bulk.isHidden()
    page.kind.put(ALIKE)
    page.kind.currentIndexChanged.emit(0)
    stage.settle()
    alike = page.model.total
    assert page.bulk.text().replace("&", "") == f"Gabungkan {alike} pasangan sama persis"
    QTest.mouseClick(page.bulk, Qt.MouseButton.LeftButton)
    stage.settle()
    assert _latest(stage) == f"Gabungkan {alike} pasangan yang sama persis"
    assert not page.pairs.alike()
    assert "Ctrl+Z" in stage.notices.text


def test_a_change_made_elsewhere_only_says_that_the_list_has_aged(stage: Stage[DoctorScreen]) -> None:
    page = stage.screen.twins
    stage.changed(Changes(frozenset({"member"}), (), "Ubah anggota"))
    assert "cari lagi" in page.age.text()
    assert page.model.total == 8
    stage.changed(Changes(frozenset({"session"}), (), "Susun sesi"))
    stage.screen.reload()
    stage.settle()
    assert "cari lagi" not in page.age.text()


def test_a_refusal_is_told_in_the_bar_and_the_pair_stays(stage: Stage[DoctorScreen]) -> None:
    page = _standing_on(stage, Kind.SAME_NIK)
    press(page.view, Qt.Key.Key_T)
    stage.settle()
    press(page.view, Qt.Key.Key_G)
    stage.settle()
    assert "masih aktif" in stage.notices.text
    assert page.model.total == 1
