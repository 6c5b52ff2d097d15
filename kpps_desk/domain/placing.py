"""Lays whole crews into rooms and times: a plan drawn up, and one mended with as few changes as may be.

What a newcomer gets wrong: leaving out what finds no room. Such a session stays in the plan without a slot, so that no
crew is lost; what is missing is told by domain/plan_faults.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kpps_desk.domain.crews import Crew, Slot, pack
from kpps_desk.domain.planning import (
    Draft,
    DraftSession,
    Ground,
    Request,
    Room,
    Span,
    Trainer,
    overlap,
    team_size,
    within,
)

_UNLIMITED = 1_000_000  # people: more than any kelurahan has


class _Found(NamedTuple):
    """Where a session may be held, and who teaches it."""

    slot: Slot
    room: Room
    team: tuple[str, ...]


class Book:
    """Who and what is taken when, while sessions are being laid."""

    def __init__(self, request: Request, ground: Ground, draft: Iterable[DraftSession] = ()) -> None:
        self.request, self.ground = request, ground
        self._rooms: dict[tuple[str, str, date], list[Span]] = {}
        self._people: dict[tuple[str, date], list[Span]] = {}
        self._turns: Counter[str] = Counter()
        for session in draft:
            if session.slot is not None:
                room = ground.room(session.area, session.slot.room, request)
                self.take(_Found(session.slot, room, session.trainers))

    def take(self, found: _Found) -> None:
        slot = found.slot
        span = (slot.starts, slot.ends)
        self._rooms.setdefault((found.room.area, found.room.name, slot.day), []).append(span)
        for name in found.team:
            self._people.setdefault((name, slot.day), []).append(span)
            self._turns[name] += 1

    def give_back(self, found: _Found) -> None:
        slot = found.slot
        span = (slot.starts, slot.ends)
        self._rooms[found.room.area, found.room.name, slot.day].remove(span)
        for name in found.team:
            self._people[name, slot.day].remove(span)
            self._turns[name] -= 1

    def is_free(self, room: Room, slot: Slot) -> bool:
        """Whether the room can be had then."""
        at, span = (room.area, room.name, slot.day), (slot.starts, slot.ends)
        taken = overlap(span, self._rooms.get(at, ())) or overlap(span, self.ground.used.get(at, ()))
        return slot.day not in room.closed and not taken

    def can_teach(self, trainer: Trainer, slot: Slot) -> bool:
        """Whether somebody can come then."""
        at, span = (trainer.name, slot.day), (slot.starts, slot.ends)
        busy = overlap(span, self._people.get(at, ())) or overlap(span, self.ground.teaching.get(at, ()))
        return slot.day not in trainer.absent and not busy

    def team(self, pool: Sequence[Trainer], slot: Slot) -> tuple[str, ...]:
        """Who teaches then: those whose turn it is; fewer than wanted where no more can come."""
        able = [trainer.name for trainer in pool if self.can_teach(trainer, slot)]
        return tuple(sorted(able, key=lambda name: self._turns[name])[: team_size(self.request)])

    def find(self, size: int, options: Sequence[tuple[Slot, Room]], pool: Sequence[Trainer]) -> _Found | None:
        """The first option with enough trainers, else the first at all; None where there is none."""
        wanted, fallback = min(team_size(self.request), len(pool)), None
        for slot, room in options:
            if size > (room.capacity or _UNLIMITED) or not self.is_free(room, slot):
                continue
            team = self.team(pool, slot) if wanted else ()
            if len(team) >= wanted:
                return _Found(slot, room, team)
            if fallback is None or len(team) > len(fallback.team):
                fallback = _Found(slot, room, team)
        return fallback


def options_for(request: Request, ground: Ground, kelurahan: str) -> list[tuple[Slot, Room]]:
    """Every room at every time, its own rooms before those that it shares, the smaller room first at one time."""
    rooms = ground.rooms_of(kelurahan, request)
    found = [
        (Slot(day, starts, ends, room.name), room)
        for day in sorted(request.days)
        for starts, ends in sorted(request.times)
        for room in sorted(rooms, key=lambda room: room.capacity or _UNLIMITED)
    ]
    return sorted(found, key=lambda option: option[1].area != kelurahan)


def draw_up(request: Request, waiting: Mapping[str, Sequence[Crew]], ground: Ground) -> Draft:
    """Sessions of whole crews for each kelurahan; what finds no room or time is there without a slot.

    ValueError if one crew alone is larger than the capacity.
    """
    book, sessions = Book(request, ground), list[DraftSession]()
    for kelurahan in sorted(waiting):
        if waiting[kelurahan]:
            sessions += _kelurahan(book, kelurahan, waiting[kelurahan], len(sessions) + 1)
    return Draft(request, tuple(sessions))


def _kelurahan(book: Book, kelurahan: str, crews: Sequence[Crew], first_key: int) -> list[DraftSession]:
    """With rooms of several sizes: of the ways to cut the crews the one that leaves fewest over in fewest sessions."""
    request, options = book.request, options_for(book.request, book.ground, kelurahan)
    pool = book.ground.teachers_of(kelurahan, request)
    limit = request.capacity or _UNLIMITED
    sizes = {min(limit, room.capacity or _UNLIMITED) for _, room in options} or {limit}
    largest = max(crew.size for crew in crews)
    ways = [pack(crews, size) for size in sorted(sizes, reverse=True) if size >= largest] or [pack(crews, limit)]
    best: list[tuple[list[Crew], _Found | None]] = []
    for way in ways:
        laid = _lay(book, way, options, pool)
        if not best or _cost(laid) < _cost(best):
            best = laid
        if not any(found is None for _, found in laid):
            break
    for _, found in best:
        if found is not None:
            book.take(found)
    first = book.ground.waves.get(kelurahan, 0) + 1
    return [
        DraftSession(
            first_key + at, kelurahan, first + at, tuple(part), found and found.slot, found.team if found else ()
        )
        for at, (part, found) in enumerate(best)
    ]


def _cost(laid: Sequence[tuple[list[Crew], _Found | None]]) -> tuple[int, int]:
    return sum(found is None for _, found in laid), len(laid)


def _lay(
    book: Book, packs: Sequence[list[Crew]], options: Sequence[tuple[Slot, Room]], pool: Sequence[Trainer]
) -> list[tuple[list[Crew], _Found | None]]:
    """Each pack with its place, in the order of time; the book is left as it was."""
    found: list[_Found | None] = []
    for part in packs:
        place = book.find(sum(crew.size for crew in part), options, pool)
        if place is not None:
            book.take(place)
        found.append(place)
    places = sorted(filter(None, found), key=lambda place: place.slot[:3])
    for place in places:
        book.give_back(place)
    in_time: list[_Found | None] = [*places, *[None] * (len(packs) - len(places))]
    laid = list(zip(packs, in_time, strict=True))
    if all(place is None or _fits(part, place.room) for part, place in laid):
        return laid
    return list(zip(packs, found, strict=True))


def _fits(part: Iterable[Crew], room: Room) -> bool:
    return sum(crew.size for crew in part) <= (room.capacity or _UNLIMITED)


@dataclass(frozen=True, slots=True)
class Lost:
    """What can't be used any more: sessions that slip (`keys`), or every use of a room or of days, or of both.

    `area` narrows it to the kelurahan within.
    """

    keys: frozenset[int] = frozenset()
    room: str = ""
    days: frozenset[date] = frozenset()
    area: str = ""

    def strikes(self, slot: Slot, kelurahan: str) -> bool:
        """Whether this room and time is lost."""
        if not (self.room or self.days) or not within(kelurahan, self.area):
            return False
        return (not self.room or slot.room == self.room) and (not self.days or slot.day in self.days)


class Repacked(NamedTuple):
    """`moved` have another room or time, `filled` took crews in, `left` found nothing."""

    draft: Draft
    moved: tuple[int, ...]
    filled: tuple[int, ...]
    left: tuple[int, ...]


def repack(draft: Draft, ground: Ground, lost: Lost) -> Repacked:
    """Only what is lost moves: to the next free room and time, else its crews to where their neighbours have room."""
    gone = [one for one in draft.sessions if _is_lost(one, lost)]
    keys = {one.key for one in gone}
    book = Book(draft.request, ground, (one for one in draft.sessions if one.key not in keys))
    moved: list[int] = []
    filled: list[int] = []
    left: list[int] = []
    for session in sorted(gone, key=lambda one: (one.slot[:3] if one.slot else (), one.key)):
        place = _next_place(book, session, lost)
        if place is not None:
            book.take(place)
            draft = draft.having(session._replace(slot=place.slot, trainers=place.team))
            moved.append(session.key)
        elif (guests := _share_out(draft, ground, session, keys)) is not None:
            draft = draft.having(session._replace(crews=(), slot=None, trainers=()), *guests)
            filled += [one.key for one in guests]
        else:
            draft = draft.having(session._replace(slot=None, trainers=()))
            left.append(session.key)
    return Repacked(draft, tuple(moved), tuple(dict.fromkeys(filled)), tuple(left))


def _is_lost(session: DraftSession, lost: Lost) -> bool:
    return session.key in lost.keys or (session.slot is not None and lost.strikes(session.slot, session.area))


def _next_place(book: Book, session: DraftSession, lost: Lost) -> _Found | None:
    """What is free after its time, then what is free before it; its own trainers where they can come."""
    was = session.slot
    options = [
        (slot, room)
        for slot, room in options_for(book.request, book.ground, session.area)
        if not lost.strikes(slot, session.area) and not (session.key in lost.keys and slot[:3] == (was and was[:3]))
    ]
    if was is not None:
        options.sort(key=lambda option: (option[0][:2] < was[:2], option[0][:3], option[1].area != session.area))
    pool = book.ground.teachers_of(session.area, book.request)
    own = [trainer for trainer in pool if trainer.name in session.trainers]
    with_own = book.find(session.size, options, own) if own else None
    if with_own is not None and len(with_own.team) == len(session.trainers):
        return with_own
    return book.find(session.size, options, pool)


def _share_out(draft: Draft, ground: Ground, session: DraftSession, lost: set[int]) -> list[DraftSession] | None:
    """Sessions of the kelurahan with the crews taken in, as few of them as may be; None where they don't fit."""
    hosts = [one for one in draft.sessions if one.area == session.area and one.slot and one.key not in lost]
    space = {one.key: _limit(draft.request, ground, one) - one.size for one in hosts}
    taken: dict[int, list[Crew]] = {}
    for crew in session.crews:
        key = next((key for key in taken if space[key] >= crew.size), None)
        key = key or max(space, key=lambda one: space[one], default=None)
        if key is None or space[key] < crew.size:
            return None
        taken.setdefault(key, []).append(crew)
        space[key] -= crew.size
    return [
        one._replace(crews=tuple(sorted((*one.crews, *taken[one.key]), key=lambda crew: crew.place)))
        for one in hosts
        if one.key in taken
    ]


def _limit(request: Request, ground: Ground, session: DraftSession) -> int:
    room = ground.room(session.area, session.slot.room, request).capacity if session.slot else 0
    return min(request.capacity or _UNLIMITED, room or _UNLIMITED)
