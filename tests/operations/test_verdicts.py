"""Verdicts are conclusions: import, form, undo and every act agree with `check`, and old journals stay usable."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpps_desk.domain.election import DOCUMENTS, REQUIREMENTS, RulePack
from kpps_desk.operations import checking, conclusions, importing, members, requirements, seats, undo
from kpps_desk.problems import Refused
from kpps_desk.queries import history
from kpps_desk.queries import members as people
from kpps_desk.store import schema
from kpps_desk.store.blocks import Shape
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction
from tests import rosters
from tests.conftest import Clock
from tests.people import STATION, crew, person, register, rule

DAY = date(2024, 9, 20)


def _show(database: Database, member: int) -> people.MemberDetails:
    with database.read() as db:
        return people.details(db, member)


def _update(database: Database, tmp_path: Path, **fields: Any) -> importing.ImportResult:
    path = rosters.write(tmp_path / "lagi.xlsx", [rosters.row(1, **fields)])
    return importing.run(database, path, by="penguji", existing="update")


def test_a_list_that_comes_again_respects_the_papers_on_record(workspace: Database, tmp_path: Path) -> None:
    importing.run(workspace, rosters.write(tmp_path / "a.xlsx", [rosters.row(1, Pendidikan="SMP")]), by="penguji")
    assert (_show(workspace, 1).eligibility, _show(workspace, 1).seat_number) == ("TMS", None)
    with workspace.write("Ijazah", by="penguji") as tx:
        requirements.record_document(tx, [1], "ijazah", received=DAY, verdict="sah")
    assert _update(workspace, tmp_path, Pendidikan="SLTP", Alamat="Jl. Melati").updated == 1
    shown = _show(workspace, 1)
    assert (shown.education, shown.eligibility, shown.seat_number) == ("SLTP", "MS", None)
    with workspace.write("Tetapkan", by="penguji") as tx:
        seats.appoint(tx, 1, f"{STATION}2")
    with workspace.write("Tanggapan", by="penguji") as tx:
        response = requirements.add_response(tx, 1, received=DAY, source="Warga", content="Saksi partai.")
        requirements.decide_response(tx, response, verdict="terbukti", note="klarifikasi", version=1)
    assert _update(workspace, tmp_path, Pendidikan="SLTP", Alamat="Jl. Mawar").updated == 1
    shown = _show(workspace, 1)
    assert (shown.address, shown.eligibility, shown.seat_number) == ("Jl. Mawar", "TMS", 2)
    assert checking.check(workspace) == []


def test_no_list_makes_a_seat_holder_unfit(workspace: Database, tmp_path: Path) -> None:
    importing.run(workspace, rosters.write(tmp_path / "a.xlsx", [rosters.row(1)]), by="penguji")
    result = _update(workspace, tmp_path, Pendidikan="SD")
    assert result.rejected == 1
    assert "education_low" in result.problems
    assert (_show(workspace, 1).education, _show(workspace, 1).eligibility) == ("", "MS")


def test_with_papers_first_a_list_brings_people_who_wait_for_their_papers(workspace: Database, tmp_path: Path) -> None:
    with workspace.write("Aturan", by="penguji") as tx:
        rule(tx, RulePack(papers_first=True))
    result = importing.run(workspace, rosters.write(tmp_path / "a.xlsx", [rosters.row(1)]), by="penguji")
    assert (result.created, result.seated) == (1, 0)
    assert _show(workspace, 1).eligibility == "BMS"
    assert checking.check(workspace) == []
    with workspace.write("Berkas", by="penguji") as tx:
        requirements.accept_papers(tx, [1], received=DAY)
    assert _show(workspace, 1).eligibility == "MS"
    assert checking.check(workspace) == []


def test_the_form_judges_by_papers_too(workspace: Database) -> None:
    with workspace.write("Daftar", by="penguji") as tx:
        (member,) = register(tx, [person(1)])
        requirements.judge_requirement(tx, [member], "pendidikan", met=True)
    with workspace.write("Perbaiki", by="penguji") as tx:
        members.edit(tx, member, {"education": "SD"}, version=1)
    assert _show(workspace, member).eligibility == "MS"
    (holder,) = crew(workspace, first=2, size=1)
    with workspace.write("Perbaiki", by="penguji") as tx, pytest.raises(Refused, match="memegang kursi"):
        members.edit(tx, holder, {"education": "SD"}, version=_show(workspace, holder).version)


def test_journals_that_still_tell_verdicts_are_read_and_taken_back(workspace: Database) -> None:
    """Before the verdict was a conclusion, lines named it: they are shown, and an undo leaves it to the rules."""
    with workspace.write("Daftar lama", by="penguji") as tx:
        (member,) = register(tx, [person(1)])
    with workspace.write("Perbaiki lama", by="penguji") as tx:
        tx.update(schema.member, member, {"born": date(2010, 1, 1), "nik": None})
        conclusions.judge(tx, [member])
        uid = tx.stored(schema.member, [member])[0]["uid"].hex()
        told = {"eligibility": ("MS", "TMS"), "objections": ("", "too_young minor")}
        tx._draft.add(Shape("member", "update", ()), [[member, uid, told]], [member])
    with workspace.read() as db:
        line = history.of_member(db, member)[0]
        act = history.acts(db)[0].id
    assert "Hasil penelitian: Memenuhi syarat menjadi Tidak memenuhi syarat" in [str(one) for one in line.says]
    result = undo.undo(workspace, act, by="penguji")
    assert (result.done, result.kept) == (1, [])
    assert (_show(workspace, member).eligibility, _show(workspace, member).objections) == ("MS", ())
    assert checking.check(workspace) == []


def test_an_undone_registration_comes_back_with_its_verdict(workspace: Database) -> None:
    with workspace.write("Daftar", by="penguji") as tx:
        (member,) = tx.insert_many(schema.member, [person(1, education="SD")])
        conclusions.judge(tx, [member])
    for _ in range(2):
        with workspace.read() as db:
            act = history.acts(db)[0].id
        undo.undo(workspace, act, by="penguji")
    assert (_show(workspace, member).eligibility, _show(workspace, member).objections) == ("TMS", ("education_low",))
    assert checking.check(workspace) == []


Act = Callable[[Transaction, list[int]], object]
_documents = st.sampled_from([rule.code for rule in DOCUMENTS])
_requirements = st.sampled_from([rule.code for rule in REQUIREMENTS])
_some = st.sets(st.integers(0, 8), min_size=1, max_size=9)


def _chosen(ids: list[int], places: set[int]) -> list[int]:
    return [ids[place] for place in sorted(places)]


_ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(
        lambda code, verdict, places: (
            lambda tx, ids: requirements.record_document(
                tx, _chosen(ids, places), code, received=DAY if verdict is not None else None, verdict=verdict or ""
            )
        ),
        _documents,
        st.sampled_from([None, "", "sah", "tidak"]),
        _some,
    ),
    st.builds(
        lambda code, places: lambda tx, ids: requirements.clear_document(tx, _chosen(ids, places), code),
        _documents,
        _some,
    ),
    st.builds(
        lambda code, met, places: (
            lambda tx, ids: requirements.judge_requirement(tx, _chosen(ids, places), code, met=met)
        ),
        _requirements,
        st.booleans(),
        _some,
    ),
    st.builds(lambda places: lambda tx, ids: requirements.accept_papers(tx, _chosen(ids, places), received=DAY), _some),
    st.builds(
        lambda place, code: (
            lambda tx, ids: requirements.waive(tx, ids[place], f"requirement_unmet:{code}", reason="izin")
        ),
        st.integers(0, 8),
        _requirements,
    ),
    st.builds(
        lambda place: (
            lambda tx, ids: requirements.decide_response(
                tx,
                requirements.add_response(tx, ids[place], received=DAY, source="Warga", content="isi"),
                verdict="terbukti",
                note="klarifikasi",
                version=1,
            )
        ),
        st.integers(0, 8),
    ),
    st.builds(
        lambda place, education: (
            lambda tx, ids: members.edit(
                tx, ids[place], {"education": education}, version=people.details(tx, ids[place]).version
            )
        ),
        st.integers(0, 8),
        st.sampled_from(["SD", "SMA", ""]),
    ),
    st.builds(lambda places: lambda tx, ids: requirements.withdraw(tx, _chosen(ids, places)), _some),
    st.builds(lambda places: lambda tx, ids: requirements.readmit(tx, _chosen(ids, places)), _some),
    st.builds(lambda places: lambda tx, ids: requirements.rank_reserves(tx, _chosen(ids, places)), _some),
)


@settings(max_examples=25)
@given(st.lists(st.tuples(_ACTS, st.booleans()), min_size=1, max_size=10))
def test_whatever_is_done_and_undone_check_agrees(template: Path, acts: list[tuple[Act, bool]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, Path(folder) / "uji.kpps"))
        with Database.open(path, clock=Clock()) as database:
            ids = crew(database, size=5)
            with database.write("Aturan", by="penguji") as tx:
                ids += register(tx, [person(number) for number in range(20, 24)])
                rule(tx, RulePack(entitled=("penguji",)))
            for act, undone in acts:
                _attempt(database, act, ids, undone=undone)
            assert checking.check(database) == []


def _attempt(database: Database, act: Act, ids: list[int], *, undone: bool) -> None:
    try:
        with database.write("Uji", by="penguji") as tx:
            act(tx, ids)
    except Refused:
        return
    if undone and tx.changes.entries:
        undo.undo(database, tx.changes.entries[0], by="penguji")
