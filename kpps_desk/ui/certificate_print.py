"""Cetak: choose what and how, look at the real pages, print or save, and keep the ledger of what came out.

What a newcomer gets wrong: a dialog of the printer. Everything that it would ask stands here, is remembered, and is
reached by keys; a printer that vanishes leaves a sentence and a batch to go on with.
"""

from array import array
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QPushButton, QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.press import PressSettings
from kpps_desk.operations import press_trials
from kpps_desk.operations.press_run import too_fine
from kpps_desk.queries import print_ledger as ledger
from kpps_desk.queries.print_ledger import Batch
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.certificate_batches import BatchList
from kpps_desk.ui.certificate_ledger import LedgerActs
from kpps_desk.ui.certificate_press import TABLES, Order, Sent, single, to_file, to_printer
from kpps_desk.ui.certificate_settings import PrintSettings
from kpps_desk.ui.certificate_sources import NOTHING, Found, look, of_batch, sheets
from kpps_desk.ui.certificate_step import OneJob, Scope, StepPage
from kpps_desk.ui.labels import plain
from kpps_desk.ui.outside import open_file
from kpps_desk.ui.pdf_preview import PdfPreview
from kpps_desk.ui.printer import printer_named, printer_names
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice
from kpps_desk.ui.stopping import Stopped, keeping

NEW, ALL, GIVEN = "baru", "semua", "pilihan"  # what is printed
_SIDES = ("muka", "belakang")


class Given(NamedTuple):
    """What another step hands over to be printed."""

    certificates: "array[int]"
    title: str


