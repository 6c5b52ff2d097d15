"""The two doors: snapshots, transactions, and what passes through neither."""

import threading
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from kpps_desk.problems import Cancelled, Conflict, Gone, Refused
from kpps_desk.store import journal, schema
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.store import records

_member, _seat = schema.member.c, schema.seat.c
_ENTRIES = select(func.count()).select_from(schema.journal)


def _entries(database: Database) -> int:
    with database.read() as db:
        return int(db.value(_ENTRIES))


def test_what_was_written_is_read_by_the_next_question(workspace: Database) -> None:
    with workspace.write("Tambah anggota", by="penguji") as tx:
        made = tx.insert(schema.member, records.member(1, "Siti"))
    with workspace.read() as db:
        row = db.row(select(schema.member).where(_member.id == made))
    assert row is not None
    assert (row.name, row.born, row.version, row.active, len(row.uid)) == ("Siti", date(1990, 2, 2), 1, True, 16)


def test_a_question_sees_one_moment_while_others_write(workspace: Database) -> None:
    with workspace.read() as db:
        before = records.names(db)
        with workspace.write("Tambah", by="penguji") as tx:
            tx.insert(schema.member, records.member(1))
        assert records.names(db) == before == []
    with workspace.read() as db:
        assert len(records.names(db)) == 1


def test_an_exception_takes_everything_back(workspace: Database) -> None:
    entries = _entries(workspace)
    with pytest.raises(ZeroDivisionError), workspace.write("Gagal", by="penguji") as tx:
        _ = tx.insert_many(schema.member, records.members(range(300))), 1 // 0
    with workspace.read() as db:
        assert records.names(db) == []
    assert _entries(workspace) == entries


def test_a_question_cannot_write(workspace: Database) -> None:
    with workspace.read() as db, pytest.raises(Exception, match="hanya dapat dibaca"):
        db.rows(text("DELETE FROM member"))


def test_a_thread_that_is_forbidden_finds_the_doors_shut(workspace: Database) -> None:
    workspace.forbid_thread(threading.get_ident())
    with pytest.raises(AssertionError), workspace.read():
        pass
    with pytest.raises(AssertionError), workspace.write("x", by="penguji"):
        pass


def test_a_door_within_the_write_door_is_a_bug(workspace: Database) -> None:
    with workspace.write("x", by="penguji"), pytest.raises(AssertionError), workspace.write("y", by="penguji"):
        pass


def test_a_running_question_can_be_stopped_from_another_thread(workspace: Database) -> None:
    endless = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")
    with workspace.read() as db:
        stopper = threading.Timer(0.05, db.interrupt)
        stopper.start()
        with pytest.raises(Cancelled):
            db.value(endless)
        with pytest.raises(Cancelled):
            db.value(_ENTRIES)
        stopper.join()
    with workspace.read() as again:
        assert again.value(_ENTRIES) is not None


def test_stopping_a_question_that_has_ended_stops_nobody_else(workspace: Database) -> None:
    with workspace.read() as ended:
        pass
    with workspace.read() as running:
        ended.interrupt()
        assert running.value(_ENTRIES) is not None


def test_time_and_author_come_from_the_door(workspace: Database, clock: Clock) -> None:
    with workspace.write("x", by="Budi") as tx:
        assert (tx.now, tx.by, tx.device) == (clock.now, "Budi", workspace.device)
        assert tx.now_ms == int(clock.now.timestamp()) * 1000


