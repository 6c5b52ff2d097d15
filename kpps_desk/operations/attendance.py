"""Marks: one person at the door, a list, a whole session, or every session of an area.

What a newcomer gets wrong: overwriting. A repeat of the same status changes nothing and tells when it was marked first;
"all present" touches only those without a mark; no mark at all is *belum dicatat*. Whoever is marked without being
expected is a walk-in, and counts all the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, func, select

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.operations import closing, conclusions
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import sessions
from kpps_desk.queries.expected import CREW, INVITED, expected, invited
from kpps_desk.store import schema
from kpps_desk.store.database import Database, new_group
from kpps_desk.store.transaction import Transaction

_CHUNK = 10_000  # people in one write(): less than a second of work between two answers to Cancel
_mark, _member, _chosen = schema.attendance.c, schema.member.c, schema.chosen.c
_ONE: BindParameter[int] = bindparam("session")
_EXPECTED = (
    expected(schema.appointment.c.id)
    .where(CREW.session_id == _ONE, schema.appointment.c.member_id == _member.id)
    .correlate(schema.member)
    .exists()
) | (
    invited(INVITED.id)
    .where(INVITED.session_id == _ONE, INVITED.member_id == _member.id)
    .correlate(schema.member)
    .exists()
)
_PAID = (  # transport money for this session, corrections included
    select(func.sum(schema.receipt.c.amount))
    .where(
        schema.receipt.c.member_id == _chosen.id,
        schema.receipt.c.session_id == _ONE,
        schema.receipt.c.paid_at.is_not(None),
    )
    .correlate(schema.chosen)
    .scalar_subquery()
)
_PAID_FOR = "Kehadirannya tidak dapat diubah: transpornya sudah dibayar. Koreksi tanda terimanya ke Rp0 dahulu."
_CERTIFIED = (  # of any kind: an officer's piagam rests on the oath
    select(schema.certificate.c.id)
    .where(schema.certificate.c.member_id == _chosen.id, schema.certificate.c.state == "terbit")
    .correlate(schema.chosen)
    .exists()
)
_CHOSEN = (
    select(
        _chosen.id,
        _member.active,
        (_member.certified | _CERTIFIED).label("certified"),
        _mark.id.label("mark"),
        _mark.status,
        _mark.marked_at,
        _EXPECTED.label("expected"),
        schema.session.c.state,
        _PAID.label("paid"),
    )
    .select_from(schema.chosen)
    .join(schema.member, _member.id == _chosen.id)
    .join(schema.session, schema.session.c.id == _ONE)
    .outerjoin(schema.attendance, (_mark.session_id == _ONE) & (_mark.member_id == _chosen.id))
)


@dataclass(frozen=True, slots=True)
class MarkResult:
    """Whose mark is new or changed, who had it already (and since when, UTC ms), and who wasn't expected."""

    done: list[int] = field(default_factory=list)
    repeated: dict[int, int] = field(default_factory=dict)
    walk_ins: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


class AreaResult(NamedTuple):
    """What marking the sessions of an area did; `group` undoes it as one ('' if nothing was to be done)."""

    sessions: int
    marked: int
    group: str
    changes: Changes


def entry_title(status: Attendance, people: int) -> str:
    """What the journal calls it: `Tandai hadir, 49 orang`."""
    return f"Tandai {words.attendance(status).lower()}, {words.number(people)} orang"


def mark(
    tx: Transaction, session_id: int, member_ids: Iterable[int], status: Attendance, *, how: str = "ketik"
) -> MarkResult:
    """Give these people one status; NOT_RECORDED takes their marks back. Nobody is stopped by another's refusal."""
    wanted = list(dict.fromkeys(member_ids))
    tx.choose(wanted)
    known = {row.id: row for row in tx.rows(_CHOSEN, {"session": session_id})}
    if not known:
        sessions.kind_of(tx, session_id)  # Gone, if there is no such session
    elif any(row.state == closing.CLOSED for row in known.values()):
        closing.refuse_closed(tx, session_id)
    result = MarkResult()
    new: list[int] = []
    changed: list[int] = []
    for member in wanted:
        row = known.get(member)
        if row is None or not row.active:
            result.refused[member] = "Orang ini sudah tidak ada di daftar anggota."
            continue
        if row.status == Attendance.PRESENT != status and row.certified:
            result.refused[member] = "Kehadirannya tidak dapat diubah: sertifikatnya sudah terbit."
            continue
        if row.status == Attendance.PRESENT != status and row.paid:
            result.refused[member] = (
                "Kehadirannya tidak dapat diubah: transpornya sudah dibayar. Koreksi dahulu ke Rp0."
            )
            continue
        if not row.expected:
            result.walk_ins.append(member)
        if (row.status or 0) == status:
            result.repeated[member] = row.marked_at or 0
            continue
        result.done.append(member)
        (new if row.mark is None else changed).append(member)
    marks = [known[member].mark for member in changed]
    if status is Attendance.NOT_RECORDED:
        tx.delete_many(schema.attendance, marks)
    else:
        now = {"status": int(status), "marked_at": tx.now_ms, "marked_by": tx.by, "how": how}
        made = [
            {"session_id": session_id, "member_id": member, "walk_in": not known[member].expected} for member in new
        ]
        tx.insert_many(schema.attendance, [row | now for row in made])
        _update(tx, marks, now)
    conclusions.settle(tx, result.done)
    return result


