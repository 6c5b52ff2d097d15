"""Whom other rules make entitled to a certificate, or no longer; and why they may not be adopted.

What a newcomer gets wrong: taking a certificate away in silence. It says that its holder was sworn in and trained; a
rule by which somebody with one wouldn't be worthy of it is refused until that certificate is revoked.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from kpps_desk import words
from kpps_desk.domain.certificates import Kind, bar, trainer_bar
from kpps_desk.domain.rules import Draft
from kpps_desk.problems import Refused
from kpps_desk.queries import areas, certificate_invariants, entitlement, teaching
from kpps_desk.store.snapshot import Snapshot

_MEMBERS = (Kind.CERTIFICATE, Kind.PIAGAM)


@dataclass(frozen=True, slots=True)
class Entitling:
    """People who become entitled and who are no longer, a kind each; trainers are counted, for they have no seat."""

    won: dict[Kind, "array[int]"] = field(default_factory=dict)
    lost: dict[Kind, "array[int]"] = field(default_factory=dict)
    trainers_won: int = 0
    trainers_lost: int = 0
    unworthy: tuple[tuple[Kind, int], ...] = ()

    @property
    def refusal(self) -> Refused | None:
        """Why this can't be adopted."""
        for kind, holders in self.unworthy:
            name = words.certificate_kind(kind).lower()
            return Refused(
                f"{words.number(holders)} pemegang {name} belum disumpah atau belum terlatih menurut aturan ini.",
                "Longgarkan aturannya, atau cabut sertifikatnya dahulu.",
            )
        return None


def entitling(db: Snapshot, now: Draft, draft: Draft, voting_day: date) -> Entitling:
    """Everybody by the rules of a draft, beside those in force; as far as they have come today."""
    if now.rules.certificates == draft.rules.certificates and now.roles == draft.roles:
        return Entitling()
    won, lost = dict[Kind, "array[int]"](), dict[Kind, "array[int]"]()
    for kind in _MEMBERS:
        before, after = (set(_admitted(db, each, kind, voting_day)) for each in (now, draft))
        for found, facts in ((won, after - before), (lost, before - after)):
            if people := entitlement.of_facts(db, kind, sorted(facts)):
                found[kind] = people
    taught = [(len(one.taught), one.held) for one in teaching.teachers(db)]
    before_, after_ = (_trainers(db, each, taught, voting_day) for each in (now, draft))
    unworthy = [
        (kind, certificate_invariants.unearned(db, draft.rules.certificate(kind), draft.roles)) for kind in _MEMBERS
    ]
    return Entitling(
        won,
        lost,
        sum(new and not old for old, new in zip(before_, after_, strict=True)),
        sum(old and not new for old, new in zip(before_, after_, strict=True)),
        tuple((kind, holders) for kind, holders in unworthy if holders),
    )


def _admitted(db: Snapshot, rules: Draft, kind: Kind, voting_day: date) -> Iterator[tuple[int, bool, bool, bool, bool]]:
    """The combinations of facts that entitle by these rules; roles are known by their codes."""
    rule, by_code = rules.rules.certificate(kind), {role.code: role for role in rules.roles}
    first = rule.opens(voting_day)
    opened = first is None or db.today >= first
    for record, kept in areas.roles(db).items():
        role = by_code.get(kept.code)
        for seated, sworn, trained, held in product((False, True), repeat=4):
            if role is not None and bar(rule, role, seated, sworn, trained, held, opened) is None:
                yield record, seated, sworn, trained, held


def _trainers(db: Snapshot, rules: Draft, taught: list[tuple[int, bool]], voting_day: date) -> list[bool]:
    rule = rules.rules.certificate(Kind.TRAINER)
    first = rule.opens(voting_day)
    opened = first is None or db.today >= first
    return [trainer_bar(rule, times, held, opened) is None for times, held in taught]
