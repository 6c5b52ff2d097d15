"""The pages that Cetak previews: of certificates, or of a batch, each made when somebody looks at it.

What a newcomer gets wrong: the text of a hundred thousand pages searched in PDFs. Names and numbers are looked for in
the file; pdfium only marks them on the page that is shown.
"""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from kpps_desk.domain.values import name_key
from kpps_desk.operations import printing
from kpps_desk.queries import certificates, print_ledger
from kpps_desk.queries.print_ledger import Batch
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.certificate_step import Scope
from kpps_desk.ui.pdf_source import MadePages

_CHUNK = 2_000


class Found(NamedTuple):
    """The certificates in force of a scope; `new` never came out."""

    issued: "array[int]"
    new: "array[int]"
    batches: list[Batch]


def look(db: Snapshot, scope: Scope) -> Found:
    issued = certificates.ids(db, scope.area, scope.session, scope.kind)
    out = print_ledger.out_before(db, issued)
    return Found(issued, array("q", (one for one in issued if one not in out)), print_ledger.batches(db))


def of_certificates(ids: "array[int]", sides: int) -> MadePages:
    """So many pages of each, in this order."""
    return MadePages(
        len(ids),
        lambda db, at: printing.page(db, ids[at]),
        lambda db, text: bearing(db, ids, text),
        sides=sides,
    )


def of_batch(ids: "array[int]", batch: Batch) -> MadePages:
    """As it was sent: with its SALINAN."""
    return of_certificates(ids, 2 if batch.settings.duplex else 1)


def bearing(db: Snapshot, ids: "array[int]", text: str) -> Sequence[int]:
    """Which of these bear the text in name, number or position."""
    wanted, found = name_key(text), []
    for start in range(0, len(ids), _CHUNK):
        rows = certificates.page(db, ids[start : start + _CHUNK])
        found += [
            start + at
            for at, one in enumerate(ids[start : start + _CHUNK])
            if (row := rows.get(one)) and wanted in name_key(f"{row.name} {row.number} {row.position}")
        ]
    return found
