"""The decree of a kelurahan: for all appointments without one, and corrected with a reason."""

from datetime import date

import pytest

from kpps_desk.operations import checking, decrees, seats
from kpps_desk.operations.undo import undo
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import decrees as waiting
from kpps_desk.queries import seats as asking
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.people import STATION, crew, person, register

DAY = date(2024, 11, 7)


def _seated(workspace: Database, count: int = 3) -> list[int]:
    with workspace.write("Isi", by="penguji") as tx:
        ids = register(tx, [person(number) for number in range(60, 60 + count)])
        seats.seat_many(tx, [(member, f"3171011001002{seat}") for seat, member in enumerate(ids, 1)])
    return ids


def test_a_decree_covers_everybody_without_one_and_leaves_the_others(workspace: Database) -> None:
    crew(workspace, size=2)  # with decree 1/SK
    _seated(workspace)
    with workspace.write("Tetapkan SK", by="penguji") as tx:
        assert seats.appoint_area(tx, GAMBIR, decree_no=" 12/SK ", decree_date=DAY) == 3
    with workspace.read() as db:
        assert {line.decree_no for line in asking.crew(db, STATION)} == {"1/SK", ""}
        lines = asking.crew(db, "3171011001002")
        preview = waiting.preview(db, GAMBIR)
    assert [(line.decree_no, line.decree_date, line.since) for line in lines[:3]] == [("12/SK", DAY, DAY)] * 3
    assert (preview.people, preview.decreed, preview.vacant) == (0, 5, 40)
    assert [(one.number, one.people) for one in preview.known] == [("1/SK", 2), ("12/SK", 3)]
    assert checking.check(workspace) == []


def test_a_decree_needs_number_and_a_sensible_day(workspace: Database) -> None:
    _seated(workspace)
    for number, day, field in (
        ("", DAY, "decree_no"),
        ("1/SK", None, "decree_date"),
        ("1/SK", date(2042, 11, 7), "decree_date"),
    ):
        with pytest.raises(Invalid) as caught, workspace.write("Tetapkan SK", by="penguji") as tx:
            seats.appoint_area(tx, GAMBIR, decree_no=number, decree_date=day)
        assert caught.value.field == field


def test_where_nobody_waits_for_a_decree_it_says_so(workspace: Database) -> None:
    crew(workspace, size=2)
    with pytest.raises(Refused, match="Tidak ada penetapan tanpa SK"), workspace.write("SK", by="penguji") as tx:
        seats.appoint_area(tx, GAMBIR, decree_no="2/SK", decree_date=DAY)


def test_a_wrong_decree_is_corrected_with_a_reason_wherever_it_stands(workspace: Database) -> None:
    crew(workspace, size=2)
    right = {"decree_no": "11/SK", "decree_date": date(2024, 11, 6)}
    with pytest.raises(Invalid, match="Alasan"), workspace.write("SK", by="penguji") as tx:
        decrees.correct(tx, GAMBIR, "1/SK", **right, reason=" ")  # type: ignore[arg-type]
    with workspace.write("Perbaiki SK", by="penguji", reason="salah ketik") as tx:
        assert decrees.correct(tx, GAMBIR, "1/SK", **right, reason="salah ketik") == 2  # type: ignore[arg-type]
    with workspace.read() as db:
        lines = asking.crew(db, STATION)[:2]
    assert {(line.decree_no, line.decree_date, line.since) for line in lines} == {
        ("11/SK", date(2024, 11, 6), date(2024, 11, 6))
    }
    with pytest.raises(Gone), workspace.write("SK", by="penguji") as tx:
        decrees.correct(tx, GAMBIR, "1/SK", **right, reason="lagi")  # type: ignore[arg-type]


def test_the_decree_of_a_kelurahan_is_undone_as_one(workspace: Database) -> None:
    _seated(workspace)
    with workspace.write("Tetapkan SK", by="penguji") as tx:
        seats.appoint_area(tx, GAMBIR, decree_no="12/SK", decree_date=DAY)
    undo(workspace, tx.changes.entries[0], by="penguji")
    with workspace.read() as db:
        assert waiting.preview(db, GAMBIR).people == 3
    assert checking.check(workspace) == []
