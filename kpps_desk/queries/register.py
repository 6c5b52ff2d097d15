"""The register of numbers: each that was given out, in order, with its name and what became of it; and every gap.

What a newcomer gets wrong: taking a revoked or replaced number for a gap. It stays taken, and stands here with its
state. A transaction that was refused takes no number along, so a gap means that the file was changed from outside, and
all that is known of it is in the journal.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select

from kpps_desk import words
from kpps_desk.store import journal, schema
from kpps_desk.store.blocks import Line
from kpps_desk.store.snapshot import Snapshot

_certificate = schema.certificate.c
_journal, _block = schema.journal.c, schema.journal_block.c
_FEW = 500  # values in one IN (...)
_MOST = 1_000  # numbers of one gap of which each is looked for in the journal
_SCOPES = (
    select(
        _certificate.scope,
        func.min(_certificate.kind),
        func.count(),
        func.max(_certificate.sequence),
        func.sum(case((_certificate.state == "diganti", 1), else_=0)),
        func.sum(case((_certificate.state == "dicabut", 1), else_=0)),
    )
    .group_by(_certificate.scope)
    .order_by(_certificate.scope)
)
_IDS = select(_certificate.id).where(_certificate.scope == bindparam("scope")).order_by(_certificate.sequence)
_later = schema.certificate.alias("later")
_PAGE = (
    select(
        _certificate.id,
        _certificate.sequence,
        _certificate.number,
        _certificate.kind,
        _certificate.name,
        _certificate.position,
        _certificate.state,
        _certificate.issued_at,
        _certificate.issued_by,
        _certificate.state_at,
        _certificate.reason,
        func.coalesce(_later.c.number, "").label("replaced_by"),
    )
    .outerjoin(_later, _later.c.id == _certificate.replaced_by)
    .where(_certificate.id.in_(bindparam("ids", expanding=True)))
)
_REPLACED = select(_certificate.replaced_by, _certificate.number).where(
    _certificate.state == "diganti", _certificate.replaced_by.in_(bindparam("ids", expanding=True))
)
_before = func.lag(_certificate.sequence, 1, 0).over(partition_by=_certificate.scope, order_by=_certificate.sequence)
_STEPS = select(_certificate.scope, _certificate.sequence, _before.label("before")).subquery()
_GAPS = (
    select(_STEPS.c.scope, _STEPS.c.before + 1, _STEPS.c.sequence - 1)
    .where(_STEPS.c.sequence > _STEPS.c.before + 1)
    .order_by(_STEPS.c.scope, _STEPS.c.sequence)
)
_BLOCKS = (
    select(_block.content, _journal.title, _journal.by, _journal.at)
    .join(schema.journal, _journal.id == _block.entry_id)
    .where(_block.table_name == "certificate")
    .order_by(_block.id)
)


class Scope(NamedTuple):
    """What a sequence counts in: a year, or a year and the code of a kind."""

    name: str
    kind: str  # domain.certificates.Kind
    given: int
    last: int
    replaced: int
    revoked: int


class Entry(NamedTuple):
    """One number. `replaced_by` and `replaces` are numbers, '' for none; `state_at` UTC milliseconds."""

    id: int
    sequence: int
    number: str
    kind: str
    name: str
    position: str
    state: str
    issued_at: int
    issued_by: str
    state_at: int | None
    reason: str
    replaced_by: str
    replaces: str


class Gap(NamedTuple):
    """Numbers first..last that nobody has; `why` is a sentence, `known` whether anything explains it."""

    scope: str
    first: int
    last: int
    why: str
    known: bool


def scopes(db: Snapshot) -> list[Scope]:
    """Every scope in which a number was given out."""
    return [Scope(*row) for row in db.rows(_SCOPES)]


def ids(db: Snapshot, scope: str) -> "array[int]":
    """The certificates of a scope by number."""
    return db.ids(_IDS, {"scope": scope})


def page(db: Snapshot, certificates: Sequence[int]) -> dict[int, Entry]:
    """The lines of the register, by certificate."""
    found: dict[int, Entry] = {}
    for start in range(0, len(certificates), _FEW):
        asked = {"ids": list(certificates[start : start + _FEW])}
        replaces = {row.replaced_by: row.number for row in db.rows(_REPLACED, asked)}
        found |= {row[0]: Entry._make((*row, replaces.get(row[0], ""))) for row in db.rows(_PAGE, asked)}
    return found


def entries(db: Snapshot, scope: str) -> Iterator[Entry]:
    """The whole register of a scope by number, a few hundred lines in memory at a time."""
    chosen = ids(db, scope)
    for start in range(0, len(chosen), _FEW):
        part = chosen[start : start + _FEW]
        found = page(db, part)
        yield from (found[one] for one in part)


def gaps(db: Snapshot, scope: str = "") -> list[Gap]:
    """Every gap of a scope ('' of all), explained as far as the journal can."""
    open_ = [tuple(row) for row in db.rows(_GAPS) if scope in ("", row[0])]
    if not open_:
        return []
    missing = {(name, number) for name, first, last in open_ for number in range(first, min(last, first + _MOST) + 1)}
    told = _told(db, missing)
    found: list[Gap] = []
    for name, first, last in open_:
        found += _explained(name, first, last, told)
    return found


def _explained(scope: str, first: int, last: int, told: Mapping[tuple[str, int], str]) -> Iterator[Gap]:
    """One gap in as many as there are explanations, neighbours with the same one together."""
    begin, why = first, told.get((scope, first), "")
    for number in range(first + 1, last + 2):
        now = told.get((scope, number), "") if number <= last else None
        if now != why:
            yield Gap(scope, begin, number - 1, why or "Tidak diketahui.", bool(why))
            begin, why = number, now or ""


def _told(db: Snapshot, missing: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """What the journal says of numbers that are in no certificate."""
    found: dict[tuple[str, int], str] = {}
    for content, title, by, at in db.rows(_BLOCKS):
        for line in journal.read_block(content):
            if line is not None and line.kind != "update" and (number := _number(line)) in missing:
                act = f"“{title}” oleh {by}, {words.moment(at)}"
                if line.kind == "insert":
                    found[number] = f"Terbit menurut catatan {act}; sertifikatnya tidak ada lagi dalam berkas."
                else:
                    found[number] = f"Dihapus menurut catatan {act}."
    return found


def _number(line: Line) -> tuple[str, int]:
    side = 1 if line.kind == "insert" else 0
    return line.fields["scope"][side], line.fields["sequence"][side]
