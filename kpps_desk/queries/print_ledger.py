"""The ledger of print batches: what was sent where, what came out, when a certificate was printed.

What a newcomer gets wrong: counting a line of a batch as a printed page. It came out only if its position is at most
the batch's `out`, which a person confirms, or the program once a file bears its name.
"""

from array import array
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import bindparam, exists, func, select

from kpps_desk.domain.press import PressSettings
from kpps_desk.problems import Gone
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_batch, _line, _certificate = schema.print_batch.c, schema.print_line.c, schema.certificate.c


class BatchState(StrEnum):
    SENT = "dikirim"  # nobody has said yet what came out; after a crash it stays so
    JAMMED = "macet"
    OUT = "keluar"
    CANCELLED = "batal"


class Batch(NamedTuple):
    """`out` of `total` certificates came out, in the order of their positions."""

    id: int
    version: int
    title: str
    target: str
    printer: bool
    sorting: str
    settings: PressSettings
    total: int
    out: int
    state: BatchState
    started_at: int
    started_by: str

    @property
    def unsettled(self) -> bool:
        """Somebody has to look: not confirmed, or certificates are still to come."""
        return self.state in (BatchState.SENT, BatchState.JAMMED)


class BatchLine(NamedTuple):
    """`out`: it lay in the tray, or in the file."""

    position: int
    certificate_id: int
    number: str
    name: str
    copy: bool
    out: bool


class Printed(NamedTuple):
    """One time that a certificate was sent to paper or a file."""

    batch_id: int
    position: int
    at: int
    by: str
    target: str
    printer: bool
    copy: bool
    out: bool
    state: BatchState


_BATCH_COLUMNS = (
    _batch.id,
    _batch.version,
    _batch.title,
    _batch.target,
    _batch.printer,
    _batch.sorting,
    _batch.settings,
    _batch.total,
    _batch.out,
    _batch.state,
    _batch.started_at,
    _batch.started_by,
)
_BATCHES = select(*_BATCH_COLUMNS).order_by(_batch.id.desc()).limit(bindparam("limit"))
_BATCH = select(*_BATCH_COLUMNS).where(_batch.id == bindparam("batch"))
_UNSETTLED = select(func.count()).where(_batch.state.in_([BatchState.SENT.value, BatchState.JAMMED.value]))
_LINES = (
    select(
        _line.position,
        _line.certificate_id,
        _certificate.number,
        _certificate.name,
        _line.copy,
        _line.position <= _batch.out,
    )
    .join(schema.print_batch, _batch.id == _line.batch_id)
    .join(schema.certificate, _certificate.id == _line.certificate_id)
    .where(_line.batch_id == bindparam("batch"), _line.position > bindparam("after"))
    .order_by(_line.position)
    .limit(bindparam("limit"))
)
_PRINTED = (
    select(
        _line.batch_id,
        _line.position,
        _batch.started_at,
        _batch.started_by,
        _batch.target,
        _batch.printer,
        _line.copy,
        _line.position <= _batch.out,
        _batch.state,
    )
    .join(schema.print_batch, _batch.id == _line.batch_id)
    .where(_line.certificate_id == bindparam("certificate"))
    .order_by(_line.batch_id.desc(), _line.position)
)
_FROM = (
    select(_line.certificate_id)
    .where(_line.batch_id == bindparam("batch"), _line.position >= bindparam("position"))
    .order_by(_line.position)
)
_LINE_IDS = select(_line.id, _line.certificate_id).where(_line.batch_id == bindparam("batch")).order_by(_line.position)
_COPIES = select(_line.certificate_id).where(_line.batch_id == bindparam("batch"), _line.copy)
_NUMBERED = (
    select(_line.position, _certificate.number, _certificate.sequence)
    .join(schema.certificate, _certificate.id == _line.certificate_id)
    .where(_line.batch_id == bindparam("batch"))
    .order_by(_line.position)
)
_BY_NUMBER = _NUMBERED.where(_certificate.number == bindparam("number"))
_BY_SEQUENCE = _NUMBERED.where(_certificate.sequence == bindparam("sequence"))
_OUT_BEFORE = select(schema.chosen.c.id).where(
    exists().where(
        _line.certificate_id == schema.chosen.c.id, _line.batch_id == _batch.id, _line.position <= _batch.out
    )
)


def batches(db: Snapshot, limit: int = 200) -> list[Batch]:
    """The newest first."""
    return [_as_batch(row) for row in db.rows(_BATCHES, {"limit": limit})]


def batch(db: Snapshot, batch_id: int) -> Batch:
    row = db.row(_BATCH, {"batch": batch_id})
    if row is None:
        raise Gone(f"Cetakan no. {batch_id} tidak ada.")
    return _as_batch(row)


def unsettled(db: Snapshot) -> int:
    """Batches of which nobody has said that all came out."""
    return int(db.value(_UNSETTLED) or 0)


def lines(db: Snapshot, batch_id: int, *, after: int = 0, limit: int = -1) -> list[BatchLine]:
    """The certificates of a batch from the position behind `after` on; `limit` -1: all."""
    asked = {"batch": batch_id, "after": after, "limit": limit}
    return [
        BatchLine(row[0], row[1], row[2], row[3], copy=bool(row[4]), out=bool(row[5])) for row in db.rows(_LINES, asked)
    ]


def printed(db: Snapshot, certificate_id: int) -> list[Printed]:
    """When and where this certificate was printed, the newest first."""
    return [
        Printed(*row)._replace(state=BatchState(row[8])) for row in db.rows(_PRINTED, {"certificate": certificate_id})
    ]


def copies(db: Snapshot, batch_id: int) -> "array[int]":
    """The certificates of a batch that bear SALINAN."""
    return db.ids(_COPIES, {"batch": batch_id})


def line_ids(db: Snapshot, batch_id: int) -> list[tuple[int, int]]:
    """(line, certificate) of a batch, in its order."""
    return [(row[0], row[1]) for row in db.rows(_LINE_IDS, {"batch": batch_id})]


def from_position(db: Snapshot, batch_id: int, position: int) -> "array[int]":
    """The certificates of a batch from this position on, in its order."""
    return db.ids(_FROM, {"batch": batch_id, "position": position})


def positions(db: Snapshot, batch_id: int, number: str) -> list[tuple[int, str]]:
    """(position, whole number) of the certificates that `number` may mean: a whole number, or its running part."""
    asked: dict[str, object] = {"batch": batch_id, "number": number}
    if found := db.rows(_BY_NUMBER, asked):
        return [(row[0], row[1]) for row in found]
    if not (number.isascii() and number.isdecimal() and len(number) <= 18):
        return []
    return [(row[0], row[1]) for row in db.rows(_BY_SEQUENCE, {"batch": batch_id, "sequence": int(number)})]


def out_before(db: Snapshot, certificates: Iterable[int]) -> set[int]:
    """Those of these that came out of an earlier batch already: printed again, they are SALINAN. Fills `chosen`."""
    db.choose(certificates)
    return set(db.ids(_OUT_BEFORE))


def _as_batch(row: AnyRow) -> Batch:
    settings, state = PressSettings.from_json(row.settings), BatchState(row.state)
    return Batch(*row)._replace(settings=settings, state=state)
