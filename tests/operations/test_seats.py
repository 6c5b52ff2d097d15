"""One person on one seat, and what follows for stage and readiness."""

from datetime import date

import pytest

from kpps_desk.domain.readiness import Lack
from kpps_desk.domain.stages import Stage
from kpps_desk.operations import checking, seats
from kpps_desk.problems import Gone, Refused
from kpps_desk.queries import members, readiness
from kpps_desk.store.database import Database
from tests.people import STATION, crew, person, register


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


def test_an_unknown_seat_is_refused(workspace: Database) -> None:
    with workspace.write("Tetapkan", by="penguji") as tx:
        (member,) = register(tx, [person(1)])
        with pytest.raises(Gone, match="tidak ditemukan"):
            seats.appoint(tx, member, "99999999999999")


def test_a_leaver_frees_the_seat_and_keeps_the_record(workspace: Database) -> None:
    ids = crew(workspace)
    with workspace.write("Kosongkan", by="penguji") as tx:
        seats.vacate(tx, ids[0], reason="mengundurkan diri", until=date(2024, 11, 10))
    with workspace.read() as db:
        shown = members.details(db, ids[0])
        assert shown.stage == Stage.ELIGIBLE
        assert shown.seat_number is None
        assert readiness.by_level(db, "tps")[0].kpps.filled == 6
    with workspace.write("Ganti", by="penguji") as tx:
        (newcomer,) = register(tx, [person(50)])
        seats.appoint(tx, newcomer, STATION + "1")
    assert checking.check(workspace) == []


def test_leaving_needs_a_reason(workspace: Database) -> None:
    ids = crew(workspace, size=1)
    with (
        pytest.raises(Refused, match="Alasan"),
        workspace.write("Kosongkan", by="penguji") as tx,
    ):
        seats.vacate(tx, ids[0], reason=" ", until=date(2024, 11, 10))
