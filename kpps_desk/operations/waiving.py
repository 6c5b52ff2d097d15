"""Set an objection aside with a reason, by who may; it stays listed.

What a newcomer gets wrong: waiving what is a fact. What may be waived at all says domain.eligibility.waivable; who may,
the rules (`entitled`, in Pengaturan).
"""

from sqlalchemy import bindparam, select

from kpps_desk.domain import eligibility
from kpps_desk.domain.election import RulePack
from kpps_desk.operations import conclusions
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_waiver = schema.waiver.c
_ONE = select(_waiver.id).where(_waiver.member_id == bindparam("member"), _waiver.objection == bindparam("objection"))


def waive(tx: Transaction, member: int, objection: str, *, reason: str) -> None:
    """Set aside an objection (its token) that stands against this person now."""
    rules = areas.election(tx).rules
    _check_entitled(tx, rules)
    if not reason.strip():
        raise Invalid(
            "reason", "Alasan mengesampingkan wajib diisi.", "Contoh: izin tertulis KPU Kota tanggal 1 November."
        )
    if not eligibility.waivable(objection, rules):
        raise Refused("Keberatan ini tidak dapat dikesampingkan.", "Perbaiki datanya, atau pilih orang lain.")
    verdict = conclusions.verdicts(tx, {member: {}}).get(member)
    if verdict is None:
        raise Gone("Anggota ini tidak ditemukan.")
    if objection not in eligibility.objections_text(verdict).split():
        raise Gone("Keberatan ini sudah tidak ada pada orang ini.")
    if tx.value(_ONE, {"member": member, "objection": objection}) is not None:
        raise Refused("Keberatan ini sudah dikesampingkan.")
    values = {
        "member_id": member,
        "objection": objection,
        "reason": reason.strip(),
        "granted_by": tx.by,
        "granted_at": tx.now_ms,
    }
    tx.insert(schema.waiver, values)
    conclusions.judge(tx, [member])


def withdraw_waiver(tx: Transaction, member: int, objection: str) -> None:
    """Let the objection count again."""
    _check_entitled(tx, areas.election(tx).rules)
    found = tx.value(_ONE, {"member": member, "objection": objection})
    if found is None:
        raise Gone("Pengesampingan ini sudah tidak ada.")
    tx.delete_many(schema.waiver, [found])
    conclusions.judge(tx, [member])


def entitled(rules: RulePack, name: str) -> bool:
    """Whether this person may set objections aside; names are compared without case and needless blanks."""
    return _plain(name) in map(_plain, rules.entitled)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _check_entitled(tx: Transaction, rules: RulePack) -> None:
    if not entitled(rules, tx.by):
        raise Refused(
            f"{tx.by} tidak berwenang mengesampingkan keberatan.",
            "Yang berwenang dicantumkan di Pengaturan, bagian Aturan.",
        )
