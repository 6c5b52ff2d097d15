"""Close a session, and open it again: of a closed one the marks stand, on paper and in the file.

What a newcomer gets wrong: marking at a closed session. Whoever writes marks, crews or invitations calls
`refuse_closed` first; a mistake is mended by opening the session again with a reason, which the journal keeps.
"""

from typing import Any

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.problems import Invalid, Refused
from kpps_desk.queries import sessions
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

PLANNED, CLOSED = "rencana", "selesai"  # session.state
_session = schema.session.c
_STATE = select(_session.state, _session.closed_at, _session.closed_by).where(_session.id == bindparam("session"))


def refuse_closed(db: Snapshot, session_id: int) -> None:
    """Refused where the session is closed: nothing about who came may change any more."""
    row = db.row(_STATE, {"session": session_id})
    if row is not None and row.state == CLOSED:
        when = f" pada {words.moment(row.closed_at)}" if row.closed_at else ""
        by = f" oleh {row.closed_by}" if row.closed_by else ""
        raise Refused(f"Sesi ini sudah ditutup{when}{by}.", "Buka kembali sesinya dahulu, dengan alasan.")


def close(tx: Transaction, session_id: int, **facts: Any) -> None:
    """From now on the marks stand; `facts` are further columns of the session (signatures). Refused while somebody
    expected has no mark."""
    sessions.kind_of(tx, session_id)
    refuse_closed(tx, session_id)
    counts = sessions.counts(tx, session_id)
    if counts.unrecorded:
        raise Refused(
            f"{words.number(counts.unrecorded)} dari {words.number(counts.expected)} orang belum dicatat.",
            "Catat kehadirannya, atau tandai yang tersisa tanpa keterangan.",
        )
    if not counts.present + counts.excused + counts.sick + counts.absent:
        raise Refused("Belum ada seorang pun yang dicatat pada sesi ini.", "Catat kehadirannya dahulu.")
    tx.update(schema.session, session_id, {**facts, "state": CLOSED, "closed_at": tx.now_ms, "closed_by": tx.by})


def reopen(tx: Transaction, session_id: int, reason: str) -> None:
    """Marks may change again. The reason is kept by the door that wrote `tx`: give it there as well."""
    if not values.clean(reason)[0]:
        raise Invalid("reason", "Alasan wajib diisi.", "Tuliskan mengapa sesi ini dibuka kembali.")
    sessions.kind_of(tx, session_id)
    row = tx.row(_STATE, {"session": session_id})
    if row is None or row.state != CLOSED:
        raise Refused("Sesi ini belum ditutup.")
    tx.update(schema.session, session_id, {"state": PLANNED, "closed_at": None, "closed_by": ""})
