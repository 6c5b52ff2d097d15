"""The log of a scanner in the shell: a verdict a line, read twice it changes nothing."""

import io
from pathlib import Path

import pytest
from sqlalchemy import select

from kpps_desk.domain import scan_codes
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.gatherings import gather, tps
from tests.journeys.conftest import Shell
from tests.people import crew

_CODES = select(schema.member.c.uid).order_by(schema.member.c.id)


@pytest.fixture
def log(workspace_path: Path, tmp_path: Path) -> Path:
    """Three of TPS 001, one of TPS 002, a seat, a seal of nobody, something else; session 1 has TPS 001."""
    with Database.open(workspace_path) as database:
        crew(database)
        crew(database, tps(2), 10)
        gather(database)
        with database.read() as db:
            codes = [scan_codes.person_code(bytes(uid)) for uid in db.column(_CODES)]
    lines = [*codes[:3], codes[9], "001 4", "SERTIFIKAT KPPS v1", "Siti", "KPPS", "Bimtek", "No 1/K/2024", "sampah xyz"]
    path = tmp_path / "pindai.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_each_scan_has_its_verdict_in_a_line(shell: Shell, workspace_path: Path, log: Path) -> None:
    answer = shell("attend", workspace_path, 1, "--scan-text", log)
    lines = answer.out.splitlines()
    assert answer.code == 0
    assert [line.split(" · ")[0] for line in lines[:5]] == [
        "HADIR", "HADIR", "HADIR", "BUKAN PESERTA SESI INI, tidak dicatat", "HADIR",
    ]  # fmt: skip
    assert lines[-1] == "7 pindaian, 4 dicatat hadir."
    assert "tidak terbaca utuh" not in answer.out


def test_a_log_read_twice_changes_nothing(
    shell: Shell, workspace_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("attend", workspace_path, 1, "--scan-text", log)
    monkeypatch.setattr("sys.stdin", io.StringIO(log.read_text(encoding="utf-8")))
    told = shell("attend", workspace_path, 1, "--scan-text", "-", "--json").object
    assert told["present"] == 4
    answers = [one["answer"] for one in told["scans"]]
    assert answers[:5] == ["repeated", "repeated", "repeated", "outsider", "repeated"]
    assert set(answers[5:]) == {"nobody"}


def test_a_log_that_is_not_there_is_one_sentence(shell: Shell, workspace_path: Path, log: Path) -> None:
    answer = shell("attend", workspace_path, 1, "--scan-text", "tidak-ada.txt")
    assert answer.code == 1
    assert answer.err.count("\n") == 1
