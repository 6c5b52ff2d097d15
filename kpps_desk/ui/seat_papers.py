"""The papers of Kursi: the annex of a kelurahan's decrees and the minutes of a replacement, each to a PDF.

What a newcomer gets wrong: printing without a look. What is to be checked before it is signed is said when the file is
there.
"""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from kpps_desk import words
from kpps_desk.domain.places import digits
from kpps_desk.operations import paperwork
from kpps_desk.operations.paperwork import Printed
from kpps_desk.ui.outside import open_file
from kpps_desk.ui.screen import Desk


class SeatPapers(QObject):
    """Asks where a PDF goes, and has it written."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over

    def print_minutes(self, replacement: int) -> None:
        """The draft of the minutes of one replacement."""
        path = self._pick_file("Simpan berita acara", "berita-acara-paw.pdf")
        if path is not None:
            self._desk.background.run(
                self,
                "Mencetak berita acara",
                lambda database, _: paperwork.print_minutes(database, replacement, path),
                self._printed,
            )

    def print_annex(self, code: str, name: str) -> None:
        """The annexes of all decrees of an area."""
        path = self._pick_file("Simpan lampiran SK", f"lampiran-sk-{digits(code)}.pdf")
        if path is not None:
            self._desk.background.run(
                self,
                f"Mencetak lampiran SK, {name}",
                lambda database, job: paperwork.print_annex(database, code, path, job),
                self._printed,
            )

    def _pick_file(self, title: str, proposed: str) -> Path | None:
        start = Path(self._desk.kept.text("seats/folder", str(Path.home()))) / proposed
        name, _ = QFileDialog.getSaveFileName(self._over, title, str(start), "PDF (*.pdf)")
        if not name:
            return None
        self._desk.kept.keep("seats/folder", str(Path(name).parent))
        return Path(name)

    def _printed(self, result: Printed) -> None:
        text = f"{words.number(result.pages)} halaman tersimpan di {result.path.name}."
        if result.flaws:
            first = result.flaws[0]
            text = f"{text} Periksa sebelum ditandatangani: {first.number}, {first.what}"
            self._desk.notices.warn(text, act="Buka", action=lambda: open_file(result.path))
        else:
            self._desk.notices.say(text, act="Buka", action=lambda: open_file(result.path))
