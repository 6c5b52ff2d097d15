"""Daftar hadir: print the sheets of a session, drop their scans here, look at what is unsure, confirm; type; close.

What a newcomer gets wrong: writing what was read. Pages are read off this thread and only shown; marks are written by
Confirm, in one act that Ctrl+Z takes back.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.exchange.sheet_reading import Verdict
from kpps_desk.operations import sheets
from kpps_desk.operations.sheet_scans import PageReading
from kpps_desk.operations.sheets import Outcome, Printed
from kpps_desk.queries import sheets as questions
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.queries.sheets import KeptScan, Standing
from kpps_desk.ui import theme
from kpps_desk.ui.gathering_page import GatheringPage
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.outside import open_file
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice
from kpps_desk.ui.sheet_closing import ClosingPanel
from kpps_desk.ui.sheet_judging import Asked, JudgingPanel
from kpps_desk.ui.sheet_kept import KeptPanel
from kpps_desk.ui.sheet_lines import COLUMNS, Line, lines, standing
from kpps_desk.ui.sheet_summary import SummaryPanel
from kpps_desk.ui.short_list import ShortModel

_NAMED = 3  # people who lack on the sheet that are named; of more, how many
_PICTURES = "Pindaian (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.webp *.bmp)"
_HINT = (
    "Tarik pindaian lembar yang sudah ditandatangani ke sini: PDF, PNG, JPG, atau TIFF. Halaman dikenali dari kodenya; "
    "tidak ada yang dicatat sebelum Anda mengonfirmasi."
)


class Page(GatheringPage):
    """A session's page."""

    help_text = (
        "Cetak daftar hadir, minta tanda tangan, lalu pindai lembarnya dan tarik berkasnya ke sini. Kotak yang ragu "
        "diperlihatkan satu per satu: H hadir, K kosong, Backspace kembali. Setelah itu periksa ringkasannya dan tekan "
        "Konfirmasi; Ctrl+Z mengurungkannya.\n"
        "Tanpa pemindai: ketik nomor baris yang tidak hadir (3 7 12-15) atau yang hadir.\n"
        "Sesi ditutup dengan jumlah tanda tangan yang dihitung pada lembar; bila berbeda dari yang dicatat hadir, sesi "
        "tidak dapat ditutup."
    )
    tables = frozenset({"session", "attendance", "appointment", "member", "sheet", "scan", "session_crew"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setAcceptDrops(True)
        self.session: SessionDetails | None = None
        self._read: list[PageReading] = []
        self._lines: dict[int, Line] = {}
        self._standing: Standing | None = None
        self.about = plain("")
        self.paper = Choice("Ukuran kertas", (("A4", "A4"), ("F4 (folio)", "F4")))
        self.print = QPushButton("C&etak daftar hadir…")
        self.print.clicked.connect(self.print_sheets)
        self.read = QPushButton("Baca &pindaian…")
        self.read.setObjectName("primary")
        self.read.clicked.connect(self.pick_scans)
        self.hint = plain(_HINT, "muted")
        self.model: ShortModel[Line] = ShortModel(COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.setAccessibleName("Lembar yang dibaca dan yang tersimpan")
        self.view.opened.connect(self._open_kept)
        self.told = plain("", "muted")
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.closing = ClosingPanel()
        self.closing.typed.connect(self.record)
        self.closing.close_wanted.connect(self.close_session)
        self.closing.reopen_wanted.connect(self.reopen)
        self._lay_out()

    @cached_property
    def judging(self) -> JudgingPanel:
        """Made for the first scan with an unsure cell."""
        made = JudgingPanel()
        made.answered.connect(self._answered)
        made.done.connect(self._summarise)
        self.panel.addWidget(made)
        return made

    @cached_property
    def summary(self) -> SummaryPanel:
        """Made for the first scan."""
        made = SummaryPanel()
        made.confirmed.connect(self.confirm)
        made.discarded.connect(self.discard)
        self.panel.addWidget(made)
        return made

    @cached_property
    def kept(self) -> KeptPanel:
        """Made when a kept scan is first looked at."""
        made = KeptPanel()
        made.left.connect(self._leave_kept)
        self.panel.addWidget(made)
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self.about, 1)
        head.addWidget(self.paper)
        head.addWidget(self.print)
        head.addWidget(self.read)
        left = QWidget()
        listing = QVBoxLayout(left)
        listing.setContentsMargins(0, 0, 0, 0)
        listing.setSpacing(theme.GRID)
        listing.addWidget(self.hint)
        listing.addWidget(self.view, 1)
        listing.addWidget(self.told)
        self.panel = QStackedWidget()
        self.panel.addWidget(self.closing)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([1_000, 1_000])
        self.splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.splitter, 1)

    # -- the page's contract ------------------------------------------------------------------------------------------

    def put(self, target: SessionDetails | str) -> None:
        if not isinstance(target, SessionDetails):
            return
        if self.session is None or self.session.id != target.id:
            self._read = []
            self.closing.clear()
            self.panel.setCurrentWidget(self.closing)
        self.session = target
        self.reload()

    def reload(self) -> None:
        if self.session is not None:
            session = self.session.id
            self.desk.background.ask(self, lambda db: questions.standing(db, session), self._show, topic="standing")
            if isinstance(self.panel.currentWidget(), SummaryPanel):
                self._summarise()

    def _show(self, found: Standing) -> None:
        self._standing = found
        self.about.setText(_told(found))
        self.closing.put(found)
        self._list()

    def _tell(self) -> None:
        """The whole of what the list says of the chosen page."""
        line = self._lines.get(self.view.current_id())
        self.told.setText(standing(line) if line is not None else "")
        self.told.setVisible(line is not None)

    def _list(self) -> None:
        kept = self._standing.scans if self._standing else ()
        self._lines = lines(self._read, kept)
        self.model.put(self._lines)
        self._tell()
        self.hint.setVisible(not self._read)
        closed = self._standing is not None and self._standing.closed_at is not None
        self.read.setEnabled(not closed)

    # -- printing -----------------------------------------------------------------------------------------------------

    def print_sheets(self) -> None:
        """Ask for a file, and print the list into it."""
        if self.session is None:
            return
        session, size = self.session.id, str(self.paper.value)
        start = Path(self.desk.kept.text("sheets/folder", str(Path.home()))) / f"daftar-hadir-sesi-{session}.pdf"
        name, _ = QFileDialog.getSaveFileName(self, "Simpan daftar hadir", str(start), "PDF (*.pdf)")
        if name:
            self.desk.kept.keep("sheets/folder", str(Path(name).parent))
            self.print_to(Path(name), session, size)

    def print_to(self, path: Path, session: int, size: str) -> None:
        """The same where the file is known."""
        by = self.desk.background.by
        self.desk.background.run(
            self,
            "Mencetak daftar hadir",
            lambda database, job: sheets.print_sheets(database, session, path, size=size, by=by, progress=job),
            self._printed,
        )

    def _printed(self, result: Printed) -> None:
        again = " Kodenya sama dengan cetakan sebelumnya." if result.again else ""
        text = f"{words.number(result.pages)} lembar tersimpan di {result.path.name}.{again}"
        notices = self.desk.notices

        def open_it() -> None:
            open_file(result.path)

        if result.flaws:
            first = result.flaws[0]
            notices.warn(f"{text} {first.number}, {first.name}: {first.what}", act="Buka", action=open_it)
        else:
            notices.say(text, act="Buka", action=open_it)
        self.reload()

    # -- scans --------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.read.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.read_scans(paths)

    def pick_scans(self) -> None:
        """Ask for the files."""
        start = self.desk.kept.text("sheets/scans", str(Path.home()))
        names, _ = QFileDialog.getOpenFileNames(self, "Pilih pindaian", start, _PICTURES)
        if names:
            self.desk.kept.keep("sheets/scans", str(Path(names[0]).parent))
            self.read_scans([Path(name) for name in names])

    def read_scans(self, paths: Sequence[Path]) -> None:
        """Read these files; what was read before and not confirmed is read anew."""
        if self.session is None:
            return
        session, files = self.session.id, sorted(paths)
        self.desk.background.run(
            self,
            f"Membaca {files[0].name}" if len(files) == 1 else f"Membaca {words.number(len(files))} pindaian",
            lambda database, job: sheets.read_scans(database, files, job, session=session),
            lambda found: self._put_read(session, found),
        )

    def _put_read(self, session: int, found: list[PageReading]) -> None:
        if self.session is None or self.session.id != session:
            return
        self._read = found
        self._list()
        asked = [
            Asked(page, row)
            for page, reading in enumerate(found)
            for row in reading.rows
            if row.verdict is Verdict.UNSURE
        ]
        if asked:
            self.panel.setCurrentWidget(self.judging)
            self.judging.put(asked)
        else:
            self._summarise()

    def _answered(self, page: int, number: int, signed: bool) -> None:
        self._read[page] = self._read[page].answered({number: signed})
        self._list()

    def _summarise(self) -> None:
        """Ask what confirming would do now."""
        if self.session is None or not self._read:
            return
        session, read = self.session.id, list(self._read)
        self.desk.background.ask(
            self, lambda db: sheets.outlook(db, session, read), self._show_summary, topic="outlook"
        )

    def _show_summary(self, outcome: Outcome) -> None:
        self.summary.put(outcome, sum(reading.sheet is not None for reading in self._read))
        self.panel.setCurrentWidget(self.summary)
        self.summary.focus_first()

    def confirm(self, follow: list[int]) -> None:
        """Write the marks and keep the scans."""
        if self.session is None:
            return
        session, read = self.session.id, [reading for reading in self._read if reading.sheet is not None]
        pages = words.number(len(read))
        self.desk.background.do(
            self,
            f"Tandai dari {pages} lembar daftar hadir: {self.session.title}",
            lambda tx: sheets.confirm(tx, session, read, frozenset(follow)),
            self._confirmed,
        )

    def _confirmed(self, outcome: Outcome) -> None:
        self._read = []
        self.panel.setCurrentWidget(self.closing)
        self.closing.signatures.setValue(outcome.signatures)
        self._say(outcome)
        self.reload()

    def _say(self, outcome: Outcome) -> None:
        present, absent = words.number(len(outcome.present)), words.number(len(outcome.absent))
        text = f"{present} hadir dan {absent} tanpa keterangan dicatat. Ctrl+Z mengurungkannya."
        left = [f"{one.number}. {one.name}" for one in outcome.conflicts[:_NAMED]]
        left += list(outcome.refused.values())[:1]
        if left:
            more = len(outcome.conflicts) + len(outcome.refused) - len(left)
            rest = f" dan {words.number(more)} lainnya" if more > 0 else ""
            self.desk.notices.warn(f"{text} Bertentangan dan tidak diubah: {'; '.join(left)}{rest}.")
        else:
            self.desk.notices.say(text)

    def discard(self) -> None:
        """Forget what was read; nothing was written."""
        self._read = []
        self.panel.setCurrentWidget(self.closing)
        self._list()

    def _open_kept(self, place: int) -> None:
        line = self._lines.get(place)
        if isinstance(line, KeptScan):
            scan = line.id
            self.desk.background.ask(
                self,
                lambda db: questions.picture(db, scan),
                lambda content: self._show_kept(line, content),
                topic="kept",
            )

    def _show_kept(self, scan: KeptScan, content: bytes) -> None:
        self.kept.put(scan, content)
        self.panel.setCurrentWidget(self.kept)

    def _leave_kept(self) -> None:
        self.panel.setCurrentWidget(self.closing)

    # -- typed, closing -----------------------------------------------------------------------------------------------

    def record(self, numbers: list[int], absent: bool) -> None:
        """Write typed rows."""
        if self.session is None:
            return
        session, what = self.session.id, "tidak hadir" if absent else "hadir"
        self.desk.background.do(
            self,
            f"Catat {words.number(len(numbers))} baris {what} dari daftar: {self.session.title}",
            lambda tx: sheets.mark_rows(tx, session, numbers, absent=absent),
            self._recorded,
        )

    def _recorded(self, outcome: Outcome) -> None:
        self.closing.rows.clear()
        self._say(outcome)

    def close_session(self, signatures: int) -> None:
        """Close it, if the count agrees."""
        if self.session is not None:
            session = self.session.id
            self.desk.background.do(
                self,
                f"Tutup sesi: {self.session.title}",
                lambda tx: sheets.close(tx, session, signatures),
                lambda _: self.desk.notices.say("Sesi ditutup: kehadirannya tetap."),
            )

    def reopen(self, reason: str) -> None:
        """Open it again, with a reason that the journal keeps."""
        if self.session is not None:
            session = self.session.id
            self.desk.background.do(
                self,
                f"Buka kembali sesi: {self.session.title}",
                lambda tx: sheets.reopen(tx, session, reason),
                lambda _: self.closing.reason.clear(),
                reason=reason.strip() or None,
            )


def _told(standing: Standing) -> str:
    """When the list was printed, and who isn't on it."""
    if not standing.printed:
        return "Daftar hadir sesi ini belum dicetak."
    pages, people = words.number(len(standing.printed)), words.number(standing.rows)
    text = f"Dicetak {words.moment(standing.printed[0].printed_at)}: {pages} lembar, {people} orang."
    if not standing.lacking:
        return text
    names = ", ".join(row.name for row in standing.lacking[:_NAMED])
    more = len(standing.lacking) - _NAMED
    rest = f", dan {words.number(more)} lainnya" if more > 0 else ""
    count = words.number(len(standing.lacking))
    return f"{text} {count} orang belum ada di lembar: {names}{rest}. Cetak lagi, atau catat di Kehadiran."
