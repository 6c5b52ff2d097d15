"""A process that marks people at the door and says so, to be killed: `python -m tests.journeys.doorman WORKSPACE`.

Each line on stdin, `SESSION FIRST`, forks a child that marks one after another from number FIRST on, through the same
operation as the window and the shell, and prints the number after each commit; `pid NUMBER` comes before, `end` after.
What a newcomer gets wrong: printing. Only os.write of a short line is whole or nothing when the writer is killed.
"""

import os
import sys
from pathlib import Path
from typing import NamedTuple

from kpps_desk.domain.attendance import Attendance
from kpps_desk.operations import attendance, door
from kpps_desk.operations.door import Answer
from kpps_desk.store.database import Database

PEOPLE = 45
_STATUSES = (Attendance.PRESENT, Attendance.EXCUSED, Attendance.SICK, Attendance.ABSENT)


class Step(NamedTuple):
    """What number N does: `001 3` is given a status that it didn't have in the round before."""

    place: str
    status: Attendance


def step(number: int) -> Step:
    lap, person = divmod(number, PEOPLE)
    return Step(f"{person // 9 + 1:03d} {person % 9 + 1}", _STATUSES[lap % len(_STATUSES)])


def _say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def mark(path: Path, session: int, number: int) -> None:
    """Until killed."""
    with Database.open(path) as database:
        while True:
            place, status = step(number)
            with database.write(attendance.entry_title(status, 1), by="penguji") as tx:
                outcome = door.mark_sought(tx, session, place, status)
            assert outcome.answer in (Answer.MARKED, Answer.REPEATED), outcome
            _say(str(number))
            number += 1


def main() -> None:
    path = Path(sys.argv[1])
    for line in sys.stdin:
        session, first = map(int, line.split())
        if (child := os.fork()) == 0:
            _say(f"pid {os.getpid()}")
            mark(path, session, first)
        os.waitpid(child, 0)
        _say("end")


if __name__ == "__main__":
    main()
