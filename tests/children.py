"""A clean process beside a test, told what to do a line at a time, which forks the children that the test kills.

What a newcomer gets wrong: forking the test's own process. It has Qt and threads by then, and a child of it may
stand still.
"""

import contextlib
import subprocess
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def beside(module: str, *words: object) -> Iterator[subprocess.Popen[str]]:
    """`python -m module words`; it goes when nobody has anything more to say to it."""
    command = [sys.executable, "-m", module, *map(str, words)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def say(process: subprocess.Popen[str], text: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{text}\n")
    process.stdin.flush()


def line(process: subprocess.Popen[str]) -> str:
    """What it says next."""
    assert process.stdout is not None
    heard = process.stdout.readline().strip()
    assert heard, f"{process.args!r} died"
    return heard
