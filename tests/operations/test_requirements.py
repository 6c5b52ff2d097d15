"""Papers, judgements, waivers, responses: facts, from which the verdict follows each time."""

from datetime import date
from typing import Any

import pytest

from kpps_desk.domain.election import REQUIREMENTS, RulePack
from kpps_desk.operations import checking, conclusions, members, requirements, undo
from kpps_desk.problems import Conflict, Gone, Invalid, Refused
from kpps_desk.queries import areas, history
from kpps_desk.queries import members as people
from kpps_desk.queries import readiness as board
from kpps_desk.queries import requirements as questions
from kpps_desk.queries.requirements import Checklist
from kpps_desk.store.database import Database
from tests.people import crew, person, register, rule

DAY = date(2024, 9, 20)


def _people(database: Database, size: int, **other: Any) -> list[int]:
    with database.write("Daftar", by="penguji") as tx:
        return register(tx, [person(number, **other) for number in range(1, size + 1)])


def _do(database: Database, act: Any, *args: Any, by: str = "penguji", **options: Any) -> Any:
    with database.write("Uji", by=by) as tx:
        return act(tx, *args, **options)


def _checklist(database: Database, member: int) -> Checklist:
    with database.read() as db:
        return questions.checklist(db, member)


def _verdict(database: Database, member: int) -> tuple[str, tuple[str, ...]]:
    with database.read() as db:
        shown = people.details(db, member)
    return shown.eligibility, shown.objections


def _last(database: Database) -> str:
    with database.read() as db:
        return history.acts(db)[0].id


def _entitle(database: Database, *names: str) -> None:
    with database.write("Aturan", by="penguji") as tx:
        rule(tx, RulePack(entitled=names))


def test_a_document_is_recorded_with_who_checked_it_and_when(workspace: Database) -> None:
    first, second = _people(workspace, 2)
    done = _do(workspace, requirements.record_document, [first], "ijazah", received=DAY, verdict="sah", note=" asli ")
    assert done == (1, {})
    lines = {line.code: line for line in _checklist(workspace, first).documents}
    assert (lines["ijazah"].received, lines["ijazah"].verdict, lines["ijazah"].note) == (DAY, "sah", "asli")
    assert (lines["ijazah"].checked_by, lines["ijazah"].checked_at > 0, lines["ijazah"].known) == (
        "penguji",
        True,
        True,
    )
    assert not lines["foto"].known
    assert [line.known for line in _checklist(workspace, second).documents] == [False] * len(lines)


def test_recording_the_same_again_changes_nothing_and_leaves_no_entry(workspace: Database) -> None:
    ids = _people(workspace, 3)
    _do(workspace, requirements.record_document, ids, "foto", received=DAY)
    before = _last(workspace)
    assert _do(workspace, requirements.record_document, ids, "foto", received=DAY, by="lain").done == 0
    assert _last(workspace) == before
    assert _checklist(workspace, ids[0]).documents[5].checked_by == "penguji"


def test_a_missing_document_makes_tms_and_the_document_itself_mends_it(workspace: Database) -> None:
    (member,) = _people(workspace, 1)
    _do(workspace, requirements.record_document, [member], "ijazah", received=None)
    assert _verdict(workspace, member) == ("TMS", ("document_missing:ijazah",))
    _do(workspace, requirements.record_document, [member], "ijazah", received=DAY, verdict="tidak")
    assert _verdict(workspace, member) == ("TMS", ("document_invalid:ijazah",))
    _do(workspace, requirements.record_document, [member], "ijazah", received=DAY, verdict="sah")
    assert _verdict(workspace, member) == ("MS", ())
    assert checking.check(workspace) == []


