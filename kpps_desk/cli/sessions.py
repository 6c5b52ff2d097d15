"""`sessions`, `sessions plan` and `attend`: which crews meet when, and who came."""

import argparse

from kpps_desk import app, words
from kpps_desk.cli import door, output, scope, sheets
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.planning import Request
from kpps_desk.exchange import marks
from kpps_desk.operations import attendance, attendance_lists, planning
from kpps_desk.operations.attendance_lists import MarkLine, RejectedLine
from kpps_desk.queries import plans, sessions
from kpps_desk.queries.sessions import Counts, SessionRow

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
        request = Request(
            kind,
            area,
            days=args.days,
            times=args.times,
            rooms=tuple(args.rooms),
            topics=tuple(args.topics),
            capacity=limit if args.capacity is None else args.capacity,
            trainers=tuple(args.trainers),
            breaks=args.breaks,
            trainers_each=args.each,
        )
        if args.draft:
            _draft(args, workspace, request)
            return
        with workspace.database.write(f"Susun sesi {words.session_kind(kind)}", by=workspace.by) as tx:
            made = planning.plan(tx, request)
    if args.json:
        output.as_json({"sessions": made})
    elif made:
        print(f"{words.number(len(made))} sesi {words.session_kind(kind)} disusun: nomor {made[0]} sampai {made[-1]}.")
    else:
        print("Semua regu di wilayah ini sudah mempunyai sesi.")


def _draft(args: argparse.Namespace, workspace: app.Workspace, request: Request) -> None:
    """Keep the plan for the window's board; what it lacks is said."""
    with workspace.database.write(f"Susun rencana: {args.draft}", by=workspace.by) as tx:
        plan_id = planning.make(tx, args.draft, request)
        found = plans.details(tx, plan_id)
    short = words.shortages(found.shortages)
    if args.json:
        output.as_json({"plan": plan_id, "sessions": len(found.draft.sessions), "short": short})
        return
    print(f"Rencana {args.draft}: {words.number(len(found.draft.sessions))} sesi, disimpan sebagai rancangan.")
    for line in short:
        print(line)


def attend(args: argparse.Namespace) -> None:
    """Record a session's attendance; a repeat keeps the first time and changes nothing."""
    if args.scan_text is not None:
        door.scan(args)
        return
    if args.scan or args.close is not None:
        (sheets.scan if args.scan else sheets.close)(args)
        return
    with scope.opened(args) as workspace:
        counts, rejected = _record(workspace, args)
    if args.json:
        lines = [line._asdict() for line in rejected]
        output.as_json({"session": args.session, **counts._asdict(), "rejected": lines})
        return
    output.table(
        ("Sesi", "Diundang", "Hadir", "Izin", "Sakit", "Tanpa keterangan", "Belum dicatat", "Di luar daftar"),
        [(args.session, *counts)],
        right=range(8),
    )
    for line in rejected:
        print(f"Baris {line.line} tidak dicatat: {line.reason}")


def _record(workspace: app.Workspace, args: argparse.Namespace) -> tuple[Counts, list[RejectedLine]]:
    lines = [MarkLine(**row._asdict()) for row in marks.read(args.file)] if args.file else []
    with workspace.database.read() as db:
        title = sessions.details(db, args.session).title
    rejected: list[RejectedLine] = []
    with workspace.database.write(f"Catat kehadiran: {title}", by=workspace.by) as tx:
        if args.file:
            rejected = attendance_lists.mark_lines(tx, args.session, lines).rejected
        elif args.absent is not None or args.present is not None:
            rejected = sheets.typed(tx, args)
        else:
            attendance.mark_all_present(tx, args.session)
        return sessions.counts(tx, args.session), rejected
