"""`print`: the ledger of print batches, and printing to files.

What a newcomer gets wrong: printing the rest of a jammed batch without saying where it jammed. Then nothing would tell
which of them came out.
"""

import argparse
from collections.abc import Callable

from kpps_desk import app, words
from kpps_desk.cli import output, scope
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.press import PressSettings
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import press_trials, print_ledger, printing
from kpps_desk.operations.printing import PrintResult
from kpps_desk.problems import Gone
from kpps_desk.queries import certificates as questions
from kpps_desk.queries import print_ledger as ledger
from kpps_desk.queries.print_ledger import Batch, BatchState
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

_LINES = 20  # of a batch that are shown; --json has all
_STATES = {
    BatchState.SENT: "belum dipastikan",
    BatchState.JAMMED: "macet",
    BatchState.OUT: "keluar",
    BatchState.CANCELLED: "dihentikan",
}


def run(args: argparse.Namespace) -> None:
    """The one thing that the options ask for; without any, the list or one batch."""
    if args.calibration or args.test:
        _trial(args)
    elif args.history is not None:
        _history(args)
    elif not args.batch and args.out is None:
        _list(args)
    elif not args.batch:
        with scope.opened(args) as workspace:
            _told(args, _print(args, workspace))
    elif args.resume is not None:
        _resume(args)
    elif args.confirm is not None or args.jam is not None or args.cancel:
        _say(args)
    else:
        _show(args)


def settings_of(args: argparse.Namespace) -> PressSettings:
    return PressSettings(
        split=args.split,
        zipped=args.zip,
        up=args.up,
        duplex=args.duplex,
        sorting=args.sort,
        size=args.size,
        dx=args.dx,
        dy=args.dy,
        copies=args.copies,
    )


def _print(args: argparse.Namespace, workspace: app.Workspace) -> PrintResult:
    with workspace.database.read() as db:
        area = scope.area(db, args.area)
    with output.Bar() as bar:
        return printing.print_certificates(
            workspace.database,
            args.out,
            area=area,
            session=args.session,
            kind=Kind(args.kind),
            by=workspace.by,
            settings=settings_of(args),
            progress=bar,
        )


def _resume(args: argparse.Namespace) -> None:
    """The rest as a batch of its own; the one that jammed keeps what came out."""
    with scope.opened(args) as workspace:
        with workspace.database.read() as db:
            before = ledger.batch(db, args.batch[0])
            rest = print_ledger.resume(db, before.id, args.resume or None)
        if args.resume:
            with workspace.database.write(f"Cetakan no. {before.id} macet", by=workspace.by) as tx:
                before = print_ledger.jam(tx, before.id, args.resume, before.version)
        with output.Bar() as bar:
            made = printing.print_certificates(
                workspace.database,
                args.out,
                certificates=rest,
                by=workspace.by,
                settings=before.settings.in_one_file(),
                title=before.title,
                follows=before.id,
                progress=bar,
            )
    _told(args, made)


def _told(args: argparse.Namespace, made: PrintResult) -> None:
    if args.json:
        told = {name: [each._asdict() for each in getattr(made, name)] for name in ("flaws", "unwritten")}
        output.as_json({**made._asdict(), **told, "unanswered": dict(made.unanswered)})
        return
    copies = f", {words.number(made.copies)} di antaranya SALINAN" if made.copies else ""
    print(f"Cetakan no. {made.batch}: {words.number(made.certificates)} sertifikat{copies}.")
    print(f"{words.number(made.pages)} halaman dalam {words.number(len(made.files))} berkas di {made.path}.")
    if made.unanswered:
        print(words.unanswered(made.unanswered))
    print(f"Sesudah dicetak, pastikan yang keluar: kpps-desk print {args.workspace} {made.batch} --confirm.")
    for file in made.unwritten:
        print(f"  {file.what}")
    for flaw in made.flaws[:_LINES]:
        print(f"  Periksa {flaw.number}, {flaw.name}: {flaw.what}")
    if len(made.flaws) > _LINES:
        print(f"  dan {words.number(len(made.flaws) - _LINES)} lainnya.")


def _say(args: argparse.Namespace) -> None:
    """About each of the batches, all of them or none."""
    with scope.opened(args) as workspace:
        title = f"Cetakan no. {', '.join(map(str, args.batch))}"
        with workspace.database.write(title, by=workspace.by) as tx:
            told = [_said(tx, args, ledger.batch(tx, batch)) for batch in args.batch]
    if args.json:
        output.as_json(_plain(told[0]) if len(told) == 1 else {"batches": [_plain(now) for now in told]})
        return
    for now in told:
        out = f"{words.number(now.out)} dari {words.number(now.total)} keluar"
        print(f"Cetakan no. {now.id}: {out}, {_state(now)}.")


