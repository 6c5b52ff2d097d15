"""Plans of sessions: drawn up, kept as drafts that people rearrange, and published as sessions in one act.

What a newcomer gets wrong: publishing what once held. The rooms, trainers and sessions of this moment decide; whatever
bars the plan now is told, and nothing is written.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kpps_desk import words
from kpps_desk.domain import placing, plan_faults, rearranging
from kpps_desk.domain.attendance import SessionKind, parse_time
from kpps_desk.domain.crews import Slot
from kpps_desk.domain.placing import Lost, Repacked
from kpps_desk.domain.plan_faults import BARS, Fault
from kpps_desk.domain.plan_texts import to_text
from kpps_desk.domain.planning import Draft, DraftSession, Ground, Request, breaks_within, fill
from kpps_desk.domain.rearranging import Impossible, Rearranged
from kpps_desk.operations import collector, planned_changes
from kpps_desk.problems import Invalid, Refused
from kpps_desk.queries import areas, plans
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

_TITLES = {
    SessionKind.OATH: "Pelantikan KPPS Kelurahan {kelurahan}",
    SessionKind.TRAINING: "Bimbingan Teknis KPPS Kelurahan {kelurahan}",
}


@collector.paused()  # a province's crews are made anew: the rounds held the window up 0.1 s
def draw_up(db: Snapshot, request: Request) -> tuple[Draft, Ground]:
    """What the request comes to, nothing written; crews that have such a session already are left out."""
    request = _checked(request)
    laid = plans.ground(db, request)
    size = plans.crew_size(db, request.kind)
    if request.capacity and size > request.capacity:
        raise Refused(f"Kapasitas {request.capacity} orang lebih kecil daripada satu regu TPS ({size} orang).")
    waiting = plans.waiting(db, request, laid)
    if not waiting:
        raise Refused(f"Wilayah {request.area} tidak memiliki TPS di berkas kerja ini.")
    return placing.draw_up(request, waiting, laid), laid


def plan(tx: Transaction, request: Request) -> list[int]:
    """Sessions at once, without a draft to rearrange; their ids, none if all crews have one. Refused if rooms lack."""
    draft, laid = draw_up(tx, request)
    _refuse_short(draft, laid)
    return planned_changes.make(tx, draft, _rows(tx, draft, laid))


def make(tx: Transaction, name: str, request: Request) -> int:
    """A draft under this name; also one that lacks rooms, for people to mend."""
    draft, _ = draw_up(tx, request)
    if not draft.sessions:
        raise Refused("Semua regu di wilayah ini sudah mempunyai sesi.", "Pilih wilayah atau jenis sesi lain.")
    return keep(tx, name, draft)


@collector.paused()
def keep(tx: Transaction, name: str, draft: Draft) -> int:
    """Write a draft down as a plan of its own."""
    if not name.strip():
        raise Invalid("name", "Nama rencana wajib diisi.")
    request = draft.request
    plan_id = tx.insert(
        schema.plan,
        {
            "name": name.strip(),
            "kind": request.kind.value,
            "area_id": areas.area_id(tx, request.area),
            "request": to_text(request),
            "made_at": int(tx.now.timestamp() * 1000),
            "made_by": tx.by,
        },
    )
    planned_changes.add(tx, plan_id, draft.sessions)
    return plan_id


def copy(tx: Transaction, plan_id: int, name: str) -> int:
    """The same plan again, to rearrange it otherwise and compare."""
    draft, _ = plans.draft(tx, plan_id)
    return keep(tx, name, draft)


def remove(tx: Transaction, plan_id: int) -> None:
    """A plan goes; the sessions that were published from it stay."""
    plans.line(tx, plan_id)
    tx.delete_many(schema.planned_session, planned_changes.rows_of(tx, plan_id))
    tx.delete_many(schema.plan, [plan_id])


def rename(tx: Transaction, plan_id: int, name: str, *, version: int | None = None) -> None:
    if not name.strip():
        raise Invalid("name", "Nama rencana wajib diisi.")
    tx.update(schema.plan, plan_id, {"name": name.strip()}, version=version)


def move_crew(tx: Transaction, plan_id: int, place: str, key: int) -> Rearranged:
    """The crew of a station (13 digits) to another session of its kelurahan."""
    return _rearrange(tx, plan_id, lambda draft, laid: rearranging.move_crew(draft, laid, place, key))


def move_edge(tx: Transaction, plan_id: int, key: int, step: int) -> Rearranged:
    """The last crew to the next session (1), or the first to the one before (-1)."""
    return _rearrange(tx, plan_id, lambda draft, laid: rearranging.move_edge(draft, laid, key, step))


def move_session(tx: Transaction, plan_id: int, key: int, slot: Slot | None) -> Rearranged:
    """A session to another room and time."""
    return _rearrange(tx, plan_id, lambda draft, laid: rearranging.move_session(draft, laid, key, slot))


def swap(tx: Transaction, plan_id: int, one: int, other: int) -> Rearranged:
    """Two sessions change rooms and times."""
    return _rearrange(tx, plan_id, lambda draft, laid: rearranging.swap(draft, laid, one, other))


def set_trainers(tx: Transaction, plan_id: int, key: int, trainers: Sequence[str]) -> Rearranged:
    """Others teach this session."""
    wanted = tuple(dict.fromkeys(filter(None, (name.strip() for name in trainers))))
    return _rearrange(tx, plan_id, lambda draft, laid: rearranging.set_trainers(draft, laid, key, wanted))


@collector.paused()
def repack(tx: Transaction, plan_id: int, lost: Lost) -> Repacked:
    """Only what is lost moves; Refused where nothing is."""
    draft, laid = _open(tx, plan_id)
    done = placing.repack(draft, laid, lost)
    if not (done.moved or done.filled or done.left):
        raise Refused("Tidak ada sesi yang terkena, jadi tidak ada yang dipindahkan.")
    planned_changes.save(tx, plan_id, draft, done.draft)
    return done


def allow_days(tx: Transaction, plan_id: int, days: Sequence[date]) -> bool:
    """These days may be used besides; False where the plan knew them all."""
    draft, _ = _open(tx, plan_id)
    wanted = tuple(sorted({*draft.request.days, *days}))
    return tx.update(schema.plan, plan_id, {"request": to_text(replace(draft.request, days=wanted))})


def place_waiting(tx: Transaction, plan_id: int) -> Repacked:
    """Give the sessions without a room the next free one; the others stay where they are."""
    draft, _ = _open(tx, plan_id)
    return repack(tx, plan_id, Lost(keys=frozenset(one.key for one in draft.sessions if one.slot is None)))


@collector.paused()
def publish(tx: Transaction, plan_id: int) -> list[int]:
    """The plan's sessions become real ones; their ids. Refused where something bars it, with all of it."""
    draft, laid = _open(tx, plan_id)
    if bars := [fault for fault in plan_faults.faults(draft, laid) if fault.flaw in BARS]:
        raise Refused(_barred(draft, laid, bars), "Atur ulang sesi yang ditandai, lalu terbitkan lagi.")
    made = planned_changes.make(tx, draft, _rows(tx, draft, laid))
    tx.update(schema.plan, plan_id, {"published_at": int(tx.now.timestamp() * 1000)})
    return made


