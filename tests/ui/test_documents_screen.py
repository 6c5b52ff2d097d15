"""Dokumen: samples, the real pages of each kind, saving, texts, purposes, photos."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kpps_desk.domain.document_kinds import KINDS
from kpps_desk.queries import disclosures, members, photos
from kpps_desk.queries.members import MemberFilter
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.screens.documents import DocumentsScreen
from tests.documents.test_flow import texts_of
from tests.filled import fill
from tests.ui.stage import Stage, press


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[DocumentsScreen]]:
    fill(workspace_path, sworn=True, trained=True)
    made = Stage(qtbot, workspace_path, DocumentsScreen)
    yield made
    made.screen.out.drop()
    made.background.close()


@pytest.fixture
def empty(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[DocumentsScreen]]:
    made = Stage(qtbot, workspace_path, DocumentsScreen)
    yield made
    made.background.close()


def _open(stage: Stage[DocumentsScreen], code: str) -> None:
    stage.screen.open(code)
    stage.settle()


def _make(stage: Stage[DocumentsScreen]) -> None:
    stage.screen.make()
    stage.settle()


def _text(stage: Stage[DocumentsScreen]) -> str:
    made = stage.screen.out.made
    assert made is not None, stage.screen.form.trouble.text()
    return " ".join(texts_of(made.path.read_bytes()))


def test_it_opens_on_all_kinds_with_a_sample_of_the_first(stage: Stage[DocumentsScreen]) -> None:
    screen = stage.screen
    assert screen.model.total == len(KINDS)
    assert screen.out.preview.shows_page
    assert "Contoh bentuk" in screen.out.state.text()
    assert not screen.out.save.isEnabled()
    assert not screen.out.print.isEnabled()


def test_moving_down_shows_the_sample_of_each_kind(stage: Stage[DocumentsScreen]) -> None:
    screen = stage.screen
    for kind in KINDS[1:]:
        press(screen.kinds, Qt.Key.Key_Down)
        stage.settle()
        assert screen.out.preview.shows_page, kind.code
        assert screen.out.made is None


@pytest.mark.parametrize("code", ["annex", "id-card"])
def test_a_paper_of_crews_may_be_of_one_tps(stage: Stage[DocumentsScreen], code: str) -> None:
    _open(stage, code)
    subject = stage.screen.form.subject
    assert not subject.station.isHidden()
    assert not subject.station.isEnabled()
    subject.area.choose("31.71.01.1001")
    stage.settle()
    assert subject.station.itemText(1) == "TPS 001"
    _make(stage)
    everybody = _text(stage)
    subject.station.setCurrentIndex(subject.station.count() - 1)
    stage.settle()
    assert stage.screen.out.made is None
    _make(stage)
    assert 0 < len(_text(stage)) < len(everybody)
    last = subject.station.itemText(subject.station.count() - 1)
    assert last in _text(stage)
    assert "TPS 001" not in _text(stage)
    _open(stage, "recap")
    assert subject.station.isHidden()
    assert stage.screen.form.wanted().area == "31.71.01.1001"


@pytest.mark.parametrize("code", ["invitation", "sign-in", "oath-minutes", "oath-text", "pact", "pact-list", "annex",
                                  "announcement", "id-card", "one-card", "recap"])  # fmt: skip
def test_each_kind_is_made_from_what_stands_in_the_form(stage: Stage[DocumentsScreen], code: str) -> None:
    _open(stage, code)
    _make(stage)
    assert "GAMBIR" in _text(stage).upper() or "DKI JAKARTA" in _text(stage)
    assert stage.screen.out.save.isEnabled()
    assert stage.screen.out.preview.shows_page


def test_what_is_saved_is_what_was_looked_at(stage: Stage[DocumentsScreen], tmp_path: Path) -> None:
    _open(stage, "recap")
    _make(stage)
    made = stage.screen.out.made
    assert made is not None
    stage.screen.out.save_to(tmp_path / "rekap.pdf")
    stage.settle()
    assert (tmp_path / "rekap.pdf").read_bytes() == made.path.read_bytes()
    assert "Tersimpan di rekap.pdf" in stage.notices.text


def test_another_choice_lets_go_of_what_was_made(stage: Stage[DocumentsScreen]) -> None:
    _open(stage, "recap")
    _make(stage)
    made = stage.screen.out.made
    assert made is not None
    stage.screen.form.paper_size.setCurrentIndex(1)
    stage.settle()
    assert stage.screen.out.made is None
    assert not made.path.exists()
    assert "Contoh bentuk" in stage.screen.out.state.text()


def test_a_data_sheet_asks_what_for_and_leaves_a_record(stage: Stage[DocumentsScreen], workspace_path: Path) -> None:
    _open(stage, "data-sheet")
    _make(stage)
    assert "Keperluan wajib diisi" in stage.screen.form.trouble.text()
    assert stage.screen.out.made is None
    stage.screen.form.purpose.setText("Permintaan akses")
    _make(stage)
    assert "LEMBAR DATA DIRI" in _text(stage)
    chosen = stage.screen.form.subject.chosen
    assert chosen is not None
    with Database.open(workspace_path) as database, database.read() as db:
        assert [one.purpose for one in disclosures.of_member(db, chosen.record)] == ["Permintaan akses"]


def test_a_session_is_found_by_words(stage: Stage[DocumentsScreen], qtbot: QtBot) -> None:
    _open(stage, "invitation")
    subject = stage.screen.form.subject
    before = subject.model.total
    subject.search.setText("pelantikan")
    qtbot.waitUntil(lambda: 0 < subject.model.total < before)


def test_texts_of_a_kind_are_worded_beside_it_and_the_paper_is_made_anew(stage: Stage[DocumentsScreen]) -> None:
    screen = stage.screen
    _open(stage, "recap")
    _make(stage)
    screen.edit_texts()
    stage.settle()
    pane = screen.wording
    assert pane is not None
    pane.choice.setCurrentIndex(pane.choice.findData("rekap.judul"))
    pane.editor.setPlainText("KEADAAN TPS")
    pane.keep()
    stage.settle()
    assert "KEADAAN TPS" in _text(stage)
    pane.left.emit()
    assert screen.left.currentWidget() is screen.form


def test_an_empty_workspace_says_what_is_missing(empty: Stage[DocumentsScreen]) -> None:
    for code, said in (("annex", "Belum ada orang"), ("id-card", "Belum ada pemegang kursi"), ("invitation", "Sesi")):
        _open(empty, code)
        _make(empty)
        assert said in empty.screen.form.trouble.text()
        assert empty.screen.out.made is None


def test_photos_are_taken_in_beside_the_cards(stage: Stage[DocumentsScreen], tmp_path: Path) -> None:
    def first(db: Snapshot) -> int:
        return int(members.first(db, MemberFilter(), 1)[0])

    found: list[int] = []
    stage.background.ask(stage.screen, first, found.append)
    stage.settle()
    file = tmp_path / f"no {found[0]}.png"
    Image.new("RGB", (400, 600), "navy").save(file)
    _open(stage, "id-card")
    stage.screen.form.photos.take_files([file])
    stage.settle()
    assert "1 foto disimpan" in stage.notices.text
    assert stage.screen.form.photos.told.text() == "1 orang berfoto."
    _open(stage, "one-card")
    stage.screen.form.subject.begin(KINDS[[kind.code for kind in KINDS].index("one-card")], found[0])
    stage.settle()
    assert stage.screen.form.photos.told.text() == "Pas foto ada."
    stage.screen.form.photos.drop()
    stage.settle()
    kept: list[object] = []
    stage.background.ask(stage.screen, lambda db: photos.photo(db, found[0]), kept.append)
    stage.settle()
    assert kept == [None]


def test_it_can_be_opened_on_one_paper_about_one_subject(stage: Stage[DocumentsScreen]) -> None:
    stage.screen.open(("oath-minutes", 1))
    stage.settle()
    chosen = stage.screen.form.subject.chosen
    assert chosen is not None
    assert chosen.record == 1
    press(stage.screen.form, Qt.Key.Key_Escape)
    stage.settle()
    assert stage.screen.left.currentWidget() is stage.screen.kinds
