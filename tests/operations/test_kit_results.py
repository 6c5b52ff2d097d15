"""Results of kits: compared before anything is written, taken once, in any order, nobody's mark lost."""

import shutil
from collections.abc import Iterator
from contextlib import closing as closed_after
from itertools import permutations
from pathlib import Path

import pytest

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.kits import Doubt
from kpps_desk.domain.leaving import Reason
from kpps_desk.operations import attendance, checking, closing, kit_guests, kit_laptop, kit_results, kits, seats, undo
from kpps_desk.operations.kit_results import Applied, Side, Taken
from kpps_desk.problems import Conflict, Problem, Refused
from kpps_desk.queries import history, sessions
from kpps_desk.queries import kits as questions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.gatherings import gather
from tests.kits import LAPTOP, Office, give_back, give_out, laptop, mark, office
from tests.people import crew, person, register

P, I, S, N = Attendance.PRESENT, Attendance.EXCUSED, Attendance.SICK, Attendance.NOT_RECORDED  # noqa: E741


@pytest.fixture
def at(workspace: Database) -> Office:
    return office(workspace)


@pytest.fixture
def one(at: Office, tmp_path: Path, clock: Clock) -> Iterator[Database]:
    """A laptop with the session's kit."""
    with closed_after(laptop(give_out(at, tmp_path), tmp_path / "satu", clock)) as small:
        yield small


def take(at: Office, path: Path) -> Taken:
    return kit_results.take(at.database, path)


def apply(at: Office, taken: Taken, choices: dict[int, Side] | None = None) -> Applied:
    with at.database.write("Terima hasil paket", by="Kantor") as tx:
        return kit_results.apply(tx, taken, choices)


def standing(at: Office) -> list[int]:
    with at.database.read() as db:
        marks = questions.marks(db, at.session)
    return [int(marks[member][1].status) if member in marks else 0 for member in at.members]


def counts(taken: Taken) -> tuple[int, ...]:
    return tuple(map(len, taken.lines))


def test_a_result_is_compared_before_and_taken_with_its_own_times(
    at: Office, one: Database, tmp_path: Path, clock: Clock
) -> None:
    clock.forward(minutes=12)
    mark(one, P, 0, 1)
    clock.forward(hours=3)
    taken = take(at, give_back(one, tmp_path / "h.kppshasil"))
    assert (counts(taken), standing(at)) == ((2, 0, 0, 0), [0] * 9)
    assert (taken.remarks, taken.closed, taken.before) == ((), "", "")
    apply(at, taken)
    assert standing(at) == [1, 1, 0, 0, 0, 0, 0, 0, 0]
    with at.database.read() as db:
        row = sessions.roll(db, at.session)[0]
        assert (row.marked_by, row.walk_in) == (LAPTOP, False)
        assert (row.marked_at or 0) < int(db.now.timestamp() * 1000) - 3_000_000
    assert checking.check(at.database) == []


def test_the_same_file_twice_says_so_and_changes_nothing(at: Office, one: Database, tmp_path: Path) -> None:
    mark(one, P, 0)
    path = give_back(one, tmp_path / "h.kppshasil")
    first = take(at, path)
    apply(at, first)
    again = take(at, path)
    assert "Kantor" in again.before
    assert counts(again) == (0, 1, 0, 0)
    for taken in (again, first):
        with pytest.raises(Refused, match="sudah diterima"):
            apply(at, taken)
    assert standing(at)[:2] == [1, 0]


def test_an_undone_result_can_be_taken_again(at: Office, one: Database, tmp_path: Path) -> None:
    mark(one, P, 0)
    path = give_back(one, tmp_path / "h.kppshasil")
    apply(at, take(at, path))
    with at.database.read() as db:
        act = history.latest_undoable(db)
    assert act is not None
    undo.undo(at.database, act.id, by="Kantor")
    assert standing(at)[0] == 0
    assert counts(take(at, path)) == (1, 0, 0, 0)
    apply(at, take(at, path))
    assert standing(at)[0] == 1


