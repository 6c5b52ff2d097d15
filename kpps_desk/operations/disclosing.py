"""Who saw what is masked elsewhere: a row that stays, whatever else is taken back.

What a newcomer gets wrong: showing first and recording after. The record is durable before anything is shown.
"""

from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction


def record(tx: Transaction, member: int, what: str, purpose: str) -> None:
    """This person's `what` ('nik', 'lembar data diri') is shown to tx.by for this purpose."""
    tx.insert(
        schema.disclosure,
        {"member_id": member, "what": what, "purpose": purpose, "shown_to": tx.by, "shown_at": tx.now_ms},
    )
