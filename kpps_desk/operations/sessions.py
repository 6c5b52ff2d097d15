"""Make, change, copy and remove one session; many at once are made by a plan (operations/planning).

What a newcomer gets wrong: scheduling people. A session is given crews (TPS); who is expected follows from the seats.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from kpps_desk.domain.attendance import SessionKind, parse_time
from kpps_desk.operations import closing, conclusions, invitations
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import areas, sessions
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_session, _crew, _station, _area = (
    schema.session.c,
    schema.session_crew.c,
    schema.polling_station.c,
    schema.area.c,
)


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A session as typed. `area` is a code; `stations` 13-digit codes of its crews (none: everybody is a walk-in)."""

    kind: SessionKind
    area: str
    title: str
    day: date
    starts: str
    ends: str
    venue: str = ""
    capacity: int = 0
    topics: tuple[tuple[str, int], ...] = ()
    trainers: tuple[str, ...] = ()
    required: bool = True
    wave: int = 1
    stations: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()  # '10.00-10.15'


_WAVE = select(func.max(_session.wave)).where(_session.kind == bindparam("kind"), _session.area_id == bindparam("area"))
_BY_CODE = select(_station.id, _station.code).where(_station.code.in_(bindparam("codes", expanding=True)))
_HELD = select(_crew.id, _crew.station_id).where(_crew.session_id == bindparam("session"))
_MARKED = select(schema.attendance.c.id).where(schema.attendance.c.session_id == bindparam("session")).limit(1)
_PRINTED = select(schema.sheet.c.id).where(schema.sheet.c.session_id == bindparam("session")).limit(1)
_MEMBERS = select(schema.attendance.c.member_id).where(schema.attendance.c.session_id == bindparam("session"))


_OF_OATHS = tuple(
    (table, select(table.c.id).where(table.c.session_id == bindparam("session")))
    for table in (schema.oath, schema.swearing_in)
)


def create(tx: Transaction, draft: SessionDraft) -> int:
    """Write a session down with its crews; its id. Invalid names the field that can't be as it is."""
    row = _checked(
        {
            "kind": draft.kind.value,
            "area_id": areas.area_id(tx, draft.area),
            "wave": draft.wave,
            "title": draft.title,
            "venue": draft.venue,
            "day": draft.day,
            "starts": draft.starts,
            "ends": draft.ends,
            "capacity": draft.capacity,
            "topics": _topics(draft.topics),
            "trainers": "\n".join(draft.trainers),
            "breaks": "\n".join(draft.breaks),
            "required": draft.required,
        }
    )
    stations = _stations(tx, draft.stations)
    made = tx.insert(schema.session, row)
    tx.insert_many(schema.session_crew, [{"session_id": made, "station_id": station} for station in stations])
    return made


def edit(tx: Transaction, session_id: int, changes: Mapping[str, Any], *, version: int | None = None) -> bool:
    """Change fields of a session (columns of schema.session, topics as in a draft); False where nothing differed."""
    sessions.kind_of(tx, session_id)
    closing.refuse_closed(tx, session_id)
    before = sessions.details(tx, session_id)
    kept = {name: getattr(before, name) for name in ("title", "day", "starts", "ends", "capacity")}
    if "topics" in changes:
        changes = {**changes, "topics": _topics(changes["topics"])}
    whole = {**kept, **changes}
    checked = _checked(whole)
    changed = tx.update(schema.session, session_id, {name: checked[name] for name in changes}, version=version)
    if changed and changes.keys() & {"day", "required", "kind", "topics"}:
        conclusions.settle(tx, tx.ids(_MEMBERS, {"session": session_id}))
    return changed


def set_crews(tx: Transaction, session_id: int, stations: Sequence[str]) -> None:
    """Give a session these crews (13-digit codes) and no others; marks already made stay."""
    sessions.kind_of(tx, session_id)
    closing.refuse_closed(tx, session_id)
    wanted = set(_stations(tx, stations))
    held = {row.station_id: row.id for row in tx.rows(_HELD, {"session": session_id})}
    tx.delete_many(schema.session_crew, [held[station] for station in held.keys() - wanted])
    new = sorted(wanted - held.keys())
    tx.insert_many(schema.session_crew, [{"session_id": session_id, "station_id": station} for station in new])
    invitations.crews_changed(tx, session_id)


def remove(tx: Transaction, session_id: int) -> None:
    """Take a session away that nobody was marked at; Refused otherwise."""
    sessions.kind_of(tx, session_id)
    if tx.value(_MARKED, {"session": session_id}) is not None:
        raise Refused("Sesi ini sudah berisi catatan kehadiran.", "Urungkan catatannya dahulu.")
    if tx.value(_PRINTED, {"session": session_id}) is not None:
        raise Refused(
            "Daftar hadir sesi ini sudah dicetak, jadi sesinya tidak dapat dihapus.", "Ubah hari atau jamnya."
        )
    tx.delete_many(schema.session_crew, [row.id for row in tx.rows(_HELD, {"session": session_id})])
    invitations.session_goes(tx, session_id)
    for table, statement in _OF_OATHS:
        tx.delete_many(table, tx.ids(statement, {"session": session_id}))
    tx.delete_many(schema.session, [session_id])


def copy(tx: Transaction, session_id: int, day: date, *, with_crews: bool) -> int:
    """The same session on another day, as the next wave; with its crews or with none. Its id."""
    one = sessions.details(tx, session_id)
    last = tx.value(_WAVE, {"kind": one.kind.value, "area": one.area_id})
    return create(
        tx,
        SessionDraft(
            one.kind,
            one.area_code,
            one.title,
            day,
            one.starts,
            one.ends,
            venue=one.venue,
            capacity=one.capacity,
            topics=one.topics,
            trainers=one.trainers,
            required=one.required,
            wave=last + 1,
            stations=one.stations if with_crews else (),
            breaks=one.breaks,
        ),
    )


def _topics(topics: Sequence[tuple[str, int]]) -> str:
    return json.dumps([list(topic) for topic in topics], ensure_ascii=False)


def _stations(tx: Transaction, codes: Sequence[str]) -> list[int]:
    found = {row.code: row.id for row in tx.rows(_BY_CODE, {"codes": list(codes)})} if codes else {}
    missing = [code for code in codes if code not in found]
    if missing:
        raise Gone(f"TPS {missing[0]} tidak ditemukan.")
    return list(dict.fromkeys(found[code] for code in codes))


def _checked(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its times in one form; Invalid names the first field that can't be so."""
    checked = dict(row)
    if "title" in row and not str(row["title"]).strip():
        raise Invalid("title", "Judul sesi wajib diisi.")
    if row.get("capacity", 0) < 0:
        raise Invalid("capacity", "Kapasitas tidak boleh kurang dari nol.")
    for field in ("starts", "ends"):
        try:
            checked[field] = parse_time(row[field])
        except ValueError:
            raise Invalid(field, f"Jam {row[field]} tidak terbaca.", "Contoh: 08.00.") from None
    if checked["starts"] >= checked["ends"]:
        raise Invalid("ends", f"Jam selesai {checked['ends']} tidak sesudah jam mulai {checked['starts']}.")
    return checked
