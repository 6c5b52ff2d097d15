"""Step 1 of an import: drop a list or pick it; below, what came in before.

What a newcomer gets wrong: a drop zone that only takes what falls inside its dashes. The whole screen takes a file;
this card says so, and what may be wrong with a list before anybody is disappointed.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.importing_history import HistoryPanel
from kpps_desk.ui.labels import plain

_LOW = 470  # logical pixels of height; below, the card keeps to its buttons and one sentence
_TEXT = (
    "Judul di atas tabel, urutan kolom, dan ejaan wilayah boleh berbeda-beda. Yang terbaca diperlihatkan dahulu; "
    "tidak ada yang berubah sebelum Anda menekan Impor pada langkah 3."
)
_TIPS = (
    "Excel (.xlsx, .xls), LibreOffice (.ods), CSV, atau teks. NIK sebaiknya tersimpan sebagai teks: bilangan Excel "
    "merusaknya, dan baris seperti itu ditolak. Daftar yang sama boleh diimpor lagi: tidak ada yang menjadi ganda."
)


class ChoosePage(QWidget):
    """The drop card and the history."""

    pick_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history = HistoryPanel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._drop_card())
        column.addWidget(self.history, 1)

    def _drop_card(self) -> QFrame:
        self.card = QFrame()
        self.card.setObjectName("drop")
        picture = QLabel()
        picture.setPixmap(theme.pixmap("importing", "accent", 40, self.devicePixelRatioF()))
        self.pick = QPushButton("&Pilih berkas…")
        self.pick.setObjectName("primary")
        self.sample = QPushButton("Buat &contoh…")
        self.sample.setToolTip("Menulis daftar tiruan untuk melihat susunan kolom dan mencoba")
        self.pick.clicked.connect(self.pick_wanted)
        self.sample.clicked.connect(self.sample_wanted)
        self._head = plain("Tarik daftar anggota ke mana saja di layar ini", "heading", wrap=False, select=False)
        self._text, self._tips = plain(_TEXT), plain(_TIPS, "muted")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Berkas sedang dibaca")
        self._bar.hide()
        said = QVBoxLayout()
        said.setSpacing(4)
        for widget in (self._head, self._text, self._tips, self._bar):
            said.addWidget(widget)
        buttons = QVBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self.pick)
        buttons.addWidget(self.sample)
        buttons.addStretch(1)
        row = QHBoxLayout(self.card)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(theme.GRID * 3)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
        row.addLayout(buttons)
        return self.card

    def set_reading(self, name: str) -> None:
        """While a file is being read; '' when it is over."""
        self._head.setText(f"Membaca {name}…" if name else "Tarik daftar anggota ke mana saja di layar ini")
        self._bar.setVisible(bool(name))
        for button in (self.pick, self.sample):
            button.setEnabled(not name)

    def focus_first(self) -> None:
        self.pick.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tips.setVisible(self.height() >= _LOW)
