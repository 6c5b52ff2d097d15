"""Commands about a whole file: new, check."""

import argparse

from kpps_desk import app, words
from kpps_desk.cli import output, scope
from kpps_desk.operations import checking
from kpps_desk.problems import Refused
from kpps_desk.queries import readiness


def new(args: argparse.Namespace) -> None:
    """Areas, stations and empty seats."""
    with app.new_workspace(args.workspace, args.by, only=args.area) as workspace, workspace.database.read() as db:
        total = readiness.total(readiness.by_level(db, "kabkota"))
    seats = {"stations": total.stations, "kpps_seats": total.kpps.seats, "officer_seats": total.officers.seats}
    if args.json:
        output.as_json({"workspace": str(args.workspace), **seats})
        return
    print(f"Berkas kerja dibuat: {args.workspace}")
    output.table(("TPS", "Kursi KPPS", "Kursi petugas ketertiban"), [tuple(seats.values())], right=(0, 1, 2))


def check(args: argparse.Namespace) -> None:
    """Every invariant; a Problem after the list when one doesn't hold."""
    with scope.opened(args, read_only=True) as workspace, output.Bar() as bar:
        faults = checking.check(workspace.database, bar)
    if args.json:
        output.as_json({"faults": faults})
    else:
        print("\n".join(faults) if faults else "Tidak ada yang salah: seluruh isi berkas kerja sesuai aturan.")
    if faults:
        raise Refused(f"Pemeriksaan menemukan {words.number(len(faults))} hal yang tidak sesuai.")
