"""Print certificates: issued ones to one PDF, streamed, by two processes when there are many.

What a newcomer gets wrong: printing what a member is today. The frozen copy is printed, so a reprint years later has
the same bytes as the first one.
"""

import functools
import io
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kpps_desk.documents import certificate, streaming
from kpps_desk.documents.certificate import Flaw
from kpps_desk.documents.streaming import Form, Page, Style
from kpps_desk.domain.certificates import Certificate, Edition, Kind
from kpps_desk.domain.press import PressSettings
from kpps_desk.exchange.rendering import Picture, page_picture
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import certificates as questions
from kpps_desk.queries import print_ledger
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

_ALONE = 1_500  # pages that this process draws faster alone than two can be started
_MOST_WORKERS = 4
_TITLE = "Sertifikat KPPS"


class PrintResult(NamedTuple):
    """`flaws` are the certificates to look at before signing: names too long, letters the typeface lacks.

    `files` are all that were written (`path` is the one file, the ZIP, or the folder), `batch` the ledger's number,
    `copies` how many bear SALINAN.
    """

    pages: int
    path: Path
    flaws: list[Flaw]
    files: tuple[Path, ...] = ()
    batch: int | None = None
    copies: int = 0


class Preflight(NamedTuple):
    characters: str  # all that the pages show beyond ASCII
    flaws: list[Flaw]


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
    progress: Progress = silent,
    workers: int | None = None,
) -> PrintResult:
    """These certificates, or all in force of an area or a session, in the order of their places. Cancel leaves nothing.

    With `by` the batch is entered in the ledger, and what came out before is SALINAN now (settings.copies). `kind`
    None: whatever kinds there are. `out` is a .pdf; a .zip with settings.zipped; a folder where it is split.

    `workers` None: as many processes as pay off. The pages are the same bytes with any number.
    """
    check_ending(out, ".pdf")
    with database.read(sweep=True) as db:
        chosen = _chosen(db, certificates, area, session)
        if not chosen:
            raise Refused("Belum ada sertifikat yang dapat dicetak.", "Terbitkan sertifikat dahulu.")
        if workers is None:
            workers = 0 if len(chosen) < _ALONE else min(_MOST_WORKERS, os.cpu_count() or 1)
        with whole_file(out) as file:
            checked = _write(db, file, chosen, workers, progress)
    return PrintResult(len(chosen), out, checked.flaws)


def draw_batch(
    database: Database, batch: int, out: Path, *, progress: Progress = silent, workers: int | None = None
) -> PrintResult:
    """The pages of a batch of the ledger as one PDF, for a printer or to look at again; the ledger isn't changed."""
    with database.read() as db:
        chosen = print_ledger.from_position(db, batch, 1)
    return print_certificates(database, out, certificates=chosen, progress=progress, workers=workers)


def preview(database: Database, certificate_id: int) -> bytes:
    """The PDF of one certificate."""
    with database.read() as db:
        return page(db, certificate_id)


def page(db: Snapshot, certificate_id: int) -> bytes:
    """The same out of a snapshot that one has: what the window asks for."""
    chosen = questions.in_print_order(db, [certificate_id])
    if not chosen:
        raise Refused("Sertifikat ini tidak ada.")
    file = io.BytesIO()
    _write(db, file, chosen, 0, silent)
    return file.getvalue()


def picture(pdf: bytes, width: int) -> Picture:
    """The first page of `preview` or `sample` as pixels, for the screen."""
    return page_picture(pdf, width=width)


def sample() -> bytes:
    """The PDF of the sample certificate, to show what will be printed before anything is issued."""
    edition, one = certificate.SAMPLE
    file = io.BytesIO()
    _draw(file, {0: edition}, [[Page(0, one)]], _extra([one]), 1, 0, silent)
    return file.getvalue()


def preflight(
    database: Database, certificates: Iterable[int] | None = None, *, area: str = "", session: int | None = None
) -> list[Flaw]:
    """What to look at before printing."""
    with database.read() as db:
        return _preflight(db, _chosen(db, certificates, area, session), silent).flaws


def _chosen(db: Snapshot, certificates: Iterable[int] | None, area: str, session: int | None) -> "array[int]":
    if certificates is None:
        return questions.ids(db, area, session)
    return questions.in_print_order(db, certificates)


def _write(db: Snapshot, file: BinaryIO, chosen: "array[int]", workers: int, progress: Progress) -> Preflight:
    checked = _preflight(db, chosen, progress)
    editions = questions.editions(db, chosen)
    places = {edition: place for place, edition in enumerate(editions)}
    pages = ([Page(places[edition], one) for edition, one in batch] for batch in _batches(db, chosen))
    _draw(file, editions, pages, checked.characters, len(chosen), workers, progress)
    return checked


def _draw(
    file: BinaryIO,
    editions: dict[int, Edition],
    pages: Iterable[Sequence[Page]],
    characters: str,
    total: int,
    workers: int,
    progress: Progress,
) -> None:
    shown = characters + "".join(_texts(editions.values()))
    style = Style(certificate.SIZE, certificate.FACES, _beyond_ascii(shown), certificate.paint)
    under = [certificate.ground_of(edition) for edition in editions.values()]
    grounds = {ground: place for place, ground in enumerate(dict.fromkeys(under))}
    lays = [functools.partial(certificate.lay, ground=ground) for ground in grounds]
    forms = [
        Form(grounds[ground], functools.partial(certificate.inscribe, edition=edition))
        for ground, edition in zip(under, editions.values(), strict=True)
    ]
    writing = streaming.write(file, style, lays, forms, pages, pages=total, title=_TITLE, workers=workers)
    try:
        for done in writing:
            progress(done, total, "Mencetak sertifikat")
    finally:
        writing.close()  # on Cancel the workers go at once


def _preflight(db: Snapshot, chosen: "array[int]", progress: Progress) -> Preflight:
    characters: set[str] = set()
    flaws: list[Flaw] = []
    done = 0
    for batch in _batches(db, chosen):
        ones = [one for _, one in batch]
        characters.update(_extra(ones))
        flaws += [flaw for one in ones for flaw in certificate.flaws(one)]
        done += len(batch)
        progress(done, len(chosen), "Memeriksa sertifikat")
    return Preflight("".join(sorted(characters)), flaws)


def _batches(db: Snapshot, chosen: "array[int]") -> Iterator[list[tuple[int, Certificate]]]:
    for start in range(0, len(chosen), streaming.BATCH):
        yield questions.prints(db, chosen[start : start + streaming.BATCH])


def _extra(ones: Iterable[Certificate]) -> str:
    return _beyond_ascii("".join(f"{one.name}{one.position}{one.number}" for one in ones))


def _beyond_ascii(text: str) -> str:
    return "" if text.isascii() else "".join(sorted({character for character in text if ord(character) > 127}))


def _texts(editions: Iterable[Edition]) -> Iterator[str]:
    for edition in editions:
        yield from edition.letterhead
        yield from (edition.event, edition.place, edition.dates, edition.city)
        yield from (edition.signatory_title, edition.signatory_name)
