"""What a list of transport money says, ready to draw.

What a newcomer gets wrong: adding up on paper. Pages and sums are made where the rows are laid out, from these amounts.
"""

from typing import NamedTuple

from kpps_desk.domain.election import PaperSettings


class Payment(NamedTuple):
    """One line to sign; `amount` in rupiah, below nothing for what is given back; `note` says what it corrects."""

    number: int
    name: str
    tps: str
    role: str
    amount: int
    note: str = ""


class ReceiptList(NamedTuple):
    """One list of a session: the first, or a later one for corrections and for who was recorded afterwards."""

    paper: PaperSettings
    title: str
    subtitle: str  # '' or 'Daftar tambahan ke-1'
    facts: tuple[tuple[str, str], ...]
    statement: str
    payments: tuple[Payment, ...]
    paid: str  # '' or 'Dibayar 07-11-2024 12.30'
    payer: str  # who pays: the title over the signature
    knowing: str
    dated: str
