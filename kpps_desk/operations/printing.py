"""Print certificates: issued ones to PDF, streamed, by two processes when there are many, and entered in the ledger.

What a newcomer gets wrong: printing what a member is today. The frozen copy is printed, so a reprint years later has
the same bytes as the first one, but for the word SALINAN that the ledger asks for.
"""

import io
import os
from array import array
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kpps_desk import built_in, words
from kpps_desk.documents import certificate
from kpps_desk.documents.certificate import Flaw
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.press import PressSettings
from kpps_desk.exchange.rendering import Picture, page_picture
from kpps_desk.operations import press_files, print_ledger
from kpps_desk.operations.press_files import Finished, StoppedAfter, Unwritten
from kpps_desk.operations.press_run import Run, frozen_designs, has_backs, look
from kpps_desk.problems import Problem, Refused, Unavailable
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, print_order
from kpps_desk.queries import certificates as questions
from kpps_desk.queries import designs as templates
from kpps_desk.queries import print_ledger as ledger
from kpps_desk.queries.print_order import Order
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

__all__ = [
    "PressSettings", "PrintResult", "StoppedAfter", "Unwritten", "draw_batch", "page", "picture", "preflight",
    "preview", "print_certificates", "sample", "title_of",
]  # fmt: skip

_ALONE = 1_500  # certificates that this process draws faster alone than two can be started
_MOST_WORKERS = 4


class PrintResult(NamedTuple):
    """`flaws` are the certificates to look at before signing: names too long, letters the typeface lacks.

    `files` are all that were written (`path` is the one file, the ZIP, or the folder), `batch` the ledger's number,
    `copies` how many bear SALINAN, `left_out` who could not be printed (the flaws say why), `unwritten` which of many
    files could not be written. `unanswered`: how many others lie in which earlier batch of which nobody said what came
    out; if that was printed, there are two of them without SALINAN.
    """

    pages: int
    path: Path
    flaws: list[Flaw]
    files: tuple[Path, ...] = ()
    batch: int | None = None
    copies: int = 0
    certificates: int = 0
    left_out: tuple[int, ...] = ()
    unwritten: tuple[Unwritten, ...] = ()
    unanswered: Mapping[int, int] = MappingProxyType({})


class _Entry(NamedTuple):
    """The batch of a run in the ledger, the one that it goes on with, and what is known of earlier ones."""

    batch: int
    by: str
    follows: int | None
    unanswered: Mapping[int, int]


def print_certificates(
    database: Database,
    out: Path,
    *,
    certificates: Iterable[int] | None = None,
    area: str = "",
    session: int | None = None,
    kind: Kind | None = None,
    by: str = "",
    settings: PressSettings = PressSettings(),  # noqa: B008  frozen
    title: str = "",
    follows: int | None = None,
    progress: Progress = silent,
    workers: int | None = None,
) -> PrintResult:
    """These certificates, or all in force of an area or a session, by TPS and seat or by session.

    With `by` the batch is entered in the ledger before the first page, under `title`; the one that it `follows` is over
    once the file is whole. What came out of a printer is said by a person (`print_ledger.came_out`). `kind` None:
    the participants' certificates. `out` is a .pdf; a .zip with settings.zipped; a folder where it is split. Cancel and
    a full disk leave no half file; of a split the finished files stay and are named. `workers` None: as many processes
    as pay off; the pages are the same bytes with any number.
    """
    press_files.check_target(out, settings)
    with database.read(sweep=True) as db:
        chosen = _chosen(db, certificates, area, session, kind)
        progress(0, len(chosen), "Menyusun urutan")
        editions = questions.editions(db, chosen)
        order = _by_file(print_order.order(db, chosen, settings.sorting, editions), settings)
        run = Run(db, order, editions, settings, _copies(db, order.ids, settings), progress)
        title = title or title_of(db, area, session, len(run.order.ids))
    if not run.order.ids:
        raise Refused("Belum ada sertifikat yang dapat dicetak.", "Terbitkan sertifikat dahulu.")
    entry = _begun(database, run, out, title, by, follows) if by else None
    return _written(database, run, out, _workers(run, workers), progress, entry)


def draw_batch(
    database: Database, batch: int, out: Path, *, progress: Progress = silent, workers: int | None = None
) -> PrintResult:
    """The pages of a batch of the ledger as one PDF, for a printer or to look at again; the ledger isn't changed."""
    press_files.check_target(out, PressSettings())
    with database.read(sweep=True) as db:
        known = ledger.batch(db, batch)
        lines = ledger.lines(db, batch)
        order = print_order.as_given(db, [line.certificate_id for line in lines])
        editions = questions.editions(db, order.ids)
        settings = known.settings.in_one_file()
        run = Run(db, order, editions, settings, {line.certificate_id for line in lines if line.copy}, progress)
    return _written(database, run, out, _workers(run, workers), progress, None)


def _begun(database: Database, run: Run, out: Path, title: str, by: str, follows: int | None) -> _Entry:
    with database.write("Cetak sertifikat ke berkas", by=by) as tx:
        unanswered = ledger.earlier(tx, run.order.ids).unanswered
        batch = print_ledger.begin(
            tx, run.order.ids, target=out.name, printer=False, settings=run.settings, title=title
        )
        run.copies = frozenset(ledger.copies(tx, batch))  # somebody else may have printed meanwhile
    return _Entry(batch, by, follows, {one: count for one, count in unanswered.items() if one != follows})


