"""Paket sesi in the window: a kit made and opened, marked at the door, taken back once the differences are chosen."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kpps_desk.domain.attendance import Attendance
from kpps_desk.operations import kit_laptop
from kpps_desk.queries import sessions
from kpps_desk.queries.sessions import Counts
from kpps_desk.store.database import Database, utcnow
from kpps_desk.ui.gatherings.kit import Page
from kpps_desk.ui.views import Views
from kpps_desk.ui.window import Window
from tests.filled import BY, fill
from tests.gatherings import gather
from tests.kits import LAPTOP, give_back, mark
from tests.ui.conftest import settle


@pytest.fixture
def office(qtbot: QtBot, workspace_path: Path) -> Iterator[Window]:
    """A filled kelurahan with one swearing-in of TPS 001, open at that session's kits."""
    fill(workspace_path)
    with Database.open(workspace_path) as database:
        gather(database)
    made = _window(qtbot, workspace_path)
    made.go("sessions", "book:1:kit")
    settle(qtbot, made)
    yield made
    made.close()


def _window(qtbot: QtBot, path: Path) -> Window:
    made = Window(Views())
    made.background.by = BY
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    with qtbot.waitSignal(made.ready, timeout=60_000):
        made.open(path)
    settle(qtbot, made)
    return made


def _page(window: Window) -> Page:
    found = window.findChildren(Page)
    assert len(found) == 1
    return found[0]


def _counts(path: Path) -> Counts:
    with Database.open(path, read_only=True) as database, database.read() as db:
        return sessions.counts(db, 1)


def _kit(qtbot: QtBot, office: Window, path: Path) -> str:
    page = _page(office)
    page.make(path)
    settle(qtbot, office)
    return page.code.code.text()


def test_the_code_is_shown_once_and_can_be_copied(qtbot: QtBot, office: Window, tmp_path: Path) -> None:
    code = _kit(qtbot, office, tmp_path / "sesi.kppssesi")
    page = _page(office)
    assert (page.code.isVisible(), len(code.replace(" ", ""))) == (True, 15)
    page.code.copy.click()
    assert QGuiApplication.clipboard().text() == code
    page.code.done.click()
    assert (page.code.isVisible(), page.code.code.text(), page.model.total) == (False, "", 1)


def test_a_result_is_shown_first_and_written_by_its_button(
    qtbot: QtBot, office: Window, tmp_path: Path, workspace_path: Path
) -> None:
    code = _kit(qtbot, office, tmp_path / "sesi.kppssesi")
    opened = kit_laptop.open_kit(tmp_path / "sesi.kppssesi", code, tmp_path / "laptop", by=LAPTOP, clock=utcnow)
    with closing(Database.open(opened.path)) as small:
        mark(small, Attendance.PRESENT, 0, 1, 2)
        with small.write("Tamu", by=LAPTOP) as tx:
            kit_laptop.note_guest(tx, 1, "Tamu Tak Dikenal")
        give_back(small, tmp_path / "hasil.kppshasil")
    page = _page(office)
    page.look(tmp_path / "hasil.kppshasil")
    settle(qtbot, office)
    assert page.comparison.model.total == 3
    assert "3 baru" in page.comparison.sums.text()
    assert _counts(workspace_path).present == 0
    page.comparison.accept.click()
    settle(qtbot, office)
    assert (page.stack.currentIndex(), _counts(workspace_path).present) == (0, 3)
    assert (page.guests.isVisible(), page.guests.model.total) == (True, 1)
    page.guests.search.setText("001 5")
    page.guests._ask()
    settle(qtbot, office)
    page.guests.people.selectRow(0)
    page.guests.same.click()
    settle(qtbot, office)
    assert (page.guests.isVisible(), _counts(workspace_path).present) == (False, 4)
    page.look(tmp_path / "hasil.kppshasil")
    settle(qtbot, office)
    assert "sudah diterima" in page.comparison.remarks.text()
    assert not page.comparison.accept.isEnabled()


def test_the_button_waits_for_every_choice(qtbot: QtBot, office: Window, tmp_path: Path, workspace_path: Path) -> None:
    code = _kit(qtbot, office, tmp_path / "sesi.kppssesi")
    opened = kit_laptop.open_kit(tmp_path / "sesi.kppssesi", code, tmp_path / "laptop", by=LAPTOP)
    with closing(Database.open(opened.path)) as small:
        mark(small, Attendance.SICK, 0, 1)
        give_back(small, tmp_path / "hasil.kppshasil")
    with closing(Database.open(workspace_path)) as here:
        mark(here, Attendance.PRESENT, 0, 1)
    page = _page(office)
    page.look(tmp_path / "hasil.kppshasil")
    settle(qtbot, office)
    comparison = page.comparison
    assert not comparison.accept.isEnabled()
    comparison.view.selectRow(0)
    comparison.there.click()
    assert not comparison.accept.isEnabled()
    comparison.view.clearSelection()
    comparison.here.click()
    assert sorted(comparison.choices.values()) == ["here", "there"]
    comparison.accept.click()
    settle(qtbot, office)
    counts = _counts(workspace_path)
    assert (counts.present, counts.sick) == (1, 1)


def test_a_damaged_result_is_a_sentence(qtbot: QtBot, office: Window, tmp_path: Path) -> None:
    (tmp_path / "rusak.kppshasil").write_bytes(b"KPPS-HASIL 1 100 ")
    _page(office).look(tmp_path / "rusak.kppshasil")
    settle(qtbot, office)
    assert "rusak" in office.notices.text
    assert _page(office).stack.currentIndex() == 0


def test_a_laptop_opens_straight_at_the_door_and_offers_the_result_alone(
    qtbot: QtBot, office: Window, tmp_path: Path
) -> None:
    code = _kit(qtbot, office, tmp_path / "sesi.kppssesi")
    window = Window(Views())
    qtbot.addWidget(window)
    window.show()
    window.start()
    assert window._start is not None
    window._start.name.setText(LAPTOP)
    window.open(tmp_path / "sesi.kppssesi")
    opening = window._start.kit
    assert opening.isVisible()
    opening.folder = tmp_path / "laptop"
    opening.code.setText("1" * 15)
    opening.open()
    qtbot.waitUntil(lambda: "tidak cocok" in window.notices.text, timeout=60_000)
    qtbot.waitUntil(opening.button.isEnabled, timeout=60_000)
    opening.code.setText(code)
    with qtbot.waitSignal(window.ready, timeout=60_000):
        opening.open()
    settle(qtbot, window)
    assert window._current == "attendance"
    assert not window.rail.isVisible()
    assert opening.code.text() == ""
    window.go("members")
    assert window._current == "attendance"
    assert window.kit is not None
    window.kit.guest.setText("Tamu Baru")
    window.kit.note()
    settle(qtbot, window)
    window.kit.write(tmp_path / "hasil.kppshasil")
    settle(qtbot, window)
    assert (tmp_path / "hasil.kppshasil").exists()
    assert "1 tamu" in window.notices.text
    window.close()
