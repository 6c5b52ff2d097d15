"""One change: rows written and journaled together, or not at all.

What a newcomer gets wrong: calling keep_many or fill_many for a fact. They write without a journal line, so only
conclusions, caches and the first fill of a new workspace may come that way.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

from kpps_desk.changes import Changes
from kpps_desk.problems import Conflict, Gone
from kpps_desk.store import journal, schema
from kpps_desk.store.identity import new_uids
from kpps_desk.store.snapshot import Snapshot

Values = Mapping[str, Any]
_STAGED_FROM = 50  # rows: below it, one statement a row is no slower than staging


class Transaction(Snapshot):
    """Handed out by Database.write(); never commit, never keep."""

    def __init__(self, connection: Connection, *, now: datetime, by: str, device: str) -> None:
        super().__init__(connection)
        self.now = now
        self.now_ms = int(now.timestamp() * 1000)
        self.by = by
        self.device = device
        self.changes = Changes()
        self._filled = False
        self._tables: set[str] = set()
        self._members: set[int] = set()
        self._next: dict[str, int] = {}
        self._blocks: list[journal.Block] = []
        self._lines: dict[tuple[str, str, tuple[str, ...]], list[tuple[list[Any], int | None]]] = {}

    def insert(self, table: Table, values: Values) -> int:
        """The new record's id; its uid is made here."""
        return self._fill(table, [values], journaled=True)[0]

    def insert_many(self, table: Table, rows: Sequence[Values]) -> range:
        """The ids, in the order of `rows`, which all have the same keys."""
        return self._fill(table, rows, journaled=True)

    def fill_many(self, table: Table, rows: Sequence[Values]) -> range:
        """Like insert_many, without journal lines: for what comes with a new workspace."""
        self._filled = True
        return self._fill(table, rows, journaled=False)

    def update(self, table: Table, record_id: int, values: Values, *, version: int | None = None) -> bool:
        """False where nothing differed. Conflict where `version` is no longer the record's, Gone where it left."""
        columns = tuple(values)
        old = self._run(_select_sql(table, columns), (record_id,)).first()
        if old is None:
            raise Gone("Catatan ini sudah tidak ada.")
        if version is not None and old[1] != version:
            raise Conflict(
                "Catatan ini sudah diubah orang lain.", "Lihat isinya yang baru, lalu ulangi perubahan Anda."
            )
        new = tuple(_stored(value) for value in values.values())
        differing = [
            (name, before, after) for name, before, after in zip(columns, old[2:], new, strict=True) if before != after
        ]
        if not differing:
            return False
        facts = {name: [before, after] for name, before, after in differing if name not in _conclusions(table)}
        sql = _update_sql(table, tuple(name for name, _, _ in differing), raises=bool(facts))
        self._run(sql, (*(after for _, _, after in differing), record_id))
        self._touched(table, [record_id])
        if facts:
            self._note_update(table, record_id, old[0], facts)
        return True

    def update_many(self, table: Table, rows: Sequence[Values]) -> int:
        """Each row has "id" and the same other keys; writes and journals only what differs; how many records did."""
        return self._change(table, rows, journaled=True)

    def keep_many(self, table: Table, rows: Sequence[Values]) -> int:
        """Like update_many, without journal lines: for conclusions and caches."""
        return self._change(table, rows, journaled=False)

    def delete_many(self, table: Table, ids: Iterable[int]) -> int:
        """Journaled with the whole old record; how many there were."""
        fields = tuple(c.name for c in table.columns if c.name not in {"id", "uid", "version"} | _conclusions(table))
        self._stage(("id",), [(record_id,) for record_id in ids])
        chosen = "WHERE id IN (SELECT id FROM temp.staged)"
        picked = ", ".join(_quoted(name) for name in fields)
        old = self._run(f"SELECT id, {_uid_of(table)}, {picked} FROM {table.name} {chosen} ORDER BY id").fetchall()  # noqa: S608
        self._run(f"DELETE FROM {table.name} {chosen}")  # noqa: S608
        self._unstage()
        self._touched(table, [row[0] for row in old])
        about = _subjects(table, fields, [row[2:] for row in old], [row[0] for row in old])
        self._note(table, "delete", fields, [[row[0], row[1].hex(), *row[2:]] for row in old], about)
        return len(old)

    def _fill(self, table: Table, rows: Sequence[Values], *, journaled: bool) -> range:
        if not rows:
            return range(0)
        first = self._next_id(table)
        ids = range(first, first + len(rows))
        self._next[table.name] = ids.stop
        fields = tuple(rows[0])
        values = [_column(rows, name) for name in fields]
        columns: list[Sequence[Any]] = [ids, *values]
        names = ("id", *fields)
        uids: list[bytes] = []
        if "uid" in table.columns:
            uids = new_uids(len(rows), self.now_ms)
            columns.insert(1, uids)
            names = ("id", "uid", *fields)
        self._write_new(table, names, list(zip(*columns, strict=True)))
        self._touched(table, ids)
        if journaled:
            facts = [place for place, name in enumerate(fields) if name not in _conclusions(table)]
            kept = tuple(fields[place] for place in facts)
            shown = list(zip(*(values[place] for place in facts), strict=True))
            records = [(record_id, uid.hex(), *row) for record_id, uid, row in zip(ids, uids, shown, strict=True)]
            self._note(table, "insert", kept, records, _subjects(table, kept, shown, ids))
        return ids

    def _write_new(self, table: Table, names: tuple[str, ...], records: list[tuple[Any, ...]]) -> None:
        if len(records) < _STAGED_FROM or table.name not in _TRIGGERED:
            self._run_many(_insert_sql(table, names), records)
            return
        # A trigger makes SQLite flush the search index at each statement: 10.2 s for the province, staged 3.0.
        self._stage(names, records)
        listed = ", ".join(_quoted(name) for name in names)
        self._run(f"INSERT INTO {table.name} ({listed}) SELECT {listed} FROM temp.staged ORDER BY id")  # noqa: S608
        self._unstage()

    def _change(self, table: Table, rows: Sequence[Values], *, journaled: bool) -> int:
        if not rows:
            return 0
        fields = tuple(name for name in rows[0] if name != "id")
        self._stage(
            ("id", *fields), list(zip(_column(rows, "id"), *(_column(rows, name) for name in fields), strict=True))
        )
        differs = " OR ".join(f"t.{_quoted(name)} IS NOT s.{_quoted(name)}" for name in fields)
        facts = [name for name in fields if journaled and name not in _conclusions(table)]
        changed = self._note_differences(table, facts) if facts else None
        settings = ", ".join(f"{_quoted(name)} = s.{_quoted(name)}" for name in fields)
        if facts and "version" in table.columns:
            factual = " OR ".join(f"t.{_quoted(name)} IS NOT s.{_quoted(name)}" for name in facts)
            settings += f", version = t.version + ({factual})"
        sql = f"UPDATE {table.name} AS t SET {settings} FROM temp.staged AS s WHERE s.id = t.id AND ({differs})"  # noqa: S608
        count = self._run(sql).rowcount
        self._unstage()
        if count:
            self._touched(table, changed if changed is not None else [row["id"] for row in rows])
        return count

    def _note_differences(self, table: Table, facts: Sequence[str]) -> list[int]:
        pairs = ", ".join(f"t.{_quoted(name)}, s.{_quoted(name)}" for name in facts)
        differs = " OR ".join(f"t.{_quoted(name)} IS NOT s.{_quoted(name)}" for name in facts)
        about = _subject_column(table)
        sql = (
            f"SELECT t.id, t.uid, {about}, {pairs} FROM temp.staged AS s JOIN {table.name} AS t ON t.id = s.id "  # noqa: S608
            f"WHERE {differs} ORDER BY t.id"
        )
        old = self._run(sql).fetchall()
        records = [
            [
                row[0],
                row[1].hex(),
                {name: [row[at], row[at + 1]] for at, name in _pairs(facts) if row[at] != row[at + 1]},
            ]
            for row in old
        ]
        self._note(table, "update", (), records, [row[2] for row in old])
        return [row[0] for row in old]

    def _note_update(self, table: Table, record_id: int, uid: bytes, facts: Mapping[str, list[Any]]) -> None:
        about = self._run(f"SELECT {_subject_column(table)} FROM {table.name} AS t WHERE id = ?", (record_id,)).scalar()  # noqa: S608
        self._note(table, "update", (), [[record_id, uid.hex(), facts]], [about])

    def _note(
        self, table: Table, kind: str, fields: tuple[str, ...], records: Sequence[Sequence[Any]], about: Sequence[Any]
    ) -> None:
        """Whole blocks are made at once; what is left waits for its likes until the commit."""
        waiting = self._lines.setdefault((table.name, kind, fields), [])
        whole = 0
        if len(records) >= journal.BLOCK:
            whole = len(records) // journal.BLOCK * journal.BLOCK
            self._flush((table.name, kind, fields))
            self._blocks += journal.blocks_of(table.name, kind, fields, records[:whole], about[:whole])
        waiting = self._lines.setdefault((table.name, kind, fields), [])
        waiting += zip(map(list, records[whole:]), about[whole:], strict=True)
        if len(waiting) >= journal.BLOCK:
            self._flush((table.name, kind, fields))

    def _flush(self, shape: tuple[str, str, tuple[str, ...]]) -> None:
        waiting = self._lines.pop(shape, [])
        records = [record for record, _ in waiting]
        self._blocks += journal.blocks_of(*shape, records, [about for _, about in waiting])

    def _touched(self, table: Table, ids: Iterable[int]) -> None:
        self._tables.add(table.name)
        if table is schema.member:
            self._members.update(ids)

    def _next_id(self, table: Table) -> int:
        known = self._next.get(table.name)
        if known is None:
            used = self._run(f"SELECT coalesce(max(id), 0) FROM {table.name}").scalar()  # noqa: S608
            if table.kwargs.get("sqlite_autoincrement"):
                used = max(
                    used, self._run("SELECT max(seq) FROM sqlite_sequence WHERE name = ?", (table.name,)).scalar() or 0
                )
            known = used + 1
        return known

    def _stage(self, names: tuple[str, ...], records: list[tuple[Any, ...]]) -> None:
        self._unstage()
        rest = ", ".join(_quoted(name) for name in names if name != "id")
        self._run(f"CREATE TEMP TABLE staged (id INTEGER PRIMARY KEY{', ' if rest else ''}{rest})")
        marks = ", ".join("?" * len(names))
        listed = ", ".join(_quoted(name) for name in names)
        self._run_many(f"INSERT OR REPLACE INTO temp.staged ({listed}) VALUES ({marks})", records)  # noqa: S608

    def _unstage(self) -> None:
        self._run("DROP TABLE IF EXISTS temp.staged")

    def _run_many(self, sql: str, records: list[tuple[Any, ...]]) -> None:
        if records:
            self._run(sql, records)

    def _seal(self) -> None:
        """A Transaction may write: choose() leaves it so."""

    def _finish(self, title: str, reason: str | None, group: bytes | None, undoes: bytes | None) -> None:
        """Write the entry, if there is anything to tell."""
        for shape in list(self._lines):
            self._flush(shape)
        entries: tuple[str, ...] = ()
        if self._blocks or self._filled:
            entries = (self._write_entry(title, reason, group, undoes).hex(),)
        self.changes = Changes(frozenset(self._tables), entries, title, frozenset(self._members))

    def _write_entry(self, title: str, reason: str | None, group: bytes | None, undoes: bytes | None) -> bytes:
        last = self._run(
            "SELECT seq, clock, hash FROM journal WHERE device = ? ORDER BY seq DESC LIMIT 1", (self.device,)
        )
        seq, clock, previous = last.first() or (0, 0, journal.NO_HASH)
        head = journal.Head(
            id=new_uids(1, self.now_ms)[0],
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
        covered = [(block.table, block.lines, block.commitments) for block in self._blocks]
        self._run(_insert_sql(schema.journal, (*head._fields, "hash")), (*head, journal.entry_hash(head, covered)))
        first = self._run("SELECT coalesce(max(id), 0) + 1 FROM journal_block").scalar()
        numbered = list(enumerate(self._blocks, first))
        names = ("id", "entry_id", "table_name", "lines", "commitments", "content")
        self._run_many(
            _insert_sql(schema.journal_block, names),
            [(number, head.id, b.table, b.lines, b.commitments, b.content) for number, b in numbered],
        )
        self._run_many(
            "INSERT INTO journal_subject (member_id, block_id, line) VALUES (?, ?, ?)",
            [(member, number, line) for number, block in numbered for member, line in block.subjects],
        )
        return head.id


_TRIGGERED = {"member"}


def _conclusions(table: Table) -> frozenset[str]:
    return schema.CONCLUSIONS.get(table.name, frozenset())


def _pairs(facts: Sequence[str]) -> list[tuple[int, str]]:
    return [(3 + 2 * place, name) for place, name in enumerate(facts)]


def _subject_column(table: Table) -> str:
    if table is schema.member:
        return "t.id"
    return "t.member_id" if "member_id" in table.columns else "NULL"


def _subjects(
    table: Table, fields: Sequence[str], rows: Sequence[Sequence[Any]], ids: Sequence[int]
) -> Sequence[int | None]:
    """The member that each record is about."""
    if table is schema.member:
        return ids
    if "member_id" in fields:
        return list(map(itemgetter(fields.index("member_id")), rows))
    return [None] * len(rows)


def _uid_of(table: Table) -> str:
    return "uid" if "uid" in table.columns else "x''"


def _stored(value: Any) -> Any:
    """As SQLite keeps it: dates as ISO text, booleans as 0 and 1."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _column(rows: Sequence[Values], name: str) -> list[Any]:
    values = list(map(itemgetter(name), rows))
    odd = {type(value) for value in values} - {str, int, type(None), bytes, float}
    return list(map(_stored, values)) if odd else values


def _quoted(name: str) -> str:
    return f'"{name}"'


@lru_cache(maxsize=256)
def _insert_sql(table: Table, names: tuple[str, ...]) -> str:
    listed, marks = ", ".join(map(_quoted, names)), ", ".join("?" * len(names))
    return f"INSERT INTO {table.name} ({listed}) VALUES ({marks})"  # noqa: S608


@lru_cache(maxsize=256)
def _select_sql(table: Table, names: tuple[str, ...]) -> str:
    version = "version" if "version" in table.columns else "0"
    listed = ", ".join(map(_quoted, names))
    return f"SELECT {_uid_of(table)}, {version}, {listed} FROM {table.name} WHERE id = ?"  # noqa: S608


@lru_cache(maxsize=256)
def _update_sql(table: Table, names: tuple[str, ...], *, raises: bool) -> str:
    settings = ", ".join(f"{_quoted(name)} = ?" for name in names)
    if raises and "version" in table.columns:
        settings += ", version = version + 1"
    return f"UPDATE {table.name} SET {settings} WHERE id = ?"  # noqa: S608
