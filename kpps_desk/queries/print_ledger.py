"""The ledger of print batches: what was sent where, what came out, when a certificate was printed.

What a newcomer gets wrong: counting a line of a batch as a printed page. It came out only if its position is at most
the batch's `out`, which a person says, of a file too: saving one puts nothing into anybody's hands.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import and_, bindparam, exists, func, or_, select

from kpps_desk.domain.press import PressSettings
from kpps_desk.problems import Gone
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_batch, _line, _certificate = schema.print_batch.c, schema.print_line.c, schema.certificate.c


_FILES_WAIT = timedelta(days=14)  # then nobody is asked about a file any more; it may still be answered for


class BatchState(StrEnum):
    SENT = "dikirim"  # nobody has said yet what came out; after a crash it stays so
    JAMMED = "macet"
    OUT = "keluar"
    CANCELLED = "batal"


class Batch(NamedTuple):
    """`out` of `total` certificates came out, in the order of their positions.

    `waits`: somebody is asked about it. A printer's batch waits until it is answered for, a file for two weeks: most
    that are never answered for were saved to be looked at.
    """

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
    waits: bool

    @property
    def unsettled(self) -> bool:
        """Not answered for, or certificates are still to come."""
        return self.state in (BatchState.SENT, BatchState.JAMMED)


class BatchLine(NamedTuple):
    """`out`: it lay in the tray."""

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


class Earlier(NamedTuple):
    """Of some certificates: those that came out before, and how many others are in batches nobody answered for."""

    out: set[int]
    unanswered: Mapping[int, int]  # batch -> how many


_FILE_WAITS = or_(_batch.printer, _batch.started_at >= bindparam("files_since"))
_WAITS = or_(_batch.state == BatchState.JAMMED.value, and_(_batch.state == BatchState.SENT.value, _FILE_WAITS))
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
    _WAITS.label("waits"),
)
_BATCHES = select(*_BATCH_COLUMNS).order_by(_batch.id.desc()).limit(bindparam("limit"))
_BATCH = select(*_BATCH_COLUMNS).where(_batch.id == bindparam("batch"))
_WAITING = select(func.count()).where(_WAITS)
_SENT = select(_batch.id).where(_batch.state == BatchState.SENT.value)
_SENT_LINES = (
    select(_line.batch_id, _line.certificate_id)
    .join(schema.chosen, schema.chosen.c.id == _line.certificate_id)
    .where(_line.batch_id.in_(_SENT))
)
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
_LINE_IDS = select(_line.id).where(_line.batch_id == bindparam("batch")).order_by(_line.position)
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
    return [_as_batch(row) for row in db.rows(_BATCHES, {"limit": limit, "files_since": _files_since(db)})]


def batch(db: Snapshot, batch_id: int) -> Batch:
    row = db.row(_BATCH, {"batch": batch_id, "files_since": _files_since(db)})
    if row is None:
        raise Gone(f"Cetakan no. {batch_id} tidak ada.")
    return _as_batch(row)


def waiting(db: Snapshot) -> int:
    """Batches about which somebody is asked."""
    return int(db.value(_WAITING, {"files_since": _files_since(db)}) or 0)


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


def line_ids(db: Snapshot, batch_id: int) -> "array[int]":
    """The lines of a batch, in its order."""
    return db.ids(_LINE_IDS, {"batch": batch_id})


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


def earlier(db: Snapshot, certificates: Iterable[int]) -> Earlier:
    """What earlier batches hold of these. Fills `chosen`."""
    out = out_before(db, certificates)
    if db.value(_SENT) is None:
        return Earlier(out, {})
    sent = Counter(batch for batch, certificate in db.rows(_SENT_LINES) if certificate not in out)
    return Earlier(out, dict(sorted(sent.items())))


def _files_since(db: Snapshot) -> int:
    return int((db.now - _FILES_WAIT).timestamp() * 1000)


def _as_batch(row: AnyRow) -> Batch:
    settings, state = PressSettings.from_json(row.settings), BatchState(row.state)
    return Batch(*row)._replace(settings=settings, state=state, waits=bool(row.waits))
