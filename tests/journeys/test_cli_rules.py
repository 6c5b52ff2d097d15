"""`rules` prints what holds and how it came to be."""

from dataclasses import replace
from pathlib import Path

from kpps_desk.operations import rules
from kpps_desk.queries import rules as kept
from kpps_desk.store.database import Database
from tests.journeys.conftest import Shell


def test_the_rules_and_their_versions_are_printed(shell: Shell, workspace_path: Path) -> None:
    with Database.open(workspace_path) as database:
        with database.read() as db:
            now = kept.current(db)
        rules.adopt(database, replace(now, rules=replace(now.rules, min_age=20)), reason="Keputusan 12", by="Siti")
    told = shell("rules", workspace_path)
    assert told.code == 0
    assert "Aturan yang berlaku: versi 2" in told.out
    assert "Umur terendah: 17 tahun → 20 tahun" in told.out
    assert "Siti: Keputusan 12" in told.out
    found = shell("rules", workspace_path, "--json").object
    assert (found["version"], found["rules"]["min_age"], len(found["roles"])) == (2, 20, 3)
    assert [version["rules"]["min_age"] for version in found["versions"]] == [20, 17]


def test_a_file_that_is_no_workspace_is_one_sentence(shell: Shell, tmp_path: Path) -> None:
    told = shell("rules", tmp_path / "tidak-ada.kpps")
    assert (told.code, told.out) == (1, "")