def test_a_later_result_of_the_same_laptop_follows_and_an_older_one_changes_nothing(
    at: Office, one: Database, tmp_path: Path
) -> None:
    mark(one, P, 0, 1)
    early = give_back(one, tmp_path / "1.kppshasil")
    mark(one, I, 0)
    mark(one, N, 1)
    mark(one, P, 2)
    late = give_back(one, tmp_path / "2.kppshasil")
    apply(at, take(at, early))
    assert counts(take(at, late)) == (3, 0, 0, 0)
    apply(at, take(at, late))
    assert standing(at)[:3] == [2, 0, 1]


def test_an_older_result_after_a_newer_one_changes_nothing(at: Office, one: Database, tmp_path: Path) -> None:
    mark(one, P, 0, 1)
    early = give_back(one, tmp_path / "1.kppshasil")
    mark(one, I, 0)
    late = give_back(one, tmp_path / "2.kppshasil")
    apply(at, take(at, late))
    assert counts(take(at, early)) == (0, 2, 0, 0)
    apply(at, take(at, early))
    assert standing(at)[:2] == [2, 1]


def test_two_laptops_that_differ_are_shown_side_by_side_and_one_is_chosen(
    at: Office, one: Database, tmp_path: Path, clock: Clock
) -> None:
    with closed_after(laptop(give_out(at, tmp_path, "dua"), tmp_path / "dua", clock)) as two:
        mark(one, P, 0, 1, 2)
        clock.forward(minutes=3)
        mark(two, I, 0, 1, by="Pelatih Dua")
        mark(two, P, 2, 3, by="Pelatih Dua")
        first, second = give_back(one, tmp_path / "1.kppshasil"), give_back(two, tmp_path / "2.kppshasil")
    apply(at, take(at, first))
    taken = take(at, second)
    assert counts(taken) == (1, 1, 2, 0)
    line = taken.conflicts[0]
    assert (line.here.status, line.here.by, line.there.status, line.there.by) == (P, LAPTOP, I, "Pelatih Dua")
    assert line.here.at < line.there.at
    with pytest.raises(Refused, match="belum dipilih"):
        apply(at, taken, {at.members[0]: "there"})
    assert standing(at)[3] == 0
    applied = apply(at, taken, {at.members[0]: "there", at.members[1]: "here"})
    assert (applied.marked, applied.kept) == (2, 1)
    assert standing(at)[:5] == [2, 1, 1, 1, 0]
    assert counts(take(at, first)) == (0, 3, 0, 0)  # it was judged: nobody is asked again


def test_results_in_any_order_and_number_give_the_same_marks(workspace: Database, tmp_path: Path, clock: Clock) -> None:
    at = office(workspace)
    made = give_out(at, tmp_path)
    paths = []
    for number in range(2):
        with closed_after(laptop(made, tmp_path / str(number), clock)) as small:
            for step, status in enumerate((P, S)):
                mark(small, status, number * 4, number * 4 + 1 + step)
                paths.append(give_back(small, tmp_path / f"{number}{step}.kppshasil"))
    seen = set()
    for order in permutations(paths):
        for path in (*order, *order):
            taken = take(at, path)
            assert not taken.conflicts
            if not taken.before:
                apply(at, taken)
        seen.add(tuple(standing(at)))
        with at.database.read() as db:
            mine = [act.id for act in history.acts(db) if act.title == "Terima hasil paket" and not act.undone]
        for act in mine:
            undo.undo(at.database, act, by="Kantor")
        assert standing(at) == [0] * 9
    assert seen == {(3, 1, 3, 0, 3, 1, 3, 0, 0)}


def test_what_the_office_marked_meanwhile_is_a_conflict_or_the_same(at: Office, one: Database, tmp_path: Path) -> None:
    mark(one, P, 0, 1)
    with at.database.write("Tandai", by="Kantor") as tx:
        attendance.mark(tx, at.session, at.members[:1], P)
        attendance.mark(tx, at.session, at.members[1:2], S)
    taken = take(at, give_back(one, tmp_path / "h.kppshasil"))
    assert counts(taken) == (0, 1, 1, 0)


def test_marks_that_change_after_the_look_stop_the_taking(at: Office, one: Database, tmp_path: Path) -> None:
    mark(one, P, 0)
    taken = take(at, give_back(one, tmp_path / "h.kppshasil"))
    with at.database.write("Tandai", by="Kantor") as tx:
        attendance.mark(tx, at.session, at.members[:1], S)
    with pytest.raises(Conflict):
        apply(at, taken)
    assert standing(at)[0] == 3


