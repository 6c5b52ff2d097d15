"""Long work, below the screen: a bar, a count and Cancel. Work shorter than 600 ms never shows.

What a newcomer gets wrong: a modal progress dialog. The person goes on working while an import runs.
"""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.jobs import Job

SHOWN_AFTER = 0.6  # seconds
_LOOK_EVERY = 100  # milliseconds


class _Line(QWidget):
    """One job."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job
        self._title = QLabel(job.title)
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(f"Kemajuan: {job.title}")
        self._cancel = QPushButton("&Batalkan")
        self._cancel.setAccessibleName(f"Batalkan: {job.title}")
        self._cancel.clicked.connect(self._stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(theme.GRID * 2)
        layout.addWidget(self._title)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._count)
        layout.addWidget(self._cancel)

    def look(self) -> None:
        """Show where the job is now."""
        from kpps_desk import words

        job = self.job
        self._bar.setRange(0, job.total)
        self._bar.setValue(job.done)
        if job.cancelling:
            text = "Menghentikan…"
        elif not job.running:
            text = "Menunggu giliran…"
        else:
            count = f"{words.number(job.done)} dari {words.number(job.total)}" if job.total else ""
            text = " · ".join(part for part in (job.what, count) if part)
        self._count.setText(text)

    def _stop(self) -> None:
        self.job.cancel()
        self._cancel.setEnabled(False)
        self.look()


class JobsPanel(QFrame):
    """Looks at the running jobs ten times a second while there are any."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobs")
        self.setAccessibleName("Pekerjaan yang berjalan")
        self._background = background
        self._lines: dict[Job, _Line] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        background.job_started.connect(lambda _: self._timer.start())
        background.job_ended.connect(self._ended)
        self.hide()

    def _look(self) -> None:
        for job in self._background.jobs:
            if job not in self._lines and time.monotonic() - job.created >= SHOWN_AFTER:
                self._lines[job] = _Line(job)
                self._layout.addWidget(self._lines[job])
        for line in self._lines.values():
            line.look()
        self.setVisible(bool(self._lines))

    def _ended(self, job: Job) -> None:
        if (line := self._lines.pop(job, None)) is not None:
            line.deleteLater()
        if not self._background.jobs:
            self._timer.stop()
        self.setVisible(bool(self._lines))
