"""What the public said about one person: responses with their verdicts, a form for a new one, a form to decide.

What a newcomer gets wrong: showing who said it on paper. Here the office sees source and contact, since it must ask
back; nothing that is printed has them.
"""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.problems import Invalid, Problem
from kpps_desk.queries.requirements import ResponseLine
from kpps_desk.ui import theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.labels import plain

_NEW = (
    Field("received", "&Tanggal diterima", "01-10-2024", required=True),
    Field("source", "&Pemberi tanggapan", "Nama lengkap", required=True),
    Field("contact", "&Kontaknya", "Telepon atau alamat"),
    Field("content", "&Isi tanggapan", lines=4, required=True),
)
_DECIDE = (
    Field(
        "verdict", "&Putusan",
        options=(("Terbukti", "terbukti"), ("Tidak terbukti", "tidak terbukti"), ("Belum diputuskan", "")),
    ),
    Field("note", "&Dasar putusan", "Hasil klarifikasi tanggal …", lines=3),
)  # fmt: skip


def day_of(text: str) -> date:
    """When a response was received; Invalid beside its field."""
    try:
        received = values.parse_date(text)
    except ValueError:
        received = None
    if received is None:
        raise Invalid("received", "Tanggal tidak terbaca.", "Tulis seperti 01-10-2024.")
    return received


class Responses(QStackedWidget):
    """The list, or one of two forms."""

    added = Signal(dict)  # texts of the form
    decided = Signal(int, dict, int)  # response, texts, version

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about: tuple[int, int] = (0, 0)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.GRID * 2)
        self.new_button = QPushButton("Tanggapan &baru…")
        self.new_button.clicked.connect(self.open_new)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(16, 12, 16, 16)
        outer.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(self._column)
        outer.addStretch(1)
        self.addWidget(_scrolling(inside))
        self.form, self.decision = Form(_NEW), Form(_DECIDE, save="&Simpan putusan")
        self.form.saved.connect(self.added)
        self.decision.saved.connect(lambda typed: self.decided.emit(self._about[0], typed, self._about[1]))
        for form in (self.form, self.decision):
            form.cancelled.connect(self.close_form)
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(16, 12, 16, 16)
            column.addWidget(form)
            column.addStretch(1)
            self.addWidget(_scrolling(page))

    def put(self, lines: tuple[ResponseLine, ...]) -> None:
        """Show these, the newest first."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not lines:
            self._column.addWidget(plain("Belum ada tanggapan masyarakat.", "muted", select=False))
        for line in lines:
            self._column.addWidget(self._one(line))

    def _one(self, line: ResponseLine) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        said = f"{words.long_date(line.received)} · {line.source}"
        column.addWidget(plain(f"{said} ({line.contact})" if line.contact else said, "caption"))
        column.addWidget(plain(words.without_niks(line.content)))
        verdict = words.response_verdict(line.verdict)
        if line.verdict and line.decided_at:
            verdict = f"{verdict}: {line.verdict_note} ({line.decided_by}, {words.moment(line.decided_at)})"
        row = QHBoxLayout()
        row.addWidget(plain(verdict, "muted"), 1)
        button = QPushButton("Putuskan…")
        button.setAccessibleName(f"Putuskan tanggapan {words.long_date(line.received)}")
        button.clicked.connect(lambda: self.open_decision(line))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        return whole

    def open_new(self) -> None:
        self.form.put({})
        self._open(1, self.form)

    def open_decision(self, line: ResponseLine) -> None:
        self._about = (line.id, line.version)
        self.decision.put({"verdict": line.verdict or "terbukti", "note": line.verdict_note})
        self._open(2, self.decision)

    def _open(self, at: int, form: Form) -> None:
        form.set_busy(False)
        self.setCurrentIndex(at)
        form.focus_first()

    def close_form(self) -> None:
        self.setCurrentIndex(0)

    def show_trouble(self, problem: Problem) -> None:
        (self.form if self.currentIndex() == 1 else self.decision).show_trouble(problem)


def _scrolling(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