def _said(tx: Transaction, args: argparse.Namespace, known: Batch) -> Batch:
    if args.cancel:
        return print_ledger.cancel(tx, known.id, known.out, known.version)
    if args.jam is not None:
        return print_ledger.jam(tx, known.id, args.jam, known.version)
    return print_ledger.came_out(tx, known.id, args.confirm or "semua", known.version)


def _list(args: argparse.Namespace) -> None:
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        batches = ledger.batches(db)
    if args.json:
        output.as_json({"batches": [_plain(batch) for batch in batches]})
        return
    if not batches:
        print("Belum ada cetakan.")
        return
    rows = [(one.id, words.moment(one.started_at), one.started_by, *_state_of(one)) for one in batches]
    heads = ("No.", "Waktu", "Oleh", "Isi", "Tujuan", "Jumlah", "Keluar", "Keadaan")
    output.table(heads, rows, right=(0, 5, 6))
    if any(batch.waits for batch in batches):
        print(
            "\nPastikan yang keluar dengan --confirm (boleh beberapa nomor cetakan), sebutkan di mana macetnya dengan"
        )
        print("--jam NOMOR, atau katakan tidak jadi dicetak dengan --cancel.")


def _show(args: argparse.Namespace) -> None:
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        batch = ledger.batch(db, args.batch[0])
        lines = ledger.lines(db, batch.id, limit=-1 if args.json else _LINES)
    if args.json:
        output.as_json({**_plain(batch), "lines": [line._asdict() for line in lines]})
        return
    print(f"{batch.title}, {words.moment(batch.started_at)}, ke {_target(batch)}")
    print(f"{words.number(batch.out)} dari {words.number(batch.total)} keluar, {_state(batch)}.")
    rows = [
        (line.position, line.number, line.name, "SALINAN" if line.copy else "", "keluar" if line.out else "belum")
        for line in lines
    ]
    output.table(("No.", "Nomor", "Nama", "", "Keadaan"), rows, right=(0,))
    if batch.total > len(lines):
        print(f"dan {words.number(batch.total - len(lines))} lainnya.")


def _history(args: argparse.Namespace) -> None:
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        found = questions.by_number(db, args.history)
        if found is None:
            raise Gone(f"Tidak ada sertifikat bernomor {args.history}.")
        times = ledger.printed(db, found[0].id)
    if args.json:
        output.as_json({"number": args.history, "times": [each._asdict() for each in times]})
        return
    if not times:
        print("Sertifikat ini belum pernah dicetak.")
    for each in times:
        copy = ", SALINAN" if each.copy else ""
        state = "keluar" if each.out else f"belum keluar ({_STATES[each.state]})"
        print(f"{words.moment(each.at)}  {each.by}  cetakan no. {each.batch_id} ke {each.target}: {state}{copy}")


def _trial(args: argparse.Namespace) -> None:
    out = args.calibration or args.test
    check_ending(out, ".pdf")
    kind, settings = Kind(args.kind), settings_of(args)

    def make(db: Snapshot) -> bytes:
        if args.calibration:
            return press_trials.calibration_page(db, kind, settings, args.printer)
        return press_trials.test_page(db, kind, settings)

    _one_page(args, make)
    if args.json:
        output.as_json({"file": str(out)})
        return
    print(f"{'Halaman kalibrasi' if args.calibration else 'Halaman uji'} ditulis: {out}")


def _one_page(args: argparse.Namespace, make: Callable[[Snapshot], bytes]) -> None:
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        content = make(db)
    with whole_file(args.calibration or args.test) as file:
        file.write(content)


def _state_of(batch: Batch) -> tuple[str, str, int, int, str]:
    return batch.title, _target(batch), batch.total, batch.out, _state(batch)


def _state(batch: Batch) -> str:
    nothing = batch.state is BatchState.CANCELLED and not batch.out
    return "tidak dicetak" if nothing else _STATES[batch.state]


def _target(batch: Batch) -> str:
    return batch.target if batch.printer else f"berkas {batch.target}"


def _plain(batch: Batch) -> dict[str, object]:
    return {**batch._asdict(), "state": batch.state.value, "settings": batch.settings.to_json()}
