"""What an undo leaves of transport money: paid lines stand, and so do the marks for which somebody was paid.

What a newcomer gets wrong: keeping what a merge moved. Moving a line and its mark to another record is no change of the
money, and both go back together.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from kpps_desk import words
from kpps_desk.operations.undo_rehearsal import Hand
from kpps_desk.store import schema
from kpps_desk.store.blocks import Line

_receipt, _mark, _chosen = schema.receipt.c, schema.attendance.c, schema.chosen.c
_MOVED = {"member_id"}
_PAID = select(_receipt.id).join(schema.chosen, _chosen.id == _receipt.id).where(_receipt.paid_at.is_not(None))
_PAID_MARKS = (
    select(_mark.id)
    .join(schema.chosen, _chosen.id == _mark.id)
    .join(schema.receipt, (_receipt.session_id == _mark.session_id) & (_receipt.member_id == _mark.member_id))
    .where(_receipt.paid_at.is_not(None))
    .group_by(_mark.id)
    .having(func.sum(_receipt.amount) != 0)
)
_FIRST_LINES = (
    select(_receipt.session_id, _receipt.member_id)
    .join(schema.chosen, _chosen.id == _receipt.member_id)
    .where(_receipt.corrects_id.is_(None))
)


def marks(hand: Hand, lines: Sequence[Line], now: Mapping[int, Mapping[str, Any]], kept: list[str]) -> Sequence[Line]:
    """Those of the marks for which nobody was paid, or which only went to another record; `now` stays chosen."""
    hand.choose(now)
    paid = set(hand.column(_PAID_MARKS))
    free = [line for line in lines if line.id not in paid or line.fields.keys() == _MOVED]
    _tell(kept, len(lines) - len(free), "kehadiran tetap tercatat: transpornya sudah dibayar.")
    return free


def lines(hand: Hand, lines: Sequence[Line], kept: list[str]) -> Sequence[Line]:
    """Those of the lines that aren't paid; a removed one comes back only to who has none meanwhile."""
    if lines[0].kind == "delete":
        hand.choose(line.fields["member_id"][0] for line in lines)
        held = {(row.session_id, row.member_id) for row in hand.rows(_FIRST_LINES)}
        free = [line for line in lines if (line.fields["session_id"][0], line.fields["member_id"][0]) not in held]
        _tell(kept, len(lines) - len(free), "tanda terima tidak dikembalikan: orangnya sudah mempunyai yang lain.")
        return free
    hand.choose(line.id for line in lines)
    paid = set(hand.column(_PAID))
    free = [line for line in lines if line.id not in paid or line.fields.keys() == _MOVED]
    _tell(kept, len(lines) - len(free), "tanda terima tetap ada: sudah dibayar.")
    return free


def _tell(kept: list[str], count: int, what: str) -> None:
    if count:
        kept.append(f"{words.number(count)} {what}")
