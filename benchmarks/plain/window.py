"""An empty PySide6 window in a process of its own: says `shown` when it has painted, then its resident memory."""

import sys
from pathlib import Path

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class _Empty(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        print("shown", flush=True)
        QApplication.quit()


app = QApplication(sys.argv[:1])
window = _Empty()
window.resize(1280, 760)
window.show()
app.exec()
lines = Path("/proc/self/status").read_text().splitlines()
print(next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")))
