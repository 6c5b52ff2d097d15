"""Scores and trainers of a training, and what the rules make of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.election import Completion
from kpps_desk.domain.rules import Draft
from kpps_desk.operations import attendance, certificates, rules, trainings
from kpps_desk.operations.checking import check
from kpps_desk.operations.rule_effect import TRAINED, UNTRAINED
from kpps_desk.operations.trainings import ScoreText
from kpps_desk.problems import Invalid, Refused
from kpps_desk.queries import members
from kpps_desk.queries import rules as standing
from kpps_desk.queries import trainings as questions
from kpps_desk.queries.data_sheet import data_sheet
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.gatherings import TRAINING_DAY, gather
from tests.people import crew
from tests.trained import hold, trained_crew

TOPICS = (("Pemungutan suara", 6), ("Sirekap", 2))


def _draft(database: Database, completion: Completion) -> Draft:
    with database.read() as db:
        now = standing.current(db)
    return replace(now, rules=replace(now.rules, completion=completion))


def _adopt(database: Database, completion: Completion) -> None:
    rules.adopt(database, _draft(database, completion), reason="Keputusan 12", by="penguji")


def _trained(database: Database, ids: list[int]) -> list[bool]:
    with database.read() as db:
        return [members.details(db, member).trained is not None for member in ids]


def test_a_score_is_kept_changed_and_taken_away(workspace: Database) -> None:
    ids = crew(workspace)
    session = hold(workspace, SessionKind.TRAINING)
    for scores in ((40, 80), (40, 90), (None, None)):
        with workspace.write("Nilai", by="penguji") as tx:
            assert trainings.set_score(tx, session, ids[0], *scores)
            assert not trainings.set_score(tx, session, ids[0], *scores)
        with workspace.read() as db:
            sheet = questions.sheet(db, session)
        assert (sheet.lines[0].before, sheet.lines[0].after) == scores
        assert sheet.average(after=True) == scores[1]
    assert sheet.hours == 8
    assert check(workspace) == []


def test_who_was_absent_has_no_score(workspace: Database) -> None:
    ids = crew(workspace)
    session = hold(workspace, SessionKind.TRAINING, absent=(ids[2],))
    with pytest.raises(Refused), workspace.write("Nilai", by="penguji") as tx:
        trainings.set_score(tx, session, ids[2], None, 80)


@pytest.mark.parametrize("text", ["101", "-1", "85,5", "delapan", "１０"])
def test_what_is_no_score_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        trainings.parse_score(text)


def test_a_list_names_people_by_number_nik_or_name_and_gives_bad_lines_back(workspace: Database) -> None:
    ids = crew(workspace)
    session = hold(workspace, SessionKind.TRAINING)
    lines = [
        ScoreText(2, "50", "80", number="1"),
        ScoreText(3, "", "70", nik="3171010101900002"),
        ScoreText(4, "60", "", name="orang ke 3"),
        ScoreText(5, "", "70", number="99"),
        ScoreText(6, "", "170", number="4"),
        ScoreText(7, "", "70", name="Siapa"),
        ScoreText(8, "", "70", number="1"),
        ScoreText(9, "", "70", number="5", name="Orang Ke 6"),
    ]
    with workspace.write("Nilai", by="penguji") as tx:
        result = trainings.take_scores(tx, session, lines)
    assert (result.taken, [one.line for one in result.rejected]) == (3, [5, 6, 7, 8, 9])
    with workspace.read() as db:
        found = {line.row.member_id: (line.before, line.after) for line in questions.sheet(db, session).lines}
    assert [found[member] for member in ids[:3]] == [(50, 80), (None, 70), (60, None)]


def test_scores_come_from_a_file_and_a_second_time_change_nothing(workspace: Database, tmp_path: Path) -> None:
    crew(workspace)
    session = hold(workspace, SessionKind.TRAINING)
    path = tmp_path / "nilai.csv"
    path.write_text("Daftar nilai\nNo.;Nama;Pre Test;Post Test\n1;Orang Ke 1;40;90\n2;Orang Ke 2;;75\n", "utf-8")
    first = trainings.import_scores(workspace, session, path, by="penguji")
    assert (first.taken, first.same, first.rejected) == (2, 0, [])
    again = trainings.import_scores(workspace, session, path, by="penguji")
    assert (again.taken, again.same) == (0, 2)


def test_trainers_who_came_are_of_the_session(workspace: Database) -> None:
    session = gather(workspace, SessionKind.TRAINING, trainers=("Siti", "Budi"))
    with workspace.write("Narasumber", by="penguji") as tx:
        assert trainings.set_trainers_present(tx, session, ["Budi"])
        with pytest.raises(Refused):
            trainings.set_trainers_present(tx, session, ["Orang lain"])
    with workspace.read() as db:
        assert questions.sheet(db, session).came == ("Budi",)


def test_where_the_rules_ask_for_a_score_it_decides_who_is_trained(workspace: Database) -> None:
    ids = crew(workspace)
    hold(workspace, SessionKind.OATH)
    session = hold(workspace, SessionKind.TRAINING)
    with workspace.read() as db:
        effect = rules.effect(db, _draft(workspace, Completion(score=60)))
    assert {change: len(found) for change, found in effect.trained.items()} == {UNTRAINED: 7}
    assert effect.seated[UNTRAINED] == 7
    _adopt(workspace, Completion(score=60))
    assert _trained(workspace, ids[:7]) == [False] * 7
    with workspace.write("Nilai", by="penguji") as tx:
        trainings.set_score(tx, session, ids[0], None, 59)
        trainings.set_score(tx, session, ids[1], None, 60)
    assert _trained(workspace, ids[:3]) == [False, True, False]
    assert check(workspace) == []
    with workspace.read() as db:
        effect = rules.effect(db, _draft(workspace, Completion()))
    assert {change: len(found) for change, found in effect.trained.items()} == {TRAINED: 6}


def test_a_second_session_brings_the_hours_that_the_rules_ask_for(workspace: Database) -> None:
    ids = crew(workspace)
    hold(workspace, SessionKind.TRAINING)
    _adopt(workspace, Completion(jp=10))
    assert _trained(workspace, ids[:1]) == [False]
    more = gather(workspace, SessionKind.TRAINING, 1, day=TRAINING_DAY.replace(day=11), topics=TOPICS, required=False)
    with workspace.write("Tandai", by="penguji") as tx:
        attendance.mark(tx, more, ids[:1], Attendance.PRESENT)
    with workspace.read() as db:
        assert members.details(db, ids[0]).trained == TRAINING_DAY.replace(day=11)
    assert check(workspace) == []


def test_rules_that_would_untrain_somebody_with_a_certificate_are_refused(workspace: Database) -> None:
    trained_crew(workspace)
    certificates.issue(workspace, by="penguji")
    draft = _draft(workspace, Completion(sessions=2))
    with workspace.read() as db:
        assert "sudah bersertifikat" in str(rules.effect(db, draft).refusal)
    with pytest.raises(Refused, match="sudah bersertifikat"):
        rules.adopt(workspace, draft, reason="Keputusan 12", by="penguji")
    assert check(workspace) == []


@pytest.mark.parametrize(
    ("field", "rule"),
    [("sessions", Completion(sessions=0)), ("jp", Completion(jp=-1)), ("score", Completion(score=101))],
)
def test_a_completion_that_makes_no_sense_is_refused_beside_its_field(
    workspace: Database, field: str, rule: Completion
) -> None:
    with pytest.raises(Invalid) as refused:
        _adopt(workspace, rule)
    assert refused.value.field == field


def test_a_persons_data_sheet_tells_of_invitations_and_scores(workspace: Database) -> None:
    ids = crew(workspace)
    session = hold(workspace, SessionKind.TRAINING)
    with workspace.write("Nilai", by="penguji") as tx:
        trainings.set_score(tx, session, ids[0], 40, 80)
        tx.insert(schema.invitation, {"session_id": session, "member_id": ids[0], "invited_at": tx.now_ms})
    with workspace.read() as db:
        tables = {one.title: one.rows for one in data_sheet(db, ids[0], purpose="", printed_by="", at=0).tables}
    assert tables["Nilai bimbingan teknis"] == (("Bimtek", "09-11-2024", "40", "80"),)
    assert tables["Undangan ke sesi susulan"][0][0] == "Bimtek"
