"""The papers of one swearing-in: choose one, see its pages, save or print it.

What a newcomer gets wrong: drawing a sign-in sheet here. It has codes that are read back from a scan and is made by
operations.sheets; this pane only asks for it.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.places import digits
from kpps_desk.operations import oath_papers, sheets
from kpps_desk.operations.oath_papers import TITLES, Paper
from kpps_desk.problems import Problem
from kpps_desk.progress import Progress
from kpps_desk.queries.oaths import Register
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.outside import open_file
from kpps_desk.ui.paper_glass import image_of
from kpps_desk.ui.paper_out import ask_printer, say_printed
from kpps_desk.ui.paper_preview import PaperPreview
from kpps_desk.ui.printer import print_pages
from kpps_desk.ui.screen import Desk

SIGNING = "signing"  # the sign-in sheet among the papers
_NAMES = {**{what.value: title for what, title in TITLES.items()}, SIGNING: "Daftar hadir, lembar tanda tangan"}
_FILES = {
    Paper.MINUTES.value: "berita-acara-pelantikan",
    Paper.TEXT.value: "naskah-sumpah",
    Paper.PACT.value: "pakta-integritas",
    Paper.PACT_LIST.value: "daftar-pakta-integritas",
    SIGNING: "daftar-hadir",
}


class _Made(NamedTuple):
    """A paper that was written; `flaw` is the first thing to look at before it is signed."""

    pages: int
    path: Path
    flaw: str


class OathPaperPane(QWidget):
    """`put` a register; it asks for the page itself while it is in sight."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._register: Register | None = None
        self.kinds, self.sizes = QComboBox(), QComboBox()
        self.kinds.setAccessibleName("Surat")
        self.sizes.setAccessibleName("Ukuran kertas")
        for key, name in _NAMES.items():
            self.kinds.addItem(name, key)
        for size in ("A4", "F4"):
            self.sizes.addItem(size, size)
        self.kinds.currentIndexChanged.connect(self._another)
        self.sizes.currentIndexChanged.connect(self._another)
        self.preview = PaperPreview()
        self.preview.wanted.connect(self.ask)
        self.save, self.print = QPushButton("Simpan &PDF…"), QPushButton("Ce&tak…")
        self.save.setIcon(theme.icon("export", "text"))
        self.print.setIcon(theme.icon("print", "text"))
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.kinds, 1)
        for widget in (self.sizes, self.save, self.print):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(row)
        column.addWidget(self.preview, 1)

    @property
    def kind(self) -> str:
        return str(self.kinds.currentData())

    @property
    def paper_size(self) -> str:
        return str(self.sizes.currentData())

    def choose(self, kind: str) -> None:
        """One of the papers by its key."""
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind)))

    def put(self, register: Register) -> None:
        if self._register is None or self._register.session.id != register.session.id:
            self.preview.first_page()
        self._register = register
        self.ask()

    def ask(self) -> None:
        """Draw the wanted page anew."""
        if self._register is None or not self.isVisible():
            return
        if self.kind == SIGNING:
            self.preview.say("Lembar tanda tangan memuat kode halaman; setiap cetakan dicatat. Simpan atau cetak.")
            return
        session, what, size = self._register.session.id, Paper(self.kind), self.paper_size
        width, page = self.preview.view.width_wanted, self.preview.page

        def drawn(db: Snapshot) -> tuple[QImage, int, int]:
            found = oath_papers.preview(db, session, what, width=width, page=page, size=size)
            return image_of(found.picture), found.page, found.pages

        self._desk.background.ask(self, drawn, self._shown, topic="page", failed=self._failed)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.ask()

    def _shown(self, found: tuple[QImage, int, int]) -> None:
        image, page, pages = found
        self.preview.put(image, page, pages, self.kinds.currentText())
        if self.kind == Paper.PACT.value:
            self.preview.place.setText("Contoh untuk satu orang; dicetak satu halaman setiap orang")

    def _failed(self, problem: Problem) -> None:
        self.preview.say(str(problem))

    def _another(self) -> None:
        self.preview.first_page()
        self.ask()

    # -- out of the program -------------------------------------------------------------------------------------------

    def _save(self) -> None:
        if self._register is None:
            return
        session = self._register.session
        proposed = f"{_FILES[self.kind]}-{digits(session.area_code)}-{session.id}.pdf"
        start = Path(self._desk.kept.text("oath/folder", str(Path.home()))) / proposed
        name, _ = QFileDialog.getSaveFileName(self, f"Simpan {_NAMES[self.kind]}", str(start), "PDF (*.pdf)")
        if name:
            self._desk.kept.keep("oath/folder", str(Path(name).parent))
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the chosen paper."""
        if self._register is None:
            return
        make = self._writing()
        self._desk.background.run(
            self, f"Menulis {_NAMES[self.kind].lower()}", lambda database, job: make(database, job, path), self._saved
        )

    def _writing(self) -> Callable[[Database, Progress, Path], _Made]:
        """What makes the chosen paper; called elsewhere than on the window's thread."""
        session = self._register.session.id if self._register else 0
        kind, size, by = self.kind, self.paper_size, self._desk.background.by

        def work(database: Database, progress: Progress, to: Path) -> _Made:
            if kind == SIGNING:
                signing = sheets.print_sheets(database, session, to, size=size, by=by, progress=progress)
                return _Made(signing.pages, to, "")
            made = oath_papers.print_paper(database, session, Paper(kind), to, size=size, progress=progress)
            return _Made(made.pages, to, f"{made.flaws[0].number}, {made.flaws[0].what}" if made.flaws else "")

        return work

    def _saved(self, made: _Made) -> None:
        text = f"{words.number(made.pages)} halaman tersimpan di {made.path.name}."
        if made.flaw:
            self._desk.notices.warn(
                f"{text} Periksa sebelum ditandatangani: {made.flaw}", act="Buka", action=lambda: open_file(made.path)
            )
        else:
            self._desk.notices.say(text, act="Buka", action=lambda: open_file(made.path))

    def _print(self) -> None:
        """Ask for a printer; a sentence where there is none."""
        ask_printer(self, self._desk, self.paper_size, self.print_on)

    def print_on(self, printer: QPrinter) -> None:
        """Every page of the chosen paper on this printer."""
        if self._register is None:
            return
        make = self._writing()

        def work(database: Database, progress: Progress) -> int:
            with tempfile.TemporaryDirectory() as folder:
                made = make(database, progress, Path(folder) / "cetak.pdf")
                return print_pages(made.path, printer, progress)

        self._desk.background.run(
            self, f"Mencetak {_NAMES[self.kind].lower()}", work, lambda pages: say_printed(self._desk, pages)
        )
