"""Absentees and newcomers are proposed, invited in one act, expected, and taken back in one step."""

from collections.abc import Iterator
from datetime import date

import pytest

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.makeups import Cause
from kpps_desk.operations import attendance, makeups, seats, sessions, swearing_in, undo
from kpps_desk.operations.checking import check
from kpps_desk.operations.makeups import MakeupDraft
from kpps_desk.operations.swearing_in import LateOath
from kpps_desk.problems import Invalid
from kpps_desk.queries import history, members
from kpps_desk.queries import makeups as stranded
from kpps_desk.queries import sessions as questions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.gatherings import GAMBIR, gather, tps
from tests.makeups import FIRST, LATER, missed
from tests.people import crew, person, register

TRAINING = SessionKind.TRAINING


def _invite(database: Database, kind: SessionKind = TRAINING) -> makeups.Invited:
    with database.read() as db:
        found = makeups.propose(db, GAMBIR, kind)
    with database.write("Undang susulan", by="penguji") as tx:
        return makeups.invite(tx, found)


@pytest.fixture(autouse=True)
def _after_the_first_training(clock: Clock) -> None:
    clock.forward(days=3)  # 10 November


@pytest.fixture(autouse=True)
def _the_tallies_count_whom_the_list_names(workspace: Database) -> Iterator[None]:
    """However a test leaves the file: the quick count is as long as the list of people."""
    yield
    with workspace.read() as db:
        listed = {kind: len(stranded.stranded(db, "", kind)) for kind in stranded.stranded_counts(db)}
        assert stranded.stranded_counts(db) == listed


def test_absentees_go_to_the_next_session_with_room_and_are_expected_there(workspace: Database) -> None:
    ids, first, later = missed(workspace)
    with workspace.read() as db:
        assert stranded.stranded_counts(db) == {TRAINING: 2}
        found = makeups.propose(db, GAMBIR)
    assert [(one.member, one.missed, one.session, one.attempts, one.cause) for one in found] == [
        (member, first, later, 1, Cause.ABSENT) for member in ids[:2]
    ]
    assert _invite(workspace).done == ids[:2]
    with workspace.read() as db:
        assert [row.member_id for row in questions.roll(db, later)] == ids[:2]
        assert questions.counts(db, later).expected == 2
        assert questions.listing(db, GAMBIR, TRAINING)[1].counts.unrecorded == 2
        assert makeups.propose(db, GAMBIR) == []
        assert stranded.stranded_counts(db) == {}
    with workspace.write("Tandai", by="penguji") as tx:
        result = attendance.mark_all_present(tx, later)
    assert (result.done, result.walk_ins) == (ids[:2], [])
    with workspace.read() as db:
        assert {members.details(db, member).trained for member in ids[:2]} == {LATER}
    assert check(workspace) == []


def test_who_is_invited_already_or_trained_meanwhile_is_refused_with_the_reason(workspace: Database) -> None:
    ids, first, _ = missed(workspace)
    with workspace.read() as db:
        found = makeups.propose(db)
    with workspace.write("Tandai", by="penguji") as tx:
        attendance.mark(tx, first, ids[:1], Attendance.PRESENT)
        assert makeups.invite(tx, found).done == ids[1:2]
        again = makeups.invite(tx, found)
    assert again.done == []
    assert all("Tidak memerlukan" in reason for reason in again.refused.values())


def test_a_session_is_never_filled_beyond_its_capacity(workspace: Database) -> None:
    ids, *_ = missed(workspace, absent=3, room=2)
    with workspace.read() as db:
        found = makeups.propose(db)
    assert [one.session is None for one in found] == [False, False, True]
    full = [one._replace(session=found[0].session) for one in found]
    with workspace.write("Undang susulan", by="penguji") as tx:
        result = makeups.invite(tx, full)
    assert (result.done, result.refused) == (ids[:2], {ids[2]: "Sesinya sudah penuh."})


def test_an_undo_takes_the_whole_step_back(workspace: Database) -> None:
    ids, _, later = missed(workspace)
    _invite(workspace)
    with workspace.read() as db:
        act = history.acts(db)[0].id
    undo.undo(workspace, act, by="penguji")
    with workspace.read() as db:
        assert questions.roll(db, later) == []
        assert [one.member for one in makeups.propose(db)] == ids[:2]
    assert check(workspace) == []


def test_missing_the_make_up_too_counts_as_the_second_attempt(workspace: Database, clock: Clock) -> None:
    ids, _, later = missed(workspace)
    last = gather(workspace, TRAINING, 3, day=date(2024, 11, 15), capacity=20)
    _invite(workspace)
    with workspace.write("Tandai", by="penguji") as tx:
        attendance.mark(tx, later, ids[:1], Attendance.EXCUSED)
    with workspace.read() as db:
        assert [(one.member, one.missed, one.session, one.attempts) for one in makeups.propose(db)] == [
            (ids[0], later, last, 2)
        ]
    clock.forward(days=4)
    with workspace.read() as db:
        assert [(one.cause, one.attempts) for one in makeups.propose(db)] == [(Cause.ABSENT, 2), (Cause.UNRECORDED, 2)]