def test_clearing_forgets_what_was_recorded(workspace: Database) -> None:
    ids = _people(workspace, 2)
    _do(workspace, requirements.record_document, ids, "ktp", received=None)
    _do(workspace, requirements.judge_requirement, ids, "wni", met=False)
    assert _verdict(workspace, ids[0])[0] == "TMS"
    assert _do(workspace, requirements.clear_document, ids, "ktp").done == 2
    assert _do(workspace, requirements.clear_requirement, ids, "wni").done == 2
    assert _do(workspace, requirements.clear_requirement, ids, "wni").done == 0
    assert _verdict(workspace, ids[1]) == ("MS", ())


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"received": date(2024, 11, 8)}, "received"),
        ({"received": None, "verdict": "sah"}, "received"),
        ({"received": DAY, "verdict": "bagus"}, "verdict"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(workspace: Database, options: dict[str, Any], field: str) -> None:
    (member,) = _people(workspace, 1)
    with pytest.raises(Invalid) as caught:
        _do(workspace, requirements.record_document, [member], "ktp", **options)
    assert caught.value.field == field


def test_a_paper_or_requirement_that_the_rules_do_not_know_is_refused(workspace: Database) -> None:
    (member,) = _people(workspace, 1)
    with pytest.raises(Gone, match="Pengaturan"):
        _do(workspace, requirements.record_document, [member], "sim", received=DAY)
    with pytest.raises(Gone, match="Pengaturan"):
        _do(workspace, requirements.judge_requirement, [member], "kaya", met=True)


def test_who_left_the_roster_is_told_and_the_others_are_done(workspace: Database) -> None:
    ids = _people(workspace, 3)
    _do(workspace, requirements.withdraw, ids[:1], reason="mengundurkan_diri")
    done = _do(workspace, requirements.record_document, [*ids, 999], "ktp", received=DAY)
    assert done.done == 2
    assert set(done.refused) == {ids[0], 999}


def test_accepting_papers_fills_what_is_open_and_leaves_what_was_found(workspace: Database) -> None:
    ids = _people(workspace, 300)
    _do(workspace, requirements.record_document, ids[:1], "ktp", received=DAY, verdict="tidak", note="buram")
    _do(workspace, requirements.judge_requirement, ids[1:2], "netral", met=False)
    done = _do(workspace, requirements.accept_papers, ids, received=DAY)
    assert (done.done, done.refused) == (300, {})
    assert _verdict(workspace, ids[0]) == ("TMS", ("document_invalid:ktp",))
    assert _verdict(workspace, ids[1]) == ("TMS", ("requirement_unmet:netral",))
    seen = _checklist(workspace, ids[2])
    assert {line.verdict for line in seen.documents if line.required} == {"sah"}
    assert all(line.met for line in seen.requirements)
    assert _do(workspace, requirements.accept_papers, ids, received=DAY).done == 0
    assert checking.check(workspace) == []


def test_accepting_a_stack_of_papers_does_not_settle_a_low_education(workspace: Database) -> None:
    low, high = _people(workspace, 1, education="SMP") + _people_after(workspace, 2)
    done = _do(workspace, requirements.accept_papers, [low, high], received=DAY)
    assert set(done.refused) == {low}
    assert _verdict(workspace, low)[0] == "TMS"
    _do(workspace, requirements.record_document, [low], "ijazah", received=DAY, verdict="sah")
    assert _verdict(workspace, low) == ("MS", ())


def _people_after(database: Database, number: int) -> list[int]:
    with database.write("Daftar", by="penguji") as tx:
        return register(tx, [person(number)])


def test_accepted_papers_are_taken_back_as_one_and_given_again(workspace: Database) -> None:
    ids = _people(workspace, 60)
    _do(workspace, requirements.record_document, ids, "sehat", received=None)
    _do(workspace, requirements.accept_papers, ids, received=DAY)
    before = _checklist(workspace, ids[7])
    undo.undo(workspace, _last(workspace), by="penguji")
    with workspace.read() as db:
        assert questions.objection_counts(db) == {"document_missing:sehat": 60}
        assert len(questions.recorded_documents(db, ids)) == 60
        taken_back = history.acts(db)[0].id
    assert checking.check(workspace) == []
    undo.undo(workspace, taken_back, by="penguji")
    assert _checklist(workspace, ids[7]) == before
    assert checking.check(workspace) == []


def test_only_who_is_entitled_sets_an_objection_aside(workspace: Database) -> None:
    (member,) = _people(workspace, 1, born=date(1950, 1, 1), nik=None)
    with pytest.raises(Refused, match="Pengaturan"):
        _do(workspace, requirements.waive, member, "too_old", reason="izin KPU")
    _entitle(workspace, "Siti  Aminah")
    _do(workspace, requirements.waive, member, "too_old", reason="izin KPU", by="siti aminah")
    (line,) = _checklist(workspace, member).objections
    assert (line.token, line.waived_reason, line.waived_by) == ("too_old", "izin KPU", "siti aminah")
    assert "55 tahun" in line.sentence
    assert _verdict(workspace, member) == ("MS", ("too_old",))
    with pytest.raises(Refused, match="berwenang"):
        _do(workspace, requirements.withdraw_waiver, member, "too_old")


def test_a_waived_requirement_counts_again_once_the_waiver_is_withdrawn(workspace: Database) -> None:
    (member,) = _people(workspace, 1)
    _entitle(workspace, "penguji")
    _do(workspace, requirements.judge_requirement, [member], "domisili", met=False)
    objection = "requirement_unmet:domisili"
    _do(workspace, requirements.waive, member, objection, reason="TPS khusus")
    assert _verdict(workspace, member) == ("MS", (objection,))
    undo.undo(workspace, _last(workspace), by="penguji")
    assert _verdict(workspace, member) == ("TMS", (objection,))
    _do(workspace, requirements.waive, member, objection, reason="TPS khusus")
    _do(workspace, requirements.withdraw_waiver, member, objection)
    assert _verdict(workspace, member) == ("TMS", (objection,))
    with pytest.raises(Gone):
        _do(workspace, requirements.withdraw_waiver, member, objection)


@pytest.mark.parametrize(
    ("objection", "reason", "told"),
    [
        ("requirement_unmet:wni", "izin", "tidak dapat dikesampingkan"),
        ("too_young", "izin", "tidak dapat dikesampingkan"),
        ("too_old", "izin", "sudah tidak ada"),
        ("requirement_unmet:domisili", " ", "Alasan"),
    ],
)
def test_what_is_no_matter_of_leave_or_does_not_stand_is_not_waived(
    workspace: Database, objection: str, reason: str, told: str
) -> None:
    (member,) = _people(workspace, 1)
    _entitle(workspace, "penguji")
    _do(workspace, requirements.judge_requirement, [member], "wni", met=False)
    _do(workspace, requirements.judge_requirement, [member], "domisili", met=False)
    with pytest.raises(Refused, match=told):
        _do(workspace, requirements.waive, member, objection, reason=reason)


def test_a_response_stands_against_a_person_only_once_it_is_upheld(workspace: Database) -> None:
    ids = crew(workspace)
    response = _do(
        workspace, requirements.add_response, ids[2], received=DAY, source="Warga RT 003", content="Saksi partai."
    )
    assert _verdict(workspace, ids[2])[0] == "MS"
    _do(workspace, requirements.decide_response, response, verdict="terbukti", note="klarifikasi", version=1)
    assert _verdict(workspace, ids[2]) == ("TMS", ("response_upheld",))
    (line,) = _checklist(workspace, ids[2]).responses
    assert (line.verdict, line.verdict_note, line.decided_by, line.version) == ("terbukti", "klarifikasi", "penguji", 2)
    with pytest.raises(Conflict):
        _do(workspace, requirements.decide_response, response, verdict="tidak terbukti", note="x", version=1)
    _do(workspace, requirements.decide_response, response, verdict="", note="", version=2)
    assert _verdict(workspace, ids[2]) == ("MS", ())


def test_a_holder_made_unfit_by_a_later_fact_keeps_the_seat_and_readiness_lacks_it(workspace: Database) -> None:
    ids = crew(workspace)
    _do(workspace, requirements.judge_requirement, ids[:1], "netral", met=False)
    with workspace.read() as db:
        shown = people.details(db, ids[0])
        counts = board.by_level(db, "kelurahan")[0]
    assert (shown.eligibility, shown.seat_number, shown.stage.name) == ("TMS", 1, "APPOINTED")
    assert counts.kpps.filled - counts.kpps.eligible == 1
    assert checking.check(workspace) == []
    with workspace.write("Perbaiki", by="penguji") as tx:
        assert members.edit(tx, ids[0], {"phone": "081234567890"}, version=shown.version)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"source": " ", "content": "isi"}, "source"),
        ({"source": "Warga", "content": ""}, "content"),
        ({"source": "Warga", "content": "x" * 4001}, "content"),
        ({"source": "Warga", "content": "isi", "received": date(2024, 11, 8)}, "received"),
    ],
)
def test_a_response_says_who_what_and_when(workspace: Database, values: dict[str, Any], field: str) -> None:
    (member,) = _people(workspace, 1)
    with pytest.raises(Invalid) as caught:
        _do(workspace, requirements.add_response, member, **({"received": DAY} | values))
    assert caught.value.field == field


