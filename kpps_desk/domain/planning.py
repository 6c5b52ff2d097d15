"""What a plan of sessions is made from and what it consists of; the rules that draw it up lie in domain/placing.

What a newcomer gets wrong: a room by its name alone. Two kelurahan may both have an "Aula": a room is its area and its
name, and a room of a kecamatan is shared by the kelurahan within it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.crews import Crew, Slot
from kpps_desk.domain.places import parent

Span = tuple[str, str]  # local times, '08.00': starts and ends


class Room(NamedTuple):
    """`capacity` 0: no limit of its own; `area` a kelurahan's code, or that of an area whose kelurahan share it."""

    name: str
    area: str
    capacity: int = 0
    closed: frozenset[date] = frozenset()


class Trainer(NamedTuple):
    """`area` '': teaches everywhere."""

    name: str
    area: str = ""
    absent: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Request:
    """What a plan is made from; `{kelurahan}` in rooms, venue, trainers and title is the kelurahan's name.

    `rooms` are those of every kelurahan that has none written down. `capacity` 0: no limit (a swearing-in takes all
    crews of a kelurahan at once). `trainers_each`: how many teach a session in turn; 0: all that are named.
    """

    kind: SessionKind
    area: str
    days: tuple[date, ...]
    times: tuple[Span, ...]
    rooms: tuple[str, ...] = ("Aula Kelurahan {kelurahan}",)
    capacity: int = 0
    title: str = ""
    topics: tuple[tuple[str, int], ...] = ()
    trainers: tuple[str, ...] = ()
    venue: str = ""
    breaks: tuple[Span, ...] = ()
    trainers_each: int = 0


class DraftSession(NamedTuple):
    """`key` names it within its plan; `slot` None: no room and time yet; `stands_for` the session it rearranges."""

    key: int
    area: str
    wave: int
    crews: tuple[Crew, ...]
    slot: Slot | None
    trainers: tuple[str, ...] = ()
    stands_for: int = 0

    @property
    def size(self) -> int:
        """The people expected, with every seat filled."""
        return sum(crew.size for crew in self.crews)


class Draft(NamedTuple):
    """A plan as it stands."""

    request: Request
    sessions: tuple[DraftSession, ...]

    def session(self, key: int) -> DraftSession:
        """KeyError where there is none."""
        for one in self.sessions:
            if one.key == key:
                return one
        raise KeyError(key)

    def having(self, *changed: DraftSession) -> "Draft":
        """With these in the place of those of the same key; one without crews is gone, unless a session is to go."""
        by_key = {one.key: one for one in changed}
        kept = (by_key.get(one.key, one) for one in self.sessions)
        return self._replace(sessions=tuple(one for one in kept if one.crews or one.stands_for))


class Lacking(StrEnum):
    ROOM = "ruang"
    TRAINER = "narasumber"


class Shortage(NamedTuple):
    """`missing` more of `what` on `day` would do; `area` '' where it isn't one kelurahan's."""

    area: str
    day: date
    what: Lacking
    missing: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What a plan is laid on: rooms and trainers written down, and what sessions that exist already take up.

    `used` is (area, venue, day) -> times, `teaching` (trainer, day) -> times; `called` the stations that have such a
    session already.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    rooms: Mapping[str, tuple[Room, ...]] = field(default_factory=dict)
    trainers: tuple[Trainer, ...] = ()
    used: Mapping[tuple[str, str, date], tuple[Span, ...]] = field(default_factory=dict)
    teaching: Mapping[tuple[str, date], tuple[Span, ...]] = field(default_factory=dict)
    waves: Mapping[str, int] = field(default_factory=dict)
    called: frozenset[int] = frozenset()
    _known: dict[tuple[str, tuple[str, ...], str], dict[str, Room]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )  # asked three times a session: without it half the time of a province's faults

    def rooms_of(self, kelurahan: str, request: Request) -> list[Room]:
        """Its own rooms, then those that it shares; those of the request, where none of its own are written down."""
        return list(self._by_name(kelurahan, request).values())

    def room(self, kelurahan: str, name: str, request: Request) -> Room:
        """The room of this name as the kelurahan sees it; one that nobody wrote down is its own."""
        return self._by_name(kelurahan, request).get(name) or Room(name, kelurahan)

    def _by_name(self, kelurahan: str, request: Request) -> dict[str, Room]:
        key = (kelurahan, request.rooms, request.venue)
        if (known := self._known.get(key)) is None:
            own = list(self.rooms.get(kelurahan, ()))
            if not own:
                own = [Room(name, kelurahan) for name in typed_rooms(request, self.names.get(kelurahan, kelurahan))]
            known = self._known[key] = {room.name: room for room in own}
            for area in _around(kelurahan):  # its own hides a namesake
                for room in self.rooms.get(area, ()):
                    known.setdefault(room.name, room)
        return known

    def teachers_of(self, kelurahan: str, request: Request) -> list[Trainer]:
        """Who may teach there: those named by the request, else those written down."""
        if request.trainers:
            written = {trainer.name: trainer for trainer in self.trainers}
            typed = (fill(name, self.names.get(kelurahan, kelurahan)) for name in request.trainers)
            return [written.get(name) or Trainer(name) for name in typed]
        return [trainer for trainer in self.trainers if within(kelurahan, trainer.area)]


def team_size(request: Request) -> int:
    """How many teach a session."""
    return request.trainers_each or len(request.trainers)


def typed_rooms(request: Request, kelurahan: str) -> list[str]:
    """The request's rooms under the names that they have in this kelurahan."""
    named = (", ".join(part for part in (room, request.venue) if part) for room in request.rooms)
    return list(dict.fromkeys(fill(room, kelurahan) for room in named))


def fill(text: str, kelurahan: str) -> str:
    return text.replace("{kelurahan}", kelurahan)


def within(kelurahan: str, area: str) -> bool:
    """Whether the kelurahan is or lies in this area."""
    return not area or kelurahan == area or kelurahan.startswith(area + ".")


def overlap(one: Span, spans: Iterable[Span]) -> bool:
    """Whether this time touches one of the others; one that begins when another ends doesn't."""
    starts, ends = one
    return any(begun < ends and starts < over for begun, over in spans)


def breaks_within(request: Request, starts: str, ends: str) -> tuple[Span, ...]:
    """The breaks that lie in a session's hours: they are shown, and cost no capacity."""
    return tuple(pause for pause in request.breaks if starts < pause[0] and pause[1] < ends)


def _around(kelurahan: str) -> Iterable[str]:
    area = parent(kelurahan)
    while area:
        yield area
        area = parent(area)
