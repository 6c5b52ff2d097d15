"""Long work that makes millions of records and no cycles: the collector's rounds over them are pure waiting.

What a newcomer gets wrong: pausing it for good. It is the whole program's, the window's too; whoever pauses it lets go
of what was made before it comes back, or the first round afterwards looks at all of it at once.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No rounds inside: a third of an import's time, a fifth of issuing's, and the window's longest waits in both."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
