"""Whom a draft of the rules would change: computed by the rules themselves over everybody, before anything is saved.

What a newcomer gets wrong: estimating it by SQL. The same panel that judges an import and a single form judges here, so
what is shown is what adoption does.
"""

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain import eligibility, readiness
from kpps_desk.domain.crew_layout import relayout
from kpps_desk.domain.election import Role
from kpps_desk.domain.readiness import Tally
from kpps_desk.domain.rules import Draft
from kpps_desk.operations import collector, crew_seats, entitlement_effect, rule_checks
from kpps_desk.operations.completion_effect import Schooling, by_group, schooling
from kpps_desk.operations.entitlement_effect import Entitling
from kpps_desk.problems import Problem
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, evidence, facts, rules
from kpps_desk.queries.rules import Steps
from kpps_desk.store.snapshot import Snapshot

_CHUNK = 10_000


class Change(NamedTuple):
    """MS, TMS or BMS until now and from now on; the same twice where only the objections differ."""

    before: str
    after: str


TRAINED, UNTRAINED = Change("Belum terlatih", "Terlatih"), Change("Terlatih", "Belum terlatih")


class Judgement(NamedTuple):
    """What changes about one person. Objections are tokens of domain.eligibility."""

    change: Change
    lost: tuple[str, ...]  # objections that are no more
    new: tuple[str, ...]
    seated: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What adopting a draft would do. `ids` are in the order of the street."""

    people: int = 0  # looked at
    changes: Mapping[Change, int] = field(default_factory=dict)
    seated: Mapping[Change, int] = field(default_factory=dict)  # of them, how many hold a seat
    judgements: Mapping[int, Judgement] = field(default_factory=dict)
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    seats_added: int = 0
    seats_removed: int = 0
    seats_renumbered: int = 0
    ready_now: int = 0  # stations
    ready_won: int = 0
    ready_lost: int = 0
    trained: Mapping[Change, "array[int]"] = field(default_factory=dict)  # TRAINED and UNTRAINED, where anybody changes
    entitled: Mapping[Change, "array[int]"] = field(default_factory=dict)  # to certificates, a kind and way each
    trainers_won: int = 0  # who become entitled to theirs
    trainers_lost: int = 0
    forgotten: tuple[tuple[str, int], ...] = ()  # (name of a document or requirement that goes, its records)
    refusal: Problem | None = None  # why the draft can't be adopted at all

    def people_of(self, change: Change) -> int:
        """How many people one change meets."""
        listed = {**self.trained, **self.entitled}
        return len(listed[change]) if change in listed else self.changes.get(change, 0)

    def ids_of(self, change: Change) -> "array[int]":
        """The people of one change."""
        for listed in (self.trained, self.entitled):
            if change in listed:
                return listed[change]
        return array("q", (member for member in self.ids if self.judgements[member].change == change))


def effect(db: Snapshot, draft: Draft, progress: Progress = silent) -> Effect:
    """Everybody judged by the draft beside what is kept; Invalid where the draft makes no sense."""
    with collector.paused():  # all that is read dies with the frame below, before the collector looks at it
        return _effect(db, draft, progress)


def _effect(db: Snapshot, draft: Draft, progress: Progress) -> Effect:
    voting_day = rules.voting_day(db)
    rule_checks.check(draft, voting_day)
    now = rules.current(db)
    roster = rules.roster(db)
    holders = rules.holders(db)
    judgements = _judged(db, draft, voting_day, roster, holders, progress)
    schooled = Schooling()
    if now.rules.completion != draft.rules.completion:
        schooled = schooling(db, draft.rules.completion, facts.all_members(db), progress)
    lost, won, ready = _readiness(db, draft, judgements, holders, by_group(schooled, holders))
    changes = Counter(one.change for one in judgements.values())
    trained = {change: ids for change, ids in ((TRAINED, schooled.won), (UNTRAINED, schooled.lost)) if ids}
    seated = Counter(one.change for one in judgements.values() if one.seated)
    seated.update({change: sum(member in holders for member in ids) for change, ids in trained.items()})
    entitling = entitlement_effect.entitling(db, now, draft, voting_day)
    entitled = _entitled(entitling)
    seated.update({change: sum(member in holders for member in ids) for change, ids in entitled.items()})
    stations = rules.station_ids(db)
    layout = relayout(now.roles, draft.roles)
    return Effect(
        people=len(roster),
        changes=changes,
        seated=seated,
        judgements=judgements,
        ids=array("q", judgements),
        seats_added=len(layout.added) * len(stations),
        seats_removed=len(layout.removed) * len(stations),
        seats_renumbered=len(layout.renumbered) * len(stations),
        ready_now=ready,
        ready_won=won,
        ready_lost=lost,
        trained=trained,
        entitled=entitled,
        trainers_won=entitling.trainers_won,
        trainers_lost=entitling.trainers_lost,
        forgotten=_forgotten(db, now, draft),
        refusal=crew_seats.refusal(db, draft.roles) or schooled.refusal or entitling.refusal,
    )


def _entitled(found: Entitling) -> dict[Change, "array[int]"]:
    """`Piagam penghargaan: tidak → berhak` and the other way, where anybody changes."""
    named: dict[Change, array[int]] = {}
    for people, ways in ((found.won, ("tidak", "berhak")), (found.lost, ("berhak", "tidak"))):
        for kind, ids in people.items():
            named[Change(f"{words.certificate_kind(kind)}: {ways[0]}", ways[1])] = ids
    return named


def _judged(
    db: Snapshot,
    draft: Draft,
    voting_day: date,
    roster: "array[int]",
    holders: Mapping[int, tuple[int, int]],
    progress: Progress,
) -> dict[int, Judgement]:
    """Those about whom something changes, in the roster's order."""
    panel = eligibility.panel(draft.rules, voting_day)
    found: dict[int, Judgement] = {}
    alike: dict[Judgement, Judgement] = {}  # a few dozen serve a province: the rest would be the collector's work
    for start in range(0, len(roster), _CHUNK):
        progress(start, len(roster), "Menghitung pengaruh")
        part = roster[start : start + _CHUNK]
        db.choose(part)
        changed: dict[int, Judgement] = {}
        for member, known, kept, objections in evidence.of_chosen(db):
            verdict = panel.conclude(known)
            told = eligibility.objections_text(verdict)
            if verdict.eligibility != kept or told != objections:
                before, after = objections.split(), told.split()
                one = Judgement(
                    Change(kept, verdict.eligibility),
                    tuple(token for token in before if token not in after),
                    tuple(token for token in after if token not in before),
                    member in holders,
                )
                changed[member] = alike.setdefault(one, one)
        found.update((member, changed[member]) for member in part if member in changed)
    progress(len(roster), len(roster), "Menghitung pengaruh")
    return found


