"""The one field at the door: find who is meant and mark them, in one transaction, so that the green light is durable.

What a newcomer gets wrong: marking the first of several. Somebody is marked only when the text means one person of the
session's own roll; of several the person at the door chooses, and who is not on the roll is asked about once more.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from kpps_desk.domain import scans
from kpps_desk.domain.attendance import (
    Attendance,
    ByCertificate,
    ByPerson,
    BySheet,
    ByStation,
    Sought,
    read_mark,
)
from kpps_desk.operations import attendance, conclusions
from kpps_desk.operations.attendance import MarkResult
from kpps_desk.queries import attendance as questions
from kpps_desk.queries import door
from kpps_desk.queries.sessions import RollRow
from kpps_desk.store.transaction import Transaction


class Answer(StrEnum):
    MARKED = "marked"
    REPEATED = "repeated"  # had this status already
    MANY = "many"  # several people are meant: choose
    NOBODY = "nobody"
    OUTSIDER = "outsider"  # one, but not on this session's roll: ask once more
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one Enter or one scan. `person` is as they stand now, `before` their status until now.

    `text` is what to repeat to a person (a seal by its number); `note` a sentence about a scanned code; `station` the
    TPS whose crew's code it was.
    """

    answer: Answer
    text: str
    status: Attendance
    person: RollRow | None = None
    before: Attendance = Attendance.NOT_RECORDED
    candidates: tuple[RollRow, ...] = ()
    reason: str = ""
    note: str = ""
    station: str = ""


def mark_sought(tx: Transaction, session_id: int, text: str, status: Attendance, *, everybody: bool = False) -> Outcome:
    """Mark the one person of the roll that this text means; otherwise change nothing and say why.

    `everybody`: the session has no crews, so that nobody is an outsider.
    """
    sought, shown = read_mark(text), scans.shown(text)
    if isinstance(sought, ByPerson | ByCertificate):
        return _mark_holder(tx, session_id, sought, status, text=shown, everybody=everybody)
    found = questions.find(tx, session_id, sought) if sought is not None else []
    if isinstance(sought, ByStation) and found:
        return Outcome(Answer.MANY, shown, status, candidates=tuple(found), station=sought.station)
    if not found:
        return Outcome(Answer.NOBODY, shown, status, reason=_why_nobody(sought, text))
    if len(found) > 1:
        return Outcome(Answer.MANY, shown, status, candidates=tuple(found))
    return _mark_found(tx, session_id, found[0], status, text=shown, everybody=everybody)


def _mark_holder(
    tx: Transaction,
    session_id: int,
    sought: ByPerson | ByCertificate,
    status: Attendance,
    *,
    text: str,
    everybody: bool,
) -> Outcome:
    """Mark whom a code means; what became of the code since it was printed is said besides."""
    whose = door.holder(tx, sought)
    found = questions.member(tx, session_id, whose.member) if whose is not None else []
    if whose is None or not found:
        left = whose is not None and not whose.active
        reason = "Orang ini sudah tidak ada di daftar anggota." if left else _why_nobody(sought, text)
        return Outcome(Answer.NOBODY, text, status, reason=reason)
    outcome = _mark_found(tx, session_id, found[0], status, text=text, everybody=everybody, how="pindai")
    return replace(outcome, note=whose.note)


def _mark_found(
    tx: Transaction,
    session_id: int,
    person: RollRow,
    status: Attendance,
    *,
    text: str,
    everybody: bool,
    how: str = "ketik",
) -> Outcome:
    if not everybody and person.walk_in and person.status is Attendance.NOT_RECORDED:
        return Outcome(Answer.OUTSIDER, text, status, person, candidates=(person,))
    return mark_person(tx, session_id, person, status, text=text, how=how)


def _why_nobody(sought: Sought | None, text: str) -> str:
    match sought:
        case BySheet():
            return "Ini kode selembar daftar hadir, bukan kode orang. Bacalah lembar itu di Sesi, Daftar hadir."
        case ByPerson() | ByStation():
            return "Kode ini dari berkas kerja lain. Cari orangnya dengan TPS dan kursi, atau dengan nama."
        case ByCertificate():
            return "Sertifikat itu tidak diterbitkan di sini. Cari orangnya dengan TPS dan kursi, atau dengan nama."
    return "Kode itu tidak terbaca utuh. Pindai sekali lagi." if scans.looks_coded(text) else ""


def mark_missing(
    tx: Transaction, session_id: int, station: str, status: Attendance, *, how: str = "ketik"
) -> MarkResult:
    """Give this status to whoever of one TPS (13 digits) is expected and has no mark yet."""
    missing = [
        row.member_id
        for row in questions.find(tx, session_id, ByStation(station))
        if not row.walk_in and row.status is Attendance.NOT_RECORDED
    ]
    return attendance.mark(tx, session_id, missing, status, how=how)


def mark_person(
    tx: Transaction, session_id: int, person: RollRow, status: Attendance, *, text: str = "", how: str = "ketik"
) -> Outcome:
    """Mark this one, whether on the roll or not."""
    result = attendance.mark(tx, session_id, [person.member_id], status, how=how)
    if reason := result.refused.get(person.member_id):
        return Outcome(Answer.REFUSED, text, status, person, person.status, reason=reason)
    walk_in = person.member_id in result.walk_ins
    if person.member_id in result.repeated:
        since = result.repeated[person.member_id] or None
        now = person._replace(status=status, marked_at=since, walk_in=walk_in)
        return Outcome(Answer.REPEATED, text, status, now, status)
    marked = status is not Attendance.NOT_RECORDED
    now = person._replace(
        status=status,
        marked_at=tx.now_ms if marked else None,
        marked_by=tx.by if marked else "",
        walk_in=walk_in,
    )
    return Outcome(Answer.MARKED, text, status, now, person.status)


def rehearse(tx: Transaction, session_id: int) -> None:
    """Ask all that a mark asks, about nobody: the statements are then made (12 ms) before the first person waits."""
    nobody = 0
    attendance.mark(tx, session_id, [nobody], Attendance.PRESENT)
    conclusions.settle(tx, [nobody], [nobody])
