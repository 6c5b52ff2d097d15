"""`open`: the window on a file.

What a newcomer gets wrong: opening the file here to see whether it can be opened. That imports the storing floors
before the window shows (600 ms, three times the window's own); the first bytes tell whether it is one of ours.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

_HEADER = 100
_KIT = ".kppssesi"  # the first page asks for its code
_MAGIC, _OURS = b"SQLite format 3\0", b"KPPS"  # store.sqlite says the same of the application id


def show(args: "argparse.Namespace") -> int:
    """Open the window; what doesn't look like a workspace is tried first, so that it is a sentence here, no window."""
    if args.workspace.suffix.lower() != _KIT and not looks_right(args.workspace):
        from kpps_desk.cli import scope

        scope.opened(args, read_only=True).close()
    return int(args.glass.open(args.workspace))


def looks_right(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER)
    except OSError:
        return False
    return start.startswith(_MAGIC) and start[68:72] == _OURS
