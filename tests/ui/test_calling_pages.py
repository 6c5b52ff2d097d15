"""Undangan, Belum terundang and Transpor by keyboard, on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import attendance, wordings
from kpps_desk.queries import history, receipts
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui.gatherings.calling import Page as CallingPage
from kpps_desk.ui.gatherings.receipts import Page as ReceiptsPage
from kpps_desk.ui.gatherings.uncalled import Page as UncalledPage
from kpps_desk.ui.screens.sessions import SessionsScreen
from tests.filled import BY
from tests.gatherings import GAMBIR, gather
from tests.people import crew
from tests.ui.stage import Stage, press

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(workspace_path: Path) -> int:
    """An oath of one crew: eight are present, the ninth has no phone."""
    with Database.open(workspace_path) as database:
        people = crew(database)
        made = gather(database, SessionKind.OATH)
        with database.write("Tandai", by=BY) as tx:
            attendance.mark_all_present(tx, made, absent=people[8:])
            tx.update(schema.member, people[8], {"phone": ""})
    return made


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path, session: int) -> Iterator[Stage[SessionsScreen]]:
    made = Stage(qtbot, workspace_path, SessionsScreen)
    yield made
    made.background.close()


def opened(stage: Stage[SessionsScreen], session: int, key: str) -> object:
    stage.screen.open(f"book:{session}:{key}")
    stage.settle()
    return stage.screen.book.page


def back(stage: Stage[SessionsScreen], widget: QWidget) -> None:
    """The keys go here again: the bar with a notice is a window of its own on this stage."""
    stage.notices.hide()
    stage.screen.activateWindow()
    widget.setFocus()
    stage.settle()


def calling(stage: Stage[SessionsScreen], session: int) -> CallingPage:
    page = opened(stage, session, "calling")
    assert isinstance(page, CallingPage)
    return page


def transport(stage: Stage[SessionsScreen], session: int) -> ReceiptsPage:
    page = opened(stage, session, "receipts")
    assert isinstance(page, ReceiptsPage)
    return page


def test_the_first_letter_is_seen_and_who_has_no_phone_stands_first(
    stage: Stage[SessionsScreen], session: int, tmp_path: Path, qtbot: QtBot
) -> None:
    page = calling(stage, session)
    assert page.told.text() == "9 orang diundang, 1 tanpa nomor telepon"
    line = page.model.line(0)
    assert line is not None
    assert line.row.name == "Orang Ke 9"
    qtbot.waitUntil(lambda: page.paper.view.shows_page)
    page.two.setFocus()
    press(page.two, Qt.Key.Key_Space)
    page.print_to(tmp_path / "undangan.pdf")
    stage.settle()
    assert (tmp_path / "undangan.pdf").stat().st_size > 10_000


def test_a_broadcast_without_a_purpose_is_asked_for_one(
    stage: Stage[SessionsScreen], session: int, tmp_path: Path
) -> None:
    page = calling(stage, session)
    page.begin_broadcast()
    page.broadcast_to(tmp_path / "siaran.xlsx", "")
    stage.settle()
    assert "wajib diisi" in page.purpose.trouble("purpose")
    page.broadcast_to(tmp_path / "siaran.xlsx", "Undangan")
    stage.settle()
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["siaran-tanpa-telepon.xlsx", "siaran.xlsx"]
    assert page.left.currentIndex() == 0


def test_a_wording_is_checked_while_it_is_typed_and_kept_by_ctrl_enter(
    stage: Stage[SessionsScreen], session: int, workspace_path: Path
) -> None:
    page = calling(stage, session)
    page.edit_texts()
    stage.settle()
    pane = page.wording
    pane.choice.setCurrentIndex(pane.choice.findData("undangan.hal"))
    pane.editor.setPlainText("Panggilan {acra}")
    assert "{acra}" in pane.trouble.text()
    assert not pane.save.isEnabled()
    pane.editor.setPlainText("Panggilan {acara}")
    QTest.keyClick(pane.editor, Qt.Key.Key_Return, _CTRL)
    stage.settle()
    back(stage, pane.editor)
    press(pane.editor, Qt.Key.Key_Escape)
    assert page.left.currentIndex() == 0
    with Database.open(workspace_path) as database, database.read() as db:
        assert wordings.text(db, "undangan.hal") == "Panggilan {acara}"


def test_transport_is_rated_made_paid_and_corrected_by_keyboard(
    stage: Stage[SessionsScreen], session: int, workspace_path: Path, tmp_path: Path
) -> None:
    page = transport(stage, session)
    assert "belum diisi" in page.rates_told.text()
    press(page.text_button, Qt.Key.Key_Space)
    stage.settle()
    assert page.wording.editor.toPlainText() == "TANDA TERIMA UANG TRANSPOR"
    page.wording.left.emit()
    press(page.make_button, Qt.Key.Key_Space)  # without rates it asks for them
    form = page.rates.form
    assert form is not None
    for key, amount in (("role1", "175.000"), ("role2", "150.000"), ("role3", "seratus")):
        form.write(key, amount)
    form.save()
    assert "bukan jumlah rupiah" in form.trouble("role3")
    form.write("role3", "100000")
    form.save()
    stage.settle()
    press(page.make_button, Qt.Key.Key_Space)
    stage.settle()
    assert page.told.text() == "8 hadir · belum dibayar Rp1.175.000 · dibayar Rp0"
    press(page.pay_button, Qt.Key.Key_Space)
    assert "8 baris, Rp1.175.000" in stage.notices.text
    page.pay(session)
    stage.settle()
    assert page.told.text().endswith("dibayar Rp1.175.000")
    back(stage, page.view)
    page.view.setCurrentIndex(page.model.index(0, 0))
    press(page.view, Qt.Key.Key_F2)
    assert page.stack.currentIndex() == 2
    page.correction.write("amount", "150.000")
    page.correction.write("reason", "Tarif keliru")
    page.correction.save()
    stage.settle()
    assert page.correction.trouble() == ""
    assert "belum dibayar -Rp25.000" in page.told.text()
    last = page.model.line(8)
    assert last is not None
    assert last.cells[-1] == "koreksi no. 1, daftar 1: Tarif keliru"
    page.print_to(tmp_path / "transpor.pdf")
    stage.settle()
    assert (tmp_path / "transpor.pdf").exists()
    with Database.open(workspace_path) as database, database.read() as db:
        assert receipts.totals(db, session).whole == 1_150_000
        assert "Bayar transpor" in " ".join(act.title for act in history.acts(db))


def test_the_uncalled_of_an_area_are_listed_and_written_down(
    stage: Stage[SessionsScreen], session: int, tmp_path: Path
) -> None:
    stage.screen.open(f"area:uncalled:{GAMBIR}")
    stage.settle()
    page = stage.screen.around.page
    assert isinstance(page, UncalledPage)
    assert page.told.text() == "7 orang belum mempunyai sesi"  # the training; the oath calls all
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(0, 0))
    press(page.view, Qt.Key.Key_Return)
    assert stage.went[-1][0] == "members"
    page.save_to(tmp_path / "panggil.pdf")
    page.letters_to(tmp_path)
    stage.settle()
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["panggil.pdf", "undangan-3171011001-Gambir.pdf"]
    page.kind.setCurrentIndex(1)
    stage.settle()
    assert page.told.text() == "0 orang belum mempunyai sesi"
    assert not page.save.isEnabled()


def test_a_session_without_people_says_what_to_do(stage: Stage[SessionsScreen], workspace_path: Path) -> None:
    with Database.open(workspace_path) as database:
        empty = gather(database, SessionKind.TRAINING, 3)
    page = calling(stage, empty)
    assert page.told.text() == "0 orang diundang"
    assert not page.save.isEnabled()
    paid = transport(stage, empty)
    assert not paid.pay_button.isEnabled()