def _open(tx: Transaction, plan_id: int) -> tuple[Draft, Ground]:
    if plans.line(tx, plan_id).published_at is not None:
        raise Refused("Rencana ini sudah terbit.", "Sesi yang terbit diatur ulang dengan rencana perubahan.")
    return plans.draft(tx, plan_id)


@collector.paused()
def _rearrange(tx: Transaction, plan_id: int, act: Callable[[Draft, Ground], Rearranged]) -> Rearranged:
    draft, laid = _open(tx, plan_id)
    try:
        done = act(draft, laid)
    except Impossible as impossible:
        raise Refused(words.plan_impossible(impossible.why)) from None
    planned_changes.save(tx, plan_id, draft, done.draft)
    return done


def _rows(db: Snapshot, draft: Draft, laid: Ground) -> list[dict[str, Any]]:
    """The plan's sessions as records; a wave counts the sessions of a kelurahan in the order of time."""
    kelurahan = {code: record for record, code in areas.codes(db).items()}
    waves = _waves(draft, laid)
    return [_row(draft.request, laid, kelurahan[one.area], one, waves[one.key]) for one in draft.sessions]


def _waves(draft: Draft, laid: Ground) -> dict[int, int]:
    last = dict(laid.waves)
    found: dict[int, int] = {}
    for one in sorted(draft.sessions, key=lambda one: (one.slot[:3] if one.slot else (), one.key)):
        if one.stands_for:
            found[one.key] = one.wave
            continue
        last[one.area] = found[one.key] = last.get(one.area, 0) + 1
    return found


