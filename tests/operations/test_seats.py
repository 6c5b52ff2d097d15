"""One person on one seat, and what follows for stage and readiness."""

import subprocess
import sys
from datetime import date

import pytest
from sqlalchemy import select

from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.readiness import Lack
from kpps_desk.domain.stages import Stage
from kpps_desk.operations import checking, conclusions, seats
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import members, readiness
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.people import STATION, crew, person, register
from tests.trained import trained_crew


def test_an_appointed_person_has_a_stage_a_place_and_a_counted_seat(workspace: Database) -> None:
    with workspace.write("Tetapkan", by="penguji") as tx:
        (member,) = register(tx, [person(1)])
        seats.appoint(tx, member, STATION + "3")
    with workspace.read() as db:
        shown = members.details(db, member)
        first = readiness.not_ready(db)[0]
    assert (shown.stage, shown.place, shown.seat_number) == (Stage.APPOINTED, STATION + "3", 3)
    assert first.lacks[0] == Lack("kursi", 8)
    assert first.call is not None
    assert first.call.name == "Orang Ke 1"


def test_two_people_never_hold_one_seat(workspace: Database) -> None:
    with workspace.write("Tetapkan", by="penguji") as tx:
        first, second = register(tx, [person(1), person(2)])
        seats.appoint(tx, first, STATION + "1")
        with pytest.raises(Refused, match="sudah dipegang Orang Ke 1"):
            seats.appoint(tx, second, STATION + "1")


def test_one_person_never_holds_two_seats(workspace: Database) -> None:
    with workspace.write("Tetapkan", by="penguji") as tx:
        (member,) = register(tx, [person(1)])
        seats.appoint(tx, member, STATION + "1")
        with pytest.raises(Refused, match="sudah memegang kursi"):
            seats.appoint(tx, member, STATION + "2")


def test_who_fails_a_requirement_gets_no_seat(workspace: Database) -> None:
    with workspace.write("Tetapkan", by="penguji") as tx:
        (member,) = register(tx, [person(1, eligibility="TMS")])
        with pytest.raises(Refused, match="belum memenuhi syarat"):
            seats.appoint(tx, member, STATION + "1")


def test_an_officer_needs_no_diploma_until_the_officer_is_to_be_kpps(workspace: Database) -> None:
    with workspace.write("Tetapkan", by="penguji") as tx:
        first, second = register(tx, [person(number, education="SMP", role_id=3) for number in (1, 2)])
        conclusions.judge(tx, [first, second])
        seats.appoint(tx, first, STATION + "8")
        with pytest.raises(Refused, match="belum memenuhi syarat"):
            seats.appoint(tx, second, STATION + "3")
    with workspace.read() as db:
        assert [members.details(db, one).eligibility for one in (first, second)] == ["MS", "MS"]
    assert checking.check(workspace) == []


def test_who_is_unfit_for_the_kpps_by_schooling_alone_may_be_an_officer(workspace: Database) -> None:
    with workspace.write("Tetapkan", by="penguji") as tx:
        (member,) = register(tx, [person(1, education="SMP")])
        conclusions.judge(tx, [member])
        assert members.details(tx, member).eligibility == "TMS"
        seats.appoint(tx, member, STATION + "8")
        assert members.details(tx, member).eligibility == "MS"
    assert checking.check(workspace) == []


def test_an_unknown_seat_is_refused(workspace: Database) -> None:
    with workspace.write("Tetapkan", by="penguji") as tx:
        (member,) = register(tx, [person(1)])
        with pytest.raises(Gone, match="tidak ditemukan"):
            seats.appoint(tx, member, "99999999999999")


def test_a_leaver_frees_the_seat_and_stays_in_the_records(workspace: Database) -> None:
    ids = crew(workspace)
    with workspace.write("Kosongkan", by="penguji") as tx:
        seats.vacate(tx, ids[0], reason=Reason.RESIGNED, until=date(2024, 11, 10), explanation="pindah kota")
    with workspace.read() as db:
        shown = members.details(db, ids[0])
        assert (shown.stage, shown.active) == (Stage.ENDED, False)
        assert shown.seat_number is None
        assert readiness.by_level(db, "tps")[0].kpps.filled == 6
    with workspace.write("Ganti", by="penguji") as tx:
        (newcomer,) = register(tx, [person(50)])
        seats.appoint(tx, newcomer, STATION + "1")
    assert checking.check(workspace) == []


def test_who_is_released_stays_in_the_roster_as_a_reserve(workspace: Database) -> None:
    ids = crew(workspace, size=1)
    with workspace.write("Kosongkan", by="penguji") as tx:
        seats.vacate(tx, ids[0], reason=Reason.RELEASED, until=date(2024, 11, 10))
    with workspace.read() as db:
        assert members.details(db, ids[0]).stage == Stage.ELIGIBLE


