"""Start the window and run until it is closed.

What a newcomer gets wrong: importing more here. The window shows within 300 ms; SQLAlchemy, reportlab and the screens
are imported after that, by the background's first work.
"""

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kpps_desk.operations import collector
from kpps_desk.ui import bugs, indonesian, theme
from kpps_desk.ui.window import Window

_SIZE = (1280, 760)
_ROUND = 200  # milliseconds between two looks whether the collector is due
_WARM = 6_000  # milliseconds: the other screens are imported by then; a round over them held the window up 0.1 s


def run(workspace: Path | None) -> int:
    """The window on this file, or the first page; the exit code."""
    app = QApplication(sys.argv[:1])
    collector.by_hand()
    rounds = QTimer(app, interval=_ROUND)
    rounds.timeout.connect(collector.round_if_due)
    rounds.start()
    app.setApplicationName("KPPS Desk")
    app.setDesktopFileName("kpps-desk")
    indonesian.install(app)
    theme.apply(app)
    app.styleHints().colorSchemeChanged.connect(lambda _: theme.apply(app))
    window = Window()
    bugs.install(window)
    window.elsewhere.connect(window.close)
    width, _, height = window.views.text("window/size").partition("x")
    window.resize(*((int(width), int(height)) if width.isdigit() and height.isdigit() else _SIZE))
    window.painted.connect(lambda: _settle(window, workspace))
    window.show()
    return app.exec()


def _settle(window: Window, workspace: Path | None) -> None:
    """Once painted: what exists now stays, so the collector need not look at it again."""
    gc.freeze()
    window.ready.connect(lambda: QTimer.singleShot(_WARM, gc.freeze))
    if workspace is None:
        window.start()
    else:
        window.open(workspace)
