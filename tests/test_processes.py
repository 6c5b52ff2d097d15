"""A process of our own lives through the Ctrl+C that the terminal sends to all of them."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

import pytest

from kpps_desk import processes


def answer(pipe: Connection) -> None:
    pipe.send(pipe.recv() + 1)


def ask_for_memory(pipe: Connection) -> None:
    processes.contain(1 << 30)
    pipe.send(len(bytes(1 << 20)))
    try:
        bytes(1 << 30)
    except MemoryError:
        pipe.send("contained")


def ask_for_more_than_the_machine_allows(pipe: Connection) -> None:
    processes.contain(1 << 30)
    processes.contain(1 << 32)
    ask_for_memory(pipe)


def spawned(work: Callable[[Connection], None]) -> tuple[SpawnProcess, Connection]:
    """A child at work, and the pipe to it."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    child = spawn.Process(target=work, args=(theirs,), daemon=True)
    processes.start(child)
    theirs.close()
    return child, ours


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_child_is_deaf_to_ctrl_c_from_its_first_moment() -> None:
    child, pipe = spawned(answer)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGINT)  # it has imported nothing yet
    pipe.send(1)
    assert pipe.recv() == 2
    child.join()
    pipe.close()
    assert child.exitcode == 0
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())  # here it is heard as before


@pytest.mark.skipif(not processes.CONTAINS, reason="the memory of a process can't be limited here")
@pytest.mark.parametrize("asking", [ask_for_memory, ask_for_more_than_the_machine_allows])
def test_a_child_that_is_contained_gets_no_more_memory(asking: Callable[[Connection], None]) -> None:
    child, pipe = spawned(asking)
    assert (pipe.recv(), pipe.recv()) == (1 << 20, "contained")
    child.join()
    pipe.close()
