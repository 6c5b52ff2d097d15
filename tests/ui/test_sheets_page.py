"""Daftar hadir in the window: scans dropped, the unsure answered by a key, nothing written before Confirm; closing."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.exchange.sheet_reading import Verdict
from kpps_desk.operations import sheets
from kpps_desk.operations.sheet_scans import PageReading
from kpps_desk.queries import sessions
from kpps_desk.queries import sheets as questions
from kpps_desk.store.database import Database
from kpps_desk.ui.gatherings.sheets import Page
from kpps_desk.ui.window import Window
from tests.gatherings import gather
from tests.people import crew
from tests.signed_sheets import sign
from tests.ui.conftest import settle


@pytest.fixture
def scan(workspace_path: Path, tmp_path: Path) -> Path:
    """Before the window opens: a session (its id is 1), its sheets printed, all but row 3 signed, and scanned."""
    with Database.open(workspace_path) as database:
        crew(database)
        session = gather(database, SessionKind.OATH)
        pdf = sheets.print_sheets(database, session, tmp_path / "daftar.pdf", by="penguji").path
        with database.read() as db:
            pages = questions.newest(db, session)
        rows = [[member is not None and at != 2 for at, member in enumerate(page.frozen.members)] for page in pages]
        first, *rest = sign(pdf, [page.frozen.layout for page in pages], rows)
        first.save(tmp_path / "pindaian.pdf", save_all=True, append_images=rest)
    return tmp_path / "pindaian.pdf"


@pytest.fixture
def page(scan: Path, window: Window, qtbot: QtBot) -> Page:
    """The page of that session, in the book of Sesi."""
    window.go("sessions", "book:1:sheets")
    settle(qtbot, window)
    (found,) = window.findChildren(Page)
    return found


def statuses(page: Page, qtbot: QtBot, window: Window) -> list[Attendance]:
    found: list[Attendance] = []
    window.background.ask(page, lambda db: [row.status for row in sessions.roll(db, 1)], found.extend)
    settle(qtbot, window)
    return found


def read(page: Page, scan: Path, qtbot: QtBot, window: Window) -> None:
    page.read_scans([scan])
    qtbot.waitUntil(lambda: window.background.idle and bool(page._read), timeout=60_000)
    settle(qtbot, window)


PRESENT, ABSENT, NONE = Attendance.PRESENT, Attendance.ABSENT, Attendance.NOT_RECORDED
CAME = [PRESENT, PRESENT, ABSENT, *[PRESENT] * 6]


def test_a_dropped_scan_is_shown_and_marks_only_when_confirmed(
    page: Page, scan: Path, qtbot: QtBot, window: Window
) -> None:
    assert "2 lembar, 9 orang" in page.about.text()
    read(page, scan, qtbot, window)
    assert page.panel.currentWidget() is page.summary
    assert "8 hadir, 1 tanpa keterangan" in page.summary.text.text()
    assert statuses(page, qtbot, window) == [NONE] * 9
    QTest.mouseClick(page.summary.confirm, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert statuses(page, qtbot, window) == CAME
    assert page.model.rowCount() == 2  # the scans that are kept
    page._open_kept(0)
    settle(qtbot, window)
    assert page.panel.currentWidget() is page.kept
    assert not page.kept.picture.pixmap().isNull()


def test_the_unsure_are_answered_one_after_another_by_one_key(
    page: Page, scan: Path, qtbot: QtBot, window: Window
) -> None:
    read(page, scan, qtbot, window)
    unsure = [reading.answered({}) if at else _doubted(reading, (2, 4)) for at, reading in enumerate(page._read)]
    page._put_read(1, unsure)
    assert page.panel.currentWidget() is page.judging
    assert "1 dari 2" in page.judging.count.text()
    assert page.judging.name.text() == "Orang Ke 2"
    page.judging.setFocus()
    for key in (Qt.Key.Key_K, Qt.Key.Key_Backspace, Qt.Key.Key_H, Qt.Key.Key_K):
        QTest.keyClick(page.judging, key)
    settle(qtbot, window)
    assert page.panel.currentWidget() is page.summary
    assert [row.verdict for row in page._read[0].rows[1:4]] == [Verdict.SIGNED, Verdict.EMPTY, Verdict.EMPTY]
    page.summary.discarded.emit()
    assert statuses(page, qtbot, window) == [NONE] * 9


def _doubted(reading: PageReading, rows: tuple[int, ...]) -> PageReading:
    made = (row._replace(verdict=Verdict.UNSURE) if row.number in rows else row for row in reading.rows)
    return replace(reading, rows=tuple(made))


def test_absent_rows_are_typed_and_a_wrong_count_does_not_close(page: Page, qtbot: QtBot, window: Window) -> None:
    QTest.keyClicks(page.closing.rows, "tiga")
    QTest.keyClick(page.closing.rows, Qt.Key.Key_Return)
    assert "bukan nomor baris" in page.closing.wrong.text()
    page.closing.rows.setText("3")
    QTest.keyClick(page.closing.rows, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert statuses(page, qtbot, window) == CAME
    page.closing.signatures.setValue(9)
    QTest.mouseClick(page.closing.close_session, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert "9, yang dicatat hadir 8" in window.notices.text
    page.closing.signatures.setValue(8)
    QTest.mouseClick(page.closing.close_session, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert page.closing.closed_part.isVisibleTo(page)
    assert not page.read.isEnabled()
    page.closing.reason.setText("Salah hitung")
    QTest.mouseClick(page.closing.reopen, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert page.closing.open_part.isVisibleTo(page)


def test_the_list_is_printed_from_the_page(page: Page, tmp_path: Path, qtbot: QtBot, window: Window) -> None:
    page.print_to(tmp_path / "lagi.pdf", 1, "A4")
    settle(qtbot, window)
    assert "sama dengan cetakan sebelumnya" in window.notices.text
    assert (tmp_path / "lagi.pdf").read_bytes() == (tmp_path / "daftar.pdf").read_bytes()
