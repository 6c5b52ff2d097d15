"""The one field at the door: find who is meant and mark them, in one transaction, so that the green light is durable.

What a newcomer gets wrong: marking the first of several. Somebody is marked only when the text means one person of the
session's own roll; of several the person at the door chooses, and who is not on the roll is asked about once more.
"""

from dataclasses import dataclass
from enum import StrEnum

from kpps_desk.domain.attendance import Attendance, read_mark
from kpps_desk.operations import attendance, conclusions
from kpps_desk.queries.attendance import find
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
    """What became of one Enter. `person` is as they stand now, `before` their status until now."""

    answer: Answer
    text: str
    status: Attendance
    person: RollRow | None = None
    before: Attendance = Attendance.NOT_RECORDED
    candidates: tuple[RollRow, ...] = ()
    reason: str = ""


def mark_sought(tx: Transaction, session_id: int, text: str, status: Attendance, *, everybody: bool = False) -> Outcome:
    """Mark the one person of the roll that this text means; otherwise change nothing and say why.

    `everybody`: the session has no crews, so that nobody is an outsider.
    """
    sought = read_mark(text)
    found = find(tx, session_id, sought) if sought is not None else []
    if not found:
        return Outcome(Answer.NOBODY, text, status)
    if len(found) > 1:
        return Outcome(Answer.MANY, text, status, candidates=tuple(found))
    if not everybody and found[0].walk_in and found[0].status is Attendance.NOT_RECORDED:
        return Outcome(Answer.OUTSIDER, text, status, found[0], candidates=tuple(found))
    return mark_person(tx, session_id, found[0], status, text=text)


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
