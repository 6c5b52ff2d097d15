"""A finished paper on the glass, and its ways out: saved under a name, or printed.

What a newcomer gets wrong: making the paper again to save it. What is saved and printed is the very file that was
looked at; it lies in a folder of its own that goes away with it.
"""

import shutil
import tempfile
import weakref
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.document_kinds import Kind
from kpps_desk.operations import documents
from kpps_desk.operations.paperwork import Printed
from kpps_desk.ui import theme
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.outside import open_file
from kpps_desk.ui.paper_out import ask_printer, say_printed
from kpps_desk.ui.pdf_preview import PdfPreview
from kpps_desk.ui.printer import print_pages
from kpps_desk.ui.screen import Desk


class DocumentOut(QWidget):
    """`show_sample` while nothing is made, `put` what was; `drop` when it is no longer what is wanted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind: Kind | None = None
        self._size = "A4"
        self._folder = Path(tempfile.mkdtemp(prefix="kpps-desk-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)  # at the program's end too
        self._count = 0
        self.made: Printed | None = None
        self.preview = PdfPreview(desk.background)
        self.state = OneLine("muted")
        self.save, self.print = QPushButton("&Simpan PDF…"), QPushButton("&Cetak…")
        self.save.setToolTip("Ctrl+S")
        self.print.setToolTip("Ctrl+P")
        self.save.clicked.connect(lambda _=False: self.pick_file())
        self.print.clicked.connect(lambda _=False: self.pick_printer())
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.save)
        foot.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.preview, 1)
        column.addLayout(foot)
        self._allow()

    def new_path(self) -> Path:
        """Where the next paper is to be written."""
        self._count += 1
        return self._folder / f"dokumen-{self._count}.pdf"

    def show_sample(self, kind: Kind, size: str) -> None:
        """What such a paper looks like; nobody's data."""
        self.drop()
        self._kind, self._size = kind, size
        code = kind.code
        self._desk.background.ask(
            self, lambda db: documents.sample(code, size), lambda pdf: self._put_sample(kind, pdf), topic="sample"
        )

    def _put_sample(self, kind: Kind, pdf: bytes) -> None:
        if self.made is None and self._kind is kind:
            self.preview.put(pdf, f"Contoh bentuk {kind.name}")
            self.state.setText("Contoh bentuk, bukan data kantor ini.")

    def put(self, kind: Kind, size: str, made: Printed) -> None:
        """Show what was made."""
        self.drop()
        self._kind, self._size, self.made = kind, size, made
        self.preview.put(made.path, kind.name)
        pages = f"{words.number(made.pages)} halaman"
        if made.flaws:
            flaw = made.flaws[0]
            more = f" dan {words.number(len(made.flaws) - 1)} lainnya" if len(made.flaws) > 1 else ""
            self.state.setText(f"{pages}. Periksa: {flaw.number}: {flaw.what}{more}")
            self.state.setToolTip("\n".join(f"{one.number}: {one.name}: {one.what}" for one in made.flaws[:40]))
        else:
            first = "Yang pertama; semuanya disimpan dalam satu ZIP."
            self.state.setText(f"{pages}. {first if self._archived() else 'Siap disimpan atau dicetak.'}")
            self.state.setToolTip("")
        self._allow()

    def drop(self) -> None:
        """Let go of what was made, its file too."""
        if self.made is not None:
            documents.drop(self.made.path)
        self.made = None
        self.state.setText("")
        self.state.setToolTip("")
        self._allow()

    def say_stale(self) -> None:
        """What is shown was made before something changed."""
        if self.made is not None:
            self.state.setText("Data berubah sesudah dokumen ini dibuat. Buat lagi.")

    def _allow(self) -> None:
        archived = self._archived()
        self.save.setEnabled(self.made is not None)
        self.save.setText("&Simpan ZIP…" if archived else "&Simpan PDF…")
        self.print.setEnabled(self.made is not None and not archived)

    def _archived(self) -> bool:
        """Whether what is shown is the first of many, which are kept together."""
        return self.made is not None and documents.together(self.made.path) is not None

    # -- out of the program -------------------------------------------------------------------------------------------

    def pick_file(self) -> None:
        """Ask under which name; the folder is remembered."""
        if self.made is None or self._kind is None:
            return
        start = Path(self._desk.kept.text("documents/folder", str(Path.home()))) / documents.file_name(self._kind)
        kinds = "PDF (*.pdf)"
        if self._archived():
            start, kinds = start.with_suffix(".zip"), "ZIP (*.zip)"
        name, _ = QFileDialog.getSaveFileName(self, f"Simpan {self._kind.name}", str(start), kinds)
        if name:
            self._desk.kept.keep("documents/folder", str(Path(name).parent))
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the paper that is shown under this name."""
        if self.made is not None:
            made = self.made.path
            self._desk.background.run(
                self, f"Menyimpan {path.name}", lambda database, job: documents.keep(made, path), self._saved
            )

    def _saved(self, path: Path) -> None:
        self._desk.notices.say(f"Tersimpan di {path.name}.", act="Buka", action=lambda: open_file(path))

    def pick_printer(self) -> None:
        """Ask for a printer; a sentence where there is none."""
        if self.made is None or self._archived():
            return
        ask_printer(self, self._desk, self._size, self.print_on)

    def print_on(self, printer: QPrinter) -> None:
        """Every page of the paper that is shown."""
        if self.made is not None and self._kind is not None:
            path, name = self.made.path, self._kind.name
            self._desk.background.run(
                self,
                f"Mencetak {name.lower()}",
                lambda database, job: print_pages(path, printer, job),
                lambda pages: say_printed(self._desk, pages),
            )
