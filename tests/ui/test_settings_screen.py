"""Pengaturan: a draft over several pages, whom it changes, its adoption, old versions, the letterhead."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kpps_desk.domain.rules import Draft
from kpps_desk.operations import rules
from kpps_desk.queries import areas
from kpps_desk.queries import rules as kept
from kpps_desk.store.database import Database
from kpps_desk.ui.screens.settings import SettingsScreen
from tests.filled import BY, fill
from tests.ui.settling import cancel_next
from tests.ui.stage import Stage, press


@pytest.fixture
def crews(workspace_path: Path) -> None:
    """All 45 people of Gambir on their seats; to be asked for before `stage`."""
    fill(workspace_path)


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[SettingsScreen]]:
    made = Stage(qtbot, workspace_path, SettingsScreen)
    yield made
    made.background.close()


def _now(stage: Stage[SettingsScreen]) -> Draft:
    found: list[Draft] = []
    stage.background.ask(stage.screen, kept.current, found.append)
    stage.settle()
    return found[0]


def _look(stage: Stage[SettingsScreen]) -> None:
    stage.screen.look()
    stage.settle()


def _adopt(stage: Stage[SettingsScreen], reason: str = "Keputusan 12") -> None:
    stage.screen.effect.reason.setText(reason)
    press(stage.screen.effect.reason, Qt.Key.Key_Return)
    stage.settle()


def _elsewhere(stage: Stage[SettingsScreen], path: Path, by: str = "Siti") -> None:
    """Somebody else adopts another version in the same file."""
    with Database.open(path) as database:
        with database.read() as db:
            now = kept.current(db)
        rules.adopt(database, replace(now, rules=replace(now.rules, max_age=60)), reason="Lain", by=by)
    stage.screen.reload()
    stage.settle()


def _typed(editor: QWidget, text: str) -> None:
    QTest.keyClicks(editor, text)


def test_it_opens_on_the_rules_in_force(stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    assert screen.pages.general.numbers["min_age"].value() == 17
    assert screen.pages.general.age_day.text() == ""
    assert screen.pages.documents.model.total == 8
    assert screen.pages.requirements.model.total == 9
    assert screen.pages.roles.model.total == 3
    assert screen.changes == []
    assert screen.draft() == _now(stage)
    assert not screen._look.isEnabled()


def test_a_draft_shows_whom_it_changes_and_saves_nothing(crews: None, stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    screen.pages.general.numbers["min_age"].setValue(40)
    _look(stage)
    assert screen.right.currentWidget() is screen.effect
    line = screen.effect.changes.line(0)
    assert line is not None
    assert line.cells[0] == "MS → TMS"
    people = screen.effect.people
    assert people.total == line.row.people == line.row.seated > 0
    first = people.line(0)
    assert first is not None
    assert first.cells[1].startswith("TPS 001")
    assert first.cells[2].startswith("+ Umur")
    assert _now(stage).rules.min_age == 17


def test_adoption_needs_a_reason_and_becomes_a_version(stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    screen.pages.general.numbers["min_age"].setValue(40)
    _look(stage)
    _adopt(stage, "")
    assert "wajib diisi" in screen.effect.trouble
    assert _now(stage).based_on == 1
    _adopt(stage)
    assert _now(stage).rules.min_age == 40
    assert "Aturan versi 2 berlaku" in stage.notices.text
    assert screen.right.currentIndex() == 0
    assert screen.changes == []
    assert screen.pages.versions.model.total == 2


def test_pages_make_one_draft(stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    screen.pages.general.papers_first.setChecked(True)
    screen.pages.documents.view.selectRow(0)
    screen.pages.documents.required.setChecked(False)
    screen.pages.requirements.view.selectRow(1)
    screen.pages.requirements.remove()
    screen.pages.general.entitled.setPlainText("Siti\n\n Budi ")
    assert screen.changes == [
        "Dokumen wajib harus lengkap dahulu: tidak → ya",
        "Berwenang mengesampingkan keberatan: Siti ditambahkan",
        "Berwenang mengesampingkan keberatan: Budi ditambahkan",
        "Dokumen “Surat pendaftaran”: wajib → tidak wajib",
        "Syarat dihapus: Setia kepada Pancasila dan UUD 1945",
    ]


def test_lists_are_edited_by_keyboard_alone(stage: Stage[SettingsScreen], qtbot: QtBot) -> None:
    page = stage.screen.pages.documents
    stage.screen.pages.list.setCurrentRow(1)
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    page.view.selectRow(7)
    press(page.view, Qt.Key.Key_Insert)
    assert page.name.hasFocus()
    _typed(page.name, "Kartu keluarga")
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    (added,) = [rule for rule in stage.screen.draft().rules.documents if rule.name == "Kartu keluarga"]
    assert added.code == "kartu_keluarga"
    assert [rule.name for rule in stage.screen.draft().rules.documents].index("Kartu keluarga") == 7
    press(page.view, Qt.Key.Key_Delete)
    assert stage.screen.changes == []


def test_a_removed_document_comes_back_under_its_old_code(stage: Stage[SettingsScreen]) -> None:
    page = stage.screen.pages.documents
    page.view.selectRow(4)
    page.remove()
    page.add()
    _typed(page.name, "ijazah SMA atau sederajat")
    assert "ijazah" in {rule.code for rule in stage.screen.draft().rules.documents}


def test_roles_number_their_seats_as_they_are_moved(crews: None, stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    screen.pages.roles.view.selectRow(2)
    screen.pages.roles.shift(-1)
    assert [line.cells[0] for at in range(3) if (line := screen.pages.roles.model.line(at))] == ["1", "2-3", "4-9"]
    _look(stage)
    assert "kursi bernomor baru" in screen.effect.summary.text()
    _adopt(stage)
    assert [role.code for role in _now(stage).roles] == ["ketua", "ketertiban", "anggota"]


def test_a_draft_that_cannot_be_adopted_says_why_beside_its_effect(crews: None, stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    screen.pages.roles.view.selectRow(1)
    screen.pages.roles.seats.setValue(5)
    _look(stage)
    assert "sedang atau pernah dipegang" in screen.effect.trouble
    assert not screen.effect._adopt_button.isEnabled()


@pytest.mark.parametrize(("page", "spoil"), [(0, "age_day"), (0, "min_age"), (1, "documents"), (3, "roles")])
def test_what_makes_no_sense_leads_to_its_page(stage: Stage[SettingsScreen], page: int, spoil: str) -> None:
    screen = stage.screen
    if spoil == "age_day":
        screen.pages.general.age_day.setText("kemarin")
    elif spoil == "min_age":
        screen.pages.general.numbers["min_age"].setValue(80)
    elif spoil == "documents":
        screen.pages.documents.add()
    else:
        screen.pages.roles.view.selectRow(0)
        screen.pages.roles.seats.setValue(2)
    screen.pages.list.setCurrentRow(2)
    _look(stage)
    assert screen.pages.list.currentRow() == page
    assert screen.right.currentIndex() == 0
    pages = screen.pages
    labels = {1: pages.documents._trouble, 3: pages.roles._trouble}
    label = pages.general._troubles[spoil] if page == 0 else labels[page]
    assert label.text()
    assert not label.isHidden()


def test_nothing_is_lost_when_the_person_goes_and_others_change_papers(stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    screen.pages.general.numbers["min_age"].setValue(21)
    screen.hide()
    screen.show()
    screen.shown()
    screen.reload()
    stage.settle()
    assert screen.pages.general.numbers["min_age"].value() == 21


def test_a_draft_thrown_away_can_be_fetched_back(stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    screen.pages.general.numbers["min_age"].setValue(21)
    screen.drop()
    stage.settle()
    assert screen.changes == []
    stage.notices._act.click()
    assert screen.pages.general.numbers["min_age"].value() == 21


def test_who_comes_second_keeps_the_draft_and_hears_of_it(stage: Stage[SettingsScreen], workspace_path: Path) -> None:
    screen = stage.screen
    screen.pages.general.numbers["min_age"].setValue(21)
    _look(stage)
    _elsewhere(stage, workspace_path)
    assert "Aturan sudah diubah oleh Siti: versi 2" in stage.notices.text
    _adopt(stage)
    assert "versi 2 ditetapkan Siti" in screen.effect.trouble
    assert screen.pages.general.numbers["min_age"].value() == 21
    stage.notices._act.click()
    stage.settle()
    assert screen.pages.general.numbers["max_age"].value() == 60
    assert screen.changes == []


def test_without_a_draft_the_new_version_is_simply_shown(stage: Stage[SettingsScreen], workspace_path: Path) -> None:
    _elsewhere(stage, workspace_path)
    assert stage.screen.pages.general.numbers["max_age"].value() == 60
    assert stage.notices.text == ""


def test_an_old_version_becomes_a_draft(stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    screen.pages.general.numbers["min_age"].setValue(40)
    _look(stage)
    _adopt(stage)
    screen.open("Versi aturan")
    screen.pages.versions.view.selectRow(0)
    assert "• Umur terendah: 17 tahun → 40 tahun" in screen.pages.versions.told.text()
    assert screen.pages.versions._again.isHidden()
    screen.pages.versions.view.selectRow(1)
    screen.pages.versions._again.click()
    assert screen.changes == ["Umur terendah: 40 tahun → 17 tahun"]
    _look(stage)
    _adopt(stage, "Kembali")
    assert _now(stage).rules.min_age == 17
    assert _now(stage).based_on == 3


def test_a_cancelled_look_leaves_the_draft(stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    screen.pages.general.numbers["min_age"].setValue(21)
    cancel_next(stage.background)
    screen.look()
    stage.settle()
    assert "Berhenti" in stage.notices.text
    assert screen._look.isEnabled()
    assert screen.right.currentIndex() == 0


def test_the_letterhead_is_edited_here_too(stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    screen.open("Kop surat dan penanda tangan")
    stage.settle()
    assert screen.bar.isHidden()
    assert screen.pages.paper.form.values()["city"] == "Jakarta"
    screen.pages.paper.form.write("city", "Jakarta Pusat")
    screen.pages.list.setCurrentRow(0)
    screen.pages.list.setCurrentRow(5)
    stage.settle()
    assert screen.pages.paper.form.values()["city"] == "Jakarta Pusat"
    screen.pages.paper.form.save()
    stage.settle()
    found: list[str] = []
    stage.background.ask(screen, lambda db: areas.election(db).paper.city, found.append)
    stage.settle()
    assert found == ["Jakarta Pusat"]
    assert screen.changes == []


def test_every_page_is_a_command(stage: Stage[SettingsScreen]) -> None:
    commands = stage.screen.commands()
    assert [action.text() for action in commands][3] == "Pengaturan: Jabatan dan kursi"
    commands[3].trigger()
    assert stage.screen.pages.list.currentRow() == 3


def test_enter_goes_from_the_list_into_the_page(stage: Stage[SettingsScreen], qtbot: QtBot) -> None:
    screen = stage.screen
    screen.pages.list.setFocus()
    screen.pages.list.setCurrentRow(1)
    press(screen.pages.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.focusWidget() is screen.pages.documents.view)


def test_a_draft_is_adopted_by_keys_alone(stage: Stage[SettingsScreen]) -> None:
    screen = stage.screen
    number = screen.pages.general.numbers["min_age"]
    number.setFocus()
    press(number, Qt.Key.Key_Up)
    QTest.keyClick(number, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert screen.right.currentWidget() is screen.effect
    press(screen.effect.reason, Qt.Key.Key_Escape)
    assert screen.right.currentIndex() == 0
    QTest.keyClick(number, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    _typed(screen.effect.reason, "Keputusan 12")
    QTest.keyClick(screen.effect.reason, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert _now(stage).rules.min_age == 18


def test_adopting_is_the_writer_named_in_the_version(stage: Stage[SettingsScreen]) -> None:
    stage.screen.pages.general.numbers["min_age"].setValue(18)
    _look(stage)
    _adopt(stage)
    line = stage.screen.pages.versions.model.line(0)
    assert line is not None
    assert line.cells[2:] == (BY, "Keputusan 12")
