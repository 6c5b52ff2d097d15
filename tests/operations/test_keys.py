"""The office's keys: made, replaced, revoked, backed up, given and taken; private halves stay where they belong."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kpps_desk.exchange import key_backups as files
from kpps_desk.exchange import office_keys, seals
from kpps_desk.exchange.key_backups import Kept
from kpps_desk.exchange.office_keys import OfficeKey
from kpps_desk.operations import certificates, checking, key_backups, keys, undo, upkeep, verifying
from kpps_desk.operations.verifying import Judgement
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import certificates as questions
from kpps_desk.queries import keys as key_questions
from kpps_desk.store import schema
from kpps_desk.store.blocks import Line
from kpps_desk.store.database import Database
from kpps_desk.store.journal import read_block
from tests.conftest import Clock
from tests.trained import trained_crew

WORDS = "tiga kucing menyeberang jalan"
BY = "penguji"


@pytest.fixture
def issued(workspace: Database, clock: Clock) -> list[int]:
    """Seven certificates of 9 November, on 20 November."""
    trained_crew(workspace)
    found = list(certificates.issue(workspace, by=BY).issued)
    clock.forward(days=13)
    return found


def rows(database: Database) -> list[key_questions.KeyRow]:
    with database.read() as db:
        return keys.keys(db)


def seal_of(database: Database, certificate: int) -> str:
    with database.read() as db:
        return questions.prints(db, [certificate])[0][1].seal


def replaced(database: Database) -> str:
    with database.write("Buat kunci segel baru", by=BY, reason="berganti") as tx:
        return keys.new_key(tx, office="KPU Kota Contoh", reason="berganti")


def revoked(database: Database, key: str, since: date) -> str:
    with database.write(f"Cabut kunci {key}", by=BY, reason="laptop dicuri") as tx:
        return keys.revoke_key(tx, key, since=since, reason="laptop dicuri")


def test_a_new_workspace_has_one_key_that_signs_and_has_no_backup(workspace: Database) -> None:
    (row,) = rows(workspace)
    assert (row.own, row.signs, row.backed_up_at) == (True, True, None)


def test_a_new_key_signs_from_now_on_and_the_old_one_stays_valid(workspace: Database, issued: list[int]) -> None:
    (old,) = rows(workspace)
    new = replaced(workspace)
    assert [(row.key_id, row.signs) for row in rows(workspace)] == [(new, True), (old.key_id, False)]
    assert verifying.verify(seal_of(workspace, issued[0]), database=workspace).judgement is Judgement.VALID
    with workspace.write("Ganti", by=BY) as tx:
        again = certificates.reissue(tx, issued[0], reason="Nama dibetulkan")
    assert seal_of(workspace, again).split("\n")[-1][:6] == new
    assert verifying.verify(seal_of(workspace, again), database=workspace).judgement is Judgement.VALID
    assert checking.check(workspace) == []


def test_a_revoked_key_judges_by_the_day_on_the_certificate(workspace: Database, issued: list[int]) -> None:
    (old,) = rows(workspace)
    new = revoked(workspace, old.key_id, date(2024, 11, 10))
    assert [row.key_id for row in rows(workspace) if row.signs] == [new]
    earlier = verifying.verify(seal_of(workspace, issued[0]), database=workspace)
    assert earlier.judgement is Judgement.VALID
    assert "dicabut sejak 10 November 2024" in " ".join(earlier.found[0].notes)
    revoked(workspace, old.key_id, date(2024, 11, 9))
    later = verifying.verify(seal_of(workspace, issued[0]), database=workspace)
    assert (later.judgement, later.exit_code) == (Judgement.REVOKED, 5)
    with workspace.read() as db:
        assert key_questions.signed(db)[old.key_id] == key_questions.Signed(7, 7, 7)


def test_a_revocation_is_never_in_the_future_later_or_undone(workspace: Database, clock: Clock) -> None:
    (old,) = rows(workspace)
    with pytest.raises(Invalid):
        revoked(workspace, old.key_id, date(2024, 12, 1))
    revoked(workspace, old.key_id, date(2024, 11, 5))
    with pytest.raises(Refused, match="sudah dicabut"):
        revoked(workspace, old.key_id, date(2024, 11, 6))
    with workspace.read() as db:
        entry = db.rows(schema.journal.select().order_by(schema.journal.c.seq.desc()))[0]
    with pytest.raises(Refused, match="tidak dapat diurungkan"):
        undo.undo(workspace, entry.id.hex(), by=BY)
    with pytest.raises(Gone):
        revoked(workspace, "tidak1", date(2024, 11, 5))


def test_no_private_half_is_in_journal_exports_or_messages(
    workspace: Database, cheap_age: None, tmp_path: Path
) -> None:
    replaced(workspace)
    revoked(workspace, rows(workspace)[0].key_id, date(2024, 11, 1))
    keys.export(workspace, tmp_path / "kunci.txt")
    key_backups.back_up(workspace, tmp_path / "k.kppskunci", WORDS, by=BY)
    with workspace.write("Namai", by=BY) as tx:
        keys.name_office(tx, rows(workspace)[0].key_id, "KPU Kota Contoh")
    with workspace.read() as db:
        secrets = [row.private for row in key_questions.private(db)]
        shown = repr(key_questions.private(db)) + repr((questions.signing_key(db), keys.signing(db)))
        blocks = [bytes(content) for content in db.column(schema.journal_block.select().with_only_columns(
            schema.journal_block.c.content))]  # fmt: skip
    lines: list[Line] = [line for block in blocks for line in read_block(block) if line is not None]
    assert {line.table for line in lines} >= {"signing_key"}
    assert all("private" not in line.fields for line in lines)
    assert len(secrets) == 3
    for secret in secrets:
        assert all(secret not in one and secret.hex() not in one.decode("latin-1") for one in blocks)
        assert secret.hex() not in repr(lines)
        assert repr(secret) not in shown
        assert secret not in (tmp_path / "kunci.txt").read_bytes()
        assert secret not in (tmp_path / "k.kppskunci").read_bytes()


def test_a_backup_brings_the_keys_into_another_workspace_where_the_newest_still_signs(
    workspace: Database, cheap_age: None, issued: list[int], template: Path, tmp_path: Path, clock: Callable[[], object]
) -> None:
    assert key_backups.back_up(workspace, tmp_path / "k.kppskunci", WORDS, by=BY) == 1
    (kept,) = rows(workspace)
    assert kept.backed_up_at is not None
    with upkeep.new(tmp_path / "lain.kpps", by=BY, only="31.71.01.1001") as other:
        (own,) = rows(other)
        done = key_backups.restore(other, tmp_path / "k.kppskunci", WORDS, by=BY)
        assert done.new == [kept.key_id]
        assert [row.key_id for row in rows(other) if row.signs] == [own.key_id]
        assert key_backups.restore(other, tmp_path / "k.kppskunci", WORDS, by=BY).known == [kept.key_id]
        assert checking.check(other) == []
        report = verifying.verify(seal_of(workspace, issued[0]), database=other)
        assert report.found[0].doubtful  # its key is ours, but nobody here knows of it


def test_a_revoked_key_comes_back_revoked(workspace: Database, cheap_age: None, tmp_path: Path) -> None:
    first = rows(workspace)[0].key_id
    revoked(workspace, first, date(2024, 11, 2))
    key_backups.back_up(workspace, tmp_path / "k.kppskunci", WORDS, by=BY)
    with upkeep.new(tmp_path / "lain.kpps", by=BY, only="31.71.01.1001") as other:
        key_backups.restore(other, tmp_path / "k.kppskunci", WORDS, by=BY)
        back = {row.key_id: row for row in rows(other)}[first]
        assert (back.own, back.revoked_from, back.reason) == (True, date(2024, 11, 2), "laptop dicuri")


def test_a_wrong_passphrase_and_a_cut_file_have_their_sentences(
    tmp_path: Path, workspace: Database, cheap_age: None
) -> None:
    """With age itself a wrong one is told in tests/journeys/test_cli_keys.py."""
    key = seals.new_key()
    sealed = files.seal([Kept(key.private, 1, None, "", "")], "KPU Kota Contoh", WORDS)
    assert files.open_sealed(sealed, WORDS) == ("KPU Kota Contoh", [Kept(key.private, 1, None, "", "")])
    path = tmp_path / "k.kppskunci"
    for data, sentence in (
        (sealed[:-1], "terpotong"),
        (sealed[:40], "terpotong"),
        (sealed[:-1] + b"x", "rusak"),
        (b"", "kosong"),
        (b"halo", "bukan cadangan kunci"),
        (sealed.replace(b"KPPS-KUNCI 1", b"KPPS-KUNCI 2"), "lebih baru"),
    ):
        path.write_bytes(data)
        with pytest.raises(Refused, match=sentence):
            key_backups.restore(workspace, path, WORDS, by=BY)
    path.write_bytes(sealed)
    with pytest.raises(Refused, match="tidak cocok"):
        key_backups.restore(workspace, path, "salah sama sekali", by=BY)
    with pytest.raises(Invalid, match="12 huruf"):
        key_backups.back_up(workspace, tmp_path / "baru.kppskunci", "pendek", by=BY)
    assert not (tmp_path / "baru.kppskunci").exists()
    assert len(rows(workspace)) == 1


def test_a_backup_that_is_too_dear_for_this_computer_says_so() -> None:
    salt, key, proof = "A" * 22, "A" * 43, "A" * 43
    body = f"age-encryption.org/v1\n-> scrypt {salt} 40\n{key}\n--- {proof}\n".encode() + bytes(64)
    head = f"KPPS-KUNCI 1 {len(body)} {hashlib.sha256(body).hexdigest()}\n".encode()
    with pytest.raises(Refused, match="terlalu lemah"):
        files.open_sealed(head + body, WORDS)


def test_other_offices_keys_are_taken_once_named_and_only_made_stricter(workspace: Database, tmp_path: Path) -> None:
    theirs = seals.new_key()
    path = tmp_path / "kunci.txt"

    def take(key: OfficeKey) -> keys.Taken:
        path.write_text(office_keys.keys_text([key]), encoding="utf-8")
        with workspace.write("Terima", by=BY) as tx:
            return keys.take(tx, path)

    assert take(OfficeKey(theirs.key_id, theirs.public)).new == [theirs.key_id]
    assert take(OfficeKey(theirs.key_id, theirs.public, "", "PPK Gambir")).known == [theirs.key_id]
    assert rows(workspace)[1].office == "PPK Gambir"
    assert take(OfficeKey(theirs.key_id, theirs.public, "2024-11-05")).revoked == [theirs.key_id]
    assert take(OfficeKey(theirs.key_id, theirs.public, "2024-11-06")).known == [theirs.key_id]
    assert take(OfficeKey(theirs.key_id, theirs.public)).known == [theirs.key_id]
    assert (rows(workspace)[1].revoked_from, rows(workspace)[1].own) == (date(2024, 11, 5), False)
    own = rows(workspace)[0]
    assert take(OfficeKey(own.key_id, own.public, "2024-11-01")).known == [own.key_id]
    assert rows(workspace)[0].revoked_from is None
    with workspace.write("Buang", by=BY) as tx:
        keys.forget(tx, theirs.key_id)
        with pytest.raises(Refused, match="tidak dapat dibuang"):
            keys.forget(tx, own.key_id)
    assert len(rows(workspace)) == 1


def test_a_stranger_under_a_known_key_id_is_refused(workspace: Database, tmp_path: Path) -> None:
    own, other = rows(workspace)[0], seals.new_key()
    path = tmp_path / "kunci.txt"
    path.write_text(f"{own.key_id} {office_keys.keys_text([OfficeKey(other.key_id, other.public)]).split()[1]}\n")
    with workspace.write("Terima", by=BY) as tx, pytest.raises(Refused, match="bukan berkas kunci"):
        keys.take(tx, path)


@pytest.mark.parametrize("content", ["", "halo", "# kosong\n", "\x00\x01"])
def test_a_file_without_keys_is_refused(workspace: Database, tmp_path: Path, content: str) -> None:
    path = tmp_path / "kunci.txt"
    path.write_text(content)
    with workspace.write("Terima", by=BY) as tx, pytest.raises(Refused):
        keys.take(tx, path)
