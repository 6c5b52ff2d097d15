"""Leave the roster and come back into it, without any seat in between.

What a newcomer gets wrong: taking a seat holder off the list. Who holds a seat leaves it first, by a replacement: the
seat's line of holders must tell why.
"""

from collections import Counter
from collections.abc import Sequence

from kpps_desk.domain.leaving import Reason, ends
from kpps_desk.operations import conclusions
from kpps_desk.operations.outcome import Outcome
from kpps_desk.problems import Invalid
from kpps_desk.queries import requirements, roster
from kpps_desk.queries.requirements import Standing
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_ALREADY = "Sudah keluar dari daftar."


def withdraw(tx: Transaction, members: Sequence[int], *, reason: str = Reason.WITHDRAWN) -> Outcome:
    """Take people without a seat off the list; `reason` is a domain.leaving.Reason that ends somebody."""
    if reason not in set(Reason) or reason == Reason.MERGED or not ends(Reason(reason)):
        raise Invalid("reason", "Alasan keluar dari daftar tidak dikenal.", "Pilih salah satu alasan yang tersedia.")
    found = requirements.standings(tx, members)
    refused = {member: why for member in members if (why := keeps(found.get(member)))}
    gone = [member for member in dict.fromkeys(members) if member not in refused]
    tx.update_many(
        schema.member, [{"id": one, "active": False, "left_reason": str(reason), "reserve": 0} for one in gone]
    )
    conclusions.judge(tx, gone)
    return Outcome(len(gone), refused)


def readmit(tx: Transaction, members: Sequence[int]) -> Outcome:
    """Put people back on the list who had left it."""
    found = requirements.standings(tx, members)
    taken = roster.by_nik(tx)
    twice = Counter(one.nik for one in found.values() if one.nik)
    refused = {}
    for member in dict.fromkeys(members):
        one = found.get(member)
        if one is None or one.active:
            refused[member] = "Masih ada dalam daftar." if one else "Tidak ditemukan."
        elif one.merged_into is not None:
            refused[member] = "Catatan ini sudah digabung dengan catatan lain; urungkan penggabungannya."
        elif one.nik and (one.nik in taken or twice[one.nik] > 1):
            refused[member] = "NIK yang sama dipakai orang lain dalam daftar."
    back = [member for member in dict.fromkeys(members) if member not in refused]
    tx.update_many(schema.member, [{"id": one, "active": True, "left_reason": ""} for one in back])
    conclusions.judge(tx, back)
    return Outcome(len(back), refused)


def keeps(one: Standing | None) -> str:
    if one is None or not one.active:
        return _ALREADY
    return "Memegang kursi; lakukan penggantian lewat layar Kursi." if one.seated else ""
