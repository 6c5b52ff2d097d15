"""Step 3 of an import: what to do with people who are known already, and what would become of every row.

What a newcomer gets wrong: an import that was never rehearsed. The check runs by itself, over the whole file, each time
the choice is changed; the button that imports opens only when its sums are there.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations.importing_rows import Existing
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.importing_outcome import Outcome, OutcomePanel
from kpps_desk.ui.labels import plain
from kpps_desk.ui.steps import Footer

EXISTING: tuple[tuple[Existing, str, str], ...] = (
    ("skip", "&Lewati", "dibiarkan persis seperti sekarang"),
    ("update", "Per&barui", "diganti dengan isi daftar; sel kosong tidak menghapus"),
    ("fill", "Isi yang &kosong", "dilengkapi, tanpa mengganti yang sudah terisi"),
)


class CheckPage(QWidget):
    """Shows a rehearsal; says what the person wants."""

    check_wanted = Signal()  # (again) with what `existing` says now
    import_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready = False  # the sums are there
        self.outcome = OutcomePanel(background)
        self.next = QPushButton("&Impor")
        self.next.setObjectName("primary")
        self.next.clicked.connect(self.import_wanted)
        self.again = QPushButton("Periksa &lagi")
        self.again.clicked.connect(self.check_wanted)
        self.stop = QPushButton("&Hentikan pemeriksaan")
        self.stop.clicked.connect(self.stop_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self._choices())
        column.addWidget(self.outcome, 1)
        self._notes = plain("", "caption")
        column.addWidget(self._notes)
        self.footer = Footer(self.stop, self.again, self.next)
        column.addWidget(self.footer)

    @property
    def existing(self) -> Existing:
        """What becomes of people who are known already."""
        return EXISTING[self._group.checkedId()][0]

    def choose(self, existing: Existing) -> None:
        """As if the person had."""
        self._group.button([name for name, _, _ in EXISTING].index(existing)).setChecked(True)

    def _choices(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(theme.GRID * 2)
        row.addWidget(plain("Orang yang\nsudah ada:", "muted", wrap=False, select=False))
        self._group = QButtonGroup(self)
        for number, (_, label, meaning) in enumerate(EXISTING):
            button = QRadioButton(label)
            button.setAccessibleName(f"{label.replace('&', '')}: {meaning}")
            said = plain(meaning, "caption", select=False)
            said.setContentsMargins(24, 0, 0, 0)
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(button)
            cell.addWidget(said)
            cell.addStretch(1)
            self._group.addButton(button, number)
            row.addLayout(cell, 1)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(lambda _, on: self.check_wanted.emit() if on else None)
        return card

    def wait(self) -> None:
        """While the file is being checked."""
        self.outcome.put(None)
        self._say_running(True)
        self._notes.hide()
        self.next.setText("&Impor")

    def put(self, outcome: Outcome) -> None:
        """Show what an import would come to."""
        self.outcome.put(outcome)
        self._say_running(False)
        result = outcome.result
        self.next.setText(f"&Impor {words.number(result.read - result.rejected)} baris")
        self._ready = True
        self.next.setEnabled(True)
        self._notes.setText(" ".join(result.notes))
        self._notes.setVisible(bool(result.notes))

    def put_stopped(self, why: str) -> None:
        """There are no sums: the person stopped it, or the file is not to be read any more."""
        self.outcome.put(None)
        self.outcome.say(f"{why} Tekan Periksa lagi untuk menghitung hasilnya; belum ada yang diubah.")
        self._say_running(False)
        self.again.show()

    def set_busy(self, busy: bool) -> None:
        """While it is being imported."""
        self.next.setEnabled(not busy and self._ready)
        for button in self._group.buttons():
            button.setEnabled(not busy)

    def focus_first(self) -> None:
        first = self.next if self.next.isEnabled() else self._group.button(self._group.checkedId())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_running(self, running: bool) -> None:
        self.stop.setVisible(running)
        self.again.hide()
        self._ready = False
        self.next.setEnabled(False)
