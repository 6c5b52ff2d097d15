"""Kelola: replaced, revoked, printed again; data berubah in one step; the book of numbers tells it all."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.exchange.pdf_pages import PdfPages
from kpps_desk.operations import members
from kpps_desk.queries import certificates
from kpps_desk.queries import members as member_questions
from kpps_desk.queries.certificates import CertificateRow
from kpps_desk.store.database import Database
from kpps_desk.ui.certificate_manage import ManagePage
from kpps_desk.ui.certificate_print import GIVEN, PrintPage
from kpps_desk.ui.screens.certificates import CertificatesScreen
from tests.filled import BY, fill
from tests.ui.certificate_stage import at
from tests.ui.stage import Stage

Shown = tuple[Stage[CertificatesScreen], ManagePage]


@pytest.fixture
def shown(qtbot: QtBot, workspace_path: Path) -> Iterator[Shown]:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    stage = Stage(qtbot, workspace_path, CertificatesScreen)
    yield stage, at(stage, "manage")
    stage.background.close()


def _row(path: Path, certificate: int) -> CertificateRow:
    with Database.open(path) as database, database.read() as db:
        return certificates.page(db, [certificate])[certificate]


def _rename(path: Path, count: int) -> list[int]:
    """The first so many holders are called otherwise now."""
    with Database.open(path) as database:
        with database.read() as db:
            found = [certificates.page(db, [one])[one].member_id for one in certificates.ids(db)[:count]]
            versions = {one: member_questions.details(db, one).version for one in found if one is not None}
        for member, version in versions.items():
            with database.write("Ubah nama", by=BY) as tx:
                members.edit(tx, member, {"name": f"Nama Baru {member}"}, version=version)
    return list(versions)


def _type(page: ManagePage, reason: str) -> None:
    assert not page.reason.isHidden()
    page.reason.reason.setText(reason)
    QTest.keyClick(page.reason.reason, Qt.Key.Key_Return)


def test_a_reissue_with_its_reason_points_from_the_old_number_to_the_new(
    shown: Shown, workspace_path: Path, unfrozen: Callable[[], AbstractContextManager[None]]
) -> None:
    stage, page = shown
    old = page.view.current_id()
    with unfrozen():
        page.replace.click()
        assert not page.reason.yes.isEnabled()  # a reason first
        _type(page, "Nama salah tulis")
        stage.settle()
    before = _row(workspace_path, old)
    assert (before.state, before.reason) == ("diganti", "Nama salah tulis")
    assert before.replaced_by is not None
    assert _row(workspace_path, before.replaced_by).state == "terbit"
    assert "1 sertifikat diganti" in stage.notices.text
    page.show_target(old)
    stage.settle()
    assert page.row is not None
    assert page.row.id == old
    assert "Diganti dengan 000036/" in page.paper.about
    assert "Nama salah tulis" in page.paper.about


def test_a_revoked_number_stays_in_the_book_with_its_reason(shown: Shown, workspace_path: Path) -> None:
    stage, page = shown
    chosen = page.view.current_id()
    page.revoke.click()
    _type(page, "Tidak mengikuti bimtek")
    stage.settle()
    assert _row(workspace_path, chosen).state == "dicabut"
    assert stage.notices.text == "1 sertifikat dicabut."
    book = at(stage, "register")
    assert book.told.text() == "35 nomor: 34 terbit, 0 diganti, 1 dicabut. Tidak ada celah."
    line = book.model.line(0)
    assert line is not None
    assert "Tidak mengikuti bimtek" in line.cells[-1]


def test_escape_leaves_everything_as_it_was(shown: Shown, workspace_path: Path) -> None:
    stage, page = shown
    chosen = page.view.current_id()
    page.revoke.click()
    page.reason.leave()
    stage.settle()
    assert page.reason.isHidden()
    assert _row(workspace_path, chosen).state == "terbit"


def test_data_berubah_is_mended_in_one_step(qtbot: QtBot, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    changed = _rename(workspace_path, 3)
    stage = Stage(qtbot, workspace_path, CertificatesScreen)
    page = at(stage, "manage")
    try:
        _mend_changed(stage, page)
    finally:
        stage.background.close()
    with Database.open(workspace_path) as database, database.read() as db:
        names = {row.name for row in certificates.page(db, certificates.ids(db)).values()}
    assert all(any(f"Nama Baru {member}" in name for name in names) for member in changed)


def _mend_changed(stage: Stage[CertificatesScreen], page: ManagePage) -> None:
    assert stage.screen.tabs.tabText(4) == "Kelola  3"
    assert page.replace_all.text() == "Ganti &semua yang datanya berubah (3)…"
    page.standing.setCurrentIndex(1)  # Data berubah
    stage.settle()
    assert page.model.total == 3
    page.replace.click()
    assert page.reason.reason.text() == "Data anggota berubah"
    QTest.keyClick(page.reason.reason, Qt.Key.Key_Return)
    stage.settle()
    assert page.model.total == 2
    page.replace_all.click()
    QTest.keyClick(page.reason.reason, Qt.Key.Key_Return)
    stage.settle()
    assert page.model.total == 0
    assert page.replace_all.isHidden()
    assert stage.screen.tabs.tabText(4) == "Kelola"


def test_a_reprint_is_handed_over_and_bears_salinan(shown: Shown, tmp_path: Path) -> None:
    stage, page = shown
    printing: PrintPage = at(stage, "print")
    printing.save(tmp_path / "asli.pdf")
    stage.settle()
    stage.screen.show_page("manage")
    stage.settle()
    assert "ada dalam cetakan no. 1, belum dipastikan" in page.story.text()
    printing.ledger.say_all_out_by_number(1)
    stage.settle()
    assert "Keluar 1 kali" in page.story.text()
    page.again.click()
    stage.settle()
    assert stage.screen.page is printing
    assert printing.which.value == GIVEN
    assert printing.which.currentText() == "Cetak ulang (1)"
    printing.save(tmp_path / "ulang.pdf")
    stage.settle()
    pages = PdfPages(tmp_path / "ulang.pdf")
    assert (pages.count, "SALINAN" in pages.text(0)) == (1, True)
    pages.close()


def test_a_number_or_a_part_of_a_name_is_found(shown: Shown) -> None:
    stage, page = shown
    page.search.setText("000017")
    stage.settle()
    assert page.model.total == 1
    page.search.setText("tidak ada orang ini")
    stage.settle()
    assert page.model.total == 0


def test_the_book_jumps_to_a_number_and_is_saved(shown: Shown, tmp_path: Path) -> None:
    stage, _ = shown
    book = at(stage, "register")
    assert book.model.total == 35
    book.search.setText("20")
    stage.settle()
    assert book.view.currentIndex().row() == 19
    book.save(tmp_path / "register.csv")
    stage.settle()
    assert "tersimpan di register.csv" in stage.notices.text
    assert "000020/" in (tmp_path / "register.csv").read_text(encoding="utf-8-sig")
