"""Start a process of our own for work that would keep this one busy: reading a province's list, drawing its papers.

What a newcomer gets wrong: Ctrl+C. A terminal sends it to every process that it runs; the parent answers it, and a
child that is still importing its modules would die of it with a traceback. So it is deaf to it before its first line.
"""

import multiprocessing.process
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

CONTAINS = sys.platform == "linux"  # whether `contain` holds: macOS takes the limit and forgets it, Windows has none


def start(process: multiprocessing.process.BaseProcess) -> None:
    """Spawn it with Ctrl+C held back."""
    with _held_back():
        process.start()


@contextmanager
def _held_back() -> Iterator[None]:
    """What is blocked here is blocked in a child for good; here it is heard a moment later."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # its own start would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def contain(size: int) -> None:
    """From now on this process gets no more than `size` bytes of memory, and ends when it asks for them.

    Where the machine allows it less (`ulimit -v`), that stays.
    """
    if sys.platform == "linux":
        import resource

        allowed = [one for one in resource.getrlimit(resource.RLIMIT_AS) if one != resource.RLIM_INFINITY]
        least = min([size, *allowed])
        resource.setrlimit(resource.RLIMIT_AS, (least, least))
