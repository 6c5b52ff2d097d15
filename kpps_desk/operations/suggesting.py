"""Propose crews for an area and, when a person agrees, seat them: a kelurahan at a time, undone as one.

What a newcomer gets wrong: writing what was proposed a minute ago. Between preview and yes somebody may have taken a
seat; whoever can't sit any more is told by name of the rule, the others sit.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain import crew_choice
from kpps_desk.domain.crew_choice import Pair
from kpps_desk.operations import seats
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, candidates
from kpps_desk.store.database import Database, new_group
from kpps_desk.store.snapshot import Snapshot


class Proposal(NamedTuple):
    """Who would sit where; `vacant` seats are left without anybody, `spare` people without a seat."""

    pairs: tuple[Pair, ...]
    vacant: int
    spare: int


class Suggested(NamedTuple):
    """What came of it; `group` is what undo takes, '' where nobody was seated."""

    done: list[int]
    refused: dict[int, str]
    group: str
    changes: Changes


def propose(db: Snapshot, area: str) -> Proposal:
    """For the vacant seats of a TPS (13 digits), a kelurahan or more: people of the same kelurahan, nearest first."""
    open_seats, people = candidates.vacant(db, area), candidates.able(db, area[:10] if "." not in area else area)
    pairs = crew_choice.suggest(open_seats, people, areas.election(db).roles)
    return Proposal(tuple(pairs), len(open_seats) - len(pairs), len(people) - len(pairs))


def accept(database: Database, pairs: Sequence[tuple[int, str]], *, by: str, progress: Progress = silent) -> Suggested:
    """Seat these people (member, seat): one entry a kelurahan, all of one group."""
    group, done, refused, changes = new_group(), [], {}, Changes()  # type: ignore[var-annotated]
    ordered = sorted(pairs, key=lambda pair: pair[1])
    for _, part in groupby(ordered, key=lambda pair: pair[1][:10]):
        chosen = list(part)
        progress(len(done) + len(refused), len(ordered), "Mengisi kursi")
        with database.write(f"Isi {words.number(len(chosen))} kursi kosong", by=by, group=group) as tx:
            seated = seats.seat_many(tx, chosen)
        done += seated.done
        refused |= seated.refused
        changes |= tx.changes
    progress(len(ordered), len(ordered), "Mengisi kursi")
    return Suggested(done, refused, group.hex() if done else "", changes)
