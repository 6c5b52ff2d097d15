"""Rearranging a plan by hand: a crew, a session, or two that change places; what breaks by it is told, not forbidden.

What a newcomer gets wrong: refusing what is unwise. People move things in steps, and a step may break what the next one
mends. Only what can't be at all raises Impossible.
"""

from enum import StrEnum
from typing import NamedTuple

from kpps_desk.domain.crews import Slot
from kpps_desk.domain.plan_faults import Fault, faults
from kpps_desk.domain.planning import Draft, DraftSession, Ground


class Why(StrEnum):
    NO_SESSION = "no session"
    NO_CREW = "no crew"
    SAME = "same"
    OTHER_AREA = "other area"
    NO_NEIGHBOUR = "no neighbour"


class Impossible(ValueError):  # noqa: N818  an answer, not a fault
    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class Rearranged(NamedTuple):
    """The plan afterwards; `broken` and `mended` are the faults that came and went by it."""

    draft: Draft
    broken: tuple[Fault, ...]
    mended: tuple[Fault, ...]


def move_crew(draft: Draft, ground: Ground, place: str, key: int) -> Rearranged:
    """The crew of this station to another session of its kelurahan; a session left empty goes."""
    goal, source = _session(draft, key), _holder(draft, place)
    if source.key == goal.key:
        raise Impossible(Why.SAME)
    if source.area != goal.area:
        raise Impossible(Why.OTHER_AREA)
    crew = next(crew for crew in source.crews if crew.place == place)
    return _told(
        draft,
        ground,
        _without(source, place),
        goal._replace(crews=tuple(sorted((*goal.crews, crew), key=lambda one: one.place))),
    )


def move_edge(draft: Draft, ground: Ground, key: int, step: int) -> Rearranged:
    """The last crew to the next session of the kelurahan (step 1), or the first to the one before (step -1)."""
    session = _session(draft, key)
    near = [one for one in draft.sessions if one.area == session.area and one.crews]
    row = sorted(near, key=lambda one: one.crews[0].place)
    if session not in row or not 0 <= row.index(session) + step < len(row):
        raise Impossible(Why.NO_NEIGHBOUR)
    at = row.index(session) + step
    crew = session.crews[-1 if step > 0 else 0]
    return move_crew(draft, ground, crew.place, row[at].key)


def move_session(draft: Draft, ground: Ground, key: int, slot: Slot | None) -> Rearranged:
    """A session to another room and time; None: it waits without one."""
    session = _session(draft, key)
    if session.slot == slot:
        raise Impossible(Why.SAME)
    return _told(draft, ground, session._replace(slot=slot))


def swap(draft: Draft, ground: Ground, one_key: int, other_key: int) -> Rearranged:
    """Two sessions change rooms and times, and the trainers with them; between kelurahan only the times."""
    one, other = _session(draft, one_key), _session(draft, other_key)
    if one.key == other.key:
        raise Impossible(Why.SAME)
    here, there = one.slot, other.slot
    if one.area != other.area and here is not None and there is not None:
        here, there = here._replace(room=there.room), there._replace(room=here.room)
    return _told(
        draft,
        ground,
        one._replace(slot=there, trainers=other.trainers),
        other._replace(slot=here, trainers=one.trainers),
    )


def set_trainers(draft: Draft, ground: Ground, key: int, trainers: tuple[str, ...]) -> Rearranged:
    """Others teach this session."""
    return _told(draft, ground, _session(draft, key)._replace(trainers=trainers))


def _told(draft: Draft, ground: Ground, *changed: DraftSession) -> Rearranged:
    after = draft.having(*changed)
    before, now = faults(draft, ground), faults(after, ground)
    known, found = set(before), set(now)
    return Rearranged(
        after,
        tuple(fault for fault in now if fault not in known),
        tuple(fault for fault in before if fault not in found),
    )


def _without(session: DraftSession, place: str) -> DraftSession:
    left = tuple(one for one in session.crews if one.place != place)
    return session._replace(crews=left) if left else session._replace(crews=(), slot=None, trainers=())


def _session(draft: Draft, key: int) -> DraftSession:
    try:
        return draft.session(key)
    except KeyError:
        raise Impossible(Why.NO_SESSION) from None


def _holder(draft: Draft, place: str) -> DraftSession:
    for session in draft.sessions:
        if any(crew.place == place for crew in session.crews):
            return session
    raise Impossible(Why.NO_CREW)
