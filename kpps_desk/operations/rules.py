"""Adopt rules: they are written, kept as a version, and everybody is judged by them, all or nothing.

What a newcomer gets wrong: undoing an adoption. Later work rests on it; the way back is a new version with the content
of an old one (docs/decisions/0011). Removing a document or a requirement leaves its records in the file: they no
longer count, and count again when a later version brings the code back.
"""

from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import select

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain import values
from kpps_desk.domain.rules import Draft
from kpps_desk.operations import (
    collector,
    completion_effect,
    conclusions,
    crew_seats,
    entitlement_effect,
    rule_checks,
)
from kpps_desk.operations.rule_effect import Change, Effect, Judgement, effect
from kpps_desk.problems import Conflict, Invalid, Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import facts, rules
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction

__all__ = ["Adopted", "Change", "Effect", "Judgement", "adopt", "effect", "keep_first"]

_ELECTION = select(schema.election.c.id)
_CHUNK = 5_000  # members or stations between two looks at Cancel: a third of a second of work
_LONGEST_REASON = 500


class Adopted(NamedTuple):
    """`judged`: people whose verdict or objections changed."""

    number: int
    judged: int
    changes: Changes


def adopt(database: Database, draft: Draft, *, reason: str, by: str, progress: Progress = silent) -> Adopted:
    """Make the draft the next version and judge everybody by it; stopping it leaves everything as it was.

    Conflict if another version was adopted since the draft was begun; Invalid or Refused for what makes no sense.
    """
    why = values.clean(reason)[0]
    if not why:
        raise Invalid("reason", "Alasan perubahan aturan wajib diisi.", "Contoh: Keputusan KPU Nomor 12.")
    if len(why) > _LONGEST_REASON:
        raise Invalid("reason", f"Alasan paling banyak {_LONGEST_REASON} huruf.")
    number = draft.based_on + 1
    with collector.paused(), database.write(f"Tetapkan aturan versi {number}", by=by, reason=why) as tx:
        judged = _adopt(tx, draft, why, progress)
    return Adopted(number, judged, tx.changes)


def _adopt(tx: Transaction, draft: Draft, reason: str, progress: Progress) -> int:
    now = rules.current(tx)
    if now.based_on != draft.based_on:
        latest = rules.versions(tx)[0]
        raise Conflict(
            f"Aturan sudah diubah: versi {latest.number} ditetapkan {latest.by}, {words.moment(latest.at)}.",
            "Lihat versi itu, lalu ulangi perubahan Anda.",
        )
    if now.same(draft):
        raise Refused("Tidak ada yang berubah dari aturan yang berlaku.")
    rule_checks.check(draft, rules.voting_day(tx))
    if problem := entitlement_effect.entitling(tx, now, draft, rules.voting_day(tx)).refusal:
        raise problem
    if not tx.value(select(schema.rule_pack.c.id).limit(1)):
        keep_first(tx)
    tell = partial(progress, 0, 0, "Menyusun kursi")
    tell()
    if now.roles != draft.roles:
        with tx.heeding(tell):  # 133,515 seats renumbered: two seconds in a few statements
            crew_seats.lay_out(tx, draft.roles)
    schooled = now.rules.completion != draft.rules.completion
    if schooled:
        found = completion_effect.schooling(tx, draft.rules.completion, facts.all_members(tx), progress)
        if problem := found.refusal:
            raise problem
    tx.update(schema.election, tx.value(_ELECTION), {"rules": draft.rules.to_json()})
    tx.insert(schema.rule_pack, _record(draft.based_on + 1, draft, reason, tx.by, tx.now_ms))
    judged = conclusions.judge_everybody(tx, progress)
    if schooled or now.roles != draft.roles:
        _settle_everything(tx, progress)
    return judged


def keep_first(tx: Transaction) -> None:
    """Keep the rules in force as version 1, with whoever made the workspace: filled, for they came with it."""
    first = rules.versions(tx)[0]
    tx.fill_many(schema.rule_pack, [_record(1, first.draft, first.reason, first.by or tx.by, first.at or tx.now_ms)])


def _record(number: int, draft: Draft, reason: str, by: str, at: int) -> dict[str, Any]:
    return {"number": number, "content": draft.to_json(), "reason": reason, "adopted_by": by, "adopted_at": at}


def _settle_everything(tx: Transaction, progress: Progress) -> None:
    """Places, steps and counts follow the new seats and what the roles need, also of those whose verdict stays."""
    members = facts.all_members(tx)
    for start in range(0, len(members), _CHUNK):
        progress(start, len(members), "Menyesuaikan tempat dan tahap")
        conclusions.settle(tx, members[start : start + _CHUNK])
    stations = rules.station_ids(tx)
    for start in range(0, len(stations), _CHUNK):
        progress(len(members), len(members), "Menyesuaikan tempat dan tahap")
        conclusions.settle(tx, stations=stations[start : start + _CHUNK])
    progress(len(members), len(members), "Menyesuaikan tempat dan tahap")
