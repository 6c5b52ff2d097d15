"""Write what was decided on the people of a list: new members, their seats, what changed in known ones.

What a newcomer gets wrong: a record a person. New ones are columns from the list to the statement: at 133,515 people
every dict, and every field asked for by name, shows.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import compress
from typing import Any

from kpps_desk.domain import eligibility, stages
from kpps_desk.domain.election import Role
from kpps_desk.exchange.roster import Person
from kpps_desk.operations import conclusions, invitations, nik_doctor
from kpps_desk.operations.importing_rows import FIELDS, STATION, Known, Plan, wanted
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_AT_ONCE = 1_000  # people: more fall out of the processor's cache between two columns


def write(tx: Transaction, known: Known, plan: Plan) -> None:
    """Write a plan; conclusions of new members come with them, those of known ones and of stations are drawn anew."""
    members: list[int] = []
    seats: list[str] = []
    for start in range(0, len(plan.created), _AT_ONCE):
        people, taken = zip(*plan.created[start : start + _AT_ONCE], strict=True)
        ids = tx.insert_columns(schema.member, _columns_of(known, people, taken))
        members += compress(ids, taken)
        seats += filter(None, taken)
    moved = [member for member, _ in plan.moves]
    members += moved
    seats += [seat for _, seat in plan.moves]
    if seats:
        held: dict[str, Sequence[Any]] = {
            "member_id": members,
            "seat_id": list(map(known.seating.seat_id, seats)),
            "since": [tx.today] * len(seats),
        }
        tx.insert_columns(schema.appointment, held)
    tx.update_many(schema.member, plan.changes)
    conclusions.judge(tx, [change["id"] for change in plan.changes])
    nik_doctor.ask_again(tx, plan.doubted)
    conclusions.settle(tx, moved, {known.station_ids[station] for station in {seat[:STATION] for seat in seats}})
    invitations.seated(tx, moved)


def _columns_of(known: Known, people: Sequence[Person], seats: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    """New members, a list a field; `seats` are codes, '' for who gets none."""
    given: dict[str, Sequence[Any]] = dict(zip(Person._fields, zip(*people, strict=True), strict=True))
    places = list(map(wanted, people)) if any(given["seat_number"]) else given["place"]
    roles, verdicts = given["role"], given["eligibility"]
    own: dict[str, Sequence[Any]] = {
        "nik": [digits or None for digits in given["nik"]],
        "role_id": list(map(known.role_ids.__getitem__, roles)),
        "wanted": places,
        "eligibility": verdicts,
        "objections": given["objections"],
        "place": [seat or place for seat, place in zip(seats, places, strict=True)],
        "stage": [
            _first_stage(known.roles[role], verdict, seated=seated)
            for role, verdict, seated in zip(roles, verdicts, map(bool, seats), strict=True)
        ],
    }
    return {name: given[name] for name in FIELDS} | own


@cache
def _first_stage(role: Role, verdict: eligibility.Eligibility, *, seated: bool) -> int:
    """Where somebody who comes with a list stands: on a seat or not, and nothing done yet."""
    steps = stages.Steps(role.needs_oath, role.needs_training, role.needs_certificate)
    return stages.stage(stages.Facts(True, verdict, seated, False, False, False), steps).value
