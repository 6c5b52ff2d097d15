"""Files that the wizard writes on request: a sample list, and what is wrong with a list.

What a newcomer gets wrong: a message box that says "tersimpan". The notice says what was written and offers to look.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kpps_desk import words
from kpps_desk.exchange import sample
from kpps_desk.ui import importing_work
from kpps_desk.ui.importing_outcome import OutcomePanel
from kpps_desk.ui.outside import open_file
from kpps_desk.ui.screen import Desk

_SAMPLE_AREA = "31.71.01"  # one kecamatan
_KINDS = "Excel (*.xlsx);;CSV (*.csv)"
_FILES = "Daftar anggota (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;Semua berkas (*)"


class Saving(QObject):
    """Asks where, writes off the window's thread, says so."""

    look_wanted = Signal(object)  # a path: import it

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent

    def folder(self) -> str:
        """Where the person was last."""
        return self._desk.kept.text("importing/folder", str(Path.home()))

    def pick(self) -> None:
        """Ask for a list to import."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Pilih daftar anggota", self.folder(), _FILES)
        if name:
            self.look_wanted.emit(Path(name))

    def pick_sample(self) -> None:
        """Ask where a sample goes."""
        start = str(Path(self.folder()) / "contoh-daftar.xlsx")
        name, _ = QFileDialog.getSaveFileName(self._window, "Simpan contoh daftar", start, _KINDS)
        if name:
            self.sample(Path(name))

    def sample(self, path: Path) -> None:
        """A made-up list of one kecamatan, to see the shape and to try with."""

        def written(people: int) -> None:
            text = f"{path.name} berisi {words.number(people)} orang tiruan di Kec. Gambir."
            self._desk.notices.say(text, act="Lihat", action=lambda: self.look_wanted.emit(path))

        self._desk.background.run(
            self,
            "Menulis contoh daftar",
            lambda _, progress: sample.write(path, area=_SAMPLE_AREA, progress=progress),
            written,
        )

    def pick_problems(self, panel: OutcomePanel, source: Path) -> None:
        """Ask where the problems go that the list shows now."""
        start = str(source.with_name(f"{source.stem}-masalah.xlsx"))
        name, _ = QFileDialog.getSaveFileName(self._window, "Simpan daftar masalah", start, _KINDS)
        if name:
            self.problems(panel, source, Path(name))

    def problems(self, panel: OutcomePanel, source: Path, path: Path) -> None:
        """Write the rows in the filter, with problem and advice."""

        def written(rows: int) -> None:
            text = f"{words.number(rows)} baris bermasalah ditulis ke {path.name}."
            self._desk.notices.say(text, act="Buka", action=lambda: open_file(path))

        work = importing_work.problems_to(path, panel.verdicts, panel.wanted(), source.name)
        self._desk.background.run(self, f"Menulis {path.name}", work, written)
