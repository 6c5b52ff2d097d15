"""The facts from which a member's stage and a station's readiness are concluded, for the ids in `schema.chosen`.

Marks and certificates are brought to one row a member before they are joined: joining first costs four times as much.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Integer, bindparam, case, func, literal_column, select, true, type_coerce
from sqlalchemy.sql import Select

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.readiness import Tally
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_member, _appointment, _seat, _role = schema.member.c, schema.appointment.c, schema.seat.c, schema.role.c
_station = schema.polling_station.c
# The unary plus makes SQLite begin with the chosen few: it else scans every seat or mark and looks each up in `chosen`.
_EACH: ColumnElement[int] = type_coerce(literal_column("+chosen.id"), Integer)


def _first_day(kind: SessionKind) -> Select[int, date]:
    """The day of the first session of this kind at which each chosen member was present."""
    return (
        select(schema.attendance.c.member_id, func.min(schema.session.c.day).label("day"))
        .select_from(schema.chosen)
        .join(schema.attendance, schema.attendance.c.member_id == _EACH)
        .join(schema.session, schema.session.c.id == schema.attendance.c.session_id)
        .where(
            schema.attendance.c.status == Attendance.PRESENT.value,
            schema.session.c.kind == kind.value,
            schema.session.c.required == true(),
        )
        .group_by(schema.attendance.c.member_id)
    )


_sworn = _first_day(SessionKind.OATH).cte("sworn_on")
_trained = _first_day(SessionKind.TRAINING).cte("trained_on")
_certified = (
    select(schema.certificate.c.member_id)
    .select_from(schema.chosen)
    .join(schema.certificate, schema.certificate.c.member_id == _EACH)
    .where(schema.certificate.c.state == "terbit", schema.certificate.c.kind == "sertifikat")
    .distinct()
    .cte("has_certificate")
)
_MEMBERS = (
    select(
        _member.id,
        _member.active,
        _member.eligibility,
        _member.wanted,
        _member.place,
        _member.stage,
        _member.sworn,
        _member.trained,
        _member.certified,
        _seat.code.label("seat"),
        _role.needs_oath,
        _role.needs_training,
        _role.needs_certificate,
        _sworn.c.day.label("sworn_on"),
        _trained.c.day.label("trained_on"),
        _certified.c.member_id.is_not(None).label("has_certificate"),
    )
    .select_from(schema.chosen)
    .join(schema.member, _member.id == _EACH)
    .outerjoin(schema.appointment, (_appointment.member_id == _member.id) & _appointment.until.is_(None))
    .outerjoin(schema.seat, _seat.id == _appointment.seat_id)
    .join(schema.role, _role.id == func.coalesce(_seat.role_id, _member.role_id))
    .outerjoin(_sworn, _sworn.c.member_id == _member.id)
    .outerjoin(_trained, _trained.c.member_id == _member.id)
    .outerjoin(_certified, _certified.c.member_id == _member.id)
)
_STATIONS = (
    select(_seat.station_id)
    .select_from(schema.chosen)
    .join(schema.appointment, (_appointment.member_id == _EACH) & _appointment.until.is_(None))
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .distinct()
)
_BY_CODE = select(_station.id).where(_station.code.in_(bindparam("codes", expanding=True)))


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


_TALLIES = (
    select(
        _seat.station_id,
        _role.kpps,
        func.count(_seat.id),
        func.count(_member.id),
        _sum(_member.eligibility == "MS"),
        # A step counts only where the role needs it: an officer who sat in at a training makes no KPPS trained.
        _sum(_member.sworn.is_not(None) & (_role.needs_oath == true())),
        _sum(_member.trained.is_not(None) & (_role.needs_training == true())),
        _sum((_member.certified == true()) & (_role.needs_certificate == true())),
    )
    .select_from(schema.chosen)
    .join(schema.seat, _seat.station_id == _EACH)
    .join(schema.role, _role.id == _seat.role_id)
    .outerjoin(schema.appointment, (_appointment.seat_id == _seat.id) & _appointment.until.is_(None))
    .outerjoin(schema.member, _member.id == _appointment.member_id)
    .group_by(_seat.station_id, _role.kpps)
)
_KEPT = (
    select(
        _station.id,
        *(_station[f"{group}_{count}"] for group in ("kpps", "officer") for count in Tally._fields),
        _station.ready,
    )
    .select_from(schema.chosen)
    .join(schema.polling_station, _station.id == _EACH)
)


def members_of_chosen(db: Snapshot) -> Sequence[AnyRow]:
    """Facts and kept conclusions of each chosen member."""
    return db.rows(_MEMBERS)


def stations_of_chosen(db: Snapshot) -> list[int]:
    """The stations on which the chosen members sit."""
    return db.column(_STATIONS)


def stations_by_code(db: Snapshot, codes: Iterable[str]) -> list[int]:
    """The stations that bear these 13-digit codes; other texts match none."""
    found = [code for code in codes if len(code) == 13]
    return [
        station
        for start in range(0, len(found), 500)
        for station in db.column(_BY_CODE, {"codes": found[start : start + 500]})
    ]


def tallies_of_chosen(db: Snapshot) -> dict[tuple[int, bool], Tally]:
    """(station, is KPPS) -> how many have come how far."""
    return {(row[0], bool(row[1])): Tally(*row[2:]) for row in db.rows(_TALLIES)}


def stations_of_chosen_as_kept(db: Snapshot) -> Sequence[AnyRow]:
    """(id, six counts of the KPPS, six of the officers, ready) as kept beside each chosen station."""
    return db.rows(_KEPT)
