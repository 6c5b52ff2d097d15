"""What a row says about the seat: role names in the usual spellings, with or without a number.

What a newcomer gets wrong: taking `KPPS 3` for a role. It is seat 3; the roles of an election are its settings, and a
number means whichever role sits there.
"""

import re
from collections.abc import Sequence

from kpps_desk.domain.election import Role
from kpps_desk.domain.findings import Code, Finding, Severity
from kpps_desk.domain.values import name_key

_WORDS = {
    "ketua": (
        "ketua",
        "ketua kpps",
        "ketua merangkap anggota",
        "ketua kpps merangkap anggota",
        "ketua tps",
        "kt",
        "chair",
        "chairperson",
        "chairman",
    ),
    "anggota": ("anggota", "anggota kpps", "anggota tps", "agt", "angg", "member", "kpps member"),
    "ketertiban": (
        "petugas ketertiban",
        "ketertiban",
        "petugas ketertiban tps",
        "linmas",
        "satlinmas",
        "petugas linmas",
        "hansip",
        "keamanan",
        "petugas keamanan",
        "pam tps",
        "gastib",
        "trantib",
        "petugas keamanan tps",
        "security",
        "security officer",
    ),
}
_NUMBERED = re.compile(r"(.*?)\s*0*([1-9])")
_CREW_WORDS = frozenset({"kpps", "seat", "kursi"})


class RoleReader:
    """Finds the role and seat number that a row asks for."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self._roles = {role.code: role for role in roles}
        self._names: dict[str, Role] = {}
        for role in roles:
            for word in (role.code, role.name, *_WORDS.get(role.code, ())):
                self._names[name_key(word)] = role

    def find(self, text: str, number: int | None) -> tuple[str, int] | Finding:
        """(role's code, seat number or 0 for any); a Finding where the two name no seat or contradict each other."""
        key = name_key(text)
        role = self._names.get(key)
        if role is None and (found := _NUMBERED.fullmatch(key)):
            role = self._names.get(found[1])
            within = int(found[2])
            if role is not None:
                # `Petugas Ketertiban 2` counts within the role, `Anggota 5` within the crew.
                number = number or self._seat_of(role, within)
            elif found[1] in _CREW_WORDS:
                number = number or within
                key = ""
        if role is None and (not key or key in _CREW_WORDS):
            role = self._role_at(number) if number else None
        if role is None or (number and number not in role.numbers):
            detail = f"{text} {number}" if role and number else text
            return Finding(Code.ROLE_UNKNOWN, Severity.REJECT, "role", detail.strip())
        return role.code, number or 0

    def _role_at(self, number: int) -> Role | None:
        return next((role for role in self._roles.values() if number in role.numbers), None)

    def _seat_of(self, role: Role, number: int) -> int | None:
        if number in role.numbers:
            return number
        if role.first_number > role.seats and number <= role.seats:
            return role.first_number + number - 1
        return None
