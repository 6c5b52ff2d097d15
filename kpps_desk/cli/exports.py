"""`export`: lists going out, with NIKs masked unless a reason is given, which stays in the journal; public keys."""

import argparse

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.operations import exporting, keys


def export(args: argparse.Namespace) -> None:
    """NIKs are masked unless a reason is given, which is kept in the journal."""
    if args.what == "keys":
        _keys(args)
        return
    with scope.opened(args, read_only=not args.full) as workspace, output.Bar() as bar:
        with workspace.database.read() as db:
            area = scope.area(db, args.area)
        rows = exporting.run(
            workspace.database,
            args.what,
            args.out,
            by=workspace.by,
            area=area,
            full=args.full,
            reason=args.reason.strip(),
            progress=bar,
        )
    if args.json:
        output.as_json({"file": str(args.out), "rows": rows})
    else:
        print(f"{args.out}: {words.number(rows)} baris.")


def _keys(args: argparse.Namespace) -> None:
    """What another office needs to check this one's certificates; nothing secret is in it."""
    with scope.opened(args, read_only=True) as workspace:
        count = keys.export(workspace.database, args.out)
    if args.json:
        output.as_json({"file": str(args.out), "rows": count})
    else:
        print(f"{args.out}: {words.number(count)} kunci umum, untuk `kpps-desk verify --keys`.")