class PrintPage(StepPage):
    """Settings on the left; pages or the ledger on the right."""

    tables = frozenset({"certificate", "print_batch", "template"})
    help_text = (
        "Cetak. Pilih apa yang dicetak dan tujuannya: berkas PDF atau pencetak. Pratinjau memperlihatkan halaman yang "
        "sebenarnya: Page Up dan Page Down membalik, + dan − memperbesar, 0 memuat seluruh halaman, F3 hasil cari "
        "berikutnya.\n"
        "Catatan cetak mencatat setiap kiriman dan berkas. Lihat hasil di pencetak, lalu: S semua keluar; M macet di "
        "nomor yang diketik; L melanjutkan dari nomor itu; H tidak dicetak, atau dihentikan. S dan H berlaku bagi "
        "semua cetakan yang dipilih. Yang pernah keluar dicetak lagi dengan tanda SALINAN."
    )

    def __init__(self, desk: Desk, jobs: OneJob, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._found: Found = NOTHING
        self._given: Given | None = None
        self._fine = 0  # of so many the code is hard to read only because two lie on a sheet
        self.make_printer: Callable[[str], QPrinter] = printer_named
        self.ask_path: Callable[[PressSettings], Path | None] = self._ask_path
        jobs.changed.connect(self._say)
        self._shown_by: PressSettings | None = None
        self.which = Choice("Yang dicetak", [("Belum pernah keluar", NEW), ("Semua yang terbit", ALL)])
        self.which.currentIndexChanged.connect(lambda _: self._preview())
        self.settings = PrintSettings(desk)
        self.settings.changed.connect(self._settings_changed)
        self.settings.calibration_wanted.connect(self.calibrate)
        self.settings.test_wanted.connect(self.test)
        self.told = plain("", "muted")
        self.go = QPushButton("&Cetak")
        self.go.setObjectName("primary")
        self.go.clicked.connect(self.start)
        self.preview = PdfPreview(desk.background)
        self.batches = BatchList()
        self.ledger = LedgerActs(desk, self.batches, self._go_on)
        self.batches.opened.connect(self._show_batch)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        column.setSpacing(theme.GRID)
        caption = plain("Yang dicetak", "caption", select=False)
        caption.setBuddy(self.which)
        for part in (caption, self.which, self.settings):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(left)
        side = QWidget()
        whole = QVBoxLayout(side)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.told)
        whole.addWidget(self.go)
        side.setMinimumWidth(248)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.preview, "Pratinjau")
        self.tabs.addTab(self.batches, "Catatan cetak")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(theme.GRID * 2)
        splitter.addWidget(side)
        splitter.addWidget(self.tabs)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([self.desk.kept.number("certificates/settings", 288), 10_000])
        splitter.splitterMoved.connect(lambda *_: self.desk.kept.keep("certificates/settings", splitter.sizes()[0]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    # -- the step's contract ------------------------------------------------------------------------------------------

    def put(self, scope: Scope) -> None:
        self._offer_given(None)
        super().put(scope)
        self.desk.background.ask(self, lambda _: printer_names(), self.settings.offer_printers, topic="printers")

    def reload(self) -> None:
        scope = self.scope
        self.desk.background.ask(self, lambda db: look(db, scope), self._put_found, topic="found")

    def show_target(self, target: object) -> None:
        """Certificates that another step gave; or `ledger`, `ledger:<no.>`: there, at a batch."""
        if isinstance(target, Given):
            self._offer_given(target)
            self.tabs.setCurrentWidget(self.preview)
            self._preview()
        elif str(target).startswith("ledger"):
            self.tabs.setCurrentWidget(self.batches)
            if (number := str(target).partition(":")[2]).isdecimal():
                self.batches.show_batch(int(number))

    def to_search(self) -> None:
        self.tabs.setCurrentWidget(self.preview)
        self.preview.to_search()

    def focus_first(self) -> None:
        self.which.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what is printed ----------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> "array[int]":
        """The certificates that would be printed now."""
        if self.which.value == GIVEN and self._given is not None:
            return self._given.certificates
        return self._found.new if self.which.value == NEW else self._found.issued

    def _offer_given(self, given: Given | None) -> None:
        self._given = given
        at = self.which.findData(GIVEN)
        if at >= 0:
            self.which.removeItem(at)
        if given is not None:
            self.which.addItem(f"{given.title} ({words.number(len(given.certificates))})", GIVEN)
            self.which.setCurrentIndex(self.which.count() - 1)

    def _put_found(self, found: Found) -> None:
        first = not self._found.issued
        self._found = found
        self.which.setItemText(0, f"Belum pernah keluar ({words.number(len(found.new))})")
        self.which.setItemText(1, f"Semua yang terbit ({words.number(len(found.issued))})")
        if first and not found.new and self.which.value == NEW:
            self.which.put(ALL)
        self.batches.put(found.batches)
        waits = f" ({words.number(found.waiting)} menunggu)" if found.waiting else ""
        self.tabs.setTabText(1, f"Catatan cetak{waits}")
        self._preview()

    def _settings_changed(self) -> None:
        if self.settings.settings != self._shown_by:
            self._preview()
        self._say()

    def _preview(self) -> None:
        chosen, backs = self.chosen, self._found.backs
        self._shown_by = self.settings.settings
        names = _SIDES if backs and self._shown_by.duplex else ()
        if chosen:
            self.preview.put(sheets(chosen, self._shown_by, backs=backs), "Sertifikat", names=names)
        elif self._found.issued:
            self.preview.say(
                "Semua yang terbit di sini sudah pernah keluar. Pilih “Semua yang terbit” untuk mengulang."
            )
        else:
            self.preview.say("Belum ada yang terbit di sini. Terbitkan dahulu pada langkah Terbitkan (Alt+3).")
        self._fine = 0
        self._say()
        if chosen and self._shown_by.up > 1:
            settings = self._shown_by
            self.desk.background.ask(self, lambda db: too_fine(db, chosen, settings), self._put_fine, topic="fine")

    def _put_fine(self, count: int) -> None:
        self._fine = count if self.settings.settings.up > 1 else 0
        self._say()

    def _say(self) -> None:
        count, printer = len(self.chosen), self.settings.printer
        settings = self.settings.settings
        many = f" {words.number(count)}" if count else ""
        what = "ZIP" if settings.zipped else "PDF"
        self.go.setText(f"&Cetak{many}" if printer else f"Simpan{many} sebagai &{what}…")
        self.go.setEnabled(count > 0 and not self.jobs.busy)
        told = [f"{words.number(-(-count // settings.up))} lembar kertas."] if count and printer else []
        if count and self.which.value != GIVEN and self._found.unanswered:
            told.append(words.unanswered(self._found.unanswered))
        if count and self._fine:
            told.append(
                f"{words.number(self._fine)} kode QR terlalu rapat bila dua selembar, jadi sulit dipindai: "
                "cetak 1 sertifikat selembar."
            )
        self.told.setText(" ".join(told))
        self.told.setVisible(bool(told))

    # -- printing -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """To the printer, or to a file that is asked for."""
        if self.settings.printer:
            self.print_on(self.settings.printer)
            return
        if path := self.ask_path(self.settings.settings):
            self.save(path)

    def _ask_path(self, settings: PressSettings) -> Path | None:
        folder = Path(self.desk.kept.text("certificates/folder", str(Path.home())))
        if settings.split != "satu" and not settings.zipped:
            name = QFileDialog.getExistingDirectory(self, "Simpan ke dalam folder", str(folder))
        else:
            ending = "zip" if settings.zipped else "pdf"
            name, _ = QFileDialog.getSaveFileName(
                self, "Simpan sertifikat", str(folder / f"sertifikat.{ending}"), f"{ending.upper()} (*.{ending})"
            )
        return Path(name) if name else None

    def save(self, path: Path, order: Order | None = None) -> None:
        """The chosen certificates, or those of an order, to a file, a ZIP or a folder."""
        folder = path if path.is_dir() else path.parent
        self.desk.kept.keep("certificates/folder", str(folder))
        wanted = order or self._order()
        self.jobs.run(
            "Menyimpan sertifikat",
            keeping(lambda database, job: to_file(database, path, wanted, job), TABLES),
            self._saved,
        )

    def print_on(self, name: str, order: Order | None = None) -> None:
        """The chosen certificates, or those of an order, on the printer of this name."""
        wanted, make = order or self._order(), self.make_printer
        self.jobs.run(
            f"Mencetak {words.number(len(wanted.certificates))} sertifikat",
            keeping(lambda database, job: to_printer(database, lambda: make(name), wanted, job), TABLES),
            self._printed,
        )

    def _order(self) -> Order:
        title = self._given.title if self.which.value == GIVEN and self._given is not None else self.scope.name
        return Order(self.chosen, self.settings.settings, title, self.desk.background.by, self.settings.printer)

    def _saved(self, sent: Sent | Stopped) -> None:
        if isinstance(sent, Stopped):
            self.desk.notices.warn(f"{sent.why} Tidak ada berkas setengah jadi.")
            return
        path = sent.path or Path()
        text = (
            f"{words.number(sent.certificates)} sertifikat tersimpan di {path.name}, cetakan no. {sent.batch}. "
            "Sesudah dicetak, pastikan yang keluar pada Catatan cetak."
        )
        self._tell(text, sent, "&Buka", lambda: open_file(path))

    def _printed(self, sent: Sent | Stopped) -> None:
        if isinstance(sent, Stopped):
            self.desk.notices.warn(
                f"{sent.why} Lihat hasil di pencetak, lalu catat nomor terakhir yang keluar pada catatan cetak.",
                act="&Catatan cetak",
                action=lambda: self.show_target("ledger"),
            )
        elif sent.stopped is not None:
            self.show_target(f"ledger:{sent.batch}")
            self.desk.notices.warn(
                f"{sent.stopped} Cetakan no. {sent.batch} tercatat macet sesudah {words.number(sent.certificates)}.",
                act="&Ya, lanjutkan",
                action=lambda: self.ledger.resume_by_number(sent.batch),
            )
        else:
            text = f"{words.number(sent.certificates)} sertifikat dikirim ke pencetak, cetakan no. {sent.batch}."
            self._tell(text, sent, "&Ya, semua keluar", lambda: self.ledger.say_all_out_by_number(sent.batch))

    def _tell(self, text: str, sent: Sent, act: str, action: Callable[[], None]) -> None:
        if sent.unanswered:
            text = f"{text} {words.unanswered(sent.unanswered)}"
        if sent.flaws:
            more = f" dan {words.number(len(sent.flaws) - 1)} hal lain" if len(sent.flaws) > 1 else ""
            text = f"{text} Periksa sebelum ditandatangani: {sent.flaws[0]}{more}"
        tell = self.desk.notices.warn if sent.flaws or sent.unanswered else self.desk.notices.say
        tell(text, act=act, action=action)

    def calibrate(self) -> None:
        """The page by which a printer's offsets are read."""
        kind, printer = self.scope.kind, self.settings.printer
        self._single(
            "kalibrasi.pdf",
            "halaman kalibrasi",
            lambda db, settings: press_trials.calibration_page(db, kind, settings, printer),
        )

    def test(self) -> None:
        """A sample certificate with these settings."""
        kind = self.scope.kind
        self._single("halaman-uji.pdf", "halaman uji", lambda db, settings: press_trials.test_page(db, kind, settings))

    def _single(self, file: str, what: str, make: Callable[..., bytes]) -> None:
        settings, name, printer = self.settings.settings, self.settings.printer, self.make_printer
        to: Path | None = None
        if not name:
            start = Path(self.desk.kept.text("certificates/folder", str(Path.home()))) / file
            picked, _ = QFileDialog.getSaveFileName(self, f"Simpan {what}", str(start), "PDF (*.pdf)")
            if not picked:
                return
            to = Path(picked)
        where = to.name if to else name
        self.jobs.run(
            f"Membuat {what}",
            lambda database, job: single(database, lambda db: make(db, settings), to, lambda: printer(name), job),
            lambda _: self.desk.notices.say(f"{what.capitalize()} selesai: {where}."),
        )

    # -- the ledger ---------------------------------------------------------------------------------------------------

    def _go_on(self, batch: Batch, rest: "array[int]") -> None:
        """The rest on the printer of the batch, or on the one that is chosen; else as a file."""
        printer = batch.target if batch.printer else self.settings.printer
        settings = batch.settings.in_one_file()
        order = Order(rest, settings, batch.title, self.desk.background.by, printer, batch.id)
        if printer:
            self.print_on(printer, order)
        elif path := self.ask_path(settings):
            self.save(path, order)

    def _show_batch(self, batch: Batch | None) -> None:
        """The pages of a batch, each as it was sent."""
        if batch is None:
            return

        backs = self._found.backs

        def made(db: Snapshot) -> "tuple[array[int], frozenset[int]]":
            return ledger.from_position(db, batch.id, 1), frozenset(ledger.copies(db, batch.id))

        def show(found: "tuple[array[int], frozenset[int]]") -> None:
            self.preview.put(of_batch(*found, batch, backs=backs), f"Cetakan no. {batch.id}")
            self.tabs.setCurrentWidget(self.preview)
            self.preview.sheet.setFocus()

        self.desk.background.ask(self, made, show, topic="batch")
