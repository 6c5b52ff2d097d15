"""Transport money: the rates, the lines of one session, and what they add up to.

What a newcomer gets wrong: reading one line as what somebody got. A correction is a line of its own that says by how
much; what a person gets is the sum of the first line and of those that point at it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_receipt, _rate, _mark = schema.receipt.c, schema.transport_rate.c, schema.attendance.c
_member, _role = schema.member.c, schema.role.c
_present = (_mark.session_id == bindparam("session")) & (_mark.status == int(Attendance.PRESENT))


class Rate(NamedTuple):
    """What a role gets for a session of this kind; `version` 0: nobody has said yet."""

    id: int
    version: int
    role_id: int
    role: str
    amount: int  # rupiah


class ReceiptLine(NamedTuple):
    """One line. `series`: 1 for the first list that was paid, 2 for the next; unpaid ones are of the last. `number`
    counts within its series; `corrects` names the line that it corrects, as (series, number)."""

    id: int
    series: int
    number: int
    member_id: int
    name: str
    place: str
    role: str
    amount: int
    corrects_id: int | None
    corrects: tuple[int, int] | None
    reason: str
    paid_at: int | None
    paid_by: str
    present: bool

    @property
    def tps(self) -> str:
        return self.place[10:13]


class Totals(NamedTuple):
    """How a session stands: people present, without a line, lines to pay and their sum, the sum paid."""

    present: int
    waiting: int
    unpaid: int
    due: int
    paid: int

    @property
    def whole(self) -> int:
        return self.due + self.paid


_RATES = (
    select(_rate.id, _rate.version, _role.id.label("role_id"), _role.name, _rate.amount)
    .select_from(schema.role)
    .outerjoin(schema.transport_rate, (_rate.role_id == _role.id) & (_rate.kind == bindparam("kind")))
    .order_by(_role.first_number)
)
_LINES = (
    select(
        _receipt.id,
        _receipt.member_id,
        _member.title_before,
        _member.name,
        _member.title_after,
        _member.place,
        _role.name.label("role"),
        _receipt.amount,
        _receipt.corrects_id,
        _receipt.reason,
        _receipt.paid_at,
        _receipt.paid_by,
        (_mark.id.is_not(None)).label("present"),
    )
    .select_from(schema.receipt)
    .join(schema.member, _member.id == _receipt.member_id)
    .join(schema.role, _role.id == _member.role_id)
    .outerjoin(schema.attendance, _present & (_mark.member_id == _receipt.member_id))
    .where(_receipt.session_id == bindparam("session"))
    .order_by(
        _receipt.paid_at.is_(None), _receipt.paid_at, _receipt.corrects_id.is_not(None), _member.place, _receipt.id
    )
)
_WAITING = (
    select(_mark.member_id, _member.role_id)
    .join(schema.member, _member.id == _mark.member_id)
    .where(
        _present,
        ~select(_receipt.id)
        .where(_receipt.session_id == bindparam("session"), _receipt.member_id == _mark.member_id)
        .where(_receipt.corrects_id.is_(None))
        .exists(),
    )
    .order_by(_member.place, _member.id)
)
_PRESENT = select(func.count()).where(_present)
_PAID = (
    select(_receipt.member_id, func.sum(_receipt.amount))
    .where(
        _receipt.session_id == bindparam("session"),
        _receipt.paid_at.is_not(None),
        _receipt.member_id.in_(bindparam("members", expanding=True)),
    )
    .group_by(_receipt.member_id)
)


def rates(db: Snapshot, kind: SessionKind) -> list[Rate]:
    """One for each role, in the order of the seats."""
    rows = db.rows(_RATES, {"kind": kind.value})
    return [Rate(row.id or 0, row.version or 0, row.role_id, row.name, row.amount or 0) for row in rows]


def lines(db: Snapshot, session: int) -> list[ReceiptLine]:
    """Every line of a session: list after list as they were paid, people by TPS and seat, then corrections."""
    found: list[ReceiptLine] = []
    numbers: dict[int, tuple[int, int]] = {}
    series = number = 0
    paid: int | None = -1
    for row in db.rows(_LINES, {"session": session}):
        if row.paid_at != paid:
            series, number, paid = series + 1, 0, row.paid_at
        number += 1
        numbers[row.id] = (series, number)
        found.append(
            ReceiptLine(
                row.id,
                series,
                number,
                row.member_id,
                words.full_name(row.title_before, row.name, row.title_after),
                row.place,
                row.role,
                row.amount,
                row.corrects_id,
                numbers.get(row.corrects_id),
                row.reason,
                row.paid_at,
                row.paid_by,
                bool(row.present),
            )
        )
    return found


def waiting(db: Snapshot, session: int) -> list[tuple[int, int]]:
    """(member, role) of those present without a line, by TPS and seat."""
    return [(row.member_id, row.role_id) for row in db.rows(_WAITING, {"session": session})]


def totals(db: Snapshot, session: int) -> Totals:
    """What the lines add up to."""
    found = lines(db, session)
    unpaid = [line.amount for line in found if line.paid_at is None]
    return Totals(
        present=int(db.value(_PRESENT, {"session": session})),
        waiting=len(waiting(db, session)),
        unpaid=len(unpaid),
        due=sum(unpaid),
        paid=sum(line.amount for line in found if line.paid_at is not None),
    )


def paid_to(db: Snapshot, session: int, members: Iterable[int]) -> dict[int, int]:
    """What these people were paid for this session, corrections included; who got nothing is left out."""
    rows = db.rows(_PAID, {"session": session, "members": list(members)})
    return {row[0]: row[1] for row in rows if row[1]}
