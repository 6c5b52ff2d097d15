"""Change the texts of papers and messages; each has its tokens checked before it is kept.

What a newcomer gets wrong: keeping a text that can't be filled. An unknown token is refused here, while somebody looks
at it, and not on the morning when 400 invitations are to be printed.
"""

from kpps_desk.domain import values
from kpps_desk.domain.wordings import WORDINGS, fill
from kpps_desk.problems import Conflict, Invalid
from kpps_desk.queries import wordings
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

_LONGEST = 20_000  # characters


def text(db: Snapshot, code: str) -> str:
    """The text as it holds: the office's own, or as built in."""
    return wordings.stored(db, code).content


def check(code: str, content: str) -> str:
    """The text as it would be kept; Invalid (WordingError for a token) says what is wrong."""
    cleaned = "\n".join(values.clean(line)[0] for line in content.splitlines()).strip()
    wording = WORDINGS[code]
    if not cleaned and not wording.optional:
        raise Invalid("content", f"{wording.name} wajib diisi.", "Pakai teks bawaan bila ragu.")
    if len(cleaned) > _LONGEST:
        raise Invalid("content", f"{wording.name} terlalu panjang.", f"Paling banyak {_LONGEST} huruf.")
    fill(cleaned, wording.tokens)
    return cleaned


def change(tx: Transaction, code: str, content: str, version: int) -> bool:
    """Keep this text; `version` is the one that the person saw, 0 for the built-in text. False: nothing changed."""
    cleaned = check(code, content)
    now = wordings.stored(tx, code)
    if cleaned == now.content:
        return False
    if version != now.version:
        raise Conflict("Teks ini sudah diubah orang lain.", "Muat ulang, lalu ubah lagi.")
    if cleaned == WORDINGS[code].text:
        return reset(tx, code)
    if not now.id:
        tx.insert(schema.wording, {"code": code, "content": cleaned})
        return True
    return tx.update(schema.wording, now.id, {"content": cleaned}, version=version)


def reset(tx: Transaction, code: str) -> bool:
    """Back to the built-in text; False where it is that already."""
    now = wordings.stored(tx, code)
    return bool(now.id) and tx.delete_many(schema.wording, [now.id]) > 0
