"""Files that are something else, damaged, full, or in the wrong place: one sentence each, and nothing is touched."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from kpps_desk.problems import Refused, Unavailable
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.store import records

_NOBODY = 65534


def _other_database(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE t (x)")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


_CONTENTS = {
    "kosong": b"",
    "teks": b"bukan berkas kerja\n" * 100,
    "zip": b"PK\3\4" + bytes(500),
    "kepala saja": b"SQLite format 3\0",
    "acak": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("content", _CONTENTS.values(), ids=_CONTENTS.keys())
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_workspace_is_refused_untouched(tmp_path: Path, content: bytes, read_only: bool) -> None:
    path = tmp_path / "berkas.kpps"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"bukan berkas kerja"):
        Database.open(path, read_only=read_only)
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["berkas.kpps"]


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "lain.db"
    _other_database(path)
    before = path.read_bytes()
    with pytest.raises(Refused, match="bukan berkas kerja"):
        Database.open(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["lain.db"]


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="tidak ditemukan"):
        Database.open(tmp_path / "tidak ada.kpps")
    with pytest.raises(Refused, match="adalah folder"):
        Database.open(tmp_path)
    with pytest.raises(Refused, match=r"Folder .* tidak ditemukan"):
        Database.create(tmp_path / "tidak ada" / "baru.kpps")


def test_creating_never_overwrites(workspace_path: Path) -> None:
    before = workspace_path.read_bytes()
    with pytest.raises(Refused, match="sudah ada"):
        Database.create(workspace_path)
    assert workspace_path.read_bytes() == before


def test_what_a_killed_creation_left_is_cleared_away(tmp_path: Path) -> None:
    for ending in (".part", ".part-journal", ".part-wal"):
        (tmp_path / f"baru.kpps{ending}").write_bytes(b"sisa" * 1000)
    with Database.create(tmp_path / "baru.kpps") as database, database.write("x", by="penguji"):
        pass
    assert [file.name for file in tmp_path.iterdir()] == ["baru.kpps"]


def test_a_file_that_was_cut_short_is_damaged(workspace_path: Path) -> None:
    with workspace_path.open("r+b") as file:
        file.truncate(workspace_path.stat().st_size // 2)
    with pytest.raises(Unavailable, match="rusak"):
        Database.open(workspace_path)


def test_a_damaged_page_is_told_when_it_is_met(workspace_path: Path) -> None:
    with workspace_path.open("r+b") as file:
        for page in range(1, workspace_path.stat().st_size // 4096):
            file.seek(page * 4096)
            file.write(b"\xff" * 200)
    with pytest.raises(Unavailable, match="rusak"), Database.open(workspace_path) as database, database.read() as db:
        db.rows(text("SELECT * FROM polling_station"))


def test_a_full_disk_is_a_sentence_and_changes_nothing(workspace: Database) -> None:
    with workspace.write("Batasi", by="penguji") as tx:
        tx._run(f"PRAGMA max_page_count={tx._run('PRAGMA page_count').fetchone()[0] + 5}")
    with pytest.raises(Unavailable, match="Ruang disk habis"), workspace.write("Isi", by="penguji") as tx:
        tx.insert_many(schema.member, records.members(range(2000)))
    with workspace.read() as db:
        assert records.names(db) == []


@pytest.fixture
def plain_user() -> Iterator[Path]:
    """A folder of somebody else's that anyone may look into; the rest of the test runs without root's rights."""
    if sys.platform == "win32":
        pytest.skip("permissions of POSIX")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Database.create(folder / "uji.kpps").close()
        (folder / "uji.kpps").chmod(0o444)
        folder.chmod(0o555)
        if os.geteuid() != 0:
            yield folder
            folder.chmod(0o755)
            return
        os.seteuid(_NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(0)


def test_a_folder_that_takes_no_files_is_told(plain_user: Path) -> None:
    with pytest.raises(Unavailable, match="tidak boleh ditulisi"):
        Database.create(plain_user / "baru.kpps")
    with pytest.raises(Unavailable, match="tidak boleh ditulisi"):
        Database.open(plain_user / "uji.kpps")


def test_a_folder_that_takes_no_files_can_still_be_read(plain_user: Path) -> None:
    with Database.open(plain_user / "uji.kpps", read_only=True) as database, database.read() as db:
        assert records.names(db) == []


def test_a_file_that_is_locked_is_told(workspace: Database) -> None:
    other = dbapi2.connect(str(workspace.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with workspace.read() as db:
        db._run("PRAGMA busy_timeout=0")
        db._run("PRAGMA query_only=OFF")
        with pytest.raises(Unavailable, match="sedang dipakai"):
            db._run("UPDATE member SET note = ''")
    other.close()


@pytest.mark.parametrize("folder", ["OneDrive - KPU Jakarta", "Dropbox", "Google Drive", "Nextcloud"])
def test_a_synchronised_folder_is_refused_with_the_ways_out(workspace_path: Path, tmp_path: Path, folder: str) -> None:
    place = tmp_path / folder
    place.mkdir()
    with pytest.raises(Refused, match=r"disinkronkan.*Salin berkasnya"):
        Database.create(place / "baru.kpps")
    moved = workspace_path.rename(place / "uji.kpps")
    with pytest.raises(Refused, match=r"disinkronkan.*hanya untuk dibaca"):
        Database.open(moved)
    with Database.open(moved, read_only=True) as database, database.read() as db:
        assert records.names(db) == []


def test_a_folder_that_syncthing_keeps_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    (tmp_path / "data").mkdir()
    with pytest.raises(Refused, match="Syncthing"):
        Database.create(tmp_path / "data" / "baru.kpps")
