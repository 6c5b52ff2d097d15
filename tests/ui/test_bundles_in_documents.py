"""Bundles of proofs in Dokumen and Periksa: looked at, saved with their index, a kecamatan as one archive."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kpps_desk.exchange.seals import State
from kpps_desk.operations import evidence_check
from kpps_desk.queries import evidence_bundle
from kpps_desk.store.database import Database
from kpps_desk.ui.screens.documents import DocumentsScreen
from tests.conftest import GAMBIR
from tests.documents.test_flow import texts_of
from tests.filled import fill
from tests.ui.stage import Stage


@pytest.fixture
def stage(qtbot: QtBot, workspace_path: Path) -> Iterator[Stage[DocumentsScreen]]:
    fill(workspace_path, sworn=True, trained=True)
    made = Stage(qtbot, workspace_path, DocumentsScreen)
    yield made
    made.screen.out.drop()
    made.background.close()


def _made(stage: Stage[DocumentsScreen], area: str) -> None:
    stage.screen.open("evidence")
    stage.settle()
    stage.screen.form.subject.area.choose(area)
    stage.settle()
    stage.screen.make()
    stage.settle()


def test_a_kelurahan_s_bundle_is_looked_at_and_saved_with_its_index(
    stage: Stage[DocumentsScreen], tmp_path: Path, workspace_path: Path
) -> None:
    _made(stage, GAMBIR)
    out = stage.screen.out
    assert out.made is not None, stage.screen.form.trouble.text()
    assert out.preview.shows_page
    assert "BERKAS BUKTI" in texts_of(out.made.path.read_bytes())[0]
    out.save_to(tmp_path / "bukti.pdf")
    stage.settle()
    assert (tmp_path / "bukti.indeks.txt").read_text().startswith("BERKAS BUKTI KPPS v1\n")
    with Database.open(workspace_path) as database:
        assert evidence_check.check(tmp_path / "bukti.pdf", database=database).state is State.VALID
        with database.read() as db:
            assert [one.file_name for one in evidence_bundle.given(db)] == ["berkas-bukti-3171011001-gambir.pdf"]


def test_a_kecamatan_s_bundles_are_saved_as_one_archive(stage: Stage[DocumentsScreen], tmp_path: Path) -> None:
    _made(stage, "31.71.01")
    out = stage.screen.out
    assert out.made is not None, stage.screen.form.trouble.text()
    assert (out.save.text(), out.print.isEnabled()) == ("&Simpan ZIP…", False)
    out.save_to(tmp_path / "bukti.zip")
    stage.settle()
    with zipfile.ZipFile(tmp_path / "bukti.zip") as opened:
        assert len(opened.namelist()) == 2
    path = out.made.path
    out.drop()
    assert not list(path.parent.iterdir())


def test_all_areas_at_once_are_refused_in_a_sentence(stage: Stage[DocumentsScreen]) -> None:
    _made(stage, "")
    assert stage.screen.out.made is None
    assert "Pilih wilayahnya" in stage.screen.form.trouble.text()
