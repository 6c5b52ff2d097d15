"""Everything that the panel beside Anggota shows of one person, out of one moment of the file.

What a newcomer gets wrong: asking each part when its tab is opened. A few indexed questions cost less than a second
trip, and parts of different moments may contradict each other.
"""

from typing import NamedTuple

from kpps_desk.queries import disclosures, history, members, requirements, seats
from kpps_desk.queries.disclosures import Disclosure
from kpps_desk.queries.history import Told
from kpps_desk.queries.members import MemberDetails
from kpps_desk.queries.requirements import Checklist
from kpps_desk.queries.seats import Holder
from kpps_desk.store.snapshot import Snapshot


class Story(NamedTuple):
    """`line` are the holders of the seat that the person holds now, the first one first; [] without a seat."""

    person: MemberDetails
    told: list[Told]
    checklist: Checklist
    line: list[Holder]
    seen: list[Disclosure]


def story(db: Snapshot, member: int) -> Story:
    """Gone if there is no such member."""
    person = members.details(db, member)
    return Story(
        person,
        history.of_member(db, member),
        requirements.checklist(db, member),
        seats.holders(db, person.place) if person.seat_number is not None else [],
        disclosures.of_member(db, member),
    )
