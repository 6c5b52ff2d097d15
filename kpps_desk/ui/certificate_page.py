"""One certificate as it comes out of the printer, front and back, with what is to be said of it above.

What a newcomer gets wrong: a picture that only looks like the certificate. It is the PDF itself, made by the same code
as the file and the print, and drawn by pdfium.
"""

from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.certificates import Kind
from kpps_desk.operations import printing
from kpps_desk.queries import certificate_changes, certificates
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.pdf_preview import PdfPreview
from kpps_desk.ui.pdf_source import FilePages
from kpps_desk.ui.screen import Desk


class _Told(NamedTuple):
    title: str
    about: str


def told(db: Snapshot, certificate: int) -> _Told:
    """Whose it is, and what became of it."""
    row = certificates.page(db, [certificate])[certificate]
    about = f"{words.certificate_state(row.state)} · Nomor {row.number} · {words.moment(row.issued_at)}"
    if row.replaced_by is not None and (new := certificates.page(db, [row.replaced_by]).get(row.replaced_by)):
        about += f" · Diganti dengan {new.number}"
    if row.state == "terbit" and len(certificate_changes.among(db, [certificate])):
        about = f"Data berubah sejak terbit · {about}"
    return _Told(row.name, f"{about} · {row.reason}" if row.reason else about)


class CertificatePage(QWidget):
    """`put` a certificate, or None for the sample of a kind; it asks for itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: tuple[int | None, Kind] | None = None
        self._title, self._about = OneLine("subheading"), OneLine("muted")
        self.preview = PdfPreview(desk.background, thumbnails=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._title, self._about):
            column.addWidget(part)
        column.addSpacing(theme.GRID // 2)
        column.addWidget(self.preview, 1)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def about(self) -> str:
        return self._about.text()

    def put(self, certificate: int | None, kind: Kind = Kind.CERTIFICATE, *, anew: bool = False) -> None:
        """Show this one; `anew` also if it is there already."""
        if self._shown == (certificate, kind) and not anew:
            return
        self._shown = (certificate, kind)
        if certificate is None:
            self._say(_Told("Contoh bentuk sertifikat", "Belum terbit: nama, nomor, dan tanggal hanya contoh."))
            self.preview.put(FilePages(lambda db: printing.sample(db, kind)), "Contoh bentuk sertifikat")
            return
        self._desk.background.ask(self, lambda db: told(db, certificate), self._say, topic="told")
        self.preview.put(FilePages(lambda db: printing.page(db, certificate)), "Sertifikat")

    def _say(self, said: _Told) -> None:
        self._title.setText(said.title)
        self._about.setText(said.about)
        self._about.setToolTip(said.about)
