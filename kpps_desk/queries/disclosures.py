"""Who saw what is masked elsewhere, of one person.

What a newcomer gets wrong: `nik` for a screen. Only operations.disclosing may hand it out, for it leaves the record.
"""

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_disclosure = schema.disclosure.c
_OF_MEMBER = (
    select(_disclosure.shown_at, _disclosure.shown_to, _disclosure.what, _disclosure.purpose)
    .where(_disclosure.member_id == bindparam("member"))
    .order_by(_disclosure.shown_at.desc(), _disclosure.id.desc())
)
_NIK = select(func.coalesce(schema.member.c.nik, "")).where(schema.member.c.id == bindparam("member"))


class Disclosure(NamedTuple):
    """One look: when (UTC milliseconds), by whom, at what, what for."""

    at: int
    by: str
    what: str  # 'nik' | 'lembar data diri'
    purpose: str


def of_member(db: Snapshot, member: int) -> list[Disclosure]:
    """All of them, the latest first."""
    return [Disclosure(*row) for row in db.rows(_OF_MEMBER, {"member": member})]


def nik(db: Snapshot, member: int) -> str | None:
    """In full; '' where it isn't known, None where there is no such member."""
    found: str | None = db.value(_NIK, {"member": member})
    return found
