"""The list of Kelola: certificates of an area, session and kind by what became of them, narrowed by a typed text.

What a newcomer gets wrong: a state "berubah" in the file. Whether today's record says something else is asked anew
each time (queries/certificate_changes.py).
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from kpps_desk.domain.certificates import Kind
from kpps_desk.queries import certificates, teaching
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_certificate = schema.certificate.c


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
    select(_certificate.id).where(_certificate.kind == bindparam("kind")).order_by(_certificate.place, _certificate.id)
)
_SCOPES: dict[str, Select[tuple[int]]] = {
    "area": _BASE.where(_certificate.place >= bindparam("low"), _certificate.place < bindparam("high")),
    "session": _BASE.join(schema.member, schema.member.c.id == _certificate.member_id).where(certificates.OF_SESSION),
    "trainers": _BASE.where(_certificate.trainer_id.in_(bindparam("trainers", expanding=True))),
}
_STATES = {Standing.IN_FORCE: "terbit", Standing.REPLACED: "diganti", Standing.REVOKED: "dicabut"}
_BEARING = or_(
    func.instr(func.lower(_certificate.name), bindparam("text")) > 0,
    func.instr(func.lower(_certificate.number), bindparam("text")) > 0,
)
_AMONG = (
    select(_certificate.id)
    .join(schema.chosen, schema.chosen.c.id == _certificate.id)
    .where(_BEARING)
    .order_by(_certificate.place, _certificate.id)
)


def _statement(scope: str, standing: Standing, *, sought: bool) -> Select[tuple[int]]:
    found = _SCOPES[scope]
    if standing in _STATES:  # all of them: the index by place alone gives them in order
        found = found.where(_certificate.state == _STATES[standing])
    return found.where(_BEARING) if sought else found


_IDS = {
    (scope, standing, sought): _statement(scope, standing, sought=sought)
    for scope in _SCOPES
    for standing in (*_STATES, Standing.ALL)
    for sought in (False, True)
}
_FIRST = {key: statement.limit(bindparam("limit")) for key, statement in _IDS.items()}
_COUNT = {key: select(func.count()).select_from(statement.order_by(None).subquery()) for key, statement in _IDS.items()}


def ids(db: Snapshot, wanted: Wanted) -> "array[int]":
    """By place."""
    if wanted.standing is Standing.CHANGED:
        found = certificates.changed(db, wanted.area, wanted.session, wanted.kind)
        return bearing(db, found, wanted.text) if wanted.text.strip() else found
    key, params = _asked(db, wanted)
    return db.ids(_IDS[key], params)


def first(db: Snapshot, wanted: Wanted) -> "array[int]":
    if wanted.standing is Standing.CHANGED:
        return ids(db, wanted)[:100]
    key, params = _asked(db, wanted)
    return db.ids(_FIRST[key], {**params, "limit": 100})


def count(db: Snapshot, wanted: Wanted) -> int:
    if wanted.standing is Standing.CHANGED:
        return len(ids(db, wanted))
    key, params = _asked(db, wanted)
    return int(db.value(_COUNT[key], params) or 0)


def bearing(db: Snapshot, among: Iterable[int], text: str) -> "array[int]":
    """Those of these that bear a text in name or number, by place. Fills `chosen`."""
    db.choose(among)
    return db.ids(_AMONG, {"text": _typed(text)})


def _asked(db: Snapshot, wanted: Wanted) -> tuple[tuple[str, Standing, bool], dict[str, Any]]:
    params: dict[str, Any] = {"kind": wanted.kind.value}
    if wanted.kind is Kind.TRAINER:
        scope = "trainers"
        params["trainers"] = [one.trainer_id for one in teaching.teachers(db, wanted.area, wanted.session)]
    else:
        scope, within = certificates.scope_of(wanted.area, wanted.session)
        params |= within
    if text := _typed(wanted.text):
        params["text"] = text
    return (scope, wanted.standing, bool(text)), params


def _typed(text: str) -> str:
    return " ".join(text.lower().split())
