"""Take an act back in thought: the same steps as undo, with a hand that notes instead of writing.

What a newcomer gets wrong: asking the file alone. A seat that this undo would remove no longer holds its person, and a
field that it would put back is compared as put back; so what was noted lies over what is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Executable, Table

from kpps_desk.store.snapshot import Snapshot

Values = Mapping[str, Any]


class Hand(Protocol):
    """What undo does to records: a Transaction, or a Rehearsal."""

    def choose(self, ids: Iterable[int]) -> None: ...

    def column(self, statement: Executable, params: Values = ...) -> list[Any]: ...

    def rows(self, statement: Executable, params: Values = ...) -> Sequence[Any]: ...

    def stored(self, table: Table, ids: Iterable[int]) -> list[dict[str, Any]]: ...

    def update(self, table: Table, record_id: int, values: Values) -> bool: ...

    def delete_many(self, table: Table, ids: Iterable[int]) -> int: ...

    def restore_many(self, table: Table, rows: Sequence[Values]) -> None: ...


class Rehearsal:
    """A Hand over a Snapshot."""

    def __init__(self, db: Snapshot) -> None:
        self._db = db
        self._gone: dict[str, set[int]] = defaultdict(set)
        self._put_back: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
        self._restored: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)

    def choose(self, ids: Iterable[int]) -> None:
        self._db.choose(ids)

    def column(self, statement: Executable, params: Values = {}) -> list[Any]:  # noqa: B006  never changed
        return self._db.column(statement, params)

    def rows(self, statement: Executable, params: Values = {}) -> Sequence[Any]:  # noqa: B006
        return self._db.rows(statement, params)

    def stored(self, table: Table, ids: Iterable[int]) -> list[dict[str, Any]]:
        """As the records would be by now."""
        wanted = list(ids)
        gone, changed, restored = self._gone[table.name], self._put_back[table.name], self._restored[table.name]
        found = [
            {**record, **changed.get(record["id"], {})}
            for record in self._db.stored(table, wanted)
            if record["id"] not in gone
        ]
        return found + [restored[one] for one in wanted if one in restored and one not in gone] if restored else found

    def update(self, table: Table, record_id: int, values: Values) -> bool:
        self._put_back[table.name].setdefault(record_id, {}).update(values)
        return True

    def delete_many(self, table: Table, ids: Iterable[int]) -> int:
        before = len(self._gone[table.name])
        self._gone[table.name].update(ids)
        return len(self._gone[table.name]) - before

    def restore_many(self, table: Table, rows: Sequence[Values]) -> None:
        for row in rows:
            self._gone[table.name].discard(row["id"])
            self._restored[table.name][row["id"]] = dict(row)

    def points(self, table: Table, record: int, field: str, at: int) -> bool:
        """Whether a stored record that points at another would still do so."""
        if record in self._gone[table.name]:
            return False
        changed = self._put_back[table.name].get(record, {})
        return bool(changed.get(field, at) == at)