def test_a_seat_is_not_given_up_before_the_decree_gave_it(workspace: Database) -> None:
    ids = crew(workspace, size=1)
    with (
        pytest.raises(Invalid, match="mendahului penetapannya") as caught,
        workspace.write("Kosongkan", by="penguji") as tx,
    ):
        seats.vacate(tx, ids[0], reason=Reason.RELEASED, until=date(2024, 11, 6))
    assert caught.value.field == "until"


def test_who_left_the_roster_gets_no_seat(workspace: Database) -> None:
    ids = crew(workspace, size=1)
    with workspace.write("Kosongkan", by="penguji") as tx:
        seats.vacate(tx, ids[0], reason=Reason.DIED, until=date(2024, 11, 10))
        with pytest.raises(Refused, match="sudah keluar dari daftar"):
            seats.appoint(tx, ids[0], STATION + "1")


def test_many_are_seated_at_once_and_who_cannot_is_told_why(workspace: Database) -> None:
    with workspace.write("Isi", by="penguji") as tx:
        first, second, unfit, fourth = register(tx, [person(1), person(2), person(3, eligibility="TMS"), person(4)])
        pairs = [(first, "1"), (second, "1"), (unfit, "2"), (first, "3"), (fourth, "4")]
        result = seats.seat_many(tx, [(member, STATION + number) for member, number in pairs])
    assert result.done == [first, fourth]
    assert "sudah dipegang Orang Ke 1" in result.refused[second]
    assert "belum memenuhi syarat" in result.refused[unfit]
    assert "sudah memegang kursi" in result.refused[first]


def test_a_move_takes_everything_along_and_changes_where_one_belongs(workspace: Database) -> None:
    ids = trained_crew(workspace)
    target = "31710110010021"
    with workspace.write("Pindahkan", by="penguji") as tx:
        seats.move(tx, ids[1], target, since=date(2024, 11, 10))
    with workspace.read() as db:
        shown = members.details(db, ids[1])
        stations = readiness.by_level(db, "tps")
    assert (shown.place, shown.stage, shown.role) == (target, Stage.TRAINED, "ketua")
    assert [row.kpps.filled for row in stations[:2]] == [6, 1]
    assert checking.check(workspace) == []


def test_a_move_to_a_taken_seat_changes_nothing(workspace: Database) -> None:
    ids = crew(workspace)
    with (
        pytest.raises(Refused, match="sudah dipegang"),
        workspace.write("Pindahkan", by="penguji") as tx,
    ):
        seats.move(tx, ids[1], STATION + "3", since=date(2024, 11, 10))
    with workspace.read() as db:
        assert members.details(db, ids[1]).place == STATION + "2"


def test_the_database_itself_refuses_a_second_holder_a_second_seat_and_a_seat_that_is_none(workspace: Database) -> None:
    ids = crew(workspace, size=2)
    with workspace.read() as db:
        seat = {row.code: row.id for row in db.rows(select(schema.seat.c.code, schema.seat.c.id))}
    with workspace.write("Orang baru", by="penguji") as tx:
        (newcomer,) = register(tx, [person(50)])
    for member, seat_id in ((newcomer, seat[STATION + "1"]), (ids[0], seat[STATION + "5"]), (newcomer, 999_999)):
        with pytest.raises(Refused), workspace.write("Curang", by="penguji") as tx:
            tx.insert(schema.appointment, {"member_id": member, "seat_id": seat_id})
    with workspace.read() as db:
        first = db.rows(select(schema.seat).where(schema.seat.c.code == STATION + "1"))[0]
    chair = {"station_id": first.station_id, "role_id": first.role_id, "number": 1, "code": STATION + "0"}
    with pytest.raises(Refused), workspace.write("Ketua kedua", by="penguji") as tx:
        tx.insert(schema.seat, chair)
    assert checking.check(workspace) == []


_RACER = """
import sys
from pathlib import Path
from kpps_desk.operations import seats
from kpps_desk.problems import Refused
from kpps_desk.store.database import Database

path, member, rounds = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(",")
with Database.open(path) as database:
    print("siap", flush=True)
    sys.stdin.readline()
    for seat in rounds:
        try:
            with database.write("Rebutan", by="penguji") as tx:
                seats.appoint(tx, member, seat)
            print(seat)
        except Refused:
            pass
"""


def test_two_processes_that_want_the_same_seats_never_share_one(workspace: Database) -> None:
    with workspace.write("Dua orang", by="penguji") as tx:
        rivals = register(tx, [person(1), person(2)])
    wanted = ",".join(f"{STATION}{number}" for number in (1, 2, 3))
    command = [sys.executable, "-c", _RACER, str(workspace.path)]
    racers = [
        subprocess.Popen([*command, str(member), wanted], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for member in rivals
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "siap\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("\n")
        racer.stdin.flush()
    told = [racer.communicate(timeout=60)[0].split() for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0]
    assert [len(seats_won) for seats_won in told] == [1, 1]
    assert told[0] != told[1]
    assert checking.check(workspace) == []
