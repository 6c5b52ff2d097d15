"""Paper without a scanner: type the absent rows or the present ones, count the signatures, close the session.

What a newcomer gets wrong: closing over a difference. The count is typed by whoever counted the paper; where it isn't
the number of those marked present the operation refuses, and says both numbers.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import parse_numbers
from kpps_desk.queries.sheets import Standing
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.search_box import Choice

_CLOSED = "selesai"
_NOBODY = ("tidak ada", "nihil", "-")


class ClosingPanel(QFrame):
    """Two cards in one: typed rows, and the end of the session."""

    typed = Signal(list, bool)  # row numbers, whether they were absent
    close_wanted = Signal(int)
    reopen_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.which = Choice("Baris yang diketik", (("Yang tidak hadir", "absent"), ("Yang hadir", "present")))
        self.rows = QLineEdit()
        self.rows.setPlaceholderText("Nomor baris, misalnya 3 7 12-15, atau: tidak ada")
        self.rows.setAccessibleName("Nomor baris pada daftar hadir")
        self.record = QPushButton("Ca&tat")
        self.record.clicked.connect(self._type)
        self.rows.returnPressed.connect(self._type)
        self.wrong = plain("", "muted")
        self.wrong.hide()
        self.counts = plain("")
        self.signatures = QSpinBox()
        self.signatures.setRange(0, 30_000)
        self.signatures.setAccessibleName("Jumlah tanda tangan pada lembar")
        self.close_session = QPushButton("T&utup sesi")
        self.close_session.clicked.connect(lambda: self.close_wanted.emit(self.signatures.value()))
        self.closed = plain("")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Alasan membuka kembali")
        self.reason.setAccessibleName("Alasan membuka kembali")
        self.reopen = QPushButton("Buka ke&mbali")
        self.reopen.clicked.connect(lambda: self.reopen_wanted.emit(self.reason.text()))
        self.reason.returnPressed.connect(lambda: self.reopen_wanted.emit(self.reason.text()))
        self._lay_out()

    def _lay_out(self) -> None:
        self.open_part, self.closed_part = QWidget(), QWidget()
        grid = QGridLayout(self.open_part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GRID)
        grid.addWidget(plain("Ketik dari lembar", "subheading"), 0, 0, 1, 3)
        grid.addWidget(self.which, 1, 0)
        grid.addWidget(self.rows, 1, 1)
        grid.addWidget(self.record, 1, 2)
        grid.addWidget(self.wrong, 2, 0, 1, 3)
        grid.addWidget(plain("Tutup sesi", "subheading"), 3, 0, 1, 3)
        grid.addWidget(self.counts, 4, 0, 1, 3)
        label = plain("Jumlah tanda tan&gan", wrap=False, select=False)
        label.setBuddy(self.signatures)
        grid.addWidget(label, 5, 0)
        grid.addWidget(self.signatures, 5, 1)
        grid.addWidget(self.close_session, 5, 2)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self.closed_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(plain("Sesi sudah ditutup", "subheading"))
        column.addWidget(self.closed)
        again = QHBoxLayout()
        again.addWidget(self.reason, 1)
        again.addWidget(self.reopen)
        column.addLayout(again)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.addWidget(self.open_part)
        whole.addWidget(self.closed_part)
        whole.addStretch(1)

    def put(self, standing: Standing) -> None:
        """Show how the session stands; what is being typed stays."""
        counts = standing.session.counts
        closed = standing.session.state == _CLOSED
        self.open_part.setVisible(not closed)
        self.closed_part.setVisible(closed)
        told = f"{words.number(counts.present)} hadir, {words.number(counts.unrecorded)} belum dicatat"
        self.counts.setText(f"Tercatat sekarang: {told}. Hitung tanda tangan pada lembarnya:")
        when = words.moment(standing.closed_at) if standing.closed_at else ""
        signed = words.number(standing.signatures) if standing.signatures is not None else "–"
        self.closed.setText(
            f"{when} oleh {standing.closed_by}. {signed} tanda tangan, {words.number(counts.present)} hadir. "
            "Kehadirannya tidak dapat diubah sebelum dibuka kembali."
        )

    def clear(self) -> None:
        """For another session."""
        self.rows.clear()
        self.reason.clear()
        self.signatures.setValue(0)
        self.wrong.hide()

    def _type(self) -> None:
        text = self.rows.text().strip()
        self.wrong.hide()
        try:
            numbers = [] if text.casefold() in _NOBODY else parse_numbers(text)
        except ValueError as part:
            said = f"“{part}” bukan nomor baris." if text else "Nomor barisnya belum diketik."
            self.wrong.setText(f"{said} Contoh: 3 7 12-15. Bila tidak seorang pun: tidak ada.")
            self.wrong.show()
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.typed.emit(numbers, self.which.value == "absent")