def _readiness(
    db: Snapshot,
    draft: Draft,
    judgements: Mapping[int, Judgement],
    holders: Mapping[int, tuple[int, int]],
    schooled: Mapping[tuple[int, int], int],
) -> tuple[int, int, int]:
    """Stations that would no longer be ready, that would become so, and that are ready now."""
    after = {role.code: role for role in draft.roles}
    known = {record: after.get(role.code) for record, role in areas.roles(db).items()}
    fit: Counter[tuple[int, int]] = Counter()
    for member, one in judgements.items():
        if one.seated:
            fit[holders[member]] += (one.change.after == "MS") - (one.change.before == "MS")
    crews: dict[tuple[int, bool], list[Tally]] = {}
    for (station, record), steps in rules.crews(db).items():
        role = known[record]
        if role is not None:
            group = (station, record)
            steps = steps._replace(eligible=steps.eligible + fit[group], trained=steps.trained + schooled.get(group, 0))
            tally = _tally(role, steps)
            crews.setdefault((station, role.kpps), []).append(tally)
    needs = {kpps: readiness.needs(draft.roles, kpps=kpps) for kpps in (True, False)}
    lost = won = ready = 0
    for row in rules.stations(db):
        kpps, officers = (_summed(crews.get((row.id, group), [])) for group in (True, False))
        will_be = readiness.ready(kpps, needs[True], officers, needs[False])
        ready += row.ready
        lost += row.ready and not will_be
        won += will_be and not row.ready
    return lost, won, ready


def _tally(role: Role, steps: Steps) -> Tally:
    """A step counts only where the role needs it, as queries.facts counts."""
    return Tally(
        role.seats,
        steps.filled,
        steps.eligible,
        steps.sworn if role.needs_oath else 0,
        steps.trained if role.needs_training else 0,
        steps.certified if role.needs_certificate else 0,
    )


def _summed(tallies: list[Tally]) -> Tally:
    return Tally(*map(sum, zip(*tallies, strict=True))) if tallies else Tally()


def _forgotten(db: Snapshot, now: Draft, draft: Draft) -> tuple[tuple[str, int], ...]:
    """Records that stay in the file and no longer count, by the name of their rule."""
    found: list[tuple[str, int]] = []
    for table, old, new in (
        ("document", now.rules.documents, draft.rules.documents),
        ("requirement", now.rules.requirements, draft.rules.requirements),
    ):
        names = {rule.code: rule.name for rule in old}
        for rule in new:
            names.pop(rule.code, None)
        counted = rules.records_of(db, table, names) if names else {}
        found += ((name, counted[code]) for code, name in names.items() if code in counted)
    return tuple(found)
