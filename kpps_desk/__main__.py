"""Where the program starts: without arguments the window, with them the shell.

What a newcomer gets wrong: importing Qt or SQLAlchemy up here. `kpps-desk --help` must be instant, and the window shows
before the heavy parts are loaded.
"""

import os
import sys
from pathlib import Path

from kpps_desk import cli
from kpps_desk.problems import Unavailable


class _Window:
    """The glass, as the shell knows it."""

    def open(self, workspace: Path | None) -> int:
        _need_display()
        from kpps_desk.ui import running

        return running.run(workspace)

    def pictures(self, workspace: Path, folder: Path) -> list[Path]:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from kpps_desk.ui import pictures

        return pictures.take(workspace, folder)


def _need_display() -> None:
    """Qt would end the whole process with a sentence of its own."""
    chosen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in chosen):
        raise Unavailable("Tidak ada layar untuk membuka jendela.", "Tanpa layar, pakai `kpps-desk demo` atau --help.")


def main() -> int:
    """The program `kpps-desk`; its exit code."""
    return cli.main(sys.argv[1:], _Window())


if __name__ == "__main__":
    sys.exit(main())
