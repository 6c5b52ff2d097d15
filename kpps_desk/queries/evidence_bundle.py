"""What an evidence bundle of a kelurahan asks for: its seats, its sessions, scans, invitations, numbers.

What a newcomer gets wrong: taking the sessions of the kelurahan's own area alone. A crew may be called to a session of
its kecamatan, and who missed one may have come to another's: those are `elsewhere`, and count as proof too.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.places import digits
from kpps_desk.queries.sessions import area_range
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_seat, _role, _member, _appointment = schema.seat.c, schema.role.c, schema.member.c, schema.appointment.c
_certificate, _session, _crew = schema.certificate.c, schema.session.c, schema.session_crew.c
_station, _area, _mark = schema.polling_station.c, schema.area.c, schema.attendance.c
_sheet, _scan, _called = schema.sheet.c, schema.scan.c, schema.invitation.c
_PRESENT = int(Attendance.PRESENT)


class Seat(NamedTuple):
    """One seat and who sits there; `name` '' where it is vacant."""

    code: str
    number: int
    role: str
    needs_oath: bool
    needs_training: bool
    name: str
    appointed: date | None
    sworn: date | None
    trained: date | None
    certificate: str


class Scan(NamedTuple):
    """A confirmed scan; its picture is asked for by itself."""

    id: int
    session: int
    page: int
    pages: int
    file_name: str
    taken_at: int
    taken_by: str
    confirmed_at: int


class Called(NamedTuple):
    """Somebody called to a session besides its crews, or who came to one uncalled; `missed` what it makes up for."""

    session: int
    place: str
    name: str
    role: str
    missed: int | None
    status: Attendance
    invited: bool


class Given(NamedTuple):
    """A bundle that was made."""

    id: int
    area: str
    file_name: str
    digest: str
    pages: int
    key_id: str
    made_at: int
    made_by: str


_WITHIN = (_seat.code >= bindparam("low"), _seat.code < bindparam("high"))
_ANY_SEAT = select(_seat.id).where(*_WITHIN).limit(1)
_SEATS = (
    select(
        _seat.code,
        _seat.number,
        _role.name.label("role"),
        _role.needs_oath,
        _role.needs_training,
        _member.title_before,
        _member.name,
        _member.title_after,
        _appointment.decree_date,
        _appointment.since,
        _member.sworn,
        _member.trained,
        _certificate.number.label("certificate"),
    )
    .select_from(schema.seat)
    .join(schema.role, _role.id == _seat.role_id)
    .outerjoin(schema.appointment, (_appointment.seat_id == _seat.id) & _appointment.until.is_(None))
    .outerjoin(schema.member, _member.id == _appointment.member_id)
    .outerjoin(
        schema.certificate,
        (_certificate.member_id == _member.id) & (_certificate.kind == "sertifikat") & (_certificate.state == "terbit"),
    )
    .where(*_WITHIN)
    .order_by(_seat.code)
)
_OWN = (
    select(_session.id)
    .join(schema.area, _area.id == _session.area_id)
    .where(_area.code >= bindparam("dotted"), _area.code < bindparam("after"))
    .union(
        select(_crew.session_id)
        .join(schema.polling_station, _station.id == _crew.station_id)
        .where(_station.code >= bindparam("low"), _station.code < bindparam("high"))
    )
)
_OF_MEMBERS = (_member.place >= bindparam("low"), _member.place < bindparam("high"))
_ELSEWHERE = (
    select(_mark.session_id)
    .join(schema.member, _member.id == _mark.member_id)
    .where(*_OF_MEMBERS)
    .union(
        select(_called.session_id).join(schema.member, _member.id == _called.member_id).where(*_OF_MEMBERS)
    )
)  # fmt: skip
_IN_TIME = select(_session.id).where(_session.id.in_(select(schema.chosen.c.id))).order_by(
    _session.day, _session.starts, _session.id
)  # fmt: skip
_SCANS = (
    select(
        _scan.id, _sheet.session_id, _sheet.page, _sheet.pages, _scan.file_name, _scan.taken_at, _scan.taken_by,
        _scan.confirmed_at,
    )
    .join(schema.sheet, _sheet.id == _scan.sheet_id)
    .where(_sheet.session_id == bindparam("session"), _scan.confirmed_at.is_not(None))
    .order_by(_sheet.page, _scan.id)
)  # fmt: skip
_PERSON = (_member.place, _member.title_before, _member.name, _member.title_after, _role.name.label("role"))
_CALLED = (
    select(_called.session_id, *_PERSON, _called.missed_id, _mark.status)
    .join(schema.member, _member.id == _called.member_id)
    .join(schema.role, _role.id == _member.role_id)
    .outerjoin(schema.attendance, (_mark.session_id == _called.session_id) & (_mark.member_id == _member.id))
    .where(*_OF_MEMBERS)
    .order_by(_called.session_id, _member.place, _member.id)
)
_invited = select(_called.id).where(_called.session_id == _mark.session_id, _called.member_id == _mark.member_id)
_CAME = (
    select(_mark.session_id, *_PERSON, _mark.status)
    .join(schema.member, _member.id == _mark.member_id)
    .join(schema.role, _role.id == _member.role_id)
    .where(*_OF_MEMBERS, _mark.walk_in, _mark.status == _PRESENT, ~_invited.exists())
    .order_by(_mark.session_id, _member.place, _member.id)
)
_NUMBERS = (
    select(_certificate.id)
    .where(_certificate.place >= bindparam("low"), _certificate.place < bindparam("high"))
    .order_by(_certificate.scope, _certificate.sequence)
)
_GIVEN = (
    select(
        schema.evidence.c.id, _area.code, schema.evidence.c.file_name, schema.evidence.c.digest,
        schema.evidence.c.pages, schema.evidence.c.key_id, schema.evidence.c.made_at, schema.evidence.c.made_by,
    )
    .join(schema.area, _area.id == schema.evidence.c.area_id)
    .order_by(schema.evidence.c.id.desc())
)  # fmt: skip
_BY_DIGEST = _GIVEN.where(schema.evidence.c.digest == bindparam("digest"))


def _places(area: str) -> dict[str, str]:
    low = digits(area)
    return {"low": low, "high": low + ":"}


def seats(db: Snapshot, area: str) -> Iterator[Seat]:
    """Every seat of an area, in order."""
    for row in db.rows(_SEATS, _places(area)):
        name = words.full_name(row.title_before, row.name, row.title_after) if row.name else ""
        yield Seat(
            row.code, row.number, row.role, row.needs_oath, row.needs_training, name, row.decree_date or row.since,
            row.sworn, row.trained, row.certificate or "",
        )  # fmt: skip


def has_seats(db: Snapshot, area: str) -> bool:
    """Whether there is a TPS in this area."""
    return db.value(_ANY_SEAT, _places(area)) is not None


def own_sessions(db: Snapshot, area: str) -> list[int]:
    """Sessions held in this area or to which its crews were called, in order of time."""
    within = area_range(area)
    return _in_time(db, db.column(_OWN, {**_places(area), "dotted": within["low"], "after": within["high"]}))


def elsewhere(db: Snapshot, area: str) -> list[int]:
    """Further sessions that people of this area were called to or came to."""
    own = set(own_sessions(db, area))
    return _in_time(db, [each for each in db.column(_ELSEWHERE, _places(area)) if each not in own])


def _in_time(db: Snapshot, sessions: list[int]) -> list[int]:
    db.choose(sessions)
    return db.column(_IN_TIME)


def scans(db: Snapshot, session: int) -> list[Scan]:
    """The confirmed scans of a session by page."""
    return [Scan(*row) for row in db.rows(_SCANS, {"session": session})]


def called(db: Snapshot, area: str) -> list[Called]:
    """Everybody of this area called besides a crew, or who came uncalled: make-ups, session by session."""
    found = [
        Called(row.session_id, row.place, _name(row), row.role, row.missed_id, Attendance(row.status or 0), True)
        for row in db.rows(_CALLED, _places(area))
    ]
    found += [
        Called(row.session_id, row.place, _name(row), row.role, None, Attendance(row.status), False)
        for row in db.rows(_CAME, _places(area))
    ]
    return sorted(found, key=lambda one: (one.session, one.place))


def _name(row: object) -> str:
    return words.full_name(row.title_before, row.name, row.title_after)  # type: ignore[attr-defined]


def numbers(db: Snapshot, area: str) -> list[int]:
    """The certificates of this area's seats, whatever became of them, by number."""
    return list(db.ids(_NUMBERS, _places(area)))


def given(db: Snapshot) -> list[Given]:
    """The bundles that were made, the newest first."""
    return [Given(*row) for row in db.rows(_GIVEN)]


def by_digest(db: Snapshot, digest: str) -> Given | None:
    """The bundle with this SHA-256, if this workspace made it."""
    row = db.row(_BY_DIGEST, {"digest": digest})
    return Given(*row) if row is not None else None
