"""The one place of the window that takes any exception: a bug is told, can be copied and logged, and life goes on.

What a newcomer gets wrong: catching Exception to keep the window alive. It lives on anyway; let a bug reach here.
"""

import contextlib
import sys
from datetime import datetime
from types import TracebackType

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import settings, words
from kpps_desk.ui import theme


class BugReport(QDialog):
    """What happened, ready to copy. One at a time: a bug that repeats must not bury the screen."""

    def __init__(self, report: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Kesalahan program")
        self.setMinimumSize(560, 360)
        said = QLabel(
            "Terjadi kesalahan di dalam program. Data yang sudah tersimpan tetap aman dan Anda dapat melanjutkan "
            "pekerjaan.\nSalin laporan ini dan kirimkan kepada pengelola program."
        )
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Laporan kesalahan")
        self.report.setTabChangesFocus(True)
        copy = QPushButton("&Salin laporan")
        copy.setObjectName("primary")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(report))
        close = QPushButton("&Tutup")
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(theme.GRID * 2)
        layout.addWidget(said)
        layout.addWidget(self.report, 1)
        layout.addLayout(buttons)


def install(window: QWidget) -> None:
    """From now on an exception that nobody took is shown over this window and written to the log."""
    shown: list[BugReport] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        report = text_of(kind, error, trace)
        _log(report)
        if not shown:
            dialog = BugReport(report, window)
            shown.append(dialog)
            dialog.destroyed.connect(lambda: shown.clear())
            dialog.show()

    sys.excepthook = hook


def text_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The report: versions and where it happened."""
    import platform
    import traceback
    from importlib.metadata import version

    machine = (
        f"KPPS Desk {version('kpps-desk')}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    )
    told = "".join(traceback.format_exception(kind, error, trace))
    return f"{machine}\n\n{words.without_niks(told)}"  # an error may quote a value, and reports go round


def _log(report: str) -> None:
    """Add it to the log file; that the disk is full must not be the second bug."""
    with contextlib.suppress(OSError), settings.log_file().open("a", encoding="utf-8") as file:
        file.write(f"{datetime.now().astimezone():%Y-%m-%d %H.%M.%S %z}\n{report}\n")
