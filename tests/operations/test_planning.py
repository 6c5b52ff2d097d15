"""Plans are drafts that people rearrange, compare and publish; each step can be taken back by itself."""

from datetime import date

import pytest

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.crews import Slot
from kpps_desk.domain.placing import Lost
from kpps_desk.domain.plan_faults import Flaw
from kpps_desk.domain.plan_texts import from_text, to_text
from kpps_desk.operations import attendance, plan_changes, planning, rooms, sessions, undo
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import plans
from kpps_desk.queries import sessions as questions
from kpps_desk.store.database import Database
from tests.gatherings import GAMBIR, TRAINING_DAY, gather, request, tps
from tests.people import crew

EIGHTH = date(2024, 11, 8)


def make(database: Database, name: str = "Rencana A", **other: object) -> int:
    """Gambir in sessions of 21: seven of three crews or fewer."""
    with database.write("Susun rencana", by="penguji") as tx:
        return planning.make(tx, name, request(SessionKind.TRAINING, **{"capacity": 21, **other}))


def read(database: Database, plan_id: int) -> plans.Plan:
    with database.read() as db:
        return plans.details(db, plan_id)


def take_back(database: Database, entries: tuple[str, ...] | list[str]) -> None:
    undo.undo(database, next(iter(entries)), by="penguji")


def test_a_plan_is_kept_without_making_a_session(workspace: Database) -> None:
    plan = read(workspace, make(workspace))
    assert plan.line.sessions == len(plan.draft.sessions) > 1
    assert (plan.line.unplaced, plan.line.published_at, plan.faults) == (0, None, ())
    with workspace.read() as db:
        assert questions.listing(db) == []
        assert [line.name for line in plans.lines(db, GAMBIR)] == ["Rencana A"]
        assert plans.lines(db, "31.75") == []


def test_a_request_reads_back_as_it_was_kept() -> None:
    asked = request(breaks=(("12.00", "13.00"),), trainers=("Ani",), topics=(("Sirekap", 2),), trainers_each=1)
    assert from_text(to_text(asked)) == asked


def test_a_move_is_told_kept_and_taken_back_alone(workspace: Database) -> None:
    plan_id = make(workspace)
    first = read(workspace, plan_id)
    with workspace.write("Pindahkan regu", by="penguji") as moved:
        assert not planning.move_edge(moved, plan_id, 2, -1).mended
    with workspace.write("Tukar sesi", by="penguji") as swapped:
        assert not planning.swap(swapped, plan_id, 1, 2).broken
    assert len(read(workspace, plan_id).draft.session(1).crews) > len(first.draft.session(1).crews)
    take_back(workspace, moved.changes.entries)
    after = read(workspace, plan_id).draft
    assert [one.crews for one in after.sessions] == [one.crews for one in first.draft.sessions]
    assert after.session(1).slot == first.draft.session(2).slot


def test_the_impossible_is_refused_in_a_sentence(workspace: Database) -> None:
    plan_id = make(workspace)
    with pytest.raises(Refused, match="berada di situ"), workspace.write("Pindah", by="penguji") as tx:
        planning.move_crew(tx, plan_id, tps(1), 1)
    with pytest.raises(Gone), workspace.write("Pindah", by="penguji") as tx:
        planning.swap(tx, 99, 1, 2)


def test_publishing_makes_the_sessions_in_one_act_that_is_taken_back(workspace: Database) -> None:
    plan_id = make(workspace, breaks=(("10.00", "10.15"),), trainers=("Ani", "Budi"), trainers_each=1)
    with workspace.write("Terbitkan rencana", by="penguji") as tx:
        made = planning.publish(tx, plan_id)
    with workspace.read() as db:
        found = [questions.details(db, session_id) for session_id in made]
    assert [one.wave for one in found] == list(range(1, len(made) + 1))
    assert {one.trainers for one in found} == {("Ani",), ("Budi",)}
    assert found[0].breaks == ("10.00-10.15",)
    assert found[1].breaks == ()
    assert read(workspace, plan_id).line.published_at is not None
    with pytest.raises(Refused, match="sudah terbit"), workspace.write("Lagi", by="penguji") as tx:
        planning.publish(tx, plan_id)
    with workspace.write("Hapus", by="penguji") as removed:
        planning.remove(removed, plan_id)
    with workspace.read() as db:
        assert len(questions.listing(db)) == len(made)
    take_back(workspace, removed.changes.entries)


def test_ctrl_z_takes_a_whole_publication_back(workspace: Database) -> None:
    plan_id = make(workspace)
    with workspace.write("Terbitkan rencana", by="penguji") as tx:
        planning.publish(tx, plan_id)
    take_back(workspace, tx.changes.entries)
    with workspace.read() as db:
        assert questions.listing(db) == []
    assert read(workspace, plan_id).line.published_at is None
    assert read(workspace, plan_id).faults == ()


