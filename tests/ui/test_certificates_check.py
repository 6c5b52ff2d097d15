"""Periksa and Bukti nama: a finding leads to where it is mended and is gone; a sheet that came back is recorded."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpps_desk.domain.preflight import Code
from kpps_desk.operations import members, name_checks
from kpps_desk.queries import members as member_questions
from kpps_desk.queries import name_checks as name_questions
from kpps_desk.store.database import Database
from kpps_desk.ui.certificate_check import CheckPage
from kpps_desk.ui.certificate_findings import CodeRow
from kpps_desk.ui.certificate_manage import ManagePage
from kpps_desk.ui.certificate_names import NamesPage
from kpps_desk.ui.certificate_pages import PAGES
from kpps_desk.ui.list_model import Line
from kpps_desk.ui.screens.certificates import CertificatesScreen
from kpps_desk.ui.window import Window
from tests.filled import BY, fill
from tests.ui.certificate_stage import at
from tests.ui.conftest import settle
from tests.ui.stage import Stage

Shown = tuple[Stage[CertificatesScreen], CheckPage]


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[CertificatesScreen]]:
    fill(workspace_path, sworn=True, trained=True)
    made = Stage(qtbot, workspace_path, CertificatesScreen)
    yield made
    made.background.close()


def _name(path: Path, name: str) -> int:
    """The first person on a seat is called so; who that is."""
    with Database.open(path) as database:
        with database.read() as db:
            member = name_questions.people(db)[0].member
            version = member_questions.details(db, member).version
        with database.write("Ubah nama", by=BY) as tx:
            members.edit(tx, member, {"name": name, "title_before": "", "title_after": ""}, version=version)
    return member


def _codes(page: CheckPage) -> set[Code]:
    return {finding.code for finding in page.found.findings} if page.found is not None else set()


def test_a_finding_opens_the_member_and_is_gone_once_mended(
    stage: Stage[CertificatesScreen], workspace_path: Path, unfrozen: Callable[[], AbstractContextManager[None]]
) -> None:
    member = _name(workspace_path, "SITI   aminah 𓀀")
    page = at(stage, "check")
    assert Code.GLYPH in _codes(page)
    glyph = next(at_ for at_, row in enumerate(_rows(page)) if row.row.code is Code.GLYPH)
    with unfrozen():
        page.codes_view.setCurrentIndex(page.codes.index(glyph, 0))
        stage.settle()
    assert page.model.total == 1
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert stage.went == [("members", member)]
    with Database.open(workspace_path) as database, database.read() as db:
        version = member_questions.details(db, member).version
    stage.background.do(
        stage.screen,
        "Ubah nama",
        lambda tx: members.edit(tx, member, {"name": "Siti Aminah"}, version=version),
    )
    stage.settle()
    assert Code.GLYPH not in _codes(page)


def _rows(page: CheckPage) -> list[Line[CodeRow]]:
    lines = (page.codes.line(at_) for at_ in range(page.codes.total))
    return [line for line in lines if line is not None]


def test_findings_are_narrowed_by_kind_and_by_name(stage: Stage[CertificatesScreen]) -> None:
    page = at(stage, "check")
    assert page.found is not None
    assert page.model.total == len(page.found.findings)
    assert page.codes.total == len(page.found.counts) + 1
    name = page.found.findings[0].name
    page.search.setText(name)
    stage.settle()
    assert 0 < page.model.total <= len(page.found.findings)
    page.search.setText("tidak ada orang ini")
    stage.settle()
    assert page.model.total == 0


def test_what_is_mended_elsewhere_is_led_to(stage: Stage[CertificatesScreen]) -> None:
    page = at(stage, "check")
    found = {finding.code: finding for finding in page.found.findings} if page.found else {}
    assert Code.SIGNATORY in found
    row = next(at_ for at_ in range(page.model.total) if page._findings.at(at_).code is Code.SIGNATORY)
    page.view.show_id(row)
    page.mend()
    assert stage.went[-1][0] == "settings"


def test_before_printing_the_issued_ones_are_looked_at(qtbot: QtBot, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    stage = Stage(qtbot, workspace_path, CertificatesScreen)
    try:
        _name(workspace_path, "Orang Lain")
        page = at(stage, "check")
        page.when.setCurrentIndex(1)
        stage.settle()
        changed = next(one for one in page.found.findings if one.code is Code.CHANGED)
        page.view.show_id(page.found.findings.index(changed))
        page.mend()
        stage.settle()
        managing = stage.screen.page
        assert isinstance(managing, ManagePage)
        assert managing.row is not None
        assert managing.row.id == changed.certificate
    finally:
        stage.background.close()


def test_a_page_that_came_back_confirms_all_but_the_wrong_and_mends_the_corrected(
    stage: Stage[CertificatesScreen], workspace_path: Path
) -> None:
    page = at(stage, "names")
    assert isinstance(page, NamesPage)
    assert page.count.text() == "0 dari 35 nama sudah dikonfirmasi"
    assert page.preview.shows_page
    with Database.open(workspace_path) as database, database.read() as db:
        code = name_checks.page_of(db, 1, area=page.sheet_of).code
    page.begin_record()
    page.form.write("code", "SALAH1")
    page.form.save()
    stage.settle()
    assert "sudah berubah sejak lembar ini dicetak" in page.form.trouble()
    page.form.write("code", code.lower())
    page.form.write("wrong", "3 7")
    page.form.write("corrections", "12 Siti Ma'ruf, S.H.")
    page.form.save()
    stage.settle()
    assert stage.notices.text == "32 nama dikonfirmasi; 1 diperbaiki; no. 3, 7 masih harus ditanyakan."
    assert page.count.text() == "33 dari 35 nama sudah dikonfirmasi"
    assert stage.screen.tabs.tabText(0) == "Bukti nama  2"
    page.standing.setCurrentIndex(1)
    stage.settle()
    assert page.model.total == 2


def test_names_are_confirmed_and_asked_again_by_one_key(stage: Stage[CertificatesScreen]) -> None:
    page = at(stage, "names")
    page.view.selectAll()
    page.sure.click()
    stage.settle()
    assert page.count.text().endswith("35 dari 35 nama sudah dikonfirmasi")
    page.view.choose(page.model.ids[:2])
    page.unsure.click()
    stage.settle()
    assert page.count.text().endswith("33 dari 35 nama sudah dikonfirmasi")


def test_the_sheets_are_saved(stage: Stage[CertificatesScreen], tmp_path: Path) -> None:
    page = at(stage, "names")
    page.save(tmp_path / "nama.pdf")
    stage.settle()
    assert stage.notices.text == "35 nama pada 1 halaman tersimpan di nama.pdf."


def test_every_step_is_reached_by_keys_and_tells_what_it_is_for(
    qtbot: QtBot, window: Window, unfrozen: Callable[[], AbstractContextManager[None]]
) -> None:
    window.go("certificates")
    settle(qtbot, window)
    screen = window.findChild(CertificatesScreen)
    assert isinstance(screen, CertificatesScreen)
    for key in PAGES:
        screen.step(key)  # made once; turning is what is watched
    helps = set()
    for step in range(screen.tabs.count()):
        with unfrozen():
            QTest.keyClick(screen, Qt.Key(Qt.Key.Key_1 + step), Qt.KeyboardModifier.AltModifier)
            settle(qtbot, window)
        assert screen.tabs.currentIndex() == step
        assert screen.page is not None
        helps.add(screen.help_text)
    assert len(helps) == screen.tabs.count()


def test_kinds_have_their_own_people(stage: Stage[CertificatesScreen]) -> None:
    page = at(stage, "issue")
    for kind in range(stage.screen.where.kind.count()):
        stage.screen.where.kind.setCurrentIndex(kind)
        stage.settle()
        assert page.groups.total >= 3
        assert page.paper.preview.shows_page
