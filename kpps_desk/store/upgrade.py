"""Brings a file to the newest schema: alembic inside our own transaction, a backup first.

What a newcomer gets wrong: migrating with foreign keys on. SQLite rebuilds a table by dropping it, and the children
would go with it; so they are off, and every key is checked before the commit.
"""

from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from kpps_desk.problems import Refused, Unavailable
from kpps_desk.store import files, sqlite

HEAD = "0005"
KNOWN = ("0001", "0002", "0003", "0004", "0005")
_MIGRATIONS = Path(__file__).parent / "migrations"


def revision(connection: Connection) -> str | None:
    """The file's revision; None where there is no table of revisions."""
    known = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").scalar()
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if known else None


def check(connection: Connection) -> bool:
    """True where the file is as new as this program, False where it is older; a newer one is refused."""
    found = revision(connection)
    if found == HEAD:
        return True
    if found is None:
        raise Refused("Berkas ini bukan berkas kerja KPPS Desk.", "Pilih berkas berakhiran .kpps.")
    if found not in KNOWN:
        raise Refused(
            "Berkas ini dibuat oleh KPPS Desk yang lebih baru.", "Perbarui KPPS Desk di komputer ini, lalu buka lagi."
        )
    return False


def with_backup(connection: Connection, path: Path) -> Path:
    """Migrate an existing file; the file as it was stays beside it, and is what this returns."""
    found = revision(connection)
    backup = path.with_name(f"{path.stem}.versi-{found}{path.suffix}")
    part = backup.with_name(backup.name + ".part")
    part.unlink(missing_ok=True)
    try:
        connection.exec_driver_sql("VACUUM INTO ?", (str(part),))
    except DBAPIError as error:
        part.unlink(missing_ok=True)
        raise sqlite.translated(error) from error
    part.replace(backup)
    migrate(connection)
    return backup


def schema_sql(connection: Connection) -> str:
    """The statements that a fresh file consists of: docs/schema.sql."""
    sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY rowid"
    made = [text for (text,) in connection.exec_driver_sql(sql).fetchall()]
    # The shadow tables of the search index are FTS5's own.
    return "\n\n".join(f"{text};" for text in made if "'member_search_" not in text) + "\n"


def migrate(connection: Connection, target: str = "head") -> None:
    """Run the steps to `target` in one transaction (an older revision or 'base' goes down); all or nothing."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    goes_down = target == "base" or (target != "head" and target < (revision(connection) or ""))
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        (command.downgrade if goes_down else command.upgrade)(config, target)
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if orphans:
            raise Unavailable(f"Pembaruan berkas dibatalkan: {len(orphans)} catatan kehilangan induknya.")
        connection.exec_driver_sql(f"PRAGMA application_id={files.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={int(revision(connection) or 0)}")
        connection.exec_driver_sql("COMMIT")
    except DBAPIError as error:
        raise sqlite.translated(error) from error
    finally:
        if connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
            connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


if __name__ == "__main__":
    import sys
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        made = sqlite.engine(Path(folder) / "baru.kpps", key=None, mode="rwc")
        with made.connect() as fresh:
            migrate(fresh)
            sys.stdout.write(schema_sql(fresh))
        made.dispose()
