"""The designs that come with the program: the JSON files of resources/templates, in the order of their names.

What a newcomer gets wrong: changing the front of the first certificate. Editions from before there were designs name
none and print by it, so it must look as it always did; a better look is a new file.
"""

from dataclasses import replace
from functools import cache

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.designs import Design
from kpps_desk.settings import resources


@cache
def designs() -> tuple[Design, ...]:
    """All of them; each has a name of its own."""
    files = sorted((resources() / "templates").glob("*.json"))
    return tuple(Design.from_json(file.read_text(encoding="utf-8")) for file in files)


def named(name: str) -> Design | None:
    return next((design for design in designs() if design.name == name), None)


def first_of(kind: Kind) -> Design:
    """The one that a kind is issued by where the office has chosen none."""
    return next(design for design in designs() if design.kind == kind)


@cache
def of_old(kind: Kind) -> Design:
    """What an edition without a design is printed by: the first one, which had no back then."""
    return replace(first_of(kind), back=())
