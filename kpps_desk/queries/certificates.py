"""Certificates: who may have one, which are issued, and what the paper shows of each.

What a newcomer gets wrong: joining today's member to a printed certificate. What was printed stands frozen in the
certificate and its edition; the member is only asked when a new one is issued.
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, bindparam, func, select, true

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.certificates import Bar, Certificate, Edition, bar
from kpps_desk.domain.places import digits
from kpps_desk.queries import areas, sessions
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _appointment, _seat = schema.member.c, schema.appointment.c, schema.seat.c
_session, _attendance, _certificate = schema.session.c, schema.attendance.c, schema.certificate.c
_invitation = schema.invitation.c
_FEW = 500  # values in one IN (...)


class Candidates(NamedTuple):
    """How many of an area or a session may get a certificate now, and what keeps the others."""

    entitled: int
    barred: dict[Bar, int]


class Candidate(NamedTuple):
    """What is known of one person when a certificate is to be issued."""

    member_id: int
    title_before: str
    name: str
    title_after: str
    role_id: int
    place: str
    seated: bool
    sworn: bool
    trained: bool
    certified: bool


class Training(NamedTuple):
    """The session that trained a member, as the certificate tells it."""

    session_id: int
    day: date
    venue: str
    area_code: str
    topics: str  # JSON [[topic, jp], ...]


class CertificateRow(NamedTuple):
    """One line of the list of issued certificates."""

    id: int
    member_id: int
    number: str
    name: str
    position: str
    state: str  # 'terbit' | 'diganti' | 'dicabut'
    issued_at: int
    issued_by: str
    reason: str
    replaced_by: int | None


class SigningKeyRow(NamedTuple):
    key_id: str
    public: bytes
    private: bytes


OPEN = (_appointment.member_id == _member.id) & _appointment.until.is_(None)
IN_AREA = (_member.place >= bindparam("low"), _member.place < bindparam("high"), _member.active == true())
OF_SESSION = _member.id.in_(
    select(_attendance.member_id)
    .where(_attendance.session_id == bindparam("session"))
    .union(
        select(_appointment.member_id)
        .join(schema.seat, _seat.id == _appointment.seat_id)
        .join(schema.session_crew, schema.session_crew.c.station_id == _seat.station_id)
        .where(schema.session_crew.c.session_id == bindparam("session"), _appointment.until.is_(None)),
        select(_invitation.member_id).where(_invitation.session_id == bindparam("session")),
    )
)
_ORDERED = select(_member.id).order_by(_member.place, _member.id)
_CONSIDERED = {"area": _ORDERED.where(*IN_AREA), "session": _ORDERED.where(OF_SESSION)}

ROLE_ID = func.coalesce(_seat.role_id, _member.role_id)
FACTS = (ROLE_ID, _seat.id.is_not(None), _member.sworn.is_not(None), _member.trained.is_not(None), _member.certified)
_COUNTED_BASE = (
    select(*FACTS, func.count())
    .select_from(schema.member)
    .outerjoin(schema.appointment, OPEN)
    .outerjoin(schema.seat, _seat.id == _appointment.seat_id)
    .group_by(*FACTS)
)
_COUNTED = {"area": _COUNTED_BASE.where(*IN_AREA), "session": _COUNTED_BASE.where(OF_SESSION)}
_CANDIDATES = (
    select(_member.id, _member.title_before, _member.name, _member.title_after, ROLE_ID, _member.place, *FACTS[1:])
    .select_from(schema.chosen)
    .join(schema.member, _member.id == schema.chosen.c.id)
    .outerjoin(schema.appointment, OPEN)
    .outerjoin(schema.seat, _seat.id == _appointment.seat_id)
    .where(_member.active == true())
    .order_by(_member.place, _member.id)
)
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
_key = schema.signing_key.c
_SIGNING = (
    select(_key.key_id, _key.public, _key.private)
    .where(_key.private.is_not(None), _key.revoked_at.is_(None))
    .order_by(_key.id.desc())
)
_KEYS = select(_key.key_id, _key.public)


def scope_of(area: str, session: int | None) -> tuple[str, dict[str, object]]:
    """Which shape of a statement asks for an area or a session, with its parameters."""
    if session is not None:
        return "session", {"session": session}
    prefix = digits(area)
    return "area", {"low": prefix, "high": prefix + ":"}


def _known(db: Snapshot, area: str, session: int | None) -> tuple[str, dict[str, object]]:
    """scope_of; Gone if there is no such session."""
    if session is not None:
        sessions.kind_of(db, session)
    return scope_of(area, session)


def considered(db: Snapshot, area: str = "", session: int | None = None) -> "array[int]":
    """The active members of an area, or those expected or marked at a session, in the order of their places."""
    kind, params = _known(db, area, session)
    return db.ids(_CONSIDERED[kind], params)


def candidates(db: Snapshot, area: str = "", session: int | None = None) -> Candidates:
    """How many of these may get a certificate now, and how many not for which first reason."""
    roles = areas.roles(db)
    kind, params = _known(db, area, session)
    entitled, barred = 0, dict.fromkeys(Bar, 0)
    for role_id, *steps, count in db.rows(_COUNTED[kind], params):
        why = bar(roles[role_id], *map(bool, steps))
        if why is None:
            entitled += count
        else:
            barred[why] += count
    return Candidates(entitled, {why: count for why, count in barred.items() if count})


def candidates_of(db: Snapshot, members: Iterable[int]) -> list[Candidate]:
    """These members as they are now; who has left the roster is left out. Fills `chosen`."""
    db.choose(members)
    return [Candidate(*row[:6], *map(bool, row[6:])) for row in db.rows(_CANDIDATES)]


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


def signing_key(db: Snapshot) -> SigningKeyRow | None:
    """The key with which this office signs now."""
    row = db.row(_SIGNING)
    return None if row is None else SigningKeyRow(*row)


def keys(db: Snapshot) -> dict[str, bytes]:
    """Key id -> public key, of every key that this workspace knows: own and other offices'."""
    return {row.key_id: row.public for row in db.rows(_KEYS)}


