"""F1: what this screen is for, and the keys that work everywhere.

What a newcomer gets wrong: a manual in the program. A screen's `help_text` is a few sentences, next to its code.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpps_desk.ui import theme

_KEYS = (
    ("Ctrl+K", "Cari orang, TPS, sesi, atau perintah"),
    ("Ctrl+F", "Ke kotak pencarian layar ini"),
    ("Ctrl+1 … Ctrl+9, Ctrl+0", "Pindah layar"),
    ("Ctrl+,", "Pengaturan"),
    ("Ctrl+A", "Pilih semua yang sesuai saringan"),
    ("Ctrl+Z", "Urungkan perubahan yang tertulis di kanan atas"),
    ("F5", "Muat ulang"),
    ("Esc", "Tutup panel atau kosongkan pencarian"),
    ("Ctrl+Q", "Keluar"),
)


class HelpSheet(QDialog):
    """Beside the work, not instead of it: it doesn't block the window."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Bantuan: {title}")
        self.setMinimumWidth(520)
        heading = QLabel(title)
        heading.setObjectName("heading")
        said = QLabel(text or "Layar ini belum memiliki penjelasan.")
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = QFrame()
        card.setObjectName("card")
        keys = QGridLayout(card)
        keys.setContentsMargins(16, 12, 16, 12)
        keys.setHorizontalSpacing(theme.GRID * 3)
        keys.setVerticalSpacing(6)
        keys.setColumnStretch(1, 1)
        for row, (key, meaning) in enumerate(_KEYS):
            name = QLabel(key)
            name.setObjectName("muted")
            keys.addWidget(name, row, 0)
            keys.addWidget(QLabel(meaning), row, 1)
        close = QPushButton("&Tutup")
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(theme.GRID * 2)
        for widget in (heading, said, card):
            layout.addWidget(widget)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
