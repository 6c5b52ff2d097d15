"""Impor from the first step to the last: choose, look, check, import; what goes wrong on the way stays one sentence."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from kpps_desk.exchange.tables import open_table
from kpps_desk.ui.screens.importing import CHECK, CHOOSE, COLUMNS, RESULT
from tests.filled import write_roster
from tests.ui.settling import cancel_next
from tests.ui.wizard import Wizard, wizard

__all__ = ["wizard"]


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return write_roster(tmp_path / "daftar gambir.xlsx")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """About a third of the rows is spoiled."""
    return write_roster(tmp_path / "cacat.xlsx", faults=0.3)


def _sums(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split()))


def test_the_whole_way_goes_by_enter_alone(wizard: Wizard, roster: Path) -> None:
    wizard.look_at(roster)
    assert wizard.focused() is wizard.screen.columns.next
    wizard.press(Qt.Key.Key_Space)
    assert wizard.screen.step == CHECK
    assert wizard.focused() is wizard.screen.check.next
    wizard.press(Qt.Key.Key_Space)
    assert wizard.screen.step == RESULT
    assert wizard.people() == 45


def test_a_check_counts_and_changes_nothing(wizard: Wizard, roster: Path) -> None:
    wizard.check(roster)
    assert _sums(wizard.screen.check.outcome.sums.text) == (45, 45, 0, 0, 0)
    assert wizard.people() == 0
    assert list(roster.parent.glob("*ditolak*")) == []


def test_the_button_says_how_many_rows_it_will_import(wizard: Wizard, faulty: Path) -> None:
    wizard.check(faulty)
    read, *_, rejected = _sums(wizard.screen.check.outcome.sums.text)
    assert wizard.screen.check.next.text() == f"&Impor {read - rejected} baris"


def test_the_figures_add_up_and_the_result_is_what_the_check_said(wizard: Wizard, faulty: Path) -> None:
    wizard.check(faulty)
    said = wizard.screen.check.outcome.sums.text
    wizard.screen.check.next.click()
    wizard.settle()
    read, created, updated, unchanged, rejected = _sums(wizard.screen.result.outcome.sums.text)
    assert wizard.screen.result.outcome.sums.text == said
    assert read == 45 == created + updated + unchanged + rejected
    assert rejected > 0
    assert wizard.people() == created


def test_another_choice_for_known_people_is_checked_anew(wizard: Wizard, roster: Path) -> None:
    wizard.run(roster)
    wizard.check(roster)
    assert _sums(wizard.screen.check.outcome.sums.text) == (45, 0, 0, 45, 0)
    wizard.screen.check.choose("update")
    assert not wizard.screen.check.next.isEnabled()
    wizard.settle()
    assert wizard.screen.check.existing == "update"
    assert wizard.screen.check.next.isEnabled()


def test_the_same_file_again_changes_nothing(wizard: Wizard, roster: Path) -> None:
    wizard.run(roster)
    assert _sums(wizard.screen.result.outcome.sums.text) == (45, 45, 0, 0, 0)
    wizard.run(roster)
    assert _sums(wizard.screen.result.outcome.sums.text) == (45, 0, 0, 45, 0)
    assert "tidak mengubah apa pun" in wizard.screen.result.text
    assert wizard.screen.result.undo.isHidden()


def test_going_back_loses_nothing(wizard: Wizard, faulty: Path) -> None:
    wizard.check(faulty)
    sums = wizard.screen.check.outcome.sums.text
    wizard.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert wizard.screen.step == COLUMNS
    wizard.screen.back()
    assert wizard.screen.step == CHOOSE
    wizard.screen.steps.wanted.emit(CHECK)
    assert wizard.screen.check.outcome.sums.text == sums
    assert wizard.screen.check.next.isEnabled()  # without checking again


def test_rejected_rows_lie_in_a_file_that_mended_completes_the_list(wizard: Wizard, faulty: Path) -> None:
    wizard.run(faulty)
    rejects = wizard.screen.result.rejects
    assert rejects == faulty.with_name("cacat-ditolak.xlsx")
    assert str(faulty.parent) in wizard.screen.result.text
    assert len(list(open_table(rejects).rows())) > 1
    wizard.screen.result.mended.click()
    wizard.settle()
    assert wizard.screen.step == COLUMNS
    assert wizard.screen.draft is not None
    assert wizard.screen.draft.path == rejects


def test_a_stopped_check_can_be_started_again(wizard: Wizard, roster: Path) -> None:
    wizard.look_at(roster)
    wizard.screen.go_to(CHECK)
    wizard.screen.check.stop.click()
    wizard.settle()
    assert wizard.screen.step == CHECK
    assert not wizard.screen.check.next.isEnabled()
    wizard.screen.check.again.click()
    wizard.settle()
    assert wizard.screen.check.next.isEnabled()


def test_a_cancelled_import_says_what_stays_and_is_checked_anew(wizard: Wizard, roster: Path) -> None:
    wizard.check(roster)
    cancel_next(wizard.background)
    wizard.screen.check.next.click()
    wizard.settle()
    assert "Berhenti" in wizard.notices.text
    assert wizard.screen.step == CHECK
    assert not wizard.screen.check.next.isEnabled()
    wizard.screen.check.again.click()
    wizard.settle()
    wizard.screen.check.next.click()
    wizard.settle()
    assert wizard.people() == 45


def test_a_file_that_is_no_roster_is_one_sentence_and_the_page_stays(wizard: Wizard, tmp_path: Path) -> None:
    path = tmp_path / "surat.xlsx"
    path.write_text("Dengan hormat,")
    wizard.look_at(path)
    assert wizard.screen.step == CHOOSE
    assert "surat.xlsx" in wizard.notices.text
    assert wizard.screen.choose.pick.isEnabled()


@pytest.mark.parametrize("cut", [200, 4_000])
def test_a_damaged_workbook_is_one_sentence(wizard: Wizard, roster: Path, cut: int) -> None:
    roster.write_bytes(roster.read_bytes()[:cut])
    wizard.look_at(roster)
    assert wizard.screen.step == CHOOSE
    assert "rusak" in wizard.notices.text


def test_a_damaged_file_leaves_the_list_that_was_looked_at(wizard: Wizard, roster: Path, tmp_path: Path) -> None:
    wizard.look_at(roster)
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04rusak")
    wizard.look_at(broken)
    assert wizard.screen.step == COLUMNS
    assert wizard.screen.draft is not None
    assert wizard.screen.draft.path == roster


def test_a_file_that_vanished_between_the_steps_is_told(wizard: Wizard, roster: Path) -> None:
    wizard.look_at(roster)
    roster.unlink()
    wizard.screen.go_to(CHECK)
    wizard.settle()
    assert wizard.screen.step == CHECK
    assert "tidak ditemukan" in wizard.notices.text
    assert not wizard.screen.check.next.isEnabled()


def test_a_file_that_was_changed_after_the_check_is_not_imported(wizard: Wizard, roster: Path) -> None:
    wizard.check(roster)
    os.utime(roster, ns=(0, 0))
    wizard.screen.check.next.click()
    wizard.settle()
    assert wizard.screen.step == CHECK
    assert "sudah berubah" in wizard.notices.text
    assert wizard.people() == 0


def test_a_file_dropped_anywhere_on_the_screen_is_looked_at(wizard: Wizard, roster: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(roster)), QUrl.fromLocalFile("/lain.xlsx")])
    event = QDropEvent(
        QPointF(900, 500),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    wizard.screen.dropEvent(event)
    wizard.settle()
    assert event.isAccepted()
    assert wizard.screen.step == COLUMNS
    assert "yang lain belum" in wizard.notices.text


def test_a_sample_can_be_written_and_looked_at(wizard: Wizard, tmp_path: Path) -> None:
    wizard.screen.saving.sample(tmp_path / "contoh.csv")
    wizard.settle()
    assert "orang tiruan" in wizard.notices.text
    wizard.notices._act.click()
    wizard.settle()
    assert wizard.screen.step == COLUMNS


def test_the_window_answers_while_a_list_is_checked_and_imported(
    wizard: Wizard, faulty: Path, unfrozen: Callable[[], AbstractContextManager[None]]
) -> None:
    with unfrozen():
        wizard.run(faulty)
    assert wizard.screen.step == RESULT


def test_the_next_step_is_offered(wizard: Wizard, roster: Path) -> None:
    wizard.run(roster)
    wizard.screen.result.readiness.click()
    wizard.screen.result.people.click()
    assert [screen for screen, _ in wizard.went] == ["readiness", "members"]


def test_ctrl_k_offers_import_and_history(wizard: Wizard) -> None:
    offered = {action.text(): action for action in wizard.screen.commands()}
    assert {"Impor daftar…", "Riwayat impor", "Buat contoh daftar…"} <= offered.keys()
    offered["Riwayat impor"].trigger()
    assert wizard.screen.step == CHOOSE
