"""What the journal tells: the latest changes, one member's whole story, and what can be taken back.

What a newcomer gets wrong: a second log somewhere. History, undo and audit are readings of the one journal. An undo is
itself an entry that names what it undoes, and can be undone in turn.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from kpps_desk.problems import Gone
from kpps_desk.queries.telling import Difference, Teller
from kpps_desk.store import journal, schema
from kpps_desk.store.blocks import Line
from kpps_desk.store.snapshot import Snapshot

FOR_GOOD = frozenset({"certificate", "rule_pack", "disclosure", "signing_key"})  # tables whose changes are never undone
_PAID = "receipt"  # a table of which only payments stand for good
_PASSED_OVER = {"disclosure"}  # a look changes nothing: what was done before it can still be taken back

_journal, _block, _subject = schema.journal.c, schema.journal_block.c, schema.journal_subject.c


class Act(NamedTuple):
    """One thing that somebody did: an entry, or the entries of one group together."""

    id: str  # hex of the group or the entry: what `undo` takes
    title: str
    by: str
    at: int  # UTC milliseconds of its last entry
    reason: str | None
    undoes: str | None  # hex of the act that this one took back
    undone: bool


class Told(NamedTuple):
    """One line about a member: who changed which fields from what to what."""

    entry: str
    title: str
    by: str
    at: int
    table: str
    kind: str  # 'insert' | 'update' | 'delete'
    fields: dict[str, tuple[object, object]]  # as stored, a NIK in full: nothing to show
    says: tuple[Difference, ...]  # the same in words


class StoredBlock(NamedTuple):
    """A block as it lies in the journal; `content` is read by store.journal."""

    id: int
    lines: int
    content: bytes


_HEADS = (
    select(
        _journal.id,
        _journal.title,
        _journal.by,
        _journal.at,
        _journal.reason,
        _journal.group_id,
        _journal.undoes,
    )
    .order_by(_journal.clock.desc(), _journal.seq.desc())
    .limit(bindparam("limit"))
)
_UNDOING = select(_journal.id, _journal.group_id, _journal.undoes).where(_journal.undoes.is_not(None))
_OF_MEMBER = (
    select(
        _journal.id,
        _journal.title,
        _journal.by,
        _journal.at,
        _subject.block_id,
        _subject.line,
        _block.lines,
        _block.content,
    )
    .join(schema.journal_block, _block.id == _subject.block_id)
    .join(schema.journal, _journal.id == _block.entry_id)
    .where(_subject.member_id.in_(bindparam("members", expanding=True)))
    .order_by(_journal.clock.desc(), _journal.seq.desc(), _subject.block_id.desc(), _subject.line.desc())
)
_MERGED = select(schema.member.c.id).where(schema.member.c.merged_into.in_(bindparam("members", expanding=True)))
_BLOCKS = (
    select(_block.id, _block.lines, _block.content)
    .join(schema.journal, _journal.id == _block.entry_id)
    .where((_journal.id == bindparam("target")) | (_journal.group_id == bindparam("target")))
    .order_by(_journal.clock.desc(), _journal.seq.desc(), _block.id.desc())
)
_TABLES = (
    select(_block.table_name)
    .join(schema.journal, _journal.id == _block.entry_id)
    .where((_journal.id == bindparam("target")) | (_journal.group_id == bindparam("target")))
    .distinct()
)
_BLOCKS_OF_RECEIPTS = (
    select(_block.content)
    .join(schema.journal, _journal.id == _block.entry_id)
    .where(_block.table_name == _PAID)
    .where((_journal.id == bindparam("target")) | (_journal.group_id == bindparam("target")))
)
_TITLE = (
    select(_journal.title)
    .where((_journal.id == bindparam("target")) | (_journal.group_id == bindparam("target")))
    .order_by(_journal.seq.desc())
    .limit(1)
)


_BEGAN = select(func.min(_journal.at)).where(
    (_journal.id == bindparam("target")) | (_journal.group_id == bindparam("target"))
)


def acts(db: Snapshot, limit: int = 200) -> list[Act]:
    """The latest acts, newest first; the entries of a group are one act with the last one's title."""
    gone = undone(db)
    found: dict[bytes, Act] = {}
    for row in db.rows(_HEADS, {"limit": limit}):
        key = row.group_id or row.id
        undoes = row.undoes.hex() if row.undoes else None
        found.setdefault(key, Act(key.hex(), row.title, row.by, row.at, row.reason, undoes, key in gone))
    return list(found.values())


