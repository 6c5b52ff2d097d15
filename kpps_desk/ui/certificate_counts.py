"""The figures beside the steps of Sertifikat: what still waits at each.

What a newcomer gets wrong: running the preflight for a figure. It reads every name of the area; its figure is the one
that it found when somebody last ran it, and is kept by its page.
"""

from kpps_desk import words
from kpps_desk.domain.certificates import Kind
from kpps_desk.queries import certificates, name_checks, print_ledger
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.certificate_step import Scope

Counts = dict[str, str]  # step -> its figure, '' where nothing waits


def counts(db: Snapshot, scope: Scope) -> Counts:
    """What waits at each step."""
    area, session, kind, _ = scope
    names = name_checks.counts(db, area) if session is None and kind is not Kind.TRAINER else None
    return {
        "names": _figure(names.people - names.confirmed) if names is not None and names.confirmed else "",
        "issue": _figure(certificates.candidates(db, area, session, kind).entitled),
        "print": _figure(print_ledger.waiting(db)),
        "manage": _figure(len(certificates.changed(db, area, session, kind))),
    }


def _figure(count: int) -> str:
    return words.number(count) if count else ""
