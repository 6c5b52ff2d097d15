"""One field of the chosen people: what to put there, what that would change, then the button that does it.

What a newcomer gets wrong: a button before the preview is in. It stays off until the file has said how many would
change; a newer value makes an older preview worthless.
"""

from array import array

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations import bulk_edits
from kpps_desk.operations.bulk_edits import Edited, Preview
from kpps_desk.problems import Problem
from kpps_desk.ui import theme
from kpps_desk.ui.bulk_value import BulkValue
from kpps_desk.ui.labels import plain
from kpps_desk.ui.screen import Desk

_PAUSE = 250  # ms after the last key
_SHOWN = 6  # changes told one by one


class BulkPanel(QFrame):
    """`open` for some people; `closed` when it is done or given up; `refused_wanted` to look at whom it couldn't."""

    closed = Signal()
    refused_wanted = Signal(list)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMinimumWidth(288)
        self._desk = desk
        self.people: array[int] = array("q")
        self.preview: Preview | None = None
        self.value = BulkValue(desk)
        self.value.changed.connect(self._soon)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._ask)
        self._title = plain("", "subheading", select=False)
        self.told, self.doubts = plain("", select=False), plain("", "fieldtrouble")
        self.button = QPushButton("&Ubah")
        self.button.setObjectName("primary")
        self.button.clicked.connect(self._run)
        self._refused = QPushButton("Pilih yang ditolak")
        self._refused.setObjectName("quiet")
        self._refused.setToolTip("Hanya mereka yang dipilih di daftar")
        self._refused.clicked.connect(self._look_at_refused)
        self._lay_out()

    def _lay_out(self) -> None:
        cancel = QPushButton("&Batal")
        cancel.setToolTip("Esc")
        cancel.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(cancel)
        row.addStretch(1)
        preview = QLabel("Pratinjau")
        preview.setObjectName("caption")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(theme.GRID)
        note = plain("NIK, nama, dan tanggal lahir hanya diubah satu per satu.", "caption", select=False)
        for widget in (self._title, note, self.value, preview, self.told, self.doubts):
            column.addWidget(widget)
        column.addWidget(self._refused, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def open(self, people: "array[int]") -> None:
        """For these people, from the beginning."""
        self.people = people
        self._title.setText(f"Ubah {words.number(len(people))} orang")
        self.value.start()
        self.value.focus()

    def open_again(self, people: "array[int]") -> None:
        """Others were chosen meanwhile: the same edit for these."""
        if people != self.people:
            self.people = people
            self._title.setText(f"Ubah {words.number(len(people))} orang")
            self._soon()

    # -- underneath ---------------------------------------------------------------------------------------------------

    def _soon(self) -> None:
        self.preview = None
        self.button.setEnabled(False)
        self._later.start()

    def _ask(self) -> None:
        edit, people = self.value.edit(), list(self.people)
        if not edit.value.strip():
            self._say("Isi dahulu yang baru, lalu perubahannya tampil di sini.")
            return
        self._say("Menghitung…")
        self._desk.background.ask(
            self, lambda db: bulk_edits.preview(db, people, edit), self._show, topic="preview", failed=self._trouble
        )

    def _say(self, text: str, doubts: str = "", *, refused: bool = False) -> None:
        self.told.setText(text)
        self.doubts.setText(doubts)
        self.doubts.setVisible(bool(doubts))
        self._refused.setVisible(refused)
        changing = self.preview.changing if self.preview else 0
        self.button.setText(f"&Ubah {words.number(changing)} orang" if changing else "&Ubah")
        self.button.setEnabled(bool(changing))

    def _show(self, preview: Preview) -> None:
        self.preview = preview
        lines = [f"{step.before} → {step.after}: {words.number(step.people)} orang" for step in preview.steps[:_SHOWN]]
        if rest := sum(step.people for step in preview.steps[_SHOWN:]):
            lines.append(f"Isi lainnya: {words.number(rest)} orang")
        if preview.same:
            lines.append(f"Sudah demikian: {words.number(preview.same)} orang")
        doubts = [f"Ditolak {words.number(people)} orang: {why}" for why, people in preview.reasons()]
        self._say("\n".join(lines) or "Tidak ada yang berubah.", "\n".join(doubts), refused=bool(preview.refused))

    def _trouble(self, problem: Problem) -> None:
        self.preview = None
        self._say("", str(problem))

    def _look_at_refused(self) -> None:
        if self.preview is not None:
            self.refused_wanted.emit(list(self.preview.refused))

    def _run(self) -> None:
        if self.preview is None or not self.preview.changing:
            return
        edit, people, by = self.value.edit(), list(self.people), self._desk.background.by
        self.button.setEnabled(False)
        self._desk.background.run(
            self,
            bulk_edits.title(edit, self.preview.changing),
            lambda database, progress: bulk_edits.run(database, people, edit, by=by, progress=progress),
            self._done,
            failed=self._trouble,
        )

    def _done(self, edited: Edited) -> None:
        text = f"{words.number(edited.done)} orang diubah; Ctrl+Z mengurungkannya."
        refused = list(edited.refused)
        if refused:
            text += f" {words.number(len(refused))} orang ditolak."
            self._desk.notices.warn(text, act="Pilih mereka", action=lambda: self.refused_wanted.emit(refused))
        else:
            self._desk.notices.say(text)
        self.closed.emit()