def _written(
    database: Database, run: Run, out: Path, workers: int, progress: Progress, entry: _Entry | None
) -> PrintResult:
    finished = Finished()
    try:
        with database.read(sweep=True) as db:
            press_files.write(db, run, out, workers, progress, finished)
    except BaseException as trouble:  # Cancel too; a process that is killed leaves the batch as one to be answered for
        with suppress(Unavailable):  # where there is no room for this either, the first trouble is the one to tell
            _enter(database, entry, finished)
            _tell(trouble, entry, finished)
        raise
    _enter(database, entry, finished)
    held = (one for places in finished.kept for one in run.order.ids[places.start : places.stop])
    copies = len(run.copies.intersection(held)) if run.copies else 0
    return PrintResult(
        pages=finished.pages,
        path=out,
        flaws=run.flaws,
        files=tuple(finished.files),
        batch=entry and entry.batch,
        copies=copies,
        certificates=finished.certificates,
        left_out=tuple(run.left_out),
        unwritten=tuple(finished.unwritten),
        unanswered=entry.unanswered if entry else {},
    )


def _enter(database: Database, entry: _Entry | None, finished: Finished) -> None:
    """The ledger keeps of the batch what lies in finished files; whole, it takes the place of the one it follows."""
    if entry is None:
        return
    with database.write("Cetak sertifikat ke berkas", by=entry.by) as tx:
        now = print_ledger.in_files(tx, entry.batch, finished.kept)
        if entry.follows is not None and now.unsettled:
            before = ledger.batch(tx, entry.follows)
            if before.unsettled:
                print_ledger.cancel(tx, before.id, before.out)


def _tell(trouble: BaseException, entry: _Entry | None, finished: Finished) -> None:
    """Let trouble say what the ledger keeps of the batch."""
    if entry is None or not finished.files:
        return
    kept = f"Cetakan no. {entry.batch} memuat {words.number(finished.certificates)} sertifikat di dalamnya saja."
    if isinstance(trouble, StoppedAfter):
        trouble.entered = kept
    elif isinstance(trouble, Problem):
        trouble.hint = f"{trouble.hint} {kept}"


def preview(database: Database, certificate_id: int) -> bytes:
    """The PDF of one certificate, front and back."""
    with database.read() as db:
        return page(db, certificate_id)


def page(db: Snapshot, certificate_id: int) -> bytes:
    """The same out of a snapshot that one has: what the window asks for."""
    found = questions.in_print_order(db, [certificate_id])
    if not found:
        raise Refused("Sertifikat ini tidak ada.")
    editions = questions.editions(db, found)
    order = print_order.as_given(db, found)
    run = Run(db, order, editions, PressSettings(duplex=has_backs(db, editions)), (), silent)
    if not run.order.ids:
        raise Refused(run.flaws[0].what)
    file = io.BytesIO()
    for _ in run.write(db, file, run.whole, run.title(), ()):
        pass
    return file.getvalue()


def picture(pdf: bytes, width: int) -> Picture:
    """The first page of `preview` or `sample` as pixels, for the screen."""
    return page_picture(pdf, width=width)


def sample(db: Snapshot | None = None, kind: Kind = Kind.CERTIFICATE) -> bytes:
    """The PDF of the sample certificate, to show what will be printed before anything is issued."""
    edition, one = certificate.SAMPLE
    design = templates.chosen(db, kind) if db is not None else built_in.first_of(kind)
    assets = templates.assets(db, design.assets) if db is not None else {}
    return certificate.page_pdf(design, assets, edition, one)


def preflight(
    database: Database, certificates: Iterable[int] | None = None, *, area: str = "", session: int | None = None
) -> list[Flaw]:
    """What to look at before printing."""
    with database.read() as db:
        chosen = _chosen(db, certificates, area, session, None)
        editions = questions.editions(db, chosen)
        return look(db, chosen, editions, frozen_designs(db, editions), silent).flaws


def title_of(db: Snapshot, area: str, session: int | None, count: int) -> str:
    """What was chosen, in words: 'Kel. Gambir', 'Sesi 12'."""
    if session is not None:
        return f"Sesi {session}"
    if area:
        return areas.names(db).get(area, area)
    return f"{count} sertifikat"


def _chosen(
    db: Snapshot, certificates: Iterable[int] | None, area: str, session: int | None, kind: Kind | None
) -> "array[int]":
    if certificates is None:
        return questions.ids(db, area, session, kind or Kind.CERTIFICATE)
    return questions.in_print_order(db, certificates)


def _copies(db: Snapshot, ids: "array[int]", settings: PressSettings) -> Collection[int]:
    if settings.copies == "otomatis":
        return ledger.out_before(db, ids)
    return frozenset(ids) if settings.copies == "semua" else frozenset()


def _by_file(order: Order, settings: PressSettings) -> Order:
    """One kelurahan after the other where each is a file of its own, whatever else sorts them."""
    if settings.split != "kelurahan" or settings.sorting == "tps":
        return order
    places = sorted(range(len(order.ids)), key=lambda place: order.places[order.kelurahan[place]])
    return order.picked(places)


def _workers(run: Run, wanted: int | None) -> int:
    if wanted is not None:
        return wanted
    alone = len(run.order.ids) < _ALONE or run.settings.split == "orang"
    return 0 if alone else min(_MOST_WORKERS, os.cpu_count() or 1)
