"""Two windows on one file: who comes second hears it in a sentence, or works on what is there now."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import func, select

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.exchange import roster
from kpps_desk.operations import attendance, importing, members, planning, rules, seats, sheets
from kpps_desk.operations.checking import check
from kpps_desk.problems import Conflict, Refused
from kpps_desk.queries import members as people
from kpps_desk.queries import rules as standing
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.filled import write_roster
from tests.gatherings import gather, request
from tests.people import crew, person, register

OTHER = "teman"


@pytest.fixture
def other(workspace: Database, workspace_path: Path) -> Iterator[Database]:
    """The same file in another window."""
    with Database.open(workspace_path, clock=lambda: workspace._clock()) as database:
        yield database


def _adopt(database: Database, max_age: int) -> None:
    with database.read() as db:
        now = standing.current(db)
    draft = replace(now, rules=replace(now.rules, max_age=max_age))
    rules.adopt(database, draft, reason="Keputusan 12", by=OTHER)


def test_a_form_that_was_open_while_rules_were_adopted_is_judged_by_the_new_ones(
    workspace: Database, other: Database
) -> None:
    with workspace.write("Daftar", by="penguji") as tx:
        (member,) = register(tx, [person(1)])  # 34 years old
    with workspace.read() as db:
        version = people.details(db, member).version
    _adopt(other, 30)
    with workspace.write("Perbaiki data", by="penguji") as tx:
        assert members.edit(tx, member, {"occupation": "Guru"}, version=version)
    with workspace.read() as db:
        found = people.details(db, member)
    assert "too_old" in found.objections
    with pytest.raises(Conflict), other.write("Perbaiki data", by=OTHER) as tx:
        members.edit(tx, member, {"occupation": "Petani"}, version=version)
    assert check(workspace) == []


def test_rules_drafted_on_a_version_that_was_replaced_meanwhile_are_refused(
    workspace: Database, other: Database
) -> None:
    with workspace.read() as db:
        mine = standing.current(db)
    _adopt(other, 50)
    draft = replace(mine, rules=replace(mine.rules, max_age=40))
    with pytest.raises(Conflict, match=OTHER):
        rules.adopt(workspace, draft, reason="Keputusan 13", by="penguji")
    assert check(workspace) == []


def test_somebody_appointed_from_another_window_during_an_import_keeps_the_seat(
    workspace: Database, other: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "PART", 4)
    listed = write_roster(tmp_path / "daftar.xlsx")
    last = "3171011001005"
    taken: list[int] = []

    def appoint(done: int, total: int, what: str = "") -> None:
        if what == "Menyimpan" and done and not taken:
            with other.write("Tetapkan", by=OTHER) as tx:
                taken.extend(register(tx, [person(900, wanted=last)]))
                seats.appoint(tx, taken[0], f"{last}1")

    done = importing.run(workspace, listed, by="penguji", progress=appoint)
    assert (done.read, done.created, done.rejected) == (45, 44, 1)
    with workspace.read() as db:
        assert people.details(db, taken[0]).seat_number == 1
        assert db.value(select(func.count()).select_from(schema.appointment)) == 45
    assert check(workspace) == []


def test_who_marks_after_the_session_was_closed_elsewhere_is_told(workspace: Database, other: Database) -> None:
    ids = crew(workspace)
    session = gather(workspace, SessionKind.OATH)
    with workspace.write("Tandai", by="penguji") as tx:
        attendance.mark_all_present(tx, session)
    with other.write("Tutup", by=OTHER) as tx:
        sheets.close(tx, session, 9)
    with pytest.raises(Refused, match="sudah ditutup"), workspace.write("Tandai", by="penguji") as tx:
        attendance.mark(tx, session, [ids[0]], Attendance.SICK)
    assert check(workspace) == []


def test_a_plan_published_twice_at_once_makes_its_sessions_once(workspace: Database, other: Database) -> None:
    with workspace.write("Rencana", by="penguji") as tx:
        plan = planning.make(tx, "Bimtek", request())
    made: list[int] = []
    refused: list[str] = []

    def publish(database: Database) -> None:
        try:
            with database.write("Terbitkan", by=OTHER) as tx:
                made.append(len(planning.publish(tx, plan)))
        except Refused as why:
            refused.append(str(why))

    both = [Thread(target=publish, args=(database,)) for database in (workspace, other)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert (len(made), len(refused)) == (1, 1)
    with workspace.read() as db:
        assert db.value(select(func.count()).select_from(schema.session)) == made[0]
    assert check(workspace) == []
