"""Results of session kits at the office: look at one, then take it over in one act.

What a newcomer gets wrong: a result as a list of orders. It is compared with how the office stands: what is new is
taken, what is the same stays, and where the two contradict a person chooses. Nothing is written before `apply`, which
compares once more; the same file twice changes nothing.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from kpps_desk import words
from kpps_desk.domain import kits as rules
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.kits import NO_MARK, Doubt, Fate, Mark, Trail
from kpps_desk.exchange import kit_files, kits
from kpps_desk.exchange.kits import Guest, Result
from kpps_desk.operations import closing, conclusions, kit_remarks
from kpps_desk.operations.kit_laptop import contents_of
from kpps_desk.operations.kits import refuse_on_laptop
from kpps_desk.problems import Conflict, Refused
from kpps_desk.queries import kits as questions
from kpps_desk.queries import sessions
from kpps_desk.queries.kits import KitRow, Known, OnRoll
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

Side = Literal["here", "there"]
HOW, HOW_DOUBTED = "paket", "paket, jam diragukan"  # attendance.how


class Line(NamedTuple):
    """One person of a result: how they stand here, and what the laptop says."""

    member: int
    name: str
    place: str  # the seat's code, or where they belong
    here: Mark
    there: Mark
    doubt: Doubt | None = None  # why the laptop's time can't be right
    remark: str = ""  # what became of the person since the kit was made


class Taken(NamedTuple):
    """What a result would change, compared at one moment; nothing is written yet."""

    kit: KitRow
    session_id: int
    title: str
    path: Path
    file_hash: str
    told: Result
    new: tuple[Line, ...]
    same: tuple[Line, ...]
    conflicts: tuple[Line, ...]
    refused: tuple[Line, ...]  # `remark` says why
    guests: tuple[Guest, ...]  # names that are in no list, and weren't brought before
    remarks: tuple[str, ...]  # about the kit, the session and the laptop's clock, a sentence each
    before: str  # when this very file was taken, '' for never
    closed: str  # why nothing may be taken over now, '' when it may

    @property
    def lines(self) -> tuple[tuple[Line, ...], ...]:
        return self.new, self.same, self.conflicts, self.refused


class Applied(NamedTuple):
    """People whose marks were taken over (from among the conflicts too), and guests left to be found out."""

    result: int
    marked: int
    kept: int  # conflicts in which the office's mark stayed
    guests: int


def take(database: Database, path: Path) -> Taken:
    """Read a result and compare; Refused for any file that isn't whole, ours and untouched."""
    refuse_on_laptop(database)
    data = contents_of(path)
    uid = kit_files.kit_of(data)
    with database.read() as db:
        kit = questions.by_uid(db, uid)
        if kit is None:
            raise Refused(
                "Hasil ini berasal dari paket yang tidak dibuat di berkas kerja ini.",
                "Buka berkas kerja yang membuat paketnya.",
            )
        public, identity = questions.keys(db, kit.id)
        told = kits.read_result(kit_files.open_result(data, identity, public))
        if bytes.fromhex(told.kit) != uid:
            raise Refused("Hasil ini menyebut dua paket yang berbeda.", "Minta hasil baru dari laptopnya.")
        return compare(db, kit, told, path, hashlib.sha256(data).hexdigest())


def compare(db: Snapshot, kit: KitRow, told: Result, path: Path, file_hash: str) -> Taken:
    """Each line of a result beside the office's own marks, as they stand at this moment."""
    session, now = sessions.details(db, kit.session_id), int(db.now.timestamp() * 1000)
    brought = questions.results(db, kit.id)
    earlier = [kits.read_result(one.content.encode()) for one in brought]
    roll = questions.roll(db, kit.session_id)
    found = _Comparison(db, kit, told, [one for one in earlier if one.device == told.device], now, session.day)
    known_guests = {guest.uid for one in earlier for guest in one.guests}
    before = next((one for one in brought if one.file_hash == file_hash), None)
    return Taken(
        kit=kit,
        session_id=kit.session_id,
        title=f"{session.title} · gelombang {session.wave}",
        path=path,
        file_hash=file_hash,
        told=told,
        **found.sorted(roll),
        guests=tuple(guest for guest in told.guests if guest.uid not in known_guests),
        remarks=kit_remarks.remarks(db, kit, session, told, roll, now),
        before=f"{words.moment(before.taken_at)} oleh {before.taken_by}" if before else "",
        closed=_closed(db, kit.session_id),
    )


def apply(tx: Transaction, taken: Taken, choices: Mapping[int, Side] | None = None) -> Applied:
    """Take a result over, each conflict as chosen by member; Conflict if the marks changed since it was looked at."""
    if taken.before:
        raise Refused(f"Berkas ini sudah diterima pada {taken.before}.", "Tidak ada yang diubah.")
    closing.refuse_closed(tx, taken.session_id)
    now = compare(tx, questions.kit(tx, taken.kit.id), taken.told, taken.path, taken.file_hash)
    if now.before:
        raise Refused(f"Berkas ini sudah diterima pada {now.before}.", "Tidak ada yang diubah.")
    if now.lines != taken.lines:
        raise Conflict("Kehadiran sesi ini berubah sejak hasil ini dibuka.", "Periksa lagi perbandingannya.")
    chosen = choices or {}
    if undecided := [line for line in now.conflicts if line.member not in chosen]:
        raise Refused(
            f"{words.number(len(undecided))} orang tercatat berbeda dan belum dipilih.", "Pilih untuk setiap orang."
        )
    wanted = [*now.new, *(line for line in now.conflicts if chosen[line.member] == "there")]
    _write(tx, taken.session_id, wanted, {member for member, _ in taken.kit.given["people"]})
    record = _keep(tx, now, len(wanted))
    return Applied(record, len(wanted), len(now.new) + len(now.conflicts) - len(wanted), len(now.guests))


