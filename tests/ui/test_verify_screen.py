"""Periksa sertifikat: a scanner's six lines, pasted texts, files; the verdict in words, and the last checks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kpps_desk.operations import certificates, printing
from kpps_desk.operations.verifying import Judgement
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui.screens.verify import VerifyScreen
from kpps_desk.ui.window import Window
from tests.filled import BY
from tests.trained import trained_crew
from tests.ui.conftest import settle
from tests.ui.stage import Stage

_SEALS = select(schema.certificate.c.seal).order_by(schema.certificate.c.id)


@pytest.fixture
def seals(workspace_path: Path) -> list[str]:
    """Of seven certificates: the second replaced by an eighth, the third revoked."""
    with Database.open(workspace_path) as database:
        trained_crew(database)
        ids = list(certificates.issue(database, by=BY).issued)
        with database.write("Ganti", by=BY) as tx:
            certificates.reissue(tx, ids[1], reason="Nama dibetulkan")
        with database.write("Cabut", by=BY) as tx:
            certificates.revoke(tx, ids[2], reason="Salah orang")
        with database.read() as db:
            return list(db.column(_SEALS))


@pytest.fixture
def stage(qtbot: QtBot, seals: list[str], workspace_path: Path) -> Iterator[Stage[VerifyScreen]]:
    made = Stage(qtbot, workspace_path, VerifyScreen)
    yield made
    made.background.close()


def scan(stage: Stage[VerifyScreen], text: str, *, ends: str = "\r") -> None:
    """As a scanner types it: each end of a line one of its keys, and one more at the end."""
    field = stage.screen.field
    before = len(stage.screen.lines)
    for line in text.split("\n"):
        QTest.keyClicks(field, line)
        QTest.keyClick(field, Qt.Key.Key_Tab if ends == "\t" else Qt.Key.Key_Return)
    _until(stage, before + 1)


def _until(stage: Stage[VerifyScreen], checks: int) -> None:
    stage._qtbot.waitUntil(lambda: len(stage.screen.lines) >= checks, timeout=60_000)
    stage.settle()


def judged(stage: Stage[VerifyScreen]) -> list[Judgement]:
    """The newest first."""
    return [stage.screen.lines[id_].checked.judgement for id_ in stage.screen.model.ids]


@pytest.mark.parametrize("ends", ["\r", "\t"])
def test_a_scan_of_six_lines_is_one_certificate_whatever_ends_its_lines(
    stage: Stage[VerifyScreen], seals: list[str], ends: str
) -> None:
    scan(stage, seals[0], ends=ends)
    assert judged(stage) == [Judgement.VALID]
    assert stage.screen.verdict.head.text() == "ASLI · Orang Ke 1"
    assert (stage.screen.verdict.tone, stage.screen.verdict.icon) == ("good", "check")
    assert stage.screen.field.toPlainText() == ""


def test_scans_one_after_another_are_all_listed(stage: Stage[VerifyScreen], seals: list[str]) -> None:
    for seal in seals[:4]:
        scan(stage, seal)
    assert judged(stage) == [Judgement.VALID, Judgement.REVOKED, Judgement.REPLACED, Judgement.VALID]
    assert stage.screen.counts.text() == "4 diperiksa, 2 asli"


def test_a_replaced_one_names_what_stands_in_its_place(stage: Stage[VerifyScreen], seals: list[str]) -> None:
    scan(stage, seals[1])
    assert stage.screen.verdict.head.text().startswith("SUDAH DIGANTI")
    assert "000008/" in stage.screen.verdict.detail.text()
    assert "Nama dibetulkan" in stage.screen.card.notes.text()


def test_a_pasted_text_is_judged_at_once_and_several_are_listed(stage: Stage[VerifyScreen], seals: list[str]) -> None:
    pasted = QMimeData()
    pasted.setText(f"{seals[0]}\r\n\r\n{seals[2]}\n{seals[3].replace('Orang', 'Arang')}\n")
    stage.screen.field.insertFromMimeData(pasted)
    _until(stage, 3)
    assert sorted(judged(stage)) == sorted([Judgement.VALID, Judgement.REVOKED, Judgement.FORGED])


def test_a_forged_one_is_said_so_and_nobody_vouches_for_what_it_says(
    stage: Stage[VerifyScreen], seals: list[str]
) -> None:
    scan(stage, seals[0].replace("Orang Ke 1", "Orang Lain"))
    assert stage.screen.verdict.head.text() == "PALSU · Orang Lain"
    assert stage.screen.verdict.tone == "bad"
    assert "tanpa jaminan" in stage.screen.card.head.text()


def test_a_scanner_of_another_keyboard_is_put_right_or_named(stage: Stage[VerifyScreen], seals: list[str]) -> None:
    scan(stage, seals[0].swapcase())
    assert judged(stage) == [Judgement.VALID]
    assert "huruf besar dan kecilnya" in stage.screen.card.notes.text()
    scan(stage, seals[0][:-3].replace("S", "?"))
    assert judged(stage)[0] in (Judgement.FORGED, Judgement.UNREADABLE)


def test_a_pdf_of_many_is_listed_with_its_pages_and_the_gravest_on_top(
    stage: Stage[VerifyScreen], seals: list[str], workspace_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Database.open(workspace_path, read_only=True) as database, database.read() as db:
        chosen = list(db.column(select(schema.certificate.c.id).order_by(schema.certificate.c.id)))[:4]
    with Database.open(workspace_path) as database:
        pdf = printing.print_certificates(database, tmp_path / "s.pdf", certificates=chosen).path
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(pdf)], ""))
    stage.screen.choose()
    _until(stage, 4)
    assert stage.screen.line is not None
    assert stage.screen.line.checked.judgement is Judgement.REVOKED
    assert stage.screen.line.source.startswith("s.pdf, hlm. ")
    assert "2 dari 4 sertifikat asli dan berlaku" in stage.screen.verdict.head.text()


def test_a_dropped_file_that_is_none_is_unreadable(stage: Stage[VerifyScreen], tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"halo")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "x.png"))])
    stage.screen.field.insertFromMimeData(dropped)
    _until(stage, 1)
    assert judged(stage) == [Judgement.UNREADABLE]
    assert stage.screen.verdict.head.text() == "TIDAK TERBACA"


def test_what_is_typed_beside_the_field_goes_into_it(stage: Stage[VerifyScreen], seals: list[str]) -> None:
    scan(stage, seals[0])
    stage.screen.view.setFocus()
    QTest.keyClicks(stage.screen, "SERTIFIKAT")
    assert stage.screen.field.toPlainText() == "SERTIFIKAT"
    QTest.keyClick(stage.screen.field, Qt.Key.Key_Escape)
    assert stage.screen.field.toPlainText() == ""


def test_a_chosen_line_shows_its_check_again(stage: Stage[VerifyScreen], seals: list[str]) -> None:
    scan(stage, seals[0])
    scan(stage, seals[2])
    stage.screen.view.selectRow(1)
    assert stage.screen.verdict.head.text() == "ASLI · Orang Ke 1"
    went = stage.screen.card
    went.record_wanted.emit(1)
    assert stage.went == [("certificates", "manage:1")]


def test_the_window_opens_it_under_sertifikat(qtbot: QtBot, window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    window.go("verify")
    settle(qtbot, window)
    assert window._heading.text() == "Periksa sertifikat"
    assert isinstance(window.focusWidget(), type(window._screens["verify"].field))  # type: ignore[attr-defined]
