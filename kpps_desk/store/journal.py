"""The journal: who changed what, when, from what to what; entries chained by hash. Read here, written by the door.

What a newcomer gets wrong: taking ids for enough. A line's id may name another record by now (SQLite gives freed ids
again, members' excepted), so whoever follows a line to its record compares the uid as well.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select

from kpps_desk.store import blocks, schema
from kpps_desk.store.blocks import Line
from kpps_desk.store.snapshot import AnyRow, Snapshot

NO_HASH = bytes(32)

_entry, _block = schema.journal.c, schema.journal_block.c
_COVERED = [column for column in schema.journal.columns if column.name != "hash"]
_ENTRIES = select(*_COVERED, _entry.hash).order_by(_entry.device, _entry.seq)
_BLOCKS_OF = (
    select(_block.table_name, _block.lines, _block.commitments, _block.content)
    .where(_block.entry_id == bindparam("entry"))
    .order_by(_block.id)
)
_CONTENTS = (
    select(_block.id)
    .join(schema.journal, _entry.id == _block.entry_id)
    .where(or_(_entry.id == bindparam("name"), _entry.group_id == bindparam("name")))
)
_OLDEST_FIRST = _CONTENTS.order_by(_entry.clock, _block.id)
_NEWEST_FIRST = _CONTENTS.order_by(_entry.clock.desc(), _block.id.desc())
_CONTENT = select(_block.content).where(_block.id == bindparam("block"))


class Head(NamedTuple):
    """Everything of an entry that its hash covers, but the blocks; in the order of the table's columns."""

    id: bytes
    device: str
    seq: int
    clock: int
    at: int
    by: str
    title: str
    reason: str | None
    group_id: bytes | None
    undoes: bytes | None
    previous: bytes


def next_clock(last: int, now_ms: int) -> int:
    """Hybrid clock: never goes back, though the computer's own may."""
    return max(now_ms << 16, last + 1)


def entry_hash(head: Head, covered: Sequence[tuple[str, int, bytes]]) -> bytes:
    """SHA-256 over the entry and its blocks' (table, lines, commitments)."""
    shown = [value.hex() if isinstance(value, bytes) else value for value in head]
    digest = sha256(blocks.encode(shown).encode())
    for table, lines, commitments in covered:
        digest.update(blocks.encode([table, lines]).encode())
        digest.update(commitments)
    return digest.digest()


def lines_of(db: Snapshot, name: bytes, *, newest_first: bool = False) -> Iterator[Line]:
    """The lines of an entry or of a whole group, a block in memory at a time; erased ones are left out."""
    for number in db.ids(_NEWEST_FIRST if newest_first else _OLDEST_FIRST, {"name": name}):
        found = read_block(db.value(_CONTENT, {"block": number}))
        yield from (line for line in (reversed(found) if newest_first else found) if line is not None)


def read_block(content: bytes) -> list[Line | None]:
    """The lines of a stored block, None in the place of an erased one."""
    return blocks.read(content)


def verify(db: Snapshot, tell: Callable[[], None] = lambda: None) -> list[str]:
    """What is wrong with the chain, in Indonesian; [] when it holds from first to last. `tell` before each block."""
    faults: list[str] = []
    device, seq, previous = "", 0, NO_HASH
    for row in db.rows(_ENTRIES):
        if row.device != device:
            device, seq, previous = row.device, 0, NO_HASH
        head = Head(*row[:-1])
        name = f"Catatan aktivitas no. {head.seq} ({head.title})"
        if head.seq != seq + 1 or head.previous != previous:
            faults.append(f"{name} tidak menyambung dengan catatan sebelumnya.")
        held = db.rows(_BLOCKS_OF, {"entry": head.id})
        if entry_hash(head, [(block.table_name, block.lines, block.commitments) for block in held]) != row.hash:
            faults.append(f"{name} tidak sesuai dengan segelnya.")
        elif not all(_is_sound(block, tell) for block in held):
            faults.append(f"Isi {name[0].lower()}{name[1:]} tidak sesuai dengan yang dicatat.")
        seq, previous = head.seq, row.hash
    return faults


def _is_sound(block: AnyRow, tell: Callable[[], None]) -> bool:
    tell()
    return blocks.is_sound(block.content, block.commitments)