def test_what_was_published_meanwhile_bars_a_plan(workspace: Database) -> None:
    one, other = make(workspace), make(workspace, "Rencana B")
    with workspace.write("Terbitkan rencana", by="penguji") as tx:
        planning.publish(tx, one)
    told = {fault.flaw for fault in read(workspace, other).faults}
    assert told == {Flaw.ROOM_TWICE, Flaw.CREW_CALLED}
    with pytest.raises(Refused, match="belum dapat diterbitkan"), workspace.write("Lagi", by="penguji") as tx:
        planning.publish(tx, other)


def test_a_room_that_closes_is_told_and_only_its_sessions_move(workspace: Database) -> None:
    with workspace.write("Ruang", by="penguji") as tx:
        rooms.take_rooms(tx, GAMBIR, "Aula; 60\nBalai; 60")
    plan_id = make(workspace)
    before = read(workspace, plan_id).draft
    with workspace.write("Tutup", by="penguji") as tx:
        assert rooms.take_rooms(tx, GAMBIR, "Aula; 60; ; 8-11-2024").changed == 1
    assert {fault.flaw for fault in read(workspace, plan_id).faults} == {Flaw.ROOM_CLOSED}
    with workspace.write("Atur ulang", by="penguji") as tx:
        done = planning.repack(tx, plan_id, Lost(room="Aula", days=frozenset({EIGHTH})))
    now = read(workspace, plan_id)
    assert now.faults == ()
    changed = {one.key for one in before.sessions if now.draft.session(one.key) != one}
    assert changed == set(done.moved)
    assert all(
        slot.room == "Aula" and slot.day == EIGHTH for key in changed if (slot := before.session(key).slot) is not None
    )
    with pytest.raises(Refused, match="Tidak ada sesi"), workspace.write("Atur ulang", by="penguji") as tx:
        planning.repack(tx, plan_id, Lost(room="Gudang"))


def test_sessions_that_exist_are_rearranged_and_marked_ones_are_left(workspace: Database) -> None:
    ids = crew(workspace)
    kept, slipped = gather(workspace, SessionKind.TRAINING, 1), gather(workspace, SessionKind.TRAINING, 2, 3, venue="A")
    with workspace.write("Tandai", by="penguji") as tx:
        attendance.mark(tx, kept, ids[:1], Attendance.PRESENT)
    with workspace.write("Rencana perubahan", by="penguji") as tx:
        plan_id = plan_changes.rearrange_sessions(
            tx, "Perubahan", GAMBIR, SessionKind.TRAINING, days=(date(2024, 11, 12),)
        )
        (one,) = plans.details(tx, plan_id).draft.sessions
        assert one.stands_for == slipped
        done = planning.repack(tx, plan_id, Lost(keys=frozenset({one.key})))
        assert done.moved == (one.key,)
    with workspace.write("Terbitkan", by="penguji") as tx:
        assert planning.publish(tx, plan_id) == [slipped]
    with workspace.read() as db:
        found = questions.details(db, slipped)
        assert (found.day, found.venue, found.stations) == (date(2024, 11, 12), "A", (tps(2), tps(3)))
        assert questions.details(db, kept).day == TRAINING_DAY
    take_back(workspace, tx.changes.entries)
    with workspace.read() as db:
        assert questions.details(db, slipped).day == TRAINING_DAY


def test_a_plan_is_copied_to_be_compared(workspace: Database) -> None:
    plan_id = make(workspace)
    with workspace.write("Salin", by="penguji") as tx:
        twin = planning.copy(tx, plan_id, "Rencana B")
        planning.rename(tx, twin, "Rencana C")
        planning.move_session(tx, twin, 1, Slot(EIGHTH, "18.00", "20.00", "Balai"))
    assert read(workspace, twin).line.name == "Rencana C"
    assert read(workspace, twin).draft.session(1) != read(workspace, plan_id).draft.session(1)
    with pytest.raises(Invalid), workspace.write("Salin", by="penguji") as tx:
        planning.copy(tx, plan_id, " ")


def test_a_plan_short_of_rooms_is_kept_for_people_to_mend(workspace: Database) -> None:
    plan = read(workspace, make(workspace, days=(EIGHTH,), times=(("08.00", "12.00"),), capacity=7))
    assert plan.line.unplaced > 0
    assert {one.day for one in plan.shortages} == {EIGHTH}
    with pytest.raises(Refused, match="belum mendapat ruang"), workspace.write("Terbit", by="penguji") as tx:
        planning.publish(tx, plan.line.id)


def test_a_session_is_copied_to_another_day_with_its_crews_or_without(workspace: Database) -> None:
    first = gather(workspace, SessionKind.TRAINING, 1, 2, venue="Aula", topics=(("Sirekap", 2),))
    with workspace.write("Salin sesi", by="penguji") as tx:
        whole = questions.details(tx, sessions.copy(tx, first, date(2024, 11, 20), with_crews=True))
        bare = questions.details(tx, sessions.copy(tx, first, date(2024, 11, 21), with_crews=False))
    assert (whole.day, whole.venue, whole.wave, whole.stations) == (date(2024, 11, 20), "Aula", 2, (tps(1), tps(2)))
    assert (bare.topics, bare.wave, bare.stations) == ((("Sirekap", 2),), 3, ())
