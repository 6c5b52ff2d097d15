"""What stands on every paper of the office: letterhead, event, city and signatory, corrected beside the page.

What a newcomer gets wrong: a dialog over the page. The form takes the page's place, and gives it back when it is saved
or left.
"""

from dataclasses import asdict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from kpps_desk.domain.election import PaperSettings
from kpps_desk.operations import papers
from kpps_desk.queries import areas
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.screen import Desk

_FIELDS = (
    Field("letterhead", "&Kop surat, satu baris untuk setiap baris kop", lines=3, required=True),
    Field("event", "Nama ke&giatan", required=True),
    Field("city", "Ko&ta, di depan tanggal", required=True),
    Field("signatory_title", "&Jabatan penanda tangan", required=True),
    Field("signatory_name", "&Nama penanda tangan, dengan gelar", required=True),
    Field("signatory_number", "N&IP atau nomor lain (boleh kosong)"),
)


def _kept(db: Snapshot) -> tuple[PaperSettings, int]:
    return areas.election(db).paper, areas.election_version(db)


class PaperForm(QFrame):
    """Ask with `ask()`; it says `closed` when it is saved or left."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, takes_focus: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._desk = desk
        self._takes_focus = takes_focus
        self._version = 0
        self._asked = False
        self.form = Form(_FIELDS)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.closed)
        head = QLabel("Kop dan penanda tangan")
        head.setObjectName("subheading")
        told = QLabel("Berlaku untuk sertifikat yang terbit sesudah disimpan; yang sudah terbit tidak berubah.")
        told.setObjectName("muted")
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID * 3, theme.GRID * 2, theme.GRID * 3, theme.GRID * 2)
        column.setSpacing(theme.GRID)
        for part in (head, told, self.form):
            column.addWidget(part)
        column.addStretch(1)

    def look_again(self) -> None:
        """Show what is kept now, unless somebody is typing here."""
        if not self._asked or not self.form.changed():
            self.ask()

    def focus_first(self) -> None:
        self.form.focus_first()

    def ask(self) -> None:
        """Show what is kept now."""
        self._asked = True
        self._desk.background.ask(self, _kept, self._show, topic="paper")

    def _show(self, kept: tuple[PaperSettings, int]) -> None:
        paper, self._version = kept
        texts = {name: text for name, text in asdict(paper).items() if isinstance(text, str)}
        self.form.put({**texts, "letterhead": "\n".join(paper.letterhead)})
        if self._takes_focus:
            self.form.setFocus()

    def _save(self, typed: dict[str, str]) -> None:
        version = self._version
        self._desk.background.do(
            self,
            "Ubah kop dan penanda tangan",
            lambda tx: papers.edit(tx, typed, version=version),
            self._saved,
            failed=self.form.show_trouble,
        )

    def _saved(self, changed: bool) -> None:
        self.closed.emit()
        if changed:
            self._desk.notices.say("Kop dan penanda tangan disimpan.")
