"""A province's list of 133,515 with planted faults goes through the window's wizard, told step by step. By hand:

    python -m tests.planted_province [times]    # each of the faults of tests/faulty.py so often; 20 if nothing is said

What a newcomer gets wrong: another journey than the suite's. What is asserted here is what tests/ui/test_planted_faults
asserts of a kecamatan; only patience and a clock come with it. It takes some minutes and 2 GB of disk.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import faulty
from tests.ui import planted as journey
from tests.ui.wizard import Wizard

_TIMES = 20


class _Patient:
    """What a stage asks of pytest-qt's bot, without its impatience."""

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802
        pass

    def waitUntil(self, reached: Callable[[], bool], *, timeout: int) -> None:  # noqa: N802
        while not reached():
            QTest.qWait(10)


class _Clock:
    """Says of each step what it took: seconds of waiting, and of this process's work."""

    def __init__(self) -> None:
        self._at = time.perf_counter(), time.process_time()

    def __call__(self, step: str) -> None:
        now = time.perf_counter(), time.process_time()
        print(f"{now[0] - self._at[0]:7.1f} s, kerja {now[1] - self._at[1]:6.1f} s  {step}", flush=True)
        self._at = time.perf_counter(), time.process_time()


def main(words: list[str]) -> None:
    application = QApplication([])
    tell = _Clock()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        planted = faulty.plant(times=int(words[0]) if words else _TIMES)
        found = f"{len(planted.rows)} baris, {len(planted.faults)} cacat"
        print(f"{found}, {len(planted.rejected)} untuk ditolak", flush=True)
        journey.prepare(folder / "provinsi.kpps", planted, area="")
        tell("berkas kerja dengan sebagian orangnya")
        wizard = Wizard(cast(QtBot, _Patient()), folder / "provinsi.kpps")
        print(dict(sorted(journey.faults_are_told(wizard, planted, folder, tell).items())), flush=True)
        journey.mended_it_is_complete_and_undone_it_is_gone(wizard, folder / "provinsi.kpps", planted, folder, tell)
        wizard.background.close()
    application.quit()
    print("Semua sesuai.")


if __name__ == "__main__":
    main(sys.argv[1:])
