"""Which seat a person of a list gets: the one the list names, else the first free one of the role.

What a newcomer gets wrong: giving out seats in the order of the rows. A seat that some row names by its number is that
row's; so those who name none are asked about last (operations.importing), and get the first of the others.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kpps_desk.domain.election import Role
from kpps_desk.domain.findings import Code
from kpps_desk.exchange.roster import Person


class Taken(NamedTuple):
    """Why there is no seat. `holder` is a name out of the same file, or the id of a member who held it before."""

    code: Code
    tps: str
    holder: int | str


class Seating:
    """Seats by their 14-digit code, and who holds them: a member's id, or the name out of the same file."""

    def __init__(self, seats: Mapping[str, int], holders: Mapping[int, int], roles: Iterable[Role]) -> None:
        self._seats = seats
        self._holders: dict[int, int | str] = dict(holders)
        self._numbers = {role.code: tuple(role.numbers) for role in roles}
        self._next: dict[tuple[str, str], tuple[int, ...]] = {}  # station and role -> numbers that may still be free

    def take(self, person: Person) -> str | Taken:
        """The code of the seat that is the person's from now on; if there is none, why."""
        crew = (station, _) = person.place, person.role
        numbers = (person.seat_number,) if person.seat_number else self._next.get(crew) or self._numbers[person.role]
        for at, number in enumerate(numbers):
            code = f"{station}{number}"
            seat = self._seats[code]
            if seat not in self._holders:
                self._holders[seat] = person.name
                if not person.seat_number:
                    self._next[crew] = numbers[at + 1 :]
                return code
        return self._refusal(person)

    def seat_id(self, code: str) -> int:
        return self._seats[code]

    def _refusal(self, person: Person) -> Taken:
        numbers = self._numbers[person.role]
        if len(numbers) == 1:
            code, seat = Code.SECOND_CHAIR, numbers[0]
        elif person.seat_number:
            code, seat = Code.SEAT_TAKEN, person.seat_number
        else:
            return Taken(Code.CREW_FULL, person.place[10:], "")
        return Taken(code, person.place[10:], self._holders.get(self._seats[f"{person.place}{seat}"], ""))
