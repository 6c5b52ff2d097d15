"""On the first page: a kit's file and its code, before the window of that one session opens.

What a newcomer gets wrong: keeping the code. It is asked each time a kit's file is opened; the session that it made is
opened again like any file, without it.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kpps_desk import settings
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.labels import plain
from kpps_desk.ui.notices import Notices

FILES = "Paket sesi (*.kppssesi)"


class KitOpening(QFrame):
    """Hidden until `ask`; `opened` gives the workspace of the session."""

    opened = Signal(Path)

    def __init__(self, background: Background, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._background, self._notices = background, notices
        self._path = Path()
        self.folder: Path | None = None  # None: the program's own
        self.name = plain("", "subheading", select=False)
        self.code = QLineEdit()
        self.code.setMaxLength(40)
        self.code.setPlaceholderText("15 angka, misalnya 123 456 789 012 345")
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.code.returnPressed.connect(self.open)
        label = QLabel("&Kode pembuka dari kantor")
        label.setObjectName("caption")
        label.setBuddy(self.code)
        self.button = QPushButton("Buka paket")
        self.button.setObjectName("primary")
        self.button.clicked.connect(self.open)
        cancel = QPushButton("Batal")
        cancel.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.code, 1)
        row.addWidget(self.button)
        row.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.name)
        column.addWidget(label)
        column.addLayout(row)
        self.hide()

    def ask(self, path: Path) -> None:
        """For the code of this file."""
        self._path = path
        self.name.setText(f"Paket sesi: {path.stem}")
        self.code.clear()
        self.show()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Make the session's workspace, or find the one that was made before."""
        code, path, by = self.code.text(), self._path, self._background.by
        folder = self.folder or settings.data_folder() / "paket sesi"
        if not code.strip() or not self.button.isEnabled():
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.button.setEnabled(False)

        def work(progress: Job) -> tuple[Path, tuple[str, ...]]:
            from kpps_desk.operations import kit_laptop

            progress(0, 0, "Membuka paket")
            opened = kit_laptop.open_kit(path, code, folder, by=by)
            return opened.path, opened.remarks

        def made(found: tuple[Path, tuple[str, ...]]) -> None:
            self.code.clear()
            self.hide()
            self.opened.emit(found[0])
            if found[1]:
                self._notices.warn(" ".join(found[1]))

        self._background.prepare(self, "Membuka paket sesi", work, made, ended=lambda: self.button.setEnabled(True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
