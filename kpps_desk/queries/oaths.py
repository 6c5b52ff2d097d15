"""Swearings-in: what is known of one besides its session, who is on it in which form, and how each of an area stands.

What a newcomer gets wrong: taking a form for an oath. Who is sworn is told by presence alone; a form only says with
which words, and somebody absent may well have one.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, bindparam, func, literal_column, select, type_coerce

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.oaths import Form
from kpps_desk.domain.wordings import fill
from kpps_desk.problems import Refused
from kpps_desk.queries import areas, oath_tokens, sessions, wordings
from kpps_desk.queries.sessions import RollRow, SessionDetails, SessionRow, area_range
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_session, _area = schema.session.c, schema.area.c
_known, _oath, _mark, _member = schema.swearing_in.c, schema.oath.c, schema.attendance.c, schema.member.c
_KNOWN = select(schema.swearing_in).where(_known.session_id == bindparam("session"))
_CLOSING = select(_session.closed_at, _session.closed_by).where(_session.id == bindparam("session"))
_FORMS = select(_oath.member_id, _oath.form).where(_oath.session_id == bindparam("session"))
# The unary plus makes SQLite begin with the chosen few; it else looks every member up among them.
_EACH: ColumnElement[int] = type_coerce(literal_column("+chosen.id"), Integer)
_SWORN = select(_member.id, _member.sworn).select_from(schema.chosen).join(schema.member, _member.id == _EACH)
_IN_AREA = (
    select(_session.id)
    .join(schema.area, _area.id == _session.area_id)
    .where(
        _session.kind == SessionKind.OATH.value, _area.code >= bindparam("low"), _area.code < bindparam("high")
    )
)  # fmt: skip
_ALL_KNOWN = select(_known.session_id, _known.officiant, _known.minutes_no).where(_known.session_id.in_(_IN_AREA))
_FORMLESS = (
    select(_mark.session_id, func.count())
    .outerjoin(schema.oath, (_oath.session_id == _mark.session_id) & (_oath.member_id == _mark.member_id))
    .where(
        _mark.session_id.in_(_IN_AREA), _mark.status == Attendance.PRESENT.value, _oath.id.is_(None)
    )
    .group_by(_mark.session_id)
)  # fmt: skip


class Register(NamedTuple):
    """One swearing-in. `version` 0: nothing is written down yet. `usual_office`: what stands where `office` is ''."""

    session: SessionDetails
    version: int
    officiant: str
    office: str
    usual_office: str
    witnesses: str  # `name; as what`, one a line
    minutes_no: str
    minutes_date: date | None
    closed_at: int | None
    closed_by: str


class OathLine(NamedTuple):
    """One person of the roll; `sworn` is the day of their first oath, wherever that was."""

    row: RollRow
    form: Form | None
    sworn: date | None
    kpps: bool


class Standing(NamedTuple):
    """How one swearing-in stands; `formless` were present in a form that nobody has told."""

    session: SessionRow
    officiant: str
    minutes_no: str
    formless: int


def register(db: Snapshot, session_id: int) -> Register:
    """Gone without such a session; Refused where it is no swearing-in."""
    session = sessions.details(db, session_id)
    if session.kind is not SessionKind.OATH:
        raise Refused(f"Sesi {session_id} bukan pelantikan.", "Pilih sesi pelantikan.")
    known = db.row(_KNOWN, {"session": session_id})
    closed = db.row(_CLOSING, {"session": session_id})
    first = session.trainers[0] if session.trainers else ""  # as typed when the session was made
    return Register(
        session=session,
        version=known.version if known else 0,
        officiant=known.officiant if known else first,
        office=known.office if known else "",
        usual_office=_usual_office(db, session),
        witnesses=known.witnesses if known else "",
        minutes_no=known.minutes_no if known else "",
        minutes_date=known.minutes_date if known else None,
        closed_at=closed.closed_at if closed else None,
        closed_by=closed.closed_by if closed else "",
    )


def _usual_office(db: Snapshot, session: SessionDetails) -> str:
    return fill(wordings.stored(db, "pelantikan.jabatan").content, oath_tokens.occasion(db, session))


def roll(db: Snapshot, session_id: int) -> list[OathLine]:
    """Everybody expected in the order of the seats, then who came besides."""
    rows = sessions.roll(db, session_id)
    forms = {row.member_id: Form(row.form) for row in db.rows(_FORMS, {"session": session_id})}
    db.choose(row.member_id for row in rows)
    sworn = {row.id: row.sworn for row in db.rows(_SWORN)}
    kpps = {role.name: role.kpps for role in areas.roles(db).values()}
    return [
        OathLine(row, forms.get(row.member_id), sworn.get(row.member_id), kpps.get(row.role, False)) for row in rows
    ]


def swears(line: OathLine) -> bool:
    """Whether somebody swears here or still may: whoever stayed away needs no form."""
    return line.row.status in (Attendance.PRESENT, Attendance.NOT_RECORDED)


def standings(db: Snapshot, area: str = "") -> list[Standing]:
    """Every swearing-in of an area ('' all), in order of time."""
    asked = area_range(area)
    known: dict[int, AnyRow] = {row.session_id: row for row in db.rows(_ALL_KNOWN, asked)}
    formless: dict[int, int] = {row[0]: row[1] for row in db.rows(_FORMLESS, asked)}
    return [
        Standing(
            row,
            known[row.id].officiant if row.id in known else "",
            known[row.id].minutes_no if row.id in known else "",
            formless.get(row.id, 0),
        )
        for row in sessions.listing(db, area, SessionKind.OATH)
    ]
