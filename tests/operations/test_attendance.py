"""Marks: repeated, corrected, taken back, walk-ins, whole sessions and areas; and what follows from them."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.stages import Stage
from kpps_desk.operations import attendance, door, seats
from kpps_desk.operations.attendance import MarkResult
from kpps_desk.operations.checking import check
from kpps_desk.operations.undo import undo
from kpps_desk.problems import Cancelled, Gone
from kpps_desk.queries import members
from kpps_desk.queries import sessions as questions
from kpps_desk.queries.sessions import Counts
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.gatherings import GAMBIR, OATH_DAY, TRAINING_DAY, gather, tps
from tests.people import crew


def mark(database: Database, session: int, people: list[int], status: Attendance = Attendance.PRESENT) -> MarkResult:
    with database.write(attendance.entry_title(status, len(people)), by="penguji") as tx:
        return attendance.mark(tx, session, people, status)


def counts(database: Database, session: int) -> Counts:
    with database.read() as db:
        found = questions.counts(db, session)
        (row,) = [row for row in questions.listing(db) if row.id == session]
    assert row.counts == found
    return found


def stages(database: Database, people: list[int]) -> list[Stage]:
    with database.read() as db:
        return [members.details(db, member).stage for member in people]


def test_who_is_present_at_a_swearing_in_is_sworn_on_its_day(workspace: Database) -> None:
    ids = crew(workspace)
    session = gather(workspace)
    result = mark(workspace, session, ids[:7])
    assert result == MarkResult(done=ids[:7])
    assert counts(workspace, session) == Counts(expected=9, present=7, unrecorded=2)
    assert stages(workspace, ids) == [Stage.SWORN] * 7 + [Stage.APPOINTED] * 2
    with workspace.read() as db:
        assert members.details(db, ids[0]).sworn == OATH_DAY
    assert check(workspace) == []


def test_who_is_present_at_a_required_training_is_trained(workspace: Database) -> None:
    ids = crew(workspace)
    mark(workspace, gather(workspace), ids)
    deepening = gather(workspace, SessionKind.TRAINING, required=False)
    mark(workspace, deepening, ids[:7])
    assert stages(workspace, ids[:7]) == [Stage.SWORN] * 7
    mark(workspace, gather(workspace, SessionKind.TRAINING), ids[:7])
    assert stages(workspace, ids[:7]) == [Stage.TRAINED] * 7
    with workspace.read() as db:
        assert members.details(db, ids[0]).trained == TRAINING_DAY
    assert check(workspace) == []


def test_a_rehearsal_leaves_nothing_behind(workspace: Database) -> None:
    crew(workspace)
    session = gather(workspace)
    with workspace.write("", by="penguji") as tx:
        door.rehearse(tx, session)
    assert not tx.changes
    assert check(workspace) == []


def test_nobody_can_be_marked_at_a_session_that_is_gone(workspace: Database) -> None:
    ids = crew(workspace)
    for people in (ids[:1], []):
        with pytest.raises(Gone):
            mark(workspace, 4711, people)


def test_officers_are_not_expected_at_a_training(workspace: Database) -> None:
    ids = crew(workspace)
    session = gather(workspace, SessionKind.TRAINING)
    assert counts(workspace, session).expected == 7
    assert mark(workspace, session, ids[8:]).walk_ins == ids[8:]
    assert counts(workspace, session) == Counts(expected=7, present=1, unrecorded=7, walk_ins=1)
    with workspace.read() as db:
        station = db.row(select(schema.polling_station).where(schema.polling_station.c.code == tps(1)))
    assert station is not None
    assert (station.officer_filled, station.officer_trained) == (2, 0)
    assert check(workspace) == []


def test_a_repeat_changes_nothing_and_tells_when_it_was(workspace: Database, clock: Clock) -> None:
    ids = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, ids[:1])
    first = int(clock.now.timestamp() * 1000)
    clock.forward(minutes=5)
    with workspace.write("Tandai hadir", by="orang lain") as tx:
        result = attendance.mark(tx, session, ids[:1], Attendance.PRESENT)
    assert result == MarkResult(repeated={ids[0]: first})
    assert not tx.changes
    with workspace.read() as db:
        row = questions.roll(db, session)[0]
    assert (row.marked_at, row.marked_by) == (first, "penguji")


def test_a_mark_is_corrected_and_taken_back_with_what_followed(workspace: Database) -> None:
    ids = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, ids)
    assert mark(workspace, session, ids[:2], Attendance.SICK).done == ids[:2]
    assert mark(workspace, session, ids[2:3], Attendance.EXCUSED).done == ids[2:3]
    assert mark(workspace, session, ids[3:4], Attendance.NOT_RECORDED).done == ids[3:4]
    assert counts(workspace, session) == Counts(expected=9, present=5, excused=1, sick=2, unrecorded=1)
    assert stages(workspace, ids[:4]) == [Stage.APPOINTED] * 4
    assert mark(workspace, session, ids[3:4], Attendance.NOT_RECORDED).done == []
    assert check(workspace) == []


def test_absent_and_not_recorded_are_not_the_same(workspace: Database) -> None:
    ids = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, ids[:1], Attendance.ABSENT)
    assert counts(workspace, session) == Counts(expected=9, absent=1, unrecorded=8)


def test_a_walk_in_counts_all_the_same(workspace: Database) -> None:
    crew(workspace)
    guests = crew(workspace, tps(2), first=20)
    session = gather(workspace)
    assert mark(workspace, session, guests[:1]).walk_ins == guests[:1]
    assert stages(workspace, guests[:1]) == [Stage.SWORN]
    with workspace.read() as db:
        roll = questions.roll(db, session)
    assert [row.member_id for row in roll if row.walk_in] == guests[:1]
    assert roll[-1].tps == "002"


def test_nobody_is_stopped_by_another_who_left(workspace: Database) -> None:
    ids = crew(workspace)
    session = gather(workspace)
    result = mark(workspace, session, [999_999, *ids[:2]])
    assert result.done == ids[:2]
    assert list(result.refused) == [999_999]
    with pytest.raises(Gone):
        mark(workspace, 12345, ids)


def test_all_present_touches_only_who_has_no_mark(workspace: Database) -> None:
    ids = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, ids[:1], Attendance.SICK)
    with workspace.write("Semua hadir", by="penguji") as tx:
        result = attendance.mark_all_present(tx, session, absent=ids[1:2])
    assert sorted(result.done) == ids[1:]
    assert counts(workspace, session) == Counts(expected=9, present=7, sick=1, absent=1)
    with workspace.write("Semua hadir", by="penguji") as tx:
        assert attendance.mark_all_present(tx, session).done == []
    assert not tx.changes


def test_a_paper_list_names_the_absent_by_their_numbers(workspace: Database) -> None:
    ids = crew(workspace)
    session = gather(workspace)
    with workspace.write("Daftar hadir", by="penguji") as tx:
        attendance.mark_by_roll(tx, session, [3, 7])
    with workspace.read() as db:
        absent = [row.member_id for row in questions.roll(db, session) if row.status is Attendance.ABSENT]
    assert absent == [ids[2], ids[6]]
    with pytest.raises(Gone, match="10"), workspace.write("Daftar hadir", by="penguji") as tx:
        attendance.mark_by_roll(tx, session, [10])


def test_who_leaves_a_seat_is_no_longer_expected_and_keeps_the_mark(workspace: Database) -> None:
    ids = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, ids[:1])
    with workspace.write("Kosongkan kursi", by="penguji") as tx:
        seats.vacate(tx, ids[0], reason=Reason.RESIGNED, until=TRAINING_DAY)
    assert counts(workspace, session) == Counts(expected=8, present=1, unrecorded=8, walk_ins=1)
    with workspace.read() as db:
        assert members.details(db, ids[0]).sworn == OATH_DAY


def test_a_whole_area_is_marked_in_one_group_and_undone_as_one(workspace: Database) -> None:
    people = crew(workspace) + crew(workspace, tps(2), first=20) + crew(workspace, tps(3), first=40)
    sessions = [gather(workspace, SessionKind.OATH, 1, 2), gather(workspace, SessionKind.OATH, 3)]
    mark(workspace, sessions[0], people[:1], Attendance.EXCUSED)
    done = attendance.mark_area_present(workspace, GAMBIR, SessionKind.OATH, by="penguji")
    assert (done.sessions, done.marked) == (2, 26)
    assert stages(workspace, people) == [Stage.APPOINTED] + [Stage.SWORN] * 26
    assert check(workspace) == []
    again = attendance.mark_area_present(workspace, GAMBIR, SessionKind.OATH, by="penguji")
    assert (again.marked, again.group, bool(again.changes)) == (0, "", False)
    undo(workspace, done.group, by="penguji")
    assert stages(workspace, people) == [Stage.APPOINTED] * 27
    assert counts(workspace, sessions[0]).excused == 1
    assert check(workspace) == []


def test_cancel_keeps_the_sessions_already_marked(workspace: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    crew(workspace)
    crew(workspace, tps(2), first=20)
    sessions = [gather(workspace, SessionKind.OATH, number) for number in (1, 2)]
    monkeypatch.setattr(attendance, "_CHUNK", 9)

    def stop(done: int, total: int, what: str = "") -> None:
        if done:
            raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        attendance.mark_area_present(workspace, GAMBIR, SessionKind.OATH, by="penguji", progress=stop)
    assert [counts(workspace, session).present for session in sessions] == [9, 0]
    assert check(workspace) == []


def test_an_area_without_sessions_is_done_at_once(workspace: Database) -> None:
    assert attendance.mark_area_present(workspace, GAMBIR, SessionKind.OATH, by="penguji").sessions == 0


def test_the_journal_tells_who_marked_and_when(workspace: Database) -> None:
    ids = crew(workspace)
    session = gather(workspace)
    assert attendance.entry_title(Attendance.PRESENT, 1234) == "Tandai hadir, 1.234 orang"
    with workspace.write("Tandai", by="Sari") as tx:
        attendance.mark(tx, session, ids[:1], Attendance.PRESENT)
    assert len(tx.changes.entries) == 1
    assert {"attendance", "member", "polling_station"} <= tx.changes.tables
    assert datetime.fromtimestamp(tx.now_ms / 1000, UTC) == tx.now
