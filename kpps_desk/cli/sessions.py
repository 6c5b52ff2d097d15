"""`sessions`, `sessions plan` and `attend`: which crews meet when, and who came."""

import argparse
from collections.abc import Iterable

from kpps_desk import app, words
from kpps_desk.cli import output, scope
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.exchange import marks
from kpps_desk.operations import attendance
from kpps_desk.operations.sessions import PlanRequest
from kpps_desk.operations.sessions import plan as plan_sessions
from kpps_desk.problems import Gone
from kpps_desk.queries import attendance as sought
from kpps_desk.queries import sessions
from kpps_desk.queries.sessions import Counts, SessionRow
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

_HEADS = ("Sesi", "Jenis", "Tanggal", "Jam", "Kelurahan", "Tempat", "TPS", "Diundang", "Hadir", "Belum dicatat")
_TRAINING_CAPACITY = 60  # 50-60 people a session is the printed practice


def show(args: argparse.Namespace) -> None:
    """The sessions of an area in order of time."""
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        rows = sessions.listing(db, scope.area(db, args.area))
    if args.json:
        output.as_json({"sessions": [{**row._asdict(), "counts": row.counts._asdict()} for row in rows]})
        return
    output.table(_HEADS, [_line(row) for row in rows], right=(0, 6, 7, 8, 9))


def _line(row: SessionRow) -> tuple[object, ...]:
    return (
        row.id,
        words.session_kind(row.kind),
        words.short_date(row.day),
        f"{row.starts}-{row.ends}",
        row.area,
        row.venue,
        row.crews,
        row.counts.expected,
        row.counts.present,
        row.counts.unrecorded,
    )


def plan(args: argparse.Namespace) -> None:
    """Sessions of whole crews for every kelurahan of the area."""
    kind = SessionKind(args.kind)
    limit = _TRAINING_CAPACITY if kind is SessionKind.TRAINING else 0
    with scope.opened(args) as workspace:
        with workspace.database.read() as db:
            area = scope.area(db, args.area)
        request = PlanRequest(
            kind,
            area,
            days=tuple(args.days),
            times=tuple(args.times),
            rooms=tuple(args.rooms),
            capacity=limit if args.capacity is None else args.capacity,
        )
        with workspace.database.write(f"Susun sesi {words.session_kind(kind)}", by=workspace.by) as tx:
            made = plan_sessions(tx, request)
    if args.json:
        output.as_json({"sessions": made})
    elif made:
        print(f"{words.number(len(made))} sesi {words.session_kind(kind)} disusun: nomor {made[0]} sampai {made[-1]}.")
    else:
        print("Semua regu di wilayah ini sudah mempunyai sesi.")


def attend(args: argparse.Namespace) -> None:
    """Record a session's attendance; a repeat keeps the first time and changes nothing."""
    with scope.opened(args) as workspace:
        counts = _marked(workspace, args)
    if args.json:
        output.as_json({"session": args.session, **counts._asdict()})
        return
    output.table(
        ("Sesi", "Diundang", "Hadir", "Izin", "Sakit", "Tanpa keterangan", "Belum dicatat", "Di luar daftar"),
        [(args.session, *counts)],
        right=range(8),
    )


def _marked(workspace: app.Workspace, args: argparse.Namespace) -> Counts:
    read = marks.read(args.file) if args.file else []
    with workspace.database.read() as db:
        title = sessions.details(db, args.session).title
    with workspace.database.write(f"Catat kehadiran: {title}", by=workspace.by) as tx:
        if args.absent is not None:
            absent = sessions.with_numbers(sessions.roll(tx, args.session), args.absent)
            attendance.mark(tx, args.session, absent, Attendance.ABSENT, how="semua")
        if read:
            _mark_file(tx, args.session, read)
        else:
            attendance.mark_all_present(tx, args.session)
        return sessions.counts(tx, args.session)


def _mark_file(tx: Transaction, session: int, read: Iterable[marks.Mark]) -> None:
    by_status: dict[Attendance, list[int]] = {}
    for mark in read:
        by_status.setdefault(mark.status, []).append(_meant(tx, session, mark))
    for status, members in by_status.items():
        attendance.mark(tx, session, members, status, how="berkas")


def _meant(db: Snapshot, session: int, mark: marks.Mark) -> int:
    """The one person whom a row of the file names."""
    found = sought.find(db, session, mark.who)
    if len(found) != 1:
        many = "menyebut lebih dari satu orang" if found else "tidak ditemukan"
        raise Gone(f"Baris {mark.row}: orang ini {many} pada sesi {session}.", "Pakai NIK lengkap.")
    return found[0].member_id
