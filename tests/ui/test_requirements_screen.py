"""Penelitian: papers by keyboard, one person after the other; objections, responses, reserves, the announcement."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kpps_desk.operations import requirements
from kpps_desk.queries import areas, history
from kpps_desk.queries.requirements import Checklist
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui import check_acts
from kpps_desk.ui.screens.requirements import RequirementsScreen
from tests.conftest import GAMBIR
from tests.filled import BY
from tests.people import person, register
from tests.ui.stage import Stage, press

Made = Stage[RequirementsScreen]


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Made]:
    """Six applicants; whoever works here may set objections aside."""
    with Database.open(workspace_path) as database:
        with database.read() as db:
            row = db.row(schema.election.select())
            rules = areas.election(db).rules
        assert row is not None
        with database.write("Daftarkan", by=BY) as tx:
            tx.update(schema.election, row.id, {"rules": replace(rules, entitled=(BY,)).to_json()})
            register(tx, [person(number) for number in range(1, 7)])
    made = Stage(qtbot, workspace_path, RequirementsScreen)
    yield made
    made.background.close()


@pytest.fixture
def empty(qtbot: QtBot, workspace_path: Path) -> Iterator[Made]:
    made = Stage(qtbot, workspace_path, RequirementsScreen)
    yield made
    made.background.close()


def begin(stage: Made, row: int = 0) -> int:
    """Open the checklist of the person on this row; their id."""
    stage.screen.view.selectRow(row)
    stage.settle()
    stage.screen.check()
    return stage.screen.card.shown_id


def keys(stage: Made, *pressed: Qt.Key) -> None:
    for key in pressed:
        press(stage.screen.card.papers, key)
    stage.settle()


def checklist(stage: Made) -> Checklist:
    checked = stage.screen.card.checked
    assert checked is not None
    return checked.checklist


def states(stage: Made) -> list[str]:
    model = stage.screen.card.papers.model_
    return [line.row.state for row in range(model.total) if (line := model.line(row)) is not None]


def said(stage: Made) -> str:
    return "\n".join(label.text() for label in stage.screen.card.findChildren(QLabel))


def button(stage: Made, beginning: str) -> QPushButton:
    return next(one for one in stage.screen.card.findChildren(QPushButton) if one.text().startswith(beginning))


def latest(stage: Made) -> str:
    titles: list[str] = []
    stage.background.ask(stage.screen, lambda db: history.acts(db, 1)[0].title, titles.append)
    stage.settle()
    return titles[0]


def test_an_empty_workspace_says_what_to_do_next(empty: Made) -> None:
    assert empty.screen.model.total == 0
    assert "Impor" in empty.screen.empty_text
    empty.screen.next_person()
    assert empty.screen.chosen() == []


def test_each_line_is_answered_by_a_key_and_the_cursor_goes_on(stage: Made) -> None:
    member = begin(stage)
    keys(stage, Qt.Key.Key_Space, Qt.Key.Key_T, Qt.Key.Key_N)
    first, second, third, fourth, *_ = states(stage)
    assert first.startswith("Sah · ")
    assert second.startswith("Tidak sah · ")
    assert (third, fourth) == ("Tidak ada", "Belum diketahui")
    assert stage.screen.card.papers.currentIndex().row() == 3
    assert latest(stage) == f"Catat berkas riwayat, anggota no. {member}"
    line = stage.screen.model.line(0)
    assert line is not None
    assert (line.row.eligibility, line.row.papers, line.row.asked) == ("TMS", 1, 7)
    assert "Surat pernyataan tidak sah" in line.row.objections


def test_an_answer_is_taken_back_by_delete(stage: Made) -> None:
    begin(stage)
    keys(stage, Qt.Key.Key_N, Qt.Key.Key_Up, Qt.Key.Key_Delete)
    assert states(stage)[0] == "Belum diketahui"
    assert not checklist(stage).documents[0].known


def test_requirements_are_judged_by_the_same_keys(stage: Made) -> None:
    begin(stage)
    papers = stage.screen.card.papers
    papers.setCurrentIndex(papers.model_.index(len(checklist(stage).documents), 0))
    keys(stage, Qt.Key.Key_N, Qt.Key.Key_Space, Qt.Key.Key_T)  # "tidak ada" means nothing here
    assert [one.met for one in checklist(stage).requirements[:3]] == [True, False, None]


def test_enter_shows_the_next_person_with_the_hands_on_the_checklist(stage: Made) -> None:
    first = begin(stage)
    keys(stage, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert stage.screen.card.shown_id == stage.screen.model.ids[1] != first
    assert stage.screen.card.papers.currentIndex().row() == 0
    for _ in range(6):
        keys(stage, Qt.Key.Key_Return)
    assert stage.screen.card.shown_id == stage.screen.model.ids[5]
    assert "terakhir" in stage.notices.text


def test_fifty_files_take_two_keys_each_however_fast_they_are_pressed(stage: Made) -> None:
    begin(stage)
    papers = stage.screen.card.papers
    for _ in range(6):  # without a look at the screen in between
        QTest.keyClick(papers, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(papers, Qt.Key.Key_Return)
    stage.settle()
    rows = [stage.screen.model.line(row) for row in range(6)]
    assert [line.row.papers for line in rows if line is not None] == [7] * 6


def test_a_key_pressed_ahead_belongs_to_the_person_who_is_on_the_way(stage: Made) -> None:
    begin(stage)
    papers = stage.screen.card.papers
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_T, Qt.Key.Key_Return, Qt.Key.Key_N):
        press(papers, key)
    stage.settle()
    rows = [stage.screen.model.line(row) for row in range(3)]
    assert [line.row.objections for line in rows if line is not None] == [
        "",
        "Surat pernyataan tidak sah",
        "Surat pendaftaran tidak ada",
    ]


def test_whoever_leaves_the_filter_stays_in_the_panel_and_enter_goes_on_from_there(stage: Made) -> None:
    screen = stage.screen
    screen.result.setCurrentIndex(screen.result.findData("MS"))
    stage.settle()
    second = int(screen.model.ids[1])
    first = begin(stage)
    keys(stage, Qt.Key.Key_T)
    assert screen.model.position(first) == -1
    assert screen.card.shown_id == first
    keys(stage, Qt.Key.Key_Return)
    assert screen.card.shown_id == second


def test_all_that_are_chosen_are_accepted_at_once_and_by_one_entry(stage: Made) -> None:
    stage.screen.view.selectAll()
    assert stage.screen.accept_button.text() == "&Semua berkas lengkap (6)"
    stage.screen.accept_button.click()
    stage.settle()
    assert latest(stage) == "Semua berkas lengkap, 6 orang"
    assert "6 orang dinyatakan lengkap." in stage.notices.text
    rows = [stage.screen.model.line(row) for row in range(6)]
    assert [line.row.papers for line in rows if line is not None] == [7] * 6


def test_the_filters_tell_how_many_and_find_each_objection(stage: Made, qtbot: QtBot) -> None:
    begin(stage)
    keys(stage, Qt.Key.Key_N)
    screen = stage.screen
    qtbot.waitUntil(lambda: screen.objection.findData("document_missing:pendaftaran") > 0)
    at = screen.objection.findData("document_missing:pendaftaran")
    assert screen.objection.itemText(at) == "Surat pendaftaran tidak ada (1)"
    assert screen.result.itemText(screen.result.findData("TMS")) == "Tidak memenuhi syarat (1)"
    screen.objection.setCurrentIndex(at)
    stage.settle()
    assert screen.model.total == 1
    again = RequirementsScreen(screen.desk)
    again.shown()
    stage.settle()
    assert again.model.total == 1


def test_an_objection_is_set_aside_with_a_reason_and_stays_listed(stage: Made) -> None:
    begin(stage)
    keys(stage, Qt.Key.Key_N)
    stage.screen.card.tabs.setCurrentIndex(1)
    button(stage, "Kesampingkan").click()
    form = stage.screen.card.objections.form
    form.save()
    stage.settle()
    assert "wajib" in form.trouble("reason")
    form.write("reason", "Izin tertulis")
    form.save()
    stage.settle()
    assert checklist(stage).eligibility == "MS"
    assert "Dikesampingkan: Izin tertulis" in said(stage)
    button(stage, "Berlakukan").click()
    stage.settle()
    assert checklist(stage).eligibility == "TMS"


def test_who_is_not_entitled_reads_who_is(stage: Made) -> None:
    stage.background.by = "orang lain"
    begin(stage)
    keys(stage, Qt.Key.Key_N)
    assert f"Yang berwenang mengesampingkan keberatan: {BY}." in said(stage)
    assert not [one for one in stage.screen.card.findChildren(QPushButton) if one.text() == "Kesampingkan…"]


def test_a_response_is_recorded_and_decided(stage: Made) -> None:
    begin(stage)
    part = stage.screen.card.responses
    part.open_new()
    part.form.write("source", "Bapak Pelapor")
    part.form.write("content", "Pernah menjadi saksi.")
    part.form.write("received", "kemarin dulu")
    part.form.save()
    stage.settle()
    assert "tidak terbaca" in part.form.trouble("received")
    part.form.write("received", "01-10-2024")
    part.form.save()
    stage.settle()
    assert "Bapak Pelapor" in said(stage)
    button(stage, "Putuskan").click()
    part.decision.save()
    stage.settle()
    assert "Dasar putusan wajib diisi" in part.decision.trouble("note")
    part.decision.write("note", "Diakui sendiri")
    part.decision.save()
    stage.settle()
    assert checklist(stage).eligibility == "TMS"
    assert "Tanggapan masyarakat terbukti" in said(stage)
    assert part.currentIndex() == 0


def test_reserves_are_ranked_in_the_order_of_the_list(stage: Made) -> None:
    screen = stage.screen
    wanted = [int(screen.model.ids[row]) for row in (1, 3)]
    screen.view.choose(wanted)
    screen.acts.rank(screen.chosen())
    stage.settle()
    assert "2 orang menjadi cadangan." in stage.notices.text
    screen.result.setCurrentIndex(screen.result.findData("cadangan"))
    stage.settle()
    assert list(screen.model.ids) == wanted
    line = screen.model.line(1)
    assert line is not None
    assert line.cells[2] == "MS · C2"
    screen.view.selectAll()
    screen.acts.unrank(screen.chosen())
    stage.settle()
    assert screen.model.total == 0


def test_who_left_the_list_can_come_back(stage: Made) -> None:
    screen = stage.screen
    member = begin(stage)
    screen.acts.withdraw([member], "mengundurkan_diri")
    stage.settle()
    assert screen.model.total == 5
    assert "Keluar dari daftar: mengundurkan diri" in said(stage)
    screen.acts.answer(member, screen.card.papers.line(), "sah")  # type: ignore[arg-type]
    stage.settle()
    assert "1 orang dilewati: Sudah keluar dari daftar." in stage.notices.text
    screen.result.setCurrentIndex(screen.result.findData("keluar"))
    stage.settle()
    assert list(screen.model.ids) == [member]
    screen.acts.readmit([member])
    stage.settle()
    assert screen.model.total == 0


def test_the_announcement_of_the_area_is_written(stage: Made, tmp_path: Path) -> None:
    stage.screen.area.choose(GAMBIR)
    stage.settle()
    for name in ("umum.pdf", "umum.xlsx"):
        stage.screen.announce(tmp_path / name)
        stage.settle()
        assert (tmp_path / name).stat().st_size > 1_000
        assert f"Pengumuman 6 orang tersimpan di {name}." in stage.notices.text


def test_a_person_sent_here_is_shown(stage: Made) -> None:
    sought = int(stage.screen.model.ids[4])
    stage.screen.search.setText("zzz")
    stage.screen.open(sought)
    stage.settle()
    assert stage.screen.card.shown_id == sought
    assert stage.screen.view.current_id() == sought


def test_a_change_elsewhere_is_seen_and_a_form_keeps_what_was_typed(stage: Made, workspace_path: Path) -> None:
    member = begin(stage)
    part = stage.screen.card.responses
    part.open_new()
    part.form.write("content", "belum selesai")
    with Database.open(workspace_path) as other, other.write("Teliti", by="orang lain") as tx:
        requirements.record_document(tx, [member], "ktp", received=None)
    stage.changed(tx.changes)
    assert states(stage)[3] == "Tidak ada"
    assert part.form.values()["content"] == "belum selesai"
    assert part.currentIndex() == 1


def test_on_a_narrow_screen_escape_leads_back_to_the_list(stage: Made, qtbot: QtBot) -> None:
    stage.screen.resize(760, 400)
    qtbot.waitUntil(lambda: not stage.screen.card.isVisible())
    begin(stage)
    assert stage.screen.card.isVisible()
    assert not stage.screen.view.isVisible()
    press(stage.screen.card.papers, Qt.Key.Key_Escape)
    assert stage.screen.view.isVisible()


def test_many_are_accepted_by_a_job_and_undone_as_one(stage: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_acts, "_AT_ONCE", 3)
    monkeypatch.setattr(check_acts, "_CHUNK", 2)
    stage.screen.view.selectAll()
    stage.screen.accept_button.click()
    stage.settle()
    assert "6 orang dinyatakan lengkap." in stage.notices.text
    acts: list[history.Act] = []
    stage.background.ask(stage.screen, lambda db: history.acts(db, 5), acts.extend)
    stage.settle()
    assert [act.title for act in acts[:2]] == ["Semua berkas lengkap, 6 orang", "Daftarkan"]
