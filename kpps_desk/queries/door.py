"""Whose code was scanned at the door: a person's own, or that of a certificate, whatever became of either since.

What a newcomer gets wrong: an old code as an unknown one. A record that was merged points at the one that was kept, and
a certificate that was replaced or revoked still tells who stands there; what became of it is said beside the verdict.
"""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from kpps_desk.domain.attendance import ByCertificate, ByPerson
from kpps_desk.domain.values import name_key
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_member, _certificate, _journal = schema.member.c, schema.certificate.c, schema.journal.c
_WHO = (_member.id, _member.active, _member.merged_into)
_BY_UID = select(*_WHO).where(_member.uid == bindparam("uid"))
_BY_ID = select(*_WHO).where(_member.id == bindparam("member"))
_later = schema.certificate.alias("later")
_BY_NUMBER = (
    select(
        _certificate.member_id, _certificate.name, _certificate.state, _certificate.reason, _later.c.number.label("now")
    )
    .outerjoin(_later, _later.c.id == _certificate.replaced_by)
    .where(_certificate.number.in_(bindparam("numbers", expanding=True)))
    .limit(1)
)
_NEWEST = select(_journal.at).order_by(_journal.clock.desc(), _journal.seq.desc()).limit(1)
_MERGES = 20  # followed; a longer chain would be a ring


class Holder(NamedTuple):
    """Who a code means; `note` is a sentence about the code, '' when there is nothing to say."""

    member: int
    active: bool
    note: str = ""


def holder(db: Snapshot, sought: ByPerson | ByCertificate) -> Holder | None:
    """None: no such code in this workspace, or a certificate under another name than the one issued here."""
    if isinstance(sought, ByPerson):
        return _kept(db, db.row(_BY_UID, {"uid": sought.uid}))
    spellings = list(dict.fromkeys((sought.number, sought.number.upper(), sought.number.swapcase())))
    issued = db.row(_BY_NUMBER, {"numbers": spellings})
    if issued is None or (sought.name and name_key(sought.name) != name_key(issued.name)):
        return None
    found = _kept(db, db.row(_BY_ID, {"member": issued.member_id}))
    return found._replace(note=_about(issued) or found.note) if found else None


def newest_entry(db: Snapshot) -> int:
    """When the last change was written by the clock of whoever wrote it, UTC milliseconds; 0: none."""
    return db.value(_NEWEST) or 0


def _kept(db: Snapshot, row: AnyRow | None) -> Holder | None:
    note = ""
    for _ in range(_MERGES):
        if row is None or row.merged_into is None:
            break
        note = "Catatan pada kode ini sudah digabungkan."
        row = db.row(_BY_ID, {"member": row.merged_into})
    return Holder(row.id, bool(row.active), note) if row is not None else None


def _about(issued: AnyRow) -> str:
    if issued.state == "diganti":
        return (
            f"Sertifikat ini sudah diganti dengan No {issued.now}." if issued.now else "Sertifikat ini sudah diganti."
        )
    if issued.state == "dicabut":
        return f"Sertifikat ini sudah dicabut: {issued.reason}." if issued.reason else "Sertifikat ini sudah dicabut."
    return ""
