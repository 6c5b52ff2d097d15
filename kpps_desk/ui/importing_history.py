"""Riwayat impor: every list that ever came in, who brought it, what became of it, and the way back days later.

What a newcomer gets wrong: offering only the last import. A wrong list is often found out days later; each run here
keeps its file and can be taken back by itself.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.queries.imports import ImportRun
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel

EXISTING = {"skip": "dilewati", "update": "diperbarui", "fill": "dilengkapi yang kosong"}
_SUMS = (("created", "baru"), ("updated", "diperbarui"), ("unchanged", "sama"), ("rejected", "ditolak"))
_NARROW = 820


def state(run: ImportRun) -> str:
    """Whether it still counts."""
    if run.undone:
        return "diurungkan"
    if run.stopped:
        return "dihentikan di tengah"
    return "tersimpan" if run.group else "tanpa perubahan"


def _mark(run: ImportRun) -> Mark:
    if run.undone:
        return Mark("undo", "muted")
    if run.stopped:
        return Mark("state-half", "warn")
    return Mark("check", "good") if run.group else Mark("minus", "muted")


def _count(name: str, title: str, width: int) -> Column[ImportRun]:
    return Column(name, title, lambda run: words.number(run.counts.get(name, 0)), width, right=True)


RUNS: tuple[Column[ImportRun], ...] = (
    Column("at", "Waktu", lambda run: words.moment(run.at), 150),
    Column("file", "Berkas", lambda run: run.file_name, 180, stretch=True),
    Column("by", "Oleh", lambda run: run.by, 120),
    _count("created", "Baru", 84),
    _count("updated", "Diperbarui", 96),
    _count("rejected", "Ditolak", 84),
    Column("state", "Keadaan", state, 140, mark=_mark),
)
_NARROW_HIDES = ("by", "created", "updated")


class RunCard(QFrame):
    """All about one run, and what can be done with it."""

    save_wanted = Signal(object)  # ImportRun
    undo_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.run: ImportRun | None = None
        self._title = plain("", "subheading")
        self._lines = [(plain("", "muted", wrap=False, select=False), plain("")) for _ in range(8)]
        self._hint = plain("", "muted")
        self.save = QPushButton("&Simpan berkas aslinya…")
        self.undo = QPushButton("&Urungkan impor ini…")
        self.save.clicked.connect(lambda: self.save_wanted.emit(self.run))
        self.undo.clicked.connect(lambda: self.undo_wanted.emit(self.run))
        inside = QWidget()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GRID * 2)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self._lines):
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(theme.GRID)
        column.addWidget(self._title)
        column.addLayout(grid)
        column.addWidget(self._hint)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # on a small screen it is scrolled by keyboard
        scroll.setAccessibleName("Rincian impor")
        scroll.setWidget(inside)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(12, 0, 12, 12)
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self.save)
        buttons.addWidget(self.undo)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        outer.addLayout(buttons)
        self.put(None)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 160)

    @property
    def text(self) -> str:
        """What is said, line by line."""
        return "\n".join(f"{name.text()}: {value.text()}" for name, value in self._lines if not value.isHidden())

    def put(self, run: ImportRun | None) -> None:
        """Show this run."""
        self.run = run
        self._title.setText(run.file_name if run is not None else "Pilih satu impor untuk melihat rinciannya.")
        facts = _facts(run) if run is not None else []
        for at, (name, value) in enumerate(self._lines):
            there = at < len(facts)
            name.setVisible(there)
            value.setVisible(there)
            if there:
                name.setText(facts[at][0])
                value.setText(facts[at][1])
        self.save.setVisible(run is not None)
        self.save.setEnabled(run is not None and run.kept_bytes > 0)
        self.undo.setVisible(run is not None and bool(run.group) and not run.undone)
        self._hint.setText(_hint(run))
        self._hint.setVisible(bool(self._hint.text()))


def _facts(run: ImportRun) -> list[tuple[str, str]]:
    sums = " + ".join(f"{words.number(run.counts.get(name, 0))} {said}" for name, said in _SUMS)
    return [
        ("Waktu", words.moment(run.at)),
        ("Oleh", run.by),
        ("Keadaan", state(run).capitalize()),
        ("Dibaca", f"{words.number(run.counts.get('read', 0))} = {sums}"),
        ("Yang sudah ada", EXISTING.get(run.existing, run.existing).capitalize()),
        *([("Lembar", run.sheet)] if run.sheet else []),
        ("Berkas asli", f"{_size(run.kept_bytes)} tersimpan di sini" if run.kept_bytes else "Tidak ikut disimpan"),
        ("Sidik SHA-256", _grouped(run.file_hash)),
    ]


def _hint(run: ImportRun | None) -> str:
    if run is None:
        return ""
    if run.undone:
        return "Impor ini sudah diurungkan. Berkas aslinya tetap dapat disimpan dan diimpor lagi."
    return "" if run.group else "Impor ini tidak mengubah apa pun, jadi tidak ada yang perlu diurungkan."


def _size(count: int) -> str:
    if count < 1024 * 1024:
        return f"{words.number(max(1, round(count / 1024)))} KB"
    return f"{count / 1024 / 1024:.1f} MB".replace(".", ",")


def _grouped(text: str) -> str:
    """A long hash in groups of eight, so that it wraps and can be compared by eye."""
    return " ".join(text[at : at + 8] for at in range(0, len(text), 8))


class HistoryPanel(QWidget):
    """The list of runs, and the card of the one at the cursor beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs: ShortModel[ImportRun] = ShortModel(RUNS, self)
        self.view = ListView(self.runs)
        self.view.setAccessibleName("Riwayat impor")
        self.view.say_empty("Memuat riwayat impor…")
        self.card = RunCard()
        self._heading = plain("Riwayat impor", "subheading", wrap=False, select=False)
        left = QVBoxLayout()
        left.setSpacing(theme.GRID)
        left.addWidget(self._heading)
        left.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID * 2)
        row.addLayout(left, 1)
        row.addWidget(self.card)
        self.card.setFixedWidth(344)
        self.card.hide()
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        self.view.opened.connect(lambda _: self.card.save.setFocus(Qt.FocusReason.OtherFocusReason))

    def put(self, runs: Sequence[ImportRun], *, to_newest: bool = False) -> None:
        """Show these, newest first; the cursor stays on its run unless it is to go to the newest."""
        self.runs.put({run.id: run for run in runs})
        self.view.say_empty(
            "Belum ada daftar yang diimpor. Setelah impor pertama, di sini terlihat siapa mengimpor apa dan hasilnya; "
            "setiap impor dapat diurungkan."
        )
        if runs and (to_newest or self.view.currentIndex().row() < 0):
            self.view.setCurrentIndex(self.runs.index(0, 0))
        self._show_current()
        self.card.setVisible(bool(runs))  # once it is filled: in sight, each line would lay the panel out anew

    def _show_current(self) -> None:
        line = self.runs.line(self.view.currentIndex().row())
        self.card.put(line.row if line is not None else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.card.setFixedWidth(300 if narrow else 344)
        for position, column in enumerate(RUNS):
            self.view.setColumnHidden(position, narrow and column.key in _NARROW_HIDES)
