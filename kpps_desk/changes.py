"""What one committed change touched: every screen that shows such a table asks its question again.

There is no message bus: the change's own caller gets this value back and hands it to the window.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """`tables` are the schema's table names; `entries` the journal entries written (hex ids, oldest first)."""

    tables: frozenset[str] = frozenset()
    entries: tuple[str, ...] = ()
    title: str = ""
    members: frozenset[int] = field(default_factory=frozenset)

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.tables | other.tables,
            self.entries + other.entries,
            other.title or self.title,
            self.members | other.members,
        )

    def __bool__(self) -> bool:
        return bool(self.tables)
