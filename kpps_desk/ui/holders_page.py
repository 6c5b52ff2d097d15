"""The line of holders of a seat: who, from when until when, by which decree, why they left, and the papers of it.

What a newcomer gets wrong: showing only the present holder. Whoever sat here keeps oath, attendance and certificate,
and the line says so.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.queries.seats import Holder
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.seat_page import SeatPage


class HoldersPage(SeatPage):
    """`papers_wanted` and `minutes_wanted` carry a replacement's id, `person_wanted` a member's."""

    papers_wanted = Signal(int)
    minutes_wanted = Signal(int)
    person_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__("Pemegang kursi")
        self._inside = QWidget()
        self._line = QVBoxLayout(self._inside)
        self._line.setContentsMargins(0, 0, 8, 0)
        self._line.setSpacing(theme.GRID)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._inside)
        self.column.addWidget(scroll, 1)
        self.finish("&Kembali")
        self.told: list[str] = []

    def put(self, title: str, holders: Sequence[Holder]) -> None:
        """The newest first, as people ask for it."""
        self.head.setText(title)
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.told = []
        for holder in reversed(holders):
            self._line.addWidget(self._entry(holder))
        self.say("" if holders else "Belum pernah ada yang memegang kursi ini.")
        self._line.addStretch(1)

    def begin(self) -> None:
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self, holder: Holder) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        lines = _lines(holder)
        self.told.append("\n".join((holder.name, *lines)))
        column.addWidget(plain(holder.name, "subheading"))
        for line in lines:
            column.addWidget(plain(line, "muted"))
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self._button("Lihat &data", self.person_wanted, holder.member))
        if holder.replacement is not None:
            row.addWidget(self._button("Cetak &berita acara…", self.minutes_wanted, holder.replacement))
            row.addWidget(self._button("Lengkapi &surat…", self.papers_wanted, holder.replacement))
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _button(self, text: str, signal: object, id_: int) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: signal.emit(id_))  # type: ignore[attr-defined]
        return button


def _lines(holder: Holder) -> list[str]:
    found = [f"{_day(holder.since)} sampai {_day(holder.until) if holder.until else 'sekarang'}"]
    decree = f"SK {holder.decree_no}" if holder.decree_no else "Tanpa SK"
    found.append(f"{decree}, {words.long_date(holder.decree_date)}" if holder.decree_date else decree)
    if holder.reason:
        found.append(f"Berhenti: {holder.reason}" + (f" ({holder.explanation})" if holder.explanation else ""))
    for name, number, day in (
        ("Surat", holder.letter_no, holder.letter_date),
        ("Berita acara", holder.minutes_no, holder.minutes_date),
    ):
        if number or day:
            found.append(", ".join(part for part in (f"{name} {number}".strip(), _day(day) if day else "") if part))
    steps = [
        f"disumpah {words.long_date(holder.sworn)}" if holder.sworn else "belum disumpah",
        f"bimtek {words.long_date(holder.trained)}" if holder.trained else "",
        "bersertifikat" if holder.certified else "",
    ]
    said = ", ".join(filter(None, steps))
    found.append(said[:1].upper() + said[1:])  # capitalize() would make a small november
    return found


def _day(value: date | None) -> str:
    return words.long_date(value) if value else "tanggal tidak diketahui"
