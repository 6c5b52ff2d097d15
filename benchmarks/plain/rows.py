"""The plain import: every cell of the sheet as text, into one bare table with 5 indexes."""

from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, insert

from kpps_desk.store import sqlite

_CHUNK = 10_000
_INDEXED = 5


def read(path: Path) -> list[list[Any]]:
    """All rows of the first sheet, as python-calamine gives them."""
    with CalamineWorkbook.from_path(str(path)) as book:
        return book.get_sheet_by_index(0).to_python()


def store(rows: list[list[Any]], path: Path) -> None:
    """SQLAlchemy Core, one transaction, our own settings of the file (FULL, WAL, 64 MB of cache)."""
    names = [f"c{index}" for index in range(max(map(len, rows)))]
    table = Table("bare", MetaData(), Column("id", Integer, primary_key=True), *(Column(name, Text) for name in names))
    for name in names[:_INDEXED]:
        Index(f"ix_{name}", table.c[name])
    engine = sqlite.engine(path, key=None, mode="rwc")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        table.metadata.create_all(connection)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        for start in range(0, len(rows), _CHUNK):
            chunk = [dict(zip(names, map(str, row), strict=False)) for row in rows[start : start + _CHUNK]]
            connection.execute(insert(table), chunk)
        connection.exec_driver_sql("COMMIT")
    engine.dispose()
