"""When the collector of cycles makes its rounds: not over millions of records, and not on any thread.

What a newcomer gets wrong: leaving it to Python where there is a window. A round runs on whichever thread has just made
one object too many; finding a closed window there, it destroys Qt's objects off their thread, which crashes or waits
for the window's thread with the interpreter in its hand, for ever.
"""

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_ALL = 2  # the generation that holds all others
_SHARE = 100  # a round over all takes at most one hundredth of the time

_guard = threading.Lock()
_pauses = 0
_was_on = False
_rests_until = 0.0


@contextmanager
def paused() -> Iterator[None]:
    """No rounds inside: a third of an import's time, a fifth of issuing's, and the window's longest waits in both.

    Whoever pauses them lets go of what was made before they come back, or the first one looks at all of it at once.
    """
    global _pauses, _was_on
    with _guard:
        _pauses += 1
        if _pauses == 1:
            _was_on = gc.isenabled()
            gc.disable()
    try:
        yield
    finally:
        with _guard:
            _pauses -= 1
            if _pauses == 0 and _was_on:
                gc.enable()


def by_hand() -> None:
    """From now on only `round_if_due` makes rounds: who calls it chooses the thread."""
    gc.disable()


def round_if_due() -> None:
    """One round where Python would have made it meanwhile, over the generations that are due; none while paused."""
    if _pauses:
        return
    due = [age for age, (made, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if made > most]
    if due and due[-1] == _ALL:
        _round_over_all()
    elif due:
        gc.collect(due[-1])


def _round_over_all() -> None:
    global _rests_until
    begun = time.monotonic()
    gc.collect(_ALL if begun >= _rests_until else _ALL - 1)
    if begun >= _rests_until:
        _rests_until = begun + _SHARE * (time.monotonic() - begun)
