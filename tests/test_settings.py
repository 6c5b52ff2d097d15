"""The person's own settings: kept, forgiving, and apart from the election's."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kpps_desk import app, settings
from kpps_desk.settings import Preferences


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file of this test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / settings.NAME / "settings.json"


def test_what_ships_with_the_program_is_found() -> None:
    for folder in ("areas", "fonts", "icons"):
        assert (settings.resources() / folder).is_dir()


def test_settings_come_back_as_they_were_kept(config: Path) -> None:
    kept = Preferences("Sari", ("/a.kpps",), {"members": {"width": 3}})
    assert settings.save(kept)
    assert settings.load() == kept
    assert settings.operator() == "Sari"


@pytest.mark.parametrize("content", ["", "[]", "bukan json", '{"operator": 3, "recent": "x", "views": []}'])
def test_a_damaged_settings_file_counts_as_nothing_remembered(config: Path, content: str) -> None:
    config.parent.mkdir()
    config.write_text(content)
    assert settings.load() == Preferences()
    assert settings.operator()


def test_a_folder_that_cannot_be_written_only_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "berkas").write_text("")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "berkas"))
    assert not settings.save(Preferences("Sari"))


def test_the_last_workspace_stands_first_and_once() -> None:
    many = Preferences()
    for number in range(20):
        many = many.with_opened(f"/{number}.kpps")
    again = many.with_opened("/15.kpps")
    assert again.recent[0] == "/15.kpps"
    assert len(again.recent) == len(set(again.recent)) == len(many.recent)


def test_opening_is_remembered_beside_the_rest(config: Path, workspace_path: Path) -> None:
    settings.save(replace(Preferences(), operator="Sari"))
    with app.open_workspace(workspace_path) as workspace:
        assert (workspace.by, workspace.name) == ("Sari", "uji")
        app.remember(workspace)
    assert json.loads(config.read_text())["recent"] == [str(workspace_path)]
    assert settings.load().operator == "Sari"
