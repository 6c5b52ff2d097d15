"""Packing whole TPS crews into sessions; rooms and times are given to them by domain/placing.

What a newcomer gets wrong: scheduling people. A crew stays together, and crews stay in the order of their TPS, so that
neighbours meet in one room; a plain cut of the row is enough, no bin packing.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class Crew(NamedTuple):
    """`size` counts the people who are expected; `place` is the station's code and gives the order."""

    station_id: int
    place: str
    size: int


class Slot(NamedTuple):
    """One use of one room: `starts` and `ends` local, `08.00`."""

    day: date
    starts: str
    ends: str
    room: str


def pack(crews: Sequence[Crew], capacity: int) -> list[list[Crew]]:
    """The crews, cut into as few sessions as the capacity allows, all about equally full.

    ValueError if one crew alone is larger than `capacity`.
    """
    if any(crew.size > capacity for crew in crews):
        raise ValueError(capacity)
    row = sorted(crews, key=lambda crew: crew.place)
    furthest = _furthest(row, capacity)
    fewest = [0] * (len(row) + 1)  # sessions needed for the crews from here on
    for start in reversed(range(len(row))):
        fewest[start] = 1 + fewest[furthest[start]]
    packs: list[list[Crew]] = []
    start, people = 0, sum(crew.size for crew in row)
    while start < len(row):
        share = people / fewest[start]
        end, taken = start + 1, row[start].size
        while end < furthest[start]:
            late = fewest[end] == fewest[start]  # a cut here would cost one session more
            closer = abs(taken + row[end].size - share) < abs(taken - share)
            if not (late or closer):
                break
            taken += row[end].size
            end += 1
        packs.append(row[start:end])
        start, people = end, people - taken
    return packs


def _furthest(row: Sequence[Crew], capacity: int) -> list[int]:
    """For each crew the end of the longest session that begins with it."""
    ends: list[int] = []
    end = people = 0
    for crew in row:
        while end < len(row) and people + row[end].size <= capacity:
            people += row[end].size
            end += 1
        ends.append(end)
        people -= crew.size
    return ends
