"""The preview of a PDF: turned, enlarged and searched by keys; of a big file only what is looked at is drawn."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from kpps_desk.ui.pdf_preview import PdfPreview
from kpps_desk.ui.pdf_sheet import WIDE
from kpps_desk.ui.pdf_source import MadePages
from kpps_desk.ui.window import Window
from tests.ui.conftest import settle


def _pdf(pages: int, *, of: str = "Halaman") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(842, 595))
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 40)
        canvas.drawString(100, 300, f"{of} {page}" + (" Siti Aminah" if page in (3, 7) else ""))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def preview(qtbot: QtBot, window: Window) -> PdfPreview:
    made = PdfPreview(window.background)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_a_file_is_turned_by_keys_and_by_number(
    preview: PdfPreview, qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(_pdf(9))
    preview.put(tmp_path / "a.pdf", "Daftar")
    settle(qtbot, window)
    assert (preview.page, preview.pages, preview.shows_page) == (0, 9, True)
    assert preview.sheet.accessibleDescription() == "Daftar, halaman 1 dari 9"
    for key, page in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_End, 8),
        (Qt.Key.Key_PageDown, 8),
        (Qt.Key.Key_PageUp, 7),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(preview.sheet, key)
        settle(qtbot, window)
        assert preview.page == page
    preview.bar.number.setText("6")
    QTest.keyClick(preview.bar.number, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert preview.page == 5
    assert preview.bar.of.text() == "dari 9"


def test_small_pages_lead_to_the_large_one(preview: PdfPreview, qtbot: QtBot, window: Window) -> None:
    preview.put(_pdf(9))
    settle(qtbot, window)
    qtbot.waitUntil(lambda: preview.thumbs.has(0) and preview.thumbs.has(1))
    QTest.keyClick(preview.thumbs, Qt.Key.Key_Down)
    QTest.keyClick(preview.thumbs, Qt.Key.Key_Down)
    settle(qtbot, window)
    assert (preview.page, preview.thumbs.page) == (2, 2)
    QTest.keyClick(preview.sheet, Qt.Key.Key_T)
    assert preview.thumbs.isHidden()


def test_it_is_enlarged_in_steps_as_wide_as_the_room_and_back(
    preview: PdfPreview, qtbot: QtBot, window: Window
) -> None:
    preview.put(_pdf(1))
    settle(qtbot, window)
    fitted = preview.sheet.percent
    QTest.keyClick(preview.sheet, Qt.Key.Key_Plus)
    settle(qtbot, window)
    assert preview.sheet.percent > fitted
    QTest.keyClick(preview.sheet, Qt.Key.Key_W)
    settle(qtbot, window)
    assert preview.sheet.zoom == WIDE
    QTest.keyClick(preview.sheet, Qt.Key.Key_0)
    settle(qtbot, window)
    assert preview.sheet.percent == fitted


def test_a_text_is_found_marked_and_gone_through(preview: PdfPreview, qtbot: QtBot, window: Window) -> None:
    preview.put(_pdf(9))
    settle(qtbot, window)
    with qtbot.waitSignal(preview.found):
        QTest.keyClicks(preview.bar.search, "siti aminah")
    settle(qtbot, window)
    assert preview.hits == [2, 6]
    assert preview.page == 2
    assert preview.bar.told.text() == "1 dari 2"
    QTest.keyClick(preview.bar.search, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert (preview.page, preview.bar.told.text()) == (6, "2 dari 2")
    QTest.keyClick(preview.bar.search, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert preview.page == 2
    with qtbot.waitSignal(preview.found):
        preview.bar.search.setText("tidak tertulis")
    assert preview.bar.told.text() == "tidak ada"


def test_of_a_hundred_thousand_papers_only_those_looked_at_are_made(
    preview: PdfPreview,
    qtbot: QtBot,
    window: Window,
    unfrozen: Callable[[], AbstractContextManager[None]],
) -> None:
    made: list[int] = []

    def make(_: object, paper: int) -> bytes:
        made.append(paper)
        return _pdf(2, of=f"Nomor {paper}")

    with unfrozen():
        preview.put(MadePages(103_845, make, lambda _db, _text: [70_000], sides=2), names=("muka", "belakang"))
        settle(qtbot, window)
        preview.go(207_689)
        settle(qtbot, window)
        qtbot.waitUntil(lambda: preview.thumbs.has(207_689))
    assert preview.pages == 207_690
    assert preview.thumbs.accessibleDescription() == "103.845 belakang"
    assert len(set(made)) < 20
    with qtbot.waitSignal(preview.found):
        preview.bar.search.setText("nomor")
    settle(qtbot, window)
    assert preview.page == 140_000


def test_what_is_no_pdf_is_a_sentence(preview: PdfPreview, qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"MZ this is none")
    preview.put(tmp_path / "x.pdf")
    settle(qtbot, window)
    assert not preview.shows_page
    assert "x.pdf bukan PDF yang dapat dibaca" in preview.sheet.accessibleDescription()
    preview.put(_pdf(2))
    settle(qtbot, window)
    assert preview.shows_page
