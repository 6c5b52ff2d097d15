"""The place of the file's key: a raw key of 32 bytes makes an encrypted file, and only it opens it."""

from pathlib import Path

import pytest

from kpps_desk.store import journal, keys, schema
from kpps_desk.store.database import Database
from tests.store import records

_KEY = bytes(range(32))


_ROLE = {"code": "anggota", "name": "Anggota KPPS", "first_number": 2, "seats": 6, "kpps": True}
_NEEDS = {"needs_oath": True, "needs_training": True, "needs_certificate": True}


def _made(path: Path) -> Path:
    with Database.create(path, key=_KEY) as database, database.write("Tambah", by="penguji") as tx:
        tx.fill_many(schema.role, [_ROLE | _NEEDS])
        tx.insert_many(schema.member, [records.member(number, "Nama Rahasia") for number in range(100)])
    return path


def test_a_file_with_a_key_is_opened_by_it(tmp_path: Path) -> None:
    path = _made(tmp_path / "rahasia.kpps")
    with Database.open(path, key=_KEY) as database, database.read() as db:
        assert len(records.names(db)) == 100
        assert journal.verify(db) == []


def test_a_file_with_a_key_shows_nothing_of_itself(tmp_path: Path) -> None:
    content = _made(tmp_path / "rahasia.kpps").read_bytes()
    assert not content.startswith(b"SQLite")
    assert b"Rahasia" not in content


@pytest.mark.parametrize("key", [None, bytes(32)], ids=["tanpa", "lain"])
def test_the_wrong_key_is_refused(tmp_path: Path, key: bytes | None) -> None:
    path = _made(tmp_path / "rahasia.kpps")
    with pytest.raises(Exception, match=r"bukan berkas kerja KPPS Desk"):
        Database.open(path, key=key)


def test_a_key_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        keys.unlock(None, b"kata sandi")
