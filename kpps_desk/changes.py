"""What one committed change touched: every screen that shows such a table asks its question again.

There is no message bus: the change's own caller gets this value back and hands it to the window.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain


@dataclass(frozen=True, slots=True)
class Changes:
    """`tables` are the schema's table names; `entries` the journal entries written (hex ids, oldest first)."""

    tables: frozenset[str] = frozenset()
    entries: tuple[str, ...] = ()
    title: str = ""
    members: frozenset[int] = field(default_factory=frozenset)

    @classmethod
    def of(cls, many: Sequence["Changes"]) -> "Changes":
        """All of them as one. One after the other, the members of a province's parts are copied at each."""
        return cls(
            frozenset().union(*(one.tables for one in many)),
            tuple(chain.from_iterable(one.entries for one in many)),
            next((one.title for one in reversed(many) if one.title), ""),
            frozenset().union(*(one.members for one in many)),
        )

    def __or__(self, other: "Changes") -> "Changes":
        return Changes.of((self, other))

    def __bool__(self) -> bool:
        return bool(self.tables)
