"""What a file and its folder must be before SQLite may see them.

What a newcomer gets wrong: reading a workspace that this process has open, be it one byte. Closing any handle of a file
drops all of the process's POSIX locks on it, SQLite's too; the next process then thinks it is alone.
"""

import tempfile
import threading
from collections import Counter
from pathlib import Path

from kpps_desk.problems import Refused, Unavailable
from kpps_desk.store import guards

APPLICATION_ID = 0x4B505053  # 'KPPS'
_MAGIC = b"SQLite format 3\0"
_BESIDE = ("", "-journal", "-wal", "-shm")

_open_here: Counter[tuple[int, int]] = Counter()
_gate = threading.Lock()


class Held:
    """Counts a file as open in this process, from here to let_go()."""

    def __init__(self, path: Path) -> None:
        self._key = _key(path)
        with _gate:
            _open_here[self._key] += 1

    def let_go(self) -> None:
        with _gate:
            _open_here[self._key] -= 1


def check(path: Path, *, read_only: bool, encrypted: bool) -> None:
    """Refuses what can't be a workspace or mustn't lie where it does; changes nothing."""
    if path.is_dir():
        raise Refused(f"{path.name} adalah folder, bukan berkas kerja KPPS Desk.")
    if not path.exists():
        raise Refused(f"Berkas {path} tidak ditemukan.")
    if not read_only:
        check_folder(path)
    if _open_here[_key(path)] > 0:
        return
    try:
        with path.open("rb" if read_only else "r+b") as file:
            head = file.read(100)
    except OSError as error:
        told = "dibaca" if read_only else "ditulisi"
        raise Unavailable(f"Berkas {path.name} tidak boleh {told}.", "Periksa izinnya.") from error
    if not encrypted:
        _check_head(path, head)


def check_new(path: Path) -> None:
    """Refuses a place where no workspace can be made."""
    if path.exists():
        raise Refused(f"Berkas {path.name} sudah ada.", "Pilih nama lain, atau buka berkas itu.")
    if not path.parent.is_dir():
        raise Refused(f"Folder {path.parent} tidak ditemukan.")
    check_folder(path)


def check_folder(path: Path) -> None:
    """SQLite keeps its WAL beside the file, so the folder must take files and be nobody else's to copy."""
    guards.check_place(path)
    if not takes_files(path.parent):
        raise Unavailable(f"Folder {path.parent} tidak boleh ditulisi.", "Pilih folder lain, atau periksa izinnya.")


def takes_files(folder: Path) -> bool:
    """Found out by making one, which no other program ever sees."""
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True


def has_wal(path: Path) -> bool:
    """Whether changes lie beside the file that aren't in it yet."""
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def discard(part: Path) -> None:
    """A journal left by a killed program would be rolled back into the next file of that name."""
    for ending in _BESIDE:
        part.with_name(part.name + ending).unlink(missing_ok=True)


def _check_head(path: Path, head: bytes) -> None:
    if not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Refused(f"{path.name} bukan berkas kerja KPPS Desk.", "Pilih berkas berakhiran .kpps.")
    page = int.from_bytes(head[16:18], "big")
    size = (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    if path.stat().st_size < size and not has_wal(path):
        raise Unavailable(f"{path.name} rusak: sebagian isinya hilang.", "Pulihkan dari cadangan terakhir.")


def _key(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
