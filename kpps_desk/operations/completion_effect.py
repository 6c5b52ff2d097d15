"""Whom another rule of completion makes trained, or no longer trained; and why it may not be adopted.

What a newcomer gets wrong: taking a certificate away in silence. It says that its holder was trained; a rule by which
somebody with a certificate would not be is refused until that certificate is revoked.
"""

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from kpps_desk import words
from kpps_desk.domain.election import Completion
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import facts
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_CHUNK = 20_000
_member = schema.member.c
_KEPT = (
    select(_member.id, _member.trained.is_not(None), _member.certified)
    .join(schema.chosen, schema.chosen.c.id == _member.id)
    .order_by(_member.place, _member.id)
)


@dataclass(frozen=True, slots=True)
class Schooling:
    """`certified`: how many of the lost hold a certificate."""

    won: "array[int]" = field(default_factory=lambda: array("q"))
    lost: "array[int]" = field(default_factory=lambda: array("q"))
    certified: int = 0

    @property
    def refusal(self) -> Refused | None:
        """Why this can't be adopted."""
        if not self.certified:
            return None
        return Refused(
            f"{words.number(self.certified)} orang yang sudah bersertifikat tidak lagi terlatih menurut aturan ini.",
            "Longgarkan aturannya, atau cabut sertifikatnya dahulu.",
        )


def schooling(db: Snapshot, rule: Completion, roster: "array[int]", progress: Progress = silent) -> Schooling:
    """Everybody of the roster by this rule, beside what is kept."""
    won, lost, certified = array("q"), array("q"), 0
    for start in range(0, len(roster), _CHUNK):
        progress(start, len(roster), "Menghitung siapa yang terlatih")
        db.choose(roster[start : start + _CHUNK])
        trained = facts.trained_of_chosen(db, rule)
        for member, was, holds in db.rows(_KEPT):
            if was and member not in trained:
                lost.append(member)
                certified += holds
            elif not was and member in trained:
                won.append(member)
    return Schooling(won, lost, certified)


def by_group(found: Schooling, holders: Mapping[int, tuple[int, int]]) -> Counter[tuple[int, int]]:
    """(station, role) -> how many more of its people are trained; fewer, where it is negative."""
    counted: Counter[tuple[int, int]] = Counter()
    for members, step in ((found.won, 1), (found.lost, -1)):
        for member in members:
            if member in holders:
                counted[holders[member]] += step
    return counted
