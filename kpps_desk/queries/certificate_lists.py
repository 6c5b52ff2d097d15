"""The list of Kelola: certificates of an area, session and kind by what became of them, narrowed by a typed text.

What a newcomer gets wrong: a state "berubah" in the file. Whether today's record says something else is asked anew
each time (queries/certificate_changes.py).
"""

from array import array
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, bindparam, func, or_, select

from kpps_desk.domain.certificates import Kind
from kpps_desk.queries import certificates, teaching
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_certificate = schema.certificate.c
_FEW = 500  # values in one IN (...)


class Standing(StrEnum):
    CHANGED = "berubah"  # in force, and says something else than today's record
    IN_FORCE = "terbit"
    REPLACED = "diganti"
    REVOKED = "dicabut"
    ALL = "semua"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows; `text` is part of a name, of a number, or a running number."""

    area: str = ""
    session: int | None = None
    kind: Kind = Kind.CERTIFICATE
    standing: Standing = Standing.ALL
    text: str = ""


_BASE = (
    select(_certificate.id)
    .where(_certificate.kind == bindparam("kind"), _certificate.state.in_(bindparam("states", expanding=True)))
    .order_by(_certificate.place, _certificate.id)
)
_SCOPES: dict[str, Select[tuple[int]]] = {
    "area": _BASE.where(_certificate.place >= bindparam("low"), _certificate.place < bindparam("high")),
    "session": _BASE.join(schema.member, schema.member.c.id == _certificate.member_id).where(certificates.OF_SESSION),
    "trainers": _BASE.where(_certificate.trainer_id.in_(bindparam("trainers", expanding=True))),
}
_CHANGED = (
    select(_certificate.id)
    .where(_certificate.id.in_(bindparam("ids", expanding=True)))
    .order_by(_certificate.place, _certificate.id)
)
_BEARING = or_(
    func.instr(func.lower(_certificate.name), bindparam("text")) > 0,
    func.instr(func.lower(_certificate.number), bindparam("text")) > 0,
)
_STATES = {
    Standing.IN_FORCE: ["terbit"],
    Standing.REPLACED: ["diganti"],
    Standing.REVOKED: ["dicabut"],
    Standing.ALL: ["terbit", "diganti", "dicabut"],
}
_SOUGHT = {scope: statement.where(_BEARING) for scope, statement in _SCOPES.items()}
_CHANGED_SOUGHT = _CHANGED.where(_BEARING)


def ids(db: Snapshot, wanted: Wanted) -> "array[int]":
    """By place."""
    text = " ".join(wanted.text.lower().split())
    if wanted.standing is Standing.CHANGED:
        found = certificates.changed(db, wanted.area, wanted.session, wanted.kind)
        return found if not text else _bearing(db, found, text)
    asked: dict[str, object] = {"kind": wanted.kind.value, "states": _STATES[wanted.standing], "text": text}
    if wanted.kind is Kind.TRAINER:
        teachers = teaching.teachers(db, wanted.area, wanted.session)
        scope = "trainers"
        asked["trainers"] = [one.trainer_id for one in teachers]
    else:
        scope, params = certificates.scope_of(wanted.area, wanted.session)
        asked |= params
    if not text:
        del asked["text"]
    return db.ids((_SOUGHT if text else _SCOPES)[scope], asked)


def first(db: Snapshot, wanted: Wanted) -> "array[int]":
    return ids(db, wanted)[:100]


def count(db: Snapshot, wanted: Wanted) -> int:
    return len(ids(db, wanted))


def _bearing(db: Snapshot, found: "array[int]", text: str) -> "array[int]":
    kept = array("q")
    for start in range(0, len(found), _FEW):
        kept.extend(db.ids(_CHANGED_SOUGHT, {"ids": list(found[start : start + _FEW]), "text": text}))
    return kept
