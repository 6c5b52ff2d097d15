"""How a plan is written: its own sessions a row each, and real sessions when it is published.

What a newcomer gets wrong: writing all of a plan at each move. Only rows that differ are touched, so that Ctrl+Z takes
back one move and leaves the others.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from kpps_desk.domain.planning import Draft, DraftSession
from kpps_desk.operations import sessions as making
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_planned = schema.planned_session.c
_ROWS = select(_planned.id).where(_planned.plan_id == bindparam("plan"))
_NUMBERED = select(_planned.id, _planned.number).where(_planned.plan_id == bindparam("plan"))
_CHANGED = ("venue", "day", "starts", "ends", "trainers")  # what a rearrangement may alter in a session


def rows_of(tx: Transaction, plan_id: int) -> list[int]:
    """The records of a plan's sessions."""
    return list(tx.ids(_ROWS, {"plan": plan_id}))


def add(tx: Transaction, plan_id: int, sessions: Sequence[DraftSession]) -> None:
    """Write down sessions of a plan."""
    kelurahan = {code: record for record, code in areas.codes(tx).items()}
    tx.insert_many(
        schema.planned_session,
        [{"plan_id": plan_id, "number": one.key, "area_id": kelurahan[one.area], **_values(one)} for one in sessions],
    )


def save(tx: Transaction, plan_id: int, before: Draft, after: Draft) -> None:
    """Write what a rearrangement changed."""
    records = {row.number: row.id for row in tx.rows(_NUMBERED, {"plan": plan_id})}
    known = {one.key: one for one in before.sessions}
    left = {one.key for one in after.sessions}
    changed = [one for one in after.sessions if known.get(one.key) != one]
    tx.update_many(schema.planned_session, [{"id": records[one.key], **_values(one)} for one in changed])
    tx.delete_many(schema.planned_session, [records[key] for key in known.keys() - left])


def make(tx: Transaction, draft: Draft, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """New sessions are made, those that the plan stands for are changed or taken away; the ids of what is there now."""
    pairs = list(zip(draft.sessions, rows, strict=True))
    new = [(one, row) for one, row in pairs if not one.stands_for]
    made = list(tx.insert_many(schema.session, [row for _, row in new])) if new else []
    tx.insert_many(
        schema.session_crew,
        [
            {"session_id": session_id, "station_id": crew.station_id}
            for session_id, (one, _) in zip(made, new, strict=True)
            for crew in one.crews
        ],
    )
    for one, row in pairs:
        if one.stands_for and not one.crews:
            making.remove(tx, one.stands_for)
        elif one.stands_for:
            making.edit(tx, one.stands_for, {name: row[name] for name in _CHANGED})
            making.set_crews(tx, one.stands_for, [crew.place for crew in one.crews])
            made.append(one.stands_for)
    return made


def _values(one: DraftSession) -> dict[str, Any]:
    slot = one.slot
    return {
        "wave": one.wave,
        "day": slot.day if slot else None,
        "starts": slot.starts if slot else "",
        "ends": slot.ends if slot else "",
        "room": slot.room if slot else "",
        "crews": " ".join(crew.place for crew in one.crews),
        "trainers": "\n".join(one.trainers),
        "stands_for": one.stands_for or None,
    }
