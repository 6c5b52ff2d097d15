"""Write what was decided on the people of a list: new members, their seats, what changed in known ones.

What a newcomer gets wrong: a record a person. New ones are columns from the list to the statement: at 133,515 people
every dict, and every field asked for by name, shows.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from typing import Any

from kpps_desk.domain import eligibility, stages
from kpps_desk.domain.election import Role
from kpps_desk.exchange.roster import Person, Roster
from kpps_desk.operations import conclusions, invitations, nik_doctor
from kpps_desk.operations.import_facts import STATION, facts
from kpps_desk.operations.importing_rows import Known, Plan
from kpps_desk.store import schema
from kpps_desk.store.blocks import Packed
from kpps_desk.store.transaction import Transaction

Created = list[tuple[Person, str]]
Given = Mapping[str, Sequence[Any]]  # the fields of Person, a column each
_AT_ONCE = 1_000  # people: more fall out of the processor's cache between two columns


def write(tx: Transaction, known: Known, plan: Plan, part: Roster | None = None) -> None:
    """Write a plan; conclusions of new members come with them, those of known ones and of stations are drawn anew.

    `part` are the rows that the plan is about, if their lines were packed where they were read.
    """
    members: list[int] = []
    seats: list[str] = []
    for given, taken, lines in _batches(plan.created, part):
        columns = _columns_of(known, given, taken)
        ids = tx.insert_packed(schema.member, columns, lines) if lines else tx.insert_columns(schema.member, columns)
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


def _batches(created: Created, part: Roster | None) -> Iterator[tuple[Given, Sequence[str], Packed | None]]:
    """A thousand at a time, columns and seats: with their lines where all of a block are created, the others last."""
    others: Created = []
    at = first = 0
    part = part or Roster(prepared=())
    for lines in part.prepared:
        columns = [column[first : first + len(lines.ids)] for column in part.columns]
        first += len(lines.ids)
        given = dict(zip(Person._fields, columns, strict=True))
        end = bisect_right(created, given["row"][-1], lo=at, key=_row)
        if end - at == len(lines.ids):
            yield given, [seat for _, seat in created[at:end]], lines
        else:
            others += created[at:end]
        at = end
    others += created[at:]
    for first in range(0, len(others), _AT_ONCE):
        people, seats = zip(*others[first : first + _AT_ONCE], strict=True)
        yield dict(zip(Person._fields, zip(*people, strict=True), strict=True)), seats, None


def _row(one: tuple[Person, str]) -> int:
    return one[0].row


def _columns_of(known: Known, given: Given, seats: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    """New members, a list a field; `seats` are codes, '' for who gets none."""
    columns = facts(given, known.role_ids)
    roles, verdicts = given["role"], given["eligibility"]
    return columns | {
        "eligibility": verdicts,
        "objections": given["objections"],
        "place": [seat or place for seat, place in zip(seats, columns["wanted"], strict=True)],
        "stage": [
            _first_stage(known.roles[role], verdict, seated=seated)
            for role, verdict, seated in zip(roles, verdicts, map(bool, seats), strict=True)
        ],
    }


@cache
def _first_stage(role: Role, verdict: eligibility.Eligibility, *, seated: bool) -> int:
    """Where somebody who comes with a list stands: on a seat or not, and nothing done yet."""
    steps = stages.Steps(role.needs_oath, role.needs_training, role.needs_certificate)
    return stages.stage(stages.Facts(True, verdict, seated, False, False, False), steps).value
