"""What a question sees: one moment of the file, and nothing it could break.

What a newcomer gets wrong: keeping a Snapshot. It lives inside one `with database.read()` block, in one thread; only
interrupt() may be called from another.
"""

import contextlib
import json
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, CursorResult, Executable, Row, Table
from sqlalchemy.exc import DBAPIError

from kpps_desk.problems import Cancelled
from kpps_desk.store import sqlite, statements

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
_AT_ONCE = 1_000  # rows: SQLAlchemy makes them all without a pause, and 133,515 would hold the window up for 0.2 s
_STEPS = 100_000  # of SQLite's, between two looks at Cancel inside a statement: a hundredth of a second
_NONE: Mapping[str, Any] = {}


class Snapshot:
    """Statements are SQLAlchemy's, built once at module level; `params` fill their bindparams."""

    _sealed = True  # the connection is query_only

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.now = now
        self._connection = connection
        self._chosen: list[int] | None = None
        self._interrupted = False
        self._open = True
        self._gate = threading.Lock()

    @property
    def today(self) -> date:
        """The local day at which this is asked."""
        return self.now.astimezone().date()

    def rows(self, statement: Executable, params: Mapping[str, Any] = _NONE) -> Sequence[AnyRow]:
        result = self._ask(statement, params)
        found: list[AnyRow] = []
        while True:
            part = result.fetchmany(_AT_ONCE)
            found += part
            if len(part) < _AT_ONCE:
                result.close()
                return found

    def row(self, statement: Executable, params: Mapping[str, Any] = _NONE) -> AnyRow | None:
        """The first row, None where there is none."""
        return self._ask(statement, params).first()

    def value(self, statement: Executable, params: Mapping[str, Any] = _NONE) -> Any:
        """The first column of the first row, None where there is none."""
        return self._ask(statement, params).scalar()

    def column(self, statement: Executable, params: Mapping[str, Any] = _NONE) -> list[Any]:
        return list(self._ask(statement, params).scalars())

    def ids(self, statement: Executable, params: Mapping[str, Any] = _NONE) -> "array[int]":
        """One integer column, past SQLAlchemy's rows: 133,515 ids in some 40 ms."""
        result = self._ask(statement, params)
        try:
            return array("q", [number for (number,) in result.cursor.fetchall()])
        except sqlite.Error as error:
            raise sqlite.translated(error) from error
        finally:
            result.close()

    def stored(self, table: Table, ids: Iterable[int]) -> list[dict[str, Any]]:
        """These records, values as the journal keeps them: dates as ISO text, booleans as 0 and 1."""
        names = tuple(column.name for column in table.columns)
        rows = self._run(statements.select_chosen(table, names), (json.dumps(list(ids)),)).fetchall()
        return [dict(zip(names, row[statements.KNOWN :], strict=True)) for row in rows]

    def free_id(self, table: Table) -> int:
        """The id that the table's next record would get; members' are never given twice."""
        used: int = self._run(f"SELECT coalesce(max(id), 0) FROM {table.name}").fetchone()[0]  # noqa: S608
        if table.kwargs.get("sqlite_autoincrement"):
            given = self._run("SELECT max(seq) FROM sqlite_sequence WHERE name = ?", (table.name,)).fetchone()[0]
            used = max(used, given or 0)
        return used + 1

    def choose(self, ids: Iterable[int]) -> None:
        """Replace what is in the temporary table `schema.chosen`, for SELECTs to join with."""
        wanted = list(ids)
        if wanted == self._chosen:
            return
        self._chosen = None
        if self._sealed:
            self._run("PRAGMA query_only=OFF")
        try:
            self._run("DELETE FROM temp.chosen")
            self._run("INSERT OR IGNORE INTO temp.chosen SELECT value FROM json_each(?)", (json.dumps(wanted),))
        finally:
            if self._sealed:
                self._driver.execute("PRAGMA query_only=ON")  # even when interrupted: the connection is used again
        self._chosen = wanted

    def damage(self) -> list[str]:
        """What is wrong with the file itself: its pages, indexes, references, search index; [] when it is whole."""
        return sqlite.damage(self._connection)

    def interrupt(self) -> None:
        """Stop what runs now and all that would follow (raises Cancelled there); callable from any thread."""
        with self._gate:
            self._interrupted = True
            if self._open:
                self._driver.interrupt()

    def go_on(self) -> None:
        """Cancelled where it was interrupted: for what waits for something else between two questions."""
        if self._interrupted:
            raise Cancelled(0, 0)

    @contextlib.contextmanager
    def heeding(self, tell: Callable[[], None]) -> Iterator[None]:
        """While this is open, `tell` is called inside long statements too; Cancelled out of it ends them."""
        why: list[Cancelled] = []

        def look() -> bool:
            try:
                tell()
            except Cancelled as cancelled:
                why.append(cancelled)
            return bool(why)

        self._driver.set_progress_handler(look, _STEPS)
        try:
            yield
        except (Cancelled, DBAPIError):
            if why:
                raise why[0] from None
            raise
        finally:
            self._driver.set_progress_handler(None, 0)

    def close(self) -> None:
        """The door's: nothing may be asked or interrupted from here on."""
        with self._gate:
            self._open = False

    @property
    def _driver(self) -> Any:
        return sqlite.driver(self._connection)

    def _ask(self, statement: Executable, params: Mapping[str, Any]) -> CursorResult[*tuple[Any, ...]]:
        self.go_on()
        try:
            return self._connection.execute(statement, params)
        except DBAPIError as error:
            raise sqlite.translated(error) from error

    def _run(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """The driver's own cursor: SQLAlchemy would double the price of a short statement."""
        self.go_on()
        try:
            return self._driver.execute(sql, params)
        except sqlite.Error as error:
            raise sqlite.translated(error) from error