def test_changes_name_the_tables_the_members_and_the_entry(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        made = tx.insert(schema.member, records.member(1))
    assert tx.changes.tables == {"member"}
    assert tx.changes.members == {made}
    assert len(tx.changes.entries) == 1


def test_writing_what_is_there_already_changes_nothing(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        made = tx.insert(schema.member, records.member(1))
    entries = _entries(workspace)
    with workspace.write("Ubah", by="penguji") as tx:
        assert not tx.update(schema.member, made, {"name": "Orang Contoh 1", "born": date(1990, 2, 2), "active": True})
        assert tx.update_many(schema.member, [{"id": made, "note": ""}]) == 0
    assert not tx.changes
    assert _entries(workspace) == entries


def test_who_comes_second_is_told_so(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        made = tx.insert(schema.member, records.member(1))
    with workspace.write("Ubah", by="penguji") as tx:
        assert tx.update(schema.member, made, {"note": "satu"}, version=1)
    with pytest.raises(Conflict), workspace.write("Ubah", by="penguji") as tx:
        tx.update(schema.member, made, {"note": "dua"}, version=1)
    with pytest.raises(Gone), workspace.write("Ubah", by="penguji") as tx:
        tx.update(schema.member, made + 1, {"note": "dua"})


def test_conclusions_are_written_without_a_line_or_a_version(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        ids = tx.insert_many(schema.member, records.members(range(120)))
    entries = _entries(workspace)
    with workspace.write("Simpulkan", by="penguji") as tx:
        assert tx.keep_many(schema.member, [{"id": i, "stage": 3} for i in ids]) == 120
        assert tx.keep_many(schema.member, [{"id": i, "stage": 4} for i in ids[:3]]) == 3
        assert tx.keep_many(schema.member, [{"id": i, "stage": 4} for i in ids[:3]]) == 0
        assert tx.update(schema.member, ids[5], {"stage": 5})
    assert _entries(workspace) == entries
    with workspace.read() as db:
        assert db.row(select(_member.stage, _member.version).where(_member.id == ids[5])) == (5, 1)


@pytest.mark.parametrize("count", [3, 130])
def test_many_updates_change_only_what_differs(workspace: Database, count: int) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        ids = tx.insert_many(schema.member, records.members(range(count)))
    with workspace.write("Ubah", by="penguji") as tx:
        rows = [{"id": i, "note": "baru" if i != ids[0] else "", "born": date(1980, 5, 1), "stage": 2} for i in ids]
        assert tx.update_many(schema.member, rows) == count
        assert tx.update_many(schema.member, rows) == 0
    with workspace.read() as db:
        lines = {line.id: line.fields for line in journal.lines_of(db, bytes.fromhex(tx.changes.entries[0]))}
        assert set(db.column(select(_member.version))) == {2}
    assert lines[ids[0]] == {"born": ("1990-01-01", "1980-05-01")}
    assert lines[ids[1]] == {"note": ("", "baru"), "born": ("1990-02-02", "1980-05-01")}
    assert len(lines) == count


def test_a_removed_members_id_is_never_given_again(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        ids = tx.insert_many(schema.member, records.members(range(5)))
    with workspace.write("Hapus", by="penguji") as tx:
        assert tx.delete_many(schema.member, ids) == 5
    with workspace.write("Tambah", by="penguji") as tx:
        assert tx.insert(schema.member, records.member(9)) == ids.stop


def test_unique_values_change_places_without_a_line_each(workspace: Database) -> None:
    seats = select(_seat.id, _seat.number, _seat.code).where(_seat.station_id == 1).order_by(_seat.number)
    with workspace.read() as db:
        before = db.rows(seats)
    turned = dict(zip([row.id for row in before], reversed([row.number for row in before]), strict=True))
    rows = [{"id": seat, "number": number, "code": f"317101100100{number}"} for seat, number in turned.items()]
    with workspace.write("Balik", by="penguji") as tx:
        assert tx.renumber_many(schema.seat, rows) == len(rows)
        assert tx.renumber_many(schema.seat, rows) == 0
        assert tx.renumber_many(schema.seat, []) == 0
    assert tx.changes.entries == ()
    with workspace.read() as db:
        assert {row.id: row.number for row in db.rows(seats)} == turned


def test_what_was_filled_is_cleared_without_a_line(workspace: Database) -> None:
    with workspace.read() as db:
        station = db.column(select(_seat.id).where(_seat.station_id == 1))
    with workspace.write("Kosongkan", by="penguji") as tx:
        assert tx.clear_many(schema.seat, [*station, 10**9]) == len(station)
    (entry,) = tx.changes.entries
    with workspace.read() as db:
        assert db.column(select(_seat.id).where(_seat.station_id == 1)) == []
        assert list(journal.lines_of(db, bytes.fromhex(entry))) == []
        assert journal.verify(db) == []


def test_a_removed_record_comes_back_as_it_was(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        made = tx.insert(schema.member, records.member(1, "Siti"))
    everything = select(schema.member).where(_member.id == made)
    with workspace.read() as db:
        before = db.row(everything)
    with workspace.write("Hapus", by="penguji") as tx:
        tx.delete_many(schema.member, [made])
    with workspace.write("Kembalikan", by="penguji") as back:
        (line,) = journal.lines_of(back, bytes.fromhex(tx.changes.entries[0]))
        old = {name: pair[0] for name, pair in line.fields.items()}
        concluded = {"eligibility": "MS", "place": "3171011001001", "stage": 0}
        back.restore_many(schema.member, [{"id": line.id, "uid": line.uid, **old, **concluded}])
    with workspace.read() as db:
        assert db.row(everything) == before


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        ({"nik": "9900000000000001"}, "NIK itu sudah dipakai"),
        ({"role_id": 99}, "berkaitan"),
    ],
)
def test_a_broken_rule_of_the_tables_is_a_sentence(
    workspace: Database, second: dict[str, object], sentence: str
) -> None:
    rows = [records.member(1), {**records.member(2), **second}]
    with pytest.raises(Refused, match=sentence), workspace.write("Tambah", by="penguji") as tx:
        tx.insert_many(schema.member, rows)
    with workspace.read() as db:
        assert records.names(db) == []


def test_two_unknown_niks_are_never_equal(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        assert len(tx.insert_many(schema.member, [records.member(n, nik=None) for n in range(3)])) == 3


def test_chosen_ids_can_be_joined_with(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        ids = tx.insert_many(schema.member, records.members(range(10)))
    joined = select(_member.id).join(schema.chosen, schema.chosen.c.id == _member.id).order_by(_member.id)
    with workspace.read() as db:
        db.choose(ids[2:5])
        db.choose([*ids[:2], ids[0]])
        assert list(db.ids(joined)) == list(ids[:2])
        with pytest.raises(Exception, match="hanya dapat dibaca"):
            db.rows(text("DELETE FROM member"))


def test_two_threads_write_one_after_the_other(workspace: Database) -> None:
    def add(first: int) -> None:
        for number in range(first, first + 40):
            with workspace.write("Tambah", by="penguji") as tx:
                tx.insert(schema.member, records.member(number))

    threads = [threading.Thread(target=add, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with workspace.read() as db:
        assert len(records.names(db)) == 120
        assert journal.verify(db) == []


def test_a_file_opened_for_reading_takes_no_change(workspace_path: Path) -> None:
    with Database.open(workspace_path, read_only=True) as database:
        with database.read() as db:
            assert records.names(db) == []
        with pytest.raises(Refused), database.write("x", by="penguji"):
            pass


@pytest.mark.parametrize("fails", [False, True])
def test_a_sweep_keeps_few_pages_and_leaves_the_next_one_the_usual_room(workspace: Database, fails: bool) -> None:
    room = text("PRAGMA cache_size")
    with workspace.read() as db:
        usual = db.value(room)
    with suppress(ZeroDivisionError), workspace.read(sweep=True) as db:
        assert abs(db.value(room)) < abs(usual) / 4
        if fails:
            1 / 0  # noqa: B018
    with suppress(ZeroDivisionError), workspace.write("Coba", by="x", sweep=True) as tx:
        assert abs(tx.value(room)) < abs(usual) / 4
        if fails:
            1 / 0  # noqa: B018
    with workspace.read() as db, workspace.write("Coba", by="x") as tx:
        assert db.value(room) == tx.value(room) == usual
