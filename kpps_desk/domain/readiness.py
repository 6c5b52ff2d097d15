"""When a TPS is ready, and what it lacks.

The seats of a role count toward a step only if the role needs that step: officers swear in but are neither trained nor
certified, unless the election's settings say so.
"""

from collections.abc import Iterable
from typing import NamedTuple

from kpps_desk.domain.election import Role

ORDER = ("kursi", "syarat", "sumpah", "bimtek", "sertifikat")  # in which things have to be done


class Needs(NamedTuple):
    """How many people of one group (KPPS or officers) a crew needs at each step."""

    seats: int
    sworn: int
    trained: int
    certified: int


class Tally(NamedTuple):
    """How many of one group of a crew have come how far; `eligible` counts seat holders who meet the requirements."""

    seats: int = 0
    filled: int = 0
    eligible: int = 0
    sworn: int = 0
    trained: int = 0
    certified: int = 0


class Lack(NamedTuple):
    """`people` of a crew still miss `what`, one of ORDER."""

    what: str
    people: int


def needs(roles: Iterable[Role], *, kpps: bool) -> Needs:
    """What one crew's KPPS (or its officers) need, from the election's roles."""
    group = [role for role in roles if role.kpps == kpps]
    return Needs(
        seats=sum(role.seats for role in group),
        sworn=sum(role.seats for role in group if role.needs_oath),
        trained=sum(role.seats for role in group if role.needs_training),
        certified=sum(role.seats for role in group if role.needs_certificate),
    )


def lacks(tally: Tally, need: Needs) -> tuple[Lack, ...]:
    """What is still missing, in the order in which it has to be done; empty when nothing is."""
    missing = (
        need.seats - tally.filled,
        tally.filled - tally.eligible,
        need.sworn - tally.sworn,
        need.trained - tally.trained,
        need.certified - tally.certified,
    )
    return tuple(Lack(what, people) for what, people in zip(ORDER, missing, strict=True) if people > 0)


def ready(kpps: Tally, kpps_needs: Needs, officers: Tally, officer_needs: Needs) -> bool:
    """A polling station is ready or it isn't: every seat filled, sworn in, trained and certified as its role needs."""
    return not lacks(kpps, kpps_needs) and not lacks(officers, officer_needs)
