"""Make sessions: one by hand, or a whole area's from rooms, times and capacity.

What a newcomer gets wrong: scheduling people. A session is given crews (TPS); who is expected follows from the seats.
A plan takes whole crews in the order of their TPS, and only those that have no session of that kind yet, so that
planning twice doubles nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, true

from kpps_desk import words
from kpps_desk.domain import crews
from kpps_desk.domain.attendance import SessionKind, parse_time
from kpps_desk.domain.crews import Crew, Slot, TooFewSlots
from kpps_desk.operations import closing, conclusions
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import areas, sessions
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot
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


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What a plan is made from. Rooms are each kelurahan's own; `{kelurahan}` in rooms, venue and title is its name.

    `capacity` 0: no limit (a swearing-in takes all crews of a kelurahan at once). Times are (starts, ends).
    """

    kind: SessionKind
    area: str
    days: tuple[date, ...]
    times: tuple[tuple[str, str], ...]
    rooms: tuple[str, ...] = ("Aula Kelurahan {kelurahan}",)
    capacity: int = 0
    title: str = ""
    topics: tuple[tuple[str, int], ...] = ()
    trainers: tuple[str, ...] = ()
    venue: str = ""


class PlannedLine(NamedTuple):
    """One session of a preview; `tps` are its crews' numbers, `seats` the people with every seat filled."""

    area: str
    wave: int
    day: date
    starts: str
    ends: str
    venue: str
    tps: tuple[str, ...]
    seats: int


class PlanPreview(NamedTuple):
    """What a plan comes to; `short` are (kelurahan, sessions without room or time), the worst first."""

    sessions: int
    crews: int
    seats: int
    areas: int
    smallest: int
    largest: int
    short: tuple[tuple[str, int], ...]
    lines: tuple[PlannedLine, ...]  # the first of them


_PREVIEWED = 200  # lines
_TITLES = {
    SessionKind.OATH: "Pelantikan KPPS Kelurahan {kelurahan}",
    SessionKind.TRAINING: "Bimbingan Teknis KPPS Kelurahan {kelurahan}",
}
_NO_LIMIT = 1_000_000  # people: more than any kelurahan has
_UNPLANNED = (
    select(_area.code.label("area"), _station.id, _station.code)
    .join(schema.area, _area.id == _station.area_id)
    .where(
        _area.code >= bindparam("low"),
        _area.code < bindparam("high"),
        _station.id.not_in(
            select(_crew.station_id)
            .join(schema.session, _session.id == _crew.session_id)
            .where(_session.kind == bindparam("kind"), _session.required == true())
        ),
    )
    .order_by(_station.code)
)
_ANY = (
    select(_station.id)
    .join(schema.area, _area.id == _station.area_id)
    .where(_area.code >= bindparam("low"), _area.code < bindparam("high"))
    .limit(1)
)
_TAKEN = select(_session.venue, _session.day, _session.starts, _session.ends).where(
    _session.day.in_(bindparam("days", expanding=True))
)
_WAVES = (
    select(_area.code, _session.wave)
    .join(schema.area, _area.id == _session.area_id)
    .where(_session.kind == bindparam("kind"), _area.code >= bindparam("low"), _area.code < bindparam("high"))
    .order_by(_session.wave)
)
_BY_CODE = select(_station.id, _station.code).where(_station.code.in_(bindparam("codes", expanding=True)))
_HELD = select(_crew.id, _crew.station_id).where(_crew.session_id == bindparam("session"))
_MARKED = select(schema.attendance.c.id).where(schema.attendance.c.session_id == bindparam("session")).limit(1)
_MEMBERS = select(schema.attendance.c.member_id).where(schema.attendance.c.session_id == bindparam("session"))


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


def remove(tx: Transaction, session_id: int) -> None:
    """Take a session away that nobody was marked at; Refused otherwise."""
    sessions.kind_of(tx, session_id)
    if tx.value(_MARKED, {"session": session_id}) is not None:
        raise Refused("Sesi ini sudah berisi catatan kehadiran.", "Urungkan catatannya dahulu.")
    tx.delete_many(schema.session_crew, [row.id for row in tx.rows(_HELD, {"session": session_id})])
    tx.delete_many(schema.session, [session_id])


def plan(tx: Transaction, request: PlanRequest) -> list[int]:
    """Sessions of whole crews for each kelurahan of the area; their ids, none if all have one.

    Refused, if rooms and times don't suffice: it says how many sessions are short, and where.
    """
    rows, parts, short = _drawn_up(tx, request)
    if short:
        raise _too_few(short)
    made = tx.insert_many(schema.session, rows)
    tx.insert_many(
        schema.session_crew,
        [
            {"session_id": session_id, "station_id": crew.station_id}
            for session_id, part in zip(made, parts, strict=True)
            for crew in part
        ],
    )
    return list(made)


def preview(db: Snapshot, request: PlanRequest) -> PlanPreview:
    """What plan() would make, without making it; slots that are short are listed, not refused."""
    rows, parts, short = _drawn_up(db, request)
    sizes = [sum(crew.size for crew in part) for part in parts]
    called = areas.names(db)
    names = {record: called[code] for record, code in areas.codes(db).items()}
    return PlanPreview(
        sessions=len(rows),
        crews=sum(map(len, parts)),
        seats=sum(sizes),
        areas=len({row["area_id"] for row in rows}),
        smallest=min(sizes, default=0),
        largest=max(sizes, default=0),
        short=tuple(sorted(short.items(), key=lambda item: -item[1])),
        lines=tuple(
            PlannedLine(
                names[row["area_id"]],
                row["wave"],
                row["day"],
                row["starts"],
                row["ends"],
                row["venue"],
                tuple(crew.place[10:] for crew in part),
                size,
            )
            for row, part, size in zip(rows[:_PREVIEWED], parts, sizes, strict=False)
        ),
    )


