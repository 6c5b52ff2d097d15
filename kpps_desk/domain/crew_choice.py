"""Who could sit where: a proposal for the vacant seats of one or many crews, and the women's share of a crew.

What a newcomer gets wrong: filling TPS after TPS. The first would take who wished for the second. Whoever is nearest to
a seat goes first, over all crews: named reserves by rank, then who wished for the seat or the TPS, then the kelurahan;
chairs before the others, to people who asked to be chair. KPPS and officers are never exchanged. Women's share is told,
never forced.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from kpps_desk.domain.election import Role

_KELURAHAN, _STATION, _SEAT = 10, 13, 14  # digits of a code


class Seat(NamedTuple):
    """A vacant seat: its 14-digit code and the code of its role."""

    code: str
    role: str


class Candidate(NamedTuple):
    """Somebody eligible without a seat. `wanted`: kelurahan, TPS or seat (digits); `reserve`: rank, 0 for none."""

    id: int
    role: str
    wanted: str
    reserve: int = 0


class Pair(NamedTuple):
    """A proposal, and why this one: a tier."""

    seat: Seat
    candidate: Candidate
    tier: int


RESERVE_HERE, RESERVE_NEAR, WISHED_SEAT, WISHED_STATION, RESERVE_ELSEWHERE, NEAR, OUTSIDE = range(7)


def tier(seat: str, candidate: Candidate) -> int:
    """How near somebody is to a seat: the smaller, the sooner asked."""
    wanted = candidate.wanted
    if wanted[:_KELURAHAN] != seat[:_KELURAHAN]:
        return OUTSIDE
    here = wanted[:_STATION] == seat[:_STATION]
    if candidate.reserve:
        return RESERVE_HERE if here else RESERVE_NEAR if len(wanted) <= _KELURAHAN else RESERVE_ELSEWHERE
    if here:
        return WISHED_SEAT if wanted == seat else WISHED_STATION
    return NEAR


def suggest(seats: Iterable[Seat], candidates: Iterable[Candidate], roles: Iterable[Role]) -> list[Pair]:
    """A candidate for as many vacant seats as there are people for, in the order of the seats.

    Nobody outside a seat's kelurahan is proposed: to move people is a decision of its own.
    """
    known = {role.code: role for role in roles}
    open_seats = sorted(seats)
    people = _People(candidates)
    chairs = [seat for seat in open_seats if known[seat.role].seats == 1]
    others = [seat for seat in open_seats if known[seat.role].seats != 1]
    found: list[Pair] = []
    every, own, far = range(OUTSIDE), range(RESERVE_ELSEWHERE), range(RESERVE_ELSEWHERE, OUTSIDE)
    # A chair who asked for it may come from the next TPS; another is sought at home before anybody is taken from there.
    rounds = (
        (chairs, every, True),
        (chairs, own, False),
        (others, own, False),
        (chairs, far, False),
        (others, far, False),
    )
    for part, tiers, asked_alone in rounds:
        filled = {pair.seat.code for pair in found}
        left = [seat for seat in part if seat.code not in filled]
        found += _round(left, people, known, tiers, asked_alone=asked_alone)
    return sorted(found)


def _round(
    seats: Sequence[Seat], people: "_People", roles: Mapping[str, Role], tiers: Iterable[int], *, asked_alone: bool
) -> Iterator[Pair]:
    """Every seat takes the best of one tier before any looks at the next. `asked_alone`: who asked for the role."""
    left = seats
    for near in tiers:
        still = []
        for seat in left:
            able = {seat.role} if asked_alone else {code for code in roles if roles[code].kpps == roles[seat.role].kpps}
            taken = people.take(seat, near, able)
            if taken is None:
                still.append(seat)
            else:
                yield Pair(seat, taken, near)
        left = still


class _People:
    """Who isn't placed yet, by where they wish to be."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._by_place: dict[tuple[str, bool], dict[int, Candidate]] = defaultdict(dict)
        for one in sorted(set(candidates), key=lambda one: (one.reserve, one.id)):
            self._by_place[one.wanted[:_STATION], bool(one.reserve)][one.id] = one
        self._kelurahan: dict[str, list[str]] = defaultdict(list)
        for place, _ in self._by_place:
            if place not in self._kelurahan[place[:_KELURAHAN]]:
                self._kelurahan[place[:_KELURAHAN]].append(place)

    def take(self, seat: Seat, near: int, able: set[str]) -> Candidate | None:
        """The first of this tier who may hold one of these roles; who asked for the seat's own role before others."""
        firsts = (_first(group, seat, near, able) for group in self._groups(seat.code, near))
        best = min(
            (one for one in firsts if one is not None),
            key=lambda one: (one.role != seat.role, one.reserve, one.id),
            default=None,
        )
        if best is not None:
            del self._by_place[best.wanted[:_STATION], bool(best.reserve)][best.id]
        return best

    def _groups(self, seat: str, near: int) -> Iterator[dict[int, Candidate]]:
        reserve = near in (RESERVE_HERE, RESERVE_NEAR, RESERVE_ELSEWHERE)
        here, kelurahan = seat[:_STATION], seat[:_KELURAHAN]
        if near in (RESERVE_HERE, WISHED_SEAT, WISHED_STATION):
            places = [here]
        elif near == RESERVE_NEAR:
            places = [kelurahan]
        else:
            places = [kelurahan, *(place for place in self._kelurahan[kelurahan] if place not in (here, kelurahan))]
        return (self._by_place[place, reserve] for place in places if (place, reserve) in self._by_place)


def _first(group: Mapping[int, Candidate], seat: Seat, near: int, able: set[str]) -> Candidate | None:
    """A group stands in the order of rank: its first who asked for the seat's role, else its first who may hold it."""
    fit = [one for one in group.values() if one.role in able and tier(seat.code, one) == near]
    return next((one for one in fit if one.role == seat.role), fit[0] if fit else None)


def women_needed(people: int, share: float) -> int:
    """How many of so many the share asks for: 3 of 7 at 30 %."""
    return ceil(people * share - 1e-9)


def few_women(women: int, people: int, share: float) -> bool:
    """Whether the indicator shows: somebody sits there, and fewer women than the share asks for."""
    return people > 0 and women < women_needed(people, share)
