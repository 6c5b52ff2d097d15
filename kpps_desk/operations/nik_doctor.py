"""Settle what a NIK and the typed values say differently: the one or the other is right, and a person says which.

What a newcomer gets wrong: taking the NIK for the truth. It never changes when a birth date is corrected, so "the typed
one agrees with the KTP" is as good an answer, remembered so that nobody is asked again. It needs nobody's entitlement:
these are doubts to be looked up, and none of them holds anybody up.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import select

from kpps_desk.operations import conclusions
from kpps_desk.queries import nik_cases
from kpps_desk.queries.nik_cases import ASKING, CaseDetails
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

REASON = "Dicocokkan dengan KTP"
_waiver = schema.waiver.c
_CONFIRMED = (
    select(_waiver.id)
    .join(schema.chosen, schema.chosen.c.id == _waiver.member_id)
    .where(_waiver.objection.in_(ASKING), _waiver.reason == REASON)
)


Act: TypeAlias = "Callable[[Transaction, Sequence[int]], Settled]"


class Settled(NamedTuple):
    """`refused` says of a member why nothing was changed."""

    done: list[int]
    refused: dict[int, str]


def accept_nik(tx: Transaction, members: Sequence[int]) -> Settled:
    """The NIK is right: birth date and sex become what it says, where they differ or are missing."""
    changes = {one.id: new for one in nik_cases.details_of(tx, members) if (new := _by_nik(one))}
    verdicts = conclusions.verdicts(tx, changes) if changes else {}
    seated = {one.id for one in nik_cases.details_of(tx, members) if one.seated}
    refused = {
        member: "Dengan tanggal lahir menurut NIK, pemegang kursi ini tidak memenuhi syarat umur."
        for member, verdict in verdicts.items()
        if member in seated and verdict.eligibility != "MS"
    }
    done = [member for member in changes if member not in refused]
    for member in done:
        tx.update(schema.member, member, changes[member])
    conclusions.judge(tx, done)
    return Settled(done, refused)


def _by_nik(one: CaseDetails) -> Mapping[str, Any]:
    if one.nik_born is None:
        return {}
    told: dict[str, tuple[str | date | None, str | date | None]] = {
        "born": (one.typed_born, one.nik_born),
        "sex": (one.typed_sex, one.nik_sex),
    }
    return {name: new for name, (old, new) in told.items() if old != new}


def accept_typed(tx: Transaction, members: Sequence[int]) -> Settled:
    """What was typed agrees with the KTP: remembered with who said so, and not asked again."""
    cases = [one for one in nik_cases.details_of(tx, members) if one.open]
    rows = [
        {"member_id": one.id, "objection": token, "reason": REASON, "granted_by": tx.by, "granted_at": tx.now_ms}
        for one in cases
        for token in one.open
    ]
    done = [one.id for one in cases]
    if rows:
        tx.insert_many(schema.waiver, rows)
        conclusions.judge(tx, done)
    return Settled(done, {})


def ask_again(tx: Transaction, members: Sequence[int]) -> int:
    """Forget what was said of these people's NIKs: as after a NIK or a birth date was changed; how many forgotten."""
    tx.choose(members)
    confirmed = tx.column(_CONFIRMED)
    if confirmed:
        tx.delete_many(schema.waiver, confirmed)
        conclusions.judge(tx, members)
    return len(confirmed)
