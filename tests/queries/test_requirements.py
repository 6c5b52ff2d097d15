"""The checklist of one person, and how many are MS, TMS and BMS and why."""

from datetime import date

from kpps_desk.domain.election import DOCUMENTS, REQUIREMENTS, RulePack
from kpps_desk.domain.findings import Severity
from kpps_desk.operations import conclusions, requirements
from kpps_desk.queries import evidence
from kpps_desk.queries import requirements as questions
from kpps_desk.store.database import Database
from tests.people import STATION, person, register, rule

DAY = date(2024, 9, 20)


def _register(database: Database, *rows: dict[str, object]) -> list[int]:
    with database.write("Daftar", by="penguji") as tx:
        ids = register(tx, list(rows))
        conclusions.judge(tx, ids)
        return ids


def test_the_checklist_has_a_line_for_everything_the_rules_ask_for(workspace: Database) -> None:
    (member,) = _register(workspace, person(1))
    with workspace.read() as db:
        seen = questions.checklist(db, member)
    assert [line.name for line in seen.documents] == [rule.name for rule in DOCUMENTS]
    assert [line.name for line in seen.requirements] == [rule.name for rule in REQUIREMENTS]
    assert {line.met for line in seen.requirements} == {None}
    assert (seen.objections, seen.responses, seen.eligibility) == ((), (), "MS")


def test_a_document_that_was_looked_for_in_vain_is_known_and_not_there(workspace: Database) -> None:
    (member,) = _register(workspace, person(1))
    with workspace.write("Dokumen", by="penguji") as tx:
        requirements.record_document(tx, [member], "foto", received=None, note="menyusul")
    with workspace.read() as db:
        lines = {line.code: line for line in questions.checklist(db, member).documents}
    assert (lines["foto"].known, lines["foto"].received, lines["foto"].note) == (True, None, "menyusul")
    assert (lines["ktp"].known, lines["ktp"].received) == (False, None)


def test_all_objections_come_with_their_sentences_the_gravest_first(workspace: Database) -> None:
    (member,) = _register(workspace, person(1, born=date(1950, 1, 1), education="SMP"))
    with workspace.write("Teliti", by="penguji") as tx:
        rule(tx, RulePack(entitled=("penguji",)))
        requirements.judge_requirement(tx, [member], "domisili", met=False)
        requirements.waive(tx, member, "education_low", reason="tidak ada calon lain")
    with workspace.read() as db:
        lines = questions.checklist(db, member).objections
    assert [(line.token, line.severity) for line in lines] == [
        ("requirement_unmet:domisili", Severity.UNFIT),
        ("nik_birth_differs", Severity.WARNING),
        ("too_old", Severity.WARNING),
        ("education_low", Severity.UNFIT),
    ]
    assert lines[0].sentence == "Syarat tidak terpenuhi: Berdomisili di wilayah kerja KPPS"
    assert lines[2].sentence == "Umur pada hari pemungutan suara di atas 55 tahun (74 tahun)"
    assert (lines[3].waived_reason, lines[3].waived_by) == ("tidak ada calon lain", "penguji")
    assert lines[0].waivable
    assert not lines[0].waived_reason


def test_the_tally_and_the_objections_of_an_area_count_who_is_in_the_roster(workspace: Database) -> None:
    elsewhere = STATION[:10] + "002"
    ids = _register(
        workspace,
        person(1, education="SMA"),
        person(2, education="SD"),
        person(3, education="SMP", wanted=elsewhere, place=elsewhere),
        person(4, born=None, nik=None, education=""),
        person(5, education="SD"),
    )
    with workspace.write("Keluar", by="penguji") as tx:
        requirements.withdraw(tx, ids[4:])
        requirements.judge_requirement(tx, ids[1:2], "wni", met=False)
    with workspace.read() as db:
        assert questions.tally(db) == {"MS": 1, "TMS": 2, "BMS": 1}
        assert questions.tally(db, "31.71.01.1001") == questions.tally(db)
        assert questions.tally(db, "31.72") == {"MS": 0, "TMS": 0, "BMS": 0}
        assert questions.objection_counts(db) == {"education_low": 2, "requirement_unmet:wni": 1, "age_unknown": 1}
        assert questions.objection_counts(db, "31.72") == {}


def test_evidence_is_read_for_all_that_are_chosen_at_once(workspace: Database) -> None:
    ids = _register(workspace, *(person(number) for number in range(1, 4)))
    with workspace.write("Teliti", by="penguji") as tx:
        requirements.record_document(tx, ids[:1], "ktp", received=DAY, verdict="sah")
        requirements.record_document(tx, ids[:1], "foto", received=None)
        requirements.judge_requirement(tx, ids[:2], "pendidikan", met=True)
        requirements.judge_requirement(tx, ids[:1], "wni", met=False)
    with workspace.read() as db:
        db.choose(ids)
        found = {one.member: one.evidence for one in evidence.of_chosen(db)}
    assert found[ids[0]].documents == (("foto", False, ""), ("ktp", True, "sah"))
    assert (found[ids[0]].unmet, found[ids[0]].met) == (("wni",), ("pendidikan",))
    assert (found[ids[1]].unmet, found[ids[1]].met, found[ids[1]].documents) == ((), ("pendidikan",), ())
    assert found[ids[2]]._replace(nik="", born=None) == found[ids[2]]._replace(nik="", born=None, met=())
