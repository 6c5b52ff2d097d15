"""argparse that speaks Indonesian: its titles, its help, and its complaints.

argparse has no catalogue of its own; its English sentences pass through `error()`, the one place where they are turned.
A sentence that isn't listed here (a newer Python's) still ends as a usage error, in general words.
"""

import argparse
import re
import sys
from typing import Any, NoReturn

from kpps_desk import words
from kpps_desk.cli.main import USAGE

_SENTENCES = (
    (r"the following arguments are required: (.+)", r"\1 wajib diisi"),
    (r"unrecognized arguments: (.+)", r"\1 tidak dikenal"),
    (r"one of the arguments (.+) is required", r"salah satu dari \1 wajib diisi"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 tidak dapat dipakai bersama \2"),
    (r"argument (.+?): expected one argument", r"\1 perlu satu nilai"),
    (r"argument (.+?): expected at least one argument", r"\1 perlu paling sedikit satu nilai"),
    (r"argument (.+?): expected (\d+) arguments?", r"\1 perlu \2 nilai"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1: \2 tidak dikenal; pilih \3"),
    (r"argument (.+?): invalid int value: (.+)", r"\1: \2 bukan bilangan bulat"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 tidak menerima nilai \2"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 dapat berarti \2"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


def indonesian(message: str) -> str:
    """What argparse complains of, as a formal Indonesian sentence without its full stop."""
    for english, sentence in _SENTENCES:
        if re.fullmatch(english, message, flags=re.DOTALL):
            return re.sub(english, sentence, message, flags=re.DOTALL)
    return "perintah ini tidak dipahami"


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Ends a usage error with one sentence on stderr and exit code 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **options)
        self._positionals.title = "Yang disebut"
        self._optionals.title = "Pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        self.refuse(indonesian(message))

    def refuse(self, sentence: str) -> NoReturn:
        """The same for a complaint of our own, without a full stop."""
        print(f"{self.prog}: {words.without_niks(sentence)}. Bantuan: {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)
