"""What one check found: what the certificate says, whose key it bears, and what this workspace knows of it.

What a newcomer gets wrong: showing what a forged text says as if it were so. Its name and number are shown, greyed and
under a heading that says that nobody vouches for them.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpps_desk.operations.verifying import Checked, Judgement
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain

LOOK: Mapping[Judgement, tuple[str, str, str]] = {  # tone, icon, head
    Judgement.VALID: ("good", "check", "ASLI"),
    Judgement.REPLACED: ("warn", "refresh", "SUDAH DIGANTI"),
    Judgement.REVOKED: ("bad", "close", "DICABUT"),
    Judgement.FORGED: ("bad", "cross", "PALSU"),
    Judgement.UNKNOWN_KEY: ("warn", "help", "KUNCI TIDAK DIKENAL"),
    Judgement.UNREADABLE: ("", "info", "TIDAK TERBACA"),
}
DOUBTFUL = ("warn", "warning", "ASLI, TETAPI TIDAK TERCATAT")
_VOUCHED = {Judgement.VALID, Judgement.REPLACED, Judgement.REVOKED}
_ROWS = (("name", "Nama"), ("position", "Jabatan"), ("event", "Kegiatan"), ("number", "Nomor"), ("key_id", "Kunci"))


def look(checked: Checked) -> tuple[str, str, str]:
    """Tone, icon and head of the verdict."""
    return DOUBTFUL if checked.doubtful else LOOK[checked.judgement]


class CheckedCard(QFrame):
    """`record_wanted` carries a certificate's id, `number_wanted` the number that stands in its place."""

    record_wanted = Signal(int)
    keys_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._shown: Checked | None = None
        self.head = plain("", "subheading")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GRID * 2)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._values: dict[str, tuple[QLabel, QLabel]] = {}
        for at, (key, title) in enumerate(_ROWS):
            caption, value = plain(title, "caption", wrap=False, select=False), plain("")
            value.setAccessibleName(title)
            self._grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, at, 1)
            self._values[key] = caption, value
        self.notes = plain("")
        self._record = QPushButton("Lihat di &Sertifikat")
        self._record.clicked.connect(self._open)
        self._keys = QPushButton("&Kunci segel…")
        self._keys.clicked.connect(self.keys_wanted)
        acts = QHBoxLayout()
        acts.setSpacing(theme.GRID)
        for button in (self._record, self._keys):
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID * 2, theme.GRID * 1, theme.GRID * 2, theme.GRID * 1)
        column.setSpacing(theme.GRID)
        column.addWidget(self.head)
        column.addLayout(self._grid)
        column.addWidget(self.notes)
        column.addLayout(acts)
        column.addStretch(1)
        self.put(None, "")

    def put(self, checked: Checked | None, office: str) -> None:
        """`office`: whose key it bears, as this workspace calls them."""
        self._shown = checked
        fields = checked.fields if checked else None
        vouched = checked is not None and checked.judgement in _VOUCHED
        self.head.setText(_head(checked, vouched=vouched))
        for key, (caption, value) in self._values.items():
            text = str(getattr(fields, key)) if fields else ""
            value.setText(f"{text} · {office or 'kantor tidak dikenal'}" if key == "key_id" and fields else text)
            value.setEnabled(vouched)
            caption.setVisible(fields is not None)
            value.setVisible(fields is not None)
        self.notes.setText("\n".join(checked.notes) if checked else "")
        self.notes.setVisible(bool(self.notes.text()))
        self._record.setVisible(checked is not None and checked.recorded is not None)
        self._keys.setVisible(checked is not None and checked.judgement is Judgement.UNKNOWN_KEY)

    def _open(self) -> None:
        if self._shown is not None and self._shown.recorded is not None:
            self.record_wanted.emit(self._shown.recorded)


def _head(checked: Checked | None, *, vouched: bool) -> str:
    if checked is None:
        return "Isi sertifikat tampil di sini"
    if checked.fields is None:
        return "Tidak ada isi yang dapat ditunjukkan"
    return "Isi sertifikat" if vouched else "Yang tertulis, tanpa jaminan siapa pun"
