"""Suspects: find them, say that two are two, and make those one that nothing tells apart.

What a newcomer gets wrong: merging whoever the search finds. It only points; a person decides, pair by pair, and in
bulk only over pairs of which every field is the same or empty on one side.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain import twins
from kpps_desk.domain.twins import Suspects
from kpps_desk.operations import collector, merging
from kpps_desk.problems import Gone, Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import suspects, twin_records
from kpps_desk.queries.twin_records import Record
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.identity import new_uid
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

Pair = tuple[int, int]  # members' ids
_CHUNK = 100  # pairs merged in one transaction
_pair = schema.distinct_pair.c
_APART = select(_pair.id, _pair.member_id, _pair.other_id).order_by(_pair.id)


class Found(NamedTuple):
    """The suspects, the likeliest first, and the records that they speak of, as they were at `at` (UTC ms)."""

    suspects: list[Suspects]
    records: dict[int, Record]
    at: int

    def alike(self) -> list[Pair]:
        """The pairs that nothing tells apart, as (keep, leave)."""
        chosen = (choose(self.records, one.first, one.second) for one in self.suspects)
        return [pair for pair in chosen if pair and is_alike(self.records[pair[0]], self.records[pair[1]])]


class Merged(NamedTuple):
    """`refused` says of a pair (keep, leave) why it was left alone."""

    done: list[Pair]
    refused: dict[Pair, str]
    changes: Changes


def find(database: Database, progress: Progress = silent, *, area: str = "", at: int = 0) -> Found:
    """Look through everybody; with `area` only pairs of which one at least is placed there.

    133,515 people: 10 s of one core and 150 MB while it runs (22 s where eight others share two cores);
    benchmarks/suspects.py measures it.
    """
    with database.read(sweep=True) as db, collector.paused():
        found = suspects.find(db, area, progress)
        records = twin_records.records(db, {number for one in found for number in one[:2]})
    return Found(found, records, at)


def choose(records: Mapping[int, Record], first: int, second: int) -> Pair | None:
    """(the one to keep, the other); None where one of them is gone."""
    one, other = records.get(first), records.get(second)
    if one is None or other is None:
        return None
    return (first, second) if twins.to_keep(one.standing, other.standing) else (second, first)


def is_alike(keep: Record, leave: Record) -> bool:
    """Whether nothing tells them apart: every field the same or empty on one side, no seat or certificate to lose."""
    if keep.merged or leave.merged or not keep.active or leave.certificate or leave.seated:
        return False
    return twins.alike(keep.values, leave.values)


def set_apart(tx: Transaction, pairs: Sequence[Pair]) -> int:
    """Remember that these are two people each: they are never shown again; how many pairs that was news of."""
    wanted = dict.fromkeys((min(pair), max(pair)) for pair in pairs)
    known = {(row.member_id, row.other_id) for row in tx.rows(_APART)}
    rows = [
        {"member_id": first, "other_id": second, "decided_by": tx.by, "decided_at": tx.now_ms}
        for first, second in wanted
        if (first, second) not in known
    ]
    if rows:
        tx.insert_many(schema.distinct_pair, rows)
    return len(rows)


def forget_apart(tx: Transaction, pairs: Sequence[Pair]) -> int:
    """Take that back: the next search may show them again."""
    wanted = {(min(pair), max(pair)) for pair in pairs}
    known = [row.id for row in tx.rows(_APART) if (row.member_id, row.other_id) in wanted]
    return tx.delete_many(schema.distinct_pair, known) if known else 0


def pairs_apart(db: Snapshot) -> list[Pair]:
    """Whom somebody declared to be two people, the latest last."""
    return [(row.member_id, row.other_id) for row in db.rows(_APART)]


def merge_alike(database: Database, pairs: Sequence[Pair], *, by: str, progress: Progress = silent) -> Merged:
    """Merge pairs that nothing tells apart, in one group: undone as one. Each is looked at again before."""
    done: list[Pair] = []
    refused: dict[Pair, str] = {}
    changes = Changes()
    group = new_uid()
    title = f"Gabungkan {words.number(len(pairs))} pasangan yang sama persis"
    merged: dict[int, int] = {}
    for start in range(0, len(pairs), _CHUNK):
        progress(start, len(pairs), "Menggabungkan")
        with database.write(title, by=by, group=group) as tx:
            for pair in pairs[start : start + _CHUNK]:
                try:
                    if one := _merge_one(tx, (_now(merged, pair[0]), _now(merged, pair[1]))):
                        merged[one[1]] = one[0]
                        done.append(one)
                except Refused as problem:
                    refused[pair] = str(problem)
        changes |= tx.changes
    progress(len(pairs), len(pairs), "Selesai")
    return Merged(done, refused, changes)


def _now(merged: Mapping[int, int], member: int) -> int:
    """The record into which this one went, if it did a moment ago."""
    while member in merged:
        member = merged[member]
    return member


def _merge_one(tx: Transaction, pair: Pair) -> Pair | None:
    """(kept, left); None where the two became one by an earlier pair. What is alike is refused before it is written."""
    if pair[0] == pair[1]:
        return None
    records = twin_records.records(tx, pair)
    chosen = choose(records, *pair)
    if chosen is None:
        raise Gone("Salah satu catatan sudah tidak ada.")
    keep, leave = records[chosen[0]], records[chosen[1]]
    if not is_alike(keep, leave):
        raise Refused("Keduanya tidak lagi sama persis.", "Bandingkan dahulu.")
    merging.merge(tx, keep.id, leave.id, twins.taken_over(keep.values, leave.values))
    return chosen