def test_a_closed_session_takes_nothing_until_it_is_opened_again(at: Office, one: Database, tmp_path: Path) -> None:
    mark(one, P, 0)
    with at.database.write("Tutup", by="Kantor") as tx:
        attendance.mark_all_present(tx, at.session, absent=at.members[:1])
        closing.close(tx, at.session)
    taken = take(at, give_back(one, tmp_path / "h.kppshasil"))
    assert "ditutup" in taken.closed
    assert counts(taken) == (0, 0, 1, 0)
    with pytest.raises(Refused, match="ditutup"):
        apply(at, taken, {at.members[0]: "there"})
    with pytest.raises(Refused, match="ditutup"):
        give_out(at, tmp_path, "lagi")
    with at.database.write("Buka lagi", by="Kantor", reason="salah") as tx:
        closing.reopen(tx, at.session, "salah")
    apply(at, take(at, tmp_path / "h.kppshasil"), {at.members[0]: "there"})
    assert standing(at)[0] == 1


def test_a_clock_that_is_two_days_wrong_is_said_and_its_times_are_doubted(
    at: Office, one: Database, tmp_path: Path, clock: Clock
) -> None:
    for days, doubt in ((-2, Doubt.BEFORE_KIT), (4, Doubt.FUTURE)):
        clock.forward(days=days)
        mark(one, P, 0 if days < 0 else 1)
        path = give_back(one, tmp_path / "h.kppshasil")
        if days > 0:
            clock.forward(days=-2)
            taken = take(at, path)
            assert {line.doubt for line in taken.new} == {Doubt.BEFORE_KIT, doubt}
            assert any("Jam laptop tampaknya salah" in remark for remark in taken.remarks)
            apply(at, taken)
    assert standing(at)[:2] == [1, 1]


def test_a_leaver_keeps_the_mark_and_the_newcomer_is_named(at: Office, one: Database, tmp_path: Path) -> None:
    mark(one, P, 0, 1)
    with at.database.write("Ganti", by="Kantor") as tx:
        seats.vacate(tx, at.members[1], reason=Reason.RESIGNED, until=tx.now.date())
        newcomer = register(tx, [person(50)])[0]
        seats.appoint(tx, newcomer, "31710110010012")
    taken = take(at, give_back(one, tmp_path / "h.kppshasil"))
    assert counts(taken)[0] == 2
    told = " ".join(taken.remarks)
    assert "menjadi peserta sesudahnya: Orang Ke 50" in told
    assert "bukan peserta lagi: Orang Ke 2" in told
    apply(at, taken)
    with at.database.read() as db:
        marks = questions.marks(db, at.session)
    assert at.members[1] in marks
    assert newcomer not in marks
    assert checking.check(at.database) == []


def test_a_recalled_kit_still_gives_its_result(at: Office, one: Database, tmp_path: Path) -> None:
    mark(one, P, 0)
    with at.database.write("Tarik", by="Kantor") as tx:
        kits.recall(tx, 1)
    with pytest.raises(Refused), at.database.write("Tarik", by="Kantor") as tx:
        kits.recall(tx, 1)
    taken = take(at, give_back(one, tmp_path / "h.kppshasil"))
    assert "ditarik" in taken.remarks[0]
    apply(at, taken)
    assert standing(at)[0] == 1


def test_a_result_of_another_workspace_and_other_files_are_refused_in_a_sentence(
    at: Office, one: Database, tmp_path: Path, template: Path
) -> None:
    mark(one, P, 0)
    path = give_back(one, tmp_path / "h.kppshasil")
    with Database.open(Path(shutil.copy(template, tmp_path / "lain.kpps"))) as other, pytest.raises(Refused) as why:
        kit_results.take(other, path)
    assert "tidak dibuat di berkas kerja ini" in str(why.value)
    for strange in (tmp_path / "paket.kppssesi", tmp_path / "uji.kpps", tmp_path / "tiada.kppshasil"):
        with pytest.raises(Problem):
            take(at, strange)
    with pytest.raises(Refused):
        kit_results.take(one, path)


