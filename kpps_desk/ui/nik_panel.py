"""What a NIK says beside what was typed, and one key for either.

What a newcomer gets wrong: colour alone. What differs bears a mark and the word for it; what agrees says so too.
"""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.queries.nik_cases import ASKING, CaseDetails
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain

_HEADS = ("", "Diketik", "Menurut NIK", "")


class NikPanel(QFrame):
    """Empty until put() is given a case."""

    nik_wanted = Signal()
    typed_wanted = Signal()
    member_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._case: CaseDetails | None = None
        self._name, self._where = plain("", "subheading"), plain("", "muted")
        self._advice = plain("")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GRID * 2)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(3, 1)
        self._cells: list[QLabel] = []
        self.nik = QPushButton("Pakai isi &NIK")
        self.nik.setObjectName("primary")
        self.nik.setToolTip("Tanggal lahir dan jenis kelamin diubah menurut NIK (N)")
        self.nik.clicked.connect(self.nik_wanted)
        self.typed = QPushButton("Isian cocok dengan &KTP")
        self.typed.setToolTip("Isian tetap, dan tidak ditanyakan lagi (K)")
        self.typed.clicked.connect(self.typed_wanted)
        self.card = QPushButton("&Lihat anggota")
        self.card.clicked.connect(lambda: self._case and self.member_wanted.emit(self._case.id))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        for button in (self.nik, self.typed, self.card):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(theme.GRID)
        column.addWidget(self._name)
        column.addWidget(self._where)
        column.addLayout(self._grid)
        column.addWidget(self._advice)
        column.addStretch(1)
        column.addLayout(buttons)
        self.put(None)

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in (self._name, self._where, *self._cells, self._advice))

    def put(self, case: CaseDetails | None) -> None:
        """Show this person; None: nobody is chosen."""
        self._case = case
        self._clear()
        self.nik.setEnabled(case is not None and case.nik_born is not None and _differs(case))
        self.typed.setEnabled(case is not None and bool(case.open))
        self.card.setEnabled(case is not None)
        if case is None:
            self._name.setText("Pilih satu orang")
            self._where.setText("Isi NIK dan isian yang diketik tampil berdampingan di sini.")
            self._advice.setText("")
            return
        self._name.setText(case.name)
        self._where.setText(f"{case.nik} · {case.place}")
        for column, text in enumerate(_HEADS):
            self._put(0, column, plain(text, "caption", wrap=False, select=False))
        for row, (name, typed, said) in enumerate(_rows(case), 1):
            self._row(row, name, typed, said)
        self._advice.setText(_advice(case))

    def _row(self, row: int, name: str, typed: str, said: str) -> None:
        agree = typed == said or "" in (typed, said)
        mark = QLabel()
        word = "sama" if typed == said else "tidak diketahui" if agree else "berbeda"
        drawing = ("state-full", "good") if typed == said else ("state-open", "muted") if agree else ("warning", "warn")
        mark.setPixmap(theme.pixmap(*drawing, 16, self.devicePixelRatioF()))
        mark.setAccessibleName(f"{name}: {word}")
        texts = (plain(name, "muted", wrap=False), plain(typed or "–", wrap=False), plain(said or "–", wrap=False))
        for column, label in enumerate(texts):
            self._put(row, column, label)
        beside = QWidget()
        line = QHBoxLayout(beside)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        said_so = plain(word, wrap=False)
        line.addWidget(mark)
        line.addWidget(said_so)
        line.addStretch(1)
        self._cells.append(said_so)
        self._grid.addWidget(beside, row, 3, Qt.AlignmentFlag.AlignVCenter)

    def _put(self, row: int, column: int, label: QLabel) -> None:
        self._cells.append(label)
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignVCenter)

    def _clear(self) -> None:
        self._cells = []
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _rows(case: CaseDetails) -> list[tuple[str, str, str]]:
    return [
        ("Tanggal lahir", _day(case.typed_born), _day(case.nik_born)),
        ("Jenis kelamin", _sex(case.typed_sex), _sex(case.nik_sex)),
        ("Umur", _age(case.typed_age), _age(case.nik_age)),
    ]


def _day(value: date | None) -> str:
    return words.long_date(value) if value else ""


def _sex(value: str | None) -> str:
    return words.sex(value) if value else ""


def _age(value: int | None) -> str:
    return "" if value is None else f"{value} tahun"


def _differs(case: CaseDetails) -> bool:
    return case.nik_born != case.typed_born or case.nik_sex != case.typed_sex


def _advice(case: CaseDetails) -> str:
    """What to do, and what was settled already."""
    if case.nik_born is None:
        return "NIK belum ada. Mintakan KTP, lalu isi NIK di Anggota."
    told = []
    if case.open:
        told.append("Cocokkan dengan KTP: tekan N bila NIK yang benar, K bila isian yang benar.")
    if any(token.startswith("too_") for token in case.open):
        told.append("Menurut NIK umurnya di luar batas; yang menentukan tetap isian.")
    if case.settled and not [token for token in ASKING if token in case.open]:
        told.append("Sudah dicocokkan dengan KTP.")
    if not case.home:
        told.append("NIK pertama kali terdaftar di luar DKI Jakarta: hanya keterangan, orang boleh pindah.")
    return "\n".join(told)
