"""The way of certificates in the window: names, preflight, issue, jam and rest, a changed name, SALINAN, revoked."""

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.domain.preflight import Code
from kpps_desk.exchange.pdf_pages import PdfPages
from kpps_desk.exchange.rendering import PDFIUM
from kpps_desk.operations import members
from kpps_desk.queries import members as member_questions
from kpps_desk.ui.certificate_check import CheckPage
from kpps_desk.ui.certificate_issue import IssuePage
from kpps_desk.ui.certificate_manage import ManagePage
from kpps_desk.ui.certificate_names import NamesPage
from kpps_desk.ui.certificate_print import PrintPage
from kpps_desk.ui.certificate_register import RegisterPage
from kpps_desk.ui.printer import landscape
from kpps_desk.ui.screens.certificates import CertificatesScreen
from kpps_desk.ui.window import Window
from tests.filled import fill
from tests.ui.conftest import settle

Watch = Callable[[], AbstractContextManager[None]]
ENTER = Qt.Key.Key_Return


@pytest.fixture
def workspace_path(workspace_path: Path) -> Path:
    """With everybody sworn in and trained, before the window opens it."""
    fill(workspace_path, sworn=True, trained=True)
    return workspace_path


@pytest.fixture
def as_run() -> Iterator[None]:
    """What a thousand tests left behind isn't gone through again and again: the program freezes its own start too."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


class _Walk:
    """The window on Sertifikat, with a printer that prints into a file."""

    def __init__(self, qtbot: QtBot, window: Window, tmp_path: Path) -> None:
        self._qtbot, self.window = qtbot, window
        self.tray = tmp_path / "baki.pdf"
        window.go("certificates")
        self.settle()
        found = window.findChild(CertificatesScreen)
        assert isinstance(found, CertificatesScreen)
        self.screen = found
        self.said = window.notices

    def settle(self) -> None:
        settle(self._qtbot, self.window)

    def turn(self, key: str) -> object:
        self.screen.show_page(key)
        self.settle()
        return self.screen.page

    def printer(self, _: str) -> QPrinter:
        made = landscape(QPrinter())
        made.setResolution(60)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.tray))
        return made

    def rename(self, member: int, name: str) -> None:
        """As Anggota does it."""
        background = self.window.background
        found: list[int] = []
        background.ask(self.screen, lambda db: member_questions.details(db, member).version, found.append)
        self.settle()
        background.do(self.screen, "Ubah nama", lambda tx: members.edit(tx, member, {"name": name}, version=found[0]))
        self.settle()


@pytest.mark.usefixtures("as_run")
def test_the_way_of_certificates(qtbot: QtBot, window: Window, tmp_path: Path, unfrozen: Watch) -> None:
    walk = _Walk(qtbot, window, tmp_path)
    for key in ("names", "check", "issue", "print", "manage", "register"):
        walk.turn(key)
    window.go("members")  # every screen and step is there; what is watched is the work
    walk.settle()
    window.go("certificates")
    for act in (_confirm_names, _mend_a_finding, _issue):
        with unfrozen():
            act(walk)
    _print_with_a_jam(walk)
    with unfrozen():
        _replace_what_changed(walk)
    _print_the_new_one_and_an_old_one_again(walk, tmp_path)
    with unfrozen():
        _revoke(walk)


def _confirm_names(walk: _Walk) -> None:
    page = walk.turn("names")
    assert isinstance(page, NamesPage)
    page.view.selectAll()
    page.sure.click()
    walk.settle()
    assert "35 dari 35 nama sudah dikonfirmasi" in page.count.text()


def _mend_a_finding(walk: _Walk) -> None:
    page = walk.turn("check")
    assert isinstance(page, CheckPage)
    assert page.found is not None
    before = len(page.found.findings)
    member = page.found.findings[-1].member or 1
    walk.rename(member, "Ahmad 𓀀")
    assert page.found is not None
    glyph = next(one for one in page.found.findings if one.code is Code.GLYPH)
    assert glyph.member == member
    page.view.show_id(page.found.findings.index(glyph))
    QTest.keyClick(page.view, ENTER)  # Buka anggota
    walk.settle()
    assert walk.screen.isHidden()
    walk.rename(member, "Ahmad Fauzi")
    walk.window.go("certificates")
    walk.settle()
    assert page.found is not None
    assert not any(one.code is Code.GLYPH for one in page.found.findings)
    assert len(page.found.findings) <= before + 1  # the new name is to be confirmed


def _issue(walk: _Walk) -> None:
    page = walk.turn("issue")
    assert isinstance(page, IssuePage)
    page.issue_button.click()
    walk.said._act.click()  # Ya, terbitkan 35
    walk.settle()
    assert walk.said.text == "35 sertifikat terbit."
    walk.said._act.click()  # Cetak…
    walk.settle()
    assert isinstance(walk.screen.page, PrintPage)


def _print_with_a_jam(walk: _Walk) -> None:
    page = walk.turn("print")
    assert isinstance(page, PrintPage)
    page.make_printer = walk.printer
    page.settings.offer_printers(["HP Kantor"])
    page.settings.target.setCurrentIndex(1)
    page.go.click()
    walk.settle()
    page.show_target("ledger:1")
    page.batches.number.setText("0021")
    QTest.keyClick(page.batches.number, ENTER)
    walk.settle()
    walk.said._act.click()  # Lanjutkan dari no. 0021
    walk.settle()
    with PDFIUM, pypdfium2.PdfDocument(walk.tray) as document:
        assert len(document) == 15
    walk.said._act.click()  # Semua keluar
    walk.settle()
    assert page.which.itemText(0) == "Belum pernah keluar (0)"


def _replace_what_changed(walk: _Walk) -> None:
    page = walk.turn("manage")
    assert isinstance(page, ManagePage)
    assert page.row is not None
    assert page.row.member_id is not None
    walk.rename(page.row.member_id, "Siti Nama Baru")
    assert walk.screen.tabs.tabText(4) == "Kelola  1"
    assert page.paper.about.startswith("Data berubah sejak terbit")
    page.replace_all.click()
    QTest.keyClick(page.reason.reason, ENTER)
    walk.settle()
    assert "1 sertifikat diganti" in walk.said.text
    assert walk.screen.tabs.tabText(4) == "Kelola"


def _print_the_new_one_and_an_old_one_again(walk: _Walk, tmp_path: Path) -> None:
    walk.said._act.click()  # Cetak…
    walk.settle()
    page = walk.screen.page
    assert isinstance(page, PrintPage)
    assert page.which.currentText() == "Pengganti (1)"
    page.save(tmp_path / "baru.pdf")
    walk.settle()
    managing = walk.turn("manage")
    assert isinstance(managing, ManagePage)
    managing.view.setCurrentIndex(managing.model.index(8, 0))
    walk.settle()
    managing.again.click()
    walk.settle()
    page.save(tmp_path / "lagi.pdf")
    walk.settle()
    assert _text(tmp_path / "baru.pdf").count("SALINAN") == 0
    assert "Siti Nama Baru" in _text(tmp_path / "baru.pdf")
    assert "SALINAN" in _text(tmp_path / "lagi.pdf")


def _text(path: Path) -> str:
    pages = PdfPages(path)
    try:
        return pages.text(0)
    finally:
        pages.close()


def _revoke(walk: _Walk) -> None:
    page = walk.turn("manage")
    assert isinstance(page, ManagePage)
    page.view.setCurrentIndex(page.model.index(9, 0))
    walk.settle()
    page.revoke.click()
    page.reason.reason.setText("Mengundurkan diri sebelum bimtek")
    QTest.keyClick(page.reason.reason, ENTER)
    walk.settle()
    book = walk.turn("register")
    assert isinstance(book, RegisterPage)
    assert book.told.text() == "36 nomor: 34 terbit, 1 diganti, 1 dicabut. Tidak ada celah."
