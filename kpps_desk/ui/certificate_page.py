"""The right half of Sertifikat: the page as it will come out of the printer, and what to do with the issued ones.

What a newcomer gets wrong: a picture that only looks like the certificate. It is the PDF itself, made by the same code
as the file and the print, and drawn by pdfium.
"""

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.exchange import rendering
from kpps_desk.operations import printing
from kpps_desk.queries import certificates
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.page_view import PageView, image_of

_A4_LANDSCAPE = 297 / 210


class Shown(NamedTuple):
    """A page ready for the glass."""

    image: QImage
    title: str
    about: str


def drawn(db: Snapshot, certificate: int | None, width: int) -> Shown:
    """On a reader's thread: the page of a certificate, or of the sample where there is none yet."""
    if certificate is None:
        image = image_of(rendering.page_picture(printing.sample(), width=width))
        return Shown(image, "Contoh bentuk sertifikat", "Belum terbit: nama, nomor, dan tanggal hanya contoh.")
    row = certificates.page(db, [certificate])[certificate]
    image = image_of(rendering.page_picture(printing.page(db, certificate), width=width))
    state = words.certificate_state(row.state)
    return Shown(image, row.name, f"{state} · Nomor {row.number} · {words.moment(row.issued_at)}")


class CertificatePage(QWidget):
    """Shows Shown; the screen asks and answers."""

    wanted = Signal()
    moved = Signal(int)  # -1: the certificate before, 1: the next
    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView(_A4_LANDSCAPE)
        self.view.wanted.connect(self.wanted)
        self._title, self._about = QLabel(), QLabel()
        for label, name in ((self._title, "subheading"), (self._about, "muted")):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setMinimumWidth(0)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title, 1)
        for name, icon, step in (
            ("Perkecil", "minus", -1),
            ("Perbesar", "plus", 1),
            ("Muat seluruh halaman", "eye", 0),
        ):
            head.addWidget(_tool(name, icon, lambda step=step: self.view.zoom(step)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addWidget(self.view, 1)
        column.addLayout(self._buttons())

    @property
    def title(self) -> str:
        return self._title.text()

    def put(self, shown: Shown) -> None:
        self._title.setText(shown.title)
        self._about.setText(shown.about)
        self.view.put(shown.image, f"{shown.title}. {shown.about}")

    def say_place(self, at: int, total: int) -> None:
        """`3 dari 435`; total 0: there is nothing to go through."""
        self._place.setText(f"{words.number(at + 1)} dari {words.number(total)}" if total and at >= 0 else "")
        self._before.setEnabled(total > 0 and at > 0)
        self._next.setEnabled(total > 0 and at < total - 1)

    def say_paper(self, certificates: int, *, chosen: bool) -> None:
        """What saving and printing would take."""
        which = f" ({words.number(certificates)}{' yang dipilih' if chosen else ''})" if certificates else ""
        self.save.setText(f"Simpan &PDF{which}…")
        self.print.setText(f"&Cetak{which}…")
        for button in (self.save, self.print):
            button.setEnabled(certificates > 0)

    def _buttons(self) -> QHBoxLayout:
        self._before = _tool("Sertifikat sebelumnya", "up", lambda: self.moved.emit(-1))
        self._next = _tool("Sertifikat berikutnya", "down", lambda: self.moved.emit(1))
        self._place = QLabel()
        self._place.setObjectName("muted")
        self.save, self.print = QPushButton("Simpan &PDF…"), QPushButton("&Cetak…")
        self.save.setIcon(theme.icon("export", "text"))
        self.print.setIcon(theme.icon("print", "text"))
        self.save.clicked.connect(self.save_wanted)
        self.print.clicked.connect(self.print_wanted)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for widget in (self._before, self._next, self._place):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.save, self.print):
            row.addWidget(button)
        self.say_place(-1, 0)
        self.say_paper(0, chosen=False)
        return row


def _tool(name: str, icon: str, action: object) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(icon, "text"))
    button.setIconSize(QSize(16, 16))
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.clicked.connect(lambda: action())  # type: ignore[operator]
    return button
