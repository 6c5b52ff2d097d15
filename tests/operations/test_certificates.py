"""Issuing: only who is entitled, numbers once and for ever, a frozen and signed copy."""

import shutil
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.certificates import Bar
from kpps_desk.exchange import seals
from kpps_desk.operations import certificates, checking, undo
from kpps_desk.problems import Cancelled, Gone, Refused
from kpps_desk.queries import certificates as questions
from kpps_desk.queries import history, members
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.cancelling import CancelAt
from tests.people import STATION, crew, register
from tests.people import person as a_person
from tests.trained import hold, trained_crew


def rows(database: Database) -> list[questions.CertificateRow]:
    """Those in force, in the order of their seats."""
    with database.read() as db:
        ids = questions.ids(db)
        found = questions.page(db, ids)
    return [found[certificate] for certificate in ids]


def test_a_trained_crew_gets_certificates_and_its_officers_are_told_why_not(workspace: Database) -> None:
    crew_members = trained_crew(workspace)
    result = certificates.issue(workspace, area="31.71.01.1001", by="penguji")
    assert len(result.issued) == 7
    assert result.refused == dict.fromkeys(crew_members[7:], Bar.ROLE)
    with workspace.read() as db:
        assert questions.candidates(db) == questions.Candidates(0, {Bar.ROLE: 2, Bar.ALREADY: 7})
        assert "certificate" in result.changes.tables
    assert checking.check(workspace) == []


def test_who_lacks_a_step_is_refused_with_the_first_reason(workspace: Database) -> None:
    seated = crew(workspace)
    with workspace.write("Daftar", by="penguji") as tx:
        (waiting,) = register(tx, [a_person(50)])
    assert set(certificates.issue(workspace, [*seated[:7], waiting], by="x").refused.values()) == {
        Bar.NOT_SWORN,
        Bar.NOT_SEATED,
    }
    hold(workspace, SessionKind.OATH)
    session = hold(workspace, SessionKind.TRAINING, absent=(seated[2],))
    result = certificates.issue(workspace, session=session, by="x")
    assert len(result.issued) == 6
    assert result.refused == {seated[2]: Bar.NOT_TRAINED, seated[7]: Bar.ROLE, seated[8]: Bar.ROLE}


def test_the_counts_beforehand_are_those_of_the_issue(workspace: Database) -> None:
    seated = trained_crew(workspace)
    crew(workspace, "3171011001002", first=100)
    with workspace.read() as db:
        before = questions.candidates(db, "31.71")
    result = certificates.issue(workspace, area="31.71", by="x")
    assert before.entitled == len(result.issued) == 7
    assert sum(before.barred.values()) == len(result.refused) == 11
    assert before.barred[Bar.NOT_SWORN] == 9 - 2
    assert seated[0] not in result.refused


def test_numbers_follow_the_template_and_no_two_are_alike(workspace: Database) -> None:
    trained_crew(workspace)
    trained_crew(workspace, "3171011001002", first=100)
    certificates.issue(workspace, area=STATION, by="x")
    certificates.issue(workspace, by="x")
    numbers = [row.number for row in rows(workspace)]
    assert numbers == [f"{sequence:06d}/SERT/31.71.01/XI/2024" for sequence in range(1, 15)]


def test_issuing_again_issues_nothing_and_leaves_no_entry(workspace: Database) -> None:
    trained_crew(workspace)
    certificates.issue(workspace, by="x")
    with workspace.read() as db:
        before = history.acts(db)[0].id
    again = certificates.issue(workspace, by="x")
    assert len(again.issued) == 0
    assert not again.changes
    with workspace.read() as db:
        assert history.acts(db)[0].id == before


def test_the_copy_is_frozen_and_its_seal_true(workspace: Database) -> None:
    seated = trained_crew(workspace)
    certificates.issue(workspace, by="x")
    with workspace.write("Ubah nama", by="x") as tx:
        tx.update(schema.member, seated[0], {"name": "Nama Baru"})
    first = rows(workspace)[0]
    assert (first.name, first.position) == ("Orang Ke 1", "KPPS TPS 001 Kel. Gambir, Kec. Gambir")
    with workspace.read() as db:
        found = questions.by_number(db, first.number)
        keys = questions.keys(db)
    assert found is not None
    assert seals.read_seal(found[1], keys).state is seals.State.VALID
    assert "8 JP, 2024-11-09" in found[1]
    assert "3171010101900001" not in found[1]


def test_the_day_on_the_paper_can_be_given(workspace: Database) -> None:
    trained_crew(workspace)
    certificates.issue(workspace, by="x", day=date(2025, 1, 2))
    assert rows(workspace)[0].number == "000001/SERT/31.71.01/I/2025"


