"""Three short tones at the door, made here by arithmetic: good, look at it, no.

What a newcomer gets wrong: a sound that can fail aloud. Where there is no device, or no program that plays, the door
stays silent; playing happens on a thread of its own, and a tone that comes too late is left out.
"""

import array
import math
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import wave
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

_RATE = 22_050  # samples a second
_LOUD = 9_000  # of 32,767
_TONES = {  # (hertz, seconds), one after another; hertz 0 is a rest
    "good": ((880.0, 0.06), (1320.0, 0.09)),
    "warn": ((660.0, 0.09), (0.0, 0.05), (660.0, 0.09)),
    "bad": ((220.0, 0.16), (165.0, 0.22)),
}
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
_WAITING = 2  # tones; more would trail behind the people
_LONGEST = 3  # seconds for one tone, the player's start included

Player = Callable[[Path], bool]  # False: it can't play here


def samples(tone: str) -> "array.array[int]":
    """16-bit mono; each part swells and fades over 5 ms, so that nothing clicks."""
    made = array.array("h")
    for hertz, seconds in _TONES[tone]:
        count = int(seconds * _RATE)
        edge = _RATE // 200
        made.extend(
            int(_LOUD * min(1.0, at / edge, (count - at) / edge) * math.sin(2 * math.pi * hertz * at / _RATE))
            for at in range(count)
        )
    return made


def write(tone: str, folder: Path) -> Path:
    """The tone as a WAV file."""
    path = folder / f"{tone}.wav"
    data = samples(tone)
    if sys.byteorder == "big":
        data.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(data.tobytes())
    return path


def player() -> Player | None:
    """What this computer plays a file with; None for nothing, and where there is no real screen (tests, servers)."""
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        return None
    if sys.platform == "win32":
        return _windows
    found = next((command for command in _PLAYERS if shutil.which(command[0])), None)
    return partial(_run, found) if found else None


def _run(command: tuple[str, ...], path: Path) -> bool:
    try:
        done = subprocess.run(  # noqa: S603  a player of _PLAYERS and a file of our own
            [*command, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _windows(path: Path) -> bool:
    import winsound

    try:
        winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_NODEFAULT)  # type: ignore[attr-defined,unused-ignore]
    except RuntimeError:
        return False
    return True


class Sounds:
    """`play` returns at once; `on` is the person's choice."""

    def __init__(self, play: Player | None, *, on: bool = True) -> None:
        self.on = on
        self._play = play
        self._waiting: queue.Queue[str] = queue.Queue(_WAITING)
        self._thread: threading.Thread | None = None

    def play(self, tone: str) -> None:
        """One of the tones; any other name, and silence by choice, is none."""
        if not self.on or tone not in _TONES:
            return
        if self._play is None:
            if tone != "good":
                QApplication.beep()  # silent where the system has no bell either
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="bunyi", daemon=True)
            self._thread.start()
        if not self._waiting.full():
            self._waiting.put_nowait(tone)

    def _work(self) -> None:
        with tempfile.TemporaryDirectory(prefix="kpps-bunyi-", ignore_cleanup_errors=True) as folder:
            files = {tone: write(tone, Path(folder)) for tone in _TONES}
            while self._play is not None and self._play(files[self._waiting.get()]):
                pass
        self._play = None
