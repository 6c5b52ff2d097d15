"""The register of numbers: every number with its state, every gap with what is known of it."""

from pathlib import Path

import pypdfium2
import pytest

from kpps_desk.operations import certificates, checking, registering
from kpps_desk.problems import Refused
from kpps_desk.queries import register
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction
from tests.trained import trained_crew


@pytest.fixture
def issued(workspace: Database) -> list[int]:
    """Seven certificates: the second replaced by the eighth, the fourth revoked."""
    seated = trained_crew(workspace)
    found = list(certificates.issue(workspace, by="Sari").issued)
    with workspace.write("Ubah", by="x") as tx:
        tx.update(schema.member, seated[1], {"name": "Nama Benar"})
        certificates.reissue(tx, found[1], reason="Nama dibetulkan")
        certificates.revoke(tx, found[3], reason="Salah orang")
    return found


def test_every_number_stands_in_order_with_what_became_of_it(workspace: Database, issued: list[int]) -> None:
    with workspace.read() as db:
        lines = list(registering.lines(db, "2024"))
        (scope,) = register.scopes(db)
    assert [line.sequence for line in lines] == [str(number) for number in range(1, 9)]
    assert [line.state for line in lines] == ["Terbit", "Diganti", "Terbit", "Dicabut", *["Terbit"] * 4]
    assert lines[1].note == f"Diganti {lines[7].number} 07-11-2024: Nama dibetulkan."
    assert lines[3].note == "Dicabut 07-11-2024: Salah orang."
    assert lines[7].note == f"Pengganti {lines[1].number}."
    assert (scope.given, scope.last, scope.replaced, scope.revoked) == (8, 8, 1, 1)


def test_a_refused_issue_leaves_no_gap(workspace: Database, issued: list[int]) -> None:
    def two(tx: Transaction) -> None:
        certificates.reissue(tx, issued[0], reason="Coba")
        certificates.reissue(tx, issued[3], reason="Coba")  # which was revoked

    with pytest.raises(Refused), workspace.write("Terbitkan", by="x") as tx:
        two(tx)
    again = certificates.issue(workspace, by="x")
    with workspace.read() as db:
        assert register.gaps(db) == []
        assert [one.last for one in register.scopes(db)] == [9]
    assert len(again.issued) == 1


def test_a_missing_number_is_explained_by_the_journal_or_said_to_be_unknown(
    workspace: Database, issued: list[int]
) -> None:
    with workspace.write("Rusak", by="tangan") as tx:  # as nobody can by the program
        tx.delete_many(schema.certificate, [issued[5]])
        tx.update(schema.certificate, issued[6], {"sequence": 40})
    with workspace.read() as db:
        found = register.gaps(db)
        lines = list(registering.lines(db, "2024"))
    assert [(gap.first, gap.last, gap.known) for gap in found] == [(6, 6, True), (7, 7, True), (9, 39, False)]
    assert "“Rusak” oleh tangan" in found[0].why
    assert "“Terbitkan sertifikat” oleh Sari" in found[1].why
    assert found[2].why == "Tidak diketahui."
    assert [(line.sequence, line.state) for line in lines if not line.number] == [
        ("6", "Tidak ada"), ("7", "Tidak ada"), ("9-39", "Tidak ada"),
    ]  # fmt: skip
    faults = checking.check(workspace)
    assert "Nomor urut sertifikat 9 sampai 39 (2024) tidak ada: tidak diketahui." in faults
    assert sum("Nomor urut" in fault for fault in faults) == 3


def test_the_register_goes_into_a_table_and_onto_paper(workspace: Database, issued: list[int], tmp_path: Path) -> None:
    for name in ("r.xlsx", "r.csv"):
        assert registering.write(workspace, tmp_path / name).people == 8
    text = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    assert "8 nomor: 6 terbit, 1 diganti, 1 dicabut." in text
    assert "000002/SERT/31.71.01/XI/2024" in text
    made = registering.write(workspace, tmp_path / "r.pdf", size="F4")
    with pypdfium2.PdfDocument(made.path) as pdf:
        shown = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "REGISTER NOMOR SERTIFIKAT" in shown
    assert "Salah orang" in shown


def test_an_empty_register_is_a_sentence(workspace: Database, tmp_path: Path) -> None:
    for name in ("r.xlsx", "r.pdf"):
        with pytest.raises(Refused, match="Belum ada nomor"):
            registering.write(workspace, tmp_path / name)
    assert list(tmp_path.glob("r.*")) == []