def test_a_verdict_on_a_response_needs_its_ground(workspace: Database) -> None:
    (member,) = _people(workspace, 1)
    response = _do(workspace, requirements.add_response, member, received=DAY, source="Warga", content="isi")
    with pytest.raises(Invalid):
        _do(workspace, requirements.decide_response, response, verdict="terbukti", note="", version=1)
    with pytest.raises(Gone):
        _do(workspace, requirements.decide_response, 99, verdict="terbukti", note="x", version=1)


def test_who_is_withdrawn_leaves_the_roster_and_comes_back(workspace: Database) -> None:
    ids = _people(workspace, 3)
    _do(workspace, requirements.rank_reserves, ids)
    assert _do(workspace, requirements.withdraw, ids[:2], reason="mengundurkan_diri").done == 2
    with workspace.read() as db:
        assert [one.active for one in questions.standings(db, ids).values()] == [False, False, True]
        assert questions.tally(db) == {"MS": 1, "TMS": 0, "BMS": 0}
    assert _do(workspace, requirements.readmit, ids).refused == {ids[2]: "Masih ada dalam daftar."}
    with workspace.read() as db:
        found = questions.standings(db, ids)
    assert [(one.active, one.left_reason) for one in found.values()] == [(True, "")] * 3
    assert [one.reserve for one in found.values()] == [0, 0, 3]
    assert checking.check(workspace) == []


