"""Taking back: what was done goes back field by field, what changed since stays and is told."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.leaving import Reason
from kpps_desk.operations import attendance, certificates, checking, members, seats, undo
from kpps_desk.problems import Gone, Refused
from kpps_desk.queries import history, readiness, sessions
from kpps_desk.queries import members as people
from kpps_desk.queries.members import MemberFilter
from kpps_desk.store import schema
from kpps_desk.store.database import Database, new_group
from tests.conftest import BEGIN
from tests.filled import fill
from tests.people import STATION, crew, person, register
from tests.trained import hold, trained_crew


def _last(database: Database) -> str:
    with database.read() as db:
        act = history.latest_undoable(db)
    assert act is not None
    return act.id


def test_registering_and_seating_a_crew_is_taken_back_as_one(workspace: Database) -> None:
    crew(workspace)
    result = undo.undo(workspace, _last(workspace), by="penguji")
    assert (result.title, result.kept) == ("Bentuk regu", [])
    with workspace.read() as db:
        assert people.count(db, MemberFilter()) == 0
        assert history.acts(db)[0].title == "Urungkan: Bentuk regu"
    assert checking.check(workspace) == []


def test_an_undo_can_be_undone_and_everyone_is_back(workspace: Database) -> None:
    ids = crew(workspace)
    with workspace.read() as db:
        before = [people.details(db, member)._replace(version=0) for member in ids]
    undo.undo(workspace, _last(workspace), by="penguji")
    with workspace.read() as db:
        taken_back = history.acts(db)[0]
    undo.undo(workspace, taken_back.id, by="penguji")
    with workspace.read() as db:
        assert [people.details(db, member)._replace(version=0) for member in ids] == before
        assert history.acts(db)[0].title == "Ulangi: Bentuk regu"
    assert checking.check(workspace) == []


def test_the_entries_of_a_group_are_taken_back_together(workspace: Database) -> None:
    group = new_group()
    for start in (1, 101):
        with workspace.write("Daftar banyak orang", by="penguji", group=group) as tx:
            register(tx, [person(number) for number in range(start, start + 100)])
    result = undo.undo(workspace, group.hex(), by="penguji")
    assert result.done == 200
    with workspace.read() as db:
        assert people.count(db, MemberFilter()) == 0


def test_a_field_that_was_changed_since_stays_and_is_told(workspace: Database) -> None:
    (member,) = crew(workspace, size=1)
    with workspace.write("Ubah dua isian", by="penguji") as tx:
        tx.update(schema.member, member, {"address": "Jl. Mawar", "education": "SMA"})
    act = _last(workspace)
    with workspace.write("Ubah alamat", by="penguji") as tx:
        tx.update(schema.member, member, {"address": "Jl. Melati"})
    result = undo.undo(workspace, act, by="penguji")
    with workspace.read() as db:
        shown = people.details(db, member)
    assert (shown.address, shown.education) == ("Jl. Melati", "")
    assert result.kept == ["Orang Ke 1: Alamat dibiarkan karena sudah diubah lagi."]


def test_a_person_on_whom_newer_records_hang_stays(workspace: Database) -> None:
    with workspace.write("Daftar satu orang", by="penguji") as tx:
        (member,) = register(tx, [person(1)])
    act = _last(workspace)
    with workspace.write("Tetapkan", by="penguji") as tx:
        seats.appoint(tx, member, "31710110010012")
    result = undo.undo(workspace, act, by="penguji")
    assert result.done == 0
    assert "masih dipakai" in result.kept[0]
    assert checking.check(workspace) == []


def test_what_was_undone_is_not_undone_again(workspace: Database) -> None:
    crew(workspace, size=1)
    act = _last(workspace)
    undo.undo(workspace, act, by="penguji")
    with pytest.raises(Refused, match="sudah diurungkan"):
        undo.undo(workspace, act, by="penguji")


@pytest.mark.parametrize("act", ["00" * 16, "bukan heksadesimal", ""])
def test_an_unknown_act_is_told(workspace: Database, act: str) -> None:
    with pytest.raises(Gone, match="tidak ditemukan"):
        undo.undo(workspace, act, by="penguji")


def test_an_undone_edit_of_the_seat_holder_keeps_every_conclusion(workspace: Database) -> None:
    ids = crew(workspace)
    with workspace.write("Kosongkan", by="penguji") as tx:
        seats.vacate(tx, ids[2], reason=Reason.RELEASED, until=date(2024, 11, 9))
    undo.undo(workspace, _last(workspace), by="penguji")
    with workspace.read() as db:
        assert people.details(db, ids[2]).seat_number == 3
    assert checking.check(workspace) == []


def test_an_edit_is_taken_back(workspace: Database) -> None:
    (member,) = crew(workspace, size=1)
    with workspace.write("Perbaiki nama", by="penguji") as tx:
        members.edit(tx, member, {"name": "Siti Ma'ruf"}, version=people.details(tx, member).version)
    undo.undo(workspace, _last(workspace), by="penguji")
    with workspace.read() as db:
        assert people.details(db, member).name == "Orang Ke 1"
        assert list(people.ids(db, MemberFilter("orang"))) == [member]
        assert list(people.ids(db, MemberFilter("maruf"))) == []


def test_issued_certificates_are_never_offered_for_undo(workspace: Database) -> None:
    trained_crew(workspace)
    certificates.issue(workspace, by="penguji")
    with workspace.read() as db:
        assert history.latest_undoable(db) is None
        newest = history.acts(db)[0]
    with pytest.raises(Refused, match="tidak dapat diurungkan"):
        undo.undo(workspace, newest.id, by="penguji")


def test_a_mark_on_which_a_certificate_rests_stays(workspace: Database) -> None:
    trained_crew(workspace)
    certificates.issue(workspace, by="penguji")
    with workspace.read() as db:
        marking = next(act for act in history.acts(db) if "attendance" in history.tables(db, act.id))
    result = undo.undo(workspace, marking.id, by="penguji")
    assert any("sertifikatnya sudah terbit" in sentence for sentence in result.kept)
    assert checking.check(workspace) == []


def test_an_import_that_others_have_built_on_keeps_seats_and_people(workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    with Database.open(workspace_path) as database:
        with database.read() as db:
            act = next(act for act in history.acts(db) if act.title.startswith("Impor"))
            before = readiness.by_level(db, "tps")
        result = undo.undo(database, act.id, by="penguji")
        assert result.done == 0
        assert result.kept[0].startswith("45 kursi tetap terisi")
        with database.read() as db:
            assert readiness.by_level(db, "tps") == before
        assert checking.check(database) == []


def test_a_seat_given_after_the_marks_is_taken_back(workspace: Database) -> None:
    ids = crew(workspace, size=8)
    with workspace.write("Kosongkan", by="penguji") as tx:
        seats.vacate(tx, ids[7], reason=Reason.RELEASED, until=date(2024, 11, 9))
    hold(workspace, SessionKind.OATH)
    with workspace.write("Tandai", by="penguji") as tx:
        attendance.mark(tx, 1, [ids[7]], Attendance.PRESENT)
    later = Database.open(workspace.path, clock=lambda: BEGIN + timedelta(days=1))
    with later:
        with later.write("Tetapkan", by="penguji") as tx:
            seats.appoint(tx, ids[7], f"{STATION}9")
        assert undo.undo(later, _last(later), by="penguji").kept == []
        with later.read() as db:
            assert people.details(db, ids[7]).seat_number is None
        assert checking.check(later) == []


def test_planned_sessions_keep_the_crews_that_came(workspace_path: Path) -> None:
    fill(workspace_path, sworn=True)
    with Database.open(workspace_path) as database:
        with database.read() as db:
            act = next(act for act in history.acts(db) if act.title == "Rencanakan sesi")
            before = sessions.listing(db)
        result = undo.undo(database, act.id, by="penguji")
        assert (result.done, result.kept[0]) == (
            0,
            "5 regu tetap pada sesinya: kehadirannya sudah dicatat sesudahnya.",
        )
        with database.read() as db:
            assert sessions.listing(db) == before
        assert checking.check(database) == []
