"""A NIK on the card: masked, and in full for a minute to whoever says what for.

What a newcomer gets wrong: showing what the card already knows. The full number comes from operations.disclosing, after
the record of the look is on the disk, and it goes away by itself: after a minute, with the person, with the screen.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.ui.labels import plain

PURPOSES = (
    "Mencocokkan dengan KTP",
    "Mengisi formulir resmi",
    "Permintaan yang bersangkutan",
    "Menjawab tanggapan masyarakat",
)
SECONDS = 60


class NikLine(QWidget):
    """`wanted(purpose)` asks for the full one; `show_full` is the answer. The purpose is remembered for the session."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._member, self._masked = -1, ""
        self.purpose = ""
        self._text = plain()
        self.button = QToolButton()
        self.button.setObjectName("link")
        self.button.setText("Lihat NIK lengkap")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        menu = QMenu(self.button)
        menu.addAction("Untuk keperluan apa? Ini dicatat.").setEnabled(False)
        for purpose in PURPOSES:
            menu.addAction(purpose).triggered.connect(lambda _, purpose=purpose: self._choose(purpose))
        self.button.setMenu(menu)
        self._again = QToolButton()
        self._again.setText("Samarkan lagi")
        self._again.setObjectName("link")
        self._again.clicked.connect(self._toggle)
        self._again.hide()
        self.hiding = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self.hiding.timeout.connect(self.hide_full)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._again)
        row.addWidget(self.button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._text)
        layout.addLayout(row)

    @property
    def text(self) -> str:
        """What stands there now."""
        return self._text.text()

    def put(self, member: int, nik: str | None) -> None:
        """This person's, masked; what was shown of another is gone, of the same one it stays its minute."""
        if member == self._member and self.hiding.isActive():
            return
        self._member = member
        self._masked = words.masked_nik(nik)
        self.button.setEnabled(bool(nik))
        self._again.setEnabled(bool(nik))
        self.hide_full()

    def show_full(self, nik: str) -> None:
        """In full, for a minute."""
        self._text.setText(f"{nik[:6]} {nik[6:12]} {nik[12:]}")
        self._text.setAccessibleName(f"NIK lengkap {nik}")
        self._again.setText("Samarkan lagi")
        self._again.show()
        self.button.hide()
        self.hiding.start()

    def hide_full(self) -> None:
        self.hiding.stop()
        self._text.setText(self._masked)
        self._text.setAccessibleName(f"NIK {self._masked}")
        self._again.setText("Lihat NIK lengkap")
        self._again.setToolTip(f"Untuk keperluan: {self.purpose}. Dicatat.")
        self._again.setVisible(bool(self.purpose))
        self.button.setVisible(True)
        self.button.setText("Keperluan lain" if self.purpose else "Lihat NIK lengkap")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hide_full()

    def _choose(self, purpose: str) -> None:
        self.purpose = purpose
        self.wanted.emit(purpose)

    def _toggle(self) -> None:
        if self.hiding.isActive():
            self.hide_full()
        else:
            self.wanted.emit(self.purpose)
