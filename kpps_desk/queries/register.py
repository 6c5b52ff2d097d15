"""The register of numbers: each that was given out, in order, with its name and what became of it; and every gap.

What a newcomer gets wrong: taking a revoked or replaced number for a gap. It stays taken,
and stands here with its state.
"""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from kpps_desk.store.snapshot import Snapshot


class Scope(NamedTuple):
    """What a sequence counts in: a year, or a year and the code of a kind."""

    name: str
    kind: str
    given: int
    last: int


class Entry(NamedTuple):
    """One number. `replaced_by` and `replaces` are numbers, '' for none; `state_at` UTC milliseconds."""

    id: int
    sequence: int
    number: str
    kind: str
    name: str
    position: str
    state: str
    issued_at: int
    issued_by: str
    state_at: int | None
    reason: str
    replaced_by: str
    replaces: str


class Gap(NamedTuple):
    """Numbers first..last that nobody has; `why` is a sentence, `known` whether anything explains it."""

    scope: str
    first: int
    last: int
    why: str
    known: bool


def scopes(db: Snapshot) -> list[Scope]:
    return []


def ids(db: Snapshot, scope: str) -> "array[int]":
    """The certificates of a scope by number."""
    return array("q")


def page(db: Snapshot, certificates: Sequence[int]) -> dict[int, Entry]:
    return {}


def gaps(db: Snapshot, scope: str = "") -> list[Gap]:
    """Every gap of a scope ('' of all), explained as far as the journal can."""
    return []
