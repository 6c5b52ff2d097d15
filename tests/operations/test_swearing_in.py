"""Late oaths are swearings-in of their own."""

import pytest

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import attendance, swearing_in
from kpps_desk.operations.checking import check
from kpps_desk.operations.swearing_in import LateOath
from kpps_desk.problems import Refused
from kpps_desk.queries import members
from kpps_desk.queries import sessions as questions
from kpps_desk.store.database import Database
from tests.gatherings import GAMBIR, OATH_DAY, TRAINING_DAY, gather
from tests.people import crew

_OATH = LateOath(GAMBIR, TRAINING_DAY, venue="Kantor PPS", officiant="Ketua PPS")


def test_who_missed_the_oath_is_sworn_late_with_that_day(workspace: Database) -> None:
    ids = crew(workspace)
    session = gather(workspace)
    with workspace.write("Pelantikan", by="penguji") as tx:
        attendance.mark_all_present(tx, session, absent=ids[3:4])
    with workspace.write("Pelantikan susulan", by="penguji") as tx:
        session, result = swearing_in.swear_in_late(tx, ids[2:4], _OATH)
    assert result.done == ids[3:4]
    assert list(result.refused) == ids[2:3]
    with workspace.read() as db:
        assert [members.details(db, member).sworn for member in ids[2:4]] == [OATH_DAY, TRAINING_DAY]
        found = questions.details(db, session)
    assert (found.kind, found.trainers, found.stations) == (SessionKind.OATH, ("Ketua PPS",), ())
    assert check(workspace) == []


def test_a_late_oath_for_nobody_is_refused_and_leaves_no_session(workspace: Database) -> None:
    with pytest.raises(Refused), workspace.write("Pelantikan susulan", by="penguji") as tx:
        swearing_in.swear_in_late(tx, [1, 2], _OATH)
    with workspace.read() as db:
        assert questions.listing(db) == []
