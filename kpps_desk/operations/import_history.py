"""The lists that came in, kept: who brought which file and what became of it; the file itself, as long as it may stay.

What a newcomer gets wrong: thinking that an undo forgets the file. It holds NIKs, so taking it out of the workspace is
an act of its own with a reason, and so is saving it again: both stay in the journal.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.exchange import limits
from kpps_desk.exchange.preview import Layout
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.problems import Gone, Refused
from kpps_desk.queries import imports
from kpps_desk.queries.imports import MAPPING_ONLY, ImportRun
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction

MAX_KEPT = 64 * 1024 * 1024  # bytes of a file; a larger one isn't kept
_BLOCK = 1 << 20


class SourceFile(NamedTuple):
    """A file as it was when it was opened; `path` may hold something else by now."""

    path: Path
    size: int
    digest: str  # SHA-256, hex

    @property
    def name(self) -> str:
        """Without a NIK that somebody may have named it by."""
        return words.without_niks(values.clean(self.path.name)[0])


def identify(path: Path) -> SourceFile:
    """Read a file's size and hash, a block in memory at a time."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return SourceFile(path, size, digest.hexdigest())


def record(
    tx: Transaction,
    source: SourceFile,
    sheet: str,
    layout: Layout,
    *,
    existing: str,
    counts: Mapping[str, int],
    group: bytes | None,
) -> str:
    """Keep a run with its file; a sentence where the file isn't kept, else ''."""
    content, said = _packed(source)
    _add(tx, source, sheet, layout, existing=existing, counts=counts, group=group, content=content)
    return said


def remember(tx: Transaction, path: Path, sheet: str, layout: Layout) -> None:
    """Keep a corrected mapping before its import, for the next file with this header."""
    _add(tx, identify(path), sheet, layout, existing=MAPPING_ONLY, counts={}, group=None, content=None)


def save_file(database: Database, run: int, out: Path, *, by: str, reason: str = "") -> ImportRun:
    """Write the kept file again, byte for byte; it holds NIKs, so the journal says who took it."""
    with database.read() as db:
        found = imports.run(db, run)
        content = imports.content(db, run)
    if content is None:
        raise Gone(f"Berkas dari impor no. {run} tidak disimpan.", "Cari di tempat asalnya.")
    suffix = Path(found.file_name).suffix.lower()
    if suffix:
        check_ending(out, suffix)
    with database.write(f"Simpan lagi berkas impor no. {run}", by=by, reason=values.clean(reason)[0] or None) as tx:
        tx.leave_entry()
    with whole_file(out) as file:
        file.write(content if content.startswith(limits.ZIP) else zlib.decompress(content))
    return found


def purge(database: Database, run: int, *, by: str, reason: str) -> None:
    """Take a kept file out of the workspace for good; what is known of the run stays."""
    why, _ = values.clean(reason)
    if not why:
        raise Refused("Menghapus berkas impor wajib disertai alasan.", "Tuliskan mengapa berkasnya tidak perlu lagi.")
    with database.write(f"Hapus berkas impor no. {run}", by=by, reason=why) as tx:
        if not imports.run(tx, run).kept_bytes:
            raise Gone(f"Berkas dari impor no. {run} tidak disimpan.")
        tx.keep_many(schema.import_run, [{"id": run, "content": None}])
        tx.leave_entry()


def _packed(source: SourceFile) -> tuple[bytes | None, str]:
    if source.size > MAX_KEPT:
        return None, f"{source.name} lebih besar dari 64 MB, jadi berkasnya tidak ikut disimpan."
    try:
        content = source.path.read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != source.digest:
        return None, f"{source.name} berubah selama impor, jadi berkasnya tidak ikut disimpan."
    # A workbook is packed already. zlib's first byte is never a P.
    return content if content.startswith(limits.ZIP) else zlib.compress(content, 1), ""


def _add(
    tx: Transaction,
    source: SourceFile,
    sheet: str,
    layout: Layout,
    *,
    existing: str,
    counts: Mapping[str, int],
    group: bytes | None,
    content: bytes | None,
) -> None:
    row = {
        "at": tx.now_ms,
        "by": tx.by,
        "file_name": source.name,
        "file_hash": source.digest,
        "sheet": sheet,
        "fingerprint": layout.fingerprint,
        "mapping": json.dumps(layout.places),
        "existing": existing,
        "counts": json.dumps(dict(counts)),
        "group_id": group,
        "content": content,
    }
    tx.keep_new(schema.import_run, [row])
