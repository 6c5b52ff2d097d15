"""`revocations`: signed lists of numbers out of force."""

import argparse

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.exchange import revocations as files
from kpps_desk.operations import revocations

_HEADS = ("Kunci", "Kantor", "Per", "Dicabut", "Diganti", "Asal")


def make(args: argparse.Namespace) -> None:
    """Ours, to a file and on paper."""
    with scope.opened(args) as workspace:
        made = revocations.make(workspace.database, args.out, by=workspace.by, sheet=args.sheet, size=args.size)
    if args.json:
        output.as_json(made._asdict())
        return
    print(
        f"Daftar cabut {made.keys} kunci ditulis: {made.path} ({words.number(made.revoked)} dicabut, "
        f"{words.number(made.replaced)} diganti)."
    )
    if args.sheet:
        print(f"{made.pages} halaman di {args.sheet}.")


def take(args: argparse.Namespace) -> None:
    """Other offices'."""
    with scope.opened(args) as workspace, workspace.database.write("Terima daftar cabut", by=workspace.by) as tx:
        taken = revocations.take(tx, args.file)
    if args.json:
        done = [{"key": one.about, "day": one.day, "numbers": len(one.numbers)} for one in taken.done]
        output.as_json({"taken": done, "refused": taken.refused})
        return
    for one in taken.done:
        print(f"Daftar kunci {one.about} per {one.day} diterima: {words.number(len(one.numbers))} nomor.")
    for why in taken.refused.values():
        print(why)


def show(args: argparse.Namespace) -> None:
    """Those that were made and taken in, the newest first."""
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        rows = [(row, files.read_lists(row.content)[0]) for row in revocations.lists(db)]
    if args.json:
        output.as_json(
            {"lists": [{"key": one.about, "office": one.office, "day": one.day, "own": row.own, "revoked": one.revoked,
                        "replaced": one.replaced} for row, one in rows]}
        )  # fmt: skip
        return
    lines = [
        (
            one.about,
            one.office,
            words.short_date(row.made_on),
            one.revoked,
            one.replaced,
            "sendiri" if row.own else "lain",
        )
        for row, one in rows
    ]
    output.table(_HEADS, lines, right=(3, 4))
