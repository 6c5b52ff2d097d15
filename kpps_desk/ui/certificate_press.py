"""What printing does off the window's thread: to files, or to a printer with the ledger kept up.

What a newcomer gets wrong: losing the batch when the printer goes. It stands in the ledger before the first page, and
is said to have jammed behind the last page that was handed over.
"""

import tempfile
from array import array
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtPrintSupport import QPrinter

from kpps_desk.changes import Changes
from kpps_desk.domain.press import PressSettings
from kpps_desk.exchange.writing import whole_file
from kpps_desk.operations import print_ledger, printing
from kpps_desk.operations.printing import PrintResult
from kpps_desk.problems import Cancelled, Problem
from kpps_desk.queries import certificates, print_order
from kpps_desk.queries import print_ledger as ledger
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.printer import Stopped, both_sides, print_pages

TABLES = frozenset({"print_batch"})
_NAMELESS = "pencetak"  # a printer that prints into a file has no name


class Order(NamedTuple):
    """Which certificates are to be printed how; `follows`: the batch that this one goes on with."""

    certificates: "array[int]"
    settings: PressSettings
    title: str  # 'Kel. Gambir'
    by: str
    target: str  # the printer's name; '' for a file
    follows: int | None = None


class Sent(NamedTuple):
    """`batch` is its entry in the ledger; `stopped` says why the printer went.

    `unanswered`: how many lie in which earlier batch of which nobody said what came out.
    """

    batch: int
    certificates: int
    copies: int  # of them bear SALINAN
    flaws: list[str]
    path: Path | None
    stopped: Stopped | None
    changes: Changes
    unanswered: Mapping[int, int] = MappingProxyType({})


def to_file(database: Database, path: Path, order: Order, job: Job) -> Sent:
    """As PDF (or a folder, or a ZIP of them, as the settings say); the ledger learns of it there."""
    made = printing.print_certificates(
        database,
        path,
        certificates=order.certificates,
        by=order.by,
        settings=order.settings,
        title=order.title,
        follows=order.follows,
        progress=job,
    )
    return _sent(made, made.batch or 0, made.unanswered)._replace(path=made.path)


def to_printer(database: Database, make: Callable[[], QPrinter], order: Order, job: Job) -> Sent:
    """Every page on the printer that `make` gives; what is known of the batch afterwards is in the ledger."""
    batch, unanswered = _begin(database, make, order)
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = printing.draw_batch(database, batch, Path(folder) / "cetak.pdf", progress=job)
        except (Problem, Cancelled):  # nothing was sent
            with database.write(f"Cetakan no. {batch} dihentikan", by=order.by) as tx:
                print_ledger.cancel(tx, batch)
            raise
        try:
            print_pages(made.path, both_sides(make(), order.settings.duplex), job)
        except Stopped as gone:
            done = _handed_over(gone.done, order)
            with database.write(f"Cetakan no. {batch} macet", by=order.by) as tx:
                print_ledger.jam(tx, batch, done + 1)
            return Sent(batch, done, 0, [], None, gone, Changes(TABLES))
    return _sent(made, batch, unanswered)


def _sent(made: PrintResult, batch: int, unanswered: Mapping[int, int]) -> Sent:
    return Sent(batch, made.certificates, made.copies, _flaws(made), None, None, Changes(TABLES), unanswered)


def single(
    database: Database, make: Callable[[Snapshot], bytes], to: Path | None, printer: Callable[[], QPrinter], job: Job
) -> None:
    """A page that isn't in the ledger, into a file or onto a printer."""
    with database.read() as db:
        content = make(db)
    if to is not None:
        with whole_file(to) as file:
            file.write(content)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "halaman.pdf"
        path.write_bytes(content)
        print_pages(path, printer(), job)


def _begin(database: Database, make: Callable[[], QPrinter], order: Order) -> tuple[int, Mapping[int, int]]:
    """The batch, and what is known of earlier ones."""
    try:
        name = make().printerName() or _NAMELESS
    except Stopped:
        name = order.target or _NAMELESS
    with database.write(f"Cetak {len(order.certificates)} sertifikat", by=order.by) as tx:
        chosen = order.certificates
        if order.follows is None:
            chosen = print_order.order(tx, chosen, order.settings.sorting, certificates.editions(tx, chosen)).ids
        else:
            before = ledger.batch(tx, order.follows)
            print_ledger.cancel(tx, order.follows, before.out)
        unanswered = ledger.earlier(tx, chosen).unanswered
        begun = print_ledger.begin(tx, chosen, target=name, printer=True, settings=order.settings, title=order.title)
    return begun, unanswered


def _handed_over(pages: int, order: Order) -> int:
    """Whole certificates among so many pages; at least one is still to come."""
    sheets = pages // 2 if order.settings.duplex else pages
    return min(sheets * order.settings.up, len(order.certificates) - 1)


def _flaws(made: PrintResult) -> list[str]:
    return [file.what for file in made.unwritten] + [f"nomor {flaw.number}, {flaw.what}" for flaw in made.flaws]
