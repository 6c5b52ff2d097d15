"""Whom the one field at the door means: first on the session's roll, then around it."""

from typing import NamedTuple

import pytest

from kpps_desk.domain.attendance import Attendance, SessionKind, read_mark
from kpps_desk.operations import attendance as operations
from kpps_desk.problems import Gone
from kpps_desk.queries import attendance, members
from kpps_desk.queries.sessions import RollRow
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.gatherings import gather, tps
from tests.people import crew, person, register


class Door(NamedTuple):
    database: Database
    session: int
    ids: list[int]  # TPS 001 and 002, seats 1 to 9 each
    guests: list[int]  # TPS 003, not of this session
    stranger: int  # without a seat

    def find(self, typed: str) -> list[RollRow]:
        sought = read_mark(typed)
        assert sought is not None
        with self.database.read() as db:
            return attendance.find(db, self.session, sought)

    def found(self, typed: str) -> list[int]:
        return [row.member_id for row in self.find(typed)]


@pytest.fixture
def door(workspace: Database) -> Door:
    ids = crew(workspace) + crew(workspace, tps(2), first=20)
    guests = crew(workspace, tps(3), first=40)
    with workspace.write("Daftar", by="penguji") as tx:
        (stranger,) = register(tx, [person(77, "Cadangan Ma'ruf", wanted="3171011002001")])
        for member, name, key in ((ids[2], "Siti Ma'ruf", "siti maruf"), (guests[0], "Zainab", "zainab")):
            tx.update(schema.member, member, {"name": name, "name_key": key})
    return Door(workspace, gather(workspace, SessionKind.OATH, 1, 2), ids, guests, stranger)


def test_a_seat_is_found_by_tps_and_number(door: Door) -> None:
    assert door.found("001 3") == door.ids[2:3]
    (row,) = door.find("2 9")
    assert (row.tps, row.seat, row.role, row.walk_in, row.status) == (
        "002",
        9,
        "Petugas Ketertiban",
        False,
        Attendance.NOT_RECORDED,
    )
    assert row.nik.endswith("*" * 10)


def test_a_tps_alone_shows_its_crew(door: Door) -> None:
    assert door.found("2") == door.ids[9:]


def test_the_end_of_the_nik_is_enough(door: Door) -> None:
    with door.database.read() as db:
        nik = members.details(db, door.ids[4]).nik or ""
    assert door.found(nik[-4:]) == door.found(nik) == door.ids[4:5]


def test_letters_begin_any_word_of_the_name(door: Door) -> None:
    assert door.found("MA'R") == door.found("siti m") == door.found("maruf si") == door.ids[2:3]
    assert len(door.found("orang")) == 17
    assert door.found("rang") == []
    assert door.found("%") == door.found("'") == []


def test_who_is_not_on_the_roll_is_offered_as_a_walk_in_from_around(door: Door) -> None:
    assert [(row.member_id, row.walk_in) for row in door.find("zainab")] == [(door.guests[0], True)]
    assert door.found("3 5") == door.guests[4:5]
    assert door.found("cadangan") == [door.stranger]
    assert door.found("tidakada") == door.found("9 9") == []


def test_a_walk_in_is_on_the_roll_once_marked(door: Door) -> None:
    with door.database.write("Tandai", by="penguji") as tx:
        operations.mark(tx, door.session, door.guests[:1], Attendance.PRESENT)
    (row,) = door.find("zainab")
    assert (row.walk_in, row.status) == (True, Attendance.PRESENT)


def test_the_last_marks_come_newest_first(door: Door, clock: Clock) -> None:
    order = [door.ids[3], door.guests[0], door.ids[0]]
    for member in order:
        clock.forward(seconds=1)
        with door.database.write("Tandai", by="Sari") as tx:
            operations.mark(tx, door.session, [member], Attendance.PRESENT)
    with door.database.read() as db:
        rows = attendance.last(db, door.session, 2)
    assert [row.member_id for row in rows] == order[:0:-1]
    assert [row.walk_in for row in rows] == [False, True]
    assert rows[0].marked_by == "Sari"


def test_a_session_that_is_not_there_is_gone(door: Door) -> None:
    with pytest.raises(Gone), door.database.read() as db:
        attendance.find(db, 4711, read_mark("1 1"))  # type: ignore[arg-type]
