"""Riwayat impor: what came in before, its file, and taking it back days later."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kpps_desk.operations import members
from kpps_desk.queries import members as people
from kpps_desk.queries.members import MemberFilter
from kpps_desk.ui.screens.importing import CHOOSE, RESULT, UNDO
from tests.filled import write_roster
from tests.ui.wizard import Wizard, wizard

__all__ = ["wizard"]


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return write_roster(tmp_path / "daftar gambir.xlsx")


def _rename_first(wizard: Wizard) -> None:
    """Somebody corrects one person's name after the import."""

    def change(tx: object) -> None:
        first = people.ids(tx, MemberFilter())[0]  # type: ignore[arg-type]
        found = people.details(tx, first)  # type: ignore[arg-type]
        members.edit(tx, first, {"name": "NAMA BARU"}, version=found.version)  # type: ignore[arg-type]

    wizard.background.do(wizard.screen, "Ubah nama", change)
    wizard.settle()


def test_without_an_import_the_page_says_what_to_do(wizard: Wizard) -> None:
    history = wizard.screen.choose.history
    assert history.runs.total == 0
    assert history.card.isHidden()
    assert "Setelah impor pertama" in history.view._empty
    assert wizard.focused() is wizard.screen.choose.pick


def test_an_import_stands_in_the_history_with_its_counts_and_hash(wizard: Wizard, roster: Path) -> None:
    wizard.run(roster)
    history = wizard.screen.choose.history
    line = history.runs.line(0)
    assert line is not None
    assert line.cells[1] == "daftar gambir.xlsx"
    assert line.cells[-1] == "tersimpan"
    assert "Dibaca: 45 = 45 baru + 0 diperbarui + 0 sama + 0 ditolak" in history.card.text
    assert line.row.file_hash[:8] in history.card.text


def test_the_original_file_can_be_saved_again_byte_for_byte(wizard: Wizard, roster: Path, tmp_path: Path) -> None:
    wizard.run(roster)
    run = wizard.screen.choose.history.card.run
    assert run is not None
    wizard.screen.past.save(run, tmp_path / "asli.xlsx")
    wizard.settle()
    assert (tmp_path / "asli.xlsx").read_bytes() == roster.read_bytes()
    assert "asli.xlsx" in wizard.notices.text


def test_an_import_is_taken_back_from_the_notice(wizard: Wizard, roster: Path) -> None:
    wizard.run(roster)
    assert wizard.notices.text == "45 orang baru, 0 diperbarui."
    wizard.notices._act.click()
    wizard.settle()
    assert "Diurungkan" in wizard.notices.text
    assert wizard.people() == 0
    assert wizard.screen.step == CHOOSE


def test_an_undo_days_later_shows_what_has_changed_since_and_then_does_it(wizard: Wizard, roster: Path) -> None:
    wizard.run(roster)
    _rename_first(wizard)
    wizard.screen.go_to(CHOOSE)
    wizard.screen.choose.history.view.setFocus()
    wizard.press(Qt.Key.Key_Return)
    wizard.screen.choose.history.card.undo.click()
    wizard.settle()
    page = wizard.screen.undoing
    assert wizard.screen.step == UNDO
    assert "44 catatan anggota" in page.text
    assert page.kept.count() >= 1
    assert any("NAMA BARU" in page.kept.item(at).text() for at in range(page.kept.count()))
    assert wizard.people() == 45
    page.go.click()
    wizard.settle()
    assert wizard.screen.step == CHOOSE
    assert wizard.people() == 1
    run = wizard.screen.choose.history.card.run
    assert run is not None
    assert run.undone
    assert wizard.screen.choose.history.card.undo.isHidden()


def test_who_doesnt_want_the_undo_is_back_where_they_were(wizard: Wizard, roster: Path) -> None:
    wizard.run(roster)
    wizard.screen.result.undo.click()
    wizard.settle()
    assert wizard.screen.step == UNDO
    assert "Tidak ada yang diubah sejak impor itu" in wizard.screen.undoing.text
    wizard.press(Qt.Key.Key_Escape)
    assert wizard.screen.step == RESULT
    assert wizard.people() == 45


def test_an_undo_by_another_way_is_seen_in_the_history(wizard: Wizard, roster: Path) -> None:
    from kpps_desk.operations import undo

    wizard.run(roster)
    run = wizard.screen.choose.history.card.run
    assert run is not None
    assert run.group is not None
    group = run.group
    wizard.background.run(wizard.screen, "Urungkan", lambda database, _: undo.undo(database, group, by="penguji"))
    wizard.settle()
    line = wizard.screen.choose.history.runs.line(0)
    assert line is not None
    assert line.row.undone


def test_a_second_import_without_changes_offers_no_undo(wizard: Wizard, roster: Path) -> None:
    wizard.run(roster)
    wizard.run(roster)
    assert wizard.screen.choose.history.runs.total == 2
    card = wizard.screen.choose.history.card
    assert card.run is not None
    assert card.run.counts["unchanged"] == 45
    assert card.undo.isHidden()
