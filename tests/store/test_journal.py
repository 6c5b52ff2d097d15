"""The journal: lines, chain, what tampering and erasing do to it."""

import zlib
from typing import Any

import pytest
from sqlalchemy import func, select

from kpps_desk.operations import undo
from kpps_desk.problems import Unavailable
from kpps_desk.queries import history
from kpps_desk.store import blocks, journal, schema
from kpps_desk.store.database import Database, Transaction, new_group
from tests.people import crew
from tests.store import records

_BLOCKS = select(schema.journal_block.c.id, schema.journal_block.c.lines).order_by(schema.journal_block.c.id)


def _lines(database: Database, name: bytes) -> list[blocks.Line]:
    with database.read() as db:
        return list(journal.lines_of(db, name))


def _faults(database: Database) -> list[str]:
    with database.read() as db:
        return journal.verify(db)


def _tamper(database: Database, sql: str, *values: Any) -> None:
    with database.write("x", by="penguji") as tx:
        tx._run(sql, values)


def test_an_insert_has_one_line_with_what_it_wrote(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        made = tx.insert(schema.member, records.member(1, "Siti"))
    (line,) = _lines(workspace, bytes.fromhex(tx.changes.entries[0]))
    assert (line.table, line.kind, line.id) == ("member", "insert", made)
    assert line.fields["name"] == (None, "Siti")
    assert line.fields["born"] == (None, "1990-02-02")
    assert not {"place", "stage", "version", "uid", "id"} & set(line.fields)


@pytest.mark.parametrize("count", [1, 199, 1000, 2345])
def test_every_record_has_its_line_however_many(workspace: Database, count: int) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        ids = tx.insert_many(schema.member, records.members(range(count)))
    lines = _lines(workspace, bytes.fromhex(tx.changes.entries[0]))
    assert [line.id for line in lines] == list(ids)
    assert [line.fields["name"][1] for line in lines] == [f"Orang Contoh {number}" for number in range(count)]
    with workspace.read() as db:
        assert all(row.lines <= blocks.SIZE for row in db.rows(_BLOCKS))
        uids = db.column(select(schema.member.c.uid).order_by(schema.member.c.id))
    assert uids == sorted(uids) == [line.uid for line in lines]
    assert _faults(workspace) == []


def test_a_record_changed_twice_in_one_entry_has_one_line(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        first, second = tx.insert_many(schema.member, records.members(range(2)))
    with workspace.write("Ubah", by="penguji") as tx:
        tx.update(schema.member, first, {"note": "satu"})
        tx.update(schema.member, first, {"note": "dua", "email": "a@contoh.id"})
        tx.update(schema.member, second, {"note": "satu"})
        tx.update(schema.member, second, {"note": ""})
        third = tx.insert(schema.member, records.member(3))
        tx.update(schema.member, third, {"note": "tiga"})
        tx.delete_many(schema.member, [tx.insert(schema.member, records.member(4))])
    lines = {line.id: line for line in _lines(workspace, bytes.fromhex(tx.changes.entries[0]))}
    assert lines[first].fields == {"note": ("", "dua"), "email": (None, "a@contoh.id")} | {"email": ("", "a@contoh.id")}
    assert (lines[third].kind, lines[third].fields["note"]) == ("insert", (None, "tiga"))
    assert set(lines) == {first, third}


def test_a_change_before_a_removal_keeps_the_first_value(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        made = tx.insert(schema.member, records.member(1))
    with workspace.write("Hapus", by="penguji") as tx:
        tx.update(schema.member, made, {"note": "sebentar"})
        tx.delete_many(schema.member, [made])
    (line,) = _lines(workspace, bytes.fromhex(tx.changes.entries[0]))
    assert (line.kind, line.fields["note"], line.fields["nik"]) == ("delete", ("", None), ("9900000000000001", None))


def test_an_entry_of_nothing_is_not_written(workspace: Database) -> None:
    with workspace.write("Tidak ada", by="penguji") as tx:
        tx.delete_many(schema.member, [])
        tx.insert_many(schema.member, [])
    assert tx.changes.entries == ()


def test_entries_of_one_group_are_read_as_one(workspace: Database) -> None:
    group = new_group()
    for start in (0, 250):
        with workspace.write("Impor", by="penguji", group=group) as tx:
            tx.insert_many(schema.member, records.members(range(start, start + 250)))
    lines = _lines(workspace, group)
    assert [line.id for line in lines] == sorted(line.id for line in lines)
    assert len(lines) == 500
    with workspace.read() as db:
        assert list(journal.lines_of(db, group, newest_first=True)) == lines[::-1]


def test_a_members_story_is_found_in_every_table(workspace: Database) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        ids = tx.insert_many(schema.member, records.members(range(400)))
    with workspace.write("Tetapkan", by="penguji") as tx:
        tx.insert_many(schema.appointment, [{"member_id": i, "seat_id": n} for n, i in enumerate(ids[:9], 1)])
    with workspace.write("Ubah", by="penguji") as tx:
        tx.update(schema.member, ids[7], {"note": "x"})
    with workspace.read() as db:
        story = history.of_member(db, ids[7])
    assert [(told.table, told.kind) for told in story] == [
        ("member", "update"),
        ("appointment", "insert"),
        ("member", "insert"),
    ]
    assert story[0].entry == tx.changes.entries[0]


def _three_entries(database: Database) -> None:
    with database.write("Tambah", by="penguji") as tx:
        ids = tx.insert_many(schema.member, records.members(range(300)))
    for number in (1, 2):
        with database.write(f"Ubah {number}", by="penguji") as tx:
            tx.update(schema.member, ids[number], {"note": str(number)})
    assert _faults(database) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET \"by\" = 'orang lain' WHERE title = 'Ubah 1'",
        "UPDATE journal SET hash = zeroblob(32) WHERE title = 'Ubah 1'",
        "UPDATE journal_block SET commitments = zeroblob(16) WHERE lines = 1",
        "UPDATE journal_block SET content = (SELECT max(content) FROM journal_block)",
        "UPDATE journal_block SET table_name = 'seat' WHERE lines = 1",
        "UPDATE journal_block SET content = zeroblob(9)",
    ],
)
def test_tampering_is_found(workspace: Database, sql: str) -> None:
    _three_entries(workspace)
    _tamper(workspace, sql)
    assert _faults(workspace) != []


def test_a_removed_entry_is_missed(workspace: Database) -> None:
    _three_entries(workspace)
    _tamper(workspace, "DELETE FROM journal_subject")
    _tamper(workspace, "DELETE FROM journal_block WHERE entry_id IN (SELECT id FROM journal WHERE title = 'Ubah 1')")
    _tamper(workspace, "DELETE FROM journal WHERE title = 'Ubah 1'")
    assert any("tidak menyambung" in fault for fault in _faults(workspace))


def _erase(tx: Transaction, number: int, line: int) -> None:
    content = tx.value(select(schema.journal_block.c.content).where(schema.journal_block.c.id == number))
    tx._run("UPDATE journal_block SET content = ? WHERE id = ?", (blocks.erased(content, {line}), number))


def test_an_erased_line_is_gone_and_the_chain_still_holds(workspace: Database) -> None:
    _three_entries(workspace)
    with workspace.write("x", by="penguji") as tx:
        block = tx.value(select(func.min(schema.journal_block.c.id)))
        _erase(tx, block, 17)
    with workspace.read() as db:
        content = db.value(select(schema.journal_block.c.content).where(schema.journal_block.c.id == block))
    lines = journal.read_block(content)
    assert lines[17] is None
    assert lines[16] is not None
    assert _faults(workspace) == []


def test_the_clock_never_goes_back() -> None:
    assert journal.next_clock(0, 1000) == 1000 << 16
    assert journal.next_clock(2000 << 16, 1000) == (2000 << 16) + 1


def test_the_journal_weighs_less_than_the_data(workspace: Database) -> None:
    with workspace.write("Impor", by="penguji") as tx:
        tx.insert_many(schema.member, records.members(range(3000)))
    with workspace.read() as db:
        told = db.value(
            select(func.sum(func.length(schema.journal_block.c.content) + 16 * schema.journal_block.c.lines))
        )
    assert told < 3000 * 150


@pytest.mark.parametrize("name", ["],[", "]\x1e[", '"', "baris\nbaru", "\x1e", "[1,2]", "{}", "é\u2028"])
def test_no_text_can_break_a_line(workspace: Database, name: str) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        ids = tx.insert_many(schema.member, [records.member(number, name) for number in range(3)])
    with workspace.write("Ubah", by="penguji") as second:
        second.update_many(schema.member, [{"id": i, "note": name, "email": name} for i in ids])
    inserted = _lines(workspace, bytes.fromhex(tx.changes.entries[0]))
    updated = _lines(workspace, bytes.fromhex(second.changes.entries[0]))
    assert [line.fields["name"] for line in inserted] == [(None, name)] * 3
    assert [line.fields for line in updated] == [{"note": ("", name), "email": ("", name)}] * 3
    assert _faults(workspace) == []


@pytest.mark.parametrize("content", [b"", b"\0\1", bytes(300), b"\0\0" + zlib.compress(b"[]\nx")])
def test_a_damaged_block_is_told_in_a_sentence_by_whoever_reads_it(workspace: Database, content: bytes) -> None:
    (member,) = crew(workspace, size=1)
    _tamper(workspace, "UPDATE journal_block SET content = ?", content)
    with workspace.read() as db:
        act = next(act for act in history.acts(db) if act.title == "Bentuk regu")
        with pytest.raises(Unavailable, match="catatan aktivitas rusak"):
            history.of_member(db, member)
    with pytest.raises(Unavailable, match="catatan aktivitas rusak"):
        undo.undo(workspace, act.id, by="penguji")
