"""Indexes set aside while an empty table is filled: made at its end they cost a third of what they cost row by row.

133,515 members: 6.4 s with every index in place, 4.1 without these, and 0.8 to make them afterwards.

What a newcomer gets wrong: setting unique ones aside. They refuse what mustn't be; these only find things faster. A
program that was killed meanwhile leaves a slow file, not a wrong one, and whoever opens it for writing mends it.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Index, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from kpps_desk.store import schema

_EVER_ASIDE = (schema.member,)


def drop(table: Table) -> Iterator[str]:
    """The statements that set a table's indexes aside."""
    return (f"DROP INDEX IF EXISTS {index.name}" for index in _movable(table))


def make(table: Table) -> Iterator[str]:
    """The statements that make those again which aren't there."""
    return (str(CreateIndex(index, if_not_exists=True).compile(dialect=_DIALECT)) for index in _movable(table))


def mend(connection: Connection) -> None:
    """Make what a killed program left aside."""
    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'index'").scalars())
    for table in _EVER_ASIDE:
        if any(index.name not in there for index in _movable(table)):
            for sql in make(table):
                connection.exec_driver_sql(sql)


_DIALECT = sqlite.dialect()


def _movable(table: Table) -> list[Index]:
    return sorted((index for index in table.indexes if not index.unique), key=lambda index: str(index.name))
