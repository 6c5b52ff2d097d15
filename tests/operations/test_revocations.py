"""Signed lists between offices: made, printed, taken in; an older or a forged one is refused with a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from kpps_desk.documents import revocation_sheet
from kpps_desk.exchange import revocations as files
from kpps_desk.exchange import scanning
from kpps_desk.exchange.seals import Listed, SigningKey, State
from kpps_desk.operations import certificates, keys, revocations, upkeep, verifying
from kpps_desk.operations.verifying import Judgement
from kpps_desk.problems import Refused
from kpps_desk.queries import certificates as questions
from kpps_desk.queries import keys as key_questions
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.trained import trained_crew

BY = "penguji"


@pytest.fixture
def issued(workspace: Database) -> list[int]:
    trained_crew(workspace)
    return list(certificates.issue(workspace, by=BY).issued)


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[Database]:
    """Another office."""
    upkeep.new(tmp_path / "lain.kpps", by=BY, only="31.71.01.1001").close()
    with Database.open(tmp_path / "lain.kpps", clock=clock) as database:
        yield database


def seal_of(database: Database, certificate: int) -> str:
    with database.read() as db:
        return questions.prints(db, [certificate])[0][1].seal


def end_two(workspace: Database, issued: list[int]) -> None:
    with workspace.write("Cabut", by=BY) as tx:
        certificates.revoke(tx, issued[0], reason="Salah orang")
    with workspace.write("Ganti", by=BY) as tx:
        certificates.reissue(tx, issued[1], reason="Nama dibetulkan")


def take(other: Database, path: Path) -> revocations.Taken:
    with other.write("Terima daftar cabut", by=BY) as tx:
        return revocations.take(tx, path)


def introduce(workspace: Database, other: Database, folder: Path) -> None:
    keys.export(workspace, folder / "kunci.txt")
    with other.write("Terima kunci", by=BY) as tx:
        keys.take(tx, folder / "kunci.txt")


def test_another_office_judges_by_the_list_that_it_took(
    workspace: Database, other: Database, issued: list[int], tmp_path: Path
) -> None:
    end_two(workspace, issued)
    made = revocations.make(workspace, tmp_path / "cabut.txt", by=BY)
    assert (made.keys, made.revoked, made.replaced) == (1, 1, 1)
    introduce(workspace, other, tmp_path)
    assert verifying.verify(seal_of(workspace, issued[0]), database=other).judgement is Judgement.VALID
    take(other, tmp_path / "cabut.txt")
    revoked = verifying.verify(seal_of(workspace, issued[0]), database=other)
    assert (revoked.judgement, revoked.exit_code) == (Judgement.REVOKED, 5)
    replaced = verifying.verify(seal_of(workspace, issued[1]), database=other).found[0]
    assert (replaced.judgement, replaced.successor) == (Judgement.REPLACED, "000008/SERT/31.71.01/XI/2024")
    assert verifying.verify(seal_of(workspace, issued[2]), database=other).judgement is Judgement.VALID
    by_files = verifying.verify(
        seal_of(workspace, issued[0]), keys=tmp_path / "kunci.txt", listed=tmp_path / "cabut.txt"
    )
    assert by_files.judgement is Judgement.REVOKED


def test_an_older_a_shorter_and_the_same_list_are_refused(
    workspace: Database, other: Database, issued: list[int], tmp_path: Path, clock: Clock
) -> None:
    introduce(workspace, other, tmp_path)
    revocations.make(workspace, tmp_path / "lama.txt", by=BY)
    clock.forward(days=1)
    end_two(workspace, issued)
    revocations.make(workspace, tmp_path / "baru.txt", by=BY)
    take(other, tmp_path / "baru.txt")
    with pytest.raises(Refused, match="sudah diterima"):
        take(other, tmp_path / "baru.txt")
    with pytest.raises(Refused, match="lebih lama"):
        take(other, tmp_path / "lama.txt")
    with workspace.read() as db:
        pair = SigningKey(*key_questions.private(db)[0][:3])
        office, today = keys.office_name(db), db.today
    shorter = files.make_list(pair.key_id, office, today.replace(day=28), {}, pair)
    (tmp_path / "pendek.txt").write_text(shorter, encoding="utf-8")
    with pytest.raises(Refused, match="tidak lagi memuat 2 nomor"):
        take(other, tmp_path / "pendek.txt")


def test_a_forged_a_strange_and_our_own_list_are_refused(
    workspace: Database, other: Database, issued: list[int], tmp_path: Path
) -> None:
    end_two(workspace, issued)
    path = tmp_path / "cabut.txt"
    revocations.make(workspace, path, by=BY)
    with pytest.raises(Refused, match="tidak dikenal"):
        take(other, path)
    introduce(workspace, other, tmp_path)
    with pytest.raises(Refused, match="milik kantor ini"):
        take(workspace, path)
    text = path.read_text(encoding="utf-8")
    for content, sentence in (
        (text.replace("000001/", "000007/"), "palsu"),
        (text[:-9], "bukan daftar cabut"),
        ("halo", "bukan daftar cabut"),
    ):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(Refused, match=sentence):
            take(other, path)
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert len(take(other, path).done) == 1


def test_a_revoked_key_speaks_through_the_next_one(
    workspace: Database, other: Database, issued: list[int], tmp_path: Path
) -> None:
    with workspace.read() as db:
        (first,) = keys.keys(db)
    with workspace.write("Cabut kunci", by=BY) as tx:
        second = keys.revoke_key(tx, first.key_id, since=tx.today, reason="laptop dicuri")
    end_two(workspace, issued)
    revocations.make(workspace, tmp_path / "cabut.txt", by=BY)
    lists = {one.about: one.signer for one in files.read_lists((tmp_path / "cabut.txt").read_text(encoding="utf-8"))}
    assert lists == {first.key_id: second, second: second}
    introduce(workspace, other, tmp_path)
    assert len(take(other, tmp_path / "cabut.txt").done) == 2
    with workspace.read() as db:
        stolen = SigningKey(*next(row for row in key_questions.private(db) if row.key_id == first.key_id)[:3])
        office, today = keys.office_name(db), db.today
    thief = files.make_list(first.key_id, office, today, {"1": Listed(replaced=False, by="", day="")}, stolen)
    (tmp_path / "pencuri.txt").write_text(thief, encoding="utf-8")
    with pytest.raises(Refused, match="sesudah kunci penandatangannya"):
        take(other, tmp_path / "pencuri.txt")


@pytest.mark.parametrize("size", ["A4", "F4"])
def test_the_paper_bears_the_list_and_its_code_is_the_list_itself(
    workspace: Database, issued: list[int], tmp_path: Path, size: str
) -> None:
    end_two(workspace, issued)
    sheet = tmp_path / "cabut.pdf"
    made = revocations.make(workspace, tmp_path / "cabut.txt", by=BY, sheet=sheet, size=size)
    document = pypdfium2.PdfDocument(sheet)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert made.pages == 1
    assert "000001/SERT/31.71.01/XI/2024" in text
    assert "1 dicabut, 1 diganti" in text
    (code,) = scanning.scan(sheet)
    assert code.text + "\n" == (tmp_path / "cabut.txt").read_text(encoding="utf-8")
    (one,) = files.read_lists(code.text)
    with workspace.read() as db:
        assert files.flaw(one, keys.known(db)) is None
        found = verifying.check_typed(db, code.text)
    assert found.judgement is State.FORGED
    assert "daftar cabut, bukan sertifikat" in " ".join(found.notes)


def test_of_a_long_list_the_code_holds_the_hash() -> None:
    short, long, _ = revocation_sheet.SAMPLE.keys
    assert revocation_sheet.code(short) == short.whole
    assert "SHA-256" in revocation_sheet.code(long)
