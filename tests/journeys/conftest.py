"""The shell as a person or a script uses it: what it printed and its exit code.

`shell` calls the program's own `main` within this process, `process` starts a real one: half a second dearer, so it is
for what only a process shows (signals, the real start, printing with workers).
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kpps_desk.__main__ import main

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
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """`shell("status", file)`; paths and numbers become texts, the working folder is the test's own."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> Answer:
        monkeypatch.setattr("sys.argv", ["kpps-desk", *map(str, words)])
        code = main()
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Shell:
    """The same in a process of its own."""

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
