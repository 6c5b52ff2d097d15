"""`paper evidence` and `verify` in the shell: made, checked, changed, checked again."""

import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.exchange import office_keys, seals
from kpps_desk.exchange.office_keys import OfficeKey
from kpps_desk.queries import sessions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.filled import fill
from tests.journeys.conftest import Shell
from tests.operations.test_evidence import jpeg, scan


@pytest.fixture
def sworn(workspace_path: Path, tmp_path: Path) -> Path:
    """Gambir sworn in, its signed sheets scanned."""
    fill(workspace_path, sworn=True)
    with Database.open(workspace_path) as database:
        with database.read() as db:
            oath = next(row.id for row in sessions.listing(db, "", SessionKind.OATH))
        scan(database, tmp_path, oath)
    return workspace_path


def test_a_bundle_is_made_checked_changed_and_checked_again(shell: Shell, sworn: Path, tmp_path: Path) -> None:
    out, known = tmp_path / "bukti.pdf", tmp_path / "kunci.txt"
    made = shell("paper", sworn, "evidence", "--area", GAMBIR, "--out", out, "--by", "Sari")
    assert made.code == 0, made.err
    assert "bagian" in made.out
    assert (tmp_path / "bukti.indeks.txt").exists()
    assert shell("keys", "export", sworn, "--out", known).code == 0
    whole = shell("verify", out, "--keys", known)
    assert (whole.code, "asli dan utuh" in whole.out, "oleh Sari" in whole.out) == (0, True, True)
    assert shell("verify", out, "--workspace", sworn).code == 0

    other = seals.new_key()
    (tmp_path / "lain.txt").write_text(office_keys.keys_text([OfficeKey(other.key_id, other.public)]))
    unknown = shell("verify", out, "--keys", tmp_path / "lain.txt")
    assert (unknown.code, "tidak dikenal" in unknown.out) == (3, True)

    with Database.open(sworn) as database, database.write("Ubah", by="Sari") as tx:
        first = tx.rows(select(schema.scan.c.id).order_by(schema.scan.c.id))[0].id
        tx.keep_many(schema.scan, [{"id": first, "content": jpeg()}])
    differs = shell("verify", out, "--workspace", sworn)
    assert (differs.code, f"Pindaian no. {first}" in differs.out) == (5, True)
    assert shell("verify", out, "--keys", known).code == 0

    content = bytearray(out.read_bytes())
    content[200] ^= 1
    out.write_bytes(content)
    forged = shell("verify", out, "--keys", known, "--json")
    assert (forged.code, forged.object["judgement"]) == (1, "forged")
    assert "Kesiapan setiap TPS" in forged.object["found"][0]["says"]


def test_a_kecamatan_is_a_zip_or_a_folder_and_never_one_pdf(shell: Shell, sworn: Path, tmp_path: Path) -> None:
    refused = shell("paper", sworn, "evidence", "--area", "31.71.01", "--out", tmp_path / "bukti.pdf")
    assert (refused.code, ".zip" in refused.err) == (1, True)
    made = shell("paper", sworn, "evidence", "--area", "31.71.01", "--out", tmp_path / "bukti.zip", "--json")
    assert made.code == 0, made.err
    with zipfile.ZipFile(tmp_path / "bukti.zip") as opened:
        assert opened.testzip() is None
        assert len(opened.namelist()) == 2
    assert shell("paper", sworn, "evidence", "--area", "31.71.01", "--out", tmp_path / "semua").code == 0
    (pdf,) = (tmp_path / "semua").glob("*.pdf")
    assert shell("verify", pdf, "--workspace", sworn).code == 0
    assert not (tmp_path / "bukti.pdf").exists()
