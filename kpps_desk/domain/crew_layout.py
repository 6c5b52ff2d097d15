"""How a crew's seats are laid out, and what becomes of each seat when the layout changes.

What a newcomer gets wrong: taking a seat's number for the seat. The k-th seat of a role stays that seat, with its
holder, whatever number the new layout gives it: the third anggota is seat 4 of the usual crew, and seat 5 where a vice
chair sits before the members. Numbers follow the order of the roles, without a gap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from kpps_desk.domain.election import Role

MOST_SEATS = 9  # of a crew: a seat's code is the station's and one digit


class Relayout(NamedTuple):
    """What one crew's seats go through. Numbers are those within the crew."""

    moved: tuple[tuple[int, int], ...]  # (number until now, number from now on) of the seats that stay; equal ones too
    added: tuple[tuple[str, int], ...]  # (role's code, number from now on)
    removed: tuple[int, ...]  # numbers until now

    @property
    def renumbered(self) -> dict[int, int]:
        """Of the seats that stay, those whose number changes."""
        return {old: new for old, new in self.moved if old != new}


def laid_out(roles: Iterable[Role]) -> tuple[Role, ...]:
    """The same roles, their seats numbered from 1 in this order."""
    found: list[Role] = []
    first = 1
    for role in roles:
        found.append(replace(role, first_number=first))
        first += role.seats
    return tuple(found)


def relayout(old: Sequence[Role], new: Sequence[Role]) -> Relayout:
    """From one layout to another; a role is the same where its code is."""
    before, after = _seats(old), _seats(new)
    return Relayout(
        tuple((number, after[seat]) for seat, number in before.items() if seat in after),
        tuple((seat[0], number) for seat, number in after.items() if seat not in before),
        tuple(number for seat, number in before.items() if seat not in after),
    )


def overlapping(roles: Sequence[Role]) -> bool:
    """Whether two roles claim one number."""
    numbers = [number for role in roles for number in role.numbers]
    return len(numbers) != len(set(numbers))


def _seats(roles: Sequence[Role]) -> dict[tuple[str, int], int]:
    """(role's code, which of its seats) -> number in the crew."""
    return {(role.code, place): number for role in roles for place, number in enumerate(role.numbers)}
