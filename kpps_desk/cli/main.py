"""Runs one command and turns whatever ends it into an exit code: the one place of the shell that reports bugs.

0 done, 1 a Problem (one sentence on stderr), 2 usage, 70 a bug (with the log's path), 130 cancelled. `verify` has codes
of its own, so there an unusable workspace is a usage error: 1 means forged and nothing else.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol

from kpps_desk.cli import opening
from kpps_desk.problems import Cancelled, Problem

PROBLEM, USAGE, BUG, CANCELLED = 1, 2, 70, 130
_PIPE = 141  # what a shell sees when its reader (head, less) has left


class Glass(Protocol):
    """What the shell needs of the window; __main__ hands it in, for cli and ui don't know each other."""

    def open(self, workspace: Path | None) -> int:
        """Show the window until it is closed; its exit code."""

    def pictures(self, workspace: Path, folder: Path) -> list[Path]:
        """One picture of each screen, drawn without a display."""


def main(argv: Sequence[str], glass: Glass) -> int:
    """Run the command that `argv` (without the program's name) asks for; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # not under a test's capture
            stream.reconfigure(errors="replace")  # a console that lacks a letter still gets the rest
    try:
        return _run(argv, glass)
    except SystemExit as ending:  # argparse: --help or a usage error
        return ending.code if isinstance(ending.code, int) else USAGE
    except Cancelled as stopped:
        _say(str(stopped))
        return CANCELLED
    except KeyboardInterrupt:
        _say("Dibatalkan.")
        return CANCELLED
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE
    except Exception as error:  # the one place that reports bugs
        return _report(error)


def _run(argv: Sequence[str], glass: Glass) -> int:
    command, run = _found(argv, glass)
    try:
        code = run()
        sys.stdout.flush()
    except Problem as problem:
        _say(str(problem))
        return USAGE if command == "verify" else PROBLEM
    return int(code or 0)


def _found(argv: Sequence[str], glass: Glass) -> tuple[str, Callable[[], int | None]]:
    """The command and what does it. The window needs none of the commands: without them it shows a tenth sooner."""
    if not argv:
        return "", lambda: glass.open(None)
    if len(argv) == 2 and argv[0] == "open" and opening.looks_right(Path(argv[1])):
        return "open", lambda: glass.open(Path(argv[1]))
    from kpps_desk.cli import parser

    args = parser.parse(argv)
    args.glass = glass
    return args.command, (lambda: args.run(args)) if args.run else (lambda: glass.open(None))


def _say(sentence: str) -> None:
    from kpps_desk import words

    print(f"kpps-desk: {words.without_niks(' '.join(sentence.split()))}", file=sys.stderr)


def _report(error: Exception) -> int:
    import logging
    import traceback

    from kpps_desk import settings, words

    try:
        log = settings.log_file()
        logging.basicConfig(filename=log, format="%(asctime)s %(message)s", force=True, encoding="utf-8")
        where = f"laporannya ada di {log}"
    except OSError:
        logging.basicConfig(stream=sys.stderr, force=True)
        where = "laporannya di atas"
    told = words.without_niks("".join(traceback.format_exception(error)))  # an error may quote a value
    logging.getLogger("kpps_desk").error("bug in the shell\n%s", told)
    logging.shutdown()
    _say(f"Terjadi kesalahan pada program ({type(error).__name__}); {where}.")
    return BUG
