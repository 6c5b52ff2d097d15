"""A process that writes and says so, to be killed: `python -m tests.store.writer WORKSPACE`.

Each line on stdin, `FIRST COUNT`, forks a child that writes the batches FIRST ... and prints `NUMBER SIZE` after each
commit; `pid NUMBER` comes before, `end` after. What a newcomer gets wrong: printing. Only os.write of a short line is
whole or nothing when the writer is killed.
"""

import os
import random
import sys
from pathlib import Path

from sqlalchemy import func, select

from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.store import records

_LAST = select(func.coalesce(func.max(schema.member.c.id), 0))


def _say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def write(path: Path, first: int, count: int) -> None:
    """Batches of one person (like a mark at the door) to 300 (like an import's chunk)."""
    chance = random.Random(first)
    with Database.open(path) as database:
        for batch in range(first, first + count):
            size = chance.choice((1, 1, 2, 9, 60, 300))
            with database.write(f"Kelompok {batch}", by="penguji") as tx:
                start = int(tx.value(_LAST)) + 1
                rows = [records.member(start + n, note=str(batch)) for n in range(size)]
                ids = tx.insert_many(schema.member, rows)
                tx.update(schema.member, ids[0], {"email": f"{batch}@contoh.id"})
            _say(f"{batch} {size}")


def main() -> None:
    path = Path(sys.argv[1])
    for line in sys.stdin:
        first, count = map(int, line.split())
        if (child := os.fork()) == 0:
            _say(f"pid {os.getpid()}")
            write(path, first, count)
            os._exit(0)
        os.waitpid(child, 0)
        _say("end")


if __name__ == "__main__":
    main()
