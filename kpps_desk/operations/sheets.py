"""The paper loop: print sheets to sign, take typed rows or confirmed scans for marks, close when the count agrees.

What a newcomer gets wrong: trusting paper over what was marked otherwise. A row gives a mark to who has none; where a
mark says something else the two are shown as a conflict, and only who is named in `follow` takes the sheet's word.
"""

import base64
import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.documents import sign_in_sheet
from kpps_desk.documents.certificate import Flaw
from kpps_desk.documents.sign_in_sheet import pages_of
from kpps_desk.domain import sign_in_sheets
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.sign_in_sheets import BLANKS, Frozen, Line, SheetPage
from kpps_desk.exchange.sheet_reading import Verdict
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import attendance, closing
from kpps_desk.operations.closing import reopen
from kpps_desk.operations.sheet_scans import PageReading, read_scan, read_scans
from kpps_desk.problems import Gone, Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import sessions, sheets
from kpps_desk.queries.sheets import PrintedSheet, Signer
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

__all__ = [
    "Conflicting", "Outcome", "PageReading", "Printed", "close", "confirm", "mark_rows", "outlook", "print_sheets",
    "read_scan", "read_scans", "reopen",
]  # fmt: skip


# Printing ------------------------------------------------------------------------------------------------------------


class Printed(NamedTuple):
    """`again`: the same rows as an earlier print, so that its codes are printed once more."""

    pages: int
    people: int
    path: Path
    flaws: list[Flaw]
    again: bool


def print_sheets(
    database: Database, session_id: int, out: Path, *, size: str = "A4", by: str = "", progress: Progress = silent
) -> Printed:
    """The sheets of a session to one PDF; which row is whom stays in the file for good.

    Printed again with the same people, the sheets keep their codes. Where the crew changed new ones are made; those
    that were printed before can still be read.
    """
    check_ending(out, ".pdf")
    with database.read() as db:
        printed = _reprint(db, session_id, size)
    again = bool(printed)
    with whole_file(out) as file:
        if not printed:
            with database.write(f"Cetak daftar hadir sesi no. {session_id}", by=by or "KPPS Desk") as tx:
                _freeze(tx, session_id, size)
                tx.leave_entry()
        with database.read() as db:
            printed = sheets.newest(db, session_id, size)
            drawn = _drawn(db, session_id, printed, size)
        for done in sign_in_sheet.write(file, size, drawn, title="Daftar hadir"):
            progress(done, len(drawn), "Mencetak daftar hadir")
    people = sum(member is not None for sheet in printed for member in sheet.frozen.members)
    return Printed(len(drawn), people, out, [flaw for page in drawn for flaw in sign_in_sheet.flaws(page)], again)


def _listed(db: Snapshot, session_id: int) -> list[int]:
    sessions.kind_of(db, session_id)
    return [row.member_id for row in sessions.roll(db, session_id) if not row.walk_in]


def _reprint(db: Snapshot, session_id: int, size: str) -> list[PrintedSheet]:
    """The newest print on this paper, if it shows the same people in the same order."""
    printed = sheets.newest(db, session_id, size)
    shown = [member for sheet in printed for member in sheet.frozen.members if member is not None]
    return printed if printed and shown == _listed(db, session_id) else []


def _freeze(tx: Transaction, session_id: int, size: str) -> None:
    if size not in sign_in_sheets.PAPERS:
        raise Refused(f"Ukuran kertas {size} tidak dikenal.", "Gunakan A4 atau F4.")
    members: list[int | None] = [*_listed(tx, session_id)]
    batch = max((sheet.frozen.batch for sheet in sheets.of_session(tx, session_id)), default=0) + 1
    counts = sign_in_sheets.paginate(size, len(members) + BLANKS)
    members += [None] * BLANKS
    rows, at = [], 0
    for page, count in enumerate(counts, 1):
        layout = sign_in_sheets.lay_out(size, count, at + 1)
        frozen = Frozen(layout, tuple(members[at : at + count]), at + 1, batch)
        rows.append(
            {
                "session_id": session_id,
                "code": base64.b32encode(secrets.token_bytes(10)).decode(),
                "page": page,
                "pages": len(counts),
                "layout": sign_in_sheets.to_json(frozen),
                "printed_at": tx.now_ms,
            }
        )
        at += count
    tx.keep_new(schema.sheet, rows)


