"""Transport money for those present: rates, lines, payment, corrections.

What a newcomer gets wrong: changing what was paid. A paid line stands for good, for somebody signed for it; a mistake
is a line of its own that says by how much, why, and which line it corrects. Before payment `make` may be repeated: it
follows the marks and the rates.
"""

from collections import Counter
from typing import NamedTuple

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.problems import Conflict, Gone, Invalid, Refused
from kpps_desk.queries import receipts, sessions
from kpps_desk.queries.receipts import ReceiptLine
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

MOST = 100_000_000  # rupiah a line: beyond it a key was pressed too often
_receipt = schema.receipt.c
_SESSION_OF = select(_receipt.session_id).where(_receipt.id == bindparam("receipt"))


class Made(NamedTuple):
    """What making the lines did: people added, unpaid lines taken away or set to today's rate; who gets nothing."""

    added: int
    removed: int
    changed: int
    unpaid_roles: int  # people present whose role's rate is Rp0


class Paid(NamedTuple):
    lines: int
    amount: int


def parse_amount(text: str) -> int:
    """`850000`, `850.000` or `Rp 850.000` as rupiah; Invalid for anything else."""
    typed = text.strip().lower().removeprefix("rp").strip()
    groups = typed.split(".")
    grouped = len(groups) > 1 and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    digits = "".join(groups)
    if not (digits.isascii() and digits.isdecimal() and (grouped or len(groups) == 1)):
        raise Invalid("amount", f"“{text.strip()}” bukan jumlah rupiah.", "Contoh: 150.000.")
    return _checked(int(digits[:12] or 0))


def _checked(amount: int) -> int:
    if not 0 <= amount <= MOST:
        raise Invalid("amount", f"Jumlahnya paling banyak {words.rupiah(MOST)}.", "Contoh: 150.000.")
    return amount


def set_rate(tx: Transaction, kind: SessionKind, role_id: int, amount: int, *, version: int) -> bool:
    """What this role gets for a session of this kind from now on; `version` 0: there is none yet. False: the same."""
    now = next((rate for rate in receipts.rates(tx, kind) if rate.role_id == role_id), None)
    if now is None:
        raise Gone("Jabatan ini sudah tidak ada.", "Muat ulang.")
    if now.version != version:
        raise Conflict(f"Tarif {now.role} sudah diubah orang lain.", "Muat ulang, lalu ubah lagi.")
    _checked(amount)
    if not now.id:
        tx.insert(schema.transport_rate, {"kind": kind.value, "role_id": role_id, "amount": amount})
        return True
    return tx.update(schema.transport_rate, now.id, {"amount": amount}, version=version)


def make(tx: Transaction, session: int) -> Made:
    """A line for everybody present who has none. Unpaid lines follow: today's rate, and none for who isn't present."""
    kind = sessions.kind_of(tx, session)
    rates = {rate.role_id: rate for rate in receipts.rates(tx, kind)}
    waiting = receipts.waiting(tx, session)
    lines = receipts.lines(tx, session)
    if not waiting and not lines:
        raise Refused("Belum ada yang tercatat hadir pada sesi ini.", "Catat kehadirannya dahulu.")
    open_lines = [line for line in lines if line.paid_at is None and line.corrects_id is None]
    roles = _roles(tx, [line.member_id for line in open_lines])
    _need_rates(rates, [role for _, role in waiting] + list(roles.values()), kind)
    gone = [line for line in open_lines if not line.present or not rates[roles[line.member_id]].amount]
    held = {line.id for line in gone}
    changed = [
        {"id": line.id, "amount": rates[roles[line.member_id]].amount}
        for line in open_lines
        if line.id not in held and line.amount != rates[roles[line.member_id]].amount
    ]
    new = [(member, rates[role].amount) for member, role in waiting if rates[role].amount]
    if held:
        tx.delete_many(schema.receipt, sorted(held))
    if changed:
        tx.update_many(schema.receipt, changed)
    shared = {"session_id": session, "made_at": tx.now_ms}
    if new:
        tx.insert_many(schema.receipt, [{**shared, "member_id": member, "amount": amount} for member, amount in new])
    return Made(len(new), len(gone), len(changed), len(waiting) - len(new))


def pay(tx: Transaction, session: int) -> Paid:
    """Every line that isn't paid yet is paid now, and stands from then on."""
    sessions.kind_of(tx, session)
    due = [line for line in receipts.lines(tx, session) if line.paid_at is None]
    if not due:
        raise Refused("Tidak ada tanda terima yang belum dibayar pada sesi ini.", "Susun tanda terimanya dahulu.")
    absent = [line for line in due if not line.present and line.amount > 0]
    if absent:
        raise Refused(
            f"{words.number(len(absent))} orang dalam daftar ini tidak lagi tercatat hadir.", "Susun lagi daftarnya."
        )
    moment = max(tx.now_ms, 1 + max((line.paid_at or 0 for line in receipts.lines(tx, session)), default=0))
    tx.update_many(schema.receipt, [{"id": line.id, "paid_at": moment, "paid_by": tx.by} for line in due])
    return Paid(len(due), sum(line.amount for line in due))


def correct(tx: Transaction, receipt: int, amount: int, reason: str) -> int:
    """This person should have got `amount` in all: a new line says by how much that differs, and why; its id.

    `receipt`: the paid line, or an earlier correction of it.
    """
    why = words.without_niks(values.clean(reason)[0])
    if not why:
        raise Invalid("reason", "Alasan wajib diisi.", "Tuliskan mengapa jumlahnya dikoreksi.")
    session = tx.value(_SESSION_OF, {"receipt": receipt})
    if session is None:
        raise Gone("Tanda terima ini sudah tidak ada.", "Muat ulang daftarnya.")
    first, until_now = _corrected(receipts.lines(tx, session), receipt)
    if first.paid_at is None:
        raise Refused("Tanda terima ini belum dibayar.", "Ubah tarif atau kehadirannya, lalu susun lagi.")
    if _checked(amount) == until_now:
        raise Invalid("amount", f"Jumlahnya sudah {words.rupiah(amount)}.", "Isi jumlah yang seharusnya diterima.")
    line = {
        "session_id": session,
        "member_id": first.member_id,
        "amount": amount - until_now,
        "corrects_id": first.id,
        "reason": why,
        "made_at": tx.now_ms,
    }
    return tx.insert(schema.receipt, line)


def _corrected(lines: list[ReceiptLine], receipt: int) -> tuple[ReceiptLine, int]:
    """The first line of the one that is corrected, and what it comes to with its corrections."""
    by_id = {line.id: line for line in lines}
    first = by_id[by_id[receipt].corrects_id or receipt]
    return first, first.amount + sum(line.amount for line in lines if line.corrects_id == first.id)


_ROLES = select(schema.member.c.id, schema.member.c.role_id).join(
    schema.chosen, schema.chosen.c.id == schema.member.c.id
)


def _roles(tx: Transaction, members: list[int]) -> dict[int, int]:
    tx.choose(members)
    return {row.id: row.role_id for row in tx.rows(_ROLES)}


def _need_rates(rates: dict[int, receipts.Rate], roles: list[int], kind: SessionKind) -> None:
    missing = [rates[role].role for role, _ in Counter(roles).most_common() if not rates[role].id]
    if missing:
        raise Refused(
            f"Tarif transpor {words.session_kind(kind).lower()} belum ditetapkan bagi {', '.join(missing)}.",
            "Isi tarifnya; Rp0 bila tidak mendapat uang transpor.",
        )
