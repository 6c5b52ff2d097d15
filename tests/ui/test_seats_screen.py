"""Kursi by keyboard: fill, move, give up, replace, look back, propose, decree."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from kpps_desk.domain.leaving import Reason
from kpps_desk.operations import checking, seats
from kpps_desk.queries import members
from kpps_desk.queries import seats as asking
from kpps_desk.store.database import Database
from kpps_desk.ui.area_pages import ListPage
from kpps_desk.ui.holders_page import HoldersPage
from kpps_desk.ui.screens.seats import SeatsScreen
from kpps_desk.ui.seat_page import FormPage, PickPage
from tests.people import STATION, crew, person, register
from tests.ui.stage import Stage, press

TWO = "3171011001002"
Open = Callable[[], Stage[SeatsScreen]]


@pytest.fixture
def open_screen(qtbot: QtBot, workspace_path: Path) -> Iterator[Open]:
    made: list[Stage[SeatsScreen]] = []

    def open_it() -> Stage[SeatsScreen]:
        made.append(Stage(qtbot, workspace_path, SeatsScreen))
        return made[-1]

    yield open_it
    for stage in made:
        stage.background.close()
    with Database.open(workspace_path) as database:
        assert checking.check(database) == []


@pytest.fixture
def two_applicants(workspace_path: Path) -> list[int]:
    """TPS 001 is full; two men, a woman reserve and an officer hold no seat."""
    with Database.open(workspace_path) as database:
        crew(database)
        with database.write("Daftar", by="penguji") as tx:
            rows = [
                person(50, "Budi", wanted=TWO, reserve=0),
                person(51, "Citra", wanted="3171011001", reserve=1),
                person(52, "Dedi", wanted=TWO, role_id=3, reserve=0),
            ]
            return register(tx, rows)


def _at(stage: Stage[SeatsScreen], station: str, seat: int) -> None:
    stage.screen.open(f"tps:{station}")
    stage.settle()
    stage.screen.panel.card.show_seat(seat)


def _line(stage: Stage[SeatsScreen], seat: int) -> asking.SeatLine:
    found = stage.screen.panel.card.model.line(seat - 1)
    assert found is not None
    return found.row


def _pick_page(stage: Stage[SeatsScreen]) -> PickPage:
    page = stage.screen.panel.page
    assert isinstance(page, PickPage)
    return page


def _form_page(stage: Stage[SeatsScreen]) -> FormPage:
    page = stage.screen.panel.page
    assert isinstance(page, FormPage)
    return page


@pytest.mark.usefixtures("hasty_readers")
def test_the_station_that_is_asked_for_is_shown_however_soon_the_answer_comes(open_screen: Open) -> None:
    stage = open_screen()
    stage.screen.open(f"tps:{TWO}")
    stage.settle()
    assert stage.screen.panel.card.crew is not None
    assert stage.screen.panel.card.crew.code == TWO


def test_the_list_tells_fill_women_and_decree_of_each_tps(open_screen: Open, two_applicants: list[int]) -> None:
    screen = open_screen().screen
    first, second = (screen.model.line(row) for row in (0, 1))
    assert first is not None
    assert second is not None
    assert first.cells == ("TPS 001 · Gambir", "7 / 7", "2 / 2", "0 · 0%", "Lengkap")
    assert second.cells == ("TPS 002 · Gambir", "0 / 7", "0 / 2", "–", "–")
    assert "SK 1/SK" in screen.panel.card.text
    assert "di bawah 30%" in screen.panel.card.text


def test_enter_on_a_vacant_seat_offers_reserves_first_and_enter_again_seats(
    open_screen: Open, two_applicants: list[int]
) -> None:
    stage = open_screen()
    _at(stage, TWO, 2)
    press(stage.screen.panel.card.view, Qt.Key.Key_Return)
    stage.settle()
    page = _pick_page(stage)
    names = [line.row.name for line in map(page.model.line, range(page.model.total)) if line is not None]
    assert names == ["Citra", "Budi"]
    press(page.search, Qt.Key.Key_Return)
    press(page.view, Qt.Key.Key_Return)
    stage.settle()
    assert stage.screen.panel.page is None
    assert _line(stage, 2).name == "Citra"
    assert "Citra menempati kursi Anggota KPPS (2)" in stage.notices.text


def test_typing_narrows_the_candidates(open_screen: Open, two_applicants: list[int]) -> None:
    stage = open_screen()
    _at(stage, TWO, 2)
    stage.screen.panel.begin("fill")
    stage.settle()
    page = _pick_page(stage)
    QTest.keyClicks(page.search, "bud")
    stage.settle()
    assert page.model.total == 1
    press(page, Qt.Key.Key_Escape)
    assert stage.screen.panel.page is None


def test_f6_moves_a_holder_to_a_vacant_seat_of_the_next_tps(open_screen: Open, two_applicants: list[int]) -> None:
    stage = open_screen()
    _at(stage, STATION, 4)
    stage.screen.panel.card.buttons["move"].click()
    stage.settle()
    page = _pick_page(stage)
    page.model.line(0)
    page.picked.emit(0)
    stage.settle()
    assert _line(stage, 4).member is None
    with Database.open(Path(str(stage.background.path))) as database, database.read() as db:
        assert members.details(db, 4).place == f"{TWO}1"


def test_an_unreadable_day_keeps_the_form_open_and_says_so(open_screen: Open, two_applicants: list[int]) -> None:
    stage = open_screen()
    _at(stage, STATION, 4)
    stage.screen.panel.begin("vacate")
    form = _form_page(stage).form
    form.write("until", "kemarin")
    form.save()
    assert "tidak terbaca" in form.trouble("until")
    form.write("until", "06-11-2024")
    form.save()
    stage.settle()
    assert "mendahului penetapannya" in form.trouble("until")
    form.write("until", "12-11-2024")
    form.save()
    stage.settle()
    assert stage.screen.panel.page is None
    assert _line(stage, 4).member is None


def test_a_replacement_is_one_form_and_its_line_of_holders_tells_it(
    open_screen: Open, two_applicants: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = open_screen()
    _at(stage, STATION, 3)
    stage.screen.panel.begin("replace")
    stage.settle()
    form = _form_page(stage).form
    for key, text in {
        "reason": Reason.RESIGNED.value,
        "effective": "20-11-2024",
        "successor": str(two_applicants[1]),
        "letter_no": "3/PPS",
        "letter_date": "18-11-2024",
        "minutes_no": "4/BA",
    }.items():
        form.write(key, text)
    form.save()
    stage.settle()
    assert _line(stage, 3).name == "Citra"
    assert "sumpah susulan dan bimtek susulan" in stage.notices.text
    _at(stage, STATION, 3)
    stage.screen.panel.begin("holders")
    stage.settle()
    page = stage.screen.panel.page
    assert isinstance(page, HoldersPage)
    assert page.told[0].startswith("Citra\n20 November 2024 sampai sekarang")
    assert "7 November 2024 sampai 20 November 2024" in page.told[1]
    assert "Berhenti: mengundurkan diri" in page.told[1]
    out = tmp_path / "berita.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    _button(page, "Cetak berita acara…").click()
    stage.settle()
    assert out.read_bytes().startswith(b"%PDF")


def _button(page: HoldersPage, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text().replace("&", "") == text)


def test_papers_that_come_later_are_completed_from_the_line(open_screen: Open, two_applicants: list[int]) -> None:
    stage = open_screen()
    _at(stage, STATION, 3)
    stage.screen.panel.begin("replace")
    stage.settle()
    form = _form_page(stage).form
    form.write("effective", "20-11-2024")
    form.save()
    stage.settle()
    assert _line(stage, 3).waiting is not None
    stage.screen.panel.begin("holders")
    stage.settle()
    page = stage.screen.panel.page
    assert isinstance(page, HoldersPage)
    _button(page, "Lengkapi surat…").click()
    stage.settle()
    form = _form_page(stage).form
    form.write("minutes_no", "9/BA")
    form.save()
    stage.settle()
    page = stage.screen.panel.page
    assert isinstance(page, HoldersPage)
    assert "Berita acara 9/BA" in page.told[0]


def test_a_proposal_is_seen_first_and_accepted_as_one(open_screen: Open, two_applicants: list[int]) -> None:
    stage = open_screen()
    stage.screen.suggest()
    stage.settle()
    page = stage.screen.panel.page
    assert isinstance(page, ListPage)
    assert page.about.text().startswith("3 kursi dapat diisi, 33 tetap kosong")
    page.findChildren(QPushButton)[0].click()
    stage.settle()
    assert "3 kursi terisi" in stage.notices.text
    second = stage.screen.model.line(1)
    assert second is not None
    assert second.cells[1:3] == ("2 / 7", "1 / 2")


def test_the_decree_of_a_kelurahan_says_whom_it_covers(open_screen: Open, two_applicants: list[int]) -> None:
    stage = open_screen()
    _at(stage, TWO, 2)
    stage.background.do(stage.screen, "Isi", lambda tx: seats.appoint(tx, two_applicants[0], f"{TWO}2"))
    stage.settle()
    stage.screen.decree()
    stage.settle()
    page = _form_page(stage)
    assert page.about.text().startswith("1 orang di kursi belum ada SK, 9 sudah (1/SK: 9 orang)")
    page.form.save()
    stage.settle()
    assert "wajib diisi" in page.form.trouble("decree_date")
    page.form.write("decree_no", "2/SK")
    page.form.write("decree_date", "08-11-2024")
    page.form.save()
    stage.settle()
    assert stage.screen.panel.page is None
    assert (_line(stage, 2).decree_no, _line(stage, 2).decree_date) == ("2/SK", date(2024, 11, 8))


def test_a_wrong_decree_is_corrected_with_a_reason(open_screen: Open, two_applicants: list[int]) -> None:
    stage = open_screen()
    _at(stage, STATION, 2)
    stage.screen.decree()
    stage.settle()
    next(one for one in _form_page(stage).findChildren(QPushButton) if one.text().startswith("Perbaiki")).click()
    form = _form_page(stage).form
    for key, text in {"decree_no": "11/SK", "decree_date": "07-11-2024", "reason": "salah ketik"}.items():
        form.write(key, text)
    form.save()
    stage.settle()
    assert stage.screen.panel.page is None
    assert _line(stage, 2).decree_no == "11/SK"


def test_a_late_oath_is_recorded_from_the_seat(open_screen: Open, two_applicants: list[int]) -> None:
    stage = open_screen()
    _at(stage, STATION, 2)
    stage.screen.panel.begin("oath")
    form = _form_page(stage).form
    form.write("day", "21-11-2024")
    form.save()
    stage.settle()
    assert _line(stage, 2).sworn == date(2024, 11, 21)
    assert not stage.screen.panel.card.buttons["oath"].isEnabled()


def test_the_balance_leads_to_the_tps_that_are_not_full(open_screen: Open, two_applicants: list[int]) -> None:
    stage = open_screen()
    stage.screen.balance()
    stage.settle()
    page = stage.screen.panel.page
    assert isinstance(page, ListPage)
    page.view.opened.emit(0)
    stage.settle()
    assert stage.screen.panel.page is None
    assert stage.screen.model.total == 4


def test_what_cannot_be_done_with_a_seat_is_disabled_and_says_why(open_screen: Open, two_applicants: list[int]) -> None:
    stage = open_screen()
    _at(stage, TWO, 1)
    buttons = stage.screen.panel.card.buttons
    assert buttons["fill"].isEnabled()
    assert not buttons["replace"].isEnabled()
    assert buttons["replace"].toolTip() == "Kursi ini kosong"


def test_the_function_keys_act_on_the_seat_under_the_cursor(
    qtbot: QtBot, open_screen: Open, two_applicants: list[int]
) -> None:
    stage = open_screen()
    _at(stage, STATION, 2)

    def strike(key: Qt.Key) -> None:
        with qtbot.waitActive(stage.screen):
            stage.screen.activateWindow()
        press(stage.screen.panel.card.view, key)
        stage.settle()

    strike(Qt.Key.Key_F8)
    assert _form_page(stage).head.text() == "PAW kursi Anggota KPPS (2)"
    stage.screen.panel.back()
    strike(Qt.Key.Key_F9)
    assert isinstance(stage.screen.panel.page, HoldersPage)


def test_filters_narrow_to_what_a_crew_lacks(open_screen: Open, two_applicants: list[int]) -> None:
    stage = open_screen()
    choice = stage.screen._filters["lack"]
    for value, total in (("vacant", 4), ("women", 1), ("undecreed", 0), ("unfit", 0)):
        choice.setCurrentIndex(choice.findData(value))
        stage.settle()
        assert stage.screen.model.total == total


def test_an_empty_workspace_shows_its_vacant_crews(open_screen: Open) -> None:
    stage = open_screen()
    assert stage.screen.model.total == 5
    assert _line(stage, 1).member is None
    stage.screen.suggest()
    stage.settle()
    page = stage.screen.panel.page
    assert isinstance(page, ListPage)
    assert page.model.total == 0
