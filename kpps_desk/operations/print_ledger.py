"""The ledger of print batches: begin one, say what came out, say where it jammed, go on from there.

What a newcomer gets wrong: taking what was sent, or saved, for what came out. A batch is begun before its first page is
drawn, so that one which the machine took down with it is still in the ledger, unanswered; and a file is no paper yet.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import Literal

from kpps_desk.domain.press import PressSettings
from kpps_desk.problems import Refused
from kpps_desk.queries import print_ledger as questions
from kpps_desk.queries.print_ledger import Batch, BatchState
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

# A position in the batch (137, '#137'), or a certificate's number, whole or its running part ('0137').
Number = int | str
_AT_ONCE = 5_000  # lines that are written at once


def begin(
    tx: Transaction,
    certificates: Iterable[int],
    *,
    target: str,
    printer: bool,
    settings: PressSettings,
    title: str,
) -> int:
    """Enter a batch of these certificates in this order; its id. Which of them are SALINAN is settled here."""
    chosen = array("q", certificates)
    if not chosen:
        raise Refused("Belum ada sertifikat yang dapat dicetak.", "Terbitkan sertifikat dahulu.")
    before = questions.out_before(tx, chosen) if settings.copies == "otomatis" else set()
    record = {
        "title": title,
        "target": target,
        "printer": printer,
        "sorting": settings.sorting,
        "settings": settings.to_json(),
        "total": len(chosen),
        "out": 0,
        "state": BatchState.SENT.value,
        "started_at": tx.now_ms,
        "started_by": tx.by,
    }
    batch = tx.keep_new(schema.print_batch, [record])[0]  # paper that was sent can't be taken back: no entry to undo
    everything = settings.copies == "semua"
    for start in range(0, len(chosen), _AT_ONCE):
        rows = [
            {"batch_id": batch, "position": position, "certificate_id": one, "copy": everything or one in before}
            for position, one in enumerate(chosen[start : start + _AT_ONCE], start + 1)
        ]
        tx.keep_new(schema.print_line, rows)
    return batch


def in_files(tx: Transaction, batch: int, kept: Sequence[range]) -> Batch:
    """Only these places of the batch (from 0) lie in files that were finished; the others are no part of it.

    What comes out of a printer is still to be said. A batch of which no file was finished is over.
    """
    known = questions.batch(tx, batch)
    total = sum(map(len, kept))
    if not total:
        tx.keep_many(schema.print_batch, [{"id": batch, "state": BatchState.CANCELLED.value}])
    elif total < known.total:
        lines = questions.line_ids(tx, batch)
        whole = [lines[place] for places in kept for place in places]
        tx.clear_many(schema.print_line, sorted(set(lines).difference(whole)))
        tx.renumber_many(schema.print_line, [{"id": line, "position": at} for at, line in enumerate(whole, 1)])
        tx.keep_many(schema.print_batch, [{"id": batch, "total": total}])
    return questions.batch(tx, batch)


def came_out(
    tx: Transaction, batch: int, upto: Number | Literal["semua"] = "semua", version: int | None = None
) -> Batch:
    """The batch came out, whole or up to and with this one. Conflict where somebody else has said so meanwhile."""
    known = questions.batch(tx, batch)
    out = known.total if upto == "semua" else position_of(tx, known, upto)
    state = BatchState.OUT if out == known.total else BatchState.JAMMED
    return _say(tx, known, out, state, version)


def jam(tx: Transaction, batch: int, at_number: Number, version: int | None = None) -> Batch:
    """The batch stopped at this one, which did not come out well; all before it did."""
    known = questions.batch(tx, batch)
    return _say(tx, known, position_of(tx, known, at_number) - 1, BatchState.JAMMED, version)


def cancel(tx: Transaction, batch: int, out: int = 0, version: int | None = None) -> Batch:
    """Nobody goes on with the batch: not printed at all, or stopped for good after `out` certificates."""
    return _say(tx, questions.batch(tx, batch), out, BatchState.CANCELLED, version)


def resume(db: Snapshot, batch: int, number: Number | None = None) -> "array[int]":
    """The certificates from this one on (None: behind the last that came out), in the order of the batch."""
    known = questions.batch(db, batch)
    position = known.out + 1 if number is None else position_of(db, known, number)
    if position > known.total:
        raise Refused(f"Semua {known.total} sertifikat cetakan no. {batch} sudah keluar.")
    return questions.from_position(db, batch, position)


def position_of(db: Snapshot, batch: Batch, number: Number) -> int:
    """Where in the batch this certificate stands; Refused if it isn't there, or if the number means several."""
    if isinstance(number, str) and number.startswith("#") and number[1:].isdecimal():
        number = int(number[1:])
    if isinstance(number, int):
        if not 1 <= number <= batch.total:
            raise Refused(f"Cetakan no. {batch.id} memuat urutan 1 sampai {batch.total}.")
        return number
    found = questions.positions(db, batch.id, number.strip())
    if not found:
        raise Refused(
            f"Tidak ada sertifikat no. {number.strip()} dalam cetakan no. {batch.id}.",
            "Ketik nomor yang tertera pada sertifikat, atau sebut urutannya dalam cetakan.",
        )
    if len(found) > 1:
        listed = ", ".join(whole for _, whole in found[:3])
        raise Refused(f"No. {number.strip()} dapat berarti {listed}.", "Ketik nomornya lengkap.")
    return found[0][0]


def _say(tx: Transaction, batch: Batch, out: int, state: BatchState, version: int | None) -> Batch:
    tx.update(schema.print_batch, batch.id, {"out": out, "state": state.value}, version=version)
    return questions.batch(tx, batch.id)
