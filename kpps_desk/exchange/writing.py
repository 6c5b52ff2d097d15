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

from kpps_desk.problems import Refused, Unavailable, reason

_WORKSPACE = ".kpps"


def check_ending(path: Path, *endings: str) -> None:
    """Refuses a file of another kind: a typing slip must not turn a workspace into a list or a batch of paper."""
    if path.suffix.lower() not in endings:
        raise Refused(f"Jenis berkas {path.name} tidak dikenal.", f"Gunakan akhiran {' atau '.join(endings)}.")


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write; it bears its name only if the block ends well. Unavailable in one sentence if it can't be."""
    if path.suffix.lower() == _WORKSPACE:
        raise Refused(f"{path.name} adalah nama berkas kerja dan tidak boleh ditimpa.", "Pilih nama lain.")
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
        raise Unavailable(f"Berkas {path.name} tidak dapat ditulis: {reason(error)}.", "Pilih tempat lain.") from error
    finally:
        _remove(part)


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:  # the folder can't be written at all; that is told already
        return
