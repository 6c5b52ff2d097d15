"""`check` finds what somebody changed behind the program's back."""

import sqlite3
from pathlib import Path

from tests.conftest import GAMBIR
from tests.journeys.conftest import Shell


def _behind_our_back(file: Path, sql: str) -> None:
    other = sqlite3.connect(file)
    other.execute(sql)
    other.commit()
    other.close()


def test_a_count_that_was_changed_by_hand_is_found(shell: Shell, workspace_path: Path) -> None:
    _behind_our_back(workspace_path, "UPDATE polling_station SET kpps_filled = 7, ready = 1 WHERE id = 1")
    checked = shell("check", workspace_path, "--json")
    assert checked.code == 1
    assert len(checked.object["faults"]) == 1
    assert checked.err.count("\n") == 1


def test_a_journal_that_was_changed_by_hand_is_found(shell: Shell, workspace_path: Path) -> None:
    shell("sample", "daftar.csv", "--kecamatan", GAMBIR)
    assert shell("import", workspace_path, "daftar.csv", "--by", "Sari").code == 0
    assert shell("check", workspace_path).code == 0
    _behind_our_back(workspace_path, "UPDATE journal SET \"by\" = 'Budi' WHERE title LIKE 'Impor%'")
    assert shell("check", workspace_path).code == 1


def test_a_certificate_that_was_changed_by_hand_is_found_and_its_seal_betrays_it(
    shell: Shell, workspace_path: Path, tmp_path: Path
) -> None:
    shell("sample", "daftar.csv", "--kecamatan", GAMBIR)
    shell("import", workspace_path, "daftar.csv")
    for number, kind in enumerate(("pelantikan", "bimtek"), 1):
        shell("sessions", "plan", workspace_path, "--kind", kind, "--area", GAMBIR, "--days", "2024-11-08")
        shell("attend", workspace_path, number, "--all-present")
    assert shell("certificates", workspace_path, "--issue", "--out", "asli.pdf").code == 0
    _behind_our_back(
        workspace_path, "UPDATE certificate SET name = 'Orang Lain', seal = replace(seal, 'Gambir', 'Cideng')"
    )
    assert shell("check", workspace_path).code == 1
    assert shell("certificates", workspace_path, "--out", "palsu.pdf").code == 0
    assert shell("verify", tmp_path / "palsu.pdf", "--workspace", workspace_path).code == 1
