"""What the sheets that were read would change, before anything is written: counts, conflicts to choose from, Confirm.

What a newcomer gets wrong: ticking conflicts beforehand. A mark that says otherwise stays, unless the person chooses
that the sheet is right.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.operations.sheets import Conflicting, Outcome
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain

_MEMBER = Qt.ItemDataRole.UserRole


class SummaryPanel(QFrame):
    """`confirmed` gives the members whose conflict the sheet decides."""

    confirmed = Signal(list)
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.head = plain("Siap dicatat", "subheading")
        self.text = plain("")
        self.walk_ins = plain("", "muted")
        self.told = plain("Bertentangan dengan yang sudah dicatat. Centang hanya bila lembarnya yang benar:")
        self.conflicts = QListWidget()
        self.conflicts.setAccessibleName("Kehadiran yang bertentangan dengan lembar")
        self.conflicts.setWordWrap(True)
        self.conflicts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.confirm, self.discard = QPushButton("Kon&firmasi dan catat"), QPushButton("&Buang bacaan ini")
        self.confirm.setObjectName("primary")
        self.confirm.clicked.connect(lambda: self.confirmed.emit(self.followed))
        self.discard.clicked.connect(self.discarded)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(theme.GRID)
        for widget in (self.head, self.text, self.walk_ins, self.told):
            column.addWidget(widget)
        column.addWidget(self.conflicts, 1)
        column.addLayout(buttons)
        column.addStretch(0)

    @property
    def followed(self) -> list[int]:
        """The members whose conflict the sheet decides."""
        items = (self.conflicts.item(at) for at in range(self.conflicts.count()))
        return [item.data(_MEMBER) for item in items if item.checkState() is Qt.CheckState.Checked]

    def put(self, outcome: Outcome, pages: int) -> None:
        """Show what confirming would do."""
        gone = words.attendance(Attendance.ABSENT).lower()
        present, absent = words.number(len(outcome.present)), words.number(len(outcome.absent))
        parts = [
            f"{words.number(pages)} lembar terbaca, {words.number(outcome.signatures)} tanda tangan.",
            f"Akan dicatat: {present} hadir, {absent} {gone}.",
        ]
        if outcome.repeated:
            parts.append(f"{words.number(len(outcome.repeated))} orang sudah dicatat sama dan tidak berubah.")
        self.text.setText(" ".join(parts))
        numbers = ", ".join(map(str, outcome.walk_ins))
        self.walk_ins.setText(f"Baris kosong {numbers} ditandatangani: catat orangnya di Kehadiran.")
        self.walk_ins.setVisible(bool(outcome.walk_ins))
        self.conflicts.clear()
        for one in outcome.conflicts:
            self.conflicts.addItem(_item(one))
        for widget in (self.told, self.conflicts):
            widget.setVisible(bool(outcome.conflicts))
        self.confirm.setEnabled(pages > 0)

    def focus_first(self) -> None:
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)


def _item(one: Conflicting) -> QListWidgetItem:
    sheet = "ditandatangani" if one.signed else "kosong"
    when = f" {words.clock(one.marked_at)}" if one.marked_at else ""
    by = f" oleh {one.marked_by}" if one.marked_by else ""
    said = words.attendance(one.status).lower()
    item = QListWidgetItem(f"{one.number}. {one.name}: di lembar {sheet}, dicatat {said}{when}{by}")
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Unchecked)
    item.setData(_MEMBER, one.member)
    return item
