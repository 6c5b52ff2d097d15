"""Absent at a training, proposed, invited, present, trained: every step as the whole program sees it."""

from datetime import date

from kpps_desk.domain.attendance import Attendance, SessionKind, parse_numbers
from kpps_desk.operations import attendance, makeups, undo
from kpps_desk.operations.checking import check
from kpps_desk.operations.makeups import MakeupDraft
from kpps_desk.queries import history, members, readiness, sessions
from kpps_desk.queries import makeups as questions
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.gatherings import GAMBIR, gather
from tests.people import crew
from tests.trained import hold

TRAINING = SessionKind.TRAINING
BY = "penguji"


def trained(database: Database) -> int:
    """As `status` counts them; `check` finds nothing wrong at any step."""
    assert check(database) == []
    with database.read() as db:
        return readiness.total(readiness.by_level(db, "kelurahan")).kpps.trained


def test_an_absentee_is_proposed_invited_present_and_trained(workspace: Database, clock: Clock) -> None:
    ids = crew(workspace)
    hold(workspace, SessionKind.OATH)
    training = gather(workspace, TRAINING, 1, day=date(2024, 11, 8), capacity=20, topics=(("Sirekap", 8),))
    clock.forward(days=1, hours=12)  # 8 November, 13.00 UTC: the training is over
    with workspace.write("Catat dari daftar", by=BY) as tx:
        attendance.mark_by_roll(tx, training, parse_numbers("3,5"))
    assert trained(workspace) == 5

    with workspace.read() as db:
        assert questions.stranded_counts(db) == {TRAINING: 2}
        assert [one.session for one in makeups.propose(db, GAMBIR)] == [None, None]
    with workspace.write("Buat sesi susulan", by=BY) as tx:
        draft = MakeupDraft(TRAINING, GAMBIR, date(2024, 11, 12), "08.00", "12.00", "Aula Kelurahan Gambir", 1)
        first = makeups.make_session(tx, draft)
        second = makeups.make_session(
            tx, MakeupDraft(TRAINING, GAMBIR, date(2024, 11, 13), "08.00", "12.00", "Balai", 9)
        )
    with workspace.read() as db:
        found = makeups.propose(db, GAMBIR)
    assert [(one.member, one.missed, one.session, one.attempts) for one in found] == [
        (ids[2], training, first, 1),
        (ids[4], training, second, 1),
    ]
    for again in (False, True):  # invited, taken back, invited again
        with workspace.write("Undang susulan", by=BY) as tx:
            assert makeups.invite(tx, found).done == [ids[2], ids[4]]
        with workspace.read() as db:
            act = history.acts(db)[0].id
        if not again:
            undo.undo(workspace, act, by=BY)
            assert trained(workspace) == 5
    with workspace.read() as db:
        assert questions.stranded_counts(db) == {}
        assert [sessions.counts(db, session).expected for session in (first, second)] == [1, 1]

    clock.forward(days=6)
    with workspace.write("Tandai hadir", by=BY) as tx:
        assert attendance.mark(tx, first, [ids[2]], Attendance.PRESENT).walk_ins == []
        attendance.mark(tx, second, [ids[4]], Attendance.SICK)
    assert trained(workspace) == 6
    with workspace.read() as db:
        assert members.details(db, ids[2]).trained == date(2024, 11, 12)
        assert [(one.member, one.missed, one.attempts) for one in makeups.propose(db)] == [(ids[4], second, 2)]
