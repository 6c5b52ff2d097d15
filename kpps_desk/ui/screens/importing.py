"""Impor: choose a file, look at what was read, try it or do it, and see what became of every row.

What a newcomer gets wrong: importing at once. The file is looked at off the window's thread and shown first; a
rehearsal (pemeriksaan) counts everything and changes nothing.
"""

import os
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import settings, words
from kpps_desk.exchange import preview, sample
from kpps_desk.exchange.preview import Preview
from kpps_desk.operations import importing, undo
from kpps_desk.operations.importing import ImportResult
from kpps_desk.operations.undo import UndoResult
from kpps_desk.ui import theme
from kpps_desk.ui.importing_preview import PreviewPanel
from kpps_desk.ui.importing_result import ResultPanel, read_rejected
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.stopping import Stopped, keeping

_FILES = "Daftar anggota (*.xlsx *.xlsm *.xls *.csv *.tsv *.txt);;Semua berkas (*)"
_TOUCHED = frozenset({"member", "appointment", "polling_station"})
_SAMPLE_AREA = "31.71.01"  # one kecamatan


class ImportScreen(Screen):
    """Three pages: choose, preview, result."""

    key = "importing"
    title = "Impor"
    icon = "importing"
    help_text = (
        "Pilih atau tarik berkas Excel atau CSV ke sini. Judul di atas tabel, urutan kolom, dan ejaan wilayah boleh "
        "berbeda-beda; yang dibaca diperlihatkan dahulu.\n"
        "Periksa tanpa menyimpan menghitung hasilnya tanpa mengubah apa pun. Impor menyimpannya dan dapat diurungkan.\n"
        "Baris yang ditolak disimpan dalam berkas tersendiri beserta alasannya: perbaiki, lalu impor berkas itu."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._found: Preview | None = None
        self._job: Job | None = None
        self.setAcceptDrops(True)
        self.choose = self._choose_page()
        self.preview = PreviewPanel()
        self.preview.run_wanted.connect(lambda dry_run: self.run(dry_run=dry_run))
        self.preview.other_wanted.connect(self.pick)
        self.result = ResultPanel(desk.background)
        self.result.again_wanted.connect(self.pick)
        self.result.import_wanted.connect(lambda: self.run(dry_run=False))
        self.result.undo_wanted.connect(self.undo)
        self.result.file_wanted.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        self.result.member_wanted.connect(lambda member: desk.go("members", member))
        self.pages = QStackedWidget()
        for page in (self.choose, self.preview, self.result):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        desk.background.job_ended.connect(self._ended)

    def _choose_page(self) -> QFrame:
        card = QFrame()
        card.setObjectName("drop")
        picture = QLabel()
        picture.setPixmap(theme.pixmap("importing", "accent", 40, self.devicePixelRatioF()))
        head = _line("Tarik berkas Excel atau CSV ke sini", "heading")
        text = _line(
            "Judul di atas tabel, urutan kolom, dan ejaan wilayah boleh berbeda-beda. Yang terbaca diperlihatkan "
            "dahulu; tidak ada yang berubah sebelum Anda menekan Impor.",
            "",
        )
        tips = _line(
            "NIK sebaiknya tersimpan sebagai teks: bilangan Excel merusaknya, dan baris seperti itu ditolak. "
            "Mengimpor berkas yang sama sekali lagi tidak menggandakan siapa pun.",
            "muted",
        )
        self._pick = QPushButton("&Pilih berkas…")
        self._pick.setObjectName("primary")
        self._pick.clicked.connect(self.pick)
        example = QPushButton("Simpan &contoh daftar…")
        example.clicked.connect(self._pick_sample)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self._pick)
        buttons.addWidget(example)
        buttons.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(600)
        column = QVBoxLayout(middle)
        column.setSpacing(theme.GRID * 2)
        for label in (picture, head, text):
            column.addWidget(label)
        column.addLayout(buttons)
        column.addWidget(tips)
        outer = QGridLayout(card)
        outer.addWidget(middle, 1, 1)
        for side, stretch in ((0, 1), (2, 1)):
            outer.setColumnStretch(side, stretch)
        outer.setColumnStretch(1, 4)
        outer.setRowStretch(0, 2)
        outer.setRowStretch(2, 3)
        return card

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def open(self, target: object) -> None:
        """Look at this file."""
        self.look_at(Path(str(target)))

    def to_search(self) -> None:
        if self.pages.currentWidget() is self.choose:
            self._pick.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.look_at(Path(paths[0]))

    # -- choose -------------------------------------------------------------------------------------------------------

    def pick(self) -> None:
        """Ask for a file."""
        start = self.desk.kept.text("importing/folder", str(Path.home()))
        name, _ = QFileDialog.getOpenFileName(self, "Pilih daftar anggota", start, _FILES)
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Read the first rows and show them."""
        if self._job is not None:
            self.desk.notices.warn("Tunggu sampai impor yang sedang berjalan selesai.")
            return
        self.desk.kept.keep("importing/folder", str(path.parent))
        self.desk.background.ask(
            self, lambda _: preview.preview(path), self._show_preview, topic="file", failed=self.desk.notices.trouble
        )

    def _show_preview(self, found: Preview) -> None:
        self._found = found
        self.desk.notices.hide()
        self.preview.put(found)
        self.preview.set_busy(False)
        self.pages.setCurrentWidget(self.preview)
        self.preview.focus_first()

    def _pick_sample(self) -> None:
        start = Path(self.desk.kept.text("importing/folder", str(Path.home()))) / "contoh-daftar.xlsx"
        name, _ = QFileDialog.getSaveFileName(self, "Simpan contoh daftar", str(start), "Excel (*.xlsx);;CSV (*.csv)")
        if name:
            self.save_sample(Path(name))

    def save_sample(self, path: Path) -> None:
        """A made-up roster of one kecamatan, to see the shape and to try with."""

        def written(people: int) -> None:
            text = f"{path.name} berisi {words.number(people)} orang tiruan di Kec. Gambir."
            self.desk.notices.say(text, act="Lihat", action=lambda: self.look_at(path))

        self.desk.background.run(
            self,
            "Menulis contoh daftar",
            lambda _, progress: sample.write(path, area=_SAMPLE_AREA, progress=progress),
            written,
        )

    # -- run ----------------------------------------------------------------------------------------------------------

    def run(self, *, dry_run: bool) -> None:
        """Rehearse or do the import of the shown file."""
        if self._found is None or self._job is not None:
            return
        found, by = self._found, self.desk.background.by
        existing = cast(Literal["skip", "update", "fill"], self.preview.existing)
        rejects = _rejects_path(found.path, dry_run=dry_run)

        def work(database: object, progress: Job) -> ImportResult:
            return importing.run(
                database,  # type: ignore[arg-type]
                found.path,
                by=by,
                existing=existing,
                dry_run=dry_run,
                rejects=rejects,
                mapping=found.layout,
                sheet=found.sheet,
                progress=progress,
            )

        self._set_busy(True)
        title = f"{'Memeriksa' if dry_run else 'Mengimpor'} {found.path.name}"
        self._job = self.desk.background.run(
            self,
            title,
            keeping(work, _TOUCHED),
            lambda result: self._finished(result, dry_run=dry_run),
            failed=self.desk.notices.trouble,
        )

    def _finished(self, result: ImportResult | Stopped, *, dry_run: bool) -> None:
        if isinstance(result, Stopped):
            kept = (
                "Tidak ada yang diubah." if dry_run else "Yang sudah tersimpan tetap ada; impor lagi untuk meneruskan."
            )
            self.desk.notices.warn(f"{result.why} {kept}")
            return
        self.result.put(result, dry_run=dry_run)
        self.pages.setCurrentWidget(self.result)
        self.result.focus_first()
        if result.rejects is not None:
            path = result.rejects
            self.desk.background.ask(self, lambda _: read_rejected(path), self.result.put_rejected, topic="rejected")
        if not dry_run and result.group is not None:
            group = result.group
            self.desk.notices.say(
                f"{words.number(result.created)} orang baru, {words.number(result.updated)} diperbarui.",
                act="Urungkan",
                action=lambda: self.undo(group),
            )

    def undo(self, group: str) -> None:
        """Take the whole import back."""
        by = self.desk.background.by
        self._set_busy(True)
        self._job = self.desk.background.run(
            self,
            "Mengurungkan impor",
            lambda database, progress: undo.undo(database, group, by=by, progress=progress),
            self._undone,
            failed=self.desk.notices.trouble,
        )

    def _undone(self, result: UndoResult) -> None:
        self.pages.setCurrentWidget(self.choose)
        if result.kept:
            self.desk.notices.warn(f"Diurungkan, kecuali {len(result.kept)} hal: {result.kept[0]}")
        else:
            self.desk.notices.say(f"Diurungkan: {result.title}.")

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        self.preview.set_busy(busy)
        self.result.set_busy(busy)


def _rejects_path(source: Path, *, dry_run: bool) -> Path:
    """Beside the file, under a name that isn't taken; a rehearsal's, and one in a read-only folder, among our own."""
    folder = source.parent
    if dry_run or not os.access(folder, os.W_OK):
        folder = settings.data_folder() / "ditolak"
        folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, 1_000):
        path = folder / f"{source.stem}-ditolak{f'-{number}' if number > 1 else ''}.xlsx"
        if dry_run or not path.exists():
            return path
    return path


def _line(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
