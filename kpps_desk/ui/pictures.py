"""One picture of each screen of a workspace, drawn without a display: what `kpps-desk demo` ends with.

What a newcomer gets wrong: grabbing at once. A screen asks its questions in the background, so the picture is taken
when nothing is outstanding any more and the events of the answers have been painted.
"""

import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from kpps_desk.problems import Unavailable
from kpps_desk.ui import theme
from kpps_desk.ui.views import Views
from kpps_desk.ui.window import Window, available

SIZE = (1366, 768)
_PATIENCE = 60.0  # seconds for one screen
_CALM = 5  # turns of the event loop without anything outstanding: delayed searches, counts after rows


def take(workspace: Path, folder: Path) -> list[Path]:
    """PNG files named by the screens, in the order of the rail. Needs QT_QPA_PLATFORM=offscreen where no display is."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["kpps-desk"])
    theme.apply(app)
    window = Window(Views())  # without a parent they leave the person's own settings alone
    window.resize(*SIZE)
    window.show()
    window.open(workspace)
    _settle(app, window)
    if not window.background.is_open:
        raise Unavailable(f"Berkas {workspace.name} tidak dapat dibuka oleh jendela.")
    made = []
    for number, entry in enumerate(available(), 1):
        window.go(entry.key)
        _settle(app, window)
        target = folder / f"{number}-{entry.key}.png"
        if not window.grab().save(str(target)):
            raise Unavailable(f"Gambar {target} tidak dapat ditulis.")
        made.append(target)
    window.close()
    return made


def _settle(app: QApplication, window: Window) -> None:
    calm, end = 0, time.monotonic() + _PATIENCE
    while calm < _CALM and time.monotonic() < end:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.02)
        calm = calm + 1 if window.background.idle else 0
