"""Two plans side by side: their figures, and which crews would meet elsewhere or at another time.

What a newcomer gets wrong: comparing sessions by their numbers. Two drafts number alike what has nothing in common; a
crew is the same in both.
"""

from datetime import date
from itertools import groupby
from typing import NamedTuple

from kpps_desk.domain.crews import Slot
from kpps_desk.domain.plan_faults import faults
from kpps_desk.domain.planning import Draft, Ground, within

_NOWHERE: tuple[str, Slot | None] = ("", None)


class Figures(NamedTuple):
    """One plan in numbers; `smallest` and `largest` are people in a session."""

    sessions: int
    crews: int
    people: int
    areas: int
    days: int
    rooms: int
    unplaced: int
    smallest: int
    largest: int
    faults: int


class Difference(NamedTuple):
    """Crews of one kelurahan that meet otherwise; `before` or `after` None: without room and time."""

    area: str
    stations: tuple[str, ...]
    before: Slot | None
    after: Slot | None
    in_one: bool = True  # planned there at all
    in_other: bool = True


def figures(draft: Draft, ground: Ground) -> Figures:
    sizes = [session.size for session in draft.sessions]
    held = [(session.area, session.slot) for session in draft.sessions if session.slot]
    days: set[date] = {slot.day for _, slot in held}
    return Figures(
        sessions=len(sizes),
        crews=sum(len(session.crews) for session in draft.sessions),
        people=sum(sizes),
        areas=len({session.area for session in draft.sessions}),
        days=len(days),
        rooms=len({(area, slot.room) for area, slot in held}),
        unplaced=len(sizes) - len(held),
        smallest=min(sizes, default=0),
        largest=max(sizes, default=0),
        faults=len(faults(draft, ground)),
    )


def differences(one: Draft, other: Draft) -> list[Difference]:
    """Neighbouring crews that change alike stand in one line, in the order of the street."""
    before, after = _slots(one), _slots(other)
    changed = [
        (place, before.get(place, _NOWHERE), after.get(place, _NOWHERE))
        for place in sorted(before.keys() | after.keys())
        if before.get(place, _NOWHERE) != after.get(place, _NOWHERE)
    ]
    return [
        Difference(was[0] or now[0], tuple(row[0] for row in rows), was[1], now[1], bool(was[0]), bool(now[0]))
        for (was, now), rows in groupby(changed, key=lambda row: (row[1], row[2]))
    ]


def narrowed(draft: Draft, area: str) -> Draft:
    """The sessions of an area's kelurahan alone."""
    return draft._replace(sessions=tuple(one for one in draft.sessions if within(one.area, area)))


def _slots(draft: Draft) -> dict[str, tuple[str, Slot | None]]:
    return {crew.place: (session.area, session.slot) for session in draft.sessions for crew in session.crews}
