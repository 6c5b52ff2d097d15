"""Rooms and trainers as an office types or pastes them, one a line: `Aula Kelurahan; 60; Jl. Tanah Abang I; 9-11-2024`.

What a newcomer gets wrong: passing over a line that isn't read. It raises LineError with its number.
"""

import re
from datetime import date
from typing import NamedTuple

from kpps_desk.domain.schedules import parse_days

_AREA = re.compile(r"\d{2}(?:\.?\d{2}){0,2}(?:\.?\d{4})?", re.ASCII)


class LineError(ValueError):
    """`line` counts from 1; `part` is what wasn't read."""

    def __init__(self, line: int, part: str) -> None:
        super().__init__(part)
        self.line, self.part = line, part


class RoomLine(NamedTuple):
    """`area` '': the one that the list is for; `capacity` 0: no limit of its own."""

    name: str
    capacity: int = 0
    address: str = ""
    closed: frozenset[date] = frozenset()
    area: str = ""


class TrainerLine(NamedTuple):
    name: str
    institution: str = ""
    phone: str = ""
    absent: frozenset[date] = frozenset()


def parse_rooms(text: str) -> list[RoomLine]:
    """`[area's code;] name; capacity; address; closed days`; only the name is needed."""
    found = []
    for number, parts in _lines(text):
        area = parts.pop(0) if len(parts) > 1 and _AREA.fullmatch(parts[0]) else ""
        name, capacity, address, closed = (*parts, "", "", "", "")[:4]
        if not name:
            raise LineError(number, "; ".join(parts))
        if capacity and not capacity.isdecimal():
            raise LineError(number, capacity)
        found.append(RoomLine(name, int(capacity or 0), address, _days(number, closed), area))
    return found


def parse_trainers(text: str) -> list[TrainerLine]:
    """`name; institution; phone; absent days`; only the name is needed."""
    found = []
    for number, parts in _lines(text):
        name, institution, phone, absent = (*parts, "", "", "", "")[:4]
        if not name:
            raise LineError(number, "; ".join(parts))
        found.append(TrainerLine(name, institution, phone, _days(number, absent)))
    return found


def _lines(text: str) -> list[tuple[int, list[str]]]:
    lines = enumerate(text.replace("\t", ";").splitlines(), start=1)
    return [(number, [part.strip() for part in line.split(";")]) for number, line in lines if line.strip()]


def _days(line: int, text: str) -> frozenset[date]:
    try:
        return frozenset(parse_days(text))
    except ValueError as error:
        raise LineError(line, str(error) or text) from None
