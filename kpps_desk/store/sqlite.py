"""SQLite through sqlcipher3: how a connection is made and set, and what its errors mean to a person.

What a newcomer gets wrong: letting the driver or SQLAlchemy begin transactions. Both are told to keep away
(isolation_level None, AUTOCOMMIT): the doors of store.database say BEGIN, COMMIT and ROLLBACK themselves, because the
defaults leave half a failed migration behind and begin too late to be safe from "database is locked".

This file and search.py are all that knows the dialect.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from kpps_desk.problems import Cancelled, Problem, Refused, Unavailable
from kpps_desk.store import keys

Error: type[Exception] = dbapi2.Error
BUSY_MS = 5000

USUAL_CACHE = "PRAGMA cache_size=-65536"  # 64 MB: with the default 2 MB an encrypted file searches 6 x slower
SWEEP_CACHE = "PRAGMA cache_size=-8192"  # a page passed once isn't worth keeping: as fast, and 60 MB less

_SETTINGS = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA synchronous=FULL",  # NORMAL lost acknowledged commits in 173 of 300 simulated power cuts, FULL in none
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    USUAL_CACHE,
    "PRAGMA wal_autocheckpoint=4000",  # 16 MB: with the default 4 MB every fiftieth mark waits for a checkpoint
    "PRAGMA journal_size_limit=67108864",  # a province's import leaves a WAL of 200 MB; the disk gets it back
    "PRAGMA temp_store=MEMORY",  # staged rows are personal data: never in the system's temporary folder
)
_SCRATCH = "CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY)"

_TAKEN = {
    "member.nik": "NIK itu sudah dipakai anggota lain yang masih aktif.",
    "appointment.seat_id": "Kursi itu sudah ditempati orang lain.",
    "appointment.member_id": "Anggota itu sudah menempati kursi lain.",
    "certificate.number": "Nomor sertifikat itu sudah terpakai.",
    "certificate.scope, certificate.sequence": "Nomor urut sertifikat itu sudah terpakai.",
    "certificate.member_id, certificate.kind": "Anggota itu sudah memiliki sertifikat yang masih berlaku.",
    "attendance.session_id, attendance.member_id": "Kehadiran anggota itu pada sesi ini sudah dicatat.",
    "session_crew.session_id, session_crew.station_id": "Regu TPS itu sudah terdaftar pada sesi ini.",
}
# The search index keeps no text of its own: it can only be compared row by row with the records that it covers.
_SEARCHES = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
_UNSEARCHABLE = "SELECT count(*) FROM member WHERE id NOT IN (SELECT id FROM member_search_docsize)"
_MACHINE = (
    ("is locked", "Berkas sedang dipakai proses lain.", "Tunggu sebentar, lalu coba lagi."),
    (
        "disk is full",
        "Ruang disk habis.",
        "Kosongkan sebagian ruang disk, lalu coba lagi. Yang sudah tersimpan tetap aman.",
    ),
    ("readonly database", "Berkas ini hanya dapat dibaca.", "Periksa izin tulis pada berkas dan foldernya."),
    ("not a database", "Berkas ini bukan berkas kerja KPPS Desk, atau kuncinya salah.", ""),
    ("image is malformed", "Berkas ini rusak.", "Pulihkan dari cadangan terakhir."),
    (
        "unable to open database",
        "Berkas ini tidak dapat dibuka.",
        "Periksa apakah berkas dan foldernya ada dan boleh ditulisi.",
    ),
    ("disk i/o error", "Disk tidak dapat dibaca atau ditulisi.", "Periksa disk dan ruang kosongnya, lalu coba lagi."),
)


def damage(connection: Connection) -> list[str]:
    """The engine's own proofs, each fault as a sentence; [] when the file is whole."""
    for table in connection.exec_driver_sql(_SEARCHES).scalars().all():
        # FTS5 proves what it remembers of its table; only a question makes it look whether another connection wrote.
        connection.exec_driver_sql(f"SELECT rowid FROM {table} LIMIT 1").fetchall()  # noqa: S608
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    lost = connection.exec_driver_sql(_UNSEARCHABLE).scalar()
    return (
        [f"Berkas rusak: {fault}" for fault in found]
        + [f"Catatan {row[0]} menunjuk {row[2]} yang tidak ada." for row in broken[:20]]
        + ([f"{lost} anggota tidak dapat ditemukan lewat pencarian nama."] if lost else [])
    )


def engine(path: Path, *, key: bytes | None, mode: str = "rw", query_only: bool = False, kept: int = 4) -> Engine:
    """Connections to one file, at most `kept` idle ones; mode 'rw', 'rwc', 'ro' or 'immutable'."""
    options = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    address = f"file:{quote(str(path.absolute()))}?{options}"

    def connect() -> object:
        connection = dbapi2.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        try:
            keys.unlock(connection, key)
            for setting in _SETTINGS:
                connection.execute(setting)
            connection.execute(_SCRATCH)
            if query_only:
                connection.execute("PRAGMA query_only=ON")
        except BaseException:
            connection.close()
            raise
        return connection

    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=kept,
        max_overflow=-1,
        pool_reset_on_return=None,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,  # of a bug's report, which must not hold a NIK
    )


def driver(connection: Connection) -> Any:
    """The driver's own connection, for the doors' fixed statements."""
    return connection.connection.dbapi_connection


def translated(error: Exception) -> Exception:
    """What the person may know of a driver's error; the error itself where it is a bug."""
    original = error.orig if isinstance(error, DBAPIError) else error
    text = str(original)
    if isinstance(original, dbapi2.IntegrityError):
        return _refusal(text) or error
    if isinstance(original, dbapi2.DatabaseError):
        return _trouble(text) or error
    return error


def _refusal(text: str) -> Problem | None:
    if text.startswith("UNIQUE constraint failed: "):
        return Refused(_TAKEN.get(text.partition(": ")[2], "Catatan yang sama sudah ada."))
    if text.startswith("FOREIGN KEY"):
        return Refused("Catatan itu masih berkaitan dengan catatan lain, atau sudah tidak ada.")
    return None


def _trouble(text: str) -> Exception | None:
    lowered = text.lower()
    if lowered == "interrupted":
        return Cancelled(0, 0)
    for word, message, hint in _MACHINE:
        if word in lowered:
            return Unavailable(message, hint)
    return None
