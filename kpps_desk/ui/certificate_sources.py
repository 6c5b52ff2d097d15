"""The pages that Cetak previews: sheets as they will lie in the tray, each made when somebody looks at it.

What a newcomer gets wrong: the text of a hundred thousand pages searched in PDFs. Names and numbers are looked for in
the file; pdfium only marks them on the page that is shown.
"""

import io
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from kpps_desk.domain.press import PressSettings
from kpps_desk.operations.press_run import Run
from kpps_desk.problems import Refused
from kpps_desk.progress import silent
from kpps_desk.queries import certificate_lists, certificates, print_ledger, print_order
from kpps_desk.queries.print_ledger import Batch
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.certificate_step import Scope
from kpps_desk.ui.pdf_source import MadePages


class Found(NamedTuple):
    """The certificates in force of a scope; `new` never came out, `backs`: their designs have a back page.

    `unanswered`: how many of the new ones lie in which batch of which nobody said what came out; `waiting`: about so
    many batches somebody is asked.
    """

    issued: "array[int]"
    new: "array[int]"
    unanswered: Mapping[int, int]
    batches: list[Batch]
    waiting: int
    backs: bool


NOTHING = Found(array("q"), array("q"), {}, [], 0, backs=False)


def look(db: Snapshot, scope: Scope) -> Found:
    issued = certificates.ids(db, scope.area, scope.session, scope.kind)
    out, unanswered = print_ledger.earlier(db, issued)
    new = array("q", (one for one in issued if one not in out))
    backs = bool(issued) and _run(db, issued[:1], PressSettings(duplex=True), ()).pages(range(1)) > 1
    return Found(issued, new, unanswered, print_ledger.batches(db), print_ledger.waiting(db), backs)


def sheets(ids: "array[int]", settings: PressSettings, *, backs: bool) -> MadePages:
    """These certificates as they would be printed now."""

    def make(db: Snapshot, at: int) -> bytes:
        some = ids[at * settings.up : (at + 1) * settings.up]
        copies: Collection[int] = some if settings.copies == "semua" else ()
        if settings.copies == "otomatis":
            copies = print_ledger.out_before(db, some)
        return _sheet(db, some, settings, copies)

    return _pages(ids, settings, make, backs=backs)


def of_batch(ids: "array[int]", copies: Collection[int], batch: Batch, *, backs: bool) -> MadePages:
    """A batch as it was sent, with its SALINAN."""
    settings = batch.settings

    def make(db: Snapshot, at: int) -> bytes:
        return _sheet(db, ids[at * settings.up : (at + 1) * settings.up], settings, copies)

    return _pages(ids, settings, make, backs=backs)


def sheet_of(db: Snapshot, certificate: int, *, copy: bool) -> bytes:
    """One certificate, front and back."""
    return _sheet(db, array("q", [certificate]), PressSettings(duplex=True), (certificate,) if copy else ())


def bearing(db: Snapshot, ids: "array[int]", text: str) -> Sequence[int]:
    """At which places stand those that bear the text in name or number."""
    found = set(certificate_lists.bearing(db, ids, text))
    return [at for at, one in enumerate(ids) if one in found] if found else []


def _pages(
    ids: "array[int]", settings: PressSettings, make: Callable[[Snapshot, int], bytes], *, backs: bool
) -> MadePages:
    up = settings.up

    def search(db: Snapshot, text: str) -> Sequence[int]:
        return sorted({at // up for at in bearing(db, ids, text)})

    return MadePages(-(-len(ids) // up), make, search, sides=2 if settings.duplex and backs else 1)


def _sheet(db: Snapshot, some: "array[int]", settings: PressSettings, copies: Collection[int]) -> bytes:
    run = _run(db, some, settings.in_one_file(), copies)
    if not run.order.ids:
        raise Refused(run.flaws[0].what if run.flaws else "Sertifikat ini tidak ada.")
    file = io.BytesIO()
    for _ in run.write(db, file, run.whole, "", ()):
        pass
    return file.getvalue()


def _run(db: Snapshot, some: "array[int]", settings: PressSettings, copies: Collection[int]) -> Run:
    return Run(db, print_order.as_given(db, some), certificates.editions(db, some), settings, copies, silent)
