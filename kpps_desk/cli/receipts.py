"""`receipts`: transport money of one session: rates, lines, payment, paper.

What a newcomer gets wrong: paying to see what happens. What is paid stands; without --pay nothing is.
"""

import argparse

from kpps_desk import app, words
from kpps_desk.cli import output, scope
from kpps_desk.operations import receipt_papers, receipts
from kpps_desk.problems import Refused
from kpps_desk.queries import receipts as questions
from kpps_desk.queries import sessions
from kpps_desk.queries.receipts import ReceiptLine, Totals

_HEADS = ("Daftar", "No.", "Nama", "TPS", "Jabatan", "Jumlah", "Dibayar", "Keterangan")


def run(args: argparse.Namespace) -> None:
    """Set rates, make, pay, print: what is asked for, in this order; then show the lines."""
    with scope.opened(args, read_only=not (args.rates or args.make or args.pay)) as workspace:
        _set_rates(workspace, args)
        if args.make:
            with workspace.database.write(f"Susun tanda terima transpor, sesi {args.session}", by=workspace.by) as tx:
                receipts.make(tx, args.session)
        if args.pay:
            with workspace.database.write(f"Bayar transpor, sesi {args.session}", by=workspace.by) as tx:
                receipts.pay(tx, args.session)
        if args.out is not None:
            with output.Bar() as bar:
                receipt_papers.print_receipts(workspace.database, args.session, args.out, bar, size=args.size)
        with workspace.database.read() as db:
            sessions.kind_of(db, args.session)
            lines, totals = questions.lines(db, args.session), questions.totals(db, args.session)
    _show(args, lines, totals)


def _set_rates(workspace: app.Workspace, args: argparse.Namespace) -> None:
    wanted = {name.strip().casefold(): amount for name, _, amount in (text.partition("=") for text in args.rates)}
    if not wanted:
        return
    with workspace.database.write("Tetapkan tarif transpor", by=workspace.by) as tx:
        kind = sessions.kind_of(tx, args.session)
        for rate in questions.rates(tx, kind):
            amount = wanted.pop(rate.role.casefold(), None)
            if amount is not None:
                receipts.set_rate(tx, kind, rate.role_id, receipts.parse_amount(amount), version=rate.version)
        if wanted:
            roles = ", ".join(rate.role for rate in questions.rates(tx, kind))
            raise Refused(f"Jabatan {', '.join(wanted)} tidak dikenal.", f"Pilihan: {roles}.")


def _show(args: argparse.Namespace, lines: list[ReceiptLine], totals: Totals) -> None:
    if args.json:
        told = [{**line._asdict(), "tps": line.tps} for line in lines]
        output.as_json({"session": args.session, **totals._asdict(), "total": totals.whole, "lines": told})
        return
    shown = [
        (
            line.series, line.number, line.name, line.tps, line.role, words.rupiah(line.amount),
            words.moment(line.paid_at) if line.paid_at else "belum", receipt_papers.note(line),
        )
        for line in lines
    ]  # fmt: skip
    output.table(_HEADS, shown, right=(0, 1, 5))
    print(
        f"{words.number(totals.present)} hadir, {words.number(totals.waiting)} belum punya tanda terima. "
        f"Belum dibayar {words.rupiah(totals.due)}, sudah dibayar {words.rupiah(totals.paid)}, "
        f"seluruhnya {words.rupiah(totals.whole)}."
    )
