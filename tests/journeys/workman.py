"""A process that does long works and says how far it is, to be killed: `python -m tests.journeys.workman`.

Each line on stdin, `NAME WORKSPACE`, forks a child that does one of tests.long_works.KILLED and prints a number before
each part and `selesai` when all is done; `pid NUMBER` comes before, `end` after it was killed. What a newcomer gets
wrong: forking the tests' own process. It has Qt and threads by then, whose locks stay shut in the child for ever.
"""

import os
import signal
import sys
from pathlib import Path

from kpps_desk.store.database import Database
from tests.long_works import KILLED, in_small_parts

DONE = "selesai"


def _say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def work(name: str, path: Path) -> None:
    """Until killed: whoever has done all waits for it."""
    with in_small_parts(), Database.open(path) as database:
        KILLED[name].run(database, path.parent, lambda done, total, what="": _say(str(done)))
    _say(DONE)
    while True:
        signal.pause()


def main() -> None:
    for line in sys.stdin:
        name, path = line.rstrip("\n").split(" ", 1)
        if (child := os.fork()) == 0:
            _say(f"pid {os.getpid()}")
            try:
                work(name, Path(path))
            finally:
                sys.excepthook(*sys.exc_info())
                os._exit(1)
        os.waitpid(child, 0)
        _say("end")


if __name__ == "__main__":
    main()
