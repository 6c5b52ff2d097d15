"""The list of crews: its filters, its rows, and where people are missing or to spare."""

from datetime import date

from kpps_desk.domain.leaving import Reason
from kpps_desk.operations import seats
from kpps_desk.queries import candidates, crews
from kpps_desk.queries import seats as asking
from kpps_desk.queries.crews import CrewFilter
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.people import STATION, crew, person, register


def _numbers(workspace: Database, **wanted: str) -> list[str]:
    with workspace.read() as db:
        asked = CrewFilter(**wanted)  # type: ignore[arg-type]
        ids = crews.ids(db, asked)
        rows = crews.page(db, ids)
        assert crews.count(db, asked) == len(ids)
        assert crews.first(db, asked) == ids
    return [rows[id_].number for id_ in ids]


def test_the_list_narrows_by_what_a_crew_lacks(workspace: Database) -> None:
    crew(workspace)
    with workspace.write("Isi", by="penguji") as tx:
        ids = register(tx, [person(60, sex="P", nik=None), person(61)])
        seats.seat_many(tx, [(ids[0], "31710110010022"), (ids[1], "31710110010038")])
    assert _numbers(workspace) == ["001", "002", "003", "004", "005"]
    assert _numbers(workspace, lack="vacant") == ["002", "003", "004", "005"]
    assert _numbers(workspace, lack="empty") == ["004", "005"]
    assert _numbers(workspace, lack="undecreed") == ["002", "003"]
    assert _numbers(workspace, lack="women") == ["001"]
    assert _numbers(workspace, lack="unfit") == []


def test_a_number_finds_a_tps_and_a_word_its_kelurahan(workspace: Database) -> None:
    assert _numbers(workspace, text="3") == ["003"]
    assert _numbers(workspace, text="TPS 003") == ["003"]
    assert len(_numbers(workspace, text="gam")) == 5
    assert _numbers(workspace, text="kebayoran") == []
    assert _numbers(workspace, area=STATION) == ["001"]


def test_a_row_tells_fill_women_and_decrees(workspace: Database) -> None:
    crew(workspace)
    with workspace.read() as db:
        row = crews.one(db, STATION)
    assert (row.filled, row.seats, row.kpps_filled, row.officer_filled) == (9, 9, 7, 2)
    assert (row.women, row.few_women, row.undecreed, row.unfit) == (0, True, 0, 0)
    assert (row.number, row.kelurahan, row.kecamatan) == ("001", "Gambir", "Gambir")


def test_an_unfit_holder_is_found(workspace: Database) -> None:
    ids = crew(workspace)
    with workspace.write("Vonis", by="penguji") as tx:
        tx.keep_many(schema.polling_station, [{"id": 1, "kpps_eligible": 6}])
    assert ids
    assert _numbers(workspace, lack="unfit") == ["001"]


def test_the_balance_says_where_people_are_missing_and_to_spare(workspace: Database) -> None:
    crew(workspace)
    with workspace.write("Cadangan", by="penguji") as tx:
        register(tx, [person(60), person(61, role_id=3)])
    with workspace.read() as db:
        (line,) = crews.balance(db, GAMBIR)
    assert (line.code, line.stations) == (GAMBIR, 4)
    assert (line.kpps_vacant, line.kpps_spare, line.officers_vacant, line.officers_spare) == (28, 1, 8, 1)


def test_candidates_are_reserves_first_and_never_of_the_other_group(workspace: Database) -> None:
    with workspace.write("Cadangan", by="penguji") as tx:
        near, reserve, officer, unfit = register(
            tx,
            [
                person(1, "Ani", reserve=0),
                person(2, "Budi", reserve=1, wanted="3171011001"),
                person(3, "Cici", reserve=0, role_id=3),
                person(4, "Didi", reserve=0, eligibility="TMS"),
            ],
        )
    with workspace.read() as db:
        found = candidates.for_role(db, STATION, "anggota")
        assert [one.id for one in found] == [reserve, near]
        assert [one.id for one in candidates.for_role(db, STATION, "anggota", text="an")] == [near]
        assert [one.id for one in candidates.for_role(db, STATION, "ketertiban")] == [officer]
    assert unfit


def test_a_seat_held_by_three_in_turn_tells_them_in_order(workspace: Database) -> None:
    ids = crew(workspace, size=1)
    for number, reason in ((1, Reason.RELEASED), (2, Reason.DIED)):
        with workspace.write("Ganti", by="penguji") as tx:
            (newcomer,) = register(tx, [person(50 + number)])
            seats.vacate(tx, ids[-1], reason=reason, until=date(2024, 11, 10 + number), explanation="uji")
            seats.appoint(tx, newcomer, STATION + "1", since=date(2024, 11, 10 + number))
        ids.append(newcomer)
    with workspace.read() as db:
        line = asking.holders(db, STATION + "1")
    assert [one.member for one in line] == ids
    assert [one.reason for one in line] == ["kembali menjadi cadangan: uji", "meninggal dunia: uji", ""]
    assert [one.until for one in line] == [date(2024, 11, 11), date(2024, 11, 12), None]
