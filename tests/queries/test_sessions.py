"""The list of sessions and their rolls."""

import pytest

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.operations import attendance
from kpps_desk.problems import Gone
from kpps_desk.queries import sessions
from kpps_desk.queries.sessions import Counts
from kpps_desk.store.database import Database
from tests.gatherings import GAMBIR, gather, tps
from tests.people import crew


def test_the_list_is_in_order_of_time_and_narrowed_by_area_and_kind(workspace: Database) -> None:
    training = gather(workspace, SessionKind.TRAINING, 1)
    late = gather(workspace, SessionKind.OATH, 1, starts="13.00", ends="14.00")
    early = gather(workspace, SessionKind.OATH, 2)
    with workspace.read() as db:
        assert [row.id for row in sessions.listing(db)] == [early, late, training]
        assert [row.id for row in sessions.listing(db, "3171011001", SessionKind.OATH)] == [early, late]
        for area in ("31", "31.71", "31.71.01", GAMBIR):
            assert len(sessions.listing(db, area)) == 3
        assert sessions.listing(db, "31.71.02") == []
        with pytest.raises(Gone):
            sessions.listing(db, "gambir")


def test_an_empty_crew_is_expected_when_its_seats_are_filled(workspace: Database) -> None:
    session = gather(workspace, SessionKind.OATH, 1, 2)
    with workspace.read() as db:
        assert sessions.counts(db, session) == Counts()
        assert sessions.listing(db)[0].crews == 2
        assert sessions.roll(db, session) == []
    crew(workspace, size=3)
    with workspace.read() as db:
        assert sessions.counts(db, session) == Counts(expected=3, unrecorded=3)


def test_the_roll_runs_along_the_seats_with_walk_ins_behind(workspace: Database) -> None:
    second = crew(workspace, tps(2), first=20)
    first = crew(workspace, tps(1))
    guest = crew(workspace, tps(3), first=40)[0]
    session = gather(workspace, SessionKind.TRAINING, 1, 2)
    with workspace.write("Tandai", by="penguji") as tx:
        attendance.mark(tx, session, [guest], Attendance.PRESENT)
        attendance.mark(tx, session, first[:1], Attendance.SICK)
    with workspace.read() as db:
        roll = sessions.roll(db, session)
    assert [row.member_id for row in roll] == [*first[:7], *second[:7], guest]
    assert [(row.tps, row.seat, row.role) for row in roll[:2]] == [("001", 1, "Ketua KPPS"), ("001", 2, "Anggota KPPS")]
    assert [row.status for row in (roll[0], roll[1], roll[-1])] == [
        Attendance.SICK,
        Attendance.NOT_RECORDED,
        Attendance.PRESENT,
    ]
    assert sessions.with_numbers(roll, [2, 15]) == [first[1], guest]


def test_a_session_that_is_not_there_is_gone(workspace: Database) -> None:
    with workspace.read() as db:
        for ask in (sessions.details, sessions.kind_of):
            with pytest.raises(Gone, match="4711"):
                ask(db, 4711)
