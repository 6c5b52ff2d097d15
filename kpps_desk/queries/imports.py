"""The lists that came in: who brought which file when, what became of it, and how its columns were read.

What a newcomer gets wrong: looking for them in the journal. An import that changed nothing leaves no entry there, and
an undo leaves the run standing: what came in is a fact.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, func, select

from kpps_desk.problems import Gone
from kpps_desk.queries import history
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

MAPPING_ONLY = ""  # `existing` of a row that only remembers a corrected mapping

_run = schema.import_run.c
_HEADS = select(
    _run.id,
    _run.at,
    _run.by,
    _run.file_name,
    _run.file_hash,
    _run.sheet,
    _run.fingerprint,
    _run.existing,
    _run.counts,
    _run.group_id,
    func.coalesce(func.length(_run.content), 0).label("kept_bytes"),
).where(_run.existing != MAPPING_ONLY)
_ALL = _HEADS.order_by(_run.id.desc())
_ONE = _HEADS.where(_run.id == bindparam("id"))
_CONTENT = select(_run.content).where(_run.id == bindparam("id"))
_MAPPING = (
    select(_run.mapping, _run.at).where(_run.fingerprint == bindparam("fingerprint")).order_by(_run.id.desc()).limit(1)
)


class ImportRun(NamedTuple):
    """One list that came in. `counts` are ImportResult's sums, and `stopped` 1 where it was cancelled half-way."""

    id: int
    at: int  # UTC milliseconds
    by: str
    file_name: str
    file_hash: str  # SHA-256, hex
    sheet: str
    fingerprint: str
    existing: str  # 'skip' | 'update' | 'fill'
    counts: Mapping[str, int]
    group: str | None  # hex: what undo takes; None: nothing changed
    undone: bool
    kept_bytes: int  # of the file as it lies here; 0: not kept

    @property
    def stopped(self) -> bool:
        return bool(self.counts.get("stopped"))


class Remembered(NamedTuple):
    """How files with one header were read last: column's name -> position."""

    columns: dict[str, int]
    at: int


def runs(db: Snapshot) -> list[ImportRun]:
    """All of them, the newest first."""
    undone = history.undone(db)
    return [_made(row, undone) for row in db.rows(_ALL)]


def run(db: Snapshot, number: int) -> ImportRun:
    """One of them; Gone if there is none."""
    row = db.row(_ONE, {"id": number})
    if row is None:
        raise Gone(f"Impor no. {number} tidak ditemukan.", "Lihat daftarnya dengan: kpps-desk imports.")
    return _made(row, history.undone(db))


def content(db: Snapshot, number: int) -> bytes | None:
    """The kept file as it is stored; None where none is kept."""
    found: bytes | None = db.value(_CONTENT, {"id": number})
    return found


def mapping_for(db: Snapshot, fingerprint: str) -> Remembered | None:
    """The mapping of the newest import, or of the newest correction, of a file with this header."""
    row = db.row(_MAPPING, {"fingerprint": fingerprint})
    return None if row is None else Remembered(json.loads(row.mapping), row.at)


def _made(row: Row[Any], undone: set[bytes]) -> ImportRun:
    return ImportRun(
        id=row.id,
        at=row.at,
        by=row.by,
        file_name=row.file_name,
        file_hash=row.file_hash,
        sheet=row.sheet,
        fingerprint=row.fingerprint,
        existing=row.existing,
        counts=json.loads(row.counts),
        group=row.group_id.hex() if row.group_id else None,
        undone=row.group_id in undone,
        kept_bytes=row.kept_bytes,
    )
