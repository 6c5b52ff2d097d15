"""Places where a live workspace would be damaged, and the claim that keeps it to one window.

What a newcomer gets wrong: trusting that a network share locks like a disk. SQLite's WAL needs memory shared between
the processes, which no share has; and a synchronising program copies the file between two of its writes.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import IO

from kpps_desk.problems import Refused

_WAYS_OUT = "Salin berkasnya ke disk komputer ini, buka hanya untuk dibaca, atau gunakan PostgreSQL."
_NETWORK = {
    "9p", "afs", "ceph", "cifs", "coda", "davfs", "fuse.davfs", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone",
    "fuse.sshfs", "fuse.vmhgfs-fuse", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs", "vboxsf",
}  # fmt: skip
_SYNCHRONISED = {  # beginnings of folder names, in small letters
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "drive saya": "Google Drive",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "box sync": "Box",
}
_MARKERS = {".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".nextcloudsync.log": "Nextcloud"}
_REMOTE_DRIVE = 4  # Windows' DRIVE_REMOTE


def check_place(path: Path) -> None:
    """Refuses a file on a network share or in a synchronised folder, with the ways out."""
    absolute = path.absolute()
    if _is_on_network(absolute):
        raise Refused(f"{path.name} berada di folder jaringan; menulis di sana dapat merusaknya.", _WAYS_OUT)
    keeper = synchroniser(absolute, os.environ) or _marked(absolute.parent)
    if keeper:
        raise Refused(f"{path.name} berada di folder yang disinkronkan {keeper}; itu dapat merusaknya.", _WAYS_OUT)


def synchroniser(path: PurePath, environment: Mapping[str, str]) -> str:
    """The program that synchronises the folder, by the names of its parents; '' for none known."""
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        if environment.get(name) and path.is_relative_to(environment[name]):
            return "OneDrive"
    for part in path.parts[:-1]:
        for beginning, keeper in _SYNCHRONISED.items():
            if part.casefold().startswith(beginning):
                return keeper
    return ""


def _marked(folder: Path) -> str:
    for place in (folder, *folder.parents):
        for marker, keeper in _MARKERS.items():
            if (place / marker).exists():
                return keeper
    return ""


def _is_on_network(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        if path.drive.startswith("\\\\") and not path.drive.startswith(("\\\\?\\", "\\\\.\\")):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE)
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return is_network_mount(path.parent.resolve(), mounts)


def is_network_mount(folder: PurePath, mounts: str) -> bool:
    """Whether the innermost mount that holds the folder is a share; `mounts` as in /proc/mounts."""
    held = [(point, kind) for point, kind in _mounts(mounts) if folder.is_relative_to(point)]
    point, kind = max(held, key=lambda mount: len(mount[0]), default=("/", ""))
    # Sandboxes mount their own root by 9p, which is no share between computers.
    return kind in _NETWORK and not (kind == "9p" and point == "/")


def _mounts(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        _, point, kind, *_ = [*line.split(" "), "", "", ""]
        yield point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"), kind


def window_name(path: Path) -> str:
    """The same for every spelling of one file's path: what the first window listens on, for the second to call."""
    return "kpps-desk-" + hashlib.sha256(os.fsencode(os.path.normcase(path.resolve()))).hexdigest()[:16]


class Claim:
    """One window a file: held from take() to release(), and let go by the system if the program dies."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    @classmethod
    def take(cls, path: Path) -> "Claim | None":
        """None where another window holds the file."""
        file = path.with_name(f".{path.name}.jendela").open("ab")
        if _lock(file):
            return cls(file)
        file.close()
        return None

    def release(self) -> None:
        self._file.close()


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
