"""Which TPS are not ready, and whom to call."""

from pathlib import Path

from kpps_desk.domain.readiness import ORDER, Lack
from kpps_desk.operations import conclusions
from kpps_desk.queries import readiness
from kpps_desk.queries.readiness import NotReady
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.filled import fill
from tests.people import STATION, crew, person


def test_every_level_adds_up_to_the_same_total(workspace: Database) -> None:
    crew(workspace)
    with workspace.read() as db:
        totals = {readiness.total(readiness.by_level(db, level)) for level in readiness.LEVELS}
    (whole,) = totals
    assert (whole.kpps.filled, whole.officers.filled) == (7, 2)


def test_an_area_shows_only_what_lies_in_it(workspace: Database) -> None:
    with workspace.read() as db:
        assert readiness.by_level(db, "kelurahan", "31.71.01")[0].code == "31.71.01.1001"
        assert readiness.by_level(db, "kelurahan", "31.72") == []
        assert {row.code for row in readiness.not_ready(db, "31.71.01.1001", 2)} == {STATION, "3171011001002"}


def test_a_seated_crew_still_lacks_oath_training_and_certificates(workspace: Database) -> None:
    crew(workspace)
    with workspace.read() as db:
        first = readiness.not_ready(db)[0]
    assert first.lacks == (Lack("sumpah", 9), Lack("bimtek", 7), Lack("sertifikat", 7))


def test_the_chair_is_called_or_the_first_who_has_a_phone(workspace: Database) -> None:
    ids = crew(workspace)
    with workspace.write("Telepon", by="penguji") as tx:
        tx.update(schema.member, ids[0], {"phone": ""})
        tx.update(schema.member, ids[1], {"phone": ""})
    with workspace.read() as db:
        call = readiness.not_ready(db)[0].call
    assert call is not None
    assert (call.seat, call.phone) == (3, person(3)["phone"])


def test_an_empty_crew_has_nobody_to_call(workspace: Database) -> None:
    with workspace.read() as db:
        assert readiness.not_ready(db)[0].call is None


def test_settling_what_is_settled_writes_nothing(workspace: Database) -> None:
    ids = crew(workspace)
    with workspace.write("Periksa", by="penguji") as tx:
        conclusions.settle(tx, ids)
    assert not tx.changes


def test_ready_tps_are_counted_one_by_one_in_every_area(workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    with Database.open(workspace_path) as database, database.read() as db:
        assert [readiness.by_level(db, level)[0].ready for level in ("kabkota", "kecamatan", "kelurahan")] == [5, 5, 5]


def test_the_list_of_a_lack_holds_the_tps_that_say_so_themselves(workspace_path: Path) -> None:
    fill(workspace_path, sworn=True)
    with Database.open(workspace_path) as database, database.read() as db:
        rows = readiness.not_ready(db)
        for lack in ORDER:
            told = [row.station_id for row in rows if any(found.what == lack for found in row.lacks)]
            assert list(readiness.not_ready_ids(db, NotReady(lack=lack))) == told
            assert readiness.count_not_ready(db, NotReady(lack=lack)) == len(told)
