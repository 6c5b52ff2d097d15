"""What the README shows is what happens."""

import shlex
from pathlib import Path

from tests.journeys.conftest import Shell

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_shell_example_runs_as_it_stands(shell: Shell) -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    commands = [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("kpps-desk ")]
    assert len(commands) > 8
    for command in commands:
        done = shell(*command)
        assert done.code == 0, (command, done.err)