def _row(request: Request, laid: Ground, area_id: int, one: DraftSession, wave: int) -> dict[str, Any]:
    slot = one.slot
    name = laid.names.get(one.area, one.area)
    pauses = breaks_within(request, slot.starts, slot.ends) if slot else ()
    return {
        "kind": request.kind.value,
        "area_id": area_id,
        "wave": wave,
        "title": fill(request.title or _TITLES[request.kind], name),
        "venue": slot.room if slot else "",
        "day": slot.day if slot else None,
        "starts": slot.starts if slot else "",
        "ends": slot.ends if slot else "",
        "capacity": plan_faults.limit_of(request, laid, one) or one.size,
        "topics": json.dumps([list(topic) for topic in request.topics], ensure_ascii=False),
        "trainers": "\n".join(one.trainers),
        "breaks": "\n".join("-".join(pause) for pause in pauses),
        "required": True,
    }


def _checked(request: Request) -> Request:
    """The request with its times in one form; Invalid or Refused where it can't be."""
    if not (request.days and request.times):
        raise Refused("Rencana sesi memerlukan paling sedikit satu hari, satu jam, dan satu ruang.")
    if request.kind is SessionKind.TRAINING and request.capacity <= 0:
        raise Invalid("capacity", "Kapasitas sesi bimtek wajib diisi.", "Biasanya 50 sampai 60 orang.")
    times = tuple((_time("times", starts), _time("times", ends)) for starts, ends in request.times)
    for starts, ends in times:
        if starts >= ends:
            raise Invalid("times", f"Jam selesai {ends} tidak sesudah jam mulai {starts}.")
    return replace(request, times=times, area=request.area or "31")


def _time(field: str, text: str) -> str:
    try:
        return parse_time(text)
    except ValueError:
        raise Invalid(field, f"Jam {text} tidak terbaca.", "Contoh: 08.00.") from None


def _refuse_short(draft: Draft, laid: Ground) -> None:
    """How many sessions have no room, and where (the three worst)."""
    short: dict[str, int] = {}
    for session in draft.sessions:
        if session.slot is None:
            short[session.area] = short.get(session.area, 0) + 1
    if not short:
        return
    worst = sorted(short.items(), key=lambda item: -item[1])[:3]
    named = ", ".join(f"{laid.names.get(area, area)} {words.number(missing)}" for area, missing in worst)
    more = f", dan {len(short) - 3} kelurahan lain" if len(short) > 3 else ""
    days = "; ".join(words.shortages(plan_faults.shortages(draft)))
    raise Refused(
        f"Ruang dan waktu kurang untuk {words.number(sum(short.values()))} sesi: {named}{more}. {days}.",
        "Tambahkan hari, jam, atau ruang, atau naikkan kapasitas.",
    )


def _barred(draft: Draft, laid: Ground, bars: Sequence[Fault]) -> str:
    sessions = {session.key: session for session in draft.sessions}
    told = []
    for fault in bars[:3]:
        one = sessions[fault.key]
        told.append(f"{laid.names.get(one.area, one.area)} gelombang {one.wave}: {words.plan_fault(fault)}")
    more = f" (dan {words.number(len(bars) - 3)} lagi)" if len(bars) > 3 else ""
    return f"Rencana belum dapat diterbitkan: {'; '.join(told)}{more}."
