"""One change: rows written and journaled together, or not at all.

What a newcomer gets wrong: calling keep_many or fill_many for a fact. They write without a journal line, and so do
renumber_many and clear_many: only conclusions, caches, the first fill of a new workspace and its seats come that way.

Many rows go into one statement: SQLite flushes the search index at each, so the province by executemany takes three to
four times as long. Changes of many records go through a temporary table, by the same statement.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

from kpps_desk.changes import Changes
from kpps_desk.problems import Conflict, Gone
from kpps_desk.store import indexes, journal, schema, statements
from kpps_desk.store.blocks import Block, Packed, Shape, stored
from kpps_desk.store.draft import Draft
from kpps_desk.store.identity import new_uid, new_uids
from kpps_desk.store.snapshot import Snapshot

Values = Mapping[str, Any]
_STAGED_FROM = 50  # rows: below it, a statement a row is no slower than making the temporary table
_PARAMETERS = 28_000  # in one statement; SQLite's own limit is 32,766
_ROWS = 500  # in one statement: with ten times as many it falls out of the processor's cache, and takes a third longer


class Transaction(Snapshot):
    """Handed out by Database.write(); never commit, never keep. `changes` is complete after the commit."""

    _sealed = False

    def __init__(self, connection: Connection, *, now: datetime, by: str, device: str) -> None:
        super().__init__(connection, now)
        self.now_ms = int(now.timestamp() * 1000)
        self.by = by
        self.device = device
        self.changes = Changes()
        self._draft = Draft()
        self._filled = False
        self._tables: set[str] = set()
        self._members: set[int] = set()
        self._next: dict[str, int] = {}

    def insert(self, table: Table, values: Values) -> int:
        """The new record's id; its uid is made here."""
        return self.insert_many(table, [values])[0]

    def insert_many(self, table: Table, rows: Sequence[Values]) -> range:
        """The ids, in the order of `rows`, which all have the same keys."""
        return self._add(table, rows, journaled=True)

    def insert_columns(self, table: Table, columns: Mapping[str, Sequence[Any]]) -> range:
        """Like insert_many, a sequence a column: for tens of thousands of rows, where a dict a row shows."""
        ids = self._free_ids(table, len(next(iter(columns.values()))))
        if ids:
            self._insert(table, tuple(columns), list(columns.values()), ids, (), journaled=True)
        return ids

    def insert_packed(self, table: Table, columns: Mapping[str, Sequence[Any]], packed: Packed) -> range:
        """Like insert_columns, of records that have their ids, uids and journal lines, which tell what `columns` do.

        Nobody else may have got these ids: they were promised (Snapshot.free_id), and the journal's end is the same.
        """
        self._draft.take(packed.block)
        self._insert(table, tuple(columns), list(columns.values()), packed.ids, packed.uids, journaled=False)
        return packed.ids

    def keep_free(self, table: Table, until: int) -> None:
        """Ids below `until` are promised: other new records get later ones."""
        self._next[table.name] = max(until, self._next.get(table.name) or self.free_id(table))

    def fill_many(self, table: Table, rows: Sequence[Values]) -> range:
        """Like insert_many, without journal lines: for what comes with a new workspace."""
        self._filled = True
        return self._add(table, rows, journaled=False)

    def fill_known(self, table: Table, rows: Sequence[Values]) -> None:
        """Like fill_many, but each row brings its own "id" and "uid": people on a laptop keep the office's names."""
        names = tuple(name for name in rows[0] if name not in ("id", "uid"))
        ids, uids = (list(map(itemgetter(name), rows)) for name in ("id", "uid"))
        self._filled = True
        self._insert(table, names, _columns(rows, names), ids, uids, journaled=False)

    def keep_new(self, table: Table, rows: Sequence[Values]) -> range:
        """Like insert_many, without journal lines or an entry: for what tells of itself, as an import's run does."""
        return self._add(table, rows, journaled=False)

    def leave_entry(self) -> None:
        """Leave an entry though no record changes: somebody took personal values out, and said why."""
        self._filled = True

    def leave_behind(self) -> None:
        """The conclusions of a file from an older version are drawn anew: it is no longer behind."""
        self._run("DELETE FROM workspace WHERE key = 'behind'")

    def tell_of_file(self, key: str, value: str) -> None:
        """A fact of this file alone, in the table workspace: never journaled."""
        self._run("INSERT OR REPLACE INTO workspace (key, value) VALUES (?, ?)", (key, value))
        self._filled = True

    def set_indexes_aside(self) -> None:
        """Before a great many people come into an empty roster; `make_indexes` when they are in."""
        for sql in indexes.drop():
            self._run(sql)

    def make_indexes(self) -> None:
        """After that: what finds people finds all of them."""
        for sql in indexes.make():
            self._run(sql)

    def restore_many(self, table: Table, rows: Sequence[Values]) -> None:
        """Put removed records back: like insert_many, but each row brings its own "id" and "uid"."""
        names = tuple(name for name in rows[0] if name not in ("id", "uid"))
        ids, uids = (list(map(itemgetter(name), rows)) for name in ("id", "uid"))
        self._insert(table, names, _columns(rows, names), ids, uids, journaled=True)

    def update(self, table: Table, record_id: int, values: Values, *, version: int | None = None) -> bool:
        """False where nothing differed. Conflict where `version` is no longer the record's, Gone where it left."""
        names = tuple(values)
        found = self._run(statements.select_one(table, names), (record_id,)).fetchone()
        if found is None:
            raise Gone("Catatan ini sudah tidak ada.")
        if version is not None and found[2] != version:
            raise Conflict(
                "Catatan ini sudah diubah orang lain.", "Lihat isinya yang baru, lalu ulangi perubahan Anda."
            )
        new = map(stored, values.values())
        differing = {
            name: (before, after)
            for name, before, after in zip(names, found[statements.KNOWN :], new, strict=True)
            if before != after
        }
        if not differing:
            return False
        facts = {name: pair for name, pair in differing.items() if name not in statements.conclusions(table)}
        sql = statements.update_one(table, tuple(differing), raises=bool(facts))
        self._run(sql, (*(after for _, after in differing.values()), record_id))
        self._touch(table, [record_id], [found[3]])
        if facts:
            self._draft.add(Shape(table.name, "update", ()), [[record_id, found[1].hex(), facts]], [found[3]])
        return True

    def update_many(self, table: Table, rows: Sequence[Values]) -> int:
        """Each row has "id" and the same other keys; writes and journals what differs; how many records did."""
        if len(rows) < _STAGED_FROM:
            return sum(self.update(table, row["id"], {k: v for k, v in row.items() if k != "id"}) for row in rows)
        names = self._stage_changes(table, rows)
        facts = tuple(name for name in names if name not in statements.conclusions(table))
        if facts:
            self._draft_differences(table, facts)
        return self._apply_staged(table, names, facts)

    def keep_many(self, table: Table, rows: Sequence[Values]) -> int:
        """Like update_many, without journal lines: for conclusions and caches."""
        if len(rows) >= _STAGED_FROM:
            return self._apply_staged(table, self._stage_changes(table, rows), ())
        count = 0
        for row in rows:
            names = tuple(name for name in row if name != "id")
            values = [stored(row[name]) for name in names]
            count += self._run(statements.keep_one(table, names), (*values, row["id"], *values)).rowcount
        if count:
            self._touch(table, [row["id"] for row in rows], ())
        return count

    def renumber_many(self, table: Table, rows: Sequence[Values]) -> int:
        """Like keep_many, where unique values change places among the records: all step aside before any moves in."""
        if not rows:
            return 0
        names = self._stage_changes(table, rows)
        self._run(statements.step_aside(table, names))
        return self._apply_staged(table, names, ())

    def clear_many(self, table: Table, ids: Iterable[int]) -> int:
        """Take away what fill_many gave, without journal lines as well; how many there were."""
        chosen = list(ids)
        count: int = self._run(statements.delete_chosen(table), (json.dumps(chosen),)).rowcount
        if count:
            self._filled = True
            self._touch(table, chosen, ())
        return count

    def delete_many(self, table: Table, ids: Iterable[int]) -> int:
        """Journaled with the whole old record, conclusions excepted; how many there were."""
        names = statements.kept_fields(table)
        chosen = (json.dumps(list(ids)),)
        old = self._run(statements.select_chosen(table, names), chosen).fetchall()
        self._run(statements.delete_chosen(table), chosen)
        records = [[row[0], row[1].hex(), *row[statements.KNOWN :]] for row in old]
        about = [row[3] for row in old]
        self._draft.add(Shape(table.name, "delete", names), records, about)
        if old:
            self._touch(table, [row[0] for row in old], about)
        return len(old)

    def _add(self, table: Table, rows: Sequence[Values], *, journaled: bool) -> range:
        ids = self._free_ids(table, len(rows))
        if ids:
            names = tuple(rows[0])
            self._insert(table, names, _columns(rows, names), ids, (), journaled=journaled)
        return ids

    def _free_ids(self, table: Table, count: int) -> range:
        first = self._next.get(table.name) or self.free_id(table)
        self._next[table.name] = first + count
        return range(first, first + count)

    def _insert(
        self,
        table: Table,
        names: tuple[str, ...],
        given: Sequence[Sequence[Any]],
        ids: Sequence[int],
        uids: Sequence[bytes],
        *,
        journaled: bool,
    ) -> None:
        columns = statements.stored_columns(table, names, given)
        if "uid" in table.columns and not uids:
            uids = new_uids(len(ids), self.now_ms)
        about = _about(table, names, columns, ids)
        if journaled:
            self._draft_inserted(table, names, columns, ids, uids, about)
        self._touch(table, ids, about)
        if uids:
            self._write(table.name, ("id", "uid", *names), [ids, uids, *columns])
        else:
            self._write(table.name, ("id", *names), [ids, *columns])

    def _draft_inserted(
        self,
        table: Table,
        names: tuple[str, ...],
        columns: Sequence[Sequence[Any]],
        ids: Sequence[int],
        uids: Sequence[bytes],
        about: Sequence[int | None],
    ) -> None:
        facts = [place for place, name in enumerate(names) if name not in statements.conclusions(table)]
        hexes = map(bytes.hex, uids) if uids else [""] * len(ids)
        records = list(zip(ids, hexes, *(columns[place] for place in facts), strict=True))
        self._draft.add(Shape(table.name, "insert", tuple(names[place] for place in facts)), records, about)

    def _write(self, into: str, names: tuple[str, ...], columns: Sequence[Sequence[Any]]) -> None:
        """Some hundred rows a statement: one trigger flush and one hand-over of the interpreter for all of them.

        executemany hands it over for each row, and beside a busy thread it then waits for it each time: 4.4 s for the
        province's members where this takes 0.3.
        """
        size = min(_ROWS, _PARAMETERS // len(names))
        for start in range(0, len(columns[0]), size):
            part = [column[start : start + size] for column in columns]
            values: list[Any] = [None] * (len(names) * len(part[0]))
            for place, column in enumerate(part):  # half the time of putting rows together and taking them apart
                values[place :: len(names)] = column
            self._run(statements.insert(into, names, len(part[0])), values)

    def _stage_changes(self, table: Table, rows: Sequence[Values]) -> tuple[str, ...]:
        names = tuple(name for name in rows[0] if name != "id")
        columns = statements.stored_columns(table, names, _columns(rows, names))
        self._stage(("id", *names), [list(map(itemgetter("id"), rows)), *columns])
        return names

    def _stage(self, names: tuple[str, ...], columns: Sequence[Sequence[Any]]) -> None:
        self._run("DROP TABLE IF EXISTS temp.staged")
        self._run(statements.stage(names))
        self._write("temp.staged", names, columns)

    def _apply_staged(self, table: Table, names: tuple[str, ...], facts: tuple[str, ...]) -> int:
        count: int = self._run(statements.update_staged(table, names, facts)).rowcount
        if count:
            self._touch(table, [row[0] for row in self._run("SELECT id FROM temp.staged").fetchall()], ())
        self._run("DROP TABLE temp.staged")
        return count

    def _draft_differences(self, table: Table, facts: tuple[str, ...]) -> None:
        pairs = [(name, statements.KNOWN + 2 * place) for place, name in enumerate(facts)]
        found = self._run(statements.select_differing(table, facts)).fetchall()
        records = [
            [row[0], row[1].hex(), {name: (row[at], row[at + 1]) for name, at in pairs if row[at] != row[at + 1]}]
            for row in found
        ]
        self._draft.add(Shape(table.name, "update", ()), records, [row[3] for row in found])

    def _touch(self, table: Table, ids: Iterable[int], about: Iterable[int | None]) -> None:
        self._tables.add(table.name)
        self._members.update(ids if table is schema.member else (member for member in about if member is not None))

    def _finish(self, title: str, reason: str | None, group: bytes | None, undoes: bytes | None) -> None:
        """Write the entry, if there is anything to tell; the commit follows."""
        told = self._draft.blocks()
        entries: tuple[str, ...] = ()
        if told or self._filled:
            entries = (self._write_entry(title, reason, group, undoes, told).hex(),)
        self.changes = Changes(frozenset(self._tables), entries, title, frozenset(self._members))

    def _write_entry(
        self, title: str, reason: str | None, group: bytes | None, undoes: bytes | None, told: Sequence[Block]
    ) -> bytes:
        latest = "SELECT seq, clock, hash FROM journal WHERE device = ? ORDER BY seq DESC LIMIT 1"
        seq, clock, previous = self._run(latest, (self.device,)).fetchone() or (0, 0, journal.NO_HASH)
        head = journal.Head(
            id=new_uid(self.now_ms),
            device=self.device,
            seq=seq + 1,
            clock=journal.next_clock(clock, self.now_ms),
            at=self.now_ms,
            by=self.by,
            title=title,
            reason=reason,
            group_id=group,
            undoes=undoes,
            previous=previous,
        )
        covered = [(block.table_name, block.lines, block.commitments) for block in told]
        self._run(
            statements.insert(schema.journal.name, (*head._fields, "hash")), (*head, journal.entry_hash(head, covered))
        )
        if told:
            self._write_blocks(head.id, told)
        return head.id

    def _write_blocks(self, entry: bytes, told: Sequence[Block]) -> None:
        sql = statements.insert(schema.journal_block.name, ("entry_id", *Block._fields[:-1]))
        for block in told:
            number = self._run(sql, (entry, *block[:-1])).lastrowid
            if block.subjects:
                self._run(statements.INSERT_SUBJECTS, (number, block.subjects))


def _columns(rows: Sequence[Values], names: tuple[str, ...]) -> list[Sequence[Any]]:
    if len(names) == 1:
        return [list(map(itemgetter(names[0]), rows))]
    return list(zip(*map(itemgetter(*names), rows), strict=True)) if names else []


def _about(
    table: Table, names: Sequence[str], columns: Sequence[Sequence[Any]], ids: Sequence[int]
) -> Sequence[int | None]:
    """The member that each record is about."""
    if table is schema.member:
        return ids
    if "member_id" in names:
        return columns[list(names).index("member_id")]
    return [None] * len(ids)
