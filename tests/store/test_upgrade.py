"""Migrations: the head is what schema.py says, up and down keep what they may, nothing is left half done."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import OperationalError

from kpps_desk.problems import Refused, Unavailable
from kpps_desk.store import journal, schema, sqlite, upgrade
from kpps_desk.store.database import Database
from tests.store import records

_ROOT = Path(__file__).parents[2]
_ROSTER = ("workspace", "election", "role", "area", "polling_station", "seat", "member", "appointment")
_MIGRATIONS = Path(upgrade.__file__).parent / "migrations"


@contextlib.contextmanager
def _connection(path: Path) -> Iterator[Connection]:
    engine = sqlite.engine(path, key=None)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _populate(path: Path) -> None:
    with Database.open(path) as database, database.write("Isi", by="penguji") as tx:
        ids = tx.insert_many(schema.member, records.members(range(250)))
        seats = tx.ids(select(schema.seat.c.id).limit(50))
        pairs = zip(ids, seats, strict=False)
        tx.insert_many(schema.appointment, [{"member_id": member, "seat_id": seat} for member, seat in pairs])


def _counts(connection: Connection, tables: tuple[str, ...] = _ROSTER) -> dict[str, int]:
    counts = (
        (name, connection.execute(select(func.count()).select_from(schema.metadata.tables[name]))) for name in tables
    )
    return {name: result.scalar_one() for name, result in counts}


def _is_ours(name: str | None, kind: str, _: Any) -> bool:
    return not (kind == "table" and name is not None and name.startswith("member_search"))


def test_migrations_end_in_what_the_schema_says(workspace_path: Path) -> None:
    options = {"include_name": _is_ours, "compare_type": True}
    with _connection(workspace_path) as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []


def _defaults_and_indexes(connection: Connection) -> dict[str, list[Any]]:
    """What compare_metadata passes over: column defaults, and the exact text of every index."""
    found: dict[str, list[Any]] = {}
    for name in schema.metadata.tables:
        columns = connection.exec_driver_sql(f"PRAGMA table_info({name})").fetchall()
        indexes = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? ORDER BY name"
        found[name] = [sorted(row[1:] for row in columns), connection.exec_driver_sql(indexes, (name,)).fetchall()]
    return found


def test_defaults_and_indexes_are_what_the_schema_says(workspace_path: Path, tmp_path: Path) -> None:
    engine = sqlite.engine(tmp_path / "lain.db", key=None, mode="rwc")
    schema.metadata.create_all(engine)
    with _connection(workspace_path) as migrated, engine.connect() as described:
        assert _defaults_and_indexes(migrated) == _defaults_and_indexes(described)
    engine.dispose()


def test_the_program_knows_every_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == upgrade.HEAD == upgrade.KNOWN[-1]
    assert sorted(step.revision for step in script.walk_revisions()) == list(upgrade.KNOWN)


def test_the_written_schema_is_that_of_a_fresh_file(workspace_path: Path) -> None:
    """Write it anew with `python -m kpps_desk.store.upgrade > docs/schema.sql`."""
    with _connection(workspace_path) as connection:
        assert (_ROOT / "docs" / "schema.sql").read_text(encoding="utf-8") == upgrade.schema_sql(connection)


def test_down_and_up_again_keeps_the_roster(workspace_path: Path) -> None:
    _populate(workspace_path)
    with _connection(workspace_path) as connection:
        before = _counts(connection)
        upgrade.migrate(connection, "0001")
        assert _counts(connection) == before
        upgrade.migrate(connection)
        assert _counts(connection) == before | {"workspace": before["workspace"] + 1}  # it says that it is behind
    with Database.open(workspace_path) as database, database.write("Tambah", by="penguji") as tx:
        tx.insert(schema.member, records.member(1000))


def test_all_the_way_down_leaves_nothing(workspace_path: Path) -> None:
    _populate(workspace_path)
    with _connection(workspace_path) as connection:
        upgrade.migrate(connection, "base")
        sql = "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' AND name <> 'alembic_version'"
        assert connection.exec_driver_sql(sql).fetchall() == []
        upgrade.migrate(connection)
        assert _counts(connection)["member"] == 0


def _make_older(path: Path) -> dict[str, int]:
    _populate(path)
    with _connection(path) as connection:
        upgrade.migrate(connection, "0001")
        return _counts(connection)


def test_an_older_file_is_backed_up_and_brought_up(workspace_path: Path) -> None:
    before = _make_older(workspace_path)
    with Database.open(workspace_path) as database, database.read() as db:
        assert len(records.names(db)) == before["member"]
        assert journal.verify(db) == []
    backup = workspace_path.with_name("uji.versi-0001.kpps")
    with _connection(backup) as connection:
        assert upgrade.revision(connection) == "0001"
        assert _counts(connection) == before


def test_an_older_file_is_not_changed_by_reading_it(workspace_path: Path) -> None:
    _make_older(workspace_path)
    before = workspace_path.read_bytes()
    with pytest.raises(Refused, match="versi lama"):
        Database.open(workspace_path, read_only=True)
    assert workspace_path.read_bytes() == before


def test_a_failed_upgrade_leaves_the_file_as_it_was(workspace_path: Path) -> None:
    before = _make_older(workspace_path)
    with _connection(workspace_path) as connection:
        connection.exec_driver_sql("CREATE TABLE session_crew (id INTEGER)")
    with pytest.raises(OperationalError, match="session_crew"):
        Database.open(workspace_path)
    with _connection(workspace_path) as connection:
        assert upgrade.revision(connection) == "0001"
        assert connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'journal'").first() is None
        assert _counts(connection) == before


def test_a_child_without_its_parent_stops_the_upgrade(workspace_path: Path) -> None:
    _make_older(workspace_path)
    with _connection(workspace_path) as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("UPDATE appointment SET member_id = 9999 WHERE id = 1")
    with pytest.raises(Unavailable, match="kehilangan induknya"):
        Database.open(workspace_path)
    with _connection(workspace_path) as connection:
        assert upgrade.revision(connection) == "0001"


def test_a_newer_file_is_refused_untouched(workspace_path: Path) -> None:
    with _connection(workspace_path) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    before = workspace_path.read_bytes()
    with pytest.raises(Refused, match="lebih baru"):
        Database.open(workspace_path)
    assert workspace_path.read_bytes() == before


def test_the_migrations_work_from_another_folder(tmp_path: Path) -> None:
    copy = shutil.copytree(_MIGRATIONS, tmp_path / "per%sen" / "migrations")
    assert (copy / "env.py").exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upgrade, "_MIGRATIONS", copy)
        Database.create(tmp_path / "baru.kpps").close()
