"""Cetak: files and printers, the ledger of what came out, a jam gone on with, SALINAN on what came out before."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.exchange.pdf_pages import PdfPages
from kpps_desk.exchange.rendering import PDFIUM
from kpps_desk.queries import print_ledger
from kpps_desk.queries.print_ledger import Batch, BatchState
from kpps_desk.store.database import Database
from kpps_desk.ui.certificate_print import ALL, NEW, PrintPage
from kpps_desk.ui.printer import Stopped, landscape
from kpps_desk.ui.screens.certificates import CertificatesScreen
from tests.filled import fill
from tests.ui.certificate_stage import at
from tests.ui.settling import cancel_next
from tests.ui.stage import Stage

Shown = tuple[Stage[CertificatesScreen], PrintPage]


@pytest.fixture
def shown(qtbot: QtBot, workspace_path: Path) -> Iterator[Shown]:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    stage = Stage(qtbot, workspace_path, CertificatesScreen)
    yield stage, at(stage, "print")
    stage.background.close()


def _batches(path: Path) -> list[Batch]:
    with Database.open(path) as database, database.read() as db:
        return print_ledger.batches(db)


def _tray(tmp_path: Path, name: str = "HP Kantor") -> tuple[Callable[[str], QPrinter], Path]:
    """A printer that prints into a file."""
    out = tmp_path / "baki.pdf"

    def make(_: str) -> QPrinter:
        printer = landscape(QPrinter())
        printer.setResolution(60)  # a tray is looked at, not read
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return printer

    return make, out


def _to_printer(page: PrintPage) -> None:
    page.settings.offer_printers(["HP Kantor"])
    page.settings.target.setCurrentIndex(1)


def _text(path: Path, page: int = 0) -> str:
    pages = PdfPages(path)
    try:
        return pages.text(page)
    finally:
        pages.close()


def test_what_never_came_out_is_offered_first_and_saved_as_one_pdf_that_waits_for_an_answer(
    shown: Shown, tmp_path: Path, workspace_path: Path
) -> None:
    stage, page = shown
    assert page.which.currentText() == "Belum pernah keluar (35)"
    assert page.go.text() == "Simpan 35 sebagai &PDF…"
    out = tmp_path / "sertifikat.pdf"
    page.save(out)
    stage.settle()
    assert stage.notices.text == (
        "35 sertifikat tersimpan di sertifikat.pdf, cetakan no. 1. "
        "Sesudah dicetak, pastikan yang keluar pada Catatan cetak."
    )
    with PDFIUM, pypdfium2.PdfDocument(out) as document:
        assert len(document) == 35
    assert page.which.itemText(0) == "Belum pernah keluar (35)"
    assert "35 di antaranya ada dalam cetakan no. 1 yang belum dipastikan keluar." in page.told.text()
    assert page.tabs.tabText(1) == "Catatan cetak (1 menunggu)"
    page.tabs.setCurrentWidget(page.batches)
    assert "tersimpan sebagai sertifikat.pdf. Sesudah dicetak" in page.batches.told.text()
    page.batches.out.click()
    stage.settle()
    assert _batches(workspace_path)[0].state is BatchState.OUT
    assert page.which.itemText(0) == "Belum pernah keluar (0)"
    assert page.told.isHidden()
    assert "sudah pernah keluar" in page.preview.sheet.accessibleDescription()


def test_one_goes_through_the_real_pages_and_finds_a_person(
    shown: Shown, unfrozen: Callable[[], AbstractContextManager[None]]
) -> None:
    stage, page = shown
    assert (page.preview.pages, page.preview.shows_page) == (35, True)
    with unfrozen():
        QTest.keyClick(page.preview.sheet, Qt.Key.Key_PageDown)
        stage.settle()
    assert page.preview.page == 1
    page.preview.look_for("000033")
    stage.settle()
    assert page.preview.page == 32
    assert page.preview.hits == [32]


def test_both_sides_show_front_and_back_and_two_lie_on_a_sheet(shown: Shown) -> None:
    stage, page = shown
    page.settings.choices["duplex"].put(True)
    page.settings.changed.emit()
    stage.settle()
    sides = page.preview.pages
    page.settings.choices["up"].put(2)
    page.settings.changed.emit()
    stage.settle()
    assert sides in (35, 70)
    assert page.preview.pages == -(-35 // 2) * (sides // 35)


def test_printed_pages_come_with_the_batch_and_somebody_says_that_all_came_out(
    shown: Shown, tmp_path: Path, workspace_path: Path
) -> None:
    stage, page = shown
    page.make_printer, tray = _tray(tmp_path)
    _to_printer(page)
    assert page.go.text() == "&Cetak 35"
    page.go.click()
    stage.settle()
    assert "35 sertifikat dikirim ke pencetak, cetakan no. 1" in stage.notices.text
    with PDFIUM, pypdfium2.PdfDocument(tray) as document:
        assert len(document) == 35
        assert [round(side) for side in document.get_page_size(0)] == [842, 595]
    assert _batches(workspace_path)[0].state is BatchState.SENT
    assert page.tabs.tabText(1) == "Catatan cetak (1 menunggu)"
    page.tabs.setCurrentWidget(page.batches)
    page.batches.out.click()
    stage.settle()
    assert _batches(workspace_path)[0].state is BatchState.OUT
    assert page.which.itemText(0) == "Belum pernah keluar (0)"


def test_a_jam_is_gone_on_with_from_its_number(shown: Shown, tmp_path: Path, workspace_path: Path) -> None:
    stage, page = shown
    page.make_printer, tray = _tray(tmp_path)
    _to_printer(page)
    page.go.click()
    stage.settle()
    page.show_target("ledger:1")
    QTest.keyClicks(page.batches.number, "0013")
    QTest.keyClick(page.batches.number, Qt.Key.Key_Return)
    stage.settle()
    jammed = _batches(workspace_path)[0]
    assert (jammed.state, jammed.out) == (BatchState.JAMMED, 12)
    assert "macet di no. 0013; 12 sudah keluar" in stage.notices.text
    stage.notices._act.click()  # Lanjutkan dari no. 0013
    stage.settle()
    rest, before = _batches(workspace_path)
    assert (rest.total, rest.state, before.state) == (23, BatchState.SENT, BatchState.CANCELLED)
    with PDFIUM, pypdfium2.PdfDocument(tray) as document:
        assert len(document) == 23
    assert page.batches.view.current_id() in (1, 2)


def test_the_number_of_a_jam_may_be_a_later_one_to_go_on_from(
    shown: Shown, tmp_path: Path, workspace_path: Path
) -> None:
    stage, page = shown
    page.make_printer, _ = _tray(tmp_path)
    _to_printer(page)
    page.go.click()
    stage.settle()
    batch = _batches(workspace_path)[0]
    page.ledger.say_jammed(batch, "9999")
    stage.settle()
    assert "Tidak ada sertifikat no. 9999" in stage.notices.text
    page.ledger.say_jammed(batch, "10")
    stage.settle()
    page.ledger.resume(_batches(workspace_path)[0], "20")
    stage.settle()
    assert _batches(workspace_path)[0].total == 16


def test_a_printer_that_vanishes_leaves_a_sentence_and_a_batch_to_go_on_with(
    shown: Shown, tmp_path: Path, workspace_path: Path
) -> None:
    stage, page = shown

    def gone(name: str) -> QPrinter:
        raise Stopped(f"Pencetak {name} tidak ada lagi.", "Periksa kabel.", 0)

    page.make_printer = gone
    _to_printer(page)
    page.go.click()
    stage.settle()
    assert "Pencetak HP Kantor tidak ada lagi." in stage.notices.text
    assert "tercatat macet sesudah 0" in stage.notices.text
    batch = _batches(workspace_path)[0]
    assert (batch.state, batch.out, batch.target) == (BatchState.JAMMED, 0, "HP Kantor")
    page.make_printer, tray = _tray(tmp_path)
    stage.notices._act.click()
    stage.settle()
    with PDFIUM, pypdfium2.PdfDocument(tray) as document:
        assert len(document) == 35


def test_what_came_out_before_is_salinan_and_what_was_only_saved_is_not(shown: Shown, tmp_path: Path) -> None:
    stage, page = shown
    page.save(tmp_path / "asli.pdf")
    stage.settle()
    assert "SALINAN" not in _text(tmp_path / "asli.pdf")
    page.save(tmp_path / "benar.pdf")
    stage.settle()
    assert "SALINAN" not in _text(tmp_path / "benar.pdf")
    assert "35 di antaranya ada dalam cetakan no. 1 yang belum dipastikan" in stage.notices.text
    page.show_target("ledger:2")
    page.batches.out.click()
    stage.settle()
    page.which.put(ALL)
    page.save(tmp_path / "lagi.pdf")
    stage.settle()
    assert "SALINAN" in _text(tmp_path / "lagi.pdf")


def test_several_batches_are_answered_for_at_once(shown: Shown, tmp_path: Path, workspace_path: Path) -> None:
    stage, page = shown
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        page.save(tmp_path / name)
        stage.settle()
    page.show_target("ledger:3")
    page.batches.view.setCurrentIndex(page.batches.model.index(0, 0))
    page.batches.view.setFocus()
    QTest.keyClick(page.batches.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.batches.told.text() == ("2 cetakan, 70 sertifikat belum dipastikan: semua keluar, atau tidak dicetak?")
    assert page.batches.stop.text() == "&Tidak dicetak"
    assert not page.batches.jam.isEnabled()
    page.batches.stop.click()
    stage.settle()
    assert stage.notices.text == "2 cetakan tidak dicetak. Ctrl+Z mengurungkannya."
    states = [batch.state for batch in _batches(workspace_path)]
    assert states == [BatchState.CANCELLED, BatchState.CANCELLED, BatchState.SENT]
    assert page.tabs.tabText(1) == "Catatan cetak (1 menunggu)"
    page.batches.view.selectAll()
    page.batches.out.click()
    stage.settle()
    assert [batch.out for batch in _batches(workspace_path)] == [0, 0, 35]


def test_a_file_that_jammed_at_some_printer_goes_on_as_a_file(
    shown: Shown, tmp_path: Path, workspace_path: Path
) -> None:
    stage, page = shown
    page.save(tmp_path / "semua.pdf")
    stage.settle()
    page.ask_path = lambda _: tmp_path / "sisa.pdf"
    page.show_target("ledger:1")
    page.batches.number.setText("0013")
    QTest.keyClick(page.batches.number, Qt.Key.Key_Return)
    stage.settle()
    stage.notices._act.click()  # Lanjutkan dari no. 0013
    stage.settle()
    rest, before = _batches(workspace_path)
    assert (rest.total, rest.state, before.state, before.out) == (23, BatchState.SENT, BatchState.CANCELLED, 12)
    with PDFIUM, pypdfium2.PdfDocument(tmp_path / "sisa.pdf") as document:
        assert len(document) == 23
    assert "SALINAN" not in _text(tmp_path / "sisa.pdf")


def test_one_file_a_person_in_a_zip(shown: Shown, tmp_path: Path) -> None:
    stage, page = shown
    page.settings.choices["split"].put("orang")
    page.settings.zipped.setChecked(True)
    assert page.go.text() == "Simpan 35 sebagai &ZIP…"
    page.save(tmp_path / "semua.zip")
    stage.settle()
    assert (tmp_path / "semua.zip").stat().st_size > 10_000


def test_offsets_are_kept_a_printer(shown: Shown) -> None:
    _, page = shown
    _to_printer(page)
    page.settings.dx.setValue(1.5)
    page.settings.target.setCurrentIndex(0)
    assert page.settings.settings.dx == 0
    page.settings.target.setCurrentIndex(1)
    assert page.settings.settings.dx == 1.5


def test_calibration_and_test_page_come_out_of_the_printer(shown: Shown, tmp_path: Path, workspace_path: Path) -> None:
    stage, page = shown
    page.make_printer, tray = _tray(tmp_path)
    _to_printer(page)
    for act, what in ((page.calibrate, "Halaman kalibrasi"), (page.test, "Halaman uji")):
        tray.unlink(missing_ok=True)
        act()
        stage.settle()
        assert stage.notices.text == f"{what} selesai: HP Kantor."
        assert tray.stat().st_size > 1_000
    assert _batches(workspace_path) == []


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this machine has a printer")
def test_without_a_printer_only_files_are_offered(shown: Shown) -> None:
    _, page = shown
    assert page.settings.target.count() == 1
    assert page.which.value == NEW


def test_a_cancel_sends_no_half_batch_without_saying_so(shown: Shown, tmp_path: Path, workspace_path: Path) -> None:
    stage, page = shown
    page.make_printer, _ = _tray(tmp_path)
    _to_printer(page)
    cancel_next(stage.background)
    page.go.click()
    stage.settle()
    assert "Berhenti" in stage.notices.text
    assert all(batch.state in (BatchState.CANCELLED, BatchState.SENT) for batch in _batches(workspace_path))
    assert page.go.isEnabled()


def test_a_step_is_waited_for_by_the_next_work(shown: Shown, tmp_path: Path) -> None:
    stage, page = shown
    page.save(tmp_path / "satu.pdf")
    page.save(tmp_path / "dua.pdf")
    assert "Tunggu sampai pekerjaan sertifikat" in stage.notices.text
    stage.settle()
    assert (tmp_path / "satu.pdf").exists()
    assert not (tmp_path / "dua.pdf").exists()
