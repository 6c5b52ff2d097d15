"""Sertifikat: the groups with their reasons, issuing, the page, PDF and print."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from kpps_desk.queries import areas
from kpps_desk.store.database import Database
from kpps_desk.ui.certificate_groups import ENTITLED, ISSUED
from kpps_desk.ui.printer import landscape
from kpps_desk.ui.screens.certificates import CertificatesScreen
from tests.filled import fill
from tests.ui.stage import Stage

Open = Callable[[], Stage[CertificatesScreen]]


@pytest.fixture
def open_screen(qtbot: QtBot, workspace_path: Path) -> Iterator[Open]:
    made: list[Stage[CertificatesScreen]] = []

    def open_it() -> Stage[CertificatesScreen]:
        made.append(Stage(qtbot, workspace_path, CertificatesScreen))
        return made[-1]

    yield open_it
    for stage in made:
        stage.background.close()


def _groups(screen: CertificatesScreen) -> dict[str, str]:
    lines = (screen.groups.line(at) for at in range(screen.groups.total))
    return {line.cells[0]: line.cells[1] for line in lines if line is not None}


def _choose(stage: Stage[CertificatesScreen], group: int) -> None:
    stage.screen.group_view.setCurrentIndex(stage.screen.groups.index(group, 0))
    stage.settle()


def test_everybody_is_in_one_group_with_the_reason(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    assert _groups(stage.screen) == {
        "Berhak dan belum terbit": "35",
        "Sudah terbit": "0",
        "Belum mengikuti bimbingan teknis": "0",
        "Belum disumpah": "0",
        "Belum ditetapkan pada kursi TPS": "0",
        "Petugas ketertiban tidak menerima sertifikat": "10",
    }
    _choose(stage, 5)
    assert stage.screen.people.total == 10
    line = stage.screen.people.line(0)
    assert line is not None
    assert line.row.role.startswith("Petugas Ketertiban")


def test_before_anything_is_issued_the_page_is_a_sample(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path)
    screen = open_screen().screen
    assert screen.paper.title == "Contoh bentuk sertifikat"
    assert screen.paper.view.shows_page
    assert not screen.issue_button.isEnabled()
    assert not screen.paper.save.isEnabled()


def test_issuing_asks_once_more_and_then_shows_the_pages(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    stage.screen.issue_button.click()
    stage.settle()
    assert stage.screen.papers.total == 0
    assert "35 sertifikat untuk Kel. Gambir akan diberi nomor" in stage.notices.text
    stage.notices._act.click()
    stage.settle()
    assert stage.notices.text == "35 sertifikat terbit."
    assert _groups(stage.screen)["Sudah terbit"] == "35"
    assert stage.screen.group == ISSUED
    assert stage.screen.papers.total == 35
    first = stage.screen.papers.line(0)
    assert first is not None
    assert stage.screen.paper.title == first.row.name


def test_only_the_chosen_are_issued(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    stage.screen.people_view.choose(stage.screen.people.ids[:3])
    assert stage.screen.issue_button.text() == "&Terbitkan 3 sertifikat yang dipilih"
    stage.screen.issue_button.click()
    stage.notices._act.click()
    stage.settle()
    assert _groups(stage.screen)["Sudah terbit"] == "3"
    assert _groups(stage.screen)["Berhak dan belum terbit"] == "32"


def test_one_goes_through_the_pages_in_the_order_of_print(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    stage = open_screen()
    assert stage.screen.group == ISSUED  # nobody waits: the issued ones are shown first
    stage.screen.paper._next.click()
    stage.settle()
    second = stage.screen.papers.line(1)
    assert second is not None
    assert stage.screen.paper.title == second.row.name
    assert stage.screen.paper._place.text() == "2 dari 35"
    stage.screen.paper.view.zoom(1)
    stage.settle()
    assert stage.screen.paper.view.shows_page


def test_the_session_narrows_the_groups(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    stage.screen.where.session.setCurrentIndex(1)
    stage.settle()
    assert _groups(stage.screen)["Berhak dan belum terbit"] == "14"  # two crews a session


def test_all_issued_are_saved_as_one_pdf(open_screen: Open, workspace_path: Path, tmp_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    stage = open_screen()
    out = tmp_path / "sertifikat.pdf"
    stage.screen.save(out)
    stage.settle()
    assert stage.notices.text == "35 sertifikat tersimpan di sertifikat.pdf."
    with pypdfium2.PdfDocument(out) as document:
        assert len(document) == 35


def test_the_chosen_ones_are_printed(open_screen: Open, workspace_path: Path, tmp_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    stage = open_screen()
    stage.screen.papers_view.choose(stage.screen.papers.ids[:2])
    printer = landscape(QPrinter())
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetakan.pdf"))
    stage.screen.print_on(printer)
    stage.settle()
    assert stage.notices.text == "2 sertifikat dikirim ke pencetak."
    with pypdfium2.PdfDocument(tmp_path / "cetakan.pdf") as document:
        assert len(document) == 2


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this machine has a printer")
def test_without_a_printer_a_sentence_says_what_to_do(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    stage = open_screen()
    stage.screen.paper.print.click()
    assert "Tidak ada pencetak" in stage.notices.text
    assert "Simpan sebagai PDF" in stage.notices.text


def test_a_cancel_keeps_what_is_issued(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    stage.screen.issue(None, "31.71.01.1001", None)
    stage.background.jobs[0].cancel()
    stage.settle()
    assert "Berhenti" in stage.notices.text
    _choose(stage, ENTITLED)
    assert stage.screen.issue_button.isEnabled() == (stage.screen.people.total > 0)


def test_the_signatory_is_corrected_beside_the_page_before_issuing(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    stage.screen.edit_office()
    stage.settle()
    form = stage.screen.office.form
    typed = form.values()
    assert typed["letterhead"].splitlines() == ["KOMISI PEMILIHAN UMUM", "PROVINSI DKI JAKARTA"]
    form.saved.emit({**typed, "signatory_name": "  "})
    stage.settle()
    assert stage.screen.right.currentWidget() is stage.screen.office
    form.saved.emit({**typed, "signatory_name": "Siti Ma'ruf, S.H."})
    stage.settle()
    assert stage.screen.right.currentWidget() is stage.screen.paper
    with Database.open(workspace_path) as database, database.read() as db:
        assert areas.election(db).paper.signatory_name == "Siti Ma'ruf, S.H."
