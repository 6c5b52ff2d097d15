"""Late oaths: a swearing-in of its own for those who missed the crew's, or took a seat after it.

What a newcomer gets wrong: writing a date into the member. Who is sworn is concluded from being present at a
swearing-in, also at a late one (susulan); its day is the day of the oath.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.operations import attendance, sessions
from kpps_desk.operations.attendance import MarkResult
from kpps_desk.operations.sessions import SessionDraft
from kpps_desk.problems import Refused
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_member, _chosen = schema.member.c, schema.chosen.c
_ABLE = (
    select(_member.id)
    .join(schema.chosen, _chosen.id == _member.id)
    .join(
        schema.appointment,
        (schema.appointment.c.member_id == _member.id) & schema.appointment.c.until.is_(None),
    )
    .where(_member.sworn.is_(None))
)


@dataclass(frozen=True, slots=True)
class LateOath:
    """Where and when; `officiant` takes the oath."""

    area: str
    day: date
    starts: str = "08.00"
    ends: str = "09.00"
    venue: str = ""
    officiant: str = ""


def swear_in_late(tx: Transaction, members: Iterable[int], oath: LateOath) -> tuple[int, MarkResult]:
    """A swearing-in without crews at which these people are present; the session's id and the marks.

    Who is sworn already or holds no seat is refused by name of the rule, the others are sworn.
    """
    wanted = list(dict.fromkeys(members))
    tx.choose(wanted)
    found = set(tx.column(_ABLE))
    able = [member for member in wanted if member in found]
    if not able:
        raise Refused(
            "Tidak ada yang dapat diambil sumpahnya.", "Yang dipilih sudah disumpah atau belum memegang kursi."
        )
    session_id = sessions.create(
        tx,
        SessionDraft(
            kind=SessionKind.OATH,
            area=oath.area,
            title="Pelantikan susulan KPPS",
            day=oath.day,
            starts=oath.starts,
            ends=oath.ends,
            venue=oath.venue,
            capacity=len(able),
            trainers=(oath.officiant,) if oath.officiant else (),
        ),
    )
    result = attendance.mark(tx, session_id, able, Attendance.PRESENT, how="susulan")
    barred = (member for member in wanted if member not in found)
    result.refused.update(dict.fromkeys(barred, "Sudah disumpah atau belum memegang kursi."))
    return session_id, result
