"""Sessions are made of whole crews; a plan doubles nothing and says what it lacks."""

import pytest

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.operations import attendance, planning, sessions
from kpps_desk.problems import Conflict, Gone, Invalid, Refused
from kpps_desk.queries import members
from kpps_desk.queries import sessions as questions
from kpps_desk.store.database import Database
from tests.gatherings import GAMBIR, TRAINING_DAY, draft, gather, request, tps
from tests.people import crew


def plan(database: Database, **other: object) -> list[int]:
    kind = other.pop("kind", SessionKind.TRAINING)
    assert isinstance(kind, SessionKind)
    with database.write("Susun sesi", by="penguji") as tx:
        return planning.plan(tx, request(kind, **other))


def test_a_session_reads_back_as_it_was_written(workspace: Database) -> None:
    given = {"topics": (("Sirekap", 2),), "trainers": ("Ani", "Budi"), "venue": "Aula"}
    made = gather(workspace, SessionKind.TRAINING, 2, 1, **given)
    with workspace.read() as db:
        found = questions.details(db, made)
    assert (found.kind, found.area_code, found.area) == (SessionKind.TRAINING, GAMBIR, "Gambir")
    assert (found.day, found.starts, found.ends, found.venue) == (TRAINING_DAY, "08.00", "12.00", "Aula")
    assert found.topics == (("Sirekap", 2),)
    assert found.trainers == ("Ani", "Budi")
    assert found.stations == (tps(1), tps(2))


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", " "), ("starts", "25.00"), ("ends", "besok"), ("ends", "07.00"), ("capacity", -1)],
)
def test_a_session_that_cant_be_names_the_field(workspace: Database, field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused, workspace.write("Buat sesi", by="penguji") as tx:
        sessions.create(tx, draft(SessionKind.OATH, **{field: value}))
    assert refused.value.field == field


def test_an_unknown_area_or_station_is_gone(workspace: Database) -> None:
    for wrong in ({"stations": ("3171011001999",)}, {"stations": ("x",)}):
        with pytest.raises(Gone), workspace.write("Buat sesi", by="penguji") as tx:
            sessions.create(tx, draft(SessionKind.OATH, **wrong))
    for area in ("31.99", "99.99.99", "abc"):
        with pytest.raises((Gone, Refused)):
            plan(workspace, area=area)


def test_a_training_plan_takes_every_crew_once_whole_and_in_order(workspace: Database) -> None:
    made = plan(workspace, days=tuple(TRAINING_DAY.replace(day=day) for day in range(8, 13)))
    with workspace.read() as db:
        found = [questions.details(db, session_id) for session_id in made]
        rows = questions.listing(db, GAMBIR)
    stations = [station for session in found for station in session.stations]
    assert stations == sorted(set(stations))
    assert all(0 < len(session.stations) <= 7 for session in found)  # 7 crews of 7 = 49 of 50
    assert [session.wave for session in found] == list(range(1, len(found) + 1))
    assert len({(session.day, session.starts, session.venue) for session in found}) == len(found)
    assert found[0].venue == "Aula Kelurahan Gambir"
    assert [row.id for row in rows] == made


def test_a_swearing_in_takes_all_crews_of_a_kelurahan_at_once(workspace: Database) -> None:
    (made,) = plan(workspace, kind=SessionKind.OATH)
    with workspace.read() as db:
        found = questions.details(db, made)
    assert found.capacity == 9 * len(found.stations)
    assert found.title == "Pelantikan KPPS Kelurahan Gambir"


def test_planning_again_makes_nothing_twice(workspace: Database) -> None:
    gather(workspace, SessionKind.OATH, 1, 2)
    (made,) = plan(workspace, kind=SessionKind.OATH)
    with workspace.read() as db:
        found = questions.details(db, made)
    assert tps(1) not in found.stations
    assert found.wave == 2
    assert plan(workspace, kind=SessionKind.OATH) == []


def test_a_deepening_is_no_reason_to_leave_a_crew_out(workspace: Database) -> None:
    gather(workspace, SessionKind.OATH, 1, required=False)
    (made,) = plan(workspace, kind=SessionKind.OATH)
    with workspace.read() as db:
        assert tps(1) in questions.details(db, made).stations


def test_too_few_rooms_say_how_many_sessions_are_short_and_change_nothing(workspace: Database) -> None:
    with pytest.raises(Refused, match=r"kurang untuk \d+ sesi: Gambir \d+"):
        plan(workspace, days=(TRAINING_DAY,), times=(("08.00", "12.00"),), capacity=7)
    with workspace.read() as db:
        assert questions.listing(db) == []


def test_a_room_that_is_in_use_is_not_planned_again(workspace: Database) -> None:
    used = {"venue": "Aula Kelurahan Gambir", "day": TRAINING_DAY, "starts": "10.00", "ends": "14.00"}
    gather(workspace, SessionKind.OATH, 1, **used)
    made = plan(workspace, days=(TRAINING_DAY,), times=(("13.00", "17.00"), ("17.00", "21.00")), capacity=500)
    with workspace.read() as db:
        assert [questions.details(db, session_id).starts for session_id in made] == ["17.00"]


def test_a_capacity_below_one_crew_is_refused(workspace: Database) -> None:
    with pytest.raises(Refused, match="satu regu"):
        plan(workspace, capacity=6)
    with pytest.raises(Invalid):
        plan(workspace, capacity=0)
    with pytest.raises(Refused):
        plan(workspace, days=())


def test_another_day_of_the_oath_moves_the_day_of_who_was_sworn(workspace: Database) -> None:
    ids = crew(workspace)
    made = gather(workspace)
    with workspace.write("Tandai", by="penguji") as tx:
        attendance.mark(tx, made, ids, Attendance.PRESENT)
    with workspace.write("Ubah sesi", by="penguji") as tx:
        assert sessions.edit(tx, made, {"day": TRAINING_DAY, "starts": "9"}, version=1)
        assert members.details(tx, ids[0]).sworn == TRAINING_DAY
    with pytest.raises(Conflict), workspace.write("Ubah sesi", by="penguji") as tx:
        sessions.edit(tx, made, {"title": "Lain"}, version=1)


def test_crews_can_be_exchanged_but_a_marked_session_stays(workspace: Database) -> None:
    ids = crew(workspace)
    made = gather(workspace)
    with workspace.write("Ganti regu", by="penguji") as tx:
        sessions.set_crews(tx, made, [tps(2), tps(3)])
        assert questions.details(tx, made).stations == (tps(2), tps(3))
        attendance.mark(tx, made, ids[:1], Attendance.PRESENT)
    with pytest.raises(Refused), workspace.write("Hapus sesi", by="penguji") as tx:
        sessions.remove(tx, made)
    with workspace.write("Hapus sesi", by="penguji") as tx:
        attendance.mark(tx, made, ids[:1], Attendance.NOT_RECORDED)
        sessions.remove(tx, made)
        with pytest.raises(Gone):
            questions.details(tx, made)
