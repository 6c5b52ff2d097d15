"""What the public says about a person, and what the office finds out about it.

What a newcomer gets wrong: deleting a response that turned out to be untrue. It stays, with its verdict; only one that
is upheld stands against the person.
"""

from datetime import date

from kpps_desk.operations import conclusions
from kpps_desk.problems import Gone, Invalid
from kpps_desk.queries import requirements
from kpps_desk.queries.evidence import UPHELD
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

NOT_UPHELD = "tidak terbukti"
_LONGEST = {"source": 200, "contact": 200, "content": 4_000}


def add_response(tx: Transaction, member: int, *, received: date, source: str, contact: str = "", content: str) -> int:
    """Record who said what and when; the response's id. It counts once it is decided."""
    if member not in requirements.standings(tx, [member]):
        raise Gone("Anggota ini tidak ditemukan.")
    texts = {"source": source.strip(), "contact": contact.strip(), "content": content.strip()}
    if not texts["source"]:
        raise Invalid("source", "Nama pemberi tanggapan wajib diisi.")
    if not texts["content"]:
        raise Invalid("content", "Isi tanggapan wajib diisi.")
    for name, longest in _LONGEST.items():
        if len(texts[name]) > longest:
            raise Invalid(name, f"Isian terlalu panjang: paling banyak {longest} huruf.")
    if received > tx.now.astimezone().date():
        raise Invalid("received", "Tanggal tanggapan tidak boleh sesudah hari ini.")
    return tx.insert(schema.response, {"member_id": member, "received": received, **texts})


def decide_response(tx: Transaction, response: int, *, verdict: str, note: str, version: int) -> None:
    """`terbukti` or `tidak terbukti`, with what was found out; '' opens it again. Conflict if it changed meanwhile."""
    if verdict not in ("", UPHELD, NOT_UPHELD):
        raise Invalid("verdict", "Putusan tidak dikenal.", "Pilih terbukti atau tidak terbukti.")
    if verdict and not note.strip():
        raise Invalid("note", "Dasar putusan wajib diisi.", "Contoh: hasil klarifikasi tanggal 4 Oktober.")
    member = requirements.member_of_response(tx, response)
    if member is None:
        raise Gone("Tanggapan ini sudah tidak ada.")
    tx.update(
        schema.response,
        response,
        {
            "verdict": verdict,
            "verdict_note": note.strip(),
            "decided_by": tx.by if verdict else "",
            "decided_at": tx.now_ms if verdict else None,
        },
        version=version,
    )
    conclusions.judge(tx, [member])
