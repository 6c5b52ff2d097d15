"""One day of a plan as a board: a lane a room, a column a time, and above them what has no room yet.

What a newcomer gets wrong: a lane a kelurahan. A room that a kecamatan shares is one lane, whoever meets in it.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain.crews import Slot
from kpps_desk.domain.plan_faults import BARS, Fault
from kpps_desk.domain.planning import DraftSession, Room, Span, breaks_within, within
from kpps_desk.queries.plans import Plan


class Lane(NamedTuple):
    """`room` '': sessions without one."""

    area: str
    room: str
    label: str
    note: str


class Block(NamedTuple):
    """One session as it is painted; `flaws` in words, `barred` if one of them keeps the plan from being published."""

    session: DraftSession
    title: str
    body: str
    flaws: tuple[str, ...]
    barred: bool


class Grid(NamedTuple):
    """`cells` are (lane, column) -> sessions; `pauses` the breaks within each time."""

    day: date
    times: tuple[Span, ...]
    pauses: tuple[tuple[Span, ...], ...]
    lanes: tuple[Lane, ...]
    cells: dict[tuple[int, int], tuple[Block, ...]]

    def slot(self, lane: int, column: int) -> Slot | None:
        """What a session gets that is put there; None among those that wait."""
        if not self.lanes[lane].room:
            return None
        return Slot(self.day, *self.times[column], self.lanes[lane].room)

    def takes(self, lane: int, session: DraftSession) -> bool:
        """Whether the session's kelurahan may use this lane."""
        return within(session.area, self.lanes[lane].area)

    def place_of(self, key: int) -> tuple[int, int, int] | None:
        """(lane, column, which of the cell)."""
        for (lane, column), blocks in self.cells.items():
            for at, block in enumerate(blocks):
                if block.session.key == key:
                    return lane, column, at
        return None


def grid(plan: Plan, day: date, area: str = "") -> Grid:
    """The board of this day, as far as an area's kelurahan are concerned."""
    told = flaws_by_key(plan.faults)
    near = [one for one in plan.draft.sessions if within(one.area, area)]
    here = [one for one in near if one.slot and one.slot.day == day]
    times = _times(plan, here)
    rooms = [room for room in _rooms(plan, here) if within(room.area, area) or within(area, room.area)]
    waiting = [one for one in near if one.slot is None and one.crews]
    lanes, cells = _waiting_lanes(plan, waiting, len(times), told)
    at = {(room.area, room.name): len(lanes) + number for number, room in enumerate(rooms)}
    lanes += [_lane(plan, room, day) for room in rooms]
    held: dict[tuple[int, int], list[Block]] = {}
    for one in here:
        if one.slot is not None:
            room = _room_of(plan, one)
            key = (at[room.area, room.name], times.index((one.slot.starts, one.slot.ends)))
            held.setdefault(key, []).append(block(plan, one, told))
    cells |= {key: tuple(blocks) for key, blocks in held.items()}
    pauses = tuple(breaks_within(plan.draft.request, *span) for span in times)
    return Grid(day, times, pauses, tuple(lanes), cells)


def block(plan: Plan, one: DraftSession, told: dict[int, list[Fault]]) -> Block:
    found = told.get(one.key, [])
    numbers = [crew.place[10:] for crew in one.crews]
    span = numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}" if numbers else "tanpa regu"
    who = ", ".join(one.trainers)
    return Block(
        one,
        f"{plan.names.get(one.area, one.area)} gel. {one.wave} · {words.number(one.size)} orang",
        f"TPS {span} ({len(numbers)} regu)" + (f" · {who}" if who else ""),
        tuple(words.plan_fault(fault) for fault in found),
        any(fault.flaw in BARS for fault in found),
    )


def flaws_by_key(faults: Sequence[Fault]) -> dict[int, list[Fault]]:
    """The faults of each session."""
    found: dict[int, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.key, []).append(fault)
    return found


def days_of(plan: Plan) -> list[tuple[date, int, int]]:
    """(day, sessions, sessions with a fault) of every day of the plan."""
    told = {fault.key for fault in plan.faults}
    days = sorted({*plan.draft.request.days, *(one.slot.day for one in plan.draft.sessions if one.slot)})
    counts = dict.fromkeys(days, 0)
    flawed = dict.fromkeys(days, 0)
    for one in plan.draft.sessions:
        if one.slot is not None:
            counts[one.slot.day] += 1
            flawed[one.slot.day] += one.key in told
    return [(day, counts[day], flawed[day]) for day in days]


def _times(plan: Plan, here: Sequence[DraftSession]) -> tuple[Span, ...]:
    used = {(one.slot.starts, one.slot.ends) for one in here if one.slot}
    return tuple(sorted({*plan.draft.request.times, *used}))


def _room_of(plan: Plan, one: DraftSession) -> Room:
    name = one.slot.room if one.slot else ""
    return next((room for room in plan.rooms.get(one.area, ()) if room.name == name), Room(name, one.area))


def _rooms(plan: Plan, here: Sequence[DraftSession]) -> list[Room]:
    found = {(room.area, room.name): room for rooms in plan.rooms.values() for room in rooms}
    for one in here:
        room = _room_of(plan, one)
        found.setdefault((room.area, room.name), room)
    return [found[key] for key in sorted(found)]


def _lane(plan: Plan, room: Room, day: date) -> Lane:
    area = plan.names.get(room.area, room.area)
    limit = f"{words.number(room.capacity)} orang" if room.capacity else ""
    note = " · ".join(filter(None, (area if area not in room.name else "", limit)))
    if day in room.closed:
        note = "tidak dapat dipakai hari ini"
    return Lane(room.area, room.name, room.name, note)


def _waiting_lanes(
    plan: Plan, waiting: Sequence[DraftSession], columns: int, told: dict[int, list[Fault]]
) -> tuple[list[Lane], dict[tuple[int, int], tuple[Block, ...]]]:
    lanes: list[Lane] = []
    cells: dict[tuple[int, int], tuple[Block, ...]] = {}
    by_area: dict[str, list[DraftSession]] = {}
    for one in waiting:
        by_area.setdefault(one.area, []).append(one)
    for area, sessions in by_area.items():
        for begin in range(0, len(sessions), columns):
            for column, one in enumerate(sessions[begin : begin + columns]):
                cells[len(lanes), column] = (block(plan, one, told),)
            lanes.append(Lane(area, "", "Tanpa ruang", plan.names.get(area, area)))
    return lanes, cells