def test_a_seat_holder_is_not_taken_off_the_list(workspace: Database) -> None:
    ids = crew(workspace, size=2)
    done = _do(workspace, requirements.withdraw, ids, reason="dikeluarkan")
    assert done.done == 0
    assert all("Kursi" in why for why in done.refused.values())
    for reason in ("pindah", "digabung", "bosan"):
        with pytest.raises(Invalid):
            _do(workspace, requirements.withdraw, ids, reason=reason)


def test_nobody_comes_back_beside_somebody_with_the_same_nik(workspace: Database) -> None:
    (gone,) = _people(workspace, 1)
    _do(workspace, requirements.withdraw, [gone])
    _people(workspace, 1)
    assert "NIK" in _do(workspace, requirements.readmit, [gone]).refused[gone]


def test_reserves_are_ranked_within_their_kelurahan(workspace: Database) -> None:
    ids = _people(workspace, 5)
    _do(workspace, requirements.judge_requirement, ids[4:], "wni", met=False)
    assert _do(workspace, requirements.rank_reserves, ids[:2]).done == 2
    done = _do(workspace, requirements.rank_reserves, [ids[3], ids[4], ids[1]])
    assert set(done.refused) == {ids[4]}
    with workspace.read() as db:
        found = questions.standings(db, ids)
    assert [found[member].reserve for member in ids] == [3, 2, 0, 1, 0]
    _do(workspace, requirements.clear_reserve, [ids[1]])
    with workspace.read() as db:
        found = questions.standings(db, ids)
    assert [found[member].reserve for member in ids] == [2, 0, 0, 1, 0]


def test_the_history_tells_papers_and_judgements_by_their_names(workspace: Database) -> None:
    (member,) = _people(workspace, 1)
    _entitle(workspace, "penguji")
    _do(workspace, requirements.record_document, [member], "ijazah", received=None)
    _do(workspace, requirements.record_document, [member], "ijazah", received=DAY, verdict="sah")
    _do(workspace, requirements.judge_requirement, [member], "domisili", met=False)
    _do(workspace, requirements.waive, member, "requirement_unmet:domisili", reason="TPS khusus")
    with workspace.read() as db:
        told = ["; ".join(map(str, one.says)) for one in history.of_member(db, member)][:4]
    assert told[0] == ("Keberatan: Syarat tidak terpenuhi: Berdomisili di wilayah kerja KPPS; Alasan: TPS khusus")
    assert told[1] == "Syarat: Berdomisili di wilayah kerja KPPS; Penilaian: Tidak terpenuhi"
    assert told[2] == (
        "Dokumen: Ijazah SMA atau sederajat; Tanggal terima: Tidak ada menjadi 20-09-2024; Hasil pemeriksaan: Sah"
    )
    assert told[3] == "Dokumen: Ijazah SMA atau sederajat; Tanggal terima: Tidak ada"


def test_a_requirement_dropped_from_the_rules_objects_no_more(workspace: Database) -> None:
    (member,) = _people(workspace, 1)
    _do(workspace, requirements.judge_requirement, [member], "netral", met=False)
    with workspace.write("Aturan", by="penguji") as tx:
        kept = tuple(rule for rule in REQUIREMENTS if rule.code != "netral")
        rule(tx, RulePack(requirements=kept))
    assert any("Hasil penelitian" in fault for fault in checking.check(workspace))
    with workspace.write("Teliti", by="penguji") as tx:
        assert conclusions.judge_everybody(tx) == 1
        assert areas.election(tx).rules.requirements == kept
    assert _verdict(workspace, member) == ("MS", ())
    assert checking.check(workspace) == []
