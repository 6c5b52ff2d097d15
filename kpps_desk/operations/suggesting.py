"""Propose crews for an area and, when a person agrees, seat them: a kelurahan at a time, undone as one.

What a newcomer gets wrong: writing what was proposed a minute ago. Between preview and yes somebody may have taken a
seat; whoever can't sit any more is told by name of the rule, the others sit.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain import crew_choice
from kpps_desk.domain.crew_choice import Pair
from kpps_desk.domain.election import Role
from kpps_desk.domain.places import digits
from kpps_desk.operations import seats
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, candidates, crews
from kpps_desk.queries import seats as asking
from kpps_desk.queries.seats import Person
from kpps_desk.store.database import Database, new_group
from kpps_desk.store.snapshot import Snapshot


class Proposal(NamedTuple):
    """Who would sit where; `vacant` seats are left without anybody, `spare` people without a seat."""

    pairs: tuple[Pair, ...]
    vacant: int
    spare: int


class PreviewLine(NamedTuple):
    """One pair in words."""

    member: int
    seat: str  # 14 digits
    name: str
    sex: str | None
    label: str  # 'TPS 003, Ketua KPPS (1)'
    kelurahan: str
    why: str


class Preview(NamedTuple):
    """A proposal as a person looks at it; `few_women` of `crews` would stay below the rule pack's share."""

    lines: tuple[PreviewLine, ...]
    vacant: int
    spare: int
    crews: int
    few_women: int


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


def preview(db: Snapshot, area: str) -> Preview:
    """The same in words, with the women's share that each crew would have."""
    proposal, election = propose(db, area), areas.election(db)
    roles = {role.code: role for role in election.roles}
    people = asking.names(db, [pair.candidate.id for pair in proposal.pairs])
    names = {digits(code): name for code, name in areas.names(db).items()}
    lines = tuple(_line(pair, people[pair.candidate.id], roles[pair.seat.role], names) for pair in proposal.pairs)
    kpps = [line for line, pair in zip(lines, proposal.pairs, strict=True) if roles[pair.seat.role].kpps]
    more = Counter(line.seat[:13] for line in kpps)
    women = Counter(line.seat[:13] for line in kpps if line.sex == "P")
    touched = {line.seat[:13] for line in lines}
    few = sum(
        crew_choice.few_women(row.women + women[row.code], row.kpps_filled + more[row.code], election.rules.women_share)
        for row in crews.rows(db, area)
        if row.code in touched
    )
    return Preview(lines, proposal.vacant, proposal.spare, len(touched), few)


def _line(pair: Pair, person: Person, role: Role, names: Mapping[str, str]) -> PreviewLine:
    code, wanted = pair.seat.code, pair.candidate.wanted
    came = words.station_label(wanted[10:13], names[wanted[:10]]) if len(wanted) > 10 else names[wanted[:10]]
    return PreviewLine(
        person.id,
        code,
        person.name,
        person.sex,
        f"TPS {code[10:13]}, {words.seat_label(role.name, int(code[13:]))}",
        names[code[:10]],
        words.nearness(pair.tier, pair.candidate.reserve, came),
    )


def accept(database: Database, pairs: Sequence[tuple[int, str]], *, by: str, progress: Progress = silent) -> Suggested:
    """Seat these people (member, seat): one entry a kelurahan, all of one group."""
    group, done, refused, changes = new_group(), [], {}, Changes()  # type: ignore[var-annotated]
    title = f"Isi {words.number(len(pairs))} kursi kosong"  # of the whole act: undo names it so
    ordered = sorted(pairs, key=lambda pair: pair[1])
    for _, part in groupby(ordered, key=lambda pair: pair[1][:10]):
        chosen = list(part)
        progress(len(done) + len(refused), len(ordered), "Mengisi kursi")
        with database.write(title, by=by, group=group) as tx:
            seated = seats.seat_many(tx, chosen)
        done += seated.done
        refused |= seated.refused
        changes |= tx.changes
    progress(len(ordered), len(ordered), "Mengisi kursi")
    return Suggested(done, refused, group.hex() if done else "", changes)