def test_a_guest_comes_back_to_be_found_out(at: Office, one: Database, tmp_path: Path) -> None:
    with one.write("Tamu", by=LAPTOP) as tx:
        kit_laptop.note_guest(tx, 1, "Tamu Tak Dikenal")
    taken = take(at, give_back(one, tmp_path / "1.kppshasil"))
    assert [guest.name for guest in taken.guests] == ["Tamu Tak Dikenal"]
    result = apply(at, taken).result
    mark(one, P, 0)
    assert take(at, give_back(one, tmp_path / "2.kppshasil")).guests == ()  # told once
    with at.database.write("Kenali", by="Kantor") as tx:
        kit_guests.settle(tx, result, 0, at.members[5])
    assert standing(at)[5] == 1
    with pytest.raises(Refused), at.database.write("Kenali", by="Kantor") as tx:
        kit_guests.settle(tx, result, 0, at.members[6])
    with at.database.read() as db:
        assert questions.result(db, result).guests[0]["member"] == at.members[5]


def test_a_mark_follows_a_record_that_was_merged(at: Office, one: Database, tmp_path: Path) -> None:
    mark(one, P, 0, 8)
    with at.database.write("Gabung", by="Kantor") as tx:
        double = register(tx, [person(70, "Orang Ke 1", nik=None)])[0]
        tx.update(schema.member, at.members[8], {"active": False, "merged_into": double})
    taken = take(at, give_back(one, tmp_path / "h.kppshasil"))
    assert {line.member for line in taken.new} == {at.members[0], double}


def test_presence_on_which_a_certificate_rests_stays(at: Office, one: Database, tmp_path: Path) -> None:
    mark(one, S, 0)
    with at.database.write("Tandai", by="Kantor") as tx:
        attendance.mark(tx, at.session, at.members[:1], P)
        tx.keep_many(schema.member, [{"id": at.members[0], "certified": True}])
    taken = take(at, give_back(one, tmp_path / "h.kppshasil"))
    assert (counts(taken), "sertifikatnya" in taken.refused[0].remark) == ((0, 0, 0, 1), True)
    apply(at, taken)
    assert standing(at)[0] == 1


def test_somebody_who_left_the_file_is_named_as_refused(at: Office, tmp_path: Path, clock: Clock) -> None:
    with at.database.write("Tambah", by="Kantor") as tx:
        extra = register(tx, [person(80, wanted="3171011001")])[0]
        attendance.mark(tx, at.session, [extra], P)
    with closed_after(laptop(give_out(at, tmp_path), tmp_path / "satu", clock)) as one:
        mark(one, I, 9)
        path = give_back(one, tmp_path / "h.kppshasil")
    with at.database.read() as db:
        act = history.latest_undoable(db)
    assert act is not None
    undo.undo(at.database, act.id, by="Kantor")
    taken = take(at, path)
    assert (counts(taken), taken.refused[0].member) == ((0, 0, 0, 1), 0)
    apply(at, taken)


def test_invited_people_and_the_seats_they_come_from_travel_along(
    workspace: Database, tmp_path: Path, clock: Clock
) -> None:
    first = office(workspace)
    others = crew(workspace, "3171011001002", 20)
    session = gather(workspace, SessionKind.OATH, 3, title="Susulan")
    with workspace.write("Undang", by="Kantor") as tx:
        called = [{"session_id": session, "member_id": one, "invited_at": 1} for one in (first.members[2], others[4])]
        tx.insert_many(schema.invitation, called)
    at = Office(workspace, session, [first.members[2], others[4]])
    with closed_after(laptop(give_out(at, tmp_path), tmp_path / "satu", clock)) as one:
        assert checking.check(one) == []
        with one.read() as db:
            assert [(row.name, row.walk_in) for row in sessions.roll(db, 1)] == [
                ("Orang Ke 3", False),
                ("Orang Ke 24", False),
            ]
        mark(one, P, 0, 1)
        apply(at, take(at, give_back(one, tmp_path / "h.kppshasil")))
    with workspace.read() as db:
        assert [(row.status, row.walk_in) for row in sessions.roll(db, session)] == [(P, False)] * 2
    assert checking.check(workspace) == []
