"""The ledger of print batches: what was sent where, and what a person says came out of the printer.

What a newcomer gets wrong: taking 'dikirim' for printed, be it a printer's batch or a file. Somebody stands at the
printer and says so: all of it, or the number at which it jammed, or that it wasn't printed after all.
"""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.queries.print_ledger import Batch, BatchState
from kpps_desk.ui import theme
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel

_STATES = {
    BatchState.SENT: "Belum dipastikan",
    BatchState.JAMMED: "Macet",
    BatchState.OUT: "Keluar semua",
    BatchState.CANCELLED: "Dihentikan",
}
_MARKS = {
    BatchState.SENT: Mark("state-open", "warn"),
    BatchState.JAMMED: Mark("state-no", "bad"),
    BatchState.OUT: Mark("state-full", "good"),
    BatchState.CANCELLED: Mark("state-ended", "muted"),
}


def _state(batch: Batch) -> str:
    nothing = batch.state is BatchState.CANCELLED and not batch.out
    return "Tidak dicetak" if nothing else _STATES[batch.state]


def _mark(batch: Batch) -> Mark:
    if batch.state is BatchState.SENT and not batch.waits:
        return Mark("state-open", "muted")  # a file of long ago: nobody is asked any more
    return _MARKS[batch.state]


_COLUMNS: tuple[Column[Batch], ...] = (
    Column("id", "No.", lambda row: str(row.id), 52, right=True),
    Column("state", "Keadaan", _state, 176, mark=_mark),
    Column("out", "Keluar", lambda row: f"{words.number(row.out)} dari {words.number(row.total)}", 120, right=True),
    Column("title", "Isi", lambda row: row.title, 120, stretch=True),
    Column("target", "Tujuan", lambda row: row.target, 140),
    Column("at", "Dikirim", lambda row: words.moment(row.started_at), 150),
)


_SPARE, _NARROW = (4, 5), 640  # columns; logical pixels


