"""`invitations` and `uncalled`: call people to their sessions, and tell who has none.

What a newcomer gets wrong: expecting `invitations` to send something. It writes PDFs, or a list for whoever sends.
"""

import argparse

from kpps_desk import app, words
from kpps_desk.cli import certificates, output, scope
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import broadcasting, call_lists
from kpps_desk.operations import calling as printing
from kpps_desk.operations.calling import Style
from kpps_desk.queries.uncalled import UncalledFilter

_HEADS = ("No.", "Kelurahan", "TPS", "Kursi", "Nama", "Jabatan", "Telepon", "Perlu sesi")


def invite(args: argparse.Namespace) -> None:
    """Invitations to a PDF or a folder of them, or messages to a table."""
    table = args.out.suffix.lower() in (".xlsx", ".csv")
    with scope.opened(args, read_only=not table) as workspace, output.Bar() as bar:
        (_broadcast if table else _print)(workspace, args, bar)


def _print(workspace: app.Workspace, args: argparse.Namespace, bar: output.Bar) -> None:
    style = Style(crews=args.crews, on_sheet=2 if args.two else 1, size=args.size)
    if args.session is not None:
        made = printing.print_session(workspace.database, args.session, args.out, style, bar)
    else:
        made = printing.print_area(workspace.database, _area(workspace, args), args.out, style, bar, kind=_kind(args))
    if args.json:
        told = {**made._asdict(), "path": str(made.path), "flaws": [flaw._asdict() for flaw in made.flaws]}
        output.as_json(told)
        return
    letters, people = words.number(made.letters), words.number(made.people)
    files = f" dalam {words.number(made.files)} berkas" if made.files > 1 else ""
    print(f"{made.path}: {letters} undangan untuk {people} orang, {words.number(made.pages)} halaman{files}.")
    certificates.print_flaws(made.flaws)


def _broadcast(workspace: app.Workspace, args: argparse.Namespace, bar: output.Bar) -> None:
    made = broadcasting.broadcast(
        workspace.database,
        args.out,
        by=workspace.by,
        purpose=args.purpose,
        session=args.session,
        area="" if args.session is not None else _area(workspace, args),
        kind=_kind(args),
        progress=bar,
    )
    if args.json:
        output.as_json(made._asdict())
        return
    print(f"{made.path}: {words.number(made.people)} pesan. Program ini tidak mengirim apa pun.")
    if made.path_without is not None:
        print(f"{made.path_without}: {words.number(made.without)} orang tanpa nomor telepon.")


def uncalled(args: argparse.Namespace) -> None:
    """Who still needs an oath or a training and is called to none."""
    with scope.opened(args, read_only=args.out is None) as workspace, output.Bar() as bar:
        area = _area(workspace, args)
        if args.out is not None:
            made = call_lists.write(workspace.database, area, args.out, by=workspace.by, kind=_kind(args), progress=bar)
            if args.json:
                output.as_json({"file": str(made.path), "people": made.people, "pages": made.pages})
            else:
                print(f"{made.path}: {words.number(made.people)} orang.")
            return
        with workspace.database.read() as db:
            rows = list(call_lists.rows(db, UncalledFilter(area, _kind(args))))
    if args.json:
        output.as_json({"people": [{**row._asdict(), "tps": row.tps, "seat": row.seat} for row in rows]})
        return
    lines = [
        (number, row.kelurahan, row.tps, row.seat, row.name, row.role, row.phone, row.lacks)
        for number, row in enumerate(rows, 1)
    ]
    output.table(_HEADS, lines, right=(0,))


def _area(workspace: app.Workspace, args: argparse.Namespace) -> str:
    with workspace.database.read() as db:
        return scope.area(db, args.area)


def _kind(args: argparse.Namespace) -> SessionKind | None:
    return SessionKind(args.kind) if args.kind else None