def test_everyone_of_one_session_shares_one_edition(workspace: Database) -> None:
    trained_crew(workspace)
    result = certificates.issue(workspace, by="x")
    with workspace.read() as db:
        assert len(questions.editions(db, result.issued)) == 1


def test_issued_members_stand_as_certified_and_the_issue_cannot_be_undone(workspace: Database) -> None:
    seated = trained_crew(workspace)
    result = certificates.issue(workspace, by="x")
    with workspace.read() as db:
        assert members.details(db, seated[0]).certified
    with pytest.raises(Refused, match="tidak dapat diurungkan"):
        undo.undo(workspace, result.group, by="x")


def test_a_revoked_certificate_keeps_its_number_and_its_reason(workspace: Database) -> None:
    seated = trained_crew(workspace)
    result = certificates.issue(workspace, by="x")
    with workspace.write("Cabut", by="x") as tx:
        certificates.revoke(tx, result.issued[0], reason="Salah orang")
    with workspace.read() as db:
        (row,) = questions.of_member(db, seated[0])
        assert (row.state, row.reason) == ("dicabut", "Salah orang")
        assert not members.details(db, seated[0]).certified
    certificates.issue(workspace, by="x")
    assert [row.number[:6] for row in rows(workspace)] == ["000008", *(f"{number:06d}" for number in range(2, 8))]
    with pytest.raises(Refused, match="sudah dicabut"), workspace.write("Cabut", by="x") as tx:
        certificates.revoke(tx, result.issued[0], reason="Lagi")


def test_a_reissue_points_from_the_old_to_the_new(workspace: Database) -> None:
    seated = trained_crew(workspace)
    result = certificates.issue(workspace, by="x")
    with workspace.write("Ganti", by="x") as tx:
        tx.update(schema.member, seated[0], {"name": "Nama Benar"})
        new = certificates.reissue(tx, result.issued[0], reason="Nama dibetulkan")
    with workspace.read() as db:
        old, current = questions.of_member(db, seated[0])
        assert members.details(db, seated[0]).certified
    assert (old.state, old.replaced_by) == ("diganti", new)
    assert (current.name, current.state, current.number[:6]) == ("Nama Benar", "terbit", "000008")
    assert checking.check(workspace) == []


@pytest.mark.parametrize("pattern", ["{kode}/{tahun}", "{urut}/{lain}"])
def test_a_template_that_cannot_number_is_refused(workspace: Database, pattern: str) -> None:
    trained_crew(workspace)
    with workspace.write("Atur", by="x") as tx:
        tx.update(schema.election, 1, {"number_template": pattern})
    with pytest.raises(Refused, match="Pola nomor"):
        certificates.issue(workspace, by="x")
    assert rows(workspace) == []


def test_cancel_keeps_the_chunks_already_done(workspace: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    trained_crew(workspace)
    monkeypatch.setattr(certificates, "CHUNK", 3)

    def stop(done: int, total: int, what: str = "") -> None:
        if done >= 3:
            raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        certificates.issue(workspace, by="x", progress=stop)
    assert len(rows(workspace)) == 3
    assert checking.check(workspace) == []
    certificates.issue(workspace, by="x")
    assert [row.number[:6] for row in rows(workspace)] == [f"{sequence:06d}" for sequence in range(1, 8)]


def test_cancel_at_any_moment_keeps_just_the_whole_chunks_that_it_tells_of(
    workspace: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    trained_crew(workspace)
    workspace.close()
    monkeypatch.setattr(certificates, "CHUNK", 4)
    monkeypatch.setattr(certificates, "_STEP", 1)
    kept: list[tuple[int, int, list[str]]] = []
    for moment in count():
        copy = Path(shutil.copyfile(workspace.path, tmp_path / f"{moment}.kpps"))
        with Database.open(copy) as database:
            try:
                certificates.issue(database, by="x", progress=CancelAt(moment))
            except Cancelled as stopped:
                kept.append((len(rows(database)), stopped.done, checking.check(database)))
            else:
                break
    assert all(certified == min(told, 7) and not faults for certified, told, faults in kept)
    certified = [each[0] for each in kept]
    assert certified == sorted(certified)
    assert certified.count(0) >= 6  # at the start of a chunk, at each of its certificates, before they are settled
    assert set(certified) == {0, 4, 7}


def test_an_unknown_session_is_said_in_a_sentence(workspace: Database) -> None:
    with pytest.raises(Gone, match="Sesi 77 tidak ditemukan"):
        certificates.issue(workspace, session=77, by="x")
