"""The card of one TPS that isn't ready: what it misses, in full words, and whom to call.

What a newcomer gets wrong: a phone number in the stored form. It is shown as on paper (0812...), and copied so too.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.queries.readiness import StationRow
from kpps_desk.ui import theme


class StationCard(QFrame):
    """Empty until put() is given a row."""

    crew_wanted = Signal(str)  # the station's code
    seats_wanted = Signal(str)  # the station's code
    copied = Signal(str)  # the number that now lies on the clipboard

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._row: StationRow | None = None
        self._title = _line("subheading")
        self._title.setWordWrap(True)
        self._lacks = _line("")
        self._lacks.setWordWrap(True)
        self._call = _line("")
        self._call.setWordWrap(True)
        self._copy = QPushButton("Salin &nomor")
        self._copy.setIcon(theme.icon("phone", "text"))
        self._copy.clicked.connect(self._copy_number)
        self._crew = QPushButton("Lihat re&gu")
        self._crew.setIcon(theme.icon("members", "text"))
        self._crew.clicked.connect(lambda: self._row and self.crew_wanted.emit(self._row.code))
        self._seats = QPushButton("&Isi kursi")
        self._seats.setIcon(theme.icon("chair", "text"))
        self._seats.clicked.connect(lambda: self._row and self.seats_wanted.emit(self._row.code))
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self._copy)
        buttons.addWidget(self._crew)
        buttons.addWidget(self._seats)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        for label in (self._title, self._lacks, self._call):
            column.addWidget(label)
        column.addWidget(self._buttons)
        self.put(None)

    def set_low(self, low: bool) -> None:
        """For a low window: the two sentences alone; the list above names the TPS, Enter opens its crew."""
        self._title.setVisible(not low)
        self._buttons.setVisible(not low)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*((12, 6, 12, 6) if low else (16, 12, 16, 12)))

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in (self._title, self._lacks, self._call))

    def put(self, row: StationRow | None) -> None:
        """Show this TPS; None: nothing is chosen."""
        self._row = row
        self._crew.setEnabled(row is not None)
        self._seats.setVisible(row is not None and any(lack.what in ("kursi", "syarat") for lack in row.lacks))
        self._copy.setEnabled(bool(row and row.call and row.call.phone))
        if row is None:
            self._title.setText("Pilih satu TPS")
            self._lacks.setText("Kekurangannya dan nomor yang dapat dihubungi tampil di sini.")
            self._call.setText("")
            return
        self._title.setText(f"TPS {row.number}, Kel. {row.kelurahan}, Kec. {row.kecamatan}")
        self._lacks.setText("Kurang: " + ", ".join(words.lack(lack) for lack in row.lacks) + ".")
        self._call.setText(_whom(row))

    def _copy_number(self) -> None:
        if self._row is not None and self._row.call is not None:
            number = phone_on_paper(self._row.call.phone)
            QGuiApplication.clipboard().setText(number)
            self.copied.emit(number)


def _whom(row: StationRow) -> str:
    if row.call is None:
        return "Belum ada anggota yang dapat dihubungi: hubungi PPS kelurahan ini."
    role = "ketua" if row.call.seat == 1 else f"kursi {row.call.seat}"
    phone = phone_on_paper(row.call.phone) or "nomor telepon belum ada"
    return f"Hubungi {row.call.name} ({role}): {phone}"


def _line(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
