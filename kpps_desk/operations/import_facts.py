"""What a list's row tells of a person, as the member's record keeps it; and the journal's lines of first newcomers.

What a newcomer gets wrong: importing SQLAlchemy here. The process that reads a list packs these lines, and would take a
third of a second longer to start. The lines hold where all people of a block came in under the ids promised to them;
where one of them was turned down, or somebody else wrote meanwhile, the transaction packs its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kpps_desk.exchange.roster import Person, Roster
from kpps_desk.store import blocks
from kpps_desk.store.blocks import Packed
from kpps_desk.store.identity import new_uids

STATION = 13  # digits
_fields: tuple[str, ...] = Person._fields
SAID = slice(_fields.index("nik"), _fields.index("role"))  # of Person: what a row says of the person, not of the seat
FIELDS = _fields[SAID]  # the member's, by the same names


def wanted(place: str, seat_number: int) -> str:
    """What a person asks for: a seat's code, a station's, or a kelurahan's digits."""
    return f"{place}{seat_number}" if seat_number and len(place) == STATION else place


def facts(given: Mapping[str, Sequence[Any]], role_ids: Mapping[str, int]) -> dict[str, Sequence[Any]]:
    """The fields of new members, from those of Person; a column each."""
    asked = given["place"]
    if any(given["seat_number"]):
        asked = list(map(wanted, asked, given["seat_number"]))
    return {
        **{name: given[name] for name in FIELDS},
        "nik": [digits or None for digits in given["nik"]],
        "role_id": list(map(role_ids.__getitem__, given["role"])),
        "wanted": asked,
    }


@dataclass(slots=True)
class LinePacker:
    """Packs one part after another, a block at a time; `free` is the first id that is promised and not given yet."""

    free: int
    role_ids: Mapping[str, int]

    def __call__(self, part: Roster) -> list[Packed]:
        starts = range(0, part.taken, blocks.SIZE)
        return [self._pack([column[at : at + blocks.SIZE] for column in part.columns]) for at in starts]

    def _pack(self, columns: Sequence[Sequence[Any]]) -> Packed:
        given = dict(zip(Person._fields, columns, strict=True))
        told = facts(given, self.role_ids) | {"born": blocks.all_stored(given["born"])}
        count = len(given["row"])
        ids = range(self.free, self.free + count)
        self.free += count
        return blocks.pack_members(told, ids, new_uids(count))
