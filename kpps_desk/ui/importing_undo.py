"""Before an import is taken back: what would go, and what stays because it was changed since.

What a newcomer gets wrong: asking "Anda yakin?". Days later others have worked on what the list brought; the person is
shown what an undo would do to their work, and decides by that.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations.undo import UndoPreview
from kpps_desk.ui import theme
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain

_MOST = 500  # sentences in the list; nobody reads more


class UndoPage(QWidget):
    """Shows an UndoPreview and asks for the deed."""

    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._back, self._stays = plain("", "heading"), plain(""), plain("", "subheading")
        self.kept = QListWidget()
        self.kept.setAccessibleName("Yang tidak ikut kembali")
        self.kept.setWordWrap(True)
        self.cancel = QPushButton("&Batal")
        self.go = QPushButton("&Urungkan sekarang")
        self.go.setObjectName("primary")
        self.cancel.clicked.connect(self.cancelled)
        self.go.clicked.connect(self.confirmed)
        inside(self, "Escape", self.cancelled.emit)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for label in (self._title, self._back, self._stays):
            column.addWidget(label)
        column.addWidget(self.kept, 1)
        column.addStretch(0)
        column.addLayout(buttons)

    @property
    def text(self) -> str:
        """What is said above the list."""
        return "\n".join(label.text() for label in (self._title, self._back, self._stays))

    def wait(self, name: str) -> None:
        """While it is being looked at."""
        self._title.setText(f"Urungkan impor {name}?")
        self._back.setText("Sedang melihat apa yang akan kembali dan apa yang sudah diubah sejak itu…")
        self._stays.setText("")
        self.kept.clear()
        self.kept.hide()
        self.go.setEnabled(False)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, found: UndoPreview) -> None:
        """Show what would happen."""
        back = ", ".join(
            f"{words.number(count)} catatan {words.table_name(table).lower()}"
            for table, count in found.records.items()
            if count
        )
        self._back.setText(
            f"Yang kembali seperti sebelum impor: {back}. Pengurungan ini sendiri tercatat dan dapat diulangi."
            if back
            else "Tidak ada lagi yang dapat dikembalikan: semuanya sudah diubah sejak impor itu."
        )
        self._stays.setText(
            f"{words.number(len(found.kept))} hal dibiarkan karena sudah diubah atau dipakai sejak impor itu:"
            if found.kept
            else "Tidak ada yang diubah sejak impor itu; semuanya kembali."
        )
        self.kept.addItems(found.kept[:_MOST])
        if len(found.kept) > _MOST:
            self.kept.addItem(f"… dan {words.number(len(found.kept) - _MOST)} hal lain.")
        self.kept.setVisible(bool(found.kept))
        self.go.setEnabled(bool(back))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
