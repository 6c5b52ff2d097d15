"""What the shell prints: JSON for scripts, tables for people, a bar on a terminal, one sentence for a trouble."""

import json
import signal
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Any, Self, TextIO

from kpps_desk import words
from kpps_desk.problems import Cancelled

_BAR = 28  # characters
_PAUSE = 0.1  # seconds between two drawings


def as_json(value: object) -> None:
    """One object on stdout; dates, paths and enums as their text."""
    print(json.dumps(value, ensure_ascii=False, default=str))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, right: Iterable[int] = ()) -> None:
    """Columns as wide as their widest cell; `right`: the columns of numbers, written 1.234."""
    numbers = set(right)
    lines = [tuple(heads), *(tuple(_cell(value) for value in row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        cells = (
            text.rjust(width) if column in numbers else text.ljust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join(cells).rstrip())


def _cell(value: object) -> str:
    return words.number(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)


@dataclass(slots=True)
class Bar:
    """A progress.Progress that draws on a terminal and stays silent in a pipe; Ctrl+C cancels at the next safe point.

    A second Ctrl+C doesn't wait for one. Use as a context: it puts the terminal and the signal back.
    """

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _asked: bool = False
    _next: float = 0.0
    _before: Any = None
    _drawn: bool = False

    def __call__(self, done: int, total: int, what: str = "") -> None:
        if self._asked:
            raise Cancelled(done, total)
        now = time.monotonic()
        if self.stream.isatty() and (now >= self._next or done == total):
            self._next = now + _PAUSE
            self._draw(done, total, what)

    def _draw(self, done: int, total: int, what: str) -> None:
        if total:
            full = _BAR * min(done, total) // total
            text = f"{'█' * full}{'░' * (_BAR - full)} {words.number(done)} dari {words.number(total)} {what}"
        else:
            text = f"{words.number(done)} {what}"
        self.stream.write(f"\r\x1b[2K{text}")
        self.stream.flush()
        self._drawn = True

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)
        if self._drawn:
            self.stream.write("\r\x1b[2K")
            self.stream.flush()

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
