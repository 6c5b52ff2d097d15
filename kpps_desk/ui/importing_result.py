"""Step 4 of an import: the same sums for what was really done, where the rejected rows are, and what comes next.

What a newcomer gets wrong: ending at "selesai". Rejected rows wait in a file to be mended and imported again, new
people wait to be looked at, and the stations that the list left unfilled still need somebody.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.importing_outcome import Outcome, OutcomePanel
from kpps_desk.ui.labels import plain
from kpps_desk.ui.steps import Footer


class ResultPage(QWidget):
    """Shows what an import came to."""

    undo_wanted = Signal()
    file_wanted = Signal(object)  # open this path: the sheet of rejects, or its folder
    mended_wanted = Signal(object)  # import this path
    people_wanted = Signal()
    readiness_wanted = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rejects: Path | None = None
        self._title = plain("", "subheading")
        self.outcome = OutcomePanel(background)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self._title)
        column.addWidget(self._rejects_card())
        column.addWidget(self.outcome, 1)
        self.undo = QPushButton("&Urungkan impor ini…")
        self.undo.clicked.connect(self.undo_wanted)
        self.people = QPushButton("Lihat &orang-orangnya")
        self.people.clicked.connect(self.people_wanted)
        self.readiness = QPushButton("TPS yang belum &penuh")
        self.readiness.setObjectName("primary")
        self.readiness.clicked.connect(self.readiness_wanted)
        self.footer = Footer(self.undo, self.people, self.readiness, back="&Kembali ke awal")
        column.addWidget(self.footer)

    def _rejects_card(self) -> QFrame:
        self._card = card = QFrame()
        card.setObjectName("notice")
        card.setProperty("tone", "warn")
        self._said = plain("")
        self.mended = QPushButton("Impor &lagi setelah diperbaiki")
        self.folder = QPushButton("Buka &foldernya")
        self.file = QPushButton("&Buka berkasnya")
        self.mended.clicked.connect(lambda: self.mended_wanted.emit(self.rejects))
        self.folder.clicked.connect(lambda: self.file_wanted.emit(self.rejects.parent if self.rejects else None))
        self.file.clicked.connect(lambda: self.file_wanted.emit(self.rejects))
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(theme.GRID)
        row.addWidget(self._said, 1)
        for button in (self.file, self.folder, self.mended):
            row.addWidget(button)
        return card

    def put(self, outcome: Outcome, name: str) -> None:
        """Show what became of the file of this name."""
        result = outcome.result
        self.outcome.put(outcome)
        self.rejects = result.rejects
        changed = result.group is not None
        if changed:
            self._title.setText(f"{name} sudah diimpor dan tersimpan.")
        else:
            why = "yang dapat diterima sudah ada semuanya" if result.unchanged else "semua barisnya ditolak"
            self._title.setText(f"{name} tidak mengubah apa pun: {why}.")
        self._card.setVisible(result.rejects is not None or bool(result.unwritten))
        for button in (self.file, self.folder, self.mended):
            button.setVisible(result.rejects is not None)
        self._said.setText(result.unwritten)
        if result.rejects is not None:
            self._said.setText(
                f"{words.number(result.rejected)} baris yang ditolak ada di {result.rejects.name} beserta alasannya, "
                f"di folder {result.rejects.parent}."
            )
        self.undo.setVisible(changed)
        self.people.setVisible(result.created > 0)

    @property
    def text(self) -> str:
        """What is said above the lists."""
        return f"{self._title.text()} {self._said.text()}".strip()

    def set_busy(self, busy: bool) -> None:
        for button in (self.undo, self.mended):
            button.setEnabled(not busy)

    def focus_first(self) -> None:
        first = self.file if self.rejects is not None else self.readiness
        first.setFocus(Qt.FocusReason.OtherFocusReason)
