"""Write a file whole or not at all: `.part`, synced, then renamed.

What a newcomer gets wrong: opening the target itself. A full disk or a Cancel would leave half a file under the name
of a whole one, and the old one would be gone.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kpps_desk.problems import Unavailable

_REASONS = {
    errno.ENOSPC: "penyimpanan penuh",
    errno.EDQUOT: "jatah penyimpanan habis",
    errno.EACCES: "folder atau berkas itu tidak boleh ditulisi",
    errno.EPERM: "folder atau berkas itu tidak boleh ditulisi",
    errno.EROFS: "folder itu hanya dapat dibaca",
    errno.ENOENT: "foldernya tidak ada",
    errno.ENOTDIR: "foldernya tidak ada",
    errno.EISDIR: "nama itu bukan milik sebuah berkas",
    errno.EFBIG: "berkasnya melebihi batas",
}


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write; it bears its name only if the block ends well. Unavailable in one sentence if it can't be."""
    part = path.with_name(path.name + ".part")
    try:
        if path.exists() and not path.is_file():  # a folder, a device
            raise IsADirectoryError(errno.EISDIR, "")
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "sedang dipakai program lain atau penyimpanannya bermasalah")
        raise Unavailable(f"Berkas {path.name} tidak dapat ditulis: {reason}.", "Pilih tempat lain.") from error
    finally:
        _remove(part)


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:  # the folder can't be written at all; that is told already
        return
