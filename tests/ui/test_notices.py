"""The bar, the box with Retry, the jobs panel, and Qt's own words."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from kpps_desk.problems import Cancelled, Refused, Unavailable
from kpps_desk.store.database import Database
from kpps_desk.ui import indonesian, jobs_panel
from kpps_desk.ui.background import Background
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.jobs_panel import JobsPanel
from kpps_desk.ui.notices import Notices


@pytest.fixture
def notices(qtbot: QtBot) -> Notices:
    made = Notices()
    qtbot.addWidget(made)
    return made


def test_a_name_is_never_read_as_rich_text(notices: Notices) -> None:
    notices.say("<b>Siti</b> disimpan.")
    assert notices.text == "<b>Siti</b> disimpan."
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in notices.findChildren(QLabel) if label.text())


def test_a_refusal_is_a_bar_with_its_hint(notices: Notices) -> None:
    notices.trouble(Refused("Kursi sudah terisi.", "Pilih kursi lain."))
    assert notices.text == "Kursi sudah terisi. Pilih kursi lain."


def test_a_cancel_says_how_far_the_work_came(notices: Notices) -> None:
    notices.trouble(Cancelled(1500, 4000))
    assert notices.text == "Berhenti setelah 1.500 dari 4.000."


def test_the_offered_act_is_done_and_the_bar_goes(notices: Notices) -> None:
    done: list[int] = []
    notices.say("Tersimpan.", act="Lihat", action=lambda: done.append(1))
    next(button for button in notices.findChildren(QPushButton) if button.text() == "Lihat").click()
    assert done == [1]
    assert notices.text == ""


def test_what_the_machine_refuses_can_be_tried_again(notices: Notices, qtbot: QtBot) -> None:
    tried: list[int] = []
    notices.trouble(Unavailable("Disk penuh.", "Kosongkan ruang."), lambda: tried.append(1))
    box = notices.findChild(QMessageBox) or next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMessageBox)
    )
    assert isinstance(box, QMessageBox)
    assert box.text() == "Disk penuh."
    next(button for button in box.buttons() if "oba lagi" in button.text()).click()
    assert tried == [1]


@pytest.fixture
def background(workspace: Database) -> Iterator[Background]:
    made = Background()
    made.attach(workspace, threading.get_ident())
    yield made
    made.close()


def test_long_work_shows_how_far_it_is_and_can_be_cancelled(
    background: Background, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_panel, "SHOWN_AFTER", 0.0)
    panel = JobsPanel(background)
    qtbot.addWidget(panel)
    told: list[object] = []
    background.troubled.connect(lambda problem, _: told.append(problem))

    def work(_: Database, progress: Job) -> None:
        while True:
            progress(1500, 4000, "Mengimpor")

    background.run(panel, "Impor", work)
    qtbot.waitUntil(lambda: any("1.500 dari 4.000" in label.text() for label in panel.findChildren(QLabel)))
    button = panel.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    qtbot.waitUntil(lambda: background.idle and panel.isHidden())
    assert isinstance(told[0], Cancelled)


def test_short_work_never_shows(background: Background, qtbot: QtBot) -> None:
    panel = JobsPanel(background)
    qtbot.addWidget(panel)
    done: list[int] = []
    background.run(panel, "Sebentar", lambda database, progress: 1, done.append)
    qtbot.waitUntil(lambda: done == [1])
    assert panel.isHidden()


def test_qts_own_buttons_speak_indonesian(qapp: QApplication, qtbot: QtBot) -> None:
    translator = indonesian.install(qapp)
    try:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
        qtbot.addWidget(box)
        texts = {button.text().replace("&", "") for button in box.buttons()}
        assert texts == {"Batal", "Simpan"}
    finally:
        qapp.removeTranslator(translator)
