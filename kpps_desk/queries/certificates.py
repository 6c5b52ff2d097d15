"""Certificates: who may have one, which are issued, and what the paper shows of each.

What a newcomer gets wrong: joining today's member to a printed certificate. What was printed stands frozen in the
certificate and its edition; the member is only asked when a new one is issued.
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select, true

from kpps_desk.domain.certificates import Bar, Certificate, Edition, Kind, bar
from kpps_desk.domain.election import CertificateRule
from kpps_desk.domain.places import digits
from kpps_desk.queries import areas, certificate_changes, sessions, teaching
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _appointment, _seat = schema.member.c, schema.appointment.c, schema.seat.c
_attendance, _certificate = schema.attendance.c, schema.certificate.c
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
    held: bool  # one of the kind that is asked for


class CertificateRow(NamedTuple):
    """One line of the list of issued certificates."""

    id: int
    member_id: int | None  # None: a trainer's
    number: str
    name: str
    position: str
    state: str  # 'terbit' | 'diganti' | 'dicabut'
    issued_at: int
    issued_by: str
    reason: str
    replaced_by: int | None
    kind: str  # domain.certificates.Kind
    trainer_id: int | None
    state_at: int | None  # when it was replaced or revoked


class SigningKeyRow(NamedTuple):
    key_id: str
    public: bytes
    private: bytes

    def __repr__(self) -> str:  # a log or a bug report never shows the private half
        return f"SigningKeyRow({self.key_id})"


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
_STEPS = (ROLE_ID, _seat.id.is_not(None), _member.sworn.is_not(None), _member.trained.is_not(None))
_HOLDS = {  # whether a certificate of this kind is in force: kept beside the member for the one that makes a crew ready
    Kind.CERTIFICATE: _member.certified,
    Kind.PIAGAM: select(_certificate.id)
    .where(_certificate.member_id == _member.id, _certificate.kind == Kind.PIAGAM.value, _certificate.state == "terbit")
    .exists(),
}
FACTS = {kind: (*_STEPS, holds) for kind, holds in _HOLDS.items()}


def _counted(kind: Kind) -> Select[Any]:
    return (
        select(*FACTS[kind], func.count())
        .select_from(schema.member)
        .outerjoin(schema.appointment, OPEN)
        .outerjoin(schema.seat, _seat.id == _appointment.seat_id)
        .group_by(*FACTS[kind])
    )


def _people(kind: Kind) -> Select[Any]:
    named = (_member.id, _member.title_before, _member.name, _member.title_after, ROLE_ID, _member.place)
    return (
        select(*named, *FACTS[kind][1:])
        .select_from(schema.chosen)
        .join(schema.member, _member.id == schema.chosen.c.id)
        .outerjoin(schema.appointment, OPEN)
        .outerjoin(schema.seat, _seat.id == _appointment.seat_id)
        .order_by(_member.place, _member.id)
    )


_COUNTED = {
    (kind, scope): _counted(kind).where(*within)
    for kind in FACTS
    for scope, within in (("area", IN_AREA), ("session", (OF_SESSION,)))
}
_HOLDERS = {kind: _people(kind) for kind in FACTS}
_CANDIDATES = {kind: statement.where(_member.active == true()) for kind, statement in _HOLDERS.items()}
_key = schema.signing_key.c
_SIGNING = (
    select(_key.key_id, _key.public, _key.private)
    .where(_key.private.is_not(None), _key.revoked_at.is_(None))
    .order_by(_key.created_at.desc(), _key.id.desc())
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


def opened(db: Snapshot, rule: CertificateRule, voting_day: date) -> bool:
    """Whether the first day of this rule has come."""
    first = rule.opens(voting_day)
    return first is None or db.today >= first


def candidates(db: Snapshot, area: str = "", session: int | None = None, kind: Kind = Kind.CERTIFICATE) -> Candidates:
    """How many of these may get a certificate of this kind now, and how many not for which first reason."""
    if kind is Kind.TRAINER:
        return _counts([(teacher.bar, 1) for teacher in teaching.teachers(db, area, session)])
    roles, election = areas.roles(db), areas.election(db)
    rule = election.rules.certificate(kind)
    begun = opened(db, rule, election.voting_day)
    scope, params = _known(db, area, session)
    found = db.rows(_COUNTED[kind, scope], params)
    return _counts(
        (bar(rule, roles[role], bool(seated), bool(sworn), bool(trained), bool(held), begun), count)
        for role, seated, sworn, trained, held, count in found
    )


def _counts(judged: Iterable[tuple[Bar | None, int]]) -> Candidates:
    entitled, barred = 0, dict.fromkeys(Bar, 0)
    for why, count in judged:
        if why is None:
            entitled += count
        else:
            barred[why] += count
    return Candidates(entitled, {why: count for why, count in barred.items() if count})


def candidates_of(db: Snapshot, members: Iterable[int], kind: Kind = Kind.CERTIFICATE) -> list[Candidate]:
    """These members as they are now; who has left the roster is left out. Fills `chosen`."""
    db.choose(members)
    return [Candidate(*row[:6], *map(bool, row[6:])) for row in db.rows(_CANDIDATES[kind])]


def holders_of(db: Snapshot, members: Iterable[int], kind: Kind) -> list[Candidate]:
    """The same of whoever holds a certificate, also of who has left the roster. Fills `chosen`."""
    db.choose(members)
    return [Candidate(*row[:6], *map(bool, row[6:])) for row in db.rows(_HOLDERS[kind])]


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
_issued: Select[tuple[int]] = (
    select(_certificate.id)
    .where(_certificate.state == "terbit", _certificate.kind == bindparam("kind"))
    .order_by(*_print_order)
)
_ISSUED = {
    "area": _issued.where(_certificate.place >= bindparam("low"), _certificate.place < bindparam("high")),
    "session": _issued.join(schema.member, _member.id == _certificate.member_id).where(OF_SESSION),
}
_COUNT = select(func.count()).where(
    _certificate.state == "terbit",
    _certificate.kind == bindparam("kind"),
    _certificate.place >= bindparam("low"),
    _certificate.place < bindparam("high"),
)
_OF_TRAINERS = _issued.where(_certificate.trainer_id.in_(bindparam("trainers", expanding=True)))
_IN_ORDER = select(_certificate.id).join(schema.chosen, schema.chosen.c.id == _certificate.id).order_by(*_print_order)
_PAGE = select(*_ROW).where(_certificate.id.in_(bindparam("ids", expanding=True)))
_PLACES = select(_certificate.id, _certificate.place).where(_certificate.id.in_(bindparam("ids", expanding=True)))
_OF_MEMBER = select(*_ROW).where(_certificate.member_id == bindparam("member")).order_by(_certificate.id)
_BY_NUMBER = select(*_ROW, _certificate.seal).where(_certificate.number == bindparam("number"))
_SEAL_SIZES = (
    select(_certificate.edition_id, func.octet_length(_certificate.seal), func.count())
    .join(schema.chosen, schema.chosen.c.id == _certificate.id)
    .group_by(_certificate.edition_id, func.octet_length(_certificate.seal))
)
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


def ids(db: Snapshot, area: str = "", session: int | None = None, kind: Kind = Kind.CERTIFICATE) -> "array[int]":
    """The certificates of a kind in force of an area or a session, in the order of printing: by place."""
    if kind is Kind.TRAINER:
        trainers = [teacher.trainer_id for teacher in teaching.teachers(db, area, session)]
        return db.ids(_OF_TRAINERS, {"kind": kind.value, "trainers": trainers})
    scope, params = _known(db, area, session)
    return db.ids(_ISSUED[scope], {"kind": kind.value, **params})


def count(db: Snapshot, area: str = "", session: int | None = None, kind: Kind = Kind.CERTIFICATE) -> int:
    """How many of a kind are in force there."""
    if kind is Kind.TRAINER or session is not None:
        return len(ids(db, area, session, kind))
    return int(db.value(_COUNT, {"kind": kind.value, **scope_of(area, None)[1]}))


def changed(db: Snapshot, area: str = "", session: int | None = None, kind: Kind | None = None) -> "array[int]":
    """Those in force whose name or position isn't that of today's record, in the order of printing."""
    if session is None:
        return certificate_changes.changed(db, area, kind)
    return certificate_changes.among(
        db, [one for each in ([kind] if kind else Kind) for one in ids(db, session=session, kind=each)]
    )


def in_print_order(db: Snapshot, certificates: Iterable[int]) -> "array[int]":
    """These certificates by place, whatever their state; ids that are none are left out."""
    db.choose(certificates)
    return db.ids(_IN_ORDER)


def page(db: Snapshot, certificates: Sequence[int]) -> dict[int, CertificateRow]:
    """The rows of a list, by id."""
    return {row.id: CertificateRow(*row) for chunk in _chunks(certificates) for row in db.rows(_PAGE, {"ids": chunk})}


def places(db: Snapshot, certificates: Sequence[int]) -> dict[int, str]:
    """Certificate -> the code of the seat (of a trainer the area) by which it sorts."""
    return {row.id: row.place for chunk in _chunks(certificates) for row in db.rows(_PLACES, {"ids": chunk})}


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


def seal_sizes(db: Snapshot, certificates: Iterable[int]) -> list[tuple[int, int, int]]:
    """(edition, bytes of its seal, how many of these have it)."""
    db.choose(certificates)
    return [(row[0], row[1], row[2]) for row in db.rows(_SEAL_SIZES)]


def _chunks(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (list(values[start : start + _FEW]) for start in range(0, len(values), _FEW))
