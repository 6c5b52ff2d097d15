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

    def take(self, person: Person) -> str | Taken:
        """The code of the seat that is the person's from now on; if there is none, why."""
        if person.seat_number:
            code = f"{person.place}{person.seat_number}"
            free = code if self._seats[code] not in self._holders else None
        else:
            free = self._first_free(person.place, self._numbers[person.role])
        if free is None:
            return self._refusal(person)
        self._holders[self._seats[free]] = person.name
        return free

    def seat_id(self, code: str) -> int:
        return self._seats[code]

    def _first_free(self, station: str, numbers: tuple[int, ...]) -> str | None:
        for number in numbers:
            code = f"{station}{number}"
            if self._seats[code] not in self._holders:
                return code
        return None

    def _refusal(self, person: Person) -> Taken:
        numbers = self._numbers[person.role]
        if len(numbers) == 1:
            code, seat = Code.SECOND_CHAIR, numbers[0]
        elif person.seat_number:
            code, seat = Code.SEAT_TAKEN, person.seat_number
        else:
            return Taken(Code.CREW_FULL, person.place[10:], "")
        return Taken(code, person.place[10:], self._holders.get(self._seats[f"{person.place}{seat}"], ""))