def latest_undoable(db: Snapshot, limit: int = 50) -> Act | None:
    """What Ctrl+Z would take back: the newest act that isn't taken back and is no taking-back itself.

    None where that act stands for good (issued certificates, adopted rules): what lies before isn't next in turn.
    """
    for act in acts(db, limit):
        if not act.undone and act.undoes is None and tables(db, act.id) - _PASSED_OVER:
            return None if lasting(db, act.id) - _PASSED_OVER else act
    return None


def lasting(db: Snapshot, act: str) -> set[str]:
    """The tables for whose sake this act is never taken back: those of FOR_GOOD, and receipts that it paid."""
    touched = tables(db, act)
    found = FOR_GOOD & touched
    if _PAID in touched and any(
        line is not None and line.kind == "update" and "paid_at" in line.fields
        for content in db.column(_BLOCKS_OF_RECEIPTS, {"target": _key(act)})
        for line in journal.read_block(content)
    ):
        return {*found, _PAID}
    return set(found)


def of_member(db: Snapshot, member: int) -> list[Told]:
    """Everything that happened to one person, newest first, also under records that were merged into this one.

    Erased lines are left out.
    """
    found = []
    read: dict[int, list[Line | None]] = {}
    for row in db.rows(_OF_MEMBER, {"members": _records_of(db, member)}):
        if row.block_id not in read:
            read[row.block_id] = journal.read_block(row.content)
        line = read[row.block_id][row.line]
        if line is not None:
            found.append((row, line))
    teller = Teller(db, (line for _, line in found))
    return [
        Told(
            entry=row.id.hex(),
            title=row.title,
            by=row.by,
            at=row.at,
            table=line.table,
            kind=line.kind,
            fields=dict(line.fields),
            says=teller.differences(line),
        )
        for row, line in found
    ]


def _records_of(db: Snapshot, member: int) -> list[int]:
    """This record, those merged into it, and those merged into them."""
    found = newest = [member]
    while newest:
        newest = [one for one in db.column(_MERGED, {"members": newest}) if one not in found]
        found = found + newest
    return found


def blocks(db: Snapshot, act: str) -> Iterator[StoredBlock]:
    """The blocks of an entry or a group (hex), the last one first: the order in which they are taken back."""
    for row in db.rows(_BLOCKS, {"target": _key(act)}):
        yield StoredBlock(row.id, row.lines, row.content)


def tables(db: Snapshot, act: str) -> set[str]:
    """Which tables an entry or a group changed."""
    return set(db.column(_TABLES, {"target": _key(act)}))


def title(db: Snapshot, act: str) -> str:
    """What an entry or a group was called; Gone if there is none."""
    found = db.value(_TITLE, {"target": _key(act)})
    if found is None:
        raise Gone(
            f"Perubahan {act} tidak ditemukan di catatan aktivitas.", "Lihat daftarnya dengan: kpps-desk history."
        )
    return str(found)


def began(db: Snapshot, act: str) -> int:
    """When it was done (its first entry), UTC milliseconds."""
    return int(db.value(_BEGAN, {"target": _key(act)}) or 0)


def is_undone(db: Snapshot, act: str) -> bool:
    """Whether it has been taken back (and that taking-back still stands)."""
    return _key(act) in undone(db)


def _key(act: str) -> bytes:
    try:
        return bytes.fromhex(act)
    except ValueError:
        raise Gone(f"Perubahan {act} tidak ditemukan di catatan aktivitas.") from None


def undone(db: Snapshot) -> set[bytes]:
    """The acts that are taken back now. An undo that was itself undone no longer counts, so look from the newest."""
    rows = sorted(db.rows(_UNDOING), key=lambda row: bytes(row.id), reverse=True)
    gone: set[bytes] = set()
    for row in rows:
        if row.id not in gone and (row.group_id is None or row.group_id not in gone):
            gone.add(row.undoes)
    return gone
