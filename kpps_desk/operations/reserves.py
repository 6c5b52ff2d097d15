"""Named reserves and their order: who is asked first when a seat falls vacant.

What a newcomer gets wrong: one order for the whole roster. Reserves are ranked within their kelurahan, whose PPS asks
them; whoever gets a seat or leaves the roster is no reserve any more.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select, true

from kpps_desk.operations.outcome import Outcome
from kpps_desk.queries import requirements
from kpps_desk.queries.requirements import Standing
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_KELURAHAN = 10  # digits
_member = schema.member.c
_RANKED = (
    select(_member.id)
    .where(
        _member.reserve > 0,
        _member.active == true(),
        _member.wanted >= bindparam("low"),
        _member.wanted < bindparam("high"),
    )
    .order_by(_member.reserve, _member.id)
)


def rank_reserves(tx: Transaction, members: Sequence[int]) -> Outcome:
    """Name these people reserves in this order; who was ranked before in the same kelurahan comes after them."""
    found = requirements.standings(tx, members)
    refused = {member: why for member in members if (why := unfit(found.get(member)))}
    ranked: dict[str, list[int]] = {}
    for member in dict.fromkeys(members):
        if member not in refused:
            ranked.setdefault(found[member].wanted[:_KELURAHAN], []).append(member)
    for kelurahan, chosen in ranked.items():
        before = tx.column(_RANKED, {"low": kelurahan, "high": kelurahan + ":"})
        _write(tx, [*chosen, *(member for member in before if member not in set(chosen))])
    return Outcome(sum(map(len, ranked.values())), refused)


def clear_reserve(tx: Transaction, members: Sequence[int]) -> Outcome:
    """They are no reserves any more; the others of their kelurahan move up."""
    found = requirements.standings(tx, members)
    gone = [member for member, one in found.items() if one.reserve]
    tx.update_many(schema.member, [{"id": member, "reserve": 0} for member in gone])
    for kelurahan in {found[member].wanted[:_KELURAHAN] for member in gone}:
        _write(tx, tx.column(_RANKED, {"low": kelurahan, "high": kelurahan + ":"}))
    return Outcome(len(gone), {})


def _write(tx: Transaction, members: Iterable[int]) -> None:
    tx.update_many(schema.member, [{"id": member, "reserve": rank} for rank, member in enumerate(members, 1)])


def unfit(one: Standing | None) -> str:
    if one is None or not one.active:
        return "Sudah keluar dari daftar."
    if one.seated:
        return "Sudah memegang kursi."
    return "" if one.eligibility == "MS" else "Belum memenuhi syarat."
