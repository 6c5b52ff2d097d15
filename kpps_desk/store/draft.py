"""What a transaction will tell the journal: collected while it runs, one line a record, packed into blocks.

What a newcomer gets wrong: the order. A record changed twice in one entry has one line, from its first value to its
last, so waiting lines need no order among themselves; many at once become blocks straight away. Not in a thread beside
SQLite's own work: handing the interpreter to and fro takes as long as the packing.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from kpps_desk.store import blocks
from kpps_desk.store.blocks import Block, Shape

_MANY = 200  # lines: from here on they don't wait for their likes

Fields = dict[str, tuple[Any, Any]]


class _Waiting(NamedTuple):
    kind: str
    uid: str
    fields: Fields
    about: int | None


class Draft:
    """The lines of one entry."""

    def __init__(self) -> None:
        self._done: list[Block] = []
        self._waiting: dict[tuple[str, int], _Waiting] = {}

    def add(self, shape: Shape, records: Sequence[Sequence[Any]], about: Sequence[int | None]) -> None:
        """`records` are [id, uid in hex, values ...], for updates [id, uid in hex, {field: (from, to)}]."""
        if len(records) >= _MANY:
            self._pack_waiting()
            self._pack(shape, records, about)
            return
        for record, member in zip(records, about, strict=True):
            self._add_one(shape, record, member)

    def take(self, block: Block) -> None:
        """Lines that were packed elsewhere, of records that no other line is about yet."""
        self._done.append(block)

    def blocks(self) -> list[Block]:
        """Everything, packed; the draft is empty afterwards."""
        self._pack_waiting()
        done, self._done = self._done, []
        return done

    def _add_one(self, shape: Shape, record: Sequence[Any], member: int | None) -> None:
        key = (shape.table, record[0])
        earlier = self._waiting.pop(key, None)
        fields = _fields(shape, record[2:])
        if earlier is None:
            self._waiting[key] = _Waiting(shape.kind, record[1], fields, member)
        elif earlier.kind == "delete":  # the id was given again: another record
            self._waiting[key] = earlier
            self._pack_waiting()
            self._waiting[key] = _Waiting(shape.kind, record[1], fields, member)
        elif merged := _merged(earlier, shape.kind, fields):
            self._waiting[key] = merged

    def _pack_waiting(self) -> None:
        waiting, self._waiting = self._waiting, {}
        alike: dict[Shape, list[tuple[list[Any], int | None]]] = {}
        for (table, record_id), line in waiting.items():
            shape, values = _shaped(table, line)
            alike.setdefault(shape, []).append(([record_id, line.uid, *values], line.about))
        for shape, lines in alike.items():
            self._pack(shape, [record for record, _ in lines], [about for _, about in lines])

    def _pack(self, shape: Shape, records: Sequence[Sequence[Any]], about: Sequence[int | None]) -> None:
        self._done += blocks.make(shape, records, about)


def _fields(shape: Shape, values: Sequence[Any]) -> Fields:
    if shape.kind == "update":
        return dict(values[0])
    pairs: Iterable[tuple[str, Any]] = zip(shape.fields, values, strict=True)
    return {name: (None, value) if shape.kind == "insert" else (value, None) for name, value in pairs}


def _shaped(table: str, line: _Waiting) -> tuple[Shape, Iterator[Any] | list[Any]]:
    if line.kind == "update":
        return Shape(table, "update", ()), [line.fields]
    side = 1 if line.kind == "insert" else 0
    return Shape(table, line.kind, tuple(line.fields)), [pair[side] for pair in line.fields.values()]


def _merged(earlier: _Waiting, kind: str, fields: Fields) -> _Waiting | None:
    """One line for both changes; None where they cancel out."""
    if kind == "delete":
        if earlier.kind == "insert":
            return None
        first = {name: (earlier.fields.get(name, pair)[0], None) for name, pair in fields.items()}
        return earlier._replace(kind="delete", fields=first)
    both = earlier.fields | {name: (earlier.fields.get(name, pair)[0], pair[1]) for name, pair in fields.items()}
    if earlier.kind == "update":
        both = {name: pair for name, pair in both.items() if pair[0] != pair[1]}
    return earlier._replace(fields=both) if both else None
