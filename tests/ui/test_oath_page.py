"""Pelantikan in the book of a session: forms by letters, facts, papers, texts, closing, opening again, late oaths."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.oaths import Form
from kpps_desk.exchange.rendering import PDFIUM
from kpps_desk.operations import attendance
from kpps_desk.queries import history, oaths, wordings
from kpps_desk.store.database import Database
from kpps_desk.ui.gatherings import oath as oath_page
from kpps_desk.ui.gatherings import oaths as area_page
from kpps_desk.ui.screens.sessions import SessionsScreen
from tests.filled import BY
from tests.gatherings import GAMBIR, gather
from tests.people import crew
from tests.ui.stage import Stage

Opened = Callable[[], tuple[Stage[SessionsScreen], oath_page.Page]]


@pytest.fixture
def people(workspace_path: Path) -> list[int]:
    """A crew called to a swearing-in (session 1), nobody marked."""
    with Database.open(workspace_path) as database:
        found = crew(database)
        gather(database, venue="Aula")
        return found


@pytest.fixture
def opened(qtbot: QtBot, workspace_path: Path, people: list[int]) -> Iterator[Opened]:
    made: list[Stage[SessionsScreen]] = []

    def show() -> tuple[Stage[SessionsScreen], oath_page.Page]:
        stage = Stage(qtbot, workspace_path, SessionsScreen)
        made.append(stage)
        stage.screen.open("book:1:oath")
        stage.settle()
        page = stage.screen.book.page
        assert isinstance(page, oath_page.Page)
        return stage, page

    yield show
    for stage in made:
        stage.background.close()


def mark(path: Path, members: list[int], status: Attendance = Attendance.PRESENT) -> None:
    with Database.open(path) as database, database.write("Catat", by=BY) as tx:
        attendance.mark(tx, 1, members, status)


def on_disk(path: Path) -> tuple[oaths.Register, list[oaths.OathLine]]:
    with Database.open(path, read_only=True) as database, database.read() as db:
        return oaths.register(db, 1), oaths.roll(db, 1)


def test_letters_choose_a_form_for_the_chosen_rows_and_delete_takes_it_back(
    opened: Opened, workspace_path: Path
) -> None:
    stage, page = opened()
    view = page.people.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(view, "k")
    stage.settle()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClicks(view, "G")
    stage.settle()
    assert [line.form for line in on_disk(workspace_path)[1]] == [*[Form.CATHOLIC] * 2, *[None] * 6, Form.CONFUCIAN]
    QTest.keyClick(view, Qt.Key.Key_Delete)
    stage.settle()
    page.set_rest(Form.ISLAM)
    stage.settle()
    assert [line.form for line in on_disk(workspace_path)[1]] == [*[Form.CATHOLIC] * 2, *[Form.ISLAM] * 7]
    with Database.open(workspace_path, read_only=True) as database, database.read() as db:
        titles = [act.title for act in history.acts(db)]
    assert titles[:2] == ["Tata cara sumpah Islam, 7 orang", "Tata cara sumpah belum dipilih, 1 orang"]


def test_who_is_not_recorded_is_told_and_closing_takes_two_acts(
    opened: Opened, workspace_path: Path, people: list[int]
) -> None:
    mark(workspace_path, people[:7])
    stage, page = opened()
    assert page.told.text() == "Hadir 7 dari 9 · belum dicatat 2 · tanpa tata cara 9"
    assert not page.close_button.isEnabled()
    assert page.close_button.toolTip() == "2 orang belum dicatat kehadirannya."
    page.rest.click()
    stage.settle()
    assert not page.rest.isVisible()
    page.close_button.click()
    stage.settle()
    register, lines = on_disk(workspace_path)
    assert (register.session.state, register.closed_by) == ("selesai", BY)
    assert [line.sworn is not None for line in lines] == [True] * 7 + [False] * 2
    assert "Pelantikan ditutup: 7 orang dilantik." in stage.notices.text
    assert page.reopen_button.isVisible()
    QTest.keyClicks(page.people.view, "i")
    stage.settle()
    assert on_disk(workspace_path)[1][0].form is None


def test_it_is_opened_again_only_with_a_reason(opened: Opened, workspace_path: Path, people: list[int]) -> None:
    mark(workspace_path, people)
    stage, page = opened()
    page.close_session()
    stage.settle()
    page.reopen_button.click()
    page.reason.save()
    stage.settle()
    assert "Alasan wajib diisi" in page.reason.trouble("reason")
    page.reason.write("reason", "Salah catat satu orang")
    page.reason.save()
    stage.settle()
    assert on_disk(workspace_path)[0].session.state == "rencana"
    assert not page.reason.isVisible()
    with Database.open(workspace_path, read_only=True) as database, database.read() as db:
        assert history.acts(db)[0].reason == "Salah catat satu orang"


def test_facts_are_saved_and_a_bad_date_or_witness_is_told_at_its_field(opened: Opened, workspace_path: Path) -> None:
    stage, page = opened()
    page.tabs.setCurrentIndex(1)
    form = page.facts.form
    form.write("officiant", "Budi, S.E.")
    form.write("minutes_date", "31 Februari 2024")
    form.save()
    assert "tidak terbaca" in form.trouble("minutes_date")
    form.write("minutes_date", "8 November 2024")
    form.write("witnesses", "; Saksi")
    form.save()
    stage.settle()
    assert "Nama saksi" in form.trouble("witnesses")
    form.write("witnesses", "Siti; Anggota PPS")
    form.save()
    stage.settle()
    register, _ = on_disk(workspace_path)
    assert (register.officiant, register.witnesses) == ("Budi, S.E.", "Siti; Anggota PPS")
    assert str(register.minutes_date) == "2024-11-08"
    form.write("minutes_no", "1/BA")
    form.save()
    stage.settle()
    assert on_disk(workspace_path)[0].minutes_no == "1/BA"


def test_each_paper_is_shown_and_saved_the_sign_in_sheet_too(opened: Opened, tmp_path: Path) -> None:
    stage, page = opened()
    page.tabs.setCurrentIndex(2)
    stage.settle()
    for at in range(page.papers.kinds.count()):
        page.papers.kinds.setCurrentIndex(at)
        stage.settle()
        assert page.papers.preview.view.accessibleDescription()
        out = tmp_path / f"{at}.pdf"
        page.papers.save_to(out)
        stage.settle()
        with PDFIUM, pypdfium2.PdfDocument(out) as document:
            assert len(document) >= 1
    assert page.papers.kinds.count() == 5


def test_a_text_is_changed_with_its_page_beside_it_and_a_wrong_token_is_told(
    opened: Opened, workspace_path: Path, qtbot: QtBot
) -> None:
    stage, page = opened()
    page.tabs.setCurrentIndex(3)
    stage.settle()
    texts = page.texts
    texts.choice.setCurrentIndex(texts.choice.findData("sumpah.islam.pembuka"))
    texts.editor.setPlainText("Demi Allah di {tempta}:")
    assert "{tempta}" in texts.trouble.text()
    assert not texts.save.isEnabled()
    texts.editor.setPlainText("Demi Allah di {tempat}:")
    stage.settle()
    QTest.keyClick(texts.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()

    def kept() -> str:
        with Database.open(workspace_path, read_only=True) as database, database.read() as db:
            return wordings.stored(db, "sumpah.islam.pembuka").content

    assert kept() == "Demi Allah di {tempat}:"
    qtbot.waitUntil(lambda: texts.preview.view.shows_page, timeout=60_000)  # it waits for a pause in the typing
    texts.reset.click()
    stage.settle()
    assert kept() == texts.editor.toPlainText() == "Demi Allah, saya bersumpah:"


def test_who_was_absent_is_sworn_late_from_here(opened: Opened, workspace_path: Path, people: list[int]) -> None:
    mark(workspace_path, people[1:])
    mark(workspace_path, people[:1], Attendance.SICK)
    stage, page = opened()
    page.people.view.choose(people[:1])
    page.people.late_button.click()
    page.late.form.save()
    assert "Tanggal wajib diisi" in page.late.form.trouble("day")
    page.late.form.write("day", "9 November 2024")
    page.late.form.save()
    stage.settle()
    _, lines = on_disk(workspace_path)
    assert str(lines[0].sworn) == "2024-11-09"
    assert page.first.currentWidget() is page.people
    assert page.people.lines[people[0]].sworn is not None


def test_an_areas_swearings_in_are_listed_with_what_they_lack_and_their_minutes_go_to_a_folder(
    opened: Opened, workspace_path: Path, people: list[int], tmp_path: Path
) -> None:
    mark(workspace_path, people)
    stage, page = opened()
    page.close_session()
    stage.settle()
    stage.screen.open(f"area:oaths:{GAMBIR}")
    stage.settle()
    area = stage.screen.around.page
    assert isinstance(area, area_page.Page)
    assert area.told.text() == "1 dari 1 pelantikan ditutup · 9 hadir"
    area.print_to(tmp_path / "berita acara")
    stage.settle()
    assert [path.suffix for path in (tmp_path / "berita acara").iterdir()] == [".pdf"]
    QTest.keyClick(area.view, Qt.Key.Key_Down)
    QTest.keyClick(area.view, Qt.Key.Key_Return)
    assert stage.went[-1] == ("sessions", "book:1:oath")
    area.only_open.setChecked(True)
    assert area.rows.total == 0