class BatchList(QWidget):
    """`put` the batches; its buttons and keys are about those chosen (S, H) or the one under the cursor (M, L)."""

    current = Signal(object)  # Batch, or None
    opened = Signal(object)  # Enter: look at its pages
    all_out = Signal(object)  # Batches
    jammed = Signal(object, str)  # at this number
    resumed = Signal(object, str)  # from this number on, all before it came out; '' behind the last that did
    stopped = Signal(object)  # Batches: not printed, or nobody goes on with them

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batches: Mapping[int, Batch] = {}
        self.model: ShortModel[Batch] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Catatan cetak")
        self.view.say_empty("Belum ada cetakan. Cetak atau simpan PDF: setiap kiriman tercatat di sini.")
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._moved())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._say())
        self.view.opened.connect(lambda _: self.opened.emit(self.batch))
        self.told = plain("", "muted")
        self.number = QLineEdit()
        self.number.setPlaceholderText("No., misalnya 0137")
        self.number.setAccessibleName("Nomor sertifikat")
        self.number.setMinimumWidth(152)
        self.number.setMaximumWidth(220)
        self.number.returnPressed.connect(self._enter)
        self.out = self._button("&Semua keluar", "S", lambda: self.all_out.emit(self.chosen))
        self.jam = self._button("&Macet di nomor ini", "M", self._jam)
        self.resume = self._button("&Lanjutkan", "L", self._resume)
        self.stop = self._button("&Hentikan", "H", lambda: self.stopped.emit(self.chosen))
        stuck, done = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((stuck, (self.number, self.jam, self.resume)), (done, (self.out, self.stop))):
            row.setSpacing(theme.GRID)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.view, 1)
        column.addWidget(self.told)
        column.addLayout(done)
        column.addLayout(stuck)
        self._moved()

    @property
    def batch(self) -> Batch | None:
        """The one under the cursor."""
        return self._batches.get(self.view.current_id())

    @property
    def chosen(self) -> list[Batch]:
        """The open ones of those that are selected, or the one under the cursor."""
        several = [self._batches[one] for one in self.view.chosen() if one in self._batches]
        if len(several) > 1:
            return [batch for batch in several if batch.unsettled]
        return [self.batch] if self.batch is not None else []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow ledger leaves out where to and when; the sentence below says where to."""
        super().resizeEvent(event)
        for column in _SPARE:
            self.view.setColumnHidden(column, self.width() < _NARROW)

    def put(self, batches: list[Batch]) -> None:
        self._batches = {batch.id: batch for batch in batches}
        self.model.put(self._batches)
        if self.view.current_id() < 0 and batches:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._moved()

    def show_batch(self, batch: int) -> None:
        """The cursor onto this one."""
        self.view.show_id(batch)

    def _moved(self) -> None:
        self.number.clear()
        self._say()
        self.current.emit(self.batch)

    def _say(self) -> None:
        """What the buttons would be about."""
        chosen, batch = self.chosen, self.batch
        several = self.view.chosen_count() > 1
        open_ = batch is not None and batch.state is not BatchState.OUT
        for button in (self.jam, self.number, self.resume):
            button.setEnabled(open_ and not several)
        self.out.setEnabled(bool(chosen) if several else open_)
        self.stop.setEnabled(any(one.unsettled for one in chosen))
        sent = all(one.state is BatchState.SENT for one in chosen)
        self.stop.setText("&Tidak dicetak" if chosen and sent else "&Hentikan")
        self.stop.setToolTip(f"{self.stop.text().replace('&', '')} (H)")
        if several:
            self.told.setText(_together(chosen))
        else:
            self.told.setText("" if batch is None else _sentence(batch))

    def _jam(self) -> None:
        if self.number.text().strip():
            self.jammed.emit(self.batch, self.number.text().strip())
        else:
            self._ask_number("Ketik nomor sertifikat yang macet, misalnya 0137, lalu Enter.")

    def _resume(self) -> None:
        batch, number = self.batch, self.number.text().strip()
        if batch is not None and batch.state is BatchState.SENT and not number:
            self._ask_number("Ketik nomor pertama yang belum keluar, misalnya 0137, lalu Lanjutkan.")
        else:
            self.resumed.emit(batch, number)

    def _ask_number(self, how: str) -> None:
        self.told.setText(how)
        self.number.setFocus()

    def _enter(self) -> None:
        """Enter behind a number: it jammed there; where that is known already, go on from it."""
        if self.batch is not None and self.batch.state is BatchState.JAMMED:
            self._resume()
        else:
            self._jam()

    def _button(self, text: str, key: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(f"{text.replace('&', '')} ({key})")
        button.clicked.connect(act)
        inside(self.view, key, button.click)
        return button


def _together(batches: list[Batch]) -> str:
    if not batches:
        return "Cetakan yang dipilih sudah selesai semua."
    count = sum(batch.total - batch.out for batch in batches)
    return (
        f"{words.number(len(batches))} cetakan, {words.number(count)} sertifikat belum dipastikan: "
        "semua keluar, atau tidak dicetak?"
    )


def _sentence(batch: Batch) -> str:
    if batch.state is BatchState.SENT:
        if batch.printer:
            look = "Lihat hasilnya: semua keluar, atau ketik nomor yang macet."
            return f"Cetakan no. {batch.id} dikirim ke {batch.target}. {look}"
        look = "Sesudah dicetak dari berkas itu: semua keluar, atau ketik nomor yang macet."
        return f"Cetakan no. {batch.id} tersimpan sebagai {batch.target}. {look}"
    if batch.state is BatchState.JAMMED:
        return (
            f"Cetakan no. {batch.id} berhenti: {words.number(batch.out)} sudah keluar, "
            f"{words.number(batch.total - batch.out)} belum. Lanjutkan mencetak sisanya, atau dari nomor yang diketik."
        )
    if batch.state is BatchState.CANCELLED and not batch.out:
        return f"Cetakan no. {batch.id}: tidak satu pun dari {words.number(batch.total)} keluar."
    if batch.state is BatchState.CANCELLED:
        return f"Cetakan no. {batch.id} dihentikan sesudah {words.number(batch.out)} dari {words.number(batch.total)}."
    return f"Cetakan no. {batch.id} keluar semua ({batch.target})."
