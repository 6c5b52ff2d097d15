"""The shell as a person or a script uses it: a process of its own, its output and its exit code."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

PROGRAM = [sys.executable, "-m", "kpps_desk"]


class Answer(NamedTuple):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def object(self) -> Any:
        """Its --json."""
        return json.loads(self.out)


Shell = Callable[..., Answer]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """`shell("status", file)`; paths and numbers become texts, the working folder is the test's own."""

    def run(*words: object) -> Answer:
        done = subprocess.run(
            [*PROGRAM, *map(str, words)], cwd=tmp_path, capture_output=True, text=True, timeout=200, check=False
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def starting(tmp_path: Path) -> Callable[..., "subprocess.Popen[str]"]:
    """The same, still running."""

    def start(*words: object) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [*PROGRAM, *map(str, words)], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    return start
