"""What doesn't hold in a plan: what is twice, over full or missing, and how many rooms or trainers would mend it.

What a newcomer gets wrong: stopping at the first fault. All of them are told; only some keep a plan from being
published.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kpps_desk.domain.planning import (
    Draft,
    DraftSession,
    Ground,
    Lacking,
    Request,
    Shortage,
    Span,
    overlap,
    team_size,
)


class Flaw(StrEnum):
    UNPLACED = "tanpa ruang"
    ROOM_TWICE = "ruang ganda"
    ROOM_CLOSED = "ruang tutup"
    TRAINER_TWICE = "narasumber ganda"
    TRAINER_ABSENT = "narasumber berhalangan"
    TRAINERS_FEW = "narasumber kurang"
    CREW_TWICE = "regu ganda"
    CREW_CALLED = "regu sudah bersesi"
    OVER_FULL = "melebihi kapasitas"


BARS = frozenset(Flaw) - {Flaw.TRAINER_ABSENT, Flaw.TRAINERS_FEW, Flaw.OVER_FULL}  # people may know better there


class Fault(NamedTuple):
    """`what` is the room, the trainer, the station, or how many people too many or trainers too few."""

    key: int
    flaw: Flaw
    what: str


def limit_of(request: Request, ground: Ground, session: DraftSession) -> int:
    """How many people the session may have; 0: no limit."""
    room = ground.room(session.area, session.slot.room, request).capacity if session.slot else 0
    return min(filter(None, (request.capacity, room)), default=0)


def faults(draft: Draft, ground: Ground) -> list[Fault]:
    """Everything that doesn't hold, session by session in their order."""
    found = [fault for session in draft.sessions for fault in _alone(draft.request, ground, session)]
    found += _together(draft, ground)
    order = {session.key: at for at, session in enumerate(draft.sessions)}
    return sorted(dict.fromkeys(found), key=lambda fault: order[fault.key])


def _alone(request: Request, ground: Ground, session: DraftSession) -> Iterator[Fault]:
    key, slot = session.key, session.slot
    if slot is None:
        if session.crews:
            yield Fault(key, Flaw.UNPLACED, "")
        return
    limit, span = limit_of(request, ground, session), (slot.starts, slot.ends)
    if limit and session.size > limit:
        yield Fault(key, Flaw.OVER_FULL, str(session.size - limit))
    room = ground.room(session.area, slot.room, request)
    if slot.day in room.closed:
        yield Fault(key, Flaw.ROOM_CLOSED, room.name)
    if overlap(span, ground.used.get((room.area, room.name, slot.day), ())):
        yield Fault(key, Flaw.ROOM_TWICE, room.name)
    absent = {trainer.name for trainer in ground.trainers if slot.day in trainer.absent}
    for name in session.trainers:
        if name in absent:
            yield Fault(key, Flaw.TRAINER_ABSENT, name)
        if overlap(span, ground.teaching.get((name, slot.day), ())):
            yield Fault(key, Flaw.TRAINER_TWICE, name)
    few = team_size(request) - len(session.trainers)
    if few > 0:
        yield Fault(key, Flaw.TRAINERS_FEW, str(few))


def _together(draft: Draft, ground: Ground) -> Iterator[Fault]:
    rooms: defaultdict[tuple[str, str, date], list[tuple[Span, int]]] = defaultdict(list)
    people: defaultdict[tuple[str, date], list[tuple[Span, int]]] = defaultdict(list)
    crews: defaultdict[str, list[int]] = defaultdict(list)
    for session in draft.sessions:
        for crew in session.crews:
            crews[crew.place].append(session.key)
            if crew.station_id in ground.called:
                yield Fault(session.key, Flaw.CREW_CALLED, crew.place)
        if (slot := session.slot) is not None:
            use = ((slot.starts, slot.ends), session.key)
            room = ground.room(session.area, slot.room, draft.request)
            rooms[room.area, room.name, slot.day].append(use)
            for name in session.trainers:
                people[name, slot.day].append(use)
    for (_, room_name, _), uses in rooms.items():
        yield from (Fault(key, Flaw.ROOM_TWICE, room_name) for key in _clashing(uses))
    for (name, _), uses in people.items():
        yield from (Fault(key, Flaw.TRAINER_TWICE, name) for key in _clashing(uses))
    for place, keys in crews.items():
        if len(keys) > 1:
            yield from (Fault(key, Flaw.CREW_TWICE, place) for key in keys)


def _clashing(uses: list[tuple[Span, int]]) -> Iterator[int]:
    for at, (span, key) in enumerate(uses):
        if overlap(span, (other for also, (other, _) in enumerate(uses) if also != at)):
            yield key


def shortages(draft: Draft) -> list[Shortage]:
    """How many rooms, and trainers, on which day would have been enough; by day, then kelurahan."""
    found = [*_rooms_short(draft), *_trainers_short(draft)]
    return sorted(found, key=lambda one: (one.day, one.what, -one.missing, one.area))


def _rooms_short(draft: Draft) -> Iterator[Shortage]:
    unplaced = Counter(session.area for session in draft.sessions if session.slot is None and session.crews)
    held: defaultdict[str, Counter[date]] = defaultdict(Counter)
    for session in draft.sessions:
        if session.slot is not None and session.area in unplaced:
            held[session.area][session.slot.day] += 1
    for area, waiting in unplaced.items():
        more: Counter[date] = Counter()
        for _ in range(waiting):  # the day that holds least has a room too few
            more[min(draft.request.days, key=lambda day: (held[area][day] + more[day], day))] += 1
        turns = _turns(draft.request.times)
        yield from (Shortage(area, day, Lacking.ROOM, -(-many // turns)) for day, many in more.items())


def _turns(times: tuple[Span, ...]) -> int:
    """How many sessions one room can hold a day: times that don't overlap."""
    count, over = 0, ""
    for starts, ends in sorted(times, key=lambda span: span[1]):
        if starts >= over:
            count, over = count + 1, ends
    return max(1, count)


def _trainers_short(draft: Draft) -> Iterator[Shortage]:
    wanted = team_size(draft.request)
    few: Counter[tuple[date, str]] = Counter()
    for session in draft.sessions:
        if session.slot is not None and wanted > len(session.trainers):
            few[session.slot.day, session.slot.starts] += wanted - len(session.trainers)
    worst: dict[date, int] = {}
    for (day, _), missing in few.items():
        worst[day] = max(worst.get(day, 0), missing)
    yield from (Shortage("", day, Lacking.TRAINER, missing) for day, missing in worst.items())
