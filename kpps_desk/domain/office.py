"""An office as its papers show it: letterhead, logo, who signs.

What a newcomer gets wrong: one signatory for the whole workspace. Each area may have an office of its own; what it
lacks is taken from the nearest area around it (`upwards`), at last from the workspace.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kpps_desk.domain.places import parent

MOST_SIGNERS = 3  # of one certificate: more leave no room for stamps


class Logo(NamedTuple):
    """A picture of a letterhead; `digest` names it, `width` and `height` are pixels."""

    digest: str
    media: str  # 'image/png' | 'image/jpeg'
    width: int
    height: int
    content: bytes


class Letterhead(NamedTuple):
    """`lines` (), `city` and `logo` '': as the nearest office around has it; `logo` is a digest."""

    id: int
    version: int
    area: str  # the area's code with dots, '' for the whole workspace
    lines: tuple[str, ...]
    city: str
    logo: str


class Official(NamedTuple):
    """Who signs for an office; `rank` 1 signs its letters, `signs`: certificates too, in the order of rank."""

    id: int
    version: int
    area: str
    title: str
    name: str
    number: str
    rank: int
    signs: bool


def upwards(area: str) -> Iterator[str]:
    """The area, each area around it, and '' for the workspace: `31.71.01`, `31.71`, `31`, ``."""
    while area:
        yield area
        area = parent(area)
    yield ""
