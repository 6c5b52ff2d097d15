"""Kunci segel by the window: a key is backed up, replaced and revoked; what others get is written and taken in."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kpps_desk.operations import certificates, keys, upkeep, verifying
from kpps_desk.operations.verifying import Judgement
from kpps_desk.queries.keys import KeyRow
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui.keys_page import KeysPage
from kpps_desk.ui.screens.settings import SettingsScreen
from kpps_desk.ui.window import Window
from tests.filled import BY
from tests.trained import trained_crew
from tests.ui.conftest import settle

WORDS = "tiga kucing menyeberang jalan"
_SEALS = select(schema.certificate.c.seal).order_by(schema.certificate.c.id)


@pytest.fixture
def workspace_path(workspace_path: Path) -> Path:
    """Seven certificates of 9 November 2024."""
    with Database.open(workspace_path) as database:
        trained_crew(database)
        certificates.issue(database, by=BY)
    return workspace_path


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> KeysPage:
    window.go("settings", "Kunci segel")
    settle(qtbot, window)
    screen = window._screens["settings"]
    assert isinstance(screen, SettingsScreen)
    return screen.pages.keys


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """File names that the choosers give, one after another."""
    waiting: list[str] = []
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(tmp_path / waiting.pop(0)), ""))
    return waiting


def rows(path: Path) -> list[KeyRow]:
    with Database.open(path, read_only=True) as database, database.read() as db:
        return keys.keys(db)


def seals(path: Path) -> list[str]:
    with Database.open(path, read_only=True) as database, database.read() as db:
        return list(db.column(_SEALS))


def fill(page: KeysPage, **texts: str) -> None:
    """Type into the form that is shown, and save it."""
    form = page.place.asking
    assert form is not None
    for key, text in texts.items():
        form.form.write(key, text)
    form.form.save()


def test_a_key_without_a_backup_is_told_until_there_is_one(
    qtbot: QtBot, window: Window, page: KeysPage, answers: list[str], workspace_path: Path, tmp_path: Path
) -> None:
    assert "belum mempunyai cadangan" in page.note.text()
    answers.append("kunci.kppskunci")
    page.ask_backup()
    fill(page, passphrase=WORDS[:11], again=WORDS[:11])
    assert "12 huruf" in page.backup.form.trouble("passphrase")
    fill(page, passphrase=WORDS, again=WORDS + "x")
    assert "berbeda" in page.backup.form.trouble("again")
    fill(page, passphrase=WORDS, again=WORDS)
    settle(qtbot, window)
    assert page.note.isHidden()
    assert page.place.asking is None
    assert set(page.backup.form.values().values()) == {""}
    assert rows(workspace_path)[0].backed_up_at is not None
    upkeep.new(tmp_path / "baru.kpps", by=BY, only="31.71.01.1001").close()
    assert (tmp_path / "kunci.kppskunci").read_bytes().startswith(b"KPPS-KUNCI 1 ")


def test_a_key_is_replaced_and_the_old_one_revoked(
    qtbot: QtBot, window: Window, page: KeysPage, workspace_path: Path
) -> None:
    (old,) = rows(workspace_path)
    page.ask_replace()
    fill(page, reason="Penanggung jawab berganti", office="KPU Kota Contoh")
    settle(qtbot, window)
    assert [(line.key.signs, line.office) for line in page.lines.values()] == [
        (True, "KPU Kota Contoh"),
        (False, "KPU Kota Contoh"),
    ]
    page.view.selectRow(1)
    assert page.line is not None
    assert page.line.key.key_id == old.key_id
    page.ask_revoke()
    fill(page, since="kemarin dulu", reason="laptop dicuri")
    assert "tanggal" in page.revoke.form.trouble("since")
    fill(page, since="1-11-2024", reason="")
    settle(qtbot, window)
    assert "wajib" in page.revoke.form.trouble("reason")
    fill(page, since="1-11-2024", reason="laptop dicuri")
    settle(qtbot, window)
    assert "7 sertifikat berlaku memakai kunci" in page.note.text()
    with Database.open(workspace_path, read_only=True) as database:
        assert verifying.verify(seals(workspace_path)[0], database=database).judgement is Judgement.REVOKED


def test_what_others_need_is_written_and_what_they_give_is_taken(
    qtbot: QtBot, window: Window, page: KeysPage, answers: list[str], tmp_path: Path, workspace_path: Path
) -> None:
    upkeep.new(tmp_path / "lain.kpps", by=BY, only="31.71.01.1001").close()
    with Database.open(tmp_path / "lain.kpps") as other:
        keys.export(other, tmp_path / "mereka.txt")
    answers += ["kunci.txt", "mereka.txt", "cabut.txt", "periksa.html", "cabut.txt"]
    page.export()
    settle(qtbot, window)
    page.take()
    settle(qtbot, window)
    assert [line.key.own for line in page.lines.values()] == [True, False]
    page.make_list()
    settle(qtbot, window)
    page.make_page()
    settle(qtbot, window)
    for name in ("kunci.txt", "cabut.txt", "cabut.pdf", "periksa.html"):
        assert (tmp_path / name).stat().st_size > 0
    page.take_list()
    settle(qtbot, window)
    assert "milik kantor ini sendiri" in window.notices.text
    page.view.selectRow(1)
    page.ask_name()
    fill(page, office="PPK Contoh")
    settle(qtbot, window)
    assert list(page.lines.values())[1].office == "PPK Contoh"
    page.view.selectRow(1)
    page.forget()
    settle(qtbot, window)
    assert len(rows(workspace_path)) == 1


def test_a_wrong_passphrase_is_told_beside_the_form(
    qtbot: QtBot, window: Window, page: KeysPage, answers: list[str], tmp_path: Path
) -> None:
    (tmp_path / "bukan.kppskunci").write_bytes(b"halo")
    answers.append("bukan.kppskunci")
    page.ask_restore()
    fill(page, passphrase=WORDS)
    settle(qtbot, window)
    assert "bukan cadangan kunci" in page.restore.form.trouble()