def _drawn(db: Snapshot, session_id: int, printed: Sequence[PrintedSheet], size: str) -> list[SheetPage]:
    """The pages with the names as they are today: a corrected one is printed corrected."""
    members = [member for sheet in printed for member in sheet.frozen.members if member is not None]
    known = sheets.signers(db, session_id, members)
    lines = [
        Line(known[member].name, known[member].tps, known[member].role) if member in known else Line("–", "", "")
        for member in members
    ]
    return list(pages_of(sheets.heading(db, session_id), size, lines, [sheet.code for sheet in printed]))


def printed_pages(db: Snapshot, session_id: int, size: str) -> list[SheetPage]:
    """The newest print of a session on this paper, as it would be printed again; nothing is written."""
    return _drawn(db, session_id, sheets.newest(db, session_id, size), size)


# Marks ---------------------------------------------------------------------------------------------------------------


class Conflicting(NamedTuple):
    """Somebody whose mark says otherwise than the sheet; the mark stays unless one follows the sheet."""

    member: int
    number: int
    name: str
    signed: bool
    status: Attendance
    marked_at: int | None
    marked_by: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whom the rows give a mark (or would), who has it already, conflicts, and what was refused.

    `signatures`: signed rows, those of blank lines (`walk_ins`: their numbers) included.
    """

    present: list[int] = field(default_factory=list)
    absent: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    conflicts: list[Conflicting] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    walk_ins: list[int] = field(default_factory=list)
    signatures: int = 0
    kept: int = 0  # scans that are new in the file


class _Row(NamedTuple):
    number: int
    member: int | None
    signed: bool


def outlook(db: Snapshot, session_id: int, judged: Iterable[PageReading], follow: Collection[int] = ()) -> Outcome:
    """What `confirm` would do now; nothing is written."""
    return _weigh(db, session_id, _rows(judged), follow)


def confirm(tx: Transaction, session_id: int, judged: Sequence[PageReading], follow: Collection[int] = ()) -> Outcome:
    """Write the marks of these pages and keep their scans, in one act. Every unsure row has its answer by now."""
    closing.refuse_closed(tx, session_id)
    read = [(reading, reading.sheet) for reading in judged if reading.sheet is not None]
    if any(sheet.session_id != session_id for _, sheet in read):
        raise Refused("Lembar ini milik sesi lain.", "Bacalah pada sesi yang tertulis di lembarnya.")
    if left := sum(row.verdict is Verdict.UNSURE for reading, _ in read for row in reading.rows):
        raise Refused(f"{words.number(left)} tanda tangan masih ragu.", "Putuskan dahulu: hadir atau kosong.")
    outcome = _write(tx, session_id, _rows(reading for reading, _ in read), follow, how="pindai")
    new = 0
    for reading, sheet in read:
        if sheets.known_scan(tx, reading.digest) is None:
            tx.keep_new(schema.scan, [_scan(tx, reading, sheet)])
            new += 1
    if new:
        tx.leave_entry()
    return replace(outcome, kept=new)


def mark_rows(
    tx: Transaction, session_id: int, numbers: Iterable[int], *, absent: bool = True, follow: Collection[int] = ()
) -> Outcome:
    """From typed row numbers of the newest print (of the roll, if none was printed): these were absent and the others
    present, or with `absent=False` the other way round."""
    named = set(numbers)
    places = _places(tx, session_id)
    if unknown := sorted(named - places.keys()):
        told = ", ".join(map(str, unknown[:8]))
        raise Gone(f"Nomor {told} tidak ada pada daftar hadir ini.", f"Nomornya 1 sampai {len(places)}.")
    if blank := sorted(number for number in named if places[number] is None):
        told = ", ".join(map(str, blank[:8]))
        raise Refused(f"Baris {told} adalah baris kosong.", "Catat orangnya di Kehadiran, dengan nama atau kodenya.")
    rows = [
        _Row(number, member, (number in named) is not absent) for number, member in places.items() if member is not None
    ]
    return _write(tx, session_id, rows, follow, how="lembar")


def _places(db: Snapshot, session_id: int) -> dict[int, int | None]:
    """Row number -> member (None: a blank line)."""
    printed = sheets.newest(db, session_id)
    if not printed:
        return dict(enumerate(_listed(db, session_id), 1))
    return {
        number: member for sheet in printed for number, member in enumerate(sheet.frozen.members, sheet.frozen.first)
    }


def _rows(judged: Iterable[PageReading]) -> list[_Row]:
    return [
        _Row(row.number, row.member, row.verdict is Verdict.SIGNED)
        for reading in judged
        for row in reading.rows
        if row.verdict is not Verdict.UNSURE
    ]


def _weigh(db: Snapshot, session_id: int, rows: Sequence[_Row], follow: Collection[int]) -> Outcome:
    known = sheets.signers(db, session_id, [row.member for row in rows if row.member is not None])
    outcome = Outcome(signatures=sum(row.signed for row in rows))
    for row in rows:
        if row.member is None:
            outcome.walk_ins.extend([row.number] if row.signed else [])
        elif (signer := known.get(row.member)) is not None:
            _sort(outcome, row, signer, follow)
    return outcome


def _sort(outcome: Outcome, row: _Row, signer: Signer, follow: Collection[int]) -> None:
    """Where one row belongs."""
    says = outcome.present if row.signed else outcome.absent
    if signer.status is Attendance.NOT_RECORDED:
        says.append(signer.member)
    elif (signer.status is Attendance.PRESENT) == row.signed:  # izin and sakit aren't contradicted by an empty cell
        outcome.repeated.append(signer.member)
    elif signer.member in follow:
        says.append(signer.member)
    else:
        told = Conflicting(
            signer.member, row.number, signer.name, row.signed, signer.status, signer.marked_at, signer.marked_by
        )
        outcome.conflicts.append(told)


def _write(tx: Transaction, session_id: int, rows: Sequence[_Row], follow: Collection[int], *, how: str) -> Outcome:
    closing.refuse_closed(tx, session_id)
    outcome = _weigh(tx, session_id, rows, follow)
    for members, status in ((outcome.present, Attendance.PRESENT), (outcome.absent, Attendance.ABSENT)):
        if members:
            result = attendance.mark(tx, session_id, members, status, how=how)
            outcome.refused.update(result.refused)
    return replace(
        outcome,
        present=[member for member in outcome.present if member not in outcome.refused],
        absent=[member for member in outcome.absent if member not in outcome.refused],
    )


def _scan(tx: Transaction, reading: PageReading, sheet: PrintedSheet) -> Mapping[str, object]:
    verdicts = {row.number: [row.verdict.value, row.said] for row in reading.rows}
    return {
        "sheet_id": sheet.id,
        "file_name": words.without_niks(reading.file_name),
        "file_hash": reading.digest,
        "content": reading.kept,
        "verdicts": json.dumps(verdicts),
        "taken_at": tx.now_ms,
        "taken_by": tx.by,
        "confirmed_at": tx.now_ms,
    }


# Closing -------------------------------------------------------------------------------------------------------------


def close(tx: Transaction, session_id: int, signatures: int) -> None:
    """The session is over: its marks stand. Refused where the signatures counted aren't as many as those present."""
    present = sessions.details(tx, session_id).counts.present
    if signatures != present:
        raise Refused(
            f"Tanda tangan yang dihitung {words.number(signatures)}, yang dicatat hadir {words.number(present)}.",
            "Hitung ulang lembarnya, atau perbaiki kehadirannya; sesi tidak dapat ditutup selama berbeda.",
        )
    closing.close(tx, session_id, signatures=signatures)
