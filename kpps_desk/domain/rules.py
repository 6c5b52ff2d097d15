"""A rule pack with the roles of a crew: what Pengaturan drafts and what a version of the rules holds.

What a newcomer gets wrong: renaming a code. Records name documents, requirements and roles by code, so a code stays for
good; what people read is the name.
"""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from typing import Protocol

from kpps_desk.domain.crew_layout import laid_out
from kpps_desk.domain.election import Role, RulePack
from kpps_desk.domain.values import name_key

_LONGEST_CODE = 24


class Named(Protocol):
    """What documents, requirements and roles have in common."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """Rules as they are or might be. `based_on`: the number of the version that was in force when it was begun."""

    rules: RulePack
    roles: tuple[Role, ...]
    based_on: int

    def same(self, other: "Draft") -> bool:
        """Whether both say the same, whatever they began from."""
        return (self.rules, self.roles) == (other.rules, other.roles)

    def to_json(self) -> str:
        """What a version keeps; `from_json` reads it back."""
        roles = [asdict(role) for role in self.roles]
        return json.dumps({"rules": json.loads(self.rules.to_json()), "roles": roles}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, based_on: int) -> "Draft":
        kept = json.loads(text)
        rules = RulePack.from_json(json.dumps(kept["rules"]))
        return cls(rules, laid_out(Role(**role) for role in kept["roles"]), based_on)


def is_code(text: str) -> bool:
    """Small letters, digits and underscores: objections are kept as codes with blanks and colons between them."""
    return re.fullmatch(r"[a-z][a-z0-9_]*", text) is not None


def code_for(name: str, listed: Collection[str], ever: Iterable[Named]) -> str:
    """The code of a rule that was just added under this name: its old one, if it is one that went; else a new one.

    `listed` are the codes that the draft has, `ever` the rules of this kind in all versions.
    """
    known = list(ever)
    key = name_key(name)
    old = next((one.code for one in known if name_key(one.name) == key and one.code not in listed), None)
    return old or new_code(name, {*listed, *(one.code for one in known)})


def new_code(name: str, taken: Collection[str]) -> str:
    """A code for what is called this: readable, and none of `taken`."""
    stem = re.sub(r"[^a-z0-9]+", "_", name_key(name)).strip("_")[:_LONGEST_CODE].strip("_")
    stem = stem if is_code(stem) else f"x_{stem}".rstrip("_")
    return next(code for code in _numbered(stem) if code not in taken)


def _numbered(stem: str) -> Iterable[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}_{number}"
        number += 1