class _Comparison:
    """The lines of one result, sorted by what they are to the office."""

    def __init__(self, db: Snapshot, kit: KitRow, told: Result, earlier: Sequence[Result], now: int, day: date) -> None:
        self._db, self._kit, self._told, self._now = db, kit, told, now
        self._days = (date.fromisoformat(kit.given["day"]), day)
        self._known: dict[str, list[Trail]] = {}
        for one in earlier:
            for uid, trail in one.trails:
                self._known.setdefault(uid, []).append(trail)

    def sorted(self, roll: Mapping[int, OnRoll]) -> dict[str, tuple[Line, ...]]:
        found: dict[str, list[Line]] = {"new": [], "same": [], "conflicts": [], "refused": []}
        members = questions.members_of(self._db, (bytes.fromhex(uid) for uid, _ in self._told.trails))
        people = questions.people(self._db, members.values())
        marks = questions.marks(self._db, self._kit.session_id)
        certified = questions.certified(self._db, people)
        seen: set[int] = set()
        for uid, trail in self._told.trails:
            member = members.get(bytes.fromhex(uid))
            if member is None:
                found["refused"].append(Line(0, "Orang yang sudah dihapus", "", NO_MARK, trail[-1], None, _REMOVED))
                continue
            here = marks[member][1] if member in marks else NO_MARK
            line = self._line(people[member], roll.get(member), here, trail[-1])
            if member in seen:
                found["refused"].append(line._replace(remark=_TWICE))
                continue
            seen.add(member)
            fate = rules.judge(here, trail, self._known.get(uid, ()))
            if fate is not Fate.SAME and here.status is Attendance.PRESENT and member in certified:
                found["refused"].append(line._replace(remark=_CERTIFIED))
            else:
                found[_SORTS[fate]].append(line)
        return {kind: tuple(sorted(lines, key=lambda line: (line.place, line.member))) for kind, lines in found.items()}

    def _line(self, known: Known, on_roll: OnRoll | None, here: Mark, there: Mark) -> Line:
        name = words.full_name(known.title_before, known.name, known.title_after)
        place = on_roll.place if on_roll else known.place
        given = dict(self._kit.given["people"])
        remark = ""
        if not known.active:
            remark = "Sudah keluar dari daftar; kehadirannya tetap miliknya."
        elif known.id in given and (on_roll is None or on_roll.walk_in):
            remark = "Kursinya sudah diganti; kehadirannya tetap miliknya."
        elif known.id in given and given[known.id] != place:
            remark = "Sudah pindah kursi sejak paket dibuat."
        doubt = None
        if there.status is not Attendance.NOT_RECORDED:
            doubt = rules.doubt(there.at, self._days, self._kit.made_at, self._now)
        return Line(known.id, name, place, here, there, doubt, remark)


_SORTS = {Fate.NEW: "new", Fate.SAME: "same", Fate.CONFLICT: "conflicts"}
_REMOVED = "Orang ini tidak ada lagi di berkas kerja."
_TWICE = "Catatannya sudah digabung dengan orang lain yang juga ada pada paket ini."
_CERTIFIED = "Kehadirannya tidak dapat diubah: sertifikatnya sudah terbit."


def _closed(db: Snapshot, session_id: int) -> str:
    try:
        closing.refuse_closed(db, session_id)
    except Refused as problem:
        return str(problem)
    return ""


def _write(tx: Transaction, session_id: int, lines: Sequence[Line], given: set[int]) -> None:
    marks = questions.marks(tx, session_id)
    expected = {member for member, one in questions.roll(tx, session_id).items() if not one.walk_in} | given
    gone = [line for line in lines if line.there.status is Attendance.NOT_RECORDED]
    tx.delete_many(schema.attendance, [marks[line.member][0] for line in gone if line.member in marks])
    new, changed = [], []
    for line in lines:
        if line.there.status is Attendance.NOT_RECORDED:
            continue
        told = mark_values(line.there, doubted=line.doubt is not None)
        if line.member in marks:
            changed.append({"id": marks[line.member][0], **told})
        else:
            walk_in = line.member not in expected
            new.append({"session_id": session_id, "member_id": line.member, "walk_in": walk_in, **told})
    tx.insert_many(schema.attendance, new)
    tx.update_many(schema.attendance, changed)
    conclusions.settle(tx, [line.member for line in lines])


def mark_values(told: Mark, *, doubted: bool) -> dict[str, Any]:
    """Columns of attendance: with the time and the name that the laptop told."""
    return {
        "status": int(told.status),
        "marked_at": told.at,
        "marked_by": told.by,
        "how": HOW_DOUBTED if doubted else HOW,
    }


def _keep(tx: Transaction, taken: Taken, marked: int) -> int:
    counts = {
        "new": len(taken.new),
        "same": len(taken.same),
        "conflicts": len(taken.conflicts),
        "refused": len(taken.refused),
        "marked": marked,
    }
    guests = [
        {"name": guest.name, "status": int(guest.mark.status), "at": guest.mark.at, "by": guest.mark.by, "member": None}
        for guest in taken.guests
    ]
    row = {
        "kit_id": taken.kit.id,
        "file_hash": taken.file_hash,
        "taken_at": tx.now_ms,
        "taken_by": tx.by,
        "counts": json.dumps(counts),
        "day": rules.local_day(taken.told.made_at),
        "content": kits.result_text(taken.told).decode(),
        "guests": json.dumps(guests, ensure_ascii=False),
    }
    return tx.insert(schema.kit_result, row)
