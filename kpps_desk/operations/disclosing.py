"""Who saw what is masked elsewhere: a row that stays, whatever else is taken back.

What a newcomer gets wrong: showing first and recording after. The record is durable before anything is shown.
"""

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import disclosures
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

NIK = "nik"
CORRECTING = "Memperbaiki data"  # what the form is opened for


def show_nik(tx: Transaction, member: int, *, purpose: str) -> str:
    """The NIK in full, against a record of who saw it and what for. Title it with the member's number, never a name."""
    why, _ = values.clean(purpose)
    if not why:
        raise Invalid("purpose", "Keperluan wajib diisi.", "Pilih untuk apa NIK ini dilihat.")
    found = disclosures.nik(tx, member)
    if found is None:
        raise Gone("Anggota ini sudah tidak ada di berkas kerja.", "Muat ulang daftarnya.")
    if not found:
        raise Refused("NIK orang ini belum ada.", "Lengkapi lewat Ubah data.")
    record(tx, member, NIK, words.without_niks(why))
    return found


def record(tx: Transaction, member: int, what: str, purpose: str) -> None:
    """This person's `what` ('nik', 'lembar data diri') is shown to tx.by for this purpose."""
    tx.insert(
        schema.disclosure,
        {"member_id": member, "what": what, "purpose": purpose, "shown_to": tx.by, "shown_at": tx.now_ms},
    )
