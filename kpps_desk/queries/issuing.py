"""What a certificate is made of when it is issued: the training behind it, the next number, the edition that it shares.

What a newcomer gets wrong: asking for the next number outside the transaction that uses it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, true

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_session, _attendance, _certificate = schema.session.c, schema.attendance.c, schema.certificate.c
_FEW = 500  # values in one IN (...)


class Training(NamedTuple):
    """The session that trained a member, as the certificate tells it."""

    session_id: int
    day: date
    venue: str
    area_code: str
    topics: str  # JSON [[topic, jp], ...]


_TRAININGS = (
    select(_attendance.member_id, _session.id)
    .select_from(schema.chosen)
    .join(schema.attendance, _attendance.member_id == schema.chosen.c.id)
    .join(schema.session, _session.id == _attendance.session_id)
    .where(
        _attendance.status == Attendance.PRESENT.value,
        _session.kind == SessionKind.TRAINING.value,
        _session.required == true(),
    )
    .order_by(_session.day.desc(), _session.id.desc())
)
_SESSION = (
    select(_session.id, _session.day, _session.venue, schema.area.c.code, _session.topics)
    .join(schema.area, schema.area.c.id == _session.area_id)
    .where(_session.id.in_(bindparam("ids", expanding=True)))
)
_LAST = select(func.max(_certificate.sequence)).where(_certificate.scope == bindparam("scope"))
_EDITION_ID = select(schema.certificate_edition.c.id).where(
    schema.certificate_edition.c.content == bindparam("content")
)


def trainings_of_chosen(db: Snapshot) -> dict[int, int]:
    """Member -> the first required training at which each was present, of the members in `chosen`."""
    return {row[0]: row[1] for row in db.rows(_TRAININGS)}  # the earliest comes last and stays


def trainings(db: Snapshot, held: Iterable[int]) -> dict[int, Training]:
    return {row.id: Training(*row) for chunk in _chunks(sorted(held)) for row in db.rows(_SESSION, {"ids": chunk})}


def last_sequence(db: Snapshot, scope: str) -> int:
    """The highest sequence that was ever given in this scope; revoked certificates keep theirs."""
    return int(db.value(_LAST, {"scope": scope}) or 0)


def edition_id(db: Snapshot, content: str) -> int | None:
    """The record of an edition with exactly this content."""
    found = db.value(_EDITION_ID, {"content": content})
    return None if found is None else int(found)


def _chunks(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (list(values[start : start + _FEW]) for start in range(0, len(values), _FEW))
