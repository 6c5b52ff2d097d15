"""`sheets`, and what `attend` does with paper: print lists to sign, read their scans, take typed rows, close.

What a newcomer gets wrong: writing what a scan seems to say. Without --confirm it is only shown, and rows that are
unsure have to be answered by somebody who looked.
"""

import argparse
from collections.abc import Sequence

from kpps_desk import words
from kpps_desk.cli import certificates, output, scope
from kpps_desk.domain.attendance import Attendance
from kpps_desk.exchange.sheet_reading import Verdict
from kpps_desk.operations import sheets
from kpps_desk.operations.attendance_lists import RejectedLine
from kpps_desk.operations.sheet_scans import PageReading
from kpps_desk.operations.sheets import Conflicting, Outcome
from kpps_desk.queries import sessions
from kpps_desk.store.transaction import Transaction


def make(args: argparse.Namespace) -> None:
    """Print the list of one session."""
    with scope.opened(args) as workspace, output.Bar() as bar:
        printed = sheets.print_sheets(
            workspace.database, args.session, args.out, size=args.size, by=workspace.by, progress=bar
        )
    if args.json:
        answer = {"file": str(printed.path), "pages": printed.pages, "people": printed.people, "again": printed.again}
        output.as_json({**answer, "flaws": [flaw._asdict() for flaw in printed.flaws]})
        return
    again = " Kodenya sama dengan cetakan sebelumnya." if printed.again else ""
    pages, people = words.number(printed.pages), words.number(printed.people)
    print(f"{printed.path}: {pages} lembar, {people} orang.{again}")
    certificates.print_flaws(printed.flaws)


def typed(tx: Transaction, args: argparse.Namespace) -> list[RejectedLine]:
    """Rows of the paper list; what contradicts a mark is left as it was, and told."""
    absent = args.absent is not None
    outcome = sheets.mark_rows(tx, args.session, args.absent if absent else args.present, absent=absent)
    return [RejectedLine(one.number, _contradicts(one)) for one in outcome.conflicts]


def _contradicts(one: Conflicting) -> str:
    sheet = "bertanda tangan" if one.signed else "kosong"
    return f"di lembar {sheet}, sudah dicatat {words.attendance(one.status).lower()} oleh {one.marked_by}"


def close(args: argparse.Namespace) -> None:
    """Close the session, if as many signatures were counted as people are marked present."""
    with scope.opened(args) as workspace:
        with workspace.database.read() as db:
            title = sessions.details(db, args.session).title
        with workspace.database.write(f"Tutup sesi: {title}", by=workspace.by) as tx:
            sheets.close(tx, args.session, args.close)
            counts = sessions.counts(tx, args.session)
    if args.json:
        output.as_json({"session": args.session, "closed": True, **counts._asdict()})
    else:
        print(f"Sesi {args.session} ditutup: {words.number(counts.present)} orang hadir.")


def scan(args: argparse.Namespace) -> None:
    """Read scans; with --confirm their marks are written."""
    with scope.opened(args) as workspace:
        with output.Bar() as bar:
            read = sheets.read_scans(workspace.database, args.scan, bar, session=args.session)
        answers = {**dict.fromkeys(args.signed, True), **dict.fromkeys(args.empty, False)}
        read = [
            page.answered(
                {row.number: answers[row.number] for row in page.rows if _asked(row.verdict, row.number, answers)}
            )
            for page in read
        ]
        if args.confirm:
            with workspace.database.read() as db:
                title = sessions.details(db, args.session).title
            with workspace.database.write(f"Tandai dari lembar: {title}", by=workspace.by) as tx:
                outcome = sheets.confirm(tx, args.session, read)
        else:
            with workspace.database.read() as db:
                outcome = sheets.outlook(db, args.session, read)
    if args.json:
        output.as_json({"confirmed": args.confirm, "pages": [_page(page) for page in read], **_told(outcome)})
    else:
        _print(read, outcome, confirmed=args.confirm)


def _asked(verdict: Verdict, number: int, answers: dict[int, bool]) -> bool:
    return verdict is Verdict.UNSURE and number in answers


def _page(page: PageReading) -> dict[str, object]:
    return {
        "file": page.file_name,
        "page": page.number,
        "sheet": page.sheet.page if page.sheet else None,
        "trouble": page.trouble,
        "notes": list(page.notes),
        **{verdict.value: [row.number for row in page.rows if row.verdict is verdict] for verdict in Verdict},
    }


def _told(outcome: Outcome) -> dict[str, object]:
    return {
        "present": len(outcome.present),
        "absent": len(outcome.absent),
        "repeated": len(outcome.repeated),
        "signatures": outcome.signatures,
        "walk_ins": outcome.walk_ins,
        "conflicts": [{"row": one.number, "member": one.member, "signed": one.signed} for one in outcome.conflicts],
        "refused": outcome.refused,
    }


def _print(read: Sequence[PageReading], outcome: Outcome, *, confirmed: bool) -> None:
    heads = ("Berkas", "Halaman", "Lembar", "Bertanda", "Kosong", "Ragu", "Keterangan")
    output.table(heads, [_line(page) for page in read], right=range(1, 6))
    unsure = [row.number for page in read for row in page.rows if row.verdict is Verdict.UNSURE]
    if unsure:
        print(f"Ragu, lihat sendiri lalu sebutkan dengan --signed atau --empty: baris {', '.join(map(str, unsure))}.")
    what = "Dicatat" if confirmed else "Akan dicatat dengan --confirm"
    present, absent = words.number(len(outcome.present)), words.number(len(outcome.absent))
    gone = words.attendance(Attendance.ABSENT).lower()
    print(f"{what}: {present} hadir, {absent} {gone}; {words.number(len(outcome.repeated))} sudah tercatat.")
    for one in outcome.conflicts:
        print(f"Baris {one.number} bertentangan dan tidak diubah: {_contradicts(one)}.")
    if outcome.walk_ins:
        print(f"Tanda tangan di baris kosong {', '.join(map(str, outcome.walk_ins))}: catat orangnya di Kehadiran.")
    for member, reason in outcome.refused.items():
        print(f"Anggota no. {member} tidak dicatat: {reason}")


def _line(page: PageReading) -> tuple[object, ...]:
    sheet = f"{page.sheet.page}/{page.sheet.pages}" if page.sheet else "–"
    counts = (page.count(verdict) for verdict in (Verdict.SIGNED, Verdict.EMPTY, Verdict.UNSURE))
    return (page.file_name, page.number, sheet, *counts, page.trouble or " ".join(page.notes))
