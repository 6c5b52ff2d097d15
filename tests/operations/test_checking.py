"""`check` finds what is wrong: each test damages a sound workspace behind the doors' back."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kpps_desk.operations import checking
from kpps_desk.progress import silent
from kpps_desk.store.database import Database
from tests.long_works import WORKS, in_small_parts, prepare
from tests.people import crew


def _damage(path: Path, *statements: str) -> list[str]:
    """Write past the doors, then check."""
    with Database.open(path) as database:
        crew(database)
        assert checking.check(database) == []
    connection = dbapi2.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()
    with Database.open(path) as database:
        return checking.check(database)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE member SET stage = 70 WHERE id = 1", "Tahap tidak sesuai"),
        ("UPDATE member SET place = '31710110010099' WHERE id = 1", "Tempat tugas tidak sesuai"),
        ("UPDATE polling_station SET ready = 1 WHERE id = 1", "ready tidak sesuai"),
        ("UPDATE polling_station SET kpps_filled = 3 WHERE id = 2", "kpps_filled tidak sesuai"),
        ("UPDATE member SET eligibility = 'TMS' WHERE id = 2", "Hasil penelitian tidak sesuai"),
        ("UPDATE member SET nik = '12345' WHERE id = 2", "NIK yang bukan 16 angka"),
        ("DELETE FROM seat WHERE id = 20", "jumlah kursinya tidak sesuai"),
        ("UPDATE seat SET code = '31710110010990' WHERE id = 40", "tidak sesuai susunan regu"),
        ("UPDATE role SET first_number = 3, seats = 6 WHERE id = 2", "tidak sesuai susunan regu"),
        ("UPDATE election SET rules = replace(rules, '17', '18')", "tidak sama dengan versinya"),
        ("DELETE FROM election", "tidak memuat tepat satu pemilihan"),
        ("UPDATE journal SET title = 'Bukan apa-apa' WHERE seq = 2", "tidak sesuai dengan segelnya"),
        ("DELETE FROM journal WHERE seq = 1", "tidak menyambung"),
        ("UPDATE journal_block SET commitments = zeroblob(length(commitments))", "tidak sesuai dengan"),
        ("UPDATE journal_block SET content = zeroblob(200)", "tidak sesuai dengan yang dicatat"),
    ],
)
def test_a_change_behind_the_doors_is_found(workspace_path: Path, statement: str, told: str) -> None:
    faults = _damage(workspace_path, "PRAGMA foreign_keys=OFF", statement)
    assert any(told in fault for fault in faults), faults


def test_a_person_who_cannot_be_found_by_name_is_told(workspace_path: Path) -> None:
    faults = _damage(workspace_path, "DELETE FROM member_search_docsize WHERE id = 4")
    assert faults == ["1 anggota tidak dapat ditemukan lewat pencarian nama."]


def test_a_sound_workspace_has_no_fault(workspace: Database) -> None:
    crew(workspace)
    assert checking.check(workspace) == []


def test_a_search_index_that_was_rewritten_since_the_last_check_is_no_damage(workspace_path: Path) -> None:
    prepare(workspace_path)
    with Database.open(workspace_path) as workspace:
        assert checking.check(workspace) == []  # by a connection that will be used again
        with in_small_parts():
            WORKS["undo"].run(workspace, workspace_path.parent, silent)
        assert checking.check(workspace) == []