# Issued certificates -------------------------------------------------------------------------------------------------

_ROW = tuple(_certificate[name] for name in CertificateRow._fields)
_print_order = (_certificate.place, _certificate.id)
_issued: Select[tuple[int]] = select(_certificate.id).where(_certificate.state == "terbit").order_by(*_print_order)
_ISSUED = {
    "area": _issued.where(_certificate.place >= bindparam("low"), _certificate.place < bindparam("high")),
    "session": _issued.join(schema.member, _member.id == _certificate.member_id).where(OF_SESSION),
}
_IN_ORDER = select(_certificate.id).join(schema.chosen, schema.chosen.c.id == _certificate.id).order_by(*_print_order)
_PAGE = select(*_ROW).where(_certificate.id.in_(bindparam("ids", expanding=True)))
_OF_MEMBER = select(*_ROW).where(_certificate.member_id == bindparam("member")).order_by(_certificate.id)
_BY_NUMBER = select(*_ROW, _certificate.seal).where(_certificate.number == bindparam("number"))
_PRINTS = select(
    _certificate.id,
    _certificate.edition_id,
    _certificate.number,
    _certificate.name,
    _certificate.position,
    _certificate.seal,
).where(_certificate.id.in_(bindparam("ids", expanding=True)))
_EDITIONS = (
    select(schema.certificate_edition.c.id, schema.certificate_edition.c.content)
    .where(
        schema.certificate_edition.c.id.in_(
            select(_certificate.edition_id).join(schema.chosen, schema.chosen.c.id == _certificate.id)
        )
    )
    .order_by(schema.certificate_edition.c.id)
)


def ids(db: Snapshot, area: str = "", session: int | None = None) -> "array[int]":
    """The certificates in force of an area or a session, in the order of printing: by place."""
    kind, params = _known(db, area, session)
    return db.ids(_ISSUED[kind], params)


def in_print_order(db: Snapshot, certificates: Iterable[int]) -> "array[int]":
    """These certificates by place, whatever their state; ids that are none are left out."""
    db.choose(certificates)
    return db.ids(_IN_ORDER)


def page(db: Snapshot, certificates: Sequence[int]) -> dict[int, CertificateRow]:
    """The rows of a list, by id."""
    return {row.id: CertificateRow(*row) for chunk in _chunks(certificates) for row in db.rows(_PAGE, {"ids": chunk})}


def of_member(db: Snapshot, member: int) -> list[CertificateRow]:
    """Every certificate that this person ever got, the oldest first."""
    return [CertificateRow(*row) for row in db.rows(_OF_MEMBER, {"member": member})]


def by_number(db: Snapshot, number: str) -> tuple[CertificateRow, str] | None:
    """The certificate with this number, and its seal."""
    row = db.row(_BY_NUMBER, {"number": number})
    return None if row is None else (CertificateRow(*row[:-1]), row.seal)


def prints(db: Snapshot, certificates: Sequence[int]) -> list[tuple[int, Certificate]]:
    """(edition, what the page shows) of each, in the order asked for."""
    found = {
        row.id: (row.edition_id, Certificate(row.number, row.name, row.position, row.seal))
        for chunk in _chunks(certificates)
        for row in db.rows(_PRINTS, {"ids": chunk})
    }
    return [found[certificate] for certificate in certificates]


def editions(db: Snapshot, certificates: Iterable[int]) -> dict[int, Edition]:
    """The editions of these certificates, the first one issued first."""
    db.choose(certificates)
    return {row.id: Edition.from_json(row.content) for row in db.rows(_EDITIONS)}


def _chunks(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (list(values[start : start + _FEW]) for start in range(0, len(values), _FEW))
