"""The designs that come with the program: the JSON files of resources/templates, in the order of their names.

What a newcomer gets wrong: mending those in `semula`. Editions from before there were designs name none and print by
them, so they must look as they always did; a better look is a file beside them.
"""

from functools import cache

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.designs import Design
from kpps_desk.settings import resources


@cache
def designs() -> tuple[Design, ...]:
    """All of them; each has a name of its own, and the first of a kind is what it is issued by at first."""
    files = sorted((resources() / "templates").glob("*.json"))
    return tuple(Design.from_json(file.read_text(encoding="utf-8")) for file in files)


def named(name: str) -> Design | None:
    return next((design for design in designs() if design.name == name), None)


def first_of(kind: Kind) -> Design:
    """The one that a kind is issued by where the office has chosen none."""
    return next(design for design in designs() if design.kind == kind)


@cache
def of_old(kind: Kind) -> Design:
    """What an edition without a design is printed by: the one look that there was then."""
    name = Kind.PIAGAM if kind is Kind.PIAGAM else Kind.CERTIFICATE
    file = resources() / "templates" / "semula" / f"{name.value}.json"
    return Design.from_json(file.read_text(encoding="utf-8"))
