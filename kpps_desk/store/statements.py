"""The texts of the changing statements, each made once for its table and columns.

What a newcomer gets wrong: passing a date or a bool. The driver gets what SQLite keeps: see blocks.stored.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Boolean, Date, Table

from kpps_desk.store import blocks, schema

# Parameters: the block's id, the JSON list of its lines' members; half the time of a row a line.
INSERT_SUBJECTS = (
    "INSERT INTO journal_subject (member_id, block_id, line) "
    "SELECT value, ?, key FROM json_each(?) WHERE value IS NOT NULL"
)


def stored_columns(table: Table, names: Sequence[str], columns: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """As SQLite keeps them (blocks.stored)."""
    return [
        blocks.all_stored(column) if isinstance(table.columns[name].type, Date | Boolean) else column
        for name, column in zip(names, columns, strict=True)
    ]


def conclusions(table: Table) -> frozenset[str]:
    """The columns that never enter the journal."""
    return schema.CONCLUSIONS.get(table.name, frozenset())


@cache
def kept_fields(table: Table) -> tuple[str, ...]:
    """The columns that a line about a removed record keeps."""
    left_out = {"id", "uid", "version"} | conclusions(table)
    return tuple(column.name for column in table.columns if column.name not in left_out)


def listed(names: Sequence[str], prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{name}"' for name in names)


def marks(names: Sequence[str]) -> str:
    return ", ".join("?" * len(names))


@cache
def about(table: Table) -> str:
    """The expression for the member that a record `t` is about."""
    if table is schema.member:
        return "t.id"
    return "t.member_id" if "member_id" in table.columns else "NULL"


KNOWN = 4  # columns of known()


@cache
def known(table: Table) -> str:
    """What is asked of a record before it changes: id, uid, version, the member it is about."""
    uid = "t.uid" if "uid" in table.columns else "x''"
    return f"t.id, {uid}, {'t.version' if 'version' in table.columns else '0'}, {about(table)}"


@lru_cache(maxsize=64)
def insert(into: str, names: tuple[str, ...], rows: int = 1) -> str:
    """The parameters are the values of all the rows, one row after the other."""
    return f"INSERT INTO {into} ({listed(names)}) VALUES {', '.join([f'({marks(names)})'] * rows)}"  # noqa: S608


@cache
def stage(names: tuple[str, ...]) -> str:
    """The table `temp.staged` for changes on their way to their records; the first name is "id"."""
    return f"CREATE TEMP TABLE staged (id INTEGER PRIMARY KEY, {listed(names[1:])})"


@cache
def select_one(table: Table, names: tuple[str, ...]) -> str:
    return f"SELECT {known(table)}, {listed(names, 't.')} FROM {table.name} AS t WHERE t.id = ?"  # noqa: S608


@cache
def select_chosen(table: Table, names: tuple[str, ...]) -> str:
    """The parameter is a JSON list of ids."""
    source = f"FROM {table.name} AS t WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY t.id"  # noqa: S608
    return f"SELECT {known(table)}, {listed(names, 't.')} {source}"


@cache
def delete_chosen(table: Table) -> str:
    return f"DELETE FROM {table.name} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608


@cache
def update_one(table: Table, names: tuple[str, ...], *, raises: bool) -> str:
    """`raises`: the record's version, where it has one."""
    settings = ", ".join(f'"{name}" = ?' for name in names)
    if raises and "version" in table.columns:
        settings += ", version = version + 1"
    return f"UPDATE {table.name} SET {settings} WHERE id = ?"  # noqa: S608


@cache
def keep_one(table: Table, names: tuple[str, ...]) -> str:
    """Parameters: the values, the id, the values again."""
    differs = " OR ".join(f'"{name}" IS NOT ?' for name in names)
    return f"{update_one(table, names, raises=False)} AND ({differs})"


def _differs(names: Sequence[str]) -> str:
    return " OR ".join(f't."{name}" IS NOT s."{name}"' for name in names)


@cache
def select_differing(table: Table, names: tuple[str, ...]) -> str:
    """The records that `staged` would change in `names`: known, then the old and the new value of each."""
    pairs = ", ".join(f't."{name}", s."{name}"' for name in names)
    source = f"FROM temp.staged AS s JOIN {table.name} AS t ON t.id = s.id"
    return f"SELECT {known(table)}, {pairs} {source} WHERE {_differs(names)} ORDER BY t.id"


@cache
def update_staged(table: Table, names: tuple[str, ...], facts: tuple[str, ...]) -> str:
    """`facts` of the names raise the version where they differ."""
    settings = ", ".join(f'"{name}" = s."{name}"' for name in names)
    if facts and "version" in table.columns:
        settings += f", version = t.version + ({_differs(facts)})"
    source = f"FROM temp.staged AS s WHERE s.id = t.id AND ({_differs(names)})"
    return f"UPDATE {table.name} AS t SET {settings} {source}"  # noqa: S608


@cache
def step_aside(table: Table, names: tuple[str, ...]) -> str:
    """Give the records that `staged` would change values that no other has, so that they can change places."""
    settings = ", ".join(f'"{name}" = -id' for name in names)
    source = f"SELECT t.id FROM temp.staged AS s JOIN {table.name} AS t ON t.id = s.id WHERE {_differs(names)}"  # noqa: S608
    return f"UPDATE {table.name} SET {settings} WHERE id IN ({source})"  # noqa: S608