def _drawn_up(db: Snapshot, request: PlanRequest) -> tuple[list[dict[str, Any]], list[list[Crew]], dict[str, int]]:
    """Rows of sessions, the crews of each, and kelurahan -> sessions for which there is no slot."""
    times = _plan_times(request)
    waiting = _waiting_crews(db, request)
    names = areas.names(db)
    waves = {row.code: row.wave for row in db.rows(_WAVES, _asked(request))}
    taken = _in_use(db, request.days)
    rows: list[dict[str, Any]] = []
    parts: list[list[Crew]] = []
    short: dict[str, int] = {}
    for area, row in waiting.items():
        free = [slot for slot in _rooms(request, times, names[area]) if not _busy(slot, taken)]
        try:
            pairs = crews.assign(crews.pack(row, request.capacity or _NO_LIMIT), free)
        except TooFewSlots as missing:
            short[names[area]] = missing.missing
            continue
        area_id, first = areas.area_id(db, area), waves.get(area, 0) + 1
        rows += [
            _planned(request, area_id, names[area], wave, part, slot)
            for wave, (part, slot) in enumerate(pairs, start=first)
        ]
        parts += [part for part, _ in pairs]
    return rows, parts, short


def _plan_times(request: PlanRequest) -> list[tuple[str, str]]:
    if not (request.days and request.times and request.rooms):
        raise Refused("Rencana sesi memerlukan paling sedikit satu hari, satu jam, dan satu ruang.")
    if request.kind is SessionKind.TRAINING and request.capacity <= 0:
        raise Invalid("capacity", "Kapasitas sesi bimtek wajib diisi.", "Biasanya 50 sampai 60 orang.")
    times = [_checked({"starts": starts, "ends": ends}) for starts, ends in request.times]
    return [(time["starts"], time["ends"]) for time in times]


def _asked(request: PlanRequest) -> dict[str, str]:
    return {**sessions.area_range(request.area), "kind": request.kind.value}


def _waiting_crews(db: Snapshot, request: PlanRequest) -> dict[str, list[Crew]]:
    """Kelurahan -> its crews that have no session of this kind yet; each counts the seats whose role needs it."""
    oath = request.kind is SessionKind.OATH
    size = sum(role.seats for role in areas.roles(db).values() if (role.needs_oath if oath else role.needs_training))
    if request.capacity and size > request.capacity:
        raise Refused(f"Kapasitas {request.capacity} orang lebih kecil daripada satu regu TPS ({size} orang).")
    found: dict[str, list[Crew]] = {}
    for row in db.rows(_UNPLANNED, _asked(request)):
        found.setdefault(row.area, []).append(Crew(row.id, row.code, size))
    if not found and db.value(_ANY, _asked(request)) is None:
        raise Refused(f"Wilayah {request.area} tidak memiliki TPS di berkas kerja ini.")
    return found


def _rooms(request: PlanRequest, times: list[tuple[str, str]], kelurahan: str) -> list[Slot]:
    rooms = [
        ", ".join(part.replace("{kelurahan}", kelurahan) for part in (room, request.venue) if part)
        for room in request.rooms
    ]
    return crews.slots(sorted(request.days), sorted(times), rooms)


_Use = dict[tuple[str, date], list[tuple[str, str]]]


def _in_use(db: Snapshot, days: Sequence[date]) -> _Use:
    """(venue, day) -> the times at which a session is held there already."""
    found: _Use = {}
    for row in db.rows(_TAKEN, {"days": list(days)}):
        found.setdefault((row.venue, row.day), []).append((row.starts, row.ends))
    return found


def _busy(slot: Slot, taken: _Use) -> bool:
    return any(starts < slot.ends and slot.starts < ends for starts, ends in taken.get((slot.room, slot.day), ()))


def _planned(
    request: PlanRequest, area_id: int, kelurahan: str, wave: int, part: Sequence[Crew], slot: Slot
) -> dict[str, Any]:
    title = (request.title or _TITLES[request.kind]).replace("{kelurahan}", kelurahan)
    return {
        "kind": request.kind.value,
        "area_id": area_id,
        "wave": wave,
        "title": title,
        "venue": slot.room,
        "day": slot.day,
        "starts": slot.starts,
        "ends": slot.ends,
        "capacity": request.capacity or sum(crew.size for crew in part),
        "topics": _topics(request.topics),
        "trainers": "\n".join(request.trainers),
        "required": True,
    }


def _too_few(short: Mapping[str, int]) -> Refused:
    """How many slots are short, and where (the three worst)."""
    worst = sorted(short.items(), key=lambda item: -item[1])[:3]
    named = ", ".join(f"{name} {words.number(missing)}" for name, missing in worst)
    more = f", dan {len(short) - 3} kelurahan lain" if len(short) > 3 else ""
    return Refused(
        f"Ruang dan waktu kurang untuk {words.number(sum(short.values()))} sesi: {named}{more}.",
        "Tambahkan hari, jam, atau ruang, atau naikkan kapasitas.",
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
