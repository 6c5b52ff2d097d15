"""A plan made of sessions that are there already: a room is lost, a session slips, and only those concerned move.

What a newcomer gets wrong: touching a session at which people were marked. It took place; it isn't part of the plan.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, exists, select, true

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.crews import Crew, Slot
from kpps_desk.domain.planning import Draft, DraftSession, Request
from kpps_desk.operations import planning
from kpps_desk.problems import Refused
from kpps_desk.queries import plans
from kpps_desk.queries.sessions import area_range
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot
from kpps_desk.store.transaction import Transaction

_session, _crew, _station, _area = schema.session.c, schema.session_crew.c, schema.polling_station.c, schema.area.c
_UNTOUCHED = (
    select(schema.session, _area.code.label("area_code"))
    .join(schema.area, _area.id == _session.area_id)
    .where(
        _session.kind == bindparam("kind"),
        _session.required == true(),
        _session.state == "rencana",
        _area.code >= bindparam("low"),
        _area.code < bindparam("high"),
        exists().where(_crew.session_id == _session.id),
        ~exists().where(schema.attendance.c.session_id == _session.id),
    )
    .order_by(_area.code, _session.day, _session.starts, _session.id)
)
_CREWS = (
    select(_crew.session_id, _station.id, _station.code)
    .join(schema.polling_station, _station.id == _crew.station_id)
    .join(schema.session, _session.id == _crew.session_id)
    .where(_session.kind == bindparam("kind"))
    .order_by(_station.code)
)


def from_sessions(db: Snapshot, area: str, kind: SessionKind, days: Sequence[date] = ()) -> Draft:
    """The sessions of an area at which nobody was marked yet, as a plan; `days` may be used besides their own.

    Refused where there is none.
    """
    asked = {**area_range(area), "kind": kind.value}
    rows = db.rows(_UNTOUCHED, asked)
    if not rows:
        raise Refused(
            "Tidak ada sesi yang dapat diatur ulang di wilayah ini.",
            "Sesi yang sudah berisi catatan kehadiran atau sudah ditutup tidak diatur ulang.",
        )
    size = plans.crew_size(db, kind)
    crews: dict[int, list[Crew]] = {}
    for row in db.rows(_CREWS, asked):
        crews.setdefault(row.session_id, []).append(Crew(row.id, row.code, size))
    sessions = tuple(_session_of(key, row, crews) for key, row in enumerate(rows, start=1))
    return Draft(_request(area, kind, rows, days), sessions)


def rearrange_sessions(tx: Transaction, name: str, area: str, kind: SessionKind, days: Sequence[date] = ()) -> int:
    """A plan that, once published, changes these sessions instead of making new ones."""
    return planning.keep(tx, name, from_sessions(tx, area or "31", kind, days))


def _session_of(key: int, row: AnyRow, crews: Mapping[int, list[Crew]]) -> DraftSession:
    slot = Slot(row.day, row.starts, row.ends, row.venue)
    return DraftSession(
        key, row.area_code, row.wave, tuple(crews[row.id]), slot, tuple(row.trainers.splitlines()), row.id
    )


def _request(area: str, kind: SessionKind, held: Sequence[AnyRow], days: Sequence[date]) -> Request:
    teams = [len(row.trainers.splitlines()) for row in held]
    return Request(
        kind,
        area or "31",
        days=tuple(sorted({*days, *(row.day for row in held)})),
        times=tuple(sorted({(row.starts, row.ends) for row in held})),
        rooms=(),
        capacity=max(row.capacity for row in held),
        trainers=tuple(sorted({name for row in held for name in row.trainers.splitlines()})),
        trainers_each=min(teams),
    )
