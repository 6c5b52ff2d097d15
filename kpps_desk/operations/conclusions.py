"""Keep the conclusions beside the facts: a member's verdict, stage, place and steps, a station's counts and readiness.

Every operation that changes a fact calls one of two before its write() ends: `judge` where the verdict may change (a
birth date, a paper, a response, a waiver), else `settle` (an appointment, a mark, a certificate). What a newcomer gets
wrong: setting a stage or an eligibility directly. The rules are domain.eligibility, domain.stages and domain.readiness;
the same computation, run over everything, is what `kpps-desk check` compares with.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from kpps_desk.domain import eligibility, readiness, stages
from kpps_desk.domain.election import Completion
from kpps_desk.domain.eligibility import Verdict
from kpps_desk.domain.readiness import Tally
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, evidence, facts
from kpps_desk.queries.facts import Group
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot
from kpps_desk.store.transaction import Transaction

_STEPS = ("place", "stage", "sworn", "trained", "certified")
_OF_STATION = (
    *(f"{group}_{count}" for group in ("kpps", "officer") for count in Tally._fields),
    "ready",
    "women",
    "undecreed",
)
_CHUNK = 5_000  # members whose facts are held at a time
_SETTLED = 4_000  # members of whom places and stages are written between two looks at Cancel


def judge(tx: Transaction, members: Iterable[int]) -> None:
    """Conclude the verdicts on these members anew, and all that follows from them."""
    chosen = list(members)
    for start in range(0, len(chosen), _CHUNK):
        part = chosen[start : start + _CHUNK]
        tx.choose(part)
        tx.keep_many(schema.member, [new for _, new in verdict_differences(tx)])
        settle(tx, part)


def judge_everybody(tx: Transaction, progress: Progress = silent) -> int:
    """The same for the whole roster, as after a change of the rules; how many verdicts or objections changed."""
    everybody = facts.all_members(tx)
    changed: list[int] = []
    for start in range(0, len(everybody), _CHUNK):
        progress(start, len(everybody), "Meneliti syarat")
        tx.choose(everybody[start : start + _CHUNK])
        found = [new for _, new in verdict_differences(tx)]
        tx.keep_many(schema.member, found)
        changed += [new["id"] for new in found]
    for start in range(0, len(changed), _SETTLED):
        progress(start, len(changed), "Menyesuaikan kesiapan")
        settle(tx, changed[start : start + _SETTLED])
    progress(len(everybody), len(everybody), "Meneliti syarat")
    return len(changed)


def verdicts(db: Snapshot, changes: Mapping[int, Mapping[str, Any]]) -> dict[int, Verdict]:
    """What the verdicts on these members would be with these fields (of schema.member) instead of their own."""
    db.choose(changes)
    judging = panel(db)
    return {
        one.member: judging.conclude(
            one.evidence._replace(
                **{name: value for name, value in changes[one.member].items() if name in one.evidence._fields}
            )
        )
        for one in evidence.of_chosen(db)
    }


def verdict_differences(db: Snapshot) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(as kept, as concluded) of each chosen member whose verdict or objections differ."""
    judging = panel(db)
    for member, found, kept, objections in evidence.of_chosen(db):
        verdict = judging.conclude(found)
        told = eligibility.objections_text(verdict)
        if verdict.eligibility != kept or told != objections:
            yield (
                {"id": member, "eligibility": kept, "objections": objections},
                {"id": member, "eligibility": verdict.eligibility, "objections": told},
            )


def panel(db: Snapshot) -> eligibility.Panel:
    """Who concludes verdicts by the rules of this workspace."""
    election = areas.election(db)
    return eligibility.panel(election.rules, election.voting_day)


def settle(tx: Transaction, members: Iterable[int] = (), stations: Iterable[int] = ()) -> None:
    """Conclude anew for these members, the stations that they came from and go to, and these stations."""
    touched = set(stations)
    chosen = list(members)
    if chosen:
        tx.choose(chosen)
        rows = facts.members_of_chosen(tx)
        trained = _trained(tx)
        held = {row.id: row.seat for row in rows if row.seat is not None}
        touched.update(row.station_id for row in rows if row.seat is not None)
        changed = list(_differences(rows, trained))
        # Who gives a seat up may keep its code as the place asked for; then only the stage tells that they left it.
        moved = [old for old, new in changed if new.keys() & {"place", "stage"} and old["place"] != held.get(old["id"])]
        touched.update(facts.stations_by_code(tx, {old["place"][:13] for old in moved}))
        # Only what differs is written: a mark leaves `place`, and so the longest index, alone.
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for _, new in changed:
            alike.setdefault(tuple(new), []).append(new)
        for changes in alike.values():
            tx.keep_many(schema.member, changes)
    if touched:
        tx.choose(touched)
        tx.keep_many(schema.polling_station, [new for _, new in station_differences(tx)])


def member_differences(db: Snapshot) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(as kept, as concluded) of each chosen member where the two differ; the latter has but "id" and what differs."""
    return _differences(facts.members_of_chosen(db), _trained(db))


def _trained(db: Snapshot) -> Mapping[int, date] | None:
    """Who of the chosen is trained since when, where the rule asks for more than one required training."""
    rule = facts.completion(db)
    return None if rule == Completion() else facts.trained_of_chosen(db, rule)


def _differences(
    rows: Iterable[AnyRow], by_rule: Mapping[int, date] | None
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    # Rows are taken apart by position: by name it costs ten times as much, and a province has 133,515 of them.
    for row in rows:
        member, active, eligibility, wanted, *kept, _, seat, oath, training, paper, sworn, trained, certified = row
        if by_rule is not None:
            trained = by_rule.get(member)
        stage = _stage(
            active,
            eligibility,
            seat is not None,
            sworn is not None,
            trained is not None,
            certified,
            oath,
            training,
            paper,
        )
        concluded = [seat or wanted, stage, sworn, trained, certified]
        if concluded != kept:
            new = {name: value for name, value, old in zip(_STEPS, concluded, kept, strict=True) if value != old}
            yield {"id": member, **dict(zip(_STEPS, kept, strict=True))}, {"id": member, **new}


@cache
def _stage(*known: Any) -> stages.Stage:
    """The rule of domain.stages; a few dozen combinations serve everybody."""
    return stages.stage(stages.Facts(*known[:6]), stages.Steps(*known[6:]))


def station_differences(db: Snapshot) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(as kept, as concluded) of each chosen station where the two differ."""
    roles = areas.roles(db).values()
    needs = [readiness.needs(roles, kpps=kpps) for kpps in (True, False)]

    @cache
    def conclude(kpps: Group, officers: Group) -> tuple[int, ...]:
        """Few differ: a province's 14,835 crews make some dozens of pairs."""
        ready = readiness.ready(kpps.tally, needs[0], officers.tally, needs[1])
        return (*kpps.tally, *officers.tally, ready, kpps.women, kpps.undecreed + officers.undecreed)

    groups, nobody = facts.groups_of_chosen(db), Group()
    for station, *kept in facts.stations_of_chosen_as_kept(db):
        concluded = conclude(groups.get((station, True), nobody), groups.get((station, False), nobody))
        if concluded != tuple(kept):
            yield (
                {"id": station, **dict(zip(_OF_STATION, kept, strict=True))},
                {"id": station, **dict(zip(_OF_STATION, concluded, strict=True))},
            )
