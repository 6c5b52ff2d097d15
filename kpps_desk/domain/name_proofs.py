"""The name-confirmation sheet: names as they will be printed, forty a page, to be confirmed or corrected by pen.

What a newcomer gets wrong: recording a page by its numbers alone. The list may have changed since it was printed; its
code says whether the page in the hand is still the one in the file.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

from kpps_desk.domain.selection_wordings import SELECTION

PAGE = 40  # people
_CODE = 6  # characters: 30 bits, enough to tell a page from its own past


class ProofLine(NamedTuple):
    """One person; `number` goes on through the pages of a sheet."""

    member: int
    number: int
    tps: str
    name: str  # with titles, as it will be printed
    confirmed: bool = False


class ProofPage(NamedTuple):
    number: int
    lines: tuple[ProofLine, ...]

    @property
    def code(self) -> str:
        """Changes as soon as somebody else stands on the page, or under another name."""
        told = json.dumps([[line.member, line.number, line.name] for line in self.lines], ensure_ascii=False)
        return base64.b32encode(hashlib.sha256(told.encode(errors="replace")).digest()).decode()[:_CODE]


class NameProof(NamedTuple):
    """The sheet of a kelurahan or of a session; `about` says which. `asked`: what its bearers are to do."""

    title: str
    about: str
    dated: str
    pages: tuple[ProofPage, ...]
    asked: str = SELECTION["nama.petunjuk"].text


def paged(people: Sequence[tuple[int, str, str, bool]]) -> tuple[ProofPage, ...]:
    """(member, tps, name, confirmed) in the order of the list, dealt into pages."""
    lines = [ProofLine(member, number, tps, name, sure) for number, (member, tps, name, sure) in enumerate(people, 1)]
    return tuple(ProofPage(at // PAGE + 1, tuple(lines[at : at + PAGE])) for at in range(0, len(lines), PAGE))
