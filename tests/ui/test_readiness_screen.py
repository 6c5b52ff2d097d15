"""Kesiapan: the board, its trail, the TPS that aren't ready and whom to call."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kpps_desk.domain.leaving import Reason
from kpps_desk.operations import seats
from kpps_desk.queries import members
from kpps_desk.queries.members import MemberFilter
from kpps_desk.ui.screens.readiness import ReadinessScreen
from tests.conftest import GAMBIR
from tests.filled import fill
from tests.ui.stage import Stage, press

Open = Callable[[], Stage[ReadinessScreen]]


@pytest.fixture
def open_screen(qtbot: QtBot, workspace_path: Path) -> Iterator[Open]:
    made: list[Stage[ReadinessScreen]] = []

    def open_it() -> Stage[ReadinessScreen]:
        made.append(Stage(qtbot, workspace_path, ReadinessScreen))
        return made[-1]

    yield open_it
    for stage in made:
        stage.background.close()


def _names(screen: ReadinessScreen) -> list[str]:
    return [line.row.name for line in map(screen.rows.line, range(screen.rows.total)) if line is not None]


def _leave(stage: Stage[ReadinessScreen]) -> None:
    """The first seat holder resigns."""

    def change(tx: object) -> None:
        member = members.ids(tx, MemberFilter(area=GAMBIR))[0]  # type: ignore[arg-type]
        seats.vacate(tx, member, reason=Reason.RESIGNED, until=date(2024, 11, 20))  # type: ignore[arg-type]

    stage.background.do(stage.screen, "Kosongkan kursi", change)
    stage.settle()


def test_an_empty_workspace_says_to_import_next(open_screen: Open) -> None:
    stage = open_screen()
    page = stage.screen.side.currentWidget()
    assert page is stage.screen.nobody
    button = page.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    assert stage.went == [("importing", None)]


def test_a_workspace_of_one_kelurahan_opens_at_its_tps(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path)
    screen = open_screen().screen
    assert _names(screen) == ["Seluruhnya", "TPS 001", "TPS 002", "TPS 003", "TPS 004", "TPS 005"]
    assert [name for _, name in screen.trail.steps] == ["DKI Jakarta", "Jakarta Pusat", "Kec. Gambir", "Kel. Gambir"]


def test_kpps_and_officers_are_counted_apart(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True)
    screen = open_screen().screen
    assert screen.kpps.title.text() == "Anggota KPPS · 35 kursi"
    assert screen.officers.title.text() == "Petugas ketertiban · 10 kursi"
    assert [meter.text for meter in screen.kpps.meters] == ["35 100%", "35 100%", "0 0%", "0 0%"]
    assert [meter.text for meter in screen.officers.meters] == ["10 100%", "10 100%"]


def test_backspace_goes_up_and_enter_goes_down(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path)
    stage = open_screen()
    press(stage.screen.view, Qt.Key.Key_Backspace)
    stage.settle()
    assert _names(stage.screen) == ["Seluruhnya", "Gambir"]
    stage.screen.view.setCurrentIndex(stage.screen.rows.index(1, 0))
    press(stage.screen.view, Qt.Key.Key_Return)
    stage.settle()
    assert _names(stage.screen)[1] == "TPS 001"


def test_each_tps_not_ready_says_what_it_lacks_and_whom_to_call(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path)
    stage = open_screen()
    assert stage.screen.count.text() == "5 TPS belum siap"
    text = stage.screen.card.text
    assert "TPS 001, Kel. Gambir, Kec. Gambir" in text
    assert "Kurang: 9 belum disumpah, 7 belum bimtek, 7 belum bersertifikat." in text
    assert "(ketua): 08" in text


def test_the_number_is_copied_as_on_paper(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path)
    stage = open_screen()
    stage.screen.card._copy.click()
    assert QGuiApplication.clipboard().text().startswith("08")
    assert "disalin" in stage.notices.text


def test_all_ready_is_said_in_words(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    screen = open_screen().screen
    assert screen.side.currentWidget() is screen.all_ready
    assert screen.stations.title.text() == "Kel. Gambir · 5 TPS"
    assert screen.stations.meters[0].text == "5 100%"
    line = screen.rows.line(1)
    assert line is not None
    assert line.cells[1] == "Siap"


def test_a_seat_given_up_shows_at_once(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    stage = open_screen()
    _leave(stage)
    assert stage.screen.count.text() == "1 TPS belum siap"
    assert "1 kursi kosong" in stage.screen.card.text
    assert "(ketua)" not in stage.screen.card.text  # the chair has left: the next one is called


def test_the_list_narrows_to_one_kind_of_lack(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path)
    stage = open_screen()
    _leave(stage)
    stage.screen.lack.setCurrentIndex(stage.screen.lack.findData("kursi"))
    stage.settle()
    assert stage.screen.model.total == 1
    stage.screen.lack.setCurrentIndex(stage.screen.lack.findData("syarat"))
    stage.settle()
    assert stage.screen.count.text() == "Tidak ada TPS"


def test_enter_on_a_tps_opens_its_crew(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path)
    stage = open_screen()
    stage.screen.list.setCurrentIndex(stage.screen.model.index(1, 0))
    press(stage.screen.list, Qt.Key.Key_Return)
    assert stage.went == [("members", "3171011001002")]


def test_a_tps_with_a_vacant_seat_leads_to_its_seats(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    stage = open_screen()
    _leave(stage)
    stage.screen.card._seats.click()
    assert stage.went == [("seats", "tps:3171011001001")]