def _update(tx: Transaction, marks: Sequence[int], now: dict[str, Any]) -> None:
    if len(marks) == 1:
        tx.update(schema.attendance, marks[0], now)
    else:
        tx.update_many(schema.attendance, [{"id": record, **now} for record in marks])


_UNMARKED = tuple(
    people(session.label("session"), member.label("member"))
    .outerjoin(schema.attendance, (_mark.session_id == session) & (_mark.member_id == member))
    .where(_mark.id.is_(None), session.in_(select(_chosen.id)), schema.session.c.state != closing.CLOSED)
    .order_by(session, schema.seat.c.code)
    for people, session, member in (
        (expected, CREW.session_id, schema.appointment.c.member_id),
        (invited, INVITED.session_id, INVITED.member_id),
    )
)


def _unmarked(tx: Transaction, session_ids: Sequence[int]) -> list[tuple[int, int]]:
    """(session, member) of everybody expected there without a mark."""
    tx.choose(session_ids)
    return [(row.session, row.member) for question in _UNMARKED for row in tx.rows(question)]


def mark_all_present(tx: Transaction, session_id: int, *, absent: Iterable[int] = (), how: str = "semua") -> MarkResult:
    """Everybody expected without a mark is present, but the `absent` are absent; other marks stay as they are."""
    closing.refuse_closed(tx, session_id)
    away = mark(tx, session_id, absent, Attendance.ABSENT, how=how)
    came = _unmarked(tx, [session_id])
    _insert_present(tx, came, how)
    return MarkResult(away.done + [member for _, member in came], away.repeated, away.walk_ins, away.refused)


def mark_rest(tx: Transaction, session_id: int, status: Attendance) -> MarkResult:
    """Everybody expected without a mark gets this one, as at the end of a session those who never came."""
    closing.refuse_closed(tx, session_id)
    return mark(tx, session_id, [member for _, member in _unmarked(tx, [session_id])], status, how="sisa")


def mark_by_roll(tx: Transaction, session_id: int, absent_numbers: Iterable[int]) -> MarkResult:
    """The same from a paper list: absent are the roll's lines with these numbers, counted from 1."""
    roll = sessions.roll(tx, session_id)
    return mark_all_present(tx, session_id, absent=sessions.with_numbers(roll, absent_numbers), how="daftar")


def mark_area_present(
    database: Database, area: str, kind: SessionKind, *, by: str, progress: Progress = silent
) -> AreaResult:
    """Everybody without a mark at any open session of this kind in the area ('' all) is present. One journal group."""
    with database.read() as db:
        waiting = _chunks(sessions.sizes(db, area, kind))
    group, changes, marked = new_group(), Changes(), 0
    title = f"Tandai hadir semua sesi {words.session_kind(kind).lower()}"
    total = sum(map(len, waiting))
    for done, chunk in zip(_running(waiting), waiting, strict=True):
        progress(done, total, "Menandai hadir")
        with database.write(title, by=by, group=group) as tx:
            pairs = _unmarked(tx, chunk)
            _insert_present(tx, pairs, "semua")
        marked += len(pairs)
        changes |= tx.changes
    progress(total, total, "Menandai hadir")
    return AreaResult(total, marked, group.hex() if marked else "", changes)


def _chunks(crews: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Sessions in groups of about _CHUNK people, from (session, people)."""
    found: list[list[int]] = []
    people = _CHUNK
    for session_id, size in crews:
        if people + size > _CHUNK:
            found.append([])
            people = 0
        found[-1].append(session_id)
        people += size
    return found


def _running(chunks: Sequence[Sequence[int]]) -> list[int]:
    """How many sessions lie before each chunk."""
    return list(accumulate((len(chunk) for chunk in chunks[:-1]), initial=0)) if chunks else []


def _insert_present(tx: Transaction, pairs: Sequence[tuple[int, int]], how: str) -> None:
    status = {"status": int(Attendance.PRESENT), "walk_in": False, "how": how}
    shared = {**status, "marked_at": tx.now_ms, "marked_by": tx.by}
    tx.insert_many(
        schema.attendance, [{"session_id": session, "member_id": member, **shared} for session, member in pairs]
    )
    conclusions.settle(tx, dict.fromkeys(member for _, member in pairs))
