"""The register of certificate numbers as it goes onto paper or into a table: a line a number, a line a gap.

What a newcomer gets wrong: leaving a gap out because nothing stands there. The reader of a register counts; what is
missing is said where it is missing.
"""

from typing import NamedTuple

from kpps_desk.domain.election import PaperSettings


class RegisterLine(NamedTuple):
    """`number` '' where numbers are missing; `sequence` is then `137` or `137-140`, `note` why."""

    sequence: str
    number: str
    name: str
    position: str
    kind: str
    state: str
    issued: str
    note: str


class RegisterPart(NamedTuple):
    """Some hundred lines of a scope, which begin a page of their own."""

    paper: PaperSettings
    scope: str
    sums: str
    lines: tuple[RegisterLine, ...]
    last: bool
