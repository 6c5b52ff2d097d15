"""Terbitkan: the groups with their reasons, issuing, the page of each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kpps_desk.queries import areas
from kpps_desk.store.database import Database
from kpps_desk.ui.certificate_groups import ENTITLED, ISSUED
from kpps_desk.ui.certificate_issue import IssuePage
from kpps_desk.ui.screens.certificates import CertificatesScreen
from tests.filled import fill
from tests.ui.settling import cancel_next
from tests.ui.stage import Stage, press

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


def _groups(screen: IssuePage) -> dict[str, str]:
    lines = (screen.groups.line(at) for at in range(screen.groups.total))
    return {line.cells[0]: line.cells[1] for line in lines if line is not None}


def _page(stage: Stage[CertificatesScreen]) -> IssuePage:
    found = stage.screen.step("issue")
    assert isinstance(found, IssuePage)
    return found


def _choose(stage: Stage[CertificatesScreen], group: int) -> None:
    _page(stage).group_view.setCurrentIndex(_page(stage).groups.index(group, 0))
    stage.settle()


def test_everybody_is_in_one_group_with_the_reason(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    assert _groups(_page(stage)) == {
        "Berhak dan belum terbit": "35",
        "Sudah terbit": "0",
        "Belum mengikuti bimbingan teknis": "0",
        "Belum disumpah": "0",
        "Belum ditetapkan pada kursi TPS": "0",
        "Petugas ketertiban tidak menerima sertifikat": "10",
    }
    _choose(stage, 5)
    assert _page(stage).people.total == 10
    line = _page(stage).people.line(0)
    assert line is not None
    assert line.row.role.startswith("Petugas Ketertiban")


def test_before_anything_is_issued_the_page_is_a_sample(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path)
    screen = _page(open_screen())
    assert screen.paper.title == "Contoh bentuk sertifikat"
    assert screen.paper.preview.shows_page
    assert not screen.issue_button.isEnabled()


def test_issuing_asks_once_more_and_then_shows_the_pages(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    _page(stage).issue_button.click()
    stage.settle()
    assert _page(stage).papers.total == 0
    assert "35 sertifikat untuk Kel. Gambir akan diberi nomor" in stage.notices.text
    stage.notices._act.click()
    stage.settle()
    assert stage.notices.text == "35 sertifikat terbit."
    assert _groups(_page(stage))["Sudah terbit"] == "35"
    assert _page(stage).group == ISSUED
    assert _page(stage).papers.total == 35
    first = _page(stage).papers.line(0)
    assert first is not None
    assert _page(stage).paper.title == first.row.name


def test_only_the_chosen_are_issued(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    _page(stage).people_view.choose(_page(stage).people.ids[:3])
    assert _page(stage).issue_button.text() == "&Terbitkan 3 sertifikat yang dipilih"
    _page(stage).issue_button.click()
    stage.notices._act.click()
    stage.settle()
    assert _groups(_page(stage))["Sudah terbit"] == "3"
    assert _groups(_page(stage))["Berhak dan belum terbit"] == "32"


def test_one_goes_through_the_pages_in_the_order_of_print(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    stage = open_screen()
    assert _page(stage).group == ISSUED  # nobody waits: the issued ones are shown first
    press(_page(stage).papers_view, Qt.Key.Key_Down)
    stage.settle()
    second = _page(stage).papers.line(1)
    assert second is not None
    assert _page(stage).paper.title == second.row.name
    assert _page(stage).paper.preview.shows_page


def test_the_session_narrows_the_groups(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    stage.screen.where.session.setCurrentIndex(1)
    stage.settle()
    assert _groups(_page(stage))["Berhak dan belum terbit"] == "14"  # two crews a session


def test_a_cancel_keeps_what_is_issued(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    cancel_next(stage.background)
    _page(stage).issue(None, stage.screen.scope)
    stage.settle()
    assert "Berhenti" in stage.notices.text
    _choose(stage, ENTITLED)
    assert _page(stage).issue_button.isEnabled() == (_page(stage).people.total > 0)


def test_the_signatory_is_corrected_beside_the_page_before_issuing(open_screen: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    stage = open_screen()
    _page(stage).edit_office()
    stage.settle()
    form = _page(stage).office.form
    typed = form.values()
    assert typed["letterhead"].splitlines() == ["KOMISI PEMILIHAN UMUM", "PROVINSI DKI JAKARTA"]
    form.saved.emit({**typed, "signatory_name": "  "})
    stage.settle()
    assert _page(stage).right.currentWidget() is _page(stage).office
    form.saved.emit({**typed, "signatory_name": "Siti Ma'ruf, S.H."})
    stage.settle()
    assert _page(stage).right.currentWidget() is _page(stage).paper
    with Database.open(workspace_path) as database, database.read() as db:
        assert areas.election(db).paper.signatory_name == "Siti Ma'ruf, S.H."
