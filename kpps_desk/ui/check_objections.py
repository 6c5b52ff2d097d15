"""All objections to one person, and setting one aside with a reason by who may.

What a newcomer gets wrong: hiding what was set aside. It stays listed, with who did it and why.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.domain.findings import Severity
from kpps_desk.problems import Problem
from kpps_desk.queries.requirements import ObjectionLine
from kpps_desk.ui import theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.labels import plain

_REASON = (Field("reason", "&Alasan mengesampingkan", "Izin tertulis KPU Kota tanggal …", lines=3, required=True),)


def drawing(line: ObjectionLine) -> tuple[str, str]:
    """Icon and token: grave, a doubt, set aside."""
    if line.waived_reason:
        return "state-ended", "muted"
    return ("state-no", "bad") if line.severity >= Severity.UNFIT else ("state-half", "warn")


class Objections(QStackedWidget):
    """The list, or the form that asks for a reason."""

    waive_wanted = Signal(str, str)  # token, reason
    withdraw_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = ""
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.GRID)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(16, 12, 16, 16)
        outer.addLayout(self._column)
        outer.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.addWidget(area)
        self.form = Form(_REASON, save="&Kesampingkan")
        self.form.saved.connect(lambda typed: self.waive_wanted.emit(self._token, typed["reason"]))
        self.form.cancelled.connect(self.close_form)
        self._about = plain("", "subheading")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 16)
        column.addWidget(self._about)
        column.addWidget(self.form)
        column.addStretch(1)
        self.addWidget(page)

    def put(self, lines: tuple[ObjectionLine, ...], *, may: bool, entitled: tuple[str, ...]) -> None:
        """Show these; `may`: who works here is one of the `entitled`."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not lines:
            self._column.addWidget(plain("Tidak ada keberatan atas orang ini.", "muted", select=False))
        for line in lines:
            self._column.addWidget(self._one(line, may=may))
        if any(line.waivable for line in lines) and not may:
            who = ", ".join(entitled) if entitled else "belum dicantumkan di Pengaturan, bagian Aturan"
            self._column.addWidget(plain(f"Yang berwenang mengesampingkan keberatan: {who}.", "caption"))

    def _one(self, line: ObjectionLine, *, may: bool) -> QFrame:
        frame = QFrame()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        icon = QLabel()
        icon.setPixmap(theme.pixmap(*drawing(line), 16, self.devicePixelRatioF()))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(plain(line.sentence))
        if line.waived_reason:
            when = f"{line.waived_by}, {words.moment(line.waived_at)}"
            column.addWidget(plain(f"Dikesampingkan: {line.waived_reason} ({when})", "caption"))
        elif not line.waivable:
            column.addWidget(plain("Tidak dapat dikesampingkan.", "caption"))
        if line.waivable and may:
            column.addWidget(self._button(line), 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        return frame

    def _button(self, line: ObjectionLine) -> QPushButton:
        if line.waived_reason:
            button = QPushButton("Berlakukan lagi")
            button.clicked.connect(lambda: self.withdraw_wanted.emit(line.token))
        else:
            button = QPushButton("Kesampingkan…")
            button.clicked.connect(lambda: self.open_form(line))
        button.setAccessibleName(f"{button.text()} {line.sentence}")
        return button

    def open_form(self, line: ObjectionLine) -> None:
        """Ask for the reason."""
        self._token = line.token
        self._about.setText(line.sentence)
        self.form.put({})
        self.form.set_busy(False)
        self.setCurrentIndex(1)
        self.form.focus_first()

    def close_form(self) -> None:
        self.setCurrentIndex(0)

    def show_trouble(self, problem: Problem) -> None:
        self.form.show_trouble(problem)