def test_a_newcomer_on_a_seat_after_the_session_is_sent_to_a_later_one(workspace: Database) -> None:
    ids, _, later = missed(workspace, absent=1)
    with workspace.write("Ganti", by="penguji") as tx:
        seats.vacate(tx, ids[4], reason=Reason.RESIGNED, until=date(2024, 11, 9))
        (newcomer,) = register(tx, [person(300)])
        seats.appoint(tx, newcomer, f"{tps(1)}5")
    with workspace.read() as db:
        found = {one.member: one for one in makeups.propose(db)}
    assert found[newcomer][1:] == (None, later, 0, Cause.UNCALLED)
    assert set(found) == {ids[0], newcomer}


def test_who_moves_to_a_crew_of_the_session_is_expected_with_it_and_once(workspace: Database) -> None:
    ids, _, later = missed(workspace)
    _invite(workspace)
    with workspace.write("Pindah", by="penguji") as tx:
        seats.move(tx, ids[0], f"{tps(2)}1", since=date(2024, 11, 10))
    with workspace.write("Regu", by="penguji") as tx:
        sessions.set_crews(tx, later, [tps(1), tps(2)])
    with workspace.read() as db:
        roll = [row.member_id for row in questions.roll(db, later)]
    assert len(roll) == len(set(roll)) == 7
    assert check(workspace) == []


def test_a_make_up_session_is_made_with_the_topics_of_the_last_training(workspace: Database) -> None:
    ids = crew(workspace)
    gather(workspace, TRAINING, 1, day=FIRST, capacity=9, topics=(("Sirekap", 2),))
    draft = MakeupDraft(TRAINING, GAMBIR, LATER, "08.00", "12.00", "Aula", 10)
    with workspace.write("Sesi susulan", by="penguji") as tx:
        made = makeups.make_session(tx, draft)
    with workspace.read() as db:
        found = questions.details(db, made)
        assert [one.session for one in makeups.propose(db)] == [made] * 7
    assert (found.topics, found.stations, "susulan" in found.title) == ((("Sirekap", 2),), (), True)
    assert len(ids) == 9


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("day", {"day": date(2024, 11, 27)}),
        ("day", {"day": date(2024, 11, 9)}),
        ("venue", {"venue": " "}),
        ("venue", {"venue": "Balai"}),
        ("capacity", {"capacity": 0}),
        ("ends", {"ends": "07.00"}),
    ],
)
def test_a_make_up_session_that_makes_no_sense_is_refused_beside_its_field(
    workspace: Database, field: str, other: dict[str, object]
) -> None:
    gather(workspace, TRAINING, 1, day=LATER, venue="Balai")
    given = {"day": LATER, "starts": "08.00", "ends": "12.00", "venue": "Aula", "capacity": 10, **other}
    with pytest.raises(Invalid) as refused, workspace.write("Sesi susulan", by="penguji") as tx:
        makeups.make_session(tx, MakeupDraft(TRAINING, GAMBIR, **given))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_session_that_people_are_invited_to_can_still_be_taken_away(workspace: Database) -> None:
    missed(workspace)
    _invite(workspace)
    with workspace.read() as db:
        later = questions.listing(db, GAMBIR, TRAINING)[1].id
    with workspace.write("Hapus", by="penguji") as tx:
        sessions.remove(tx, later)
    assert check(workspace) == []


def test_a_late_oath_is_a_make_up_session_to_which_its_people_are_invited(workspace: Database) -> None:
    ids = crew(workspace)
    first = gather(workspace)
    with workspace.write("Pelantikan", by="penguji") as tx:
        attendance.mark_all_present(tx, first, absent=ids[3:4])
        session, _ = swearing_in.swear_in_late(tx, ids[3:4], LateOath(GAMBIR, date(2024, 11, 9), venue="Kantor PPS"))
    with workspace.read() as db:
        (row,) = questions.roll(db, session)
        assert not row.walk_in
        assert questions.counts(db, session) == questions.Counts(expected=1, present=1)
    assert check(workspace) == []


def test_check_finds_an_invitation_of_somebody_expected_and_one_of_the_other_kind(workspace: Database) -> None:
    ids = crew(workspace)
    oath, training = gather(workspace), gather(workspace, TRAINING)
    wrong: list[dict[str, object]] = [
        {"session_id": oath, "member_id": ids[0], "missed_id": training, "invited_at": 0},
        {"session_id": training, "member_id": ids[8], "missed_id": None, "invited_at": 0},
    ]
    with workspace.write("Salah", by="penguji") as tx:
        tx.insert_many(schema.invitation, wrong)
    faults = "\n".join(check(workspace))
    assert "regunya sudah diundang" in faults
    assert "bukan sejenis" in faults
    assert "tidak diperlukan jabatan" in faults


def test_a_province_is_invited_in_parts_that_an_undo_takes_back_as_one(
    workspace: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    missed(workspace, absent=5)
    monkeypatch.setattr(makeups, "AT_ONCE", 2)
    with workspace.read() as db:
        found = makeups.propose(db)
    result = makeups.invite_many(workspace, "Undang susulan", found, by="penguji")
    assert (len(result.done), result.refused) == (5, {})
    with workspace.read() as db:
        assert makeups.propose(db) == []
        act = history.acts(db)[0].id
    undo.undo(workspace, act, by="penguji")
    with workspace.read() as db:
        assert makeups.propose(db) == found
    assert check(workspace) == []
